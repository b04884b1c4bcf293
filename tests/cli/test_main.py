"""The command line as its users meet it: exit codes, one Japanese line a fault, nothing that wasn't asked for."""

from __future__ import annotations

import io
import json
import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tui.cli.main import main

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))
EXAMPLE = EXAMPLES[0]
DAY = ("--as-of", "2026-11-22")
JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")


def run(*words: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "tui.cli.main", *words], input=given, capture_output=True, check=False)


def profile(folder: Path, answers: str, more: str = "") -> str:
    path = folder / "会社.yaml"
    path.write_text(f"schema: otasuke.profile/1\nanswers:{answers}\n{more}", encoding="utf-8")
    return str(path)


def feed(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))


# --- done ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", EXAMPLES[:3], ids=lambda path: path.stem)
def test_assess_prints_json_and_nothing_else(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for words in (("--json",), ("--format", "json")):
        assert main(["assess", str(path), *words, *DAY]) == 0
        shown = capsys.readouterr()
        assert json.loads(shown.out)["schema"] == "otasuke.recommendation/1"
        assert json.loads(shown.out)["as_of"] == "2026-11-22"
        assert shown.err == ""


def test_json_is_written_as_japanese_and_not_as_escapes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["assess", str(EXAMPLE), "--json", *DAY]) == 0
    assert "監視" in capsys.readouterr().out


def test_text_is_the_default_and_markdown_has_headings(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["assess", str(EXAMPLE), *DAY]) == 0
    text = capsys.readouterr().out
    assert main(["assess", str(EXAMPLE), "--format", "md", *DAY]) == 0
    markdown = capsys.readouterr().out
    assert text.startswith("【お助け隊ナビ 診断のまとめ】")
    assert markdown.startswith("# お助け隊ナビ 診断のまとめ")


def test_a_dash_reads_the_profile_from_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["assess", str(EXAMPLE), "--json", *DAY]) == 0
    from_file = capsys.readouterr().out
    feed(monkeypatch, EXAMPLE.read_bytes())
    assert main(["assess", "-", "--json", *DAY]) == 0
    assert capsys.readouterr().out == from_file


