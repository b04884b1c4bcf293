"""Features (手がかり) of a text for the search: its content words, their synonym groups, its character bigrams."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from recommender.language.lexicon import read_language_data
from recommender.language.tokens import Token, Tokeniser, fit_for_tagging

_NOT_WRITING = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class SynonymRow:
    """A synonym group, as in synonyms.yaml."""

    name: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SynonymRows:
    """synonyms.yaml."""

    groups: tuple[SynonymRow, ...]


def synonym_rows() -> tuple[SynonymRow, ...]:
    """The synonym groups of the room's data."""
    return read_language_data("synonyms.yaml", SynonymRows).groups


@dataclass(frozen=True, slots=True)
class Features:
    """手がかり: words as they are, groups as `=name` with the words that fell in them, bigrams as `~ab`."""

    words: tuple[str, ...]
    names: frozenset[str]
    groups: Mapping[str, frozenset[str]]
    bigrams: tuple[str, ...]

    def all(self) -> Iterator[str]:
        """Each feature once."""
        yield from self.words
        yield from self.groups
        yield from self.bigrams

    def groups_of(self, word: str) -> list[str]:
        """The groups that the word fell in."""
        return [group for group, words in self.groups.items() if word in words]


Phrase = tuple[tuple[str, ...], str]
"""A phrase as content words, and what it means."""


def synonyms(tokeniser: Tokeniser, rows: Iterable[SynonymRow]) -> tuple[Phrase, ...]:
    """The words of the groups, cut as texts are."""
    return tuple((words_of(tokeniser.tokens(word)), f"={row.name}") for row in rows for word in row.words)


def words_of(tokens: Iterable[Token]) -> tuple[str, ...]:
    """The words of tokens."""
    return tuple(token.text for token in tokens)


class Phrases:
    """Phrases by what they mean, found in a row of content words."""

    def __init__(self, rows: Iterable[Phrase]) -> None:
        self._by_first: defaultdict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for phrase, meaning in rows:
            if phrase:
                self._by_first[phrase[0]].append((phrase, meaning))

    def find(self, words: Sequence[str]) -> dict[str, frozenset[str]]:
        """The meanings that the words hold, each with the words that say so."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for place, word in enumerate(words):
            for phrase, meaning in self._by_first.get(word, ()):
                if tuple(words[place : place + len(phrase)]) == phrase:
                    found[meaning].update(phrase)
        return {meaning: frozenset(members) for meaning, members in found.items()}


class Reader:
    """Reads texts into features."""

    def __init__(self, tokeniser: Tokeniser, groups: Iterable[Phrase]) -> None:
        self._tokeniser = tokeniser
        self._groups = Phrases(groups)

    def words(self, text: str) -> tuple[str, ...]:
        """The content words of a text."""
        return words_of(self._tokeniser.tokens(text))

    def features(self, text: str) -> Features:
        """All that the text says to the search."""
        folded = fit_for_tagging(text)
        tokens = self._tokeniser.cut(folded)
        words = words_of(tokens)
        letters = _NOT_WRITING.sub("", folded)
        return Features(
            words=tuple(dict.fromkeys(words)),
            names=frozenset(token.text for token in tokens if token.names),
            groups=self._groups.find(words),
            bigrams=tuple(dict.fromkeys(f"~{letters[at : at + 2]}" for at in range(len(letters) - 1))),
        )
