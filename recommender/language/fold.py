"""Folding (表記の畳み込み): one spelling for every width, with the way back to the text as typed.

Width, letter case, half-width kana and the many dashes become one form; what a terminal would obey and what no
reader sees (controls, escapes, formats, lone surrogates) is left out. Every folded character remembers the
characters that it came from, so a find in the folded text can be quoted as the user wrote it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

READ_AT_MOST = 20_000
QUESTION_AT_MOST = 2_000  # so much is read of what is to be looked up
_LONGEST_EXPANSION = 4  # ㍿ is four characters; a few signs unfold to eighteen, and nobody means those
_SIGNS = dict.fromkeys("~〜～∼∾˜", "〜") | dict.fromkeys("-‐‑‒–—―−﹣－⁃", "-")
_SIGNS |= dict.fromkeys("\u2192\u21d2\u21e8\u21e2\u2794\u279c\u27a1\u2b95", "->")  # every arrow
_SIGNS |= dict.fromkeys("\u2605\u2606", "星")  # schemes are named by stars, and data may not hold the sign
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Me")
_KANA_MARKS = "ﾞﾟ\u3099\u309a"
_ESCAPE = re.compile(r"\x1b\[[0-?]{0,64}[ -/]{0,8}[@-~]|\x1b\][^\x07\x1b\n]{0,256}(?:\x07|\x1b\\)|[\x1b\x9b]")


@dataclass(frozen=True, slots=True)
class Span:
    """From `start` up to, and without, `end`: characters of one text."""

    start: int
    end: int

    def touches(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Folded:
    """畳み込んだ文: the folded text, and for each of its characters where it began and ended as typed."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """The place in the text as typed of the folded characters from `start` up to `end`."""
        if start >= end:
            at = self.starts[start] if start < len(self.starts) else (self.ends[-1] if self.ends else 0)
            return Span(at, at)
        return Span(self.starts[start], self.ends[end - 1])


def fold(text: str) -> Folded:
    """The text in one spelling. What stands beyond READ_AT_MOST characters isn't read."""
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in _clusters(text[:READ_AT_MOST]):
        for character in _folded_cluster(text[start:end]):
            characters.append(character)
            starts.append(start)
            ends.append(end)
    _mend_long_vowels(characters)
    return Folded("".join(characters), tuple(starts), tuple(ends))


def fold_word(word: str) -> str:
    """The folded spelling of a word of our own data."""
    return fold(word).text


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Each character with the kana marks that follow it (ﾊ and ﾟ make one letter); escapes are passed over."""
    escapes = {match.start(): match.end() for match in _ESCAPE.finditer(text)}
    position = 0
    while position < len(text):
        if position in escapes:
            position = escapes[position]
            continue
        end = position + 1
        if end < len(text) and text[end] in _KANA_MARKS:
            end += 1
        yield position, end
        position = end


@lru_cache(maxsize=8192)
def _folded_cluster(cluster: str) -> str:
    first = cluster[0]
    if first in _SIGNS:
        return _SIGNS[first]
    if first.isspace():
        return "\n" if first in "\n\r\v\f\x85\u2028\u2029" else " "
    category = unicodedata.category(first)
    if category in _UNSEEN or "\ufe00" <= first <= "\ufe0f":
        return ""
    folded = unicodedata.normalize("NFKC", cluster)
    # ① numbers a list and ² is a unit: neither is an amount.
    if category == "No" or not 0 < len(folded) <= _LONGEST_EXPANSION:
        return first
    return "".join(_lower(character) for character in folded)


def _lower(character: str) -> str:
    lowered = character.lower()
    return lowered if len(lowered) == 1 else character


def _mend_long_vowels(characters: list[str]) -> None:
    """サ-バ-: a dash after katakana is the long vowel, unless a number or a word of another script follows."""
    for index in range(1, len(characters)):
        if characters[index] == "-" and is_katakana(characters[index - 1]):
            following = characters[index + 1] if index + 1 < len(characters) else ""
            if not following or following in "、。・()" or is_katakana(following) or _is_kana_or_kanji(following):
                characters[index] = "ー"


def _is_kana_or_kanji(character: str) -> bool:
    return "ぁ" <= character <= "ん" or "一" <= character <= "龯"


def is_katakana(character: str) -> bool:
    """Whether a folded character is katakana or the long vowel."""
    return "ァ" <= character <= "ヺ" or character == "ー"


def is_letter(character: str) -> bool:
    """Whether a folded character is one of a to z; nothing isn't."""
    return character.isascii() and character.isalpha()
