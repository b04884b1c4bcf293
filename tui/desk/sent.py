"""Documents that were handed over（渡した書類）: their names, and what an interview remembers of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from tui.desk.headlines import kept_result
from tui.desk.records import MOST_SENT, SavedInterview, Sent

if TYPE_CHECKING:
    from recommender.results import Assessment

TITLES: Mapping[str, str] = {
    "client": "お助け隊診断",
    "ringi": "稟議書案",
    "reply": "取引先への返事案",
    "steps": "次の一歩",
    "trace": "判断の記録",
    "overview": "ユーザー概況と提案の記録",
    "request": "見積依頼書",
    "contract": "契約の確認",
    "onboarding": "導入の段取り",
    "classes": "1類と2類の比較表",
}
"""The documents that tell a result of a company, by their kind; each goes by this name as a file, too."""


def with_sent(record: SavedInterview, kind: str, day: date, assessment: Assessment) -> SavedInterview:
    """The record with a document of that kind as the newest; what an older one of the kind told is let go.

    `assessment` is the result itself, also where the document showed bands of it: only from the answers as they
    are can another day compute what would be told today.
    """
    fresh = Sent(kind, day, kept_result(assessment), cites_of(assessment))
    others = tuple(item for item in record.sent if item.kind != kind)
    return replace(record, sent=(*others, fresh)[-MOST_SENT:])


def cites_of(assessment: Assessment) -> tuple[str, ...]:
    """The ids of the records that a result rests on or names, each once: clauses, frames, routes, services."""
    return tuple(dict.fromkeys(_cites(assessment)))


def _cites(assessment: Assessment) -> Iterator[str]:
    from recommender.ageing import rests_on

    yield from rests_on(assessment)
    for route in assessment.outlook.elsewhere:
        yield from (route.id, *route.cites)
    yield from (item.clause for item in assessment.checklist)
