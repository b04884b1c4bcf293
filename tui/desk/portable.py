"""An interview that leaves the desk, or comes to it: one JSON file, on request without names and exact numbers."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

from knowledge.fields import Answers, Field, Vocabulary
from knowledge.values import Number, Value
from questionnaires.interview import Interview
from questionnaires.profile import Profile
from tui.desk.headlines import KeptResult, kept_result
from tui.desk.records import Mark, SavedInterview, Variant

if TYPE_CHECKING:
    from recommender.rulebase import RuleBase

NAMELESS = "anonymised"
COUNT_BANDS = (0, 1, 2, 6, 11, 21, 51, 101, 301, 1001)
"""Where each band of people, devices and sites begins: 0, 1, 2〜5, 6〜10, 11〜20, .., 1,001以上."""
_MAN, _OKU = 10_000, 100_000_000
FEE_BANDS = (0, 1, _MAN, 2 * _MAN, 3 * _MAN, 5 * _MAN, 10 * _MAN, 20 * _MAN, 50 * _MAN, 100 * _MAN)
"""The same for fees of a month, in yen."""
SUM_BANDS = (0, 1, 1000 * _MAN + 1, 5000 * _MAN + 1, _OKU + 1, 3 * _OKU + 1, 10 * _OKU + 1, 50 * _OKU + 1)
"""The same for capital and sales. The lines of the law (中小企業基本法) fall between two bands."""


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


def coarse_answers(answers: Answers, vocabulary: Vocabulary) -> Mapping[str, Value]:
    """The answers without names, each number widened to its band."""
    fields = vocabulary.fields
    return {
        name: _coarse(value, fields[name]) if isinstance(value, Number) else value
        for name, value in answers.items()
        if fields[name].kind != "text"
    }


def _coarse(number: Number, field: Field) -> Number:
    bands = _bands(field)
    low = None if number.low is None else bands[bisect_right(bands, number.low) - 1]
    high = None if number.high is None else _end(bands, number.high)
    if low is None and high is None:
        low = bands[0]
    least = field.min or 0
    return Number(None if low is None else max(low, least), high if high is None or high >= least else least)


def _end(bands: tuple[int, ...], amount: int) -> int | None:
    """The last amount of its band; None in the highest."""
    place = bisect_right(bands, amount)
    return None if place == len(bands) else bands[place] - 1


def _bands(field: Field) -> tuple[int, ...]:
    if not (field.unit or "").startswith("円"):
        return COUNT_BANDS
    return FEE_BANDS if "/月" in (field.unit or "") else SUM_BANDS


def as_new(record: SavedInterview, taken: frozenset[str], fresh: SavedInterview) -> SavedInterview:
    """An interview from elsewhere as one of this desk; where its id is taken, under one of its own."""
    name = fresh.id if record.id in taken or record.id == NAMELESS else record.id
    return replace(record, id=name, revision=0)
