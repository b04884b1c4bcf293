"""Where a rule holds, as a table over the kinds of values that it can tell apart."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from knowledge.conditions import ALWAYS, All, AnyOf, Compare, Condition, Not, comparisons, judged
from recommender.cells import Variable
from recommender.factors import Factor

Key = tuple[int, ...]
_TRUE: Condition = ALWAYS
_FALSE: Condition = AnyOf(())


@dataclass(frozen=True, slots=True)
class Table:
    """For each variable in `scope` (its number) the kind of each of its cells, and the joint kinds at which it holds.

    Two kinds of a variable differ: for some values of the others the rule holds at one and not at the other.
    """

    scope: tuple[int, ...]
    kinds: tuple[tuple[int, ...], ...]
    holds: frozenset[Key]

    @property
    def always(self) -> bool:
        """Whether it holds at every joint cell."""
        return bool(self.holds) and all(not any(column) for column in self.kinds)

    def kinds_of(self, variable: int) -> tuple[int, ...]:
        """The kind of each cell of a variable in the scope."""
        return self.kinds[self.scope.index(variable)]

    def only(self, cells: Sequence[Sequence[int]]) -> Table:
        """The table for some of the cells of each variable (by its number), counted as they are listed."""
        columns = zip(self.scope, self.kinds, strict=True)
        return Table(
            self.scope, tuple(tuple([kinds[cell] for cell in cells[place]]) for place, kinds in columns), self.holds
        )

    def without(self, variables: Collection[int]) -> Table:
        """Where it holds at some cells of these variables, as a table over the others."""
        kept = [at for at, place in enumerate(self.scope) if place not in variables]
        holds = frozenset(tuple([key[at] for at in kept]) for key in self.holds)
        return Table(tuple([self.scope[at] for at in kept]), tuple([self.kinds[at] for at in kept]), holds)

    def factor(self, points: int) -> Factor:
        """The points where it holds, and none elsewhere."""
        holds = self.holds
        return Factor(self.scope, [points if kinds in holds else 0 for kinds in product(*self.kinds)])


def told_apart(sizes: Sequence[int], tables: Iterable[Table]) -> list[list[int]]:
    """For each variable, with so many cells, the first cell of each sort between which a table makes a difference."""
    columns: list[list[tuple[int, ...]]] = [[] for _ in sizes]
    for table in tables:
        for place, kinds in zip(table.scope, table.kinds, strict=True):
            columns[place].append(kinds)
    found = []
    for size, mine in zip(sizes, columns, strict=True):
        first: dict[tuple[int, ...], int] = {}
        for cell, row in enumerate(zip(*mine, strict=True) if mine else ((),) * size):
            first.setdefault(row, cell)
        found.append(list(first.values()))
    return found


def without_decided(
    when: Condition, decided: Callable[[Compare], bool], known: Callable[[Compare], bool | None], *, holds: bool = True
) -> Condition:
    """A condition that is true where this one is, without the comparisons that are decided.

    `known` gives what these say. One that says neither can never make the condition true: it counts as false, and as
    true under an odd number of 「not」 (`holds` False).
    """
    if isinstance(when, Compare):
        if not decided(when):
            return when
        says = known(when)
        return _TRUE if says or (says is None and not holds) else _FALSE
    if isinstance(when, Not):
        inner = without_decided(when.part, decided, known, holds=not holds)
        return _FALSE if inner == _TRUE else _TRUE if inner == _FALSE else Not(inner)
    either = isinstance(when, AnyOf)
    decisive, idle = (_TRUE, _FALSE) if either else (_FALSE, _TRUE)
    parts = [without_decided(part, decided, known, holds=holds) for part in when.parts]
    left = tuple(part for part in parts if part != idle)
    if decisive in left or not left:
        return decisive if left else idle
    return left[0] if len(left) == 1 else (AnyOf(left) if either else All(left))


def table_of(
    when: Condition, scope: Sequence[int], chosen: Sequence[Variable], known: Callable[[Compare], bool | None]
) -> Table:
    """The table of a condition; `known` gives what a comparison says that reads none of the variables."""
    compared = tuple(dict.fromkeys(comparisons(when)))
    columns: list[list[int]] = []
    spoken: list[list[Mapping[Compare, bool | None]]] = []
    for variable in chosen:
        mine = [item for item in compared if item in variable.says]
        numbers: dict[tuple[bool | None, ...], int] = {}
        rows = zip(*(variable.says[item] for item in mine), strict=True) if mine else ((),) * len(variable.cells)
        columns.append([numbers.setdefault(row, len(numbers)) for row in rows])
        spoken.append([dict(zip(mine, row, strict=True)) for row in numbers])
    settled = {item: known(item) for item in compared if not any(item in variable.says for variable in chosen)}
    holds = []
    for key in product(*(range(len(kinds)) for kinds in spoken)):
        says: dict[Compare, bool | None] = dict(settled)
        for kinds, place in zip(spoken, key, strict=True):
            says.update(kinds[place])
        if judged(when, says.__getitem__) is True:
            holds.append(key)
    return _narrowed(scope, columns, holds)


def full_table(scope: Sequence[int], sizes: Iterable[int], holds: Callable[[Key], bool]) -> Table:
    """The table of something that is tried out at every joint cell."""
    columns = [list(range(size)) for size in sizes]
    return _narrowed(scope, columns, [key for key in product(*columns) if holds(key)])


def _narrowed(scope: Sequence[int], columns: Sequence[Sequence[int]], holds: Collection[Key]) -> Table:
    """The table with kinds put together that make no difference to the rule."""
    merged: list[dict[int, int]] = []
    for place in range(len(columns)):
        slices: dict[int, set[Key]] = {}
        for key in holds:
            slices.setdefault(key[place], set()).add((*key[:place], *key[place + 1 :]))
        numbers: dict[frozenset[Key], int] = {}
        merged.append(
            {
                kind: numbers.setdefault(frozenset(slices.get(kind, ())), len(numbers))
                for kind in dict.fromkeys(columns[place])
            }
        )
    return Table(
        tuple(scope),
        tuple(tuple([kinds[kind] for kind in column]) for kinds, column in zip(merged, columns, strict=True)),
        frozenset(tuple([kinds[kind] for kinds, kind in zip(merged, key, strict=True)]) for key in holds),
    )
