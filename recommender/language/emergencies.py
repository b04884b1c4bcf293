"""Emergencies (いま起きている被害): whether a text speaks of an incident of the writer's own that goes on now."""

from __future__ import annotations

import re
from dataclasses import dataclass

from recommender.language.fold import fold
from recommender.language.lexicon import any_of, read_language_data

_SENTENCE = re.compile(r"[。!?\n]+")


@dataclass(frozen=True, slots=True)
class EmergencyRows:
    """emergencies.yaml."""

    signs: tuple[str, ...]
    happened: tuple[str, ...]
    past: tuple[str, ...]
    not_now: tuple[str, ...]


def speaks_of_emergency(text: str) -> bool:
    """Whether a sentence of the text tells of an incident that happens now, or has just happened."""
    return any(map(_is_emergency, _SENTENCE.split(fold(text).text)))


def _is_emergency(sentence: str) -> bool:
    rows = read_language_data("emergencies.yaml", EmergencyRows)
    if any_of(rows.not_now).search(sentence) or any_of(rows.past).search(sentence):
        return False
    return any(any_of(patterns).search(sentence) for patterns in (rows.signs, rows.happened))
