"""The values of open fields that the rules can tell apart, one of each kind (cells).

Choices and multi answers are grouped by what the comparisons on them say; numbers are cut where a comparison turns
(`number_cells`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from knowledge.conditions import Compare, evaluate
from knowledge.fields import Answers, Field, Vocabulary, stated_bounds
from knowledge.values import UNKNOWN, Bounds, Chosen, Number, Value
from recommender.number_cells import Assignment, Domain, JointNumbers, Side, said_by, turn_of

__all__ = ["Assignment", "Domain", "Variable", "narrowed", "variables"]


@dataclass(frozen=True, slots=True, eq=False)
class Variable:
    """One open field, or several numbers that rules compare together, with the kinds of values it can take.

    `cells` holds one assignment of each kind, and `says` what each comparison on the fields makes of it. `tried` are
    all assignments looked at. `apart`: for each field the sets of cells between which nothing changes but comparisons
    that read it, so that what it can do alone can be told. `complete`: whether every outcome of the comparisons is
    among the cells.
    """

    fields: tuple[str, ...]
    cells: tuple[Assignment, ...]
    says: Mapping[Compare, tuple[bool | None, ...]]
    tried: tuple[Assignment, ...]
    apart: Mapping[str, tuple[frozenset[int], ...]]
    complete: bool = True


def variables(
    domains: Sequence[Domain],
    compared: Sequence[Compare],
    answers: Answers,
    vocabulary: Vocabulary,
    *,
    ranges: bool = False,
) -> list[Variable]:
    """The open fields as variables. Together their cells give every outcome of the comparisons that values have.

    With `ranges`, answers such as 30〜40 that straddle a turning point are included too.
    """
    held = _Held(vocabulary)
    found = []
    for item in domains:
        if item.field.kind != "integer":
            mine = tuple(comparison for comparison in compared if comparison.subject == item.field.id)
            found.append(_single(item.field, mine, held))
    for group in _groups([item for item in domains if item.field.kind == "integer"], compared, vocabulary):
        mine = tuple(c for c in compared if set(vocabulary.parts_of(c.subject)) & {item.field.id for item in group})
        read = {part for item in mine for part in vocabulary.parts_of(item.subject)}
        known = tuple((name, answers[name]) for name in sorted(read) if name in answers)
        # In one order, however they came together: the cache knows them again.
        group.sort(key=lambda item: item.field.id)
        found.append(_grouped(tuple(group), mine, known, held, ranges))
    return found


@lru_cache(maxsize=64)
def _grouped(
    group: tuple[Domain, ...],
    compared: tuple[Compare, ...],
    known: tuple[tuple[str, Value], ...],
    held: _Held,
    ranges: bool,  # noqa: FBT001  part of the cache key
) -> Variable:
    """The numbers that are compared together. Cached: they stay the same while other answers come in."""
    numbers = JointNumbers(group, compared, dict(known), held.vocabulary, ranges=ranges)
    kinds: dict[tuple[Side, ...], int] = {}
    cells: list[Assignment] = []
    for joint in numbers.found:
        kind = kinds.setdefault(joint.sides, len(kinds))
        if kind == len(cells):
            cells.append(joint.values)
    column = {turn: at for at, turn in enumerate(numbers.turns)}
    says = {item: tuple([said_by(item, sides[column[turn_of(item)]]) for sides in kinds]) for item in compared}
    apart = {}
    for name in numbers.fields:
        others = [at for (subject, _), at in column.items() if name not in held.vocabulary.parts_of(subject)]
        alike: dict[tuple[Side, ...], list[int]] = {}
        for sides, kind in kinds.items():
            alike.setdefault(tuple([sides[at] for at in others]), []).append(kind)
        apart[name] = tuple(frozenset(alone) for alone in alike.values() if len(alone) > 1)
    tried = tuple(joint.values for joint in numbers.found)
    return Variable(numbers.fields, tuple(cells), says, tried, apart, numbers.complete)


class _Held:
    """A vocabulary as a cache key: by identity, since there is one for the whole run."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and other.vocabulary is self.vocabulary

    def __hash__(self) -> int:
        return id(self.vocabulary)


@lru_cache(maxsize=256)
def _single(field: Field, compared: tuple[Compare, ...], held: _Held) -> Variable:
    """One field that is no number, with a value of each kind. Cached: it depends on the rules alone."""
    values = tuple(_cells(field, compared, held.vocabulary))
    cells = tuple({field.id: value} for value in values)
    says = {item: tuple(evaluate(item, cell, held.vocabulary) for cell in cells) for item in compared}
    return Variable((field.id,), cells, says, cells, {field.id: (frozenset(range(len(cells))),)})


def _groups(domains: Sequence[Domain], compared: Sequence[Compare], vocabulary: Vocabulary) -> list[list[Domain]]:
    """The open numbers that some quantity reads together."""
    groups: list[list[Domain]] = [[item] for item in domains]
    for subject in dict.fromkeys(item.subject for item in compared):
        parts = set(vocabulary.parts_of(subject))
        together = [group for group in groups if any(item.field.id in parts for item in group)]
        if len(together) > 1:
            groups = [group for group in groups if group not in together]
            groups.append([item for group in together for item in group])
    return groups


def _cells(field: Field, mine: Sequence[Compare], vocabulary: Vocabulary) -> list[Value]:
    values: list[Value] = [UNKNOWN]
    if field.kind == "choice":
        values += field.codes
    elif field.kind == "yes_no":
        values += [True, False]
    elif field.kind == "multi":
        values += _subsets(field, mine)
    distinct = {
        tuple(evaluate(item, {field.id: value}, vocabulary) for item in mine): value for value in reversed(values)
    }
    return list(distinct.values())


def _subsets(field: Field, mine: Sequence[Compare]) -> list[Value]:
    """Every way to tick the codes that comparisons name; codes that always occur together count as one."""
    groups: dict[tuple[object, ...], str] = {}
    for code in field.codes:
        named = tuple(
            (code if item.operator == "has_all" else True)
            for item in mine
            if isinstance(item.operand, tuple) and code in item.operand
        )
        member = tuple(isinstance(item.operand, tuple) and code in item.operand for item in mine)
        if any(member):
            groups.setdefault((member, named), code)
    codes = list(groups.values())
    alone = set(field.exclusive)
    picked: list[Value] = []
    for size in range(len(codes) + 1):
        for subset in combinations(codes, size):
            if size < 2 or not alone & set(subset):
                picked.append(Chosen(frozenset(subset)))  # noqa: PERF401  the guard reads better in a loop
    return picked


def narrowed(value: Value | None, field: Field) -> Domain | None:
    """The domain of an answer that still leaves room: a range, or 約. None for settled answers."""
    if not isinstance(value, Number) or value.is_exact:
        return None
    bounds = stated_bounds(value, field)
    return None if bounds.low == bounds.high else Domain(field, Bounds(max(bounds.low, field.min or 0), bounds.high))
