import json
import subprocess
import sys


def run(*words: str, given: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tui.cli.main", "ask", *words],
        input=given,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )


def test_a_question_is_answered_in_words_with_its_source() -> None:
    done = run("UTMって何？")
    assert done.returncode == 0
    assert "【UTM】" in done.stdout
    assert "出どころ: UTM" in done.stdout


def test_json_is_all_that_json_prints() -> None:
    shown = json.loads(run("UTMって何？", "--json", "--top", "2").stdout)
    assert shown["hits"][0]["id"] == "term.utm"
    assert len(shown["hits"]) == 2


def test_each_line_of_stdin_gets_a_line_of_json() -> None:
    lines = run("-", given="月額はいくら\n\n明日の天気は\n").stdout.splitlines()
    shown = [json.loads(line) for line in lines]
    assert [item["text"] for item in shown] == ["月額はいくら", "", "明日の天気は"]
    assert [item["abstained"] for item in shown] == [False, True, True]


def test_it_says_what_it_does_not_know_and_whom_to_ask() -> None:
    said = run("明日の天気は").stdout
    assert said.startswith("その答えは持っていません。")
    assert "聞けるところ:" in said
    assert "https://" in said


def test_escapes_are_never_shown_raw() -> None:
    assert "\x1b" not in run("\x1b[31m月額\x1b[0mはいくら").stdout


def test_a_wrong_top_is_refused_in_japanese() -> None:
    done = run("月額", "--top", "0")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
