"""One deliberately wrong file for each code of the lint (tests/cases/lint)."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from knowledge import codes
from knowledge import loading as facts
from knowledge.faults import Fault, Faults
from knowledge.loading import load_knowledge
from questionnaires import loading as questions
from recommender import rulebase
from recommender.lint.facts import check_facts
from recommender.lint.run import lint_all
from recommender.rulebase import Folders


@dataclass(frozen=True)
class Wrong:
    """One edit of a data file, the code that it earns, and words of the fault."""

    code: str
    file: str
    turn: str
    into: str
    says: str


def wrong_edits() -> list[Wrong]:
    """The edits of tests/cases/lint: one file a code, one or more deliberately wrong edits in it."""
    return [
        Wrong(path.stem, **{name: text for name, text in row.items() if name != "why"})
        for path in sorted(CASES.glob("*.yaml"))
        for row in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


CASES = Path(__file__).parents[1] / "cases" / "lint"
WRONG = wrong_edits()
# These are found in the facts alone; the rest needs the questions and rules as well.
OF_FACTS = (codes.OVERLAP, codes.LADDER, codes.NO_INTERVAL)


def named(wrong: Wrong) -> str:
    return f"{wrong.code}-{wrong.says}"


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    shutil.copytree(facts.DATA, tmp_path / "knowledge")
    shutil.copytree(questions.DATA, tmp_path / "questions")
    shutil.copytree(rulebase.DATA, tmp_path / "rules")
    return Folders(tmp_path / "knowledge", tmp_path / "questions", tmp_path / "rules")


def change(wrong: Wrong, folders: Folders) -> int:
    """Makes the edit; gives the line on which it begins."""
    directories = (folders.knowledge, folders.questions, folders.rules)
    path = next(directory / wrong.file for directory in directories if (directory / wrong.file).exists())
    before, found, after = path.read_text(encoding="utf-8").partition(wrong.turn)
    assert found, f"{wrong.turn} is no longer in {wrong.file}"
    path.write_text(before + wrong.into + after, encoding="utf-8")
    return before.count("\n") + 1


def told(wrong: Wrong, found: tuple[Fault, ...], line: int) -> None:
    mine = [fault for fault in found if fault.code == wrong.code and wrong.says in fault.what]
    assert mine, found
    for fault in mine:
        assert fault.place.file == wrong.file
        assert fault.place.line <= line or wrong.code == codes.TWICE
        assert str(fault).startswith(f"{fault.place}: {wrong.code} ")
        assert fault.mend


@pytest.mark.parametrize("wrong", WRONG, ids=named)
def test_a_wrong_file_is_told_with_its_code_at_its_place_and_nothing_else(wrong: Wrong, folders: Folders) -> None:
    line = change(wrong, folders)
    report = lint_all(folders)
    told(wrong, report.faults, line)
    assert {fault.code for fault in report.faults} == {wrong.code}


@pytest.mark.parametrize("wrong", [item for item in WRONG if item.code in OF_FACTS], ids=named)
def test_faults_of_facts_need_no_rules(wrong: Wrong, folders: Folders) -> None:
    line = change(wrong, folders)
    faults = Faults()
    check_facts(load_knowledge(folders.knowledge), faults)
    told(wrong, faults.sorted(), line)


def test_a_source_that_nothing_names_is_worth_a_warning_and_no_fault(folders: Folders) -> None:
    path = folders.knowledge / "sources.yaml"
    text = path.read_text(encoding="utf-8")
    body = text[text.index("- id: src.overview") : text.index("# --- お助け隊の制度 ---")]
    path.write_text(text + body.replace("src.overview", "src.nobody"), encoding="utf-8")
    report = lint_all(folders)
    assert report.faults == ()
    (warning,) = [fault for fault in report.warnings if "src.nobody" in fault.what]
    assert warning.code == codes.UNUSED


def test_the_shipped_data_has_no_fault() -> None:
    report = lint_all()
    assert report.faults == report.warnings == ()
    assert report.records > 900


def test_every_code_has_a_wrong_file_of_its_own_and_a_row_in_the_guide() -> None:
    every = {code for name, code in vars(codes).items() if name.isupper()}
    # A source that nothing names is the one warning; its test stands above.
    used = {wrong.code for wrong in WRONG} | {codes.UNUSED}
    assert used == every
    guide = (Path(__file__).parents[2] / "docs" / "knowledge.md").read_text(encoding="utf-8")
    assert [line[2:7] for line in guide.splitlines() if line.startswith("| KB")] == sorted(every)
