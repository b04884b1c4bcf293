"""Open numbers that rules compare together: a joint value for every outcome that the comparisons can have.

A comparison asks which side of an amount (a turn) the low and the high end of a quantity are on. Both are inequalities
over the open numbers (`quantities`), and `arrangement` finds every combination of them that some answers bring about:
each number said exactly or わからない, or (with ranges) also as 30〜40 or 30以上, several at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from knowledge.conditions import Compare
from knowledge.fields import Answers, Field, Vocabulary
from knowledge.values import UNKNOWN, Bounds, Number, Value, exactly
from recommender.arrangement import Linear, Span, arrange
from recommender.quantities import Ends, Reached, device_caps, known, reached

Turn = tuple[str, int]
"""A quantity and the amount from which on a comparison of it says something else."""
Side = bool | None
"""Whether a quantity has reached a turn; None where that is open."""
Assignment = dict[str, Value]

MOST_STEPS = 70_000
"""Steps of the arrangement before the numbers count as not all looked at. A turn of the talk can't wait longer."""
_PER_DEVICE = "per_device_budget"


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


@dataclass(frozen=True, slots=True)
class Joint:
    """One joint value with the side of each turn."""

    values: Assignment
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class _Said:
    """How some numbers are answered: the variables of the arrangement, the ends that follow, and the answers."""

    spans: tuple[Span, ...]
    ends: Mapping[str, Ends]
    places: Mapping[str, tuple[int, int | None]]
    """Where the low and the high end of a field stand among the variables; without high end it is open above."""
    fixed: Assignment


