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
        factors.append(Factor(scope, [draw(points) for _ in keys]))
    return factors, sizes


def points_at(factor: Factor, cells: tuple[int, ...], sizes: list[int]) -> int:
    keys = product(*(range(sizes[place]) for place in factor.scope))
    return dict(zip(keys, factor.points, strict=True))[tuple(cells[place] for place in factor.scope)]


@given(problems())
def test_the_largest_sum_is_that_of_the_best_joint_value(problem: tuple[list[Factor], list[int]]) -> None:
    factors, sizes = problem
    sums = [sum(points_at(factor, cells, sizes) for factor in factors) for cells in product(*map(range, sizes))]
    best = max(sums)
    assert largest_sum(factors, sizes) == (best if best > NEVER // 2 else None)


@given(problems())
def test_forbidding_every_value_of_a_variable_leaves_nothing(problem: tuple[list[Factor], list[int]]) -> None:
    factors, sizes = problem
    forbidding = Factor((0,), [NEVER] * sizes[0])
    assert largest_sum([*factors, forbidding], sizes) is None
