"""How subsidies and other routes stand on a day (受付のようす): said beside whatever tells of their amounts.

It comes from the records' windows and the day alone, so that no sentence of the knowledge base has to carry it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from knowledge.base import Knowledge
from knowledge.freshness import month_text, review_of, window_status
from knowledge.subsidy_records import Frame, Route
from recommender.subsidies.elsewhere import window_text
from recommender.subsidies.windows import edition_in_force, in_japanese, opening_of
from recommender.subsidies.wording import StandingPhrases, load_wording

_AMOUNT = re.compile(r"\d(?:円|万|億|割|[%]|/\d)")
_OVERVIEW = "ovw.subsidy"
"""The clauses of the overview that tell of subsidies: this one and ovw.subsidy_option."""
_APPLIED_FOR = ("grant", "trial")


def standing_of(records: Iterable[str], told: str, knowledge: Knowledge, as_of: date) -> str:
    """How the frames and routes among the records stand on a day, and of when the amounts are that `told` names.

    Amounts that rest on a rule for all frames stand beside the frame for お助け隊 alone. Empty where nothing is
    applied for.
    """
    phrases, named = load_wording().standing, tuple(records)
    frames = [knowledge.frames[name] for name in named if name in knowledge.frames]
    routes = [knowledge.routes[name] for name in named if name in knowledge.routes]
    amounts = _AMOUNT.search(told) is not None
    routes = [route for route in routes if amounts or route.windows or route.kind in _APPLIED_FOR]
    days = [*(frame.as_of for frame in frames), *(route.as_of for route in routes)]
    if not frames and not routes:
        overview = [knowledge.clauses[name] for name in named if name.startswith(_OVERVIEW)]
        rules = [knowledge.subsidy_rules[name] for name in named if name in knowledge.subsidy_rules and amounts]
        days = [*(knowledge.sources[clause.source].as_of for clause in overview), *(rule.as_of for rule in rules)]
        frames = list(_alone(knowledge, as_of)) if overview or rules else []
    said = [*_frames_said(frames, knowledge, as_of, phrases), *_routes_said(routes, knowledge, as_of, phrases)]
    if not said:
        return ""
    text = phrases.states.format(day=in_japanese(as_of), states="。".join(said))
    applied = bool(frames) or any(route.kind in _APPLIED_FOR for route in routes)
    return f"{text}{_of_when(days, phrases, applied=applied)}" if amounts else text


def _alone(knowledge: Knowledge, as_of: date) -> Iterator[Frame]:
    edition = edition_in_force(knowledge.editions, as_of)
    return (frame for frame in knowledge.frames.values() if frame.edition == edition.id and frame.standalone)


def _frames_said(frames: Iterable[Frame], knowledge: Knowledge, as_of: date, phrases: StandingPhrases) -> Iterator[str]:
    """Each edition once, by its name."""
    seen = set()
    for frame in frames:
        text = opening_of(frame, knowledge, as_of, load_wording().window).text
        edition = knowledge.editions[frame.edition]
        if (edition.id, text) not in seen:
            seen.add((edition.id, text))
            yield phrases.named.format(name=edition.name, text=text)


def _routes_said(routes: Iterable[Route], knowledge: Knowledge, as_of: date, phrases: StandingPhrases) -> Iterator[str]:
    for route in routes:
        review = review_of(route.id, knowledge)
        is_stale = review is not None and review.is_stale(as_of)
        status = window_status(route.windows, as_of, is_stale=is_stale)
        text = window_text(route, as_of, status, load_wording().elsewhere, is_stale=is_stale)
        yield phrases.named.format(name=route.name, text=text)


def _of_when(days: Iterable[str | None], phrases: StandingPhrases, *, applied: bool) -> str:
    known = [day for day in days if day]
    if not known:
        return phrases.undated
    return (phrases.amounts if applied else phrases.figures).format(month=month_text(max(known)))
