"""Where linear inequalities over whole numbers hold together: every combination that some joint value brings about.

The variables are fixed one after the other. Each inequality turns at one value of its last variable once those before
it are fixed, so between two neighbouring turns nothing changes, and one value stands for all of them. Which turns come
first depends on the earlier variables; each comparison of two turns is an inequality over these (a projection) and
cuts them as the given ones do. Where a last variable counts singly, its turns are whole-numbered expressions, so that
comparing them loses nothing: the combinations found are then exactly those that exist. The same holds where one of two
turns is rounded (3 x >= 20 y). Where both are and hang on the first variable alone, its values are tried where the
rounding matters, or one of each remainder where it matters everywhere. Where they hang on others, every value of these
is tried if they are few; if not, what is found exists, but some may be missing, and `complete` says so.

What the later variables can still bring about depends only on how the turns that concern them stand to each other: of
the values of earlier variables that agree in this, one is followed further.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations, product
from math import ceil, floor, gcd, lcm

FEW = 20
"""So many values of a variable are tried one by one where roundings have to be compared."""

_BITS_A_STEP = 200


@dataclass(frozen=True, slots=True)
class Linear:
    """A constant and so many times each variable: pairs of place and factor, in order of place, none of them 0."""

    constant: int
    terms: tuple[tuple[int, int], ...] = ()

    def plus(self, other: Linear, times: int = 1) -> Linear:
        """The sum with so many times the other."""
        if not other.terms:
            return Linear(self.constant + times * other.constant, self.terms)
        factors = dict(self.terms)
        for place, factor in other.terms:
            factors[place] = factors.get(place, 0) + times * factor
        terms = tuple(sorted((place, factor) for place, factor in factors.items() if factor))
        return Linear(self.constant + times * other.constant, terms)

    def times(self, factor: int) -> Linear:
        """So many times all of it."""
        return Linear(0).plus(self, factor)


@dataclass(frozen=True, slots=True)
class Span:
    """A variable from `low` to `high`, both included, and never below that at the place `above`."""

    low: int
    high: int
    above: int | None = None


@dataclass(frozen=True, slots=True)
class Arranged:
    """For each combination (bit n: the n-th inequality holds) a joint value; whether these are all there are.

    `spent`: the steps that it took, each a comparison, a cut, a turn or a value looked at.
    """

    found: dict[int, tuple[int, ...]]
    complete: bool
    spent: int


@dataclass(frozen=True, slots=True)
class _Turn:
    """From `ceil(start / share)` on, an inequality says something else than below; `start` reads earlier variables."""

    start: Linear
    share: int


@dataclass(slots=True)
class _Level:
    """What turns along one variable: given inequalities with their bit and whether they hold from their turn on.

    `cuts`: every turn with a bit of its own that is set from there on (0 where the inequality's own bit is enough). Of
    each piece between two turns so many values as `period` are tried, since remainders by it can matter.
    """

    given: list[tuple[_Turn, int, bool]] = field(default_factory=list)
    cuts: dict[_Turn, int] = field(default_factory=dict)
    period: int = 1


def arrange(spans: Sequence[Span], inequalities: Sequence[Linear], most: int) -> Arranged:
    """Every combination in which the inequalities (each: 0 or more) hold. Gives up after `most` steps."""
    return _Arrangement(spans, inequalities, most).arranged()


class _Arrangement:
    def __init__(self, spans: Sequence[Span], inequalities: Sequence[Linear], most: int) -> None:
        self._spans, self._most, self._complete = spans, most, True
        self._levels = [_Level() for _ in spans]
        self._bits = len(inequalities)
        self._spent = 0
        self._asked = (1 << len(inequalities)) - 1
        self._always = 0
        for number, item in enumerate(inequalities):
            if item.terms:
                place, factor = item.terms[-1]
                turn = _turn_of(item)
                self._levels[place].given.append((turn, 1 << number, factor > 0))
                self._levels[place].cuts.setdefault(turn, 0)
            elif item.constant >= 0:
                self._always |= 1 << number
        # What the variables from a place on can still bring about depends on these bits and remainders alone.
        self._kept = [self._asked for _ in spans]
        self._remainders: list[dict[int, int]] = [{} for _ in spans]
        for place in reversed(range(1, len(spans))):
            self._project(place)
        self._seen: list[set[tuple[int, ...]]] = [set() for _ in spans]

    def _spend(self, steps: int = 1) -> bool:
        """Whether so many more steps may be taken; what is left out for want of them makes the answer incomplete."""
        self._spent += steps
        if self._spent > self._most:
            self._complete = False
        return self._spent <= self._most

    def _project(self, place: int) -> None:
        """Cuts the earlier variables where two turns of this one change their order, or pass one of its few values."""
        span, turns = self._spans[place], dict(self._levels[place].cuts)
        turns[_Turn(Linear(span.low), 1)] = 0
        turns[_Turn(Linear(span.high + 1), 1)] = 0
        if span.above is not None:
            turns[_Turn(Linear(0, ((span.above, 1),)), 1)] = 0
        values = range(span.low, span.high + 1)
        if 2 * len(values) < len(turns):
            for turn, value in product(turns, values):
                if not self._spend():
                    return
                self._cut(place, Linear(turn.share * value).plus(turn.start, -1))
            return
        for first, second in combinations(turns, 2):
            if not self._spend():
                return
            apart = second.start.times(first.share).plus(first.start, -second.share)
            if not (first.start.terms or second.start.terms):
                continue
            rounded = first.share * second.share
            if first.share == 1 or second.share == 1:
                # ceil(x / n) <= y just where x <= n y, so that one rounding alone loses nothing.
                shifts = {0, -first.share} if second.share == 1 else {-1, second.share - 1}
            else:
                shifts = {0, -1, -rounded, rounded - 1}
                least, most = self._reach(apart)
                if least < rounded and most > -rounded:
                    self._round(place, first, second, apart)
            for shift in shifts:
                self._cut(place, apart.plus(Linear(shift)))

    def _cut(self, place: int, item: Linear) -> None:
        """Cuts where an inequality over earlier variables turns, which matters from a place on."""
        least, most = self._reach(item)
        if not (item.terms and least < 0 <= most):
            return
        turn, cuts = _turn_of(item), self._levels[item.terms[-1][0]].cuts
        bit = cuts.get(turn, 0)
        if not bit:
            # The more bits there are, the longer the sets of them take.
            self._spend(self._bits // _BITS_A_STEP)
            bit = cuts[turn] = 1 << self._bits
            self._bits += 1
        for later in range(item.terms[-1][0] + 1, place + 1):
            self._kept[later] |= bit

    def _round(self, place: int, first: _Turn, second: _Turn, apart: Linear) -> None:
        """Cuts where the order of two rounded turns depends on how they are rounded."""
        places = {earlier for turn in (first, second) for earlier, _ in turn.start.terms}
        if places != {0} or self._spans[0].high - self._spans[0].low < FEW:
            self._try_each(place, places)
            return
        rounded = first.share * second.share
        if not apart.terms:
            period = lcm(first.share, second.share)
            self._levels[0].period = lcm(self._levels[0].period, period)
            for later in range(1, place + 1):
                self._remainders[later][0] = lcm(self._remainders[later].get(0, 1), period)
            return
        ((_, factor),) = apart.terms
        ends = sorted(Fraction(side * rounded - apart.constant, factor) for side in (-1, 1))
        low, high = max(ceil(ends[0]), self._spans[0].low), min(floor(ends[1]), self._spans[0].high)
        for value in range(low, high + 2):
            if not self._spend():
                return
            self._cut(place, Linear(-value, ((0, 1),)))

    def _try_each(self, place: int, places: set[int]) -> None:
        """Has each value of some variables tried, so that no rounding matters between them, or gives that up."""
        spans = [self._spans[earlier] for earlier in places]
        if any(span.high - span.low >= FEW for span in spans):
            self._complete = False
            return
        for earlier, span in zip(places, spans, strict=True):
            for value in range(span.low, span.high + 1):
                self._cut(place, Linear(-value, ((earlier, 1),)))

    def _reach(self, item: Linear) -> tuple[int, int]:
        """The least and the most that an expression can be."""
        least = most = item.constant
        factors = dict(item.terms)
        for place, factor in item.terms:
            span = self._spans[place]
            if span.above in factors:
                continue
            over = next((other for other in factors if self._spans[other].above == place), None)
            corners = [(span.low, span.low), (span.low, span.high), (span.high, span.high)]
            ends = [factor * one + (factors[over] * two if over is not None else 0) for one, two in corners]
            least, most = least + min(ends), most + max(ends)
        return least, most

    def arranged(self) -> Arranged:
        found: dict[int, tuple[int, ...]] = {}
        for mask, values in self._nest(0, (), self._always):
            found.setdefault(mask, values)
        return Arranged(found, self._complete, self._spent)

    def _nest(self, place: int, fixed: tuple[int, ...], mask: int) -> Iterator[tuple[int, tuple[int, ...]]]:
        if not self._spend():
            return
        if place == len(self._spans):
            yield mask & self._asked, fixed
            return
        state = (mask & self._kept[place], *(fixed[at] % by for at, by in self._remainders[place].items()))
        if state in self._seen[place]:
            return
        self._seen[place].add(state)
        low, mask, turning = self._turning(place, fixed, mask)
        value = low
        for at, bit in turning:
            if at != value:
                yield from self._nest(place + 1, (*fixed, value), mask)
                value = at
            mask ^= bit
        yield from self._nest(place + 1, (*fixed, value), mask)

    def _turning(self, place: int, fixed: tuple[int, ...], mask: int) -> tuple[int, int, list[tuple[int, int]]]:
        """The least value of a variable, the bits that hold there, and in order where bits turn after it."""
        span, level = self._spans[place], self._levels[place]
        self._spend(len(level.given) + len(level.cuts))
        low = span.low if span.above is None else max(span.low, fixed[span.above])
        turning: list[tuple[int, int]] = []
        for turn, bit, rising in level.given:
            at = _at(turn, fixed)
            if rising is (at <= low):
                mask |= bit
            if low < at <= span.high:
                turning.append((at, bit))
        for turn, bit in level.cuts.items():
            at = _at(turn, fixed) if bit else low
            if at <= low:
                mask |= bit
            elif at <= span.high:
                turning.append((at, bit))
        if level.period > 1:
            starts = {low, *(at for at, _ in turning)}
            if not self._spend(len(starts) * level.period):
                return low, mask, sorted(turning)
            turning += [(at + more, 0) for at in starts for more in range(1, level.period) if at + more <= span.high]
        return low, mask, sorted(turning)


def _at(turn: _Turn, fixed: Sequence[int]) -> int:
    start = turn.start.constant
    for place, factor in turn.start.terms:
        start += factor * fixed[place]
    return -(-start // turn.share)


def _turn_of(item: Linear) -> _Turn:
    """Where an inequality turns along its last variable."""
    shared = gcd(*(factor for _, factor in item.terms))
    constant, terms = item.constant // shared, [(place, factor // shared) for place, factor in item.terms]
    (_, factor), rest = terms[-1], terms[:-1]
    if factor > 0:
        return _Turn(Linear(-constant, tuple((place, -other) for place, other in rest)), factor)
    return _Turn(Linear(constant + 1, tuple(rest)), -factor)
