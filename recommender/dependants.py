"""How many results rest on a record, through what cites it.

That is the rules, words of advice, next steps and answers, the frames and other routes, the costs, the candidates.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from knowledge.freshness import Review, sources_of, stale
from recommender.ageing import COST_CITES
from recommender.rulebase import RuleBase


@dataclass(frozen=True, slots=True)
class Wanting:
    """A record that wants checking, with how many parts of results and answers rest on it."""

    review: Review
    dependants: int


def wanting(rules: RuleBase, as_of: date) -> tuple[Wanting, ...]:
    """Everything that wants checking on a day, the records on which most rests first."""
    counted = dependants(rules)
    found = [Wanting(review, counted[review.id]) for review in stale(rules.knowledge, as_of)]
    return tuple(sorted(found, key=lambda item: (-item.dependants, item.review.due)))


def dependants(rules: RuleBase) -> Counter[str]:
    """For each record, how much cites it, itself or (for a source) through a record that rests on it."""
    counted: Counter[str] = Counter()
    for cites in _citing(rules):
        reached = set(cites)
        for cite in cites:
            reached.update(sources_of(cite, rules.knowledge))
        counted.update(reached)
    return counted


def _citing(rules: RuleBase) -> Iterator[tuple[str, ...]]:
    decisions, counsel = rules.decisions, rules.counsel
    yield from (item.cites for item in decisions.voids)
    yield from (item.cites for item in decisions.exclusions)
    yield from (item.cites for item in decisions.evidence)
    yield from (item.cites for item in decisions.class_needs)
    yield from (item.cites for item in decisions.options)
    yield from (item.cites for item in decisions.classes)
    yield decisions.beyond_sme.cites
    yield from (item.cites for item in counsel.advice)
    yield from (item.cites for item in counsel.actions)
    known = rules.knowledge
    yield from (item.cites for item in known.faq.values())
    yield COST_CITES
    yield from ((item.id, item.edition) for item in known.frames.values() if item.computed)
    yield from ((name,) for name in (*known.routes, *known.services))
