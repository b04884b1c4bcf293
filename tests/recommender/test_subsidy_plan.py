"""補助金の予定 against a table of dates, and the laws that every plan keeps."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from subsidy_cases import RULES, TODAY, profile_of, read_table

from knowledge.values import Value
from recommender.export.timeline import day_text, days_text, plan_part, when_text
from recommender.subsidies.outlook import plan_of
from recommender.subsidies.plan import shifted
from recommender.subsidies.results import SubsidyPlan
from recommender.subsidies.routes import subsidy_routes

TABLE = read_table("plan")


def _plan(
    answers: dict[str, Value], as_of: date, deadline: date | None = None, edition: str | None = None
) -> SubsidyPlan:
    editions = None if edition is None else (edition,)
    routes = subsidy_routes(answers, None, "network", RULES, as_of, editions=editions)
    plan = plan_of(answers, RULES, as_of, routes, deadline=deadline)
    assert plan is not None
    return plan


def _of_case(case: dict[str, Any]) -> SubsidyPlan:
    profile = profile_of({**TABLE["base"], **case.get("answers", {})})
    return _plan(dict(profile.answers), case.get("as_of", TODAY), case.get("deadline"), case.get("edition"))


@pytest.mark.parametrize("case", TABLE["cases"], ids=lambda case: case["id"])
def test_plan_of_the_table(case: dict[str, Any]) -> None:
    plan = _of_case(case)
    assert (plan.prospect, plan.basis) == (case["prospect"], case["basis"])
    if "deadline_is" in case:
        assert plan.deadline == case["deadline_is"]
    if case.get("steps") == {}:
        assert plan.steps == ()
    by_id = {step.id: step for step in plan.steps}
    for name, days in case.get("steps", {}).items():
        assert (name, [by_id[name].first, by_id[name].last]) == (name, days)
    if "done" in case:
        assert [step.id for step in plan.steps if step.done] == case["done"]
    rendered = " ".join([plan.text, *(when_text(step, plan.as_of) for step in plan.steps), *plan.to_confirm])
    assert [text for text in (*case.get("says", ()), *case.get("confirm", ())) if text not in rendered] == []
    assert [text for text in case.get("no_confirm", ()) if text in rendered] == []


def test_no_contract_before_the_decision_stands_in_every_plan() -> None:
    for case in TABLE["cases"]:
        plan = _of_case(case)
        if plan.steps:
            (ban,) = [step for step in plan.steps if step.id == "no_contract"]
            waiting = next(step for step in plan.steps if step.id == "wait_decision")
            begins = next(step for step in plan.steps if step.id == "introduce_and_pay")
            assert ban.first == plan.as_of
            assert ban.last == waiting.last == begins.first
            assert "subsidy.rule.before_decision" in ban.cites


def test_a_duration_that_no_source_states_is_named_as_set_aside() -> None:
    plan = _of_case({"id": "x"})
    guessed = [step for step in plan.steps if step.assumed]
    assert [step.id for step in guessed] == ["choose_service", "apply"]
    for step in guessed:
        assert step.days == (None, None)
        assert "日数は未確認" in days_text(step)
        assert "どの資料にもありません" in (step.assumed or "")


def test_every_citation_of_a_plan_leads_somewhere() -> None:
    plan = _of_case({"id": "x"})
    cites = [*plan.cites, *(cite for step in plan.steps for cite in step.cites)]
    assert [cite for cite in cites if not RULES.knowledge.knows(cite)] == []
    assert all(step.cites for step in plan.steps if step.id != "deadline")


def test_the_summary_shows_the_steps_as_rows_with_their_days() -> None:
    blocks = plan_part(_of_case({"id": "x", "deadline": date(2027, 3, 31)}))
    assert "2027年3月31日" in blocks[1].text  # type: ignore[union-attr]
    rows = [row for block in blocks for row in getattr(block, "rows", ())]
    assert ("2027年3月1日（月）までに始めて、2027年3月31日（水）まで") in [row[0] for row in rows]
    assert plan_part(None) == []


def test_days_are_written_with_their_weekday() -> None:
    assert day_text(date(2026, 11, 22)) == "2026年11月22日（日）"


# --- laws ----------------------------------------------------------------------------------------------

answers = st.fixed_dictionaries(
    {},
    optional={
        "gbizid": st.sampled_from(["not_yet", "applying", "acquired"]),
        "security_action": st.sampled_from(["none", "one_star", "two_stars"]),
    },
)
days = st.dates(date(2022, 1, 1), date(2030, 1, 1))


@given(answers, days, st.integers(-30, 400))
def test_no_step_begins_before_those_it_waits_for_are_done(
    given_answers: dict[str, Value], as_of: date, ahead: int
) -> None:
    plan = _plan(given_answers, as_of, as_of + timedelta(days=ahead))
    by_id = {step.id: step for step in plan.steps}
    for step in plan.steps:
        for name in step.after:
            before = by_id[name]
            if before.last and step.first:
                assert before.last <= step.first


@given(answers, days, st.integers(-30, 400))
def test_every_step_has_its_shortest_days_from_today_on_or_the_plan_cannot_be_met(
    given_answers: dict[str, Value], as_of: date, ahead: int
) -> None:
    plan = _plan(given_answers, as_of, as_of + timedelta(days=ahead))
    assert bool(plan.steps) is (plan.prospect not in ("missed", "closed", "barred"))
    for step in plan.steps:
        if step.first and step.last and not step.done:
            assert step.first >= as_of
            assert (step.last - step.first).days >= (step.days[0] or 0)
            if not step.after_deadline and step.days[1] is not None:
                assert (step.last - step.first).days <= step.days[1]


def test_the_days_of_a_label_are_those_between_the_dates() -> None:
    # 33 days are left: 21 for the ID (14 to 30), 12 for the application, which no source dates.
    by_id = {step.id: step for step in _of_case({"id": "x", "deadline": date(2026, 12, 25)}).steps}
    assert days_text(by_id["gbizid"]) == "14〜30日、この予定では21日"
    assert days_text(by_id["apply"]) == "日数は未確認（12日を見込み）"
    assert "12日に縮めています" in (by_id["apply"].assumed or "")
    # From the latest decision, 2027-02-12, to the report: 172 days at least.
    report = by_id["introduce_and_pay"]
    assert (report.first, report.last) == (date(2027, 2, 12), date(2027, 8, 3))
    assert days_text(report) == "172〜190日"
    assert "2027年7月22日ごろ" in (report.note or "")
    # Round 3 of 2026: decision on 2026-09-02, report due on 2027-02-26.
    known = {step.id: step for step in _of_case({"id": "x", "as_of": date(2026, 6, 20)}).steps}
    assert days_text(known["introduce_and_pay"]) == "177日"


@given(answers, days, st.integers(-30, 400))
def test_latest_start_and_duration_never_pass_the_deadline(
    given_answers: dict[str, Value], as_of: date, ahead: int
) -> None:
    deadline = as_of + timedelta(days=ahead)
    plan = _plan(given_answers, as_of, deadline)
    for step in plan.steps:
        if step.planned is not None and step.first and step.last:
            assert step.first + timedelta(days=step.planned) == step.last
            assert step.last <= deadline
            if plan.prospect == "in_time":
                assert step.first >= as_of


@given(answers, days, st.integers(-30, 400))
def test_a_later_deadline_is_never_harder_to_meet(given_answers: dict[str, Value], as_of: date, ahead: int) -> None:
    order = ["missed", "tight", "in_time"]
    ranks = [
        _plan(given_answers, as_of, as_of + timedelta(days=later)).prospect for later in (ahead, ahead + 1, ahead + 30)
    ]
    seen = [order.index(rank) for rank in ranks if rank in order]
    assert seen == sorted(seen)


@given(answers, days)
def test_a_plan_from_today_begins_today_at_the_earliest(given_answers: dict[str, Value], as_of: date) -> None:
    plan = _plan(given_answers, as_of)
    if plan.basis == "today":
        starts = [step.first for step in plan.steps if step.first and not step.done]
        assert min(starts) == as_of


@given(st.dates(), st.integers(-100_000, 100_000))
def test_days_stop_at_the_ends_of_the_calendar(day: date, more: int) -> None:
    moved = shifted(day, more)
    assert date.min <= moved <= date.max
    if date.min < moved < date.max:
        assert (moved - day).days == more


@pytest.mark.parametrize("day", [date.min, date.max])
def test_a_day_at_the_end_of_the_calendar_is_no_fault(day: date) -> None:
    assert _plan({}, day).prospect in ("from_today", "missed", "tight")
    assert _plan({}, TODAY, day).prospect in ("in_time", "missed")
