"""Exact search over joint values of open fields, by eliminating one variable at a time.

Each rule is a factor over the few variables that it reads. The largest sum of factors is found by bucket
elimination (max-sum): the work grows with the widest rule, not with the number of open fields.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import prod
from operator import le

NEVER = -(10**9)


@dataclass(frozen=True, slots=True)
class Factor:
    """Points for each joint value of the variables in `scope`: one for each joint cell, the last variable fastest."""

    scope: tuple[int, ...]
    points: Sequence[int]


def largest_sum(factors: Iterable[Factor], sizes: Sequence[int]) -> int | None:
    """The most that the factors can add up to; None where every joint value is forbidden (NEVER).

    `sizes` gives the number of cells of each variable.
    """
    left, left_sizes = _without_outdone(_added_up(factors), sizes)
    total = sum(factor.points[0] for factor in left if not factor.scope)
    left = [factor for factor in left if factor.scope]
    while left:
        variable = _cheapest(left, left_sizes)
        touching = _added_up(factor for factor in left if variable in factor.scope)
        left = [factor for factor in left if variable not in factor.scope]
        merged = _eliminate(variable, touching, left_sizes)
        if merged.scope:
            left.append(merged)
        else:
            total += merged.points[0]
    return total if total > NEVER // 2 else None


def _added_up(factors: Iterable[Factor]) -> list[Factor]:
    """The factors with those of the same scope added into one."""
    same: dict[tuple[int, ...], list[Sequence[int]]] = {}
    for factor in factors:
        same.setdefault(factor.scope, []).append(factor.points)
    return [
        Factor(scope, rows[0] if len(rows) == 1 else list(map(sum, zip(*rows, strict=True))))
        for scope, rows in same.items()
    ]


def _without_outdone(factors: list[Factor], sizes: Sequence[int]) -> tuple[list[Factor], Sequence[int]]:
    """The factors without the cells that another cell of their variable outdoes or equals everywhere."""
    left = list(sizes)
    for variable in dict.fromkeys(variable for factor in factors for variable in factor.scope):
        touching = [factor for factor in factors if variable in factor.scope]
        rows = [row for factor in touching for row in _rows(factor, variable, left)]
        kept = _undominated(list(zip(*rows, strict=True)))
        if len(kept) == left[variable]:
            continue
        factors = [_only(factor, variable, kept, left) if variable in factor.scope else factor for factor in factors]
        left[variable] = len(kept)
    return factors, left


def _undominated(columns: Sequence[tuple[int, ...]]) -> list[int]:
    """The places of the columns that no other column outdoes everywhere; of equal ones the first."""
    order = sorted(range(len(columns)), key=lambda place: (-sum(columns[place]), place))
    kept: list[int] = []
    for place in order:
        mine = columns[place]
        if not any(all(map(le, mine, columns[other])) for other in kept):
            kept.append(place)
    return sorted(kept)


def _only(factor: Factor, variable: int, cells: Sequence[int], sizes: Sequence[int]) -> Factor:
    """The factor for some cells of a variable."""
    step = _step(factor, variable, sizes)
    span, points = step * sizes[variable], factor.points
    starts = [block + cell * step for block in range(0, len(points), span) for cell in cells]
    return Factor(factor.scope, [value for start in starts for value in points[start : start + step]])


def _step(factor: Factor, variable: int, sizes: Sequence[int]) -> int:
    """How far apart the points for neighbouring cells of a variable stand."""
    return prod([sizes[other] for other in factor.scope[factor.scope.index(variable) + 1 :]])


def _rows(factor: Factor, variable: int, sizes: Sequence[int]) -> list[Sequence[int]]:
    """The points as one row over the cells of the variable for each joint value of the others, in their order."""
    step = _step(factor, variable, sizes)
    span, points = step * sizes[variable], factor.points
    return [
        points[block + offset : block + span : step] for block in range(0, len(points), span) for offset in range(step)
    ]


def _cheapest(factors: Sequence[Factor], sizes: Sequence[int]) -> int:
    """The variable whose elimination makes the smallest table."""
    neighbours: dict[int, set[int]] = {}
    for factor in factors:
        for variable in factor.scope:
            neighbours.setdefault(variable, set()).update(factor.scope)
    return min(neighbours, key=lambda variable: prod([sizes[other] for other in neighbours[variable]]))


def _eliminate(variable: int, touching: Sequence[Factor], sizes: Sequence[int]) -> Factor:
    """One factor over the neighbours of the variable: the best that the variable can add to each."""
    scope = tuple(sorted({other for factor in touching for other in factor.scope} - {variable}))
    spread = [_spread(_rows(factor, variable, sizes), factor, variable, scope, sizes) for factor in touching]
    if len(spread) == 1:
        return Factor(scope, [max(row) for row in spread[0]])
    return Factor(scope, [max(map(sum, zip(*rows, strict=True))) for rows in zip(*spread, strict=True)])


def _spread(
    rows: list[Sequence[int]], factor: Factor, variable: int, scope: Sequence[int], sizes: Sequence[int]
) -> list[Sequence[int]]:
    """The rows of a factor for each joint value of a scope that holds its own."""
    mine = [other for other in factor.scope if other != variable]
    if len(mine) == len(scope):
        return rows
    steps, step = {}, 1
    for other in reversed(mine):
        steps[other], step = step, step * sizes[other]
    places = [0]
    for other in scope:
        by = steps.get(other, 0)
        places = [place + by * cell for place in places for cell in range(sizes[other])]
    return [rows[place] for place in places]
