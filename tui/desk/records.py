"""One kept interview, and its form in a file (`otasuke.interview/1`)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Literal, TypeVar, get_args

from knowledge.faults import DataError
from knowledge.fields import Vocabulary
from knowledge.values import Chosen, Value
from questionnaires.interview import Interview
from questionnaires.profile import Profile, plain_profile, read_profile

SCHEMA = "otasuke.interview/1"
Status = Literal["asking", "finished"]
Course = Literal["deciding", "subsidy", "passed", "rest"]
MarkState = Literal["open", "done", "doing", "failed", "dropped"]
MOST_VARIANTS = 3


class DamagedRecordError(Exception):
    """The file doesn't hold an interview that this version can read."""


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a step or a question of a checklist is: its state, who does it, by when, and a word about it."""

    state: MarkState = "open"
    owner: str = ""
    due: date | None = None
    word: str = ""


@dataclass(frozen=True, slots=True)
class Variant:
    """A what-if（もしも）that is kept: its name, and the answers that differ from the interview's."""

    name: str
    changes: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class SavedInterview:
    """An interview as it is kept. `revision` counts its savings; 0 was never saved.

    `marks` go by the id of what is marked (a clause of the contract checklist, a step, an action).
    """

    id: str
    created: datetime
    saved: datetime
    interview: Interview
    revision: int = 0
    status: Status = "asking"
    course: Course = "deciding"
    marks: Mapping[str, Mark] = field(default_factory=lambda: MappingProxyType({}))
    variants: tuple[Variant, ...] = ()

    @property
    def answered(self) -> int:
        return len(self.interview.answers)


def to_text(record: SavedInterview) -> str:
    """The record as JSON text, one key a line."""
    interview = record.interview
    partial = [name for name, value in interview.answers.items() if isinstance(value, Chosen) and not value.complete]
    document = {
        "schema": SCHEMA,
        "id": record.id,
        "revision": record.revision,
        "created": record.created.isoformat(timespec="seconds"),
        "saved": record.saved.isoformat(timespec="seconds"),
        "status": record.status,
        "course": record.course,
        "current": interview.current,
        "trail": list(interview.trail),
        "passed": sorted(interview.passed),
        "partial": partial,
        "profile": plain_profile(Profile(interview.answers)),
        "marks": {name: _plain_mark(mark) for name, mark in record.marks.items()},
        "variants": [
            {"name": variant.name, "profile": plain_profile(Profile(variant.changes))} for variant in record.variants
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def from_text(text: str, vocabulary: Vocabulary) -> SavedInterview:
    """The record that the text holds. Raises DamagedRecordError."""
    try:
        document = json.loads(text)
        if document["schema"] != SCHEMA:
            raise DamagedRecordError(SCHEMA)
        return _record(document, vocabulary)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, DataError) as error:
        raise DamagedRecordError(str(error)) from error


def _profile(plain: object, name: str, vocabulary: Vocabulary) -> Profile:
    return read_profile(json.dumps(plain, ensure_ascii=False), name, vocabulary)


def _record(document: dict[str, object], vocabulary: Vocabulary) -> SavedInterview:
    answers = dict(_profile(document["profile"], str(document["id"]), vocabulary).answers)
    for name in _names(document["partial"]):
        value = answers[name]
        if isinstance(value, Chosen):
            answers[name] = Chosen(value.codes, complete=False)
    current, revision = document["current"], document["revision"]
    if not isinstance(revision, int) or not (current is None or isinstance(current, str)):
        raise DamagedRecordError("revision, current")
    return SavedInterview(
        id=str(document["id"]),
        created=datetime.fromisoformat(str(document["created"])),
        saved=datetime.fromisoformat(str(document["saved"])),
        interview=Interview(answers, _names(document["trail"]), frozenset(_names(document["passed"])), current),
        revision=revision,
        status="finished" if document["status"] == "finished" else "asking",
        course=_one_of(document["course"], get_args(Course), "deciding"),
        marks=MappingProxyType(_marks(document.get("marks", {}))),
        variants=_variants(document.get("variants", []), vocabulary),
    )


def _plain_mark(mark: Mark) -> dict[str, object]:
    due = mark.due.isoformat() if mark.due else None
    return {"state": mark.state, "owner": mark.owner, "due": due, "word": mark.word}


def _marks(value: object) -> dict[str, Mark]:
    if not isinstance(value, dict):
        raise DamagedRecordError("marks")
    return {str(name): _mark(plain) for name, plain in value.items()}


def _mark(plain: dict[str, object]) -> Mark:
    due = plain["due"]
    return Mark(
        state=_one_of(plain["state"], get_args(MarkState), "open"),
        owner=str(plain["owner"]),
        due=date.fromisoformat(str(due)) if due else None,
        word=str(plain["word"]),
    )


def _variants(value: object, vocabulary: Vocabulary) -> tuple[Variant, ...]:
    if not isinstance(value, list):
        raise DamagedRecordError("variants")
    named = [(str(item["name"]), item["profile"]) for item in value[:MOST_VARIANTS]]
    return tuple(Variant(name, _profile(plain, name, vocabulary).answers) for name, plain in named)


def _names(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise DamagedRecordError("names")
    return tuple(value)


_Word = TypeVar("_Word", bound=str)


def _one_of(value: object, words: tuple[_Word, ...], otherwise: _Word) -> _Word:
    return next((word for word in words if word == value), otherwise)
