"""This year beside last year: what the company changed is never put down to the rules, nor the other way round."""

from dataclasses import replace
from datetime import date, datetime, timezone
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from strategies import VOCABULARY, answers

from knowledge.values import Number, Value, exactly
from questionnaires.interview import Interview, live_answers
from questionnaires.profile import Profile
from recommender.assessment import assess
from recommender.export.markdown import markdown_of
from recommender.marks import action_mark
from recommender.rulebase import RuleBase, load_rulebase
from tui.cli.year_on_year import compare
from tui.desk.comparing import BY_DAYS, BY_RULES
from tui.desk.followup import follow_on
from tui.desk.headlines import Amount, KeptResult, kept_result
from tui.desk.records import Mark, SavedInterview
from tui.desk.store import SqliteStore
from tui.desk.year_on_year import BETWEEN, BY_COMPANY, NOTHING, YearOnYear, two_latest, year_lines, year_on_year
from tui.year_page import year_blocks

THEN, NOW = date(2025, 11, 20), date(2026, 11, 22)
ANSWERS: dict[str, Value] = {
    "company_name": "やまと製作所",
    "employees": exactly(37),
    "pcs": exactly(23),
    "servers": exactly(1),
    "sites": exactly(1),
    "network": "mobile_only",
    "remote_work": "most",
    "monthly_budget": Number(None, 80_000),
}
CLIENT = "20251101-100000-fedcba"


@pytest.fixture(scope="module")
def rules() -> RuleBase:
    return load_rulebase()


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, 0, 0, tzinfo=timezone.utc)  # noqa: UP017  plainer to read


def finished(name: str, day: date, told: dict[str, Value], rules: RuleBase, **changed: object) -> SavedInterview:
    """A finished interview with the result that these rules give on its day."""
    profile = Profile(live_answers(told, rules.questionnaire))
    shown = kept_result(assess(profile, rules, day, explain=False))
    record = SavedInterview(name, at(day), at(day), Interview(told, tuple(told)), 3, "finished", results=(shown,))
    return replace(record, client=CLIENT, **changed)  # type: ignore[arg-type]


def older_rules(record: SavedInterview, **headline: object) -> SavedInterview:
    """The interview as if its result had been made under knowledge that said something else."""
    shown = record.results[-1]
    other = replace(shown, version="2025.01", digest="older", headline=replace(shown.headline, **headline))  # type: ignore[arg-type]
    return replace(record, results=(other,))


def compared(one: SavedInterview, other: SavedInterview, rules: RuleBase) -> YearOnYear:
    table = year_on_year(one, other, rules)
    assert table is not None
    return table


def causes(table: YearOnYear) -> dict[str, tuple[str, ...]]:
    return {row.subject: row.causes for row in table.rows if row.causes}


# --- what moved, and why ------------------------------------------------------------------------------


def test_what_the_company_changed_stands_between_the_middle_and_the_right_column(rules: RuleBase) -> None:
    """24 devices before and 30 now, at the cap of 2,000 yen a device (std.2.1.7)."""
    before = finished("a", THEN, ANSWERS, rules)
    after = finished("b", NOW, {**ANSWERS, "pcs": exactly(29)}, rules)
    table = compared(before, after, rules)
    assert table.head == ("前回（2025年11月20日）", BETWEEN, "今回（2026年11月22日）")
    row = next(row for row in table.rows if row.subject == "月額の上限")
    assert row.cells[0] == row.cells[1]
    assert "6万円" in row.cells[2]
    assert row.causes == (BY_COMPANY,)
    assert dict(table.groups)[BY_COMPANY][0] == "答え PC: 「23台」から「29台」になりました"
    assert not any(BY_RULES in row.causes for row in table.rows)


def test_what_the_rules_changed_stands_between_the_left_and_the_middle_column(rules: RuleBase) -> None:
    before = older_rules(finished("a", THEN, ANSWERS, rules), monthly_cap=Amount(1_000, 1_000))
    table = compared(before, finished("b", NOW, ANSWERS, rules), rules)
    row = next(row for row in table.rows if row.subject == "月額の上限")
    assert row.cells[0] == "1,000円"
    assert row.cells[1] == row.cells[2] != row.cells[0]
    assert row.causes == (BY_RULES,)
    assert BY_COMPANY not in dict(table.groups)
    assert "知識の版: 前回は 2025.01" in table.notes[0]


