"""The vocabulary of a ユーザー概況 profile (std.1.2.10): fields, their choices, and derived quantities."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from knowledge.faults import NOWHERE, Place
from knowledge.values import Bounds, Number, Value, bounds_of

Kind = Literal["integer", "choice", "multi", "yes_no", "text"]
Answers = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Choice:
    """One code of a choice or multi field with its Japanese label."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that is known of a company. `limit` marks money that is an upper limit (予算)."""

    id: str
    label: str
    kind: Kind
    unit: str | None
    part: str
    slot: bool
    min: int | None
    max: int | None
    choices: tuple[Choice, ...]
    exclusive: tuple[str, ...]
    yes: str | None
    no: str | None
    limit: bool = False
    place: Place = field(default=NOWHERE, compare=False)

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(choice.code for choice in self.choices)

    def choice_label(self, code: str) -> str:
        """The Japanese label of a code; the code itself where it is none of the field's."""
        return next((choice.label for choice in self.choices if choice.code == code), code)


@dataclass(frozen=True, slots=True)
class Derived:
    """A quantity computed from fields, growing or falling with each of them (monotone).

    `compute` gives its bounds from the bounds of the parts, in the order of `parts`.
    """

    id: str
    label: str
    unit: str
    parts: tuple[str, ...]
    compute: Callable[[tuple[Bounds, ...]], Bounds]
    added: tuple[str, ...] = ()
    """Those parts that only ever count through their sum."""


def _sum(parts: tuple[Bounds, ...]) -> Bounds:
    highs = [part.high for part in parts]
    high = None if None in highs else sum(h for h in highs if h is not None)
    return Bounds(sum(part.low for part in parts), high)


def _per_site(parts: tuple[Bounds, ...]) -> Bounds:
    devices, sites = _sum(parts[:2]), parts[2]
    most_sites = sites.high
    low = 0 if most_sites is None else devices.low // max(most_sites, 1)
    high = None if devices.high is None else devices.high // max(sites.low, 1)
    return Bounds(low, high)


DEVICES = Derived("devices", "PCとサーバーの合計", "台", ("pcs", "servers"), _sum, ("pcs", "servers"))
DEVICES_PER_SITE = Derived(
    "devices_per_site", "1拠点あたりのPCとサーバー", "台", ("pcs", "servers", "sites"), _per_site, ("pcs", "servers")
)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All fields in their order, and the derived quantities that conditions may name."""

    fields: Mapping[str, Field]
    derived: Mapping[str, Derived]

    def parts_of(self, subject: str) -> tuple[str, ...]:
        """The fields that a condition on `subject` reads."""
        derived = self.derived.get(subject)
        return derived.parts if derived else (subject,)

    def label(self, subject: str) -> str:
        derived = self.derived.get(subject)
        return derived.label if derived else self.fields[subject].label

    def unit(self, subject: str) -> str:
        derived = self.derived.get(subject)
        return derived.unit if derived else (self.fields[subject].unit or "")

    def with_derived(self, *more: Derived) -> Vocabulary:
        return replace(self, derived={**self.derived, **{item.id: item for item in more}})

    def bounds(self, subject: str, answers: Answers) -> Bounds:
        """The bounds of an integer field or derived quantity; without end where nothing is known."""
        derived = self.derived.get(subject)
        if derived:
            return derived.compute(tuple([self.bounds(part, answers) for part in derived.parts]))
        value = answers.get(subject)
        described = self.fields[subject]
        if not isinstance(value, Number):
            return Bounds(described.min or 0, None)
        return stated_bounds(value, described)


def stated_bounds(number: Number, described: Field) -> Bounds:
    """What conditions may count on when a field is answered with this number; never beyond what the field can have."""
    if described.limit and number.low is None and number.high is not None:
        # 「月3万円まで」 states the limit itself, not a doubt about it.
        number = Number(number.high, number.high, number.approx)
    bounds = bounds_of(number)
    low = described.min or 0 if number.low is None else bounds.low
    high = bounds.high
    if number.approx and high is not None and described.max is not None:
        high = max(min(high, described.max), low)
    return Bounds(low, high)


def vocabulary_of(fields: tuple[Field, ...]) -> Vocabulary:
    """The vocabulary with the derived quantities that need no figure of the standard."""
    return Vocabulary(
        fields={item.id: item for item in fields},
        derived={item.id: item for item in (DEVICES, DEVICES_PER_SITE)},
    )