class JointNumbers:
    """Joint values of open numbers; `complete` says whether `found` has every outcome that there is."""

    def __init__(
        self,
        domains: Sequence[Domain],
        compared: Sequence[Compare],
        answers: Answers,
        vocabulary: Vocabulary,
        *,
        ranges: bool,
    ) -> None:
        order = list(vocabulary.fields)
        added = {part for derived in vocabulary.derived.values() for part in derived.added}
        # Money, which counts singly wherever it stands, comes last, then what is added up: so turns are whole numbers.
        self._domains = sorted(
            domains, key=lambda item: (item.field.limit, item.field.id in added, order.index(item.field.id))
        )
        self.fields = tuple(item.field.id for item in self._domains)
        self._vocabulary, self._ranges = vocabulary, ranges
        self.turns = tuple(sorted({turn_of(item) for item in compared if item.operator in ("at_least", "at_most")}))
        parts = {part for subject, _ in self.turns for part in vocabulary.parts_of(subject)}
        self._known = {part: known(vocabulary.bounds(part, answers)) for part in parts if part not in self.fields}
        self._summed = self._only_summed({item.subject for item in compared})
        self._left, self.complete = MOST_STEPS, True
        self.found = self._found()

    def _only_summed(self, direct: set[str]) -> tuple[str, ...]:
        """Open fields that count only through their sum: one number can stand for all of them."""
        for derived in self._vocabulary.derived.values():
            free = {item.field.id for item in self._domains if item.within is None}
            if len(derived.added) > 1 and set(derived.added) <= free - direct:
                return derived.added
        return ()

    def _found(self) -> list[Joint]:
        """A joint value for every outcome; of a single number the values on both sides of every turn."""
        every = [joint for said in self._ways() for joint in self._outcomes(said)]
        if len(self.fields) == 1:
            return every
        return list({joint.sides: joint for joint in reversed(every)}.values())

    def _ways(self) -> Iterator[_Said]:
        """Each way in which the numbers can be answered: exactly, as a range, open above, or not at all."""
        for how in product(*map(self._kinds, self._domains)):
            ways = dict(zip(self.fields, how, strict=True))
            summed = [ways[name] for name in self._summed]
            if summed and (summed != sorted(summed) or (self._ranges and len(set(summed)) > 1)):
                continue  # only the sum counts: another order says the same, as does a sum open above
            for amount in self._per_device(ways):
                yield self._said(ways, amount)

    def _kinds(self, domain: Domain) -> tuple[str, ...]:
        """How a number may be answered; one that is known as a range stays as it is or becomes narrower."""
        bounded = domain.within is not None and domain.within.high is not None
        if self._ranges:
            return ("range",) if bounded else ("range", "above")
        return ("exact",) if domain.within else ("exact", "unknown")

    def _per_device(self, ways: Mapping[str, str]) -> Iterator[int | None]:
        """Amounts to try for an open budget a device; it is multiplied with the devices, so that it is fixed first."""
        domain = next((item for item in self._domains if item.field.id == _PER_DEVICE), None)
        if domain is None or ways[_PER_DEVICE] in ("unknown", "above"):
            yield None
            return
        low, high = _reach(domain)
        self.complete = self.complete and low == high
        caps = {cap + step for cap in device_caps(self._vocabulary.derived) for step in (-1, 0, 1)}
        yield from sorted({low, high, *(cap for cap in caps if low < cap < high)})

    def _said(self, ways: Mapping[str, str], per_device: int | None) -> _Said:
        spans: list[Span] = []
        ends, places, fixed = dict(self._known), dict[str, tuple[int, int | None]](), Assignment()
        for domain in self._domains:
            name, way = domain.field.id, ways[domain.field.id]
            low, high = _reach(domain)
            stood_for = name in self._summed[1:] and way == ways[self._summed[0]]
            if name == _PER_DEVICE and per_device is not None:
                low = high = per_device
            if way == "unknown":
                ends[name], fixed[name] = Ends(Linear(low), None), UNKNOWN
            elif low == high or stood_for or (name in self._summed[1:] and way == "above"):
                ends[name] = Ends(Linear(low), Linear(low) if way != "above" else None)
                fixed[name] = exactly(low) if way != "above" else UNKNOWN
            else:
                if name in self._summed[:1]:
                    high += sum(_reach(item)[1] - _reach(item)[0] for item in self._stood_for(ways))
                place = len(spans)
                spans.append(Span(low, high))
                lowest = highest = Linear(0, ((place, 1),))
                if way == "range":
                    spans.append(Span(low, high, place))
                    highest = Linear(0, ((place + 1, 1),))
                ends[name] = Ends(lowest, None if way == "above" else highest)
                places[name] = place, None if way == "above" else len(spans) - 1
        return _Said(tuple(spans), ends, places, fixed)

    def _stood_for(self, ways: Mapping[str, str]) -> list[Domain]:
        return [
            item
            for item in self._domains
            if item.field.id in self._summed[1:] and ways[item.field.id] == ways[self._summed[0]]
        ]

    def _outcomes(self, said: _Said) -> Iterator[Joint]:
        derived = self._vocabulary.derived
        if not self._left:
            self.complete = False
            return
        tests = [reached(subject, derived, said.ends, amount) for subject, amount in self.turns]
        bits: dict[Linear, int] = {}
        for test in tests:
            for end in test:
                for item in end.each:
                    bits.setdefault(item, 1 << len(bits))
        result = arrange(said.spans, tuple(bits), self._left)
        self._left = max(0, self._left - result.spent)
        self.complete = self.complete and result.complete
        for mask, values in self._both_sides(said, result.found):
            sides = tuple(
                [_holds(low, mask, bits) or (None if _holds(high, mask, bits) else False) for low, high in tests]
            )
            yield Joint(self._answers(said, values), sides)

    def _both_sides(self, said: _Said, found: Mapping[int, tuple[int, ...]]) -> Iterator[tuple[int, tuple[int, ...]]]:
        """The joint values; of a single number also the last before each turn, for who wants the nearest."""
        yield from found.items()
        if len(self.fields) == len(said.spans) == 1:
            after = [values[0] - 1 for values in found.values()][1:]
            lasts = (*after, said.spans[0].high)
            yield from ((mask, (last,)) for mask, last in zip(found, lasts, strict=True))

    def _answers(self, said: _Said, values: tuple[int, ...]) -> Assignment:
        answers = dict(said.fixed)
        for name, (low, high) in said.places.items():
            answers[name] = Number(values[low], None if high is None else values[high])
        return self._shared_out(answers) if self._summed else answers

    def _shared_out(self, answers: Assignment) -> Assignment:
        """The answers where what stands for a sum is more than one field can be: the rest goes to the others."""
        fields = self._vocabulary.fields
        for name, after in zip(self._summed, self._summed[1:], strict=False):
            mine, other, most = answers[name], answers[after], fields[name].max
            if not isinstance(mine, Number) or not isinstance(other, Number) or most is None:
                continue
            (low, more), (high, above) = _split(mine.low, other.low, most), _split(mine.high, other.high, most)
            answers[name], answers[after] = Number(low, high), Number(more, above)
        return answers


def _split(mine: int | None, other: int | None, most: int) -> tuple[int | None, int | None]:
    """The same sum with no more than `most` in the first; None is an open end."""
    if mine is None or other is None or mine <= most:
        return mine, other
    return most, other + mine - most


def _holds(test: Reached, mask: int, bits: Mapping[Linear, int]) -> bool:
    return (any if test.any_of else all)(mask & bits[item] for item in test.each)


def _reach(domain: Domain) -> tuple[int, int]:
    field, within = domain.field, domain.within
    low = within.low if within else field.min or 0
    high = within.high if within else field.max
    return low, high if high is not None else (field.max or low)
