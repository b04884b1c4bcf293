"""The nouns of a questionnaire, as its YAML states them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field

from knowledge.conditions import Condition
from knowledge.faults import NOWHERE, Place
from knowledge.fields import Vocabulary


@dataclass(frozen=True, slots=True)
class Section:
    """A topic of the talk."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Option:
    """How a code is put to the user, with one line of help where the word needs it."""

    code: str
    say: str
    hint: str | None


@dataclass(frozen=True, slots=True)
class Question:
    """One question about one field.

    `ask`, `help` and `find_out` (where a person looks when they don't know) are read by whoever answers. `prompt`
    (聞き方) is what a consultant says across the table, with the follow-up that catches the usual mistake.
    """

    field: str
    section: str
    ask: str
    help: str | None
    find_out: str | None
    prompt: str | None
    ask_when: Condition | None
    options: tuple[Option, ...]
    unknown_ok: bool
    example: str | None
    optional: bool
    place: Place = dataclass_field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A questionnaire as it stands in its file."""

    id: str
    title: str
    sections: tuple[Section, ...]
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Questionnaire:
    """The questions by field, in the order of the talk."""

    id: str
    title: str
    sections: Mapping[str, Section]
    questions: Mapping[str, Question]
    vocabulary: Vocabulary
