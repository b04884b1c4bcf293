"""When a frame takes applications: open only on days inside a known window, never by guess."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from knowledge.base import Knowledge
from knowledge.freshness import WindowStatus, fact_days, month_text, stale_among
from knowledge.subsidy_records import Edition, Frame, Round
from recommender.subsidies.wording import WindowPhrases


@dataclass(frozen=True, slots=True)
class Opening:
    """How a frame stands on a day, and the same in one Japanese sentence.

    `opens` is the first day, `deadline` the next known one while it is open, `last_deadline` the last known
    one; None where no source says.
    """

    status: WindowStatus
    text: str
    opens: date | None = None
    deadline: date | None = None
    last_deadline: date | None = None


def edition_in_force(editions: Mapping[str, Edition], as_of: date) -> Edition:
    """The edition whose applications began last; before all of them, the first one."""
    dated = sorted((item for item in editions.values() if item.opens), key=_opens)
    begun = [item for item in dated if _opens(item) <= as_of]
    return begun[-1] if begun else dated[0]


def newest_first(editions: Mapping[str, Edition]) -> tuple[Edition, ...]:
    """All editions, the latest first; undated ones at the end."""
    return tuple(sorted(editions.values(), key=_opens, reverse=True))


def opening_of(frame: Frame, knowledge: Knowledge, as_of: date, phrases: WindowPhrases) -> Opening:
    """The frame's status on a day, with the days that are known.

    From the first day to a known deadline, and between known rounds, it is open. After the last known deadline it
    is closed once the next edition has begun, and unknown until then: later rounds may exist. Past the review date
    of the frame or its edition nothing is open.
    """
    opened = _opened(frame, knowledge)
    if opened:
        found = _begun(opened, knowledge.editions[frame.edition], knowledge, as_of, phrases)
    else:
        found = _opening(frame, knowledge, as_of, phrases)
    known = _dated(rounds_of(frame, knowledge))
    ahead = next((deadline for deadline, _ in known if deadline >= as_of), None)
    return replace(
        found,
        opens=None if opened else knowledge.editions[frame.edition].opens,
        deadline=ahead if found.status == "open" else None,
        last_deadline=known[-1][0] if known else None,
    )


def in_japanese(day: date) -> str:
    """2026年9月29日."""
    return f"{day.year}年{day.month}月{day.day}日"


def _opening(frame: Frame, knowledge: Knowledge, as_of: date, phrases: WindowPhrases) -> Opening:
    edition = knowledge.editions[frame.edition]
    opens = edition.opens
    if opens is None:
        return _ended(edition, knowledge, as_of, phrases) or Opening("unknown", phrases.unknown)
    if as_of < opens:
        return Opening("upcoming", phrases.upcoming.format(opens=in_japanese(opens)))
    known = _dated(rounds_of(frame, knowledge))
    ahead = next((item for item in known if item[0] >= as_of), None)
    if ahead is None:
        return _ended(edition, knowledge, as_of, phrases) or _after(known, opens, phrases)
    said = {"opens": in_japanese(opens), "deadline": in_japanese(ahead[0]), "round": ahead[1]}
    if ahead is known[0] and ahead[1] != 1 and as_of < ahead[0]:
        # The rounds before the first known one aren't known, so neither are their windows.
        return Opening("unknown", phrases.before_known.format(**said))
    if stale_among((frame.id, edition.id), knowledge, as_of):
        # A window that nobody has looked at for too long isn't verified any more, so it isn't shown as open.
        day = frame.as_of or max(filter(None, fact_days(edition.id, knowledge)), default=None)
        month = month_text(day) if day else phrases.undated
        return Opening("unknown", phrases.stale.format(month=month, **said))
    return Opening("open", phrases.open.format(**said))


def _begun(
    opened: tuple[date, date], edition: Edition, knowledge: Knowledge, as_of: date, phrases: WindowPhrases
) -> Opening:
    """Only the days among which it began are known: before them it isn't open yet, and afterwards nobody knows."""
    said = {"from_": in_japanese(opened[0]), "to": in_japanese(opened[1])}
    if as_of < opened[0]:
        return Opening("upcoming", phrases.upcoming_between.format(**said))
    return _ended(edition, knowledge, as_of, phrases) or Opening("unknown", phrases.began_between.format(**said))


def _ended(edition: Edition, knowledge: Knowledge, as_of: date, phrases: WindowPhrases) -> Opening | None:
    successor = knowledge.editions.get(edition.successor or "")
    if successor is None:
        return None
    if successor.opens is None:
        return Opening("closed", phrases.closed_undated.format(successor=successor.name))
    if as_of < successor.opens:
        return None
    since = in_japanese(successor.opens)
    return Opening("closed", phrases.closed.format(successor=successor.name, since=since))


def _after(known: list[tuple[date, int]], opens: date, phrases: WindowPhrases) -> Opening:
    if not known:
        return Opening("unknown", phrases.no_rounds.format(opens=in_japanese(opens)))
    deadline, number = known[-1]
    return Opening("unknown", phrases.after_last.format(deadline=in_japanese(deadline), round=number))


def _opened(frame: Frame, knowledge: Knowledge) -> tuple[date, date] | None:
    """The days among which the frame began, where it did so later than its edition."""
    own = knowledge.own_schedules.get(frame.id)
    window = own.opened if own else None
    return (window.from_, window.to) if window and window.from_ and window.to else None


def rounds_of(frame: Frame, knowledge: Knowledge) -> tuple[Round, ...]:
    """The rounds of a frame: its own, or else those of its edition."""
    own = knowledge.own_schedules.get(frame.id)
    return own.rounds if own else knowledge.editions[frame.edition].rounds


def _dated(rounds: tuple[Round, ...]) -> list[tuple[date, int]]:
    return sorted((item.deadline, item.round) for item in rounds if item.deadline)


def _opens(edition: Edition) -> date:
    return edition.opens or date.min
