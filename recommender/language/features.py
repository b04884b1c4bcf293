"""Features (手がかり) of a text for the search: its content words, the synonym groups that they fall in, its bigrams."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from recommender.language.lexicon import read_language_data
from recommender.language.tokens import Tokeniser, fit_for_tagging

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
    """手がかり: words as they are, groups as `=name`, bigrams as `~ab`."""

    words: tuple[str, ...]
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


class Reader:
    """Reads texts into features."""

    def __init__(self, tokeniser: Tokeniser, synonyms: tuple[SynonymRow, ...]) -> None:
        self._tokeniser = tokeniser
        self._groups: defaultdict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for row in synonyms:
            for word in row.words:
                sequence = self.words(word)
                if sequence:
                    self._groups[sequence[0]].append((sequence, f"={row.name}"))

    def words(self, text: str) -> tuple[str, ...]:
        """The content words of a text."""
        return tuple(token.text for token in self._tokeniser.tokens(text))

    def features(self, text: str) -> Features:
        """All that the text says to the search."""
        words = self.words(text)
        found: defaultdict[str, set[str]] = defaultdict(set)
        for place, word in enumerate(words):
            for sequence, group in self._groups.get(word, ()):
                if words[place : place + len(sequence)] == sequence:
                    found[group].update(sequence)
        letters = _NOT_WRITING.sub("", fit_for_tagging(text))
        bigrams = dict.fromkeys(f"~{letters[at : at + 2]}" for at in range(len(letters) - 1))
        groups = {group: frozenset(members) for group, members in found.items()}
        return Features(tuple(dict.fromkeys(words)), groups, tuple(bigrams))
