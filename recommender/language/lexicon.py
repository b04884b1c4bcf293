"""The lexicon pass (辞書引き): known words found in folded text without a tokeniser, the longest first.

Short katakana words and all words in letters need an edge on both sides, so that バー isn't found in サーバー.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Generic, TypeVar, cast

from knowledge.reading import read_record
from recommender.language.fold import Span, fold_word, is_katakana, is_letter

DATA = Path(__file__).parents[1] / "data" / "language"
T = TypeVar("T")
F = TypeVar("F")
_SHORT_KATAKANA = 2
# Words are looked up by so many of their first characters.
_FIRST = 2
_KATAKANA, _HIRAGANA = re.compile(r"[ァ-ヶー]+"), re.compile(r"[ぁ-んー]+")
_SHORTEST_KATAKANA, _SHORTEST_HIRAGANA = 4, 3
_KANA_APART = ord("ァ") - ord("ぁ")
_CHANGING = frozenset(map(chr, range(ord("ァ"), ord("ヶ") + 1)))


def read_language_data(name: str, shape: type[F]) -> F:
    """The file `name` of the room's data as a record, read once. Raises DataError with every fault of the file."""
    key: Any = shape  # mypy doesn't know that every class is hashable
    return cast("F", _read(name, key))


@cache
def _read(name: str, shape: Any) -> object:
    return read_record(DATA / name, shape, f"language/{name}")


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern, compiled once."""
    return re.compile(pattern)


@cache
def any_of(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern for all of them."""
    return re.compile(_either(patterns))


@cache
def ending_with(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern for all of them where they end a text."""
    return re.compile(f"(?:{_either(patterns)})$")


def _either(patterns: tuple[str, ...]) -> str:
    return "|".join(f"(?:{pattern})" for pattern in patterns)


@cache
def _folded_words(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(fold_word, words))


def in_other_kana(word: str) -> str | None:
    """What one makes of a word who types one kind of kana only: りふぉーむ, シャイン. None where it has kanji."""
    if len(word) >= _SHORTEST_KATAKANA and _KATAKANA.fullmatch(word):
        return "".join(chr(ord(sign) - _KANA_APART) if sign in _CHANGING else sign for sign in word)
    if len(word) >= _SHORTEST_HIRAGANA and _HIRAGANA.fullmatch(word):
        return "".join(sign if sign == "ー" else chr(ord(sign) + _KANA_APART) for sign in word)
    return None


@dataclass(frozen=True, slots=True)
class Mention(Generic[T]):
    """A known word in a text, with what it stands for."""

    word: str
    meaning: T
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Named:
    """A code with the words that it was read from."""

    code: str
    span: Span


class Words(Generic[T]):
    """Words with their meanings; a row may name what must not follow the word.

    With `both_kana`, words in one kana are found in the other too; メイ of めい stands by itself, not in メイン.
    """

    def __init__(self, rows: Iterable[tuple[str, T, tuple[str, ...]]], *, both_kana: bool = False) -> None:
        table: dict[str, list[tuple[str, T, tuple[str, ...]]]] = defaultdict(list)
        given: set[str] = set()
        alone: set[str] = set()
        for word, meaning, not_before in rows:
            folded = fold_word(word)
            given.add(folded)
            entry = meaning, _folded_words(not_before)
            table[folded[:_FIRST]].append((folded, *entry))
            other = in_other_kana(folded) if both_kana else None
            if other:
                table[other[:_FIRST]].append((other, *entry))
                alone.add(other)
        self._alone = frozenset(alone - given)
        self._table = {
            first: tuple(sorted(entries, key=lambda entry: -len(entry[0]))) for first, entries in table.items()
        }
        self._initials = frozenset(first[0] for first in self._table)

    def longest_at(self, text: str, start: int) -> tuple[str, T] | None:
        """The longest word that begins at `start`."""
        first = text[start : start + _FIRST]
        entries = self._table.get(first, ())
        if len(first) == _FIRST and first[0] in self._table:
            entries += self._table[first[0]]
        for word, meaning, not_before in entries:
            if text.startswith(word, start) and not (not_before and text.startswith(not_before, start + len(word))):
                return word, meaning
        return None

    def find(self, text: str) -> tuple[Mention[T], ...]:
        """All words of the text from left to right, none within another."""
        found = []
        position = 0
        while position < len(text):
            match = self.longest_at(text, position) if text[position] in self._initials else None
            if match and has_edges(text, position, match[0], alone=match[0] in self._alone):
                found.append(Mention(match[0], match[1], position, position + len(match[0])))
                position += len(match[0])
            else:
                position += 1
        return tuple(found)


def has_edges(text: str, start: int, word: str, *, alone: bool = False) -> bool:
    """Whether the word stands by itself where it must: words in letters, short ones in katakana, and `alone` ones."""
    before = text[start - 1] if start else ""
    after = text[start + len(word) : start + len(word) + 1]
    if is_letter(word[0]) and is_letter(before):
        return False
    if is_letter(word[-1]) and is_letter(after):
        return False
    if (alone or len(word) <= _SHORT_KATAKANA) and all(map(is_katakana, word)):
        return not is_katakana(before) and not is_katakana(after)
    return True
