"""One kept interview, and its form in a file (`otasuke.interview/1`). Reading it back: `reading.py`."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, Literal

from knowledge.values import Chosen, Value
from questionnaires.interview import Interview
from questionnaires.profile import Profile, plain_profile
from tui.desk.headlines import KeptResult

SCHEMA = "otasuke.interview/1"
Status = Literal["asking", "finished"]
Course = Literal["deciding", "subsidy", "passed", "rest"]
MarkState = Literal["open", "done", "doing", "failed", "dropped"]
MOST_VARIANTS = 3
MOST_RESULTS = 5
"""Older results are let go: the diff needs the last one, the rest is history."""
MOST_SENT = 12
"""Of documents the newest of each kind is remembered; there are fewer kinds than this."""
_UNREADABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
"""Characters that YAML, and with it our reader of files, doesn't take as they are."""


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
class Sent:
    """A document that was handed over: its kind, the day, the result that it told, and the facts that it cited."""

    kind: str
    day: date
    result: KeptResult
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SavedInterview:
    """An interview as it is kept. `revision` counts its savings; 0 was never saved.

    `marks` go by the id of what is marked (a clause of the contract checklist, a step, an action). `results` are
    the results as they were shown, the newest last. `follows` is the id of the same company's interview before,
    and `carried` are the answers that come from there and that nobody has confirmed since, with the day on which
    they were given. `client` is the id of the company on this desk; `resume_on` the day to go on, if one was said.
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
    results: tuple[KeptResult, ...] = ()
    follows: str | None = None
    client: str | None = None
    carried: Mapping[str, date] = field(default_factory=lambda: MappingProxyType({}))
    resume_on: date | None = None
    sent: tuple[Sent, ...] = ()

    @property
    def answered(self) -> int:
        return len(self.interview.answers)

    @property
    def result(self) -> KeptResult | None:
        """The result that was shown last."""
        return self.results[-1] if self.results else None


def new_name(now: datetime) -> str:
    """An id that nothing else has, not even of a thousand made in the same second; it sorts by its moment."""
    return f"{now:%Y%m%d-%H%M%S}-{secrets.token_hex(5)}"


def to_text(record: SavedInterview) -> str:
    """The record as JSON text, one key a line."""
    return json_text(plain_record(record))


def json_text(document: Mapping[str, Any]) -> str:
    """The document as JSON that our own reader of files takes too."""
    text = json.dumps(document, ensure_ascii=False, indent=1)
    return _UNREADABLE.sub(lambda found: f"\\u{ord(found.group()):04x}", text) + "\n"


def plain_record(record: SavedInterview) -> dict[str, Any]:
    """The record as plain data for JSON."""
    interview = record.interview
    return {
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
        **_plain_answers(interview.answers),
        "marks": {name: _plain(mark) for name, mark in record.marks.items()},
        "variants": [{"name": variant.name, **_plain_answers(variant.changes)} for variant in record.variants],
        "results": [_plain_result(result) for result in record.results],
        "follows": record.follows,
        "client": record.client,
        "carried": {name: day.isoformat() for name, day in record.carried.items()},
        "resume_on": record.resume_on.isoformat() if record.resume_on else None,
        "sent": [_plain_sent(sent) for sent in record.sent],
    }


def _plain_answers(answers: Mapping[str, Value]) -> dict[str, Any]:
    partial = [name for name, value in answers.items() if isinstance(value, Chosen) and not value.complete]
    return {"partial": partial, "profile": plain_profile(Profile(answers))}


def _plain_result(result: KeptResult) -> dict[str, Any]:
    return {
        "as_of": result.as_of.isoformat(),
        "version": result.version,
        "digest": result.digest,
        "headline": asdict(result.headline),
        **_plain_answers(result.answers),
    }


def _plain_sent(sent: Sent) -> dict[str, Any]:
    return {
        "kind": sent.kind,
        "day": sent.day.isoformat(),
        "result": _plain_result(sent.result),
        "cites": list(sent.cites),
    }


def _plain(mark: Mark) -> dict[str, Any]:
    due = mark.due.isoformat() if mark.due else None
    return {"state": mark.state, "owner": mark.owner, "due": due, "word": mark.word}
