"""`otasuke kb`: what the knowledge base holds, from the command line."""

from __future__ import annotations

import pytest

from knowledge.conditions import fields_of
from recommender.export.logic import feeds
from recommender.records import OPTIONS
from recommender.rulebase import load_rulebase
from tui.cli.main import main

RULES = load_rulebase()


def test_the_knowledge_is_sound(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["kb", "lint"]) == 0
    shown = capsys.readouterr()
    assert "誤りはありません" in shown.out
    assert shown.err == ""


@pytest.mark.parametrize(
    ("kind", "records"),
    [
        ("clauses", RULES.knowledge.clauses),
        ("services", RULES.knowledge.services),
        ("subsidies", RULES.knowledge.frames),
        ("rules", RULES.knowledge.subsidy_rules),
        ("routes", RULES.knowledge.routes),
        ("sources", RULES.knowledge.sources),
        ("contacts", RULES.knowledge.contacts),
        ("fields", RULES.vocabulary.fields),
    ],
)
def test_a_list_names_every_record_of_its_kind_once_with_its_title(
    kind: str, records: dict[str, object], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["kb", "list", kind]) == 0
    rows = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert [row[0] for row in rows] == list(records)
    assert all(len(row) == 2 and row[1].strip() for row in rows)


def test_every_record_can_be_shown_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    known = RULES.knowledge
    for records in (known.clauses, known.services, known.frames, known.subsidy_rules, known.routes, known.contacts):
        for record_id in records:
            assert main(["kb", "show", record_id]) == 0, record_id
            shown = capsys.readouterr()
            assert len(shown.out.splitlines()) > 1, record_id
            assert "None" not in shown.out, record_id


def test_a_clause_is_shown_with_its_figures_both_readings_and_its_source(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["kb", "show", "std.2.1.7.i"]) == 0
    text = capsys.readouterr().out
    for part in ("10,000円", "2,000円", "読み方", "事業者への質問", "出典"):
        assert part in text


def test_a_service_says_that_it_is_a_lead_and_what_is_not_known(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["kb", "show", next(iter(RULES.knowledge.services))]) == 0
    text = capsys.readouterr().out
    assert "手がかり" in text
    assert "わかっていません" in text


def test_an_unknown_record_is_answered_with_the_nearest_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["kb", "show", "std.2.1.7.ii"]) == 2
    shown = capsys.readouterr()
    assert "std.2.1.7" in shown.err
    assert len(shown.err.splitlines()) == 1
    assert shown.out == ""


def test_the_sheet_of_rules_says_of_every_question_what_reads_it_and_of_every_rule_its_sources(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["kb", "logic"]) == 0
    sheet = capsys.readouterr().out
    rows = {line.split(" | ")[0].removeprefix("| "): line for line in sheet.splitlines() if line.startswith("| ")}
    for evidence in RULES.decisions.evidence:
        shown = rows[evidence.id]
        assert all(cite in shown for cite in evidence.cites)
        assert all(f"| {points:+d} |" in shown for option in OPTIONS if (points := evidence.weights.of(option)))
    ruled = (*RULES.decisions.exclusions, *RULES.decisions.class_needs, *RULES.counsel.actions)
    assert {item.id for item in ruled} | set(RULES.knowledge.frames) | set(RULES.knowledge.routes) <= set(rows)
    assert "点: remote_most" in rows["remote_work"]
    assert "選択肢を消す: no_target、no_own_line" in rows["network"]
    assert "2類: cloud_monitoring" in rows["wants"]
    assert "会社の大きさ: sme" in rows["employees"]
    assert "補助金: gbizid" in rows["gbizid"]
    assert "費用: " in rows["pcs"]
    assert rows["company_name"].endswith("| 書類に写すだけ |")


@pytest.mark.parametrize("field", list(RULES.questionnaire.questions))
def test_the_sheet_names_each_rule_that_reads_a_question_and_no_other(field: str) -> None:
    named = dict(feeds(field, RULES))["点"]
    reading = [item.id for item in RULES.decisions.evidence if field in fields_of(item.when, RULES.vocabulary)]
    assert list(named) == reading