def test_both_are_told_apart_where_both_moved(rules: RuleBase) -> None:
    before = older_rules(finished("a", THEN, ANSWERS, rules), initial_cap=1)
    table = compared(before, finished("b", NOW, {**ANSWERS, "pcs": exactly(29)}, rules), rules)
    assert causes(table)["初期費用の上限"] == (BY_RULES,)
    assert causes(table)["月額の上限"] == (BY_COMPANY,)
    groups = dict(table.groups)
    assert any(line.startswith("初期費用の上限") for line in groups[BY_RULES])
    assert not any("初期費用の上限" in line for line in groups[BY_COMPANY])


def test_one_subject_can_have_moved_by_both(rules: RuleBase) -> None:
    before = older_rules(finished("a", THEN, ANSWERS, rules), monthly_cap=Amount(1_000, 1_000))
    table = compared(before, finished("b", NOW, {**ANSWERS, "pcs": exactly(29)}, rules), rules)
    row = next(row for row in table.rows if row.subject == "月額の上限")
    assert row.causes == (BY_RULES, BY_COMPANY)
    assert len(set(row.cells)) == 3
    assert row.label == f"月額の上限（{BY_RULES}、{BY_COMPANY}）"


def test_windows_that_opened_and_closed_with_the_days_are_nobodys_doing(rules: RuleBase) -> None:
    """In November 2025 the frame's edition of that year was open; the last known deadline of 2026 is past."""
    told = {**ANSWERS, "contract_state": "not_yet", "gbizid": "acquired"}
    table = compared(finished("a", THEN, told, rules), finished("b", NOW, told, rules), rules)
    moved = causes(table)
    assert moved
    assert set(moved.values()) == {(BY_DAYS,)}


def test_the_same_company_on_the_same_day_moved_in_nothing(rules: RuleBase) -> None:
    table = compared(finished("a", NOW, ANSWERS, rules), finished("b", NOW, ANSWERS, rules), rules)
    assert not causes(table)
    assert table.groups == []
    assert NOTHING in year_lines(table)


@given(told=answers(), later=answers())
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_difference_has_the_cause_of_its_step(told: dict[str, Value], later: dict[str, Value]) -> None:
    """Both results come from these rules: so the rules have moved nothing, whatever the answers and the days did."""
    rules = load_rulebase()
    table = compared(finished("a", THEN, told, rules), finished("b", NOW, later, rules), rules)
    for row in table.rows:
        assert BY_RULES not in row.causes
        if row.subject != "次の一歩":  # its cells also tell what was done, which is nobody's change
            assert (row.cells[0] != row.cells[1]) <= (BY_DAYS in row.causes)
            assert (row.cells[1] != row.cells[2]) == (BY_COMPANY in row.causes)
    headings = dict(table.groups)
    assert BY_RULES not in headings


# --- steps, and what is still carried over -------------------------------------------------------------


def test_how_the_steps_came_out_is_told_also_where_it_was_noted_later(rules: RuleBase) -> None:
    before = finished("a", THEN, ANSWERS, rules)
    first, second = (action.id for action in before.results[-1].headline.actions[:2])
    before = replace(before, marks={action_mark(first): Mark("doing", "山田", NOW, "来週まで")})
    marks = {action_mark(first): Mark("done", "山田", None, "ひみつ"), action_mark(second): Mark("open")}
    table = compared(before, finished("b", NOW, ANSWERS, rules, marks=marks), rules)
    cell = table.rows[-1].cells[0]
    assert cell.startswith("済んだもの 1件")
    assert "（済み）" in cell
    text = "\n".join(year_lines(table))
    for private in ("山田", "ひみつ", "来週"):
        assert private not in text


def test_what_nobody_has_confirmed_this_year_is_said(rules: RuleBase) -> None:
    after = finished("b", NOW, ANSWERS, rules, carried={"pcs": THEN})
    table = compared(finished("a", THEN, ANSWERS, rules), after, rules)
    assert "今回、前回の答えのまま確かめていないこと: PC" in table.notes


def test_rules_that_changed_after_the_newest_result_are_said(rules: RuleBase) -> None:
    after = older_rules(finished("b", NOW, ANSWERS, rules), initial_cap=1)
    notes = "".join(compared(finished("a", THEN, ANSWERS, rules), after, rules).notes)
    assert "出したあと、規則や料金が変わりました" in notes
    assert "初期費用の上限: 「1円」から" in notes


# --- which two ----------------------------------------------------------------------------------------


