"""`otasuke sheet` as a user runs it."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from tui.cli.main import main

EXAMPLES = Path(__file__).parents[2] / "examples"
PROFILE = str(EXAMPLES / "seizo_80dai.yaml")


def run(*words: str) -> int:
    return main(words)


def test_the_sheet_comes_as_markdown_with_day_and_names(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("sheet", PROFILE, "--present", "山田", "--present", "佐藤", "--as-of", "2026-12-05") == 0
    said = capsys.readouterr().out
    assert said.startswith("# ユーザー概況と提案の記録\n")
    assert "2026年12月5日" in said
    assert "同席した方: 山田、佐藤" in said


def test_the_sheet_comes_as_a_word_file_that_only_its_owner_reads(tmp_path: Path) -> None:
    out = tmp_path / "kiroku.docx"
    assert run("sheet", PROFILE, "--format", "docx", "-o", str(out)) == 0
    assert out.stat().st_mode & 0o077 == 0
    assert docx.Document(str(out)).paragraphs[0].text == "ユーザー概況と提案の記録"


def test_what_is_not_to_be_told_is_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("sheet", PROFILE, "--omit", "monthly_budget") == 0
    assert "300,000円" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((PROFILE, "--omit", "monthly_budgets"), "monthly_budget"),
        ((PROFILE, "--format", "xlsx"), "選べません"),
        (("nothing-here.yaml",), "nothing-here.yaml:1:"),
        ((), "「PROFILE」が書かれていません"),
    ],
)
def test_what_is_wrong_is_told_in_one_line(
    words: tuple[str, ...], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("sheet", *words) == 2
    told = capsys.readouterr().err
    assert says in told
    assert len(told.splitlines()) == 1
