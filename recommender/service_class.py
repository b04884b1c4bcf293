"""1類 or 2類: 1類, unless something is needed that only 2類 gives (std.3.1.5)."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.conditions import evaluate
from knowledge.fields import Answers
from knowledge.records import ClassCode, Monitoring
from recommender.records import ClassNeed
from recommender.rulebase import RuleBase


@dataclass(frozen=True, slots=True)
class ClassChoice:
    """The class with the needs behind it, and the needs that an open or unknown answer may still bring."""

    code: ClassCode
    needs: tuple[ClassNeed, ...]
    possible: tuple[ClassNeed, ...]


def choose_class(option: Monitoring, answers: Answers, rules: RuleBase) -> ClassChoice:
    """The class for the chosen monitoring type."""
    relevant = [need for need in rules.decisions.class_needs if option in need.options]
    judged = [(need, evaluate(need.when, answers, rules.vocabulary)) for need in relevant]
    needs = tuple(need for need, holds in judged if holds)
    possible = tuple(need for need, holds in judged if holds is None)
    return ClassChoice("class2" if needs else "class1", needs, possible)
