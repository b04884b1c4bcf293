"""An interview that leaves the desk, or comes to it: one JSON file, on request without names and exact numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

from knowledge.fields import Answers
from questionnaires.coarse import coarse_answers
from questionnaires.interview import Interview
from questionnaires.profile import Profile
from tui.desk.headlines import KeptResult, kept_result
from tui.desk.records import Mark, SavedInterview, Variant

if TYPE_CHECKING:
    from recommender.rulebase import RuleBase

NAMELESS = "anonymised"


def anonymised(record: SavedInterview, rules: RuleBase) -> SavedInterview:
    """The interview without names, days and exact numbers, with the result that its rougher answers have."""
    month = record.saved.astimezone(UTC)
    moment = datetime(month.year, month.month, 1, tzinfo=UTC)
    vocabulary = rules.vocabulary
    named = {name for name, field in vocabulary.fields.items() if field.kind == "text"}
    interview, today = record.interview, moment.date()
    answers = coarse_answers(interview.answers, vocabulary)
    return SavedInterview(
        id=NAMELESS,
        created=moment,
        saved=moment,
        interview=Interview(
            answers=answers,
            trail=tuple(name for name in interview.trail if name not in named),
            passed=interview.passed - named,
            current=None if interview.current in named else interview.current,
        ),
        revision=1,
        status=record.status,
        course=record.course,
        marks=MappingProxyType({name: Mark(state=mark.state) for name, mark in record.marks.items()}),
        variants=tuple(
            Variant(f"案{number}", coarse_answers(variant.changes, vocabulary))
            for number, variant in enumerate(record.variants, 1)
        ),
        results=_result(answers, record.result, today, rules),
    )


def _result(answers: Answers, shown: KeptResult | None, today: date, rules: RuleBase) -> tuple[KeptResult, ...]:
    if shown is None:
        return ()
    from recommender.assessment import assess

    return (kept_result(assess(Profile(answers), rules, today, explain=False)),)


def for_elsewhere(record: SavedInterview) -> SavedInterview:
    """The interview without what is this desk's own: the id of its company here, and which documents were handed over.

    A company that moves with all of that travels in an archive (`archive.py`).
    """
    return replace(record, client=None, sent=())


def as_new(record: SavedInterview, taken: frozenset[str], fresh: SavedInterview) -> SavedInterview:
    """An interview from elsewhere as one of this desk; where its id is taken, under one of its own."""
    name = fresh.id if record.id in taken or record.id == NAMELESS else record.id
    return replace(for_elsewhere(record), id=name, revision=0)


def is_same(record: SavedInterview, kept: SavedInterview) -> bool:
    """Whether an interview from elsewhere is the kept one, whatever it is called and however often it was saved."""
    came = replace(for_elsewhere(record), id=kept.id, revision=kept.revision, saved=kept.saved)
    return came == for_elsewhere(kept)