def test_the_newest_two_with_results_of_their_own_are_taken(rules: RuleBase) -> None:
    first = finished("a", date(2024, 11, 1), ANSWERS, rules)
    second, third = finished("b", THEN, ANSWERS, rules), finished("c", NOW, ANSWERS, rules)
    asking = SavedInterview("d", at(NOW), at(NOW), Interview(ANSWERS))
    pair = two_latest([third, asking, first, second])
    assert pair is not None
    assert [record.id for record in pair] == ["b", "c"]
    assert two_latest([first, asking]) is None


def test_a_result_that_only_came_over_is_none_of_this_year(rules: RuleBase) -> None:
    before = finished("a", THEN, ANSWERS, rules)
    fresh = follow_on(before, SavedInterview("b", at(NOW), at(NOW), Interview()))
    assert fresh.results == before.results
    assert two_latest([fresh, before]) is None
    assert year_on_year(before, fresh, rules) is None


def test_an_interview_taken_up_again_on_its_own_day_has_no_result_before_it_comes_to_one(rules: RuleBase) -> None:
    before = finished("a", NOW, ANSWERS, rules)
    following = follow_on(before, SavedInterview("b", at(NOW), at(NOW), Interview()))
    assert two_latest([following, before]) is None
    assert two_latest([replace(following, status="finished"), before]) is not None


def test_the_earlier_result_is_last_year_whatever_the_order(rules: RuleBase) -> None:
    before, after = finished("a", THEN, ANSWERS, rules), finished("b", NOW, {**ANSWERS, "pcs": exactly(29)}, rules)
    assert compared(after, before, rules) == compared(before, after, rules)


# --- where it goes ------------------------------------------------------------------------------------


def test_the_document_holds_the_table_and_the_causes_and_no_id(rules: RuleBase) -> None:
    before = older_rules(finished("20251120-090000-abcdef", THEN, ANSWERS, rules), initial_cap=1)
    after = finished("20261122-090000-abcdef", NOW, {**ANSWERS, "pcs": exactly(29)}, rules)
    table = compared(before, after, rules)
    text = markdown_of(year_blocks(table, rules), rules)
    for said in ("やまと製作所", *table.head, BY_RULES, BY_COMPANY, "「23台」から「29台」"):
        assert said in text
    for hidden in (before.id, after.id, CLIENT, "\n\n\n\n"):
        assert hidden not in text


def run(home: Path, *ids: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("OTASUKE_HOME", str(home))
    result = CliRunner().invoke(compare, ids)
    return result.output + str(result.exception or "")


def test_the_command_prints_the_same(tmp_path: Path, rules: RuleBase, monkeypatch: pytest.MonkeyPatch) -> None:
    store = SqliteStore(tmp_path, VOCABULARY)
    before, after = "20251120-090000-abcdef", "20261122-090000-abcdef"
    store.save(replace(finished(before, THEN, ANSWERS, rules), revision=0))
    store.save(replace(finished(after, NOW, {**ANSWERS, "pcs": exactly(29)}, rules), revision=0))
    said = run(tmp_path, after, before, monkeypatch=monkeypatch)
    assert "やまと製作所" in said
    assert "答え PC: 「23台」から「29台」になりました" in said
    assert "同じ診断が2つ" in run(tmp_path, after, after, monkeypatch=monkeypatch)


def test_the_command_refuses_two_companies_and_an_interview_without_result(
    tmp_path: Path, rules: RuleBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = SqliteStore(tmp_path, VOCABULARY)
    one = store.save(replace(finished("20251120-090000-abcdef", THEN, ANSWERS, rules), revision=0))
    two = replace(finished("20261122-090000-abcdef", NOW, ANSWERS, rules), revision=0, client="20251101-100000-aaaaaa")
    store.save(two)
    asking = store.save(replace(store.new(), client=CLIENT))
    assert "別の会社" in run(tmp_path, one.id, two.id, monkeypatch=monkeypatch)
    assert "まだ結果を出していない" in run(tmp_path, one.id, asking.id, monkeypatch=monkeypatch)


def test_kept_results_are_all_that_is_read(rules: RuleBase) -> None:
    """Answers that were changed after the result was shown are no part of the comparison."""
    after = finished("b", NOW, ANSWERS, rules)
    touched = replace(after, interview=Interview({**ANSWERS, "pcs": exactly(99)}))
    before: SavedInterview = finished("a", THEN, ANSWERS, rules)
    kept: KeptResult = after.results[-1]
    assert kept.answers["pcs"] == exactly(23)
    assert compared(before, touched, rules).rows == compared(before, after, rules).rows
