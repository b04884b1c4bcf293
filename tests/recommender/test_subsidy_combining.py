"""受け方の比較: the ways side by side, against a table of cases and against what each frame pays by itself."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from subsidy_cases import RULES, TODAY, profile_of, read_table

from knowledge.values import Chosen, Number, Value, exactly
from questionnaires.profile import Plan
from recommender.cost import Span
from recommender.export.combining import compared, needs_text, way_rows, weeks_text
from recommender.subsidies.outlook import outlook_of
from recommender.subsidies.results import Way
from recommender.subsidies.routes import subsidy_routes

TABLE = read_table("combining")
ANCHOR: dict[str, Value] = {
    "entity": "corporation",
    "industry": "manufacturing",
    "employees": exactly(30),
    "capital_yen": exactly(10_000_000),
    "large_company_owned": False,
    "contract_state": "not_yet",
    "past_otasuketai_subsidy": False,
}


def _ways(edition: str, answers: dict[str, Value], plan: Plan) -> tuple[Way, ...]:
    routes = subsidy_routes(answers, plan, None, RULES, TODAY, editions=(edition,))
    return outlook_of(answers, plan, None, RULES, TODAY, routes).ways


def _of_case(case: dict[str, Any]) -> tuple[Way, ...]:
    profile = profile_of({**TABLE["base"], **case.get("answers", {})}, TABLE["plan"])
    return _ways(case["edition"], dict(profile.answers), profile.plan or Plan())


def _find(ways: tuple[Way, ...], key: str) -> Way | None:
    kind, _, frame = key.partition(":")
    return next(
        (way for way in ways if way.kind == kind and (not frame or any(f.endswith(f".{frame}") for f in way.frames))),
        None,
    )


def _seen(way: Way, key: str) -> Any:
    exact, span = {
        "amount": (way.amount_yen, way.amount_range_yen),
        "own": (way.own_cost_24_months_yen, way.own_cost_24_months_range_yen),
        "cash": (way.cash_needed_first_yen, way.cash_needed_first_range_yen),
    }.get(key, (None, None))
    if key in ("amount", "own", "cash"):
        return [span.low, span.high] if exact is None and span else exact
    if key == "days":
        return [way.days_to_decision.low, way.days_to_decision.high]
    named = {"months": "fee_months", "steps": "steps_left"}
    return len(way.papers) if key == "papers" else getattr(way, named.get(key, key))


CASES = [
    pytest.param(case, key, wanted, id=f"{case['id']}:{key}")
    for case in TABLE["cases"]
    for key, wanted in case["ways"].items()
]


@pytest.mark.parametrize(("case", "key", "wanted"), CASES)
def test_way_of_the_table(case: dict[str, Any], key: str, wanted: dict[str, Any] | None) -> None:
    way = _find(_of_case(case), key)
    if wanted is None:
        assert way is None
        return
    assert way is not None
    for name, value in wanted.items():
        if name in ("cites", "also"):
            assert value in way.cites
        elif name == "says":
            assert value in way.rule
        else:
            assert (name, _seen(way, name)) == (name, value)


def test_what_the_rules_forbid_is_named_with_a_rule_that_can_be_opened() -> None:
    for edition in RULES.knowledge.editions:
        ways = _of_case({"edition": edition})
        assert [way.kind for way in ways][-1] == "twice"
        for way in ways:
            assert way.allowed == "yes" or way.rule
            assert way.cites
            assert [cite for cite in way.cites if not RULES.knowledge.knows(cite)] == []


def test_the_table_sets_money_and_effort_of_every_way_side_by_side() -> None:
    ways = _of_case({"edition": "it2025"})
    rows = way_rows(ways)
    assert {len(row) for row in rows} == {len(compared(ways)) + 1}
    by_label = {label: cells for label, *cells in rows}
    assert by_label["できるか"][0] == "合います"
    assert by_label["申請できた場合"][:2] == ["24万円", "62万円"]
    assert by_label["決定まで"][0] == "6〜16週"
    assert by_label["受付"] == ["受付終了"] * len(compared(ways))
    assert not [way for way in compared(ways) if way.kind == "twice"]


def test_an_amount_of_an_open_frame_stands_as_it_is() -> None:
    routes = subsidy_routes(ANCHOR, Plan(20_000, 0), None, RULES, date(2026, 4, 1))
    ways = outlook_of(ANCHOR, Plan(20_000, 0), None, RULES, date(2026, 4, 1), routes).ways
    assert {way.status for way in ways} == {"open"}
    assert "補助の額" in [row[0] for row in way_rows(ways)]


def test_what_only_some_ways_want_is_said_with_their_numbers() -> None:
    said = needs_text(_of_case({"edition": "it2025"}))
    assert "書類: 履歴事項全部証明書（3か月以内のもの）" in said
    assert [text for text in said if text.startswith("書類（") and "賃金状況報告シート" in text]


@pytest.mark.parametrize(
    ("days", "text"), [(Span(7, 7), "1週"), (Span(8, 8), "2週"), (Span(51, 109), "8〜16週"), (Span(37, 109), "6〜16週")]
)
def test_begun_weeks_count(days: Span, text: str) -> None:
    assert weeks_text(days) == text


@given(st.sampled_from(list(RULES.knowledge.editions)), st.integers(0, 300_000), st.integers(0, 5_000_000))
@settings(max_examples=80)
def test_two_applications_pay_what_each_frame_pays(edition: str, monthly: int, software: int) -> None:
    tool: dict[str, Value] = {
        "main_tool": Chosen(frozenset({"accounting", "ordering"}), complete=True),
        "main_tool_cost_yen": exactly(software),
    }
    answers, plan = {**ANCHOR, **tool}, Plan(monthly, 40_000)
    for way in _ways(edition, answers, plan):
        spent = 24 * monthly + 40_000 + software
        if way.own_cost_24_months_yen is not None and way.amount_yen is not None:
            assert way.own_cost_24_months_yen == spent - way.amount_yen
        if way.kind != "separate" or way.amount_yen is None:
            continue
        tool_only = subsidy_routes(answers, Plan(0, 0), None, RULES, TODAY, editions=(edition,))
        fee_only = subsidy_routes(ANCHOR, plan, None, RULES, TODAY, editions=(edition,))
        software_pays = next(route.amount_yen for route in tool_only if route.id == way.frames[0])
        service_pays = next(route.amount_yen for route in fee_only if route.id == way.frames[1])
        assert way.amount_yen == (software_pays or 0) + (service_pays or 0)


@given(st.integers(0, 100_000), st.integers(0, 60_000), st.integers(0, 3_000_000), st.integers(0, 500_000))
@settings(max_examples=60)
def test_a_range_of_own_cost_holds_every_value_inside_it(low: int, more: int, software: int, spread: int) -> None:
    def of(cost: Value) -> dict[tuple[str, tuple[str, ...]], Span]:
        tool: dict[str, Value] = {
            "main_tool": Chosen(frozenset({"accounting"}), complete=True),
            "main_tool_cost_yen": cost,
        }
        found = {}
        for way in _ways("it2025", {**ANCHOR, **tool}, Plan(low + more, 0)):
            exact, span = way.own_cost_24_months_yen, way.own_cost_24_months_range_yen
            if exact is not None or span is not None:
                found[way.kind, way.frames] = Span(exact, exact) if exact is not None else span  # type: ignore[assignment]
        return found

    wide, inside = of(Number(software, software + spread)), of(exactly(software + spread // 2))
    for name in wide.keys() & inside.keys():
        assert wide[name].low <= inside[name].low
        high = wide[name].high
        assert high is None or high >= (inside[name].high or 0)
