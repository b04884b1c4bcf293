"""Routes beside the national frames (助成金、実証、制度、税、料金): which apply here, and how their windows stand.

All of it is data (`knowledge/data/routes.yaml`), so that an overlay adds a city's by a condition on its prefecture.
"""

from __future__ import annotations

from datetime import date

from knowledge.conditions import describe, evaluate
from knowledge.fields import Answers
from knowledge.freshness import WindowStatus, stale_among, window_status
from knowledge.subsidy_records import Route
from recommender.rulebase import RuleBase
from recommender.subsidies.results import OtherRoute
from recommender.subsidies.windows import in_japanese
from recommender.subsidies.wording import ElsewherePhrases

_ORDER: dict[WindowStatus, int] = {"open": 0, "upcoming": 1, "unknown": 2, "closed": 3}
_KINDS = ("grant", "trial", "price", "tax", "scheme")
_PAYING = ("grant", "tax")
"""The kinds that pay a part of something; of the others nobody asks whether the service's fee counts."""


def other_routes(answers: Answers, rules: RuleBase, as_of: date, phrases: ElsewherePhrases) -> tuple[OtherRoute, ...]:
    """The routes that the answers don't rule out: first those whose condition holds, then by window and kind."""
    found = []
    for route in rules.knowledge.routes.values():
        applies = True if route.when is None else evaluate(route.when, answers, rules.vocabulary)
        if applies is not False:
            found.append(_route(route, rules, as_of, phrases, applies=applies))
    return tuple(sorted(found, key=_rank))


def _rank(route: OtherRoute) -> tuple[bool, int, int]:
    return (route.applies is None, _ORDER[route.status], _KINDS.index(route.kind))


def _route(
    route: Route, rules: RuleBase, as_of: date, phrases: ElsewherePhrases, *, applies: bool | None
) -> OtherRoute:
    status = window_status(route.windows, as_of)
    # A window that nobody has looked at for too long isn't shown as open.
    is_stale = status == "open" and bool(stale_among((route.id,), rules.knowledge, as_of))
    if is_stale:
        status = window_status(route.windows, as_of, is_stale=True)
    condition = ""
    if route.when is not None:
        template = phrases.condition if applies else phrases.condition_open
        condition = template.format(condition=describe(route.when, rules.vocabulary))
    covers = ""
    if route.kind in _PAYING:
        said = {True: phrases.covers_yes, False: phrases.covers_no, None: phrases.covers_unknown}
        covers = said[route.covers_otasuke]
    return OtherRoute(
        id=route.id,
        name=rules.knowledge.marked(route.id, route.name),
        kind=route.kind,
        kind_name=getattr(phrases.kinds, route.kind),
        applies=applies,
        condition=condition,
        status=status,
        window=window_text(route, as_of, status, phrases, is_stale=is_stale),
        text=route.text,
        note=route.note,
        rate=route.rate,
        amount_min_yen=route.amount_min_yen,
        amount_max_yen=route.amount_max_yen,
        covers_otasuke=route.covers_otasuke,
        covers=covers,
        as_of=route.as_of,
        cites=(route.id, *route.sources),
    )


def window_text(route: Route, as_of: date, status: WindowStatus, phrases: ElsewherePhrases, *, is_stale: bool) -> str:
    """How the windows stand, with the days of the one that matters: today's, the next, or the last known."""
    windows = route.windows
    known = sorted(
        ((item.from_, item.to, item.note) for item in windows if item.from_ and item.to), key=lambda item: item[0]
    )
    if status == "open" or (status == "unknown" and is_stale):
        around = next((item for item in known if item[0] <= as_of <= item[1]), None)
        if around:
            return _dated(phrases.stale if is_stale else phrases.open, around)
    if status == "upcoming":
        return _dated(phrases.upcoming, next(item for item in known if as_of < item[0]))
    if status == "closed" and known:
        return _dated(phrases.closed, known[-1])
    half = next((item.to for item in windows if item.to and not item.from_ and as_of <= item.to), None)
    return phrases.until.format(to=in_japanese(half)) if half else getattr(phrases.undated, route.kind)


def _dated(template: str, window: tuple[date, date, str | None]) -> str:
    first, last, note = window
    said = {"from": in_japanese(first), "to": in_japanese(last), "note": f"（{note}）" if note else ""}
    return template.format(**said)
