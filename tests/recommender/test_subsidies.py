"""The subsidy routes against tables of cases (tests/cases/subsidies) and against independent closed forms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.subsidy_records import Frame, OnceRule
from knowledge.values import Bounds, Chosen, Number, Value, exactly
from questionnaires.profile import Plan, Profile, read_profile
from recommender.cost import Span
from recommender.results import SubsidyRoute
from recommender.rulebase import load_rulebase
from recommender.subsidies.amounts import Bill, Calculation, calculate
from recommender.subsidies.routes import subsidy_routes
from recommender.subsidies.windows import edition_in_force, opening_of
from recommender.subsidies.wording import load_wording

CASES = Path(__file__).parents[1] / "cases" / "subsidies"
TODAY = date(2026, 11, 22)
RULES = load_rulebase()
FRAMES = RULES.knowledge.frames
COMPUTED = [frame for frame in FRAMES.values() if frame.computed]
ANCHOR: dict[str, Value] = {
    "entity": "corporation",
    "industry": "manufacturing",
    "employees": exactly(30),
    "capital_yen": exactly(10_000_000),
    "sites": exactly(1),
    "large_company_owned": False,
    "contract_state": "not_yet",
    "past_otasuketai_subsidy": False,
    "gbizid": "acquired",
    "security_action": "one_star",
}


def _read(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((CASES / name).read_text(encoding="utf-8"))
    return loaded


def _cases(*names: str) -> list[Any]:
    tables = [(name.removesuffix(".yaml"), _read(name)) for name in names]
    return [
        pytest.param({**table, **case}, id=f"{name}:{case['id']}") for name, table in tables for case in table["cases"]
    ]


def _rows(name: str, key: str = "rows") -> list[Any]:
    return [pytest.param(row, id="-".join(map(str, row.values()))) for row in _read(name)[key]]


def _profile(case: dict[str, Any]) -> Profile:
    answers = {**case["base"], **case.get("answers", {})}
    document = {"schema": "otasuke.profile/1", "answers": {k: v for k, v in answers.items() if v is not None}}
    if case.get("plan"):
        document["plan"] = case["plan"]
    text = yaml.safe_dump(document, allow_unicode=True)
    return read_profile(text, "case.yaml", RULES.vocabulary)


def _route(case: dict[str, Any]) -> SubsidyRoute:
    profile = _profile(case)
    as_of = case.get("as_of", TODAY)
    found = subsidy_routes(
        profile.answers,
        profile.plan,
        case.get("option"),
        RULES,
        as_of,
        editions=(case["edition"],),
        frames=(case["frame"],),
    )
    assert [route.id for route in found] == [f"subsidy.{case['edition']}.{case['frame']}"]
    return found[0]


def _seen(route: SubsidyRoute, key: str) -> Any:
    if key in ("final", "todo"):
        return [blocker.field for blocker in route.blockers if blocker.kind == key]
    if key == "range":
        span = route.amount_range_yen
        return None if span is None else [span.low, span.high]
    if key == "rate":
        return None if route.rate is None else str(route.rate)
    if key == "rates":
        return [[rung.up_to_subsidy_yen, str(rung.rate)] for rung in route.rates]
    return getattr(route, key)


TEXTS: dict[str, Callable[[SubsidyRoute], str]] = {
    "confirm": lambda route: "\n".join(route.to_confirm),
    "formula": lambda route: route.formula,
    "blocker": lambda route: "\n".join(blocker.text for blocker in route.blockers),
}


@pytest.mark.parametrize("case", _cases("documented.yaml", "sizes.yaml", "applicants.yaml"))
def test_route_of_the_table(case: dict[str, Any]) -> None:
    route = _route(case)
    for key, wanted in case["expect"].items():
        if key == "no_confirm":
            assert not [text for text in wanted if text in TEXTS["confirm"](route)]
        elif key in TEXTS:
            assert [text for text in wanted if text not in TEXTS[key](route)] == [], TEXTS[key](route)
        else:
            assert (key, _seen(route, key)) == (key, wanted)


@pytest.mark.parametrize("row", _rows("costs.yaml"))
def test_amount_to_the_yen(row: dict[str, Any]) -> None:
    small, single, verdict = row.get("small", False), row.get("single", False), row.get("verdict")
    found = _calculated(FRAMES[row["frame"]], row["cost"], small=small, single=single)
    assert (bool(found.below), bool(found.ceiling)) == (verdict == "below", verdict == "ceiling")
    assert found.exact == row.get("amount", 0)


@pytest.mark.parametrize("row", _rows("windows.yaml"))
def test_window_to_the_day(row: dict[str, Any]) -> None:
    opening = opening_of(FRAMES[row["frame"]], RULES.knowledge, row["as_of"], load_wording().window)
    assert opening.status == row["status"]
    assert row["text"] in opening.text


@pytest.mark.parametrize("row", _rows("windows.yaml", "in_force"))
def test_edition_in_force(row: dict[str, Any]) -> None:
    assert edition_in_force(RULES.knowledge.editions, row["as_of"]).id == row["edition"]
    found = subsidy_routes(ANCHOR, None, "network", RULES, row["as_of"])
    assert {route.edition for route in found} == {row["edition"]}


def test_an_edition_without_dates_is_never_open() -> None:
    editions = dict(RULES.knowledge.editions)
    editions["da2026"] = replace(editions["da2026"], opens=None)
    knowledge, phrases = replace(RULES.knowledge, editions=editions), load_wording().window
    undated = opening_of(FRAMES["subsidy.da2026.security"], knowledge, date(2026, 4, 1), phrases)
    before = opening_of(FRAMES["subsidy.it2025.security"], knowledge, date(2025, 12, 3), phrases)
    assert (undated.status, before.status) == ("unknown", "closed")


def test_a_list_understood_from_text_may_name_more_later() -> None:
    # 800,000 の 3/4 は 50万円の補助で区切られ、計算値 588,888。1機能なら 500,000
    heard: dict[str, Value] = {
        "main_tool": Chosen(frozenset({"accounting"}), complete=False),
        "main_tool_cost_yen": exactly(800_000),
    }
    route = _in_2023({**ANCHOR, **heard})
    assert (route.eligible, route.amount_yen, route.amount_range_yen) == ("yes", None, Span(500_000, 888_888))
    other: dict[str, Value] = {**heard, "main_tool": Chosen(frozenset({"other_software"}), complete=False)}
    assert _in_2023({**ANCHOR, **other}).eligible == "unknown"


def _in_2023(answers: dict[str, Value]) -> SubsidyRoute:
    return subsidy_routes(answers, Plan(0, 0), None, RULES, TODAY, editions=("it2023",), frames=("digital_base",))[0]


def test_an_edition_that_surely_has_no_once_only_rule_asks_for_nothing() -> None:
    editions = dict(RULES.knowledge.editions)
    editions["da2026"] = replace(
        editions["da2026"], once_rule=OnceRule(excludes_previous=False, editions=(), note=None)
    )
    rules = replace(RULES, knowledge=replace(RULES.knowledge, editions=editions))
    found = subsidy_routes({**ANCHOR, "past_otasuketai_subsidy": True}, Plan(20_000, 0), None, rules, TODAY)
    assert found[0].eligible == "yes"


def test_default_is_every_computed_frame_the_lone_one_first() -> None:
    found = subsidy_routes(ANCHOR, None, "network", RULES, TODAY)
    assert [route.id for route in found] == [
        "subsidy.da2026.security",
        "subsidy.da2026.regular",
        "subsidy.da2026.invoice",
    ]


def test_all_editions_are_computed_as_if_within_them_and_frames_of_groups_are_not() -> None:
    found = subsidy_routes(ANCHOR, None, "network", RULES, TODAY, editions=tuple(RULES.knowledge.editions))
    assert {route.id for route in found} == {frame.id for frame in COMPUTED}
    assert not [route for route in found if route.frame in ("multi_company", "e_invoice")]
    # 10,000円の24か月 240,000 の 1/2
    assert {route.amount_yen for route in found if route.frame == "security"} == {120_000}


def test_there_are_enough_cases() -> None:
    assert sum(len(_read(name)["cases"]) for name in ("documented.yaml", "sizes.yaml", "applicants.yaml")) >= 80


def test_steps_leave_out_what_is_done() -> None:
    done = subsidy_routes(ANCHOR, None, "network", RULES, TODAY)[0].steps
    undone: dict[str, Value] = {**ANCHOR, "gbizid": "not_yet", "security_action": "none"}
    fresh = subsidy_routes(undone, None, "network", RULES, TODAY)
    missing = {step.what for step in fresh[0].steps} - {step.what for step in done}
    assert missing == {"GビズIDプライムを取る", "SECURITY ACTIONを宣言する"}
    assert next(step for step in done if "交付決定を待つ" in step.what).days_low == 37


def test_every_citation_leads_somewhere() -> None:
    barred: dict[str, Value] = {"contract_state": "signed", "past_otasuketai_subsidy": True}
    answers = {**ANCHOR, **barred, "gbizid": "not_yet"}
    for route in subsidy_routes(answers, None, "both", RULES, TODAY, editions=tuple(RULES.knowledge.editions)):
        cites = [*route.cites, *(cite for blocker in route.blockers for cite in blocker.cites)]
        assert cites
        assert [cite for cite in cites if not RULES.knowledge.knows(cite)] == []


def test_the_formula_is_one_line_with_the_numbers_used() -> None:
    route = subsidy_routes(ANCHOR, Plan(20_000, 0), None, RULES, TODAY)[0]
    assert route.formula == "お助け隊の月額20,000円の24か月分480,000円に1/2を掛けて240,000円"


# --- properties -----------------------------------------------------------------------------------------------------

frames = st.sampled_from(COMPUTED)
costs = st.integers(0, 12_000_000)


def _calculated(frame: Frame, cost: int, *, small: bool, single: bool) -> Calculation:
    """The frame for a bare cost, as software or as fees of one month."""
    nothing, fee = Bounds(0, 0), frame.standalone
    return calculate(
        frame,
        Bill(
            monthly=Span(cost if fee else 0, cost if fee else 0),
            months=Bounds(1, 1) if fee else nothing,
            software=nothing if fee else Bounds(cost, cost),
            devices=(),
            small=small,
            one_function=single,
        ),
    )


@dataclass(frozen=True)
class Sheet:
    """A frame's figures written down anew: rates, the rate beyond 500,000 yen of subsidy, floor and cap."""

    rate: Fraction
    small: Fraction
    beyond: Fraction | None
    floor: int
    most: int


