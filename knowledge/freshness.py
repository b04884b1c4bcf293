"""How long a fact may be relied on after somebody last looked at its sources, and what a dated window says on a day.

A record is as well checked as its longest unchecked source. Past its review date it is still told, but as of then.
A record with windows or rounds wants checking as well when the last known one is over: there may be another.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from knowledge.base import Knowledge
from knowledge.records import Clause, Contact, Faq, Service, Source
from knowledge.references import facts_of
from knowledge.subsidy_records import Edition, Route, Window

KINDS = (
    "subsidies",
    "routes",
    "services",
    "contacts",
    "faq",
    "clauses",
    "terms",
    "statistics",
    "sizes",
    "sources",
)
_DATE = re.compile(r"\d{4}(?:-\d{2}){0,2}")
WindowStatus = Literal["open", "upcoming", "closed", "unknown"]


@dataclass(frozen=True, slots=True)
class Review:
    """When a record was last checked, through which source, and the last day on which it counts as fresh."""

    id: str
    kind: str
    source: str
    checked: date
    due: date
    as_of: str | None

    def is_stale(self, as_of: date) -> bool:
        """Whether the review date has gone by. Once true, it stays so on every later day."""
        return as_of > self.due


def review_of(record_id: str, knowledge: Knowledge) -> Review | None:
    """The review of a record; None where nothing dates it, or its kind has no interval."""
    for kind, records in _tables(knowledge):
        record = records.get(record_id)
        if record is None:
            continue
        interval = knowledge.review.get(kind)
        sources = [knowledge.sources[name] for name in _sources(record, knowledge) if name in knowledge.sources]
        if interval is None or not sources:
            return None
        oldest = min(sources, key=lambda item: item.checked)
        due = oldest.checked + timedelta(days=interval.days)
        ends = last_day(record)
        if ends and oldest.checked <= ends < due:
            # What is known of its windows runs out before the interval does.
            due = ends
        return Review(record_id, kind, oldest.id, oldest.checked, due, getattr(record, "as_of", None))
    return None


def stale(knowledge: Knowledge, as_of: date) -> tuple[Review, ...]:
    """Everything that wants checking on a day, in the order of the files."""
    return stale_among((name for _, records in _tables(knowledge) for name in records), knowledge, as_of)


def stale_among(ids: Iterable[str], knowledge: Knowledge, as_of: date) -> tuple[Review, ...]:
    """Those of the records that want checking on a day, each once."""
    found = (review_of(name, knowledge) for name in dict.fromkeys(ids))
    return tuple(review for review in found if review and review.is_stale(as_of))


def sources_of(record_id: str, knowledge: Knowledge) -> tuple[str, ...]:
    """The sources on which a record rests; a source rests on itself."""
    for _, records in _tables(knowledge):
        if record_id in records:
            return _sources(records[record_id], knowledge)
    return ()


def fact_days(record_id: str, knowledge: Knowledge) -> tuple[str | None, ...]:
    """Of when a record's facts are, as its as-of dates or else those of its sources say; None where one has none.

    The day on which somebody looked at the source (`Review.checked`) is another matter.
    """
    record = next((records[record_id] for _, records in _tables(knowledge) if record_id in records), None)
    if record is None:
        return ()
    days = [getattr(record, "as_of", None)]
    if isinstance(record, Service):
        days = [fact.as_of for fact in facts_of(record) if fact.sources]
    elif days == [None]:
        days = [knowledge.sources[name].as_of for name in _sources(record, knowledge) if name in knowledge.sources]
    return tuple(dict.fromkeys(days))


def month_text(day: date | str) -> str:
    """「2026年11月時点」, or 「2023年時点」 where only the year is known. `day` may be 2026-11-22, 2026-11 or 2026."""
    found = re.match(r"(\d{4})(?:-(\d{2}))?", str(day))
    if not found:
        return f"{day}時点"
    month = f"{int(found[2])}月" if found[2] else ""
    return f"{int(found[1])}年{month}時点"


def as_of_text(as_of: str) -> str:
    """A date of the data with 時点 behind it: 2026-09-23時点; what is more than a date stands as it is."""
    return f"{as_of}時点" if _DATE.fullmatch(as_of) else as_of


def window_status(windows: Iterable[Window], as_of: date, *, is_stale: bool = False) -> WindowStatus:
    """How windows with known ends stand on a day: open only within one of them, and never where it is stale."""
    listed = tuple(windows)
    known = [(item.from_, item.to) for item in listed if item.from_ and item.to]
    if any(first <= as_of <= last for first, last in known):
        return "unknown" if is_stale else "open"
    if any(as_of < first for first, _ in known):
        return "upcoming"
    # A window with one end unknown may hold the day: neither open nor closed can be said.
    return "closed" if known and len(known) == len(listed) else "unknown"


def last_day(record: object) -> date | None:
    """The last day of the windows of a route or the rounds of an edition; None where an end isn't known."""
    if isinstance(record, Route):
        ends = [window.to for window in record.windows]
    elif isinstance(record, Edition):
        ends = [item.deadline for item in record.rounds]
    else:
        return None
    known = [day for day in ends if day]
    return max(known) if known and len(known) == len(ends) else None


def _tables(knowledge: Knowledge) -> tuple[tuple[str, Mapping[str, Any]], ...]:
    steps = {f"subsidy.step.{item.id}": item for item in knowledge.steps}
    sizes = {
        f"{table}.{item.id}": item
        for table, rows in (("sme", knowledge.sme_rows), ("small", knowledge.small_rows))
        for item in rows
    }
    large = {f"deemed_large.{item.id}": item for item in knowledge.deemed_large}
    return (
        ("clauses", knowledge.clauses),
        ("terms", knowledge.terms),
        ("faq", knowledge.faq),
        ("statistics", knowledge.statistics),
        ("services", knowledge.services),
        ("contacts", knowledge.contacts),
        ("subsidies", knowledge.editions),
        ("subsidies", knowledge.frames),
        ("subsidies", knowledge.subsidy_rules),
        ("subsidies", steps),
        ("sizes", sizes),
        ("sizes", large),
        ("routes", knowledge.routes),
        ("sources", knowledge.sources),
    )


def _sources(record: Any, knowledge: Knowledge) -> tuple[str, ...]:
    read = _READERS.get(type(record))
    return read(record, knowledge) if read else record.sources


def _faq_sources(entry: Faq, knowledge: Knowledge) -> tuple[str, ...]:
    """The sources of the records that the answer rests on."""
    found: list[str] = []
    for cite in entry.cites:
        for _, records in _tables(knowledge):
            if cite in records and not isinstance(records[cite], Faq):
                found += _sources(records[cite], knowledge)
    return tuple(found)


_READERS: Mapping[type, Callable[[Any, Knowledge], tuple[str, ...]]] = {
    Source: lambda source, _: (source.id,),
    Clause: lambda clause, _: (clause.source, *(item.source for item in clause.readings)),
    Contact: lambda contact, _: (contact.source, *contact.also),
    Service: lambda service, _: (
        *(source for fact in facts_of(service) for source in fact.sources),
        *service.notes_sources,
    ),
    Faq: _faq_sources,
}
