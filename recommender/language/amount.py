"""A number expression (数の表現) as it was read: what numbers.py finds, and revisions.py may put right."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.values import Number
from recommender.language.fold import Span
from recommender.language.number_words import Kind


@dataclass(frozen=True, slots=True)
class Amount:
    """数の表現: one number with its unit. `core` is the numeral alone, `span` takes in all words beside it.

    `former` marks the first of 「10人から15人に増えた」.
    """

    number: Number
    unit: str
    kind: Kind
    core: Span
    span: Span
    former: bool = False
