"""Open numbers that rules compare together: joint values on both sides of every turn (cells of `recommender.cells`).

Numbers are cut where a comparison turns, also through derived quantities: each is monotone in its parts, so the
turning points are found by bisection. A quantity is measured as soon as the last field that it reads is fixed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from knowledge.conditions import Compare
from knowledge.fields import Answers, Field, Vocabulary
from knowledge.values import UNKNOWN, Bounds, Number, Value

Turn = tuple[str, int]
"""A quantity and the amount from which on a comparison of it says something else."""
Side = bool | None
"""Whether a quantity has reached a turn; None where that is open."""
_Amount = tuple[int, int | None]
"""The low and the high end of a value tried; without high end it is わからない."""
_ENDLESS = 10**15


@dataclass(frozen=True, slots=True)
class Domain:
    """What an open field may turn out to be. `within` narrows a number that is known as a range."""

    field: Field
    within: Bounds | None = None


def turn_of(item: Compare) -> Turn:
    """Where a comparison of an amount turns."""
    amount = item.operand if isinstance(item.operand, int) else 0
    return item.subject, amount if item.operator == "at_least" else amount + 1


def said_by(item: Compare, side: Side) -> bool | None:
    """What a comparison says on a side of its turn."""
    return side if side is None or item.operator == "at_least" else not side


def _value(amount: _Amount) -> Value:
    low, high = amount
    return UNKNOWN if high is None else Number(low, high)


class JointNumbers:
    """Joint values of open numbers, nested: the turning points of each are sought after those before it are fixed."""

    def __init__(
        self,
        domains: Sequence[Domain],
        compared: Sequence[Compare],
        answers: Answers,
        vocabulary: Vocabulary,
        *,
        ranges: bool,
    ) -> None:
        # What is added up comes first, money, which is compared with everything else, last.
        order = list(vocabulary.fields)
        added = {part for derived in vocabulary.derived.values() for part in derived.added}
        self._domains = sorted(
            domains,
            key=lambda item: (
                item.field.limit,
                item.field.id not in added,
                item.within is not None,
                order.index(item.field.id),
            ),
        )
        self._vocabulary, self._ranges = vocabulary, ranges
        self.fields = tuple(item.field.id for item in self._domains)
        self._known: tuple[dict[_Amount, int], ...] = tuple({} for _ in self.fields)
        self._direct = {item.subject for item in compared}
        self._stand_in = self._others_that_stand_for()
        self._levels = self._levels_of({turn_of(item) for item in compared if item.operator in ("at_least", "at_most")})
        read = {part for level in self._levels for subject in level.reads for part in vocabulary.parts_of(subject)}
        self._parts = {part: vocabulary.bounds(part, answers) for part in read}
        # A budget that nobody has named says nothing, so it is no reason to look at both ends of a quantity.
        self._silent = {part for part in read - set(self.fields) if part not in answers and self._limits(part)}

    def _limits(self, part: str) -> bool:
        return self._vocabulary.fields[part].limit

    def _levels_of(self, turns: set[Turn]) -> list[_Level]:
        found = []
        for depth, name in enumerate(self.fields):
            later = set(self.fields[depth + 1 :])
            reads: dict[str, tuple[int, ...]] = {}
            for subject, amount in sorted(turns):
                if name in self._vocabulary.parts_of(subject):
                    reads[subject] = (*reads.get(subject, ()), amount)
            settled = tuple(subject for subject in reads if not later & set(self._vocabulary.parts_of(subject)))
            found.append(_Level(name, reads, settled))
        return found

    @property
    def turns(self) -> tuple[Turn, ...]:
        """The turns, in the order of the sides that `found` gives."""
        return tuple(
            (subject, amount) for level in self._levels for subject in level.settled for amount in level.reads[subject]
        )

    def _others_that_stand_for(self) -> Mapping[str, Domain]:
        """Fields that count only through their sum with an earlier open field, which can stand for both."""
        found: dict[str, Domain] = {}
        for derived in self._vocabulary.derived.values():
            added = [item for item in self._domains if item.field.id in derived.added]
            if added and added[0].within is None:
                found.update({item.field.id: added[0] for item in added[1:] if item.field.id not in self._direct})
        return found

    def _passed_over(self, domain: Domain) -> bool:
        """Whether the sum of the field with an earlier one takes every value although the field stays at its least."""
        other = self._stand_in.get(domain.field.id)
        if other is None or domain.within is None:
            return other is not None
        bounds = self._parts[other.field.id]
        return bounds.low == bounds.high != other.field.max

    def found(self) -> list[tuple[tuple[int, ...], tuple[Side, ...]]]:
        """Every joint value looked at, as the numbers of its values in `values`, with its sides of the turns."""
        found: list[tuple[tuple[int, ...], tuple[Side, ...]]] = []
        self._nest(0, (), (), found, vague=False)
        return found

    def _nest(
        self,
        depth: int,
        fixed: tuple[int, ...],
        sides: tuple[Side, ...],
        found: list[tuple[tuple[int, ...], tuple[Side, ...]]],
        *,
        vague: bool,
    ) -> None:
        level, known = self._levels[depth], self._known[depth]
        is_last = depth == len(self._domains) - 1
        amounts, lines = self._amounts(depth, vague=vague)
        watched = [(lines.get(subject), subject, level.reads[subject]) for subject in level.settled]
        for amount in amounts:
            exact = amount[0] == amount[1]
            if not (exact and is_last):
                self._parts[level.field] = Bounds(*amount)
            now = list(sides)
            for line, subject, turns in watched:
                low, high = line.at(amount[0]) if exact and line else self._ends(subject)
                now += [low >= turn or (None if high >= turn else False) for turn in turns]
            places = (*fixed, known.setdefault(amount, len(known)))
            if is_last:
                found.append((places, tuple(now)))
            else:
                self._nest(depth + 1, places, tuple(now), found, vague=vague or not (exact or amount[1] is None))

    def _amounts(self, depth: int, *, vague: bool) -> tuple[list[_Amount], Mapping[str, _Line]]:
        """What a field is tried with: exact values, ranges where wanted, and わからない."""
        domain = self._domains[depth]
        points, lines = self._turning_points(depth)
        amounts: list[_Amount] = [(point, point) for point in points]
        if self._ranges and not vague:
            # One vague number at a time: two at once leave no more open than わからない does.
            amounts += combinations(points, 2)
        if domain.within is None:
            amounts.append((domain.field.min or 0, None))
        return amounts, lines

    @property
    def values(self) -> tuple[tuple[Value, ...], ...]:
        """For each field the values tried, once `found` is through."""
        return tuple(tuple(map(_value, known)) for known in self._known)

    def _ends(self, subject: str) -> tuple[int, int]:
        """The low and the high end of a quantity as the parts stand."""
        derived = self._vocabulary.derived.get(subject)
        parts = self._parts
        bounds = derived.compute(tuple([parts[part] for part in derived.parts])) if derived else parts[subject]
        return bounds.low, _ENDLESS if bounds.high is None else bounds.high

    def _turning_points(self, depth: int) -> tuple[list[int], Mapping[str, _Line]]:
        """The values of a field on both sides of every turn, and how the quantities run that nothing else moves.

        Turns are sought for corner values of the fields that are still free.
        """
        domain, level, rest = self._domains[depth], self._levels[depth], self._domains[depth + 1 :]
        low, high = _reach(domain)
        if self._passed_over(domain):
            high = low
        points = {low, high}
        settled: dict[str, _Line] = {}
        for corner in _corners(rest):
            self._parts.update(corner)
            lines = {
                subject: settled.get(subject) or _Line(self._along(subject, level.field), low, high)
                for subject in level.reads
            }
            new = [subject for subject in level.reads if subject not in settled]
            settled.update({subject: lines[subject] for subject in level.settled})
            if low == high:
                break
            ends = (0, 1) if self._is_vague(level) else (0,)
            for subject in new:
                for end in ends:
                    for amount in level.reads[subject]:
                        points |= lines[subject].passing(end, amount)
            if rest:
                points |= self._changing_places(level, lines, ends, low, high)
        return sorted(points), settled

    def _changing_places(
        self, level: _Level, lines: Mapping[str, _Line], ends: Sequence[int], low: int, high: int
    ) -> set[int]:
        """Where two comparisons that share an open field (a budget) change the order in which they turn by it."""
        points: set[int] = set()
        shared = sorted(s for s in level.reads if any(map(self._limits, self._vocabulary.parts_of(s))))
        for first, second in combinations(shared, 2):
            for one, other in product(ends, repeat=2):

                def apart(value: int, ends: tuple[str, int, str, int] = (first, one, second, other)) -> int:
                    return lines[ends[0]].at(value)[ends[1]] - lines[ends[2]].at(value)[ends[3]]

                for amount in (0, 1):
                    points |= _turn(apart, amount, low, high)
        return points

    def _is_vague(self, level: _Level) -> bool:
        """Whether a quantity can have two different ends: something that it reads besides the field isn't exact."""
        read = {part for subject in level.reads for part in self._vocabulary.parts_of(subject)}
        others = read - {level.field} - self._silent
        return any(self._parts[part].low != self._parts[part].high for part in others)

    def _along(self, subject: str, name: str) -> Callable[[int], Bounds]:
        """A quantity as a function of one field, everything else being as it is now."""
        derived = self._vocabulary.derived.get(subject)
        if derived is None:
            return lambda value: Bounds(value, value)
        at = derived.parts.index(name)
        parts = [self._parts[part] for part in derived.parts]
        before, after, compute = parts[:at], parts[at + 1 :], derived.compute
        return lambda value: compute((*before, Bounds(value, value), *after))


