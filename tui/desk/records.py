"""One kept interview, and its form in a file (`otasuke.interview/1`)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from knowledge.faults import DataError
from knowledge.fields import Vocabulary
from knowledge.values import Chosen
from questionnaires.interview import Interview
from questionnaires.profile import Profile, plain_profile, read_profile

SCHEMA = "otasuke.interview/1"
Status = Literal["asking", "finished"]
Course = Literal["deciding", "subsidy", "passed", "rest"]


class DamagedRecordError(Exception):
    """The file doesn't hold an interview that this version can read."""


@dataclass(frozen=True, slots=True)
class SavedInterview:
    """An interview as it is kept. `revision` counts its savings; 0 was never saved."""

    id: str
    created: datetime
    saved: datetime
    interview: Interview
    revision: int = 0
    status: Status = "asking"
    course: Course = "deciding"

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
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def from_text(text: str, vocabulary: Vocabulary) -> SavedInterview:
    """The record that the text holds. Raises DamagedRecordError."""
    try:
        document = json.loads(text)
        if document["schema"] != SCHEMA:
            raise DamagedRecordError(SCHEMA)
        profile = read_profile(json.dumps(document["profile"], ensure_ascii=False), str(document["id"]), vocabulary)
        return _record(document, profile)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, DataError) as error:
        raise DamagedRecordError(str(error)) from error


def _record(document: dict[str, object], profile: Profile) -> SavedInterview:
    answers = dict(profile.answers)
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
        course=_course(document["course"]),
    )


def _names(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise DamagedRecordError("names")
    return tuple(value)


def _course(value: object) -> Course:
    return next((course for course in get_args(Course) if course == value), "deciding")
