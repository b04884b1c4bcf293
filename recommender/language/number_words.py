"""The words around numbers (数のまわりの語): units, bounds, joiners, and strings of digits that count nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from recommender.language.lexicon import Words, read_language_data

Kind = Literal[
    "person", "device", "money", "shop", "place", "thing", "time", "age", "share", "company", "size", "count", "none"
]
Sense = Literal["about", "at_least", "at_most", "below", "above", "exactly"]


@dataclass(frozen=True, slots=True)
class UnitRow:
    """Units of one kind, as in numbers.yaml."""

    kind: Kind
    words: tuple[str, ...]
    not_before: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SpelledRow:
    """A number with its unit as one word (ひとり), as in numbers.yaml."""

    word: str
    value: int
    unit: str
    kind: Kind
    not_before: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SenseRow:
    """Words beside a number that say how it is meant, as in numbers.yaml."""

    sense: Sense
    words: tuple[str, ...]
    not_before: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NumberRows:
    """numbers.yaml."""

    units: tuple[UnitRow, ...]
    spelled: tuple[SpelledRow, ...]
    not_numbers: tuple[str, ...]
    before: tuple[SenseRow, ...]
    fillers: tuple[str, ...]
    after: tuple[SenseRow, ...]
    joiners: tuple[str, ...]
    listing: tuple[str, ...]
    turns: tuple[str, ...]
    notes: tuple[str, ...]
    taxed: str
    changes: tuple[str, ...]
    decade: str
    patterns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NumberWords:
    """Units, and the words beside and between numbers.

    `masked` finds the strings that hold digits but count nothing.
    """

    units: Words[Kind]
    after: Words[Sense]
    before: re.Pattern[str]
    before_sense: dict[str, Sense]
    joiner: re.Pattern[str]
    listing: re.Pattern[str]
    turn: re.Pattern[str]
    note: re.Pattern[str]
    taxed: re.Pattern[str]
    changes: tuple[str, ...]
    decade: str
    masked: re.Pattern[str]
    spelled: Words[SpelledRow]


@cache
def number_words() -> NumberWords:
    """The words of numbers.yaml, ready to be looked up."""
    data = read_language_data("numbers.yaml", NumberRows)
    senses = {word: row.sense for row in data.before for word in row.words}
    masks = [*data.patterns, *map(re.escape, data.not_numbers)]
    return NumberWords(
        units=Words((word, row.kind, row.not_before) for row in data.units for word in row.words),
        after=Words((word, row.sense, row.not_before) for row in data.after for word in row.words),
        before=re.compile(rf"({_any(senses)})(?:{_any(data.fillers)}){{0,4}}$"),
        before_sense=senses,
        joiner=re.compile(rf" ?(?:{_any(data.joiners)}) ?"),
        listing=re.compile(rf"(?:{_any(data.listing)})"),
        turn=re.compile(rf" ?(?:{'|'.join(data.turns)}) ?"),
        note=re.compile("|".join(data.notes)),
        taxed=re.compile(rf"{data.taxed}$"),
        changes=data.changes,
        decade=data.decade,
        masked=re.compile("|".join(masks)),
        spelled=Words((row.word, row, row.not_before) for row in data.spelled),
    )


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
