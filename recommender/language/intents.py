"""Intents (意図): what a typed line wants. A command, a definition, a price, another question, or an answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from recommender.language.fold import QUESTION_AT_MOST, fold
from recommender.language.lexicon import any_of, read_language_data

IntentKind = Literal["command", "define", "cost", "question", "answer"]
_LONGEST_COMMAND = 30
_EDGE = " \n。、.!・「」"


@dataclass(frozen=True, slots=True)
class CommandRow:
    """A command and the ways of typing it, as in intents.yaml."""

    name: str
    patterns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IntentRows:
    """intents.yaml."""

    commands: tuple[CommandRow, ...]
    define: tuple[str, ...]
    cost: tuple[str, ...]
    question: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Intent:
    """意図. `command` is its name (back, restart, unknown, skip, together, end, why), for commands only."""

    kind: IntentKind
    command: str | None = None


def intent_of(text: str) -> Intent:
    """What the text wants. Whatever asks nothing is an answer."""
    folded = fold(text[:QUESTION_AT_MOST]).text.strip(_EDGE)
    command = command_in(folded)
    if command:
        return Intent("command", command)
    rows = _rows()
    asks = any_of(rows.question).search(folded) is not None
    if any_of(rows.define).search(folded):
        return Intent("define")
    if asks and any_of(rows.cost).search(folded):
        return Intent("cost")
    return Intent("question" if asks else "answer")


def command_in(folded: str) -> str | None:
    """The command that a whole folded line is."""
    line = folded.strip(_EDGE)
    if not line or len(line) > _LONGEST_COMMAND:
        return None
    asked = line.rstrip("?") or line
    for row in _rows().commands:
        pattern = any_of(row.patterns)
        if pattern.fullmatch(line) or (row.name == "why" and pattern.fullmatch(asked)):
            return row.name
    return None


def definitions_asked(folded: str) -> Iterator[int]:
    """Where in folded text the words stand before which the asked term ends: 「UTM|って何」."""
    yield from (match.start() for match in any_of(_rows().define).finditer(folded))


def _rows() -> IntentRows:
    return read_language_data("intents.yaml", IntentRows)
