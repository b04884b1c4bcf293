"""What the day of use does to a result: facts past their review date are told as of then, and count for less.

Confidence only ever falls by it, and never rises again as time passes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from re import findall
from typing import TypeVar

from knowledge.freshness import Review, fact_days, month_text, stale_among
from recommender.results import Assessment, ClassResult, Level, MonitoringResult, Notice
from recommender.rulebase import RuleBase

R = TypeVar("R", MonitoringResult, ClassResult)
_LOWER: dict[Level, Level] = {"high": "medium", "medium": "low", "low": "low"}
_MOST_CITED = 5
COST_CITES = ("std.2.1.7.a", "std.2.1.7.i")


def aged(result: R, rules: RuleBase, as_of: date) -> R:
    """The result with its confidence one step lower where a record behind its reasons is past its review date."""
    cites = [cite for reason in result.reasons for cite in reason.cites]
    if not stale_among(cites, rules.knowledge, as_of):
        return result
    return replace(result, confidence=_LOWER[result.confidence])


def with_stale_facts(assessment: Assessment, rules: RuleBase) -> Assessment:
    """The assessment with a warning for every kind of fact in it that is past its review date."""
    found: dict[str, list[Review]] = {}
    for review in stale_among(rests_on(assessment), rules.knowledge, assessment.as_of):
        found.setdefault(review.kind, []).append(review)
    notices = tuple(
        Notice("stale_facts", _told(interval.name, found[kind], rules), tuple(r.id for r in found[kind][:_MOST_CITED]))
        for kind, interval in rules.knowledge.review.items()
        if kind in found
    )
    return replace(assessment, warnings=(*assessment.warnings, *notices)) if notices else assessment


def _told(name: str, reviews: Sequence[Review], rules: RuleBase) -> str:
    """Of when the facts are, from the oldest to the newest, and when their sources were last looked at."""
    texts = rules.counsel.wording.stale_facts
    known = [day for review in reviews for day in fact_days(review.id, rules.knowledge)]
    dated = sorted({month_text(day) for day in known if day}, key=_year_and_month)
    said = texts.undated
    if dated:
        said = texts.one.format(month=dated[0])
        if len(dated) > 1:
            said = texts.between.format(first=_bare(dated[0]), last=_bare(dated[-1]))
        if None in known:
            said = texts.also_undated.format(dated=said)
    return texts.say.format(name=name, dated=said, checked=_bare(month_text(min(review.checked for review in reviews))))


def _year_and_month(month: str) -> tuple[int, ...]:
    return tuple(map(int, findall(r"\d+", month)))


def _bare(month: str) -> str:
    return month.removesuffix("時点")


def refusals(rules: RuleBase) -> tuple[Notice, ...]:
    """A word about the user's own additions where a fault keeps them out."""
    text = rules.counsel.wording.own_refused
    return tuple(Notice("own_refused", text.format(fault=fault), ()) for fault in rules.refused[:1])


def rests_on(assessment: Assessment) -> Iterator[str]:
    """The ids of all records that the result names."""
    for reason in (*assessment.monitoring.reasons, *assessment.service_class.reasons):
        yield from reason.cites
    if assessment.cost:
        yield from COST_CITES
    for route in assessment.subsidies:
        yield from (route.id, *route.cites)
    yield from (item.id for item in assessment.candidates)
    yield from (cite for item in assessment.warnings for cite in item.cites)
    yield from (cite for item in assessment.actions for cite in item.cites)
