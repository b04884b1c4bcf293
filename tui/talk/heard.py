"""What a typed line can turn out to be, and what stands open while it is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from knowledge.fields import Answers, Field
from questionnaires.records import Questionnaire
from recommender.language.card_questions import CardTopic
from tui.talk.gathered import Fact
from tui.talk.messages import Card
from tui.talk.understanding import Understood


@dataclass(frozen=True, slots=True)
class Stated:
    """Facts that the text states, to be confirmed."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Unclear:
    """A number that may be about several things, each a fact to choose from."""

    typed: str
    readings: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Removed:
    """A line of the list of facts, named to be taken out; None where no line is named."""

    field: str | None


@dataclass(frozen=True, slots=True)
class AboutCard:
    """A question about the card or the program itself."""

    topic: CardTopic
    asked: str


@dataclass(frozen=True, slots=True)
class Kept:
    """The answer of the interview before still holds; with `everything` each of them does."""

    everything: bool = False


What: TypeAlias = Understood | Stated | Unclear | Removed | AboutCard | Kept


@dataclass(frozen=True, slots=True)
class Heard:
    """What a line says, and what it asks, each question by itself. Either may be missing, not both."""

    what: What | None
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Setting:
    """What stands open while the line is read: the card, its field (None in a menu) and the answers so far.

    `carried` are the answers among them that come from the interview before and wait to be confirmed.
    """

    card: Card
    field: Field | None
    answers: Answers
    questionnaire: Questionnaire
    carried: frozenset[str] = frozenset()
