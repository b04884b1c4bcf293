"""Companies so small that every answer can be tried: exact numbers, ranges, open ends and わからない, all at once.

The rules compare counts, their sum, their share by sites and what is left of a budget, under made-up small caps.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product
from math import prod

from oracle import SME, open_fields, outcome

from knowledge.conditions import All, AnyOf, Compare, Condition, Not
from knowledge.fields import Answers, vocabulary_of
from knowledge.values import UNKNOWN, Number, Value, exactly
from recommender.cost import Caps, budget_quantities
from recommender.records import OPTIONS, ClassNeed, Evidence, Exclusion, Void, Weights
from recommender.rulebase import RuleBase, load_rulebase

MOST = {"pcs": 4, "servers": 2, "sites": 3, "monthly_budget": 9}
_LEFT = ("network_left_yen", "endpoint_left_yen", "both_left_yen")
_SUBJECTS = (*MOST, "devices", "devices_per_site", *_LEFT)


def small_rules(chance: random.Random) -> RuleBase:
    """Random rules over two to four quantities of the small world."""
    base = load_rulebase()
    caps = Caps(chance.choice((2, 3, 5)), chance.choice((1, 2)), 0, 0, 0)
    fields = tuple(replace(field, max=MOST.get(field.id, field.max)) for field in base.vocabulary.fields.values())
    pool = chance.sample(_SUBJECTS, chance.randint(2, 4))

    def when() -> Condition:
        return _condition(chance, pool, 2)

    def weights() -> Weights:
        return Weights(*(chance.randint(-4, 5) for _ in OPTIONS))

    evidence = [Evidence(f"e{i}", when(), weights(), "", (), "judgement") for i in range(chance.randint(1, 5))]
    exclusions = [
        Exclusion(f"x{i}", tuple(chance.sample(OPTIONS, chance.randint(1, 3))), when(), "", ())
        for i in range(chance.choice((0, 0, 1, 2)))
    ]
    decisions = replace(
        base.decisions,
        evidence=tuple(evidence),
        exclusions=tuple(exclusions),
        voids=tuple(Void("no_target", when(), "", ()) for _ in range(chance.choice((0, 0, 0, 1)))),
        class_needs=tuple(ClassNeed("n", OPTIONS, when(), 5, "", ()) for _ in range(chance.choice((0, 1)))),
        tie_order=tuple(chance.sample(OPTIONS, 3)),
    )
    vocabulary = vocabulary_of(fields).with_derived(*budget_quantities(caps))
    return replace(base, decisions=decisions, vocabulary=vocabulary)


def _condition(chance: random.Random, pool: list[str], depth: int) -> Condition:
    kind = chance.random()
    if depth and kind < 0.4:
        parts = tuple(_condition(chance, pool, depth - 1) for _ in range(2))
        return All(parts) if chance.random() < 0.6 else AnyOf(parts)
    if depth and kind < 0.5:
        return Not(_condition(chance, pool, depth - 1))
    subject = chance.choice(pool)
    amount = chance.randint(-3, 3) if subject in _LEFT else chance.randint(0, 6)
    return Compare(subject, chance.choice(("at_least", "at_most")), amount)


def small_profile(chance: random.Random, rules: RuleBase) -> dict[str, Value]:
    """Each number open, exact or vague."""
    answers: dict[str, Value] = dict(SME)
    for name, most in MOST.items():
        if chance.random() < 0.55:
            vague = chance.choice(every_answer(name, rules))
            answers[name] = vague if chance.random() < 0.6 else exactly(chance.randint(1, most))
    return answers


def every_answer(name: str, rules: RuleBase) -> list[Value]:
    """All that a number of the small world can be answered with, exact answers first."""
    field = rules.vocabulary.fields[name]
    amounts = range(field.min or 0, MOST[name] + 1)
    ranges = [Number(low, high) for low in amounts for high in amounts if low < high]
    return [UNKNOWN, *map(exactly, amounts), *ranges, *(Number(low, None) for low in amounts)]


def flip(answers: Answers, rules: RuleBase, most: int) -> Mapping[str, Value] | None:
    """Answers to the open fields that change the result; None where none do. LookupError above `most` to try."""
    names = open_fields(answers, rules)
    values = [every_answer(name, rules) for name in names]
    if prod(map(len, values)) > most:
        raise LookupError
    now = outcome(answers, rules)
    tries: Iterator[dict[str, Value]] = (dict(zip(names, row, strict=True)) for row in product(*values))
    return next((given for given in tries if outcome({**answers, **given}, rules) != now), None)
