"""What open answers do to a route: ranges that hold every case inside them, and money that adds up."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from subsidy_cases import ANCHOR, COMPUTED, RULES, TODAY

from knowledge.fields import Answers
from knowledge.records import Monitoring
from knowledge.subsidy_records import Frame
from knowledge.values import Chosen, Number, Value, exactly
from questionnaires.profile import Plan
from recommender.cost import Span
from recommender.results import SubsidyRoute
from recommender.subsidies.routes import subsidy_routes

frames = st.sampled_from(COMPUTED)
DECIDING = [name for name in ANCHOR if name not in ("sites", "gbizid", "security_action")]


def _route(frame: Frame, answers: Answers, plan: Plan | None, option: Monitoring | None = None) -> SubsidyRoute:
    (route,) = subsidy_routes(answers, plan, option, RULES, TODAY, editions=(frame.edition,), frames=(frame.frame,))
    return route


def _of_plan(frame: Frame, software: Number, plan: Plan) -> SubsidyRoute:
    tools = Chosen(frozenset({"accounting", "ordering"}))
    return _route(frame, {**ANCHOR, "main_tool": tools, "main_tool_cost_yen": software}, plan)


@given(frames, st.integers(0, 400_000), st.integers(0, 60_000), st.integers(0, 6_000_000), st.integers(0, 900_000))
def test_a_range_holds_every_amount_inside_it(frame: Frame, low: int, more: int, software: int, spread: int) -> None:
    # A narrow answer inside a wide one must land inside the wide one's amounts.
    wide = _of_plan(frame, Number(software, software + spread), Plan(low + more, 0))
    inside = _of_plan(frame, exactly(software + spread // 2), Plan(low + more, 0))
    span = wide.amount_range_yen or Span(wide.amount_yen or 0, wide.amount_yen or 0)
    ends = inside.amount_range_yen or Span(inside.amount_yen or 0, inside.amount_yen or 0)
    assert span.low <= ends.low
    assert span.high is not None
    assert ends.high is not None
    assert ends.high <= span.high


@given(frames, st.integers(0, 400_000), st.integers(0, 6_000_000))
def test_the_money_of_a_route_adds_up(frame: Frame, monthly: int, software: int) -> None:
    route = _of_plan(frame, exactly(software), Plan(monthly, 70_000))
    assert route.amount_yen is None or route.amount_range_yen is None
    if route.amount_yen is None or route.eligible_cost_yen is None:
        assert route.own_cost_yen is None
        return
    assert route.own_cost_yen == route.eligible_cost_yen - route.amount_yen
    tool = 0 if frame.standalone else software
    assert route.own_cost_24_months_yen == 24 * monthly + 70_000 + tool - route.amount_yen
    assert route.own_cost_monthly_yen is not None
    # 月あたりは24で割って切り上げる。
    assert 0 <= 24 * route.own_cost_monthly_yen - route.own_cost_24_months_yen < 24
    assert route.cash_needed_first_yen == route.eligible_cost_yen + 70_000
    assert (route.eligible == "no") == (route.amount_yen == 0 and any(b.kind == "final" for b in route.blockers))


@given(
    st.sampled_from([frame for frame in COMPUTED if frame.standalone]),
    st.integers(1, 120),
    st.integers(0, 40),
    st.integers(1, 40),
    st.integers(0, 10),
)
@settings(max_examples=80)
def test_a_range_of_devices_and_people_gives_ranges_that_hold_every_case_inside(
    frame: Frame, pcs: int, more: int, people: int, extra: int
) -> None:
    def found(devices: Number, staff: Number) -> SubsidyRoute:
        answers: dict[str, Value] = {**ANCHOR, "pcs": devices, "servers": exactly(0), "employees": staff}
        return _route(frame, answers, None, "endpoint")

    wide = found(Number(pcs, pcs + more), Number(people, people + extra))
    inside = found(exactly(pcs + more // 2), exactly(people + extra // 2))
    for exact, span, value in (
        (wide.own_cost_24_months_yen, wide.own_cost_24_months_range_yen, inside.own_cost_24_months_yen),
        (wide.own_cost_monthly_yen, wide.own_cost_monthly_range_yen, inside.own_cost_monthly_yen),
        (wide.cash_needed_first_yen, wide.cash_needed_first_range_yen, inside.cash_needed_first_yen),
    ):
        assert value is not None
        if exact is not None:
            assert exact == value
        else:
            assert span is not None
            assert span.low <= value <= (span.high or 0)


@given(frames, st.sets(st.sampled_from(DECIDING)), st.integers(0, 100_000))
@settings(max_examples=60)
def test_taking_answers_away_never_settles_what_was_open(frame: Frame, gone: set[str], monthly: int) -> None:
    tools: dict[str, Value] = {"main_tool": Chosen(frozenset({"accounting"})), "main_tool_cost_yen": exactly(700_000)}
    plan = Plan(monthly, 0)
    full = _route(frame, {**ANCHOR, **tools}, plan)
    less = _route(frame, {k: v for k, v in {**ANCHOR, **tools}.items() if k not in gone}, plan)
    assert less.eligible in (full.eligible, "unknown")
    if less.amount_yen is not None and less.eligible != "no":
        assert less.amount_yen == full.amount_yen
