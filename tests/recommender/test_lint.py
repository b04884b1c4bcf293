"""One deliberately wrong data set for each code of the lint."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

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


FACTS = [
    Wrong(codes.NO_SOURCE, "terms.yaml", "  sources: [src.standard, src.overview]", "  sources: []", "term.otasuke"),
    Wrong(codes.OVERLAP, "routes.yaml", "from: 2027-01-08", "from: 2026-09-15", "受付の期間が重なっています"),
    Wrong(codes.OVERLAP, "routes.yaml", "to: 2026-09-15", "to: 2026-09-01", "始まりより前"),
    Wrong(codes.OVERLAP, "subsidies.yaml", "deadline: 2025-06-16", "deadline: 2025-05-12", "2次の締切"),
    Wrong(codes.OVERLAP, "subsidies.yaml", "decision: 2025-06-18", "decision: 2025-05-01", "交付決定より後"),
    Wrong(codes.OVERLAP, "subsidies.yaml", "opens: 2023-03-28", "opens: 2022-03-28", "先に始まっています"),
    Wrong(codes.LADDER, "subsidies.yaml", "up_to_subsidy_yen: null", "up_to_subsidy_yen: 100", "途切れています"),
    Wrong(codes.LADDER, "subsidies.yaml", "up_to_subsidy_yen: 500000", "up_to_subsidy_yen: null", "小さい順"),
    Wrong(codes.SHARED_ALIAS, "terms.yaml", "aliases: [二類,", "aliases: [いちるい, 一 類, 二類,", "term.class1"),
    Wrong(codes.WIDTH, "clauses.yaml", "title: この制度のねらい", "title: この制度の→ねらい", "「→」"),
    Wrong(codes.NO_INTERVAL, "freshness.yaml", "kind: routes", "kind: roads", "「routes」"),
]
EVIDENCE = "  when: {remote_work: {is: most}}\n"
RULES = [
    Wrong(
        codes.NO_TRIGGER,
        "decisions.yaml",
        EVIDENCE,
        "  when: {all: [{remote_work: {is: most}}, {remote_work: {is: none}}]}\n",
        "remote_most",
    ),
    Wrong(
        # The capital is asked of companies with more than 50 people alone.
        codes.NO_TRIGGER,
        "decisions.yaml",
        EVIDENCE,
        "  when: {all: [{capital_yen: {at_least: 1}}, {employees: {at_most: 20}}]}\n",
        "remote_most",
    ),
    Wrong(
        codes.CANT_FIRE,
        "decisions.yaml",
        "  when: {devices: {at_most: 0}}\n",
        "  when: {all: [{devices: {at_most: 0}}, {pcs: {at_least: 1}}]}\n",
        "no_devices",
    ),
    Wrong(codes.CANT_FIRE, "counsel.yaml", "options: []\n  without_choice: true", "options: []", "no_choice"),
    Wrong(
        codes.NEVER_SILENT,
        "counsel.yaml",
        "  when: {large_company_owned: {is: true}}\n",
        "  when: {employees: {at_least: 0}}\n",
        "どう答えても消えません",
    ),
    Wrong(codes.NEVER_SILENT, "counsel.yaml", "{gbizid: {in: [not_yet]}}", "{gbizid: {in: [acquired]}}", "gbizid"),
    Wrong(
        codes.NOWHERE_TO_LOOK,
        "profile.yaml",
        "  find_out: 登記の書類や請求書に、本社の住所が書いてあります。\n",
        "  find_out: null\n",
        "prefecture",
    ),
    Wrong(
        codes.TOO_LONG, "profile.yaml", "会社はどの都道府県に", "会社は" + "とても" * 20 + "どの都道府県に", "「ask」"
    ),
    Wrong(codes.DEAD, "decisions.yaml", "cites: [std.1.2.9, src.rjoo_864]", "cites: [std.9.9.9]", "std.9.9.9"),
    Wrong(codes.DEAD, "clauses.yaml", "  related: [std.1.2.2, std.2.1.7]", "  related: [std.1.2.22]", "std.1.2.22"),
    Wrong(codes.SHAPE, "decisions.yaml", "  basis: stated", "  bassis: stated", "bassis"),
    Wrong(codes.TWICE, "terms.yaml", "id: term.class2\n", "id: term.class1\n", "term.class1"),
]


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


@pytest.mark.parametrize("wrong", FACTS, ids=named)
def test_a_wrong_fact_is_told_with_its_code_at_its_place(wrong: Wrong, folders: Folders) -> None:
    line = change(wrong, folders)
    faults = Faults()
    check_facts(load_knowledge(folders.knowledge), faults)
    told(wrong, faults.sorted(), line)
    assert {fault.code for fault in faults.sorted()} == {wrong.code}


@pytest.mark.parametrize("wrong", RULES, ids=named)
def test_a_wrong_rule_or_question_is_told_with_its_code_at_its_place(wrong: Wrong, folders: Folders) -> None:
    line = change(wrong, folders)
    report = lint_all(folders)
    told(wrong, report.faults, line)


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
    assert report.faults == ()
    assert report.records > 900


def test_every_code_has_a_meaning_and_a_wrong_data_set_of_its_own() -> None:
    used = {wrong.code for wrong in (*FACTS, *RULES)} | {codes.UNUSED}
    assert used == set(codes.MEANINGS)
