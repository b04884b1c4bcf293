"""Exact search over joint values of open fields, by eliminating one variable at a time.

Each rule is a factor over the few variables that it reads. The largest sum of factors is found by bucket
elimination (max-sum): the work grows with the widest rule, not with the number of open fields.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

NEVER = -(10**9)


@dataclass(frozen=True, slots=True)
class Factor:
    """Points for each joint value of the variables in `scope` (numbers of cells, in the order of `scope`)."""

    scope: tuple[int, ...]
    table: Mapping[tuple[int, ...], int]


def largest_sum(factors: Iterable[Factor], sizes: Sequence[int]) -> int | None:
    """The most that the factors can add up to; None where every joint value is forbidden (NEVER).

    `sizes` gives the number of cells of each variable.
    """
    left = [factor for factor in factors if factor.scope]
    total = sum(factor.table[()] for factor in factors if not factor.scope)
    while left:
        variable = _cheapest(left, sizes)
        touching = [factor for factor in left if variable in factor.scope]
        left = [factor for factor in left if variable not in factor.scope]
        merged = _eliminate(variable, touching, sizes)
        if merged.scope:
            left.append(merged)
        else:
            total += merged.table[()]
    return total if total > NEVER // 2 else None


def _cheapest(factors: Sequence[Factor], sizes: Sequence[int]) -> int:
    """The variable whose elimination makes the smallest table."""
    neighbours: dict[int, set[int]] = {}
    for factor in factors:
        for variable in factor.scope:
            neighbours.setdefault(variable, set()).update(factor.scope)

    def cost(variable: int) -> int:
        size = 1
        for other in neighbours[variable]:
            size *= sizes[other]
        return size

    return min(neighbours, key=cost)


def _eliminate(variable: int, touching: Sequence[Factor], sizes: Sequence[int]) -> Factor:
    """One factor over the neighbours of the variable: the best that the variable can add to each."""
    scope = tuple(sorted({other for factor in touching for other in factor.scope} - {variable}))
    place = {other: position for position, other in enumerate(scope)}
    lookups = [
        (_rows(factor, variable), [place[other] for other in factor.scope if other != variable])
        for factor in _added_up(touching)
    ]
    table: dict[tuple[int, ...], int] = {}
    for key in product(*(range(sizes[other]) for other in scope)):
        rows = [found[tuple([key[at] for at in positions])] for found, positions in lookups]
        table[key] = max(NEVER, *map(sum, zip(*rows, strict=True)))
    return Factor(scope, table)


def _added_up(factors: Sequence[Factor]) -> list[Factor]:
    """The factors with those of the same scope added into one."""
    tables: dict[tuple[int, ...], dict[tuple[int, ...], int]] = {}
    for factor in factors:
        table = tables.setdefault(factor.scope, dict.fromkeys(factor.table, 0))
        for key, points in factor.table.items():
            table[key] += points
    return [Factor(scope, table) for scope, table in tables.items()]


def _rows(factor: Factor, variable: int) -> dict[tuple[int, ...], list[int]]:
    """The factor's points as one row over the cells of the variable for each joint value of the others."""
    at = factor.scope.index(variable)
    rows: dict[tuple[int, ...], list[int]] = {}
    for key in sorted(factor.table):
        rows.setdefault((*key[:at], *key[at + 1 :]), []).append(factor.table[key])
    return rows
