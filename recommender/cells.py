"""The values of open fields that the rules can tell apart, one of each kind (cells).

Choices and multi answers are grouped by what the comparisons on them say. Numbers are cut where a comparison turns,
also through derived quantities: each is monotone in its parts, so the turning points are found by bisection.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, product

from knowledge.conditions import Compare, evaluate
from knowledge.fields import Answers, Field, Vocabulary, stated_bounds
from knowledge.values import UNKNOWN, Bounds, Chosen, Number, Value, exactly

Assignment = dict[str, Value]


@dataclass(frozen=True, slots=True)
class Domain:
    """What an open field may turn out to be. `within` narrows a number that is known as a range."""

    field: Field
    within: Bounds | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Variable:
    """One open field, or several numbers that rules compare together, with the kinds of values it can take.

    `cells` holds one assignment of each kind; `finer` every assignment looked at, with the number of its kind, so
    that what a single field of the group does can be told apart.
    """

    fields: tuple[str, ...]
    cells: tuple[Assignment, ...]
    finer: tuple[tuple[Assignment, int], ...]


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
    answers, vocabulary = dict(known), held.vocabulary
    every = list(_numbers(group, compared, answers, vocabulary, ranges=ranges))
    return _deduplicated(tuple(item.field.id for item in group), every, compared, answers, vocabulary)


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
    cells = tuple({field.id: value} for value in _cells(field, compared, held.vocabulary))
    return Variable((field.id,), cells, tuple((cell, place) for place, cell in enumerate(cells)))


def _groups(domains: Sequence[Domain], compared: Sequence[Compare], vocabulary: Vocabulary) -> list[list[Domain]]:
    """The open numbers that some quantity reads together."""
    groups: list[list[Domain]] = [[item] for item in domains]
    for subject in {item.subject for item in compared}:
        parts = set(vocabulary.parts_of(subject))
        together = [group for group in groups if any(item.field.id in parts for item in group)]
        if len(together) > 1:
            groups = [group for group in groups if group not in together]
            groups.append([item for group in together for item in group])
    return groups


def _deduplicated(
    fields: tuple[str, ...],
    every: Sequence[Assignment],
    compared: Sequence[Compare],
    answers: Answers,
    vocabulary: Vocabulary,
) -> Variable:
    turns: dict[str, set[int]] = {}
    for item in compared:
        turns.setdefault(item.subject, set()).add(_threshold(item))
    kinds: dict[tuple[bool, ...], int] = {}
    cells: list[Assignment] = []
    finer = []
    for assignment in every:
        merged = {**answers, **assignment}
        outcome = tuple(_sides(turns, merged, vocabulary))
        if outcome not in kinds:
            kinds[outcome] = len(cells)
            cells.append(assignment)
        finer.append((assignment, kinds[outcome]))
    return Variable(fields, tuple(cells), tuple(finer))


def _sides(turns: Mapping[str, set[int]], answers: Answers, vocabulary: Vocabulary) -> Iterator[bool]:
    """On which side of each turn every quantity lies: at or above it, or below it; neither where that is open."""
    for subject, thresholds in turns.items():
        bounds = vocabulary.bounds(subject, answers)
        for threshold in thresholds:
            yield bounds.low >= threshold
            yield bounds.high is not None and bounds.high < threshold


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


def _numbers(
    domains: Sequence[Domain],
    comparisons: Sequence[Compare],
    answers: Answers,
    vocabulary: Vocabulary,
    *,
    ranges: bool,
) -> Iterator[Assignment]:
    """Joint numbers, nested: the turning points of each field are sought after those before it are fixed."""
    if not domains:
        yield {}
        return
    # Money is compared with everything else, so it comes last.
    ordered = sorted(domains, key=lambda item: item.field.limit)
    summed = _merged_into(ordered, vocabulary)
    yield from _nested(ordered, {}, comparisons, answers, vocabulary, ranges, summed)


def _merged_into(ordered: Sequence[Domain], vocabulary: Vocabulary) -> frozenset[str]:
    """Open fields that count only through their sum with an earlier open field, which can stand for both."""
    merged: set[str] = set()
    for derived in vocabulary.derived.values():
        free = [item.field.id for item in ordered if item.field.id in derived.added and item.within is None]
        merged.update(free[1:])
    return frozenset(merged)


def _nested(
    ordered: Sequence[Domain],
    fixed: Assignment,
    comparisons: Sequence[Compare],
    answers: Answers,
    vocabulary: Vocabulary,
    ranges: bool,  # noqa: FBT001  internal recursion
    summed: frozenset[str],
) -> Iterator[Assignment]:
    if not ordered:
        yield dict(fixed)
        return
    domain, rest = ordered[0], ordered[1:]
    name = domain.field.id
    directly = any(item.subject == name for item in comparisons)
    if name in summed and not directly:
        points = [domain.field.min or 0]
    else:
        points = _turning_points(domain, rest, fixed, comparisons, answers, vocabulary)
    values: list[Value] = [exactly(point) for point in points]
    if ranges and not any(isinstance(value, Number) and not value.is_exact for value in fixed.values()):
        # One vague number at a time: two at once leave no more open than わからない does.
        values += [Number(low, high) for low, high in combinations(points, 2)]
    if domain.within is None:
        values.append(UNKNOWN)
    for value in values:
        yield from _nested(rest, {**fixed, name: value}, comparisons, answers, vocabulary, ranges, summed)


def _turning_points(
    domain: Domain,
    rest: Sequence[Domain],
    fixed: Assignment,
    comparisons: Sequence[Compare],
    answers: Answers,
    vocabulary: Vocabulary,
) -> list[int]:
    """The values of a field on both sides of every turn of a comparison, for corner values of the open rest."""
    field = domain.field
    low = domain.within.low if domain.within else field.min or 0
    high = domain.within.high if domain.within else field.max
    high = high if high is not None else (field.max or low)
    points = {low, high}
    corners = [{**answers, **fixed, **corner} for corner in _corners(rest)]
    vague = _is_vague(field.id, corners[0], comparisons, vocabulary)
    for corner in corners:
        for signal, turns in _signals(field.id, corner, comparisons, vocabulary, _ENDS if vague else _ENDS[:1]):
            for turn in turns:
                points |= _turn(signal, turn, low, high)
    return sorted(points)


def _is_vague(name: str, answers: Answers, comparisons: Sequence[Compare], vocabulary: Vocabulary) -> bool:
    """Whether a quantity can have two different ends: something that it reads besides the field isn't exact."""
    read = {part for item in comparisons for part in vocabulary.parts_of(item.subject)} - {name}
    values = {part: answers.get(part) for part in read}
    return any(
        not (isinstance(value, Number) and value.is_exact) and not (value is None and vocabulary.fields[part].limit)
        for part, value in values.items()
    )


