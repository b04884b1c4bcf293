"""Questions about the open card or the program itself: 「パートは入る？」「あとどのくらい？」."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from recommender.language.fold import fold
from recommender.language.intents import intent_of
from recommender.language.lexicon import any_of, read_language_data

CardTopic = Literal["meaning", "find_out", "why", "progress", "privacy", "neutral", "need", "tired"]
_LONGEST = 40
_ASKED_ONLY = frozenset({"privacy", "neutral", "need"})
"""Topics whose words may also stand in an answer (「データは外に保存しています」): only a question is one."""
_EDGE = " \n。、.,!?・「」"


@dataclass(frozen=True, slots=True)
class CardTopicRow:
    """Whole lines that ask about a topic, as in card_questions.yaml."""

    topic: CardTopic
    fields: tuple[str, ...]
    patterns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CardQuestionRows:
    """card_questions.yaml."""

    rows: tuple[CardTopicRow, ...]


def card_topic(text: str, field: str | None) -> CardTopic | None:
    """What of the card or program the whole line asks about, with the field that stands open; None for all else."""
    line = fold(text[: _LONGEST * 2]).text.strip(_EDGE)
    if not line or len(line) > _LONGEST:
        return None
    rows = read_language_data("card_questions.yaml", CardQuestionRows).rows
    fitting = (row for row in rows if not row.fields or field in row.fields)
    topic = next((row.topic for row in fitting if any_of(row.patterns).fullmatch(line)), None)
    return None if topic in _ASKED_ONLY and intent_of(text).kind == "answer" else topic
