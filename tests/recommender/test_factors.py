"""The search for the largest sum against trying every joint value."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from recommender.factors import NEVER, Factor, largest_sum


@st.composite
def problems(draw: st.DrawFn) -> tuple[list[Factor], list[int]]:
    sizes = draw(st.lists(st.integers(1, 3), min_size=1, max_size=5))
    points = st.one_of(st.integers(-9, 9), st.just(NEVER))
    factors = []
    for _ in range(draw(st.integers(0, 6))):
        scope = tuple(sorted(draw(st.sets(st.integers(0, len(sizes) - 1), max_size=3))))
        keys = product(*(range(sizes[place]) for place in scope))
        factors.append(Factor(scope, {key: draw(points) for key in keys}))
    return factors, sizes


@given(problems())
def test_the_largest_sum_is_that_of_the_best_joint_value(problem: tuple[list[Factor], list[int]]) -> None:
    factors, sizes = problem
    sums = [
        sum(factor.table[tuple(cells[place] for place in factor.scope)] for factor in factors)
        for cells in product(*map(range, sizes))
    ]
    best = max(sums)
    assert largest_sum(factors, sizes) == (best if best > NEVER // 2 else None)


@given(problems())
def test_forbidding_every_value_of_a_variable_leaves_nothing(problem: tuple[list[Factor], list[int]]) -> None:
    factors, sizes = problem
    forbidding = Factor((0,), {(cell,): NEVER for cell in range(sizes[0])})
    assert largest_sum([*factors, forbidding], sizes) is None