Signal = Callable[[int], int]
End = Callable[[Bounds], int]


def _signals(
    name: str, answers: Answers, comparisons: Sequence[Compare], vocabulary: Vocabulary, ends: Sequence[End]
) -> Iterator[tuple[Signal, tuple[int, ...]]]:
    """How far each comparison that reads the field is from its turn; also where two of them change places.

    Two comparisons that share another open field (a budget) turn in an order that depends on this field, so the
    difference of their quantities is watched too. With each signal come the values from which on it counts as turned:
    a comparison turns at zero, an order at being equal and at being past it.
    """
    mine = [item for item in comparisons if name in vocabulary.parts_of(item.subject)]
    amounts = {(item.subject, _threshold(item)) for item in mine if item.operator in ("at_least", "at_most")}
    lines = {subject: _along(name, subject, answers, vocabulary) for subject, _ in amounts}
    for subject, threshold in sorted(amounts):
        for end in ends:
            yield _distance(lines[subject], end, threshold), (0,)
    shared = sorted(
        {subject for subject, _ in amounts if any(vocabulary.fields[p].limit for p in vocabulary.parts_of(subject))}
    )
    for first, second in combinations(shared, 2):
        for one, other in product(ends, repeat=2):
            yield _difference((lines[first], one), (lines[second], other)), (0, 1)


Line = Callable[[int], Bounds]


def _along(name: str, subject: str, answers: Answers, vocabulary: Vocabulary) -> Line:
    """A quantity as a function of one field, everything else being as in the answers."""
    derived = vocabulary.derived.get(subject)
    if derived is None:
        return lambda value: Bounds(value, value)
    at = derived.parts.index(name)
    before = [vocabulary.bounds(part, answers) for part in derived.parts[:at]]
    after = [vocabulary.bounds(part, answers) for part in derived.parts[at + 1 :]]
    return lambda value: derived.compute((*before, Bounds(value, value), *after))


def _distance(line: Line, end: End, threshold: int) -> Signal:
    return lambda value: end(line(value)) - threshold


def _difference(first: tuple[Line, End], second: tuple[Line, End]) -> Signal:
    (one, low), (other, high) = first, second
    return lambda value: low(one(value)) - high(other(value))


def _threshold(item: Compare) -> int:
    amount = item.operand if isinstance(item.operand, int) else 0
    return amount if item.operator == "at_least" else amount + 1


# The low end of a quantity turns 「以上」 true, the high end 「以下」; they differ where a part is a range or unknown.
_ENDS: tuple[End, ...] = (
    lambda bounds: bounds.low,
    lambda bounds: _ENDLESS if bounds.high is None else bounds.high,
)
_ENDLESS = 10**15


def _corners(rest: Sequence[Domain]) -> Iterator[Assignment]:
    """The smallest values of the fields that are still free, at which turns are sought."""
    # Larger values of the free fields bring no new order: they are looked at when their own turn comes.
    listed = []
    for domain in rest:
        low = domain.within.low if domain.within else domain.field.min or 0
        tries = (low,) if domain.field.limit else (low, low + 1)
        listed.append([(domain.field.id, exactly(value)) for value in tries])
    for corner in product(*listed):
        yield dict(corner)


def _turn(signal: Signal, turn: int, low: int, high: int) -> set[int]:
    """The two neighbours between which a monotone signal passes `turn`; none where it doesn't."""
    at_low, at_high = signal(low), signal(high)
    start = at_low >= turn
    if start is (at_high >= turn):
        return set()
    left, right = low, high
    slope = signal(low + 1) - at_low
    if slope and at_high == at_low + slope * (high - low):
        # Sums and the tightest of several budgets are straight or bend one way: this one is straight.
        near = low + (turn - at_low) // slope
        left, right = max(low, near - 1), min(high, near + 1)
    while right - left > 1:
        middle = (left + right) // 2
        if (signal(middle) >= turn) is start:
            left = middle
        else:
            right = middle
    return {left, right}


def narrowed(value: Value | None, field: Field) -> Domain | None:
    """The domain of an answer that still leaves room: a range, or 約. None for settled answers."""
    if not isinstance(value, Number) or value.is_exact:
        return None
    bounds = stated_bounds(value, field)
    return None if bounds.low == bounds.high else Domain(field, Bounds(max(bounds.low, field.min or 0), bounds.high))
