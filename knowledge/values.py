"""The values of a profile: numbers with their doubt, choices, and わからない."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TypeAlias


class Unknown(enum.Enum):
    """Asked, and the user doesn't know (わからない). It stays visible to the end and is never filled in."""

    UNKNOWN = "unknown"


UNKNOWN = Unknown.UNKNOWN


@dataclass(frozen=True, slots=True)
class Number:
    """An integer answer: exact, a range (an open end is None), or approximate (約)."""

    low: int | None
    high: int | None
    approx: bool = False

    @property
    def is_exact(self) -> bool:
        return self.low is not None and self.low == self.high and not self.approx


@dataclass(frozen=True, slots=True)
class Chosen:
    """A multi answer. `complete`: what isn't named is no; otherwise it is open (understood from text)."""

    codes: frozenset[str]
    complete: bool = True


Value: TypeAlias = Number | Chosen | str | bool | Unknown


def exactly(value: int) -> Number:
    """The number itself, without doubt."""
    return Number(value, value)


@dataclass(frozen=True, slots=True)
class Bounds:
    """The smallest and largest integer that a quantity can have; `high` None is without end."""

    low: int
    high: int | None


ANYTHING = Bounds(0, None)


def bounds_of(number: Number) -> Bounds:
    """What conditions may count on. 約 widens by a fifth to both sides (CONTRACT, Files)."""
    low = number.low if number.low is not None else 0
    high = number.high
    if number.approx:
        low = -(-low * 4 // 5)
        high = None if high is None else high * 6 // 5
    return Bounds(low, high)
