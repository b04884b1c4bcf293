"""The days on which something dated says another thing than the day before; between two of them nothing moves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from knowledge.base import Knowledge
from knowledge.freshness import stale
from knowledge.subsidy_records import Round

_NEXT = timedelta(days=1)


def turning_days(knowledge: Knowledge) -> tuple[date, ...]:
    """Every day that begins something: a window, a round's last day, the day after it, a fact wanting checking."""
    return tuple(sorted(set(_days(knowledge))))


def _days(knowledge: Knowledge) -> Iterator[date]:
    for review in stale(knowledge, date.max):
        yield review.due + _NEXT
    for edition in knowledge.editions.values():
        if edition.opens:
            yield edition.opens
    for deadline in (item.deadline for rounds in _rounds(knowledge) for item in rounds):
        if deadline:
            # A window of which only the end is known is open on that day alone.
            yield from (deadline, deadline + _NEXT)
    begun = (item.opened for item in knowledge.own_schedules.values() if item.opened)
    for window in (*begun, *(item for route in knowledge.routes.values() for item in route.windows)):
        if window.from_:
            yield window.from_
        if window.to:
            yield window.to + _NEXT


def _rounds(knowledge: Knowledge) -> Iterator[tuple[Round, ...]]:
    yield from (item.rounds for item in knowledge.editions.values())
    yield from (item.rounds for item in knowledge.own_schedules.values())
