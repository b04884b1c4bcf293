"""What a frame pays, to the yen: against a table, and against closed forms from figures written down anew."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from subsidy_cases import ANCHOR, COMPUTED, FRAMES, RULES, TODAY, read_table

from knowledge.subsidy_records import Frame
from knowledge.values import Bounds, Chosen, Value, exactly
from questionnaires.profile import Plan
from recommender.cost import Span
from recommender.subsidies.amounts import Bill, Calculation, calculate
from recommender.subsidies.routes import subsidy_routes

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


@pytest.mark.parametrize("row", read_table("costs")["rows"], ids=lambda row: "-".join(map(str, row.values())))
def test_amount_to_the_yen(row: dict[str, Any]) -> None:
    small, single, verdict = row.get("small", False), row.get("single", False), row.get("verdict")
    found = _calculated(FRAMES[row["frame"]], row["cost"], small=small, single=single)
    assert (bool(found.below), bool(found.ceiling)) == (verdict == "below", verdict == "ceiling")
    assert found.exact == row.get("amount", 0)


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