HALF, TWO_THIRDS, THREE_QUARTERS, FOUR_FIFTHS = Fraction(1, 2), Fraction(2, 3), Fraction(3, 4), Fraction(4, 5)


def _sheet(frame: str, year: int) -> Sheet:
    late = year >= 2025
    return {
        "security": Sheet(HALF, TWO_THIRDS if late else HALF, None, 50_000, 1_500_000 if late else 1_000_000),
        "regular_a": Sheet(HALF, HALF, None, 300_000 if year == 2022 else 50_000, 1_499_999),
        "regular_b": Sheet(HALF, HALF, None, 1_500_000, 4_500_000),
        "regular": Sheet(HALF, HALF, None, 50_000, 4_500_000),
        "digital_base": Sheet(THREE_QUARTERS, THREE_QUARTERS, TWO_THIRDS, 50_000 if year == 2022 else 0, 3_500_000),
        "invoice": Sheet(THREE_QUARTERS, FOUR_FIFTHS, TWO_THIRDS, 0, 3_500_000),
    }[frame]


def _closed_form(frame: Frame, cost: int, *, small: bool, single: bool) -> int:
    """The amount written as the smaller of two straight lines, which a falling ladder is."""
    sheet = _sheet(frame.frame, int(frame.edition[-4:]))
    first = sheet.small if small else sheet.rate
    amount = first * cost
    if sheet.beyond is not None:
        amount = min(amount, 500_000 + sheet.beyond * (cost - 500_000 / first))
    whole = amount.numerator // amount.denominator
    if single and sheet.beyond is not None:
        whole = min(whole, 500_000)
    if whole < sheet.floor or (frame.frame == "regular_a" and whole > sheet.most):
        return 0
    return min(whole, sheet.most)


