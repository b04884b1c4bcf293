"""Combinations of linear inequalities against trying every joint value, and the shape of the quantities."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from knowledge.values import Bounds
from recommender.arrangement import Linear, Span, arrange
from recommender.quantities import Reached, known, reached
from recommender.rulebase import load_rulebase

VOCABULARY = load_rulebase().vocabulary
FACTORS = st.sampled_from((1, 1, -1, 2, 3, 5, -3, -6))


@st.composite
def problems(draw: st.DrawFn) -> tuple[list[Span], list[Linear]]:
    spans: list[Span] = []
    for place in range(draw(st.integers(1, 3))):
        low = draw(st.integers(0, 2))
        if spans and spans[-1].above is None and draw(st.booleans()):
            spans.append(Span(spans[-1].low, spans[-1].high, place - 1))
        else:
            spans.append(Span(low, low + draw(st.integers(0, 9))))
    inequalities = []
    for _ in range(draw(st.integers(1, 6))):
        places = sorted(draw(st.sets(st.integers(0, len(spans) - 1), min_size=1)))
        terms = tuple((place, draw(FACTORS)) for place in places)
        inequalities.append(Linear(draw(st.integers(-12, 12)), terms))
    return spans, inequalities


def combination(inequalities: list[Linear], values: tuple[int, ...]) -> int:
    amounts = [item.constant + sum(values[place] * factor for place, factor in item.terms) for item in inequalities]
    return sum(1 << number for number, amount in enumerate(amounts) if amount >= 0)


@given(problems())
def test_the_combinations_found_are_those_that_some_joint_value_brings_about(
    problem: tuple[list[Span], list[Linear]],
) -> None:
    spans, inequalities = problem
    every = {
        combination(inequalities, values)
        for values in product(*(range(span.low, span.high + 1) for span in spans))
        if all(span.above is None or values[place] >= values[span.above] for place, span in enumerate(spans))
    }
    found = arrange(spans, inequalities, most=100_000)
    assert found.complete
    assert set(found.found) == every
    assert all(combination(inequalities, values) == mask for mask, values in found.found.items())


@given(
    st.integers(0, 3000),
    st.lists(st.tuples(st.integers(-9, 9), st.integers(-9, 9).filter(bool), st.integers(1, 7)), min_size=2, max_size=3),
)
def test_roundings_over_a_wide_first_variable_lose_nothing(high: int, turns: list[tuple[int, int, int]]) -> None:
    """ceil((a + b x) / n) against each other: their order goes by remainders of x, or by a few x alone."""
    spans = [Span(0, high), Span(0, 500)]
    inequalities = [Linear(start, ((0, slope), (1, share))) for start, slope, share in turns]
    inequalities += [Linear(start, ((0, slope), (1, -share))) for start, slope, share in turns]
    # Turns that part or meet do so early, and beyond that remainders repeat by 420 (of 1 to 7) at most.
    every = {
        combination(inequalities, (first, second))
        for first in {*range(min(high, 1300) + 1), high}
        for second in _around(first, turns)
    }
    found = arrange(spans, inequalities, most=100_000)
    assert found.complete
    assert every <= set(found.found)
    assert all(combination(inequalities, values) == mask for mask, values in found.found.items())


def _around(first: int, turns: list[tuple[int, int, int]]) -> set[int]:
    """The values of the second variable on both sides of every turn, and its ends."""
    at = {
        side * (start + slope * first) // share + step
        for start, slope, share in turns
        for side in (-1, 1)
        for step in (-1, 0, 1)
    }
    return {value for value in at if 0 <= value <= 500} | {0, 500}


def test_a_rounding_on_both_sides_over_one_wide_variable_is_told_exactly() -> None:
    """3 y >= 20 x and 3 y >= 20 x - 1: 39 is one below 40, so that 13 for 2 reaches only the second."""
    spans = [Span(0, 10_000), Span(0, 10_000)]
    both_rounded = [Linear(0, ((0, -20), (1, 3))), Linear(1, ((0, -20), (1, 3)))]
    found = arrange(spans, both_rounded, most=100_000)
    assert found.complete
    assert set(found.found) == {0b00, 0b10, 0b11}


def test_what_could_not_be_tried_is_not_called_complete() -> None:
    spans = [Span(0, 10_000)] * 3
    both_rounded = [Linear(0, ((0, -20), (1, 7), (2, 3))), Linear(1, ((0, -20), (1, 7), (2, 3)))]
    assert not arrange(spans, both_rounded, most=100_000).complete
    assert not arrange(spans, [Linear(-5, ((0, 1),))], most=1).complete


def amounts(most: int) -> st.SearchStrategy[Bounds]:
    ends = st.tuples(st.integers(0, most), st.integers(0, most))
    exact = st.integers(0, most).map(lambda amount: Bounds(amount, amount))
    above = st.integers(0, most).map(lambda amount: Bounds(amount, None))
    return st.one_of(exact, above, ends.map(lambda pair: Bounds(min(pair), max(pair))))


def holds(test: Reached) -> bool:
    return (any if test.any_of else all)(item.constant >= 0 for item in test.each)


@given(
    st.fixed_dictionaries(
        {
            "pcs": amounts(20),
            "servers": amounts(5),
            "sites": amounts(5),
            "monthly_budget": amounts(80_000),
            "annual_budget": amounts(800_000),
            "per_device_budget": amounts(6_000),
        }
    ),
    st.sampled_from(sorted(VOCABULARY.derived)),
    st.integers(-1, 1),
)
def test_every_derived_quantity_reaches_an_amount_where_its_computation_says_so(
    parts: dict[str, Bounds], subject: str, step: int
) -> None:
    item = VOCABULARY.derived[subject]
    bounds = item.compute(tuple(parts[part] for part in item.parts))
    ends = {part: known(span) for part, span in parts.items()}
    for turn in {bounds.low, bounds.high or 0, 0, 5}:
        amount = turn + step
        if amount < -(10**12):
            continue  # a quantity without low end
        low, high = reached(subject, VOCABULARY.derived, ends, amount)
        assert holds(low) is (bounds.low >= amount)
        assert holds(high) is (bounds.high is None or bounds.high >= amount)