def test_an_output_file_is_for_its_owner_only_and_the_screen_stays_empty(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "まとめ.md"
    before = os.umask(0)
    try:
        assert main(["assess", str(EXAMPLE), "--format", "md", "-o", str(out), *DAY]) == 0
    finally:
        os.umask(before)
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert out.read_text(encoding="utf-8").startswith("# ")
    assert capsys.readouterr().out == ""


def test_an_existing_output_file_is_not_left_readable_for_others(tmp_path: Path) -> None:
    out = tmp_path / "まとめ.md"
    out.write_text("前のもの", encoding="utf-8")
    out.chmod(0o644)
    assert main(["assess", str(EXAMPLE), "--format", "md", "-o", str(out), *DAY]) == 0
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert "前のもの" not in out.read_text(encoding="utf-8")


def test_the_version_and_the_help_are_done_in_japanese(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("otasuke-navi ")
    for words in (["--help"], ["assess", "--help"], ["kb", "--help"], ["kb", "show", "--help"], ["-h"]):
        assert main(words) == 0
        text = capsys.readouterr().out
        assert JAPANESE.search(text)
        for english in ("Usage:", "Options:", "Commands:", "Show this message", "Arguments:"):
            assert english not in text


def test_the_heading_of_options_holds_options_alone(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["assess"], ["quote"], ["kb", "show"], ["kb", "list"], ["sessions", "mark"]):
        assert main([*words, "--help"]) == 0
        _, _, options = capsys.readouterr().out.partition("オプション:\n")
        assert options
        assert all(line.startswith(("  -", " " * 4)) for line in options.splitlines())


# --- bad input ----------------------------------------------------------------------------------------

FAULTS = [
    ("\n  employes: 30", "会社.yaml:3: ", "employees"),
    ("\n  employees: -3", "会社.yaml:3: ", "範囲"),
    ("\n  employees: たくさん", "会社.yaml:3: ", "整数"),
    ("\n  network: own_lime", "会社.yaml:3: ", "own_line"),
    ("\n  unmanaged_devices: [nas, none]", "会社.yaml:3: ", "none"),
    ("\n  concerns: ransomware", "会社.yaml:3: ", "一覧"),
    ("\n  pcs: 3\n  pcs: 4", "会社.yaml:4: ", "2回"),
    ("\n  pcs: &a 3\n  servers: *a", "会社.yaml:3: ", "参照"),
    ("\n  pcs: !!python/object/apply:os.system ['true']", "会社.yaml:3: ", "タグ"),
    ("\n  pcs: {low: 9, high: 3}", "会社.yaml:3: ", "逆"),
    ("\n  pcs: [", "会社.yaml:", "YAML"),
]


@pytest.mark.parametrize(("answers", "place", "word"), FAULTS)
def test_a_fault_in_a_profile_is_one_japanese_line_with_its_place_and_remedy(
    answers: str, place: str, word: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "まとめ.md"
    assert main(["assess", profile(tmp_path, answers), "-o", str(out)]) == 2
    shown = capsys.readouterr()
    (line,) = shown.err.splitlines()
    assert place in line
    assert word in line
    assert "・" in line
    assert JAPANESE.search(line)
    assert shown.out == ""
    assert not out.exists()


def test_all_faults_of_a_profile_are_told_at_once_in_the_order_of_the_lines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = profile(tmp_path, "\n  employes: 30\n  pcs: 多い\n  cloud: cor\n", "plan: {monthly: 3}")
    assert main(["assess", path, "--json"]) == 2
    shown = capsys.readouterr()
    lines = [int(line.split("会社.yaml:")[1].split(":")[0]) for line in shown.err.splitlines()]
    assert lines == [3, 4, 5, 7]
    assert shown.out == ""


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (b"schema: otasuke.profile/2\nanswers: {}\n", "otasuke.profile/1"),
        (b"answers: {}\n", "schema"),
        (b"schema: otasuke.profile/1\n", "answers"),
        (b"schema: otasuke.profile/1\nanswers: {}\nanswer: {}\n", "answers"),
        (b"- a\n- b\n", "プロフィール"),
        (b"", "中身"),
        (b"schema: otasuke.profile/1\nanswers: {company_name: \x8e\xa9}\n", "UTF-8"),
        (b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "参照"),
        (b"[" * 5000, ""),
        (b'schema: otasuke.profile/1\nanswers: {company_name: "\x00"}\n', ""),
    ],
)
def test_what_is_no_profile_is_said_so_without_anything_being_written(
    text: bytes, word: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    feed(monkeypatch, text)
    assert main(["assess", "-", "--json"]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert word in shown.err
    assert shown.err.startswith("標準入力:")
    assert "Traceback" not in shown.err


def test_a_line_of_standard_input_that_is_not_utf8_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    feed(monkeypatch, b"schema: otasuke.profile/1\nanswers:\n  company_name: \x8e\xa9\n")
    assert main(["assess", "-", "--json"]) == 2
    assert capsys.readouterr().err.startswith("標準入力:3: ")


def test_a_missing_file_and_an_unwritable_place_are_faults_of_the_input(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["assess", str(tmp_path / "ない.yaml")]) == 2
    assert "見つかりません" in capsys.readouterr().err
    assert main(["assess", str(EXAMPLE), "-o", str(tmp_path / "ない" / "a.md")]) == 2
    assert "書けません" in capsys.readouterr().err
    assert main(["assess", str(tmp_path)]) == 2
    assert "読めません" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (["asess", "a.yaml"], "assess"),
        (["kb", "shwo", "std.1.1"], "show"),
        (["kb", "lint", "--al"], "--al"),
        (["assess", "a.yaml", "--jsn"], "--json"),
        (["--verbos"], "--verbos"),
        (["assess"], "--help"),
        (["assess", "a.yaml", "b.yaml"], "b.yaml"),
        (["assess", "a.yaml", "--format", "word"], "--help"),
        (["assess", "a.yaml", "--as-of", "きのう"], "2026-11-22"),
        (["assess", "a.yaml", "--as-of"], "--as-of"),
        (["kb", "list", "clause"], "--help"),
        (["kb", "show"], "--help"),
    ],
)
def test_a_wrong_command_line_is_one_japanese_line_with_a_way_on(
    words: list[str], wanted: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    shown = capsys.readouterr()
    (line,) = shown.err.splitlines()
    assert wanted in line
    assert JAPANESE.search(line)
    assert shown.out == ""
    rest = re.sub(r"「[^」]*」|--?[a-z-]+|otasuke|YYYY-MM-DD|[a-z_]+\.yaml", "", line)
    assert not re.search(r"[A-Za-z]{4,} [a-z]{2,} ", rest), line


# --- our own fault ------------------------------------------------------------------------------------


def test_our_own_fault_is_one_line_without_a_traceback_unless_debug_is_asked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("内部")

    monkeypatch.setattr("recommender.export.json.to_json", broken)
    assert main(["assess", str(EXAMPLE), "--json"]) == 1
    shown = capsys.readouterr()
    assert len(shown.err.splitlines()) == 1
    assert "Traceback" not in shown.err
    assert main(["--debug", "assess", str(EXAMPLE), "--json"]) == 1
    assert "Traceback" in capsys.readouterr().err


# --- the process itself -------------------------------------------------------------------------------


def test_the_program_ends_with_the_codes_that_scripts_rely_on() -> None:
    good = run("assess", str(EXAMPLE), "--json", *DAY)
    assert (good.returncode, good.stderr) == (0, b"")
    assert json.loads(good.stdout.decode("utf-8"))["schema"] == "otasuke.recommendation/1"
    bad = run("assess", "-", given=b"answers: [")
    assert (bad.returncode, bad.stdout) == (2, b"")
    assert b"Traceback" not in bad.stderr


def test_output_is_utf8_whatever_the_terminal_says() -> None:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    words = [sys.executable, "-m", "tui.cli.main", "assess", str(EXAMPLE), "--json", *DAY]
    shown = subprocess.run(words, capture_output=True, check=False, env=environment)
    assert shown.returncode == 0, shown.stderr.decode("utf-8", "replace")
    assert "監視" in shown.stdout.decode("utf-8")


def test_a_reader_that_goes_away_is_no_fault() -> None:
    words = [sys.executable, "-m", "tui.cli.main", "kb", "list", "clauses"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read()
        assert process.wait(timeout=60) == 0
    assert said == b""


@pytest.mark.parametrize(
    "words", [["assess", str(EXAMPLE), "--json"], ["kb", "lint"], ["kb", "show", "std.1.1"], ["--help"]]
)
def test_no_command_but_the_screen_loads_textual(words: list[str]) -> None:
    code = (
        "import sys; from tui.cli.main import main; code = main(sys.argv[1:]); "
        "sys.exit(code or ('textual' in sys.modules) * 9)"
    )
    ended = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, check=False)
    assert ended.returncode == 0, ended.stderr.decode("utf-8")
