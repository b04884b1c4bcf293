"""The words of short replies (返事の言い方): replies.yaml, as the readers of whole lines and of fields share it."""

from __future__ import annotations

from dataclasses import dataclass

from recommender.language.lexicon import read_language_data
from recommender.language.number_words import Kind


@dataclass(frozen=True, slots=True)
class WishRow:
    """Whole lines that wish for something else than an answer, as in replies.yaml."""

    wish: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FrameRow:
    """A sentence about a field with room for the reply, as in replies.yaml."""

    field: str
    text: str


@dataclass(frozen=True, slots=True)
class CodeRow:
    """What a plain yes or no means for a choice field, as in replies.yaml."""

    field: str
    code: str


@dataclass(frozen=True, slots=True)
class WordsRow:
    """Patterns that name a choice of a field, as in replies.yaml."""

    field: str
    code: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """The fields that a number of this kind may be about, as in replies.yaml."""

    kind: Kind
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CountedRow:
    """The kinds of number that answer a question counted in this unit, as in replies.yaml."""

    unit: str
    kinds: tuple[Kind, ...]


@dataclass(frozen=True, slots=True)
class TopicRow:
    """The word that 「それ」 stands for while a question is open, as in replies.yaml."""

    field: str
    word: str


@dataclass(frozen=True, slots=True)
class ReplyRows:
    """replies.yaml."""

    wishes: tuple[WishRow, ...]
    not_knowing: tuple[str, ...]
    openers: tuple[str, ...]
    fillers: tuple[str, ...]
    doubts_before: tuple[str, ...]
    doubts_after: tuple[str, ...]
    closers: tuple[str, ...]
    asking: tuple[str, ...]
    stated_before: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]
    plain_no: tuple[str, ...]
    zero: tuple[str, ...]
    agrees: tuple[str, ...]
    disagrees: tuple[str, ...]
    declines: tuple[str, ...]
    same: tuple[str, ...]
    all_same: tuple[str, ...]
    changed: tuple[str, ...]
    removes: tuple[str, ...]
    corrects: tuple[str, ...]
    refers: tuple[str, ...]
    frames: tuple[FrameRow, ...]
    denied: tuple[CodeRow, ...]
    affirmed: tuple[CodeRow, ...]
    words: tuple[WordsRow, ...]
    readings: tuple[ReadingRow, ...]
    counted: tuple[CountedRow, ...]
    topics: tuple[TopicRow, ...]


def reply_rows() -> ReplyRows:
    """The words of replies.yaml."""
    return read_language_data("replies.yaml", ReplyRows)
