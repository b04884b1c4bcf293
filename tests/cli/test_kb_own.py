"""`otasuke kb` for those who keep the knowledge: what wants checking, the user's own files, a list taken in."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest
from overlay_samples import FAULTY, GOOD, write_overlay

from knowledge.base import OWN_MARK
from recommender.rulebase import load_rulebase
from tui.cli.main import main
from tui.places import naming_knowledge, own_folders

EXAMPLE = str(next((Path(__file__).parents[2] / "examples").glob("machikoba.yaml")))
DAY = ("--as-of", "2026-11-22")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("OTASUKE_HOME", str(tmp_path))
    return tmp_path


def test_paths_says_where_the_users_own_files_go(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_overlay(home / "knowledge", "mine.yaml", GOOD)
    assert main(["kb", "paths"]) == 0
    shown = capsys.readouterr().out
    assert f"自分の知識\t{home / 'knowledge'}" in shown
    assert f"ファイル\t{home / 'knowledge' / 'mine.yaml'}" in shown


@pytest.mark.usefixtures("home")
def test_stale_lists_the_most_depended_on_first_and_nothing_on_the_day_of_gathering(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["kb", "stale", *DAY]) == 0
    assert "確かめ直す時期を過ぎたものはありません" in capsys.readouterr().out
    assert main(["kb", "stale", "--as-of", "2028-01-01"]) == 0
    rows = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    counts = [int(row[0]) for row in rows]
    assert counts == sorted(counts, reverse=True)
    assert {"std.2.1.7.i", "subsidy.da2026.security", "src.standard"} <= {row[1] for row in rows}


def test_the_users_own_records_are_used_and_marked(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_overlay(home / "knowledge", "mine.yaml", GOOD)
    assert main(["kb", "show", "route.my_city"]) == 0
    assert OWN_MARK in capsys.readouterr().out


@pytest.mark.parametrize(
    "words", [["--knowledge", "{}", "kb", "show", "route.my_city"], ["kb", "lint", "--knowledge", "{}"]]
)
@pytest.mark.usefixtures("home")
def test_a_named_directory_is_used_for_this_run(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_overlay(tmp_path / "named", "mine.yaml", GOOD)
    assert main([word.format(tmp_path / "named") for word in words]) == 0
    assert capsys.readouterr().err == ""
    assert main(["kb", "show", "route.my_city"]) == 2


@pytest.mark.parametrize("words", [["assess", EXAMPLE], ["subsidy", EXAMPLE], ["kb", "lint"]])
@pytest.mark.usefixtures("home")
def test_a_faulty_named_directory_is_bad_input(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_overlay(tmp_path / "named", "mine.yaml", FAULTY[0][0])
    assert main([*words, "--knowledge", str(tmp_path / "named")]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith(f"{path}:{FAULTY[0][1]}: ")


@pytest.mark.parametrize("words", [[], ["interview"], ["interview", "--plain"]])
@pytest.mark.usefixtures("home")
def test_a_faulty_named_directory_is_told_before_a_screen_opens_or_a_question_is_asked(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_overlay(tmp_path / "named", "mine.yaml", FAULTY[0][0])
    assert main(["--knowledge", str(tmp_path / "named"), *words]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith(f"{path}:{FAULTY[0][1]}: ")


@pytest.mark.usefixtures("home")
def test_named_knowledge_is_used_wherever_rules_are_loaded_in_the_run_and_not_after_it(tmp_path: Path) -> None:
    write_overlay(tmp_path / "named", "mine.yaml", GOOD)
    with naming_knowledge(tmp_path / "named"):
        assert "route.my_city" in load_rulebase(own_folders()).knowledge.routes
        with naming_knowledge(None):
            assert own_folders().named == tmp_path / "named"
    assert own_folders().named is None


@pytest.mark.parametrize("day", ["2027-01-07", "2027-01-15", "2027-01-16"])
@pytest.mark.usefixtures("home")
def test_a_route_is_shown_with_how_its_windows_stand_on_the_day(day: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["kb", "show", "route.tokyo_cyber", "--as-of", day]) == 0
    shown = capsys.readouterr().out
    assert "期間: 2027-01-08から2027-01-15まで" in shown
    assert ("いまはこの期間の中" in shown) is (day == "2027-01-15")
    assert ("確かめ直す時期を過ぎました" in shown) is (day == "2027-01-16")


def test_faulty_standing_files_are_told_and_the_result_is_that_of_the_built_in_data(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["assess", EXAMPLE, "--json", *DAY]) == 0
    plain = json.loads(capsys.readouterr().out)
    path = write_overlay(home / "knowledge", "mine.yaml", FAULTY[0][0])
    assert main(["assess", EXAMPLE, "--json", *DAY]) == 0
    shown = capsys.readouterr()
    assert shown.err.startswith(f"{path}:{FAULTY[0][1]}: ")
    result = json.loads(shown.out)
    assert result["knowledge"] == plain["knowledge"]
    assert [item["code"] for item in result["warnings"]][-1] == "own_refused"
    assert main(["kb", "lint"]) == 2


def test_a_directory_that_is_not_there_is_bad_input(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["assess", EXAMPLE, "--knowledge", str(home / "none")]) == 2
    assert "フォルダーがありません" in capsys.readouterr().err


def test_a_list_is_shown_first_and_written_on_request_alone(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = tmp_path / "list.csv"
    listed.write_text("事業者,サービス名,監視の型\n例の会社,例の守り,併用\n", encoding="utf-8")
    target = home / "knowledge" / "services.yaml"
    assert main(["kb", "import-services", str(listed), *DAY]) == 0
    assert "新しい\tsvc.own.001\t例の会社\t例の守り" in capsys.readouterr().out
    assert not target.exists()
    assert main(["kb", "import-services", str(listed), "--yes", *DAY]) == 0
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert main(["kb", "lint"]) == 0
    capsys.readouterr()
    assert main(["assess", EXAMPLE, "--json", *DAY]) == 0
    result = json.loads(capsys.readouterr().out)
    assert all(item["id"] == "svc.own.001" for item in result["candidates"])


def test_a_wrong_list_is_bad_input_and_nothing_is_written(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = tmp_path / "list.csv"
    listed.write_text("事業者,サービス名,監視の型\n例の会社,例の守り,何でも\n", encoding="utf-8")
    assert main(["kb", "import-services", str(listed), "--yes"]) == 2
    assert capsys.readouterr().err.startswith(f"{listed}:2: ")
    assert not (home / "knowledge").exists()


def test_the_schemas_are_written_where_asked(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["kb", "schemas", "-o", str(home / "out")]) == 0
    assert "書きました" in capsys.readouterr().out
    assert json.loads((home / "out" / "terms.json").read_text(encoding="utf-8"))["$defs"]["Term"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["kb", "list", "routes"], "route.my_city"),
        (["kb", "logic"], "# "),
        (["understand", "社員30人"], "30人"),
        (["ask", "UTMとは"], "入口に置く見張りの機器です。"),
    ],
)
@pytest.mark.usefixtures("home")
def test_every_command_on_the_knowledge_takes_a_directory_of_its_own(
    words: list[str], says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_overlay(tmp_path / "named", "mine.yaml", GOOD)
    assert main([*words, "--knowledge", str(tmp_path / "named")]) == 0
    assert says in capsys.readouterr().out
    assert main([*words, "--knowledge", str(tmp_path / "none")]) == 2
    assert "フォルダーがありません" in capsys.readouterr().err


LIST = """事業者,サービス名,監視の型,月額
例の会社,例の守り,ネットワーク監視,"9,800円"
=cmd|calc,別の守り,ネットワーク監視,
"""


def test_a_list_that_was_taken_in_is_named_by_its_day_wherever_the_one_of_2023_was(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "list.csv").write_text(LIST, encoding="utf-8")
    assert main(["kb", "import-services", str(home / "list.csv"), "--yes", *DAY]) == 0
    capsys.readouterr()
    assert main(["assess", EXAMPLE, "--format", "md", *DAY]) == 0
    paper = capsys.readouterr().out
    assert "2026-11-22に取り込んだ一覧からの手がかり" in paper
    assert "2023年の一覧" not in paper
    assert "料金の情報は月額9,800円です（2026-11-22時点） |" in paper
    assert "=cmd" in paper
    assert "'=cmd" not in paper
    for record, says in (
        ("svc.own.001", "2026-11-22に取り込んだ一覧からの手がかりです。"),
        ("svc.01", "2026-11-22に取り込んだ一覧には載っていません。"),
    ):
        assert main(["kb", "show", record, *DAY]) == 0
        assert says in capsys.readouterr().out
    assert main(["ask", "例の守りとは"]) == 0
    assert "（2026-11-22に取り込んだ一覧による）" in capsys.readouterr().out
