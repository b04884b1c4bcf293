"""The rules of the decision, whatever their sort, by what they do; and what known answers leave open of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any

from knowledge.conditions import Condition, evaluate, fields_of
from knowledge.records import Monitoring
from knowledge.values import Value
from recommender.records import Weights
from recommender.rulebase import RuleBase
from recommender.tables import without_decided

NO_WEIGHTS = Weights()


@dataclass(frozen=True, slots=True, eq=False)
class Effect:
    """Any rule of the decision, reduced to what it does when its condition holds."""

    when: Condition
    read: tuple[str, ...]
    touched: frozenset[str]
    """Its fields and those that can hide them."""
    skips: tuple[Condition, ...]
    """The conditions that hide its fields when they are false."""
    weights: Weights = NO_WEIGHTS
    excludes: tuple[Monitoring, ...] = ()
    class2: tuple[Monitoring, ...] = ()
    empties: bool = False


@cache
def effects(rules: RuleBase) -> tuple[Effect, ...]:
    """Every rule of the decision."""
    decisions, questions, vocabulary = rules.decisions, rules.questionnaire.questions, rules.vocabulary

    def rule(when: Condition, **effect: Any) -> Effect:
        fields = fields_of(when, vocabulary)
        skips = tuple(skip for name in fields if name in questions and (skip := questions[name].ask_when))
        through = (name for skip in skips for name in fields_of(skip, vocabulary))
        return Effect(when, tuple(sorted(fields)), frozenset((*fields, *through)), skips, **effect)

    return (
        *(rule(item.when, weights=item.weights) for item in decisions.evidence),
        *(rule(item.when, excludes=item.options) for item in decisions.exclusions),
        *(rule(item.when, empties=True) for item in decisions.voids),
        *(rule(item.when, class2=item.options) for item in decisions.class_needs),
    )


@lru_cache(maxsize=4096)
def undecided(rule: Effect, known: tuple[tuple[str, Value], ...], left: frozenset[str], rules: RuleBase) -> Effect:
    """The rule without what the known answers decide of it: what they leave open is all that has to be looked at.

    Cached, so that the same answers give the same rule.
    """
    answers, vocabulary = dict(known), rules.vocabulary
    when = without_decided(
        rule.when,
        lambda item: left.isdisjoint(vocabulary.parts_of(item.subject)),
        lambda item: evaluate(item, answers, vocabulary),
    )
    read = fields_of(when, vocabulary)
    return rule if when == rule.when else replace(rule, when=when, read=tuple(sorted(read)), touched=frozenset(read))