@dataclass(frozen=True, slots=True)
class _Level:
    """One open field of the nest: the quantities that read it with their turns, and those that it is the last of."""

    field: str
    reads: Mapping[str, tuple[int, ...]]
    settled: tuple[str, ...]


def _reach(domain: Domain) -> tuple[int, int]:
    field, within = domain.field, domain.within
    low = within.low if within else field.min or 0
    high = within.high if within else field.max
    return low, high if high is not None else (field.max or low)


def _corners(rest: Sequence[Domain]) -> Iterator[dict[str, Bounds]]:
    """The smallest values of the fields that are still free, at which turns are sought."""
    # Larger values of the free fields bring no new order: they are looked at when their own turn comes.
    listed = []
    for domain in rest:
        low = domain.within.low if domain.within else domain.field.min or 0
        tries = (low,) if domain.field.limit else (low, low + 1)
        listed.append([(domain.field.id, Bounds(value, value)) for value in tries])
    for corner in product(*listed):
        yield dict(corner)


class _Line:
    """A quantity along one field. Where it is straight, two values give all."""

    def __init__(self, measure: Callable[[int], Bounds], low: int, high: int) -> None:
        self._measure, self._low, self._high = measure, low, high
        self._seen: dict[int, tuple[int, int]] = {}
        self._slopes: tuple[int, int] | None = None
        if high - low > 1:
            first, second, last = self.at(low), self.at(low + 1), self.at(high)
            slopes = second[0] - first[0], second[1] - first[1]
            # Sums and the tightest of several budgets are straight or bend one way: such a one is straight.
            if all(last[end] == first[end] + slopes[end] * (high - low) for end in (0, 1)):
                self._slopes = slopes

    def at(self, value: int) -> tuple[int, int]:
        """The low and the high end for a value of the field."""
        seen = self._seen.get(value)
        if seen is None:
            if self._slopes:
                first, steps = self._seen[self._low], value - self._low
                return first[0] + self._slopes[0] * steps, first[1] + self._slopes[1] * steps
            bounds = self._measure(value)
            seen = self._seen[value] = bounds.low, _ENDLESS if bounds.high is None else bounds.high
        return seen

    def passing(self, end: int, turn: int) -> set[int]:
        """The two neighbours between which an end passes `turn`; none where it doesn't."""
        if self._slopes is None or not self._slopes[end]:
            return _turn(lambda value: self.at(value)[end], turn, self._low, self._high)
        first, slope, steps = self._seen[self._low][end], self._slopes[end], self._high - self._low
        after = -(-(turn - first) // slope) if slope > 0 else (first - turn) // -slope + 1
        return {self._low + after - 1, self._low + after} if 0 < after <= steps else set()


def _turn(signal: Callable[[int], int], turn: int, low: int, high: int) -> set[int]:
    """The two neighbours between which a monotone signal passes `turn`; none where it doesn't."""
    start = signal(low) >= turn
    if start is (signal(high) >= turn):
        return set()
    left, right = low, high
    while right - left > 1:
        middle = (left + right) // 2
        if (signal(middle) >= turn) is start:
            left = middle
        else:
            right = middle
    return {left, right}