@given(frames, costs, st.booleans(), st.booleans())
def test_amount_equals_the_closed_form(frame: Frame, cost: int, small: bool, single: bool) -> None:  # noqa: FBT001
    assert _calculated(frame, cost, small=small, single=single).exact == _closed_form(
        frame, cost, small=small, single=single
    )


def _turns(frame: Frame) -> list[int]:
    """The costs at which a frame's sheet turns, in whole yen: floor, cap, and the two ends of a ladder."""
    sheet = _sheet(frame.frame, int(frame.edition[-4:]))
    turns: list[Fraction] = []
    for rate in (sheet.rate, sheet.small):
        marks = [sheet.floor, 500_000, sheet.most]
        turns += [mark / rate for mark in marks]
        if sheet.beyond is not None:
            turns.append(500_000 / rate + (sheet.most - 500_000) / sheet.beyond)
    return sorted({turn.numerator // turn.denominator for turn in turns})


@pytest.mark.parametrize("small", [False, True])
@pytest.mark.parametrize("frame", COMPUTED, ids=lambda frame: frame.id)
def test_every_turn_of_every_frame_a_yen_before_on_and_after_it(frame: Frame, small: bool) -> None:  # noqa: FBT001
    for turn in _turns(frame):
        for cost in range(max(turn - 2, 0), turn + 4):
            found = _calculated(frame, cost, small=small, single=False)
            assert (cost, found.exact) == (cost, _closed_form(frame, cost, small=small, single=False))


@pytest.mark.parametrize(("tool", "cap"), [("pc_tablet", 100_000), ("pos", 200_000)])
@pytest.mark.parametrize("edition", ["it2022", "it2023", "it2025", "da2026"])
def test_hardware_has_a_cap_of_its_own_to_the_yen(edition: str, tool: str, cap: int) -> None:
    # 機器は 1/2、PC は 10万円まで、レジは 20万円まで。ソフト 400,000 の 3/4 = 300,000 はそのまま
    frame = "digital_base" if edition in ("it2022", "it2023") else "invoice"
    field = {"pc_tablet": "pc_cost_yen", "pos": "pos_cost_yen"}[tool]
    for cost in (0, 1, 2, 2 * cap - 1, 2 * cap, 2 * cap + 1, 10 * cap):
        tools: dict[str, Value] = {
            "main_tool": Chosen(frozenset({"accounting", "ordering", tool})),
            "main_tool_cost_yen": exactly(400_000),
            field: exactly(cost),
        }
        (route,) = subsidy_routes(
            {**ANCHOR, **tools}, Plan(0, 0), None, RULES, TODAY, editions=(edition,), frames=(frame,)
        )
        assert (cost, route.amount_yen) == (cost, 300_000 + min(cost // 2, cap))


@given(frames, costs, st.booleans(), st.booleans())
def test_amount_never_exceeds_cost_or_cap(frame: Frame, cost: int, small: bool, single: bool) -> None:  # noqa: FBT001
    amount = _calculated(frame, cost, small=small, single=single).exact
    assert amount is not None
    assert 0 <= amount <= min(cost, frame.subsidy_max_yen or 0)


@given(frames, costs, st.integers(0, 1_000_000), st.booleans(), st.booleans())
def test_amount_never_falls_while_the_cost_stays_in_the_frame(
    frame: Frame,
    cost: int,
    more: int,
    small: bool,  # noqa: FBT001
    single: bool,  # noqa: FBT001
) -> None:
    less = _calculated(frame, cost, small=small, single=single)
    greater = _calculated(frame, cost + more, small=small, single=single)
    if not greater.ceiling:
        assert (less.exact or 0) <= (greater.exact or 0)


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
        return subsidy_routes(
            answers, None, "endpoint", RULES, TODAY, editions=(frame.edition,), frames=(frame.frame,)
        )[0]

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


DECIDING = [name for name in ANCHOR if name not in ("sites", "gbizid", "security_action")]


@given(frames, st.sets(st.sampled_from(DECIDING)), st.integers(0, 100_000))
@settings(max_examples=60)
def test_taking_answers_away_never_settles_what_was_open(frame: Frame, gone: set[str], monthly: int) -> None:
    def found(answers: dict[str, Value]) -> SubsidyRoute:
        return subsidy_routes(
            answers, Plan(monthly, 0), None, RULES, TODAY, editions=(frame.edition,), frames=(frame.frame,)
        )[0]

    tools: dict[str, Value] = {"main_tool": Chosen(frozenset({"accounting"})), "main_tool_cost_yen": exactly(700_000)}
    full = found({**ANCHOR, **tools})
    less = found({k: v for k, v in {**ANCHOR, **tools}.items() if k not in gone})
    assert less.eligible in (full.eligible, "unknown")
    if less.amount_yen is not None and less.eligible != "no":
        assert less.amount_yen == full.amount_yen


def _of_plan(frame: Frame, software: Number, plan: Plan) -> SubsidyRoute:
    answers: dict[str, Value] = {
        **ANCHOR,
        "main_tool": Chosen(frozenset({"accounting", "ordering"})),
        "main_tool_cost_yen": software,
    }
    return subsidy_routes(answers, plan, None, RULES, TODAY, editions=(frame.edition,), frames=(frame.frame,))[0]
