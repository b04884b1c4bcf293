"""A slow, plain judge for the stability of a result: it tries out completions and decides each one anew."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations, product
from math import prod

from knowledge.conditions import All, AnyOf, Compare, Condition, Not, comparisons, fields_of
from knowledge.fields import Answers, Field
from knowledge.records import ClassCode, Monitoring
from knowledge.values import UNKNOWN, Chosen, Number, Value, bounds_of, exactly
from questionnaires.interview import live_answers
from recommender.monitoring import Choice, choose
from recommender.records import OPTIONS, ClassNeed, DecisionRules, Evidence, Exclusion, Void, Weights
from recommender.rulebase import RuleBase, load_rulebase
from recommender.service_class import choose_class
from recommender.sizes import SIZE_FIELDS
from recommender.stability import unasked_fields

SITE = 10_000
DEVICE = 2_000
SME: Mapping[str, Value] = {"industry": "retail", "entity": "corporation", "employees": exactly(5)}


@dataclass(frozen=True)
class Outcome:
    """What a profile leads to."""

    option: Monitoring | None
    service_class: ClassCode | None


def chance_of(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311  repeatable chance for tests, no secret


def outcome(answers: Answers, rules: RuleBase) -> Outcome:
    option = choose(answers, rules).option
    return Outcome(option, choose_class(option, answers, rules).code if option else None)


def completed(answers: Answers, values: Mapping[str, Value], rules: RuleBase) -> dict[str, Value]:
    """The profile after the open fields were answered so; hidden answers don't count."""
    return live_answers({**answers, **values}, rules.questionnaire)


def margin(choice: Choice, option: Monitoring) -> int | None:
    """The points by which the option leads the best rival; None where it lost its place altogether."""
    mine = choice.standing(option)
    if choice.void or mine.excluded_by:
        return None
    rivals = [item.score for item in choice.standings if item.option != option and not item.excluded_by]
    return mine.score - max(rivals) if rivals else 100


def conditions(rules: RuleBase) -> list[Condition]:
    decisions = rules.decisions
    found = [item.when for item in decisions.evidence]
    found += [item.when for item in decisions.exclusions]
    found += [item.when for item in decisions.voids]
    return [*found, *(item.when for item in decisions.class_needs)]


@lru_cache(maxsize=4)
def relevant(rules: RuleBase) -> frozenset[str]:
    """The fields that a rule reads, those that hide them, and those that make the company's size."""
    names = {name for when in conditions(rules) for name in fields_of(when, rules.vocabulary)} | set(SIZE_FIELDS)
    questions = rules.questionnaire.questions
    for name in tuple(names):
        when = questions[name].ask_when if name in questions else None
        names |= set(fields_of(when, rules.vocabulary)) if when else set()
    return frozenset(names)


def open_fields(answers: Answers, rules: RuleBase) -> list[str]:
    return [name for name in unasked_fields(answers, rules) if name in relevant(rules)]


def candidates(name: str, answers: Answers, rules: RuleBase) -> list[Value]:
    """Values of a field on both sides of everything that a rule compares it with, and わからない."""
    field = rules.vocabulary.fields[name]
    compared = [item for when in conditions(rules) for item in comparisons(when)]
    if field.kind == "choice":
        return [UNKNOWN, *field.codes]
    if field.kind == "yes_no":
        return [UNKNOWN, True, False]
    if field.kind == "multi":
        return [UNKNOWN, *_ticked(field, compared)]
    return [UNKNOWN, *map(exactly, _numbers(field, compared, answers, rules))]


def _ticked(field: Field, compared: list[Compare]) -> Iterator[Chosen]:
    named = {
        code
        for item in compared
        if item.subject == field.id and isinstance(item.operand, tuple)
        for code in item.operand
    }
    codes = [code for code in field.codes if code in named]
    for ticks in product((False, True), repeat=len(codes)):
        chosen = frozenset(code for code, tick in zip(codes, ticks, strict=True) if tick)
        if len(chosen) < 2 or not chosen & set(field.exclusive):
            yield Chosen(chosen)


def _numbers(field: Field, compared: list[Compare], answers: Answers, rules: RuleBase) -> list[int]:
    low, high = field.min or 0, field.max or 0
    turns = {low, low + 1, high}
    if field.id in ("employees", "capital_yen"):
        turns |= {
            limit for row in rules.knowledge.sme_rows for limit in (row.employees_max, row.capital_max_yen) if limit
        }
        turns |= {51}
    for item in compared:
        if field.id not in rules.vocabulary.parts_of(item.subject) or not isinstance(item.operand, int):
            continue
        if item.subject == field.id:
            turns.add(item.operand)
        elif item.subject == "devices":
            turns |= {item.operand - known for known in (0, *_known("pcs", answers), *_known("servers", answers))}
        elif item.subject == "devices_per_site":
            turns |= {item.operand * sites for sites in (1, 2, 3, *_known("sites", answers))}
            turns |= {2, 3, 4}
        elif field.limit:
            turns |= {item.operand + cap for cap in _some_caps(answers)}
        else:
            turns |= {2, 4, 5, 6}
    around = {turn + step for turn in turns for step in (-1, 0, 1)}
    return sorted(value for value in around if low <= value <= high)


def _known(name: str, answers: Answers) -> tuple[int, ...]:
    value = answers.get(name)
    if not isinstance(value, Number):
        return ()
    bounds = bounds_of(value)
    return (bounds.low,) if bounds.high is None else (bounds.low, bounds.high)


def _some_caps(answers: Answers) -> Iterator[int]:
    pcs, servers = _known("pcs", answers) or (0, 4, 6), _known("servers", answers) or (0, 1)
    for sites in _known("sites", answers) or (1, 2):
        for devices in {first + second for first in pcs for second in servers}:
            yield from (SITE * sites, DEVICE * devices, SITE * sites + DEVICE * devices)


def tried(name: str, answers: Answers, rules: RuleBase) -> list[Value]:
    """The candidates, and the counts at which the caps reach a known budget (within one)."""
    found, field = candidates(name, answers, rules), rules.vocabulary.fields[name]
    if name not in ("pcs", "servers", "sites"):
        return found
    compared = [item for when in conditions(rules) for item in comparisons(when)]
    left = {item.operand for item in compared if item.subject.endswith("_left_yen") and isinstance(item.operand, int)}
    sites = {SITE * many for many in (0, 1, *_known("sites", answers))}
    pcs, servers = _known("pcs", answers) or (0,), _known("servers", answers) or (0,)
    devices = {0, *(DEVICE * (first + second) for first in pcs for second in servers)}
    yen = {budget - operand for budget in _known("monthly_budget", answers) for operand in left}
    counts = {
        (amount - used) // (SITE if name == "sites" else DEVICE) for amount in yen for used in _used(sites, devices)
    }
    around = {count + step for count in counts for step in (-1, 0, 1, 2)}
    return [*found, *(exactly(count) for count in sorted(around) if (field.min or 0) <= count <= (field.max or 0))]


def _used(sites: set[int], devices: set[int]) -> set[int]:
    return {first + second for first in sites for second in devices}


def every_completion(answers: Answers, rules: RuleBase, most: int) -> Iterator[dict[str, Value]] | None:
    """All completions over the candidate values; None where there are more than `most`."""
    names = open_fields(answers, rules)
    values = [tried(name, answers, rules) for name in names]
    if prod(map(len, values)) > most:
        return None
    return (dict(zip(names, chosen, strict=True)) for chosen in product(*values))


def sampled(
    answers: Answers, rules: RuleBase, chance: random.Random, count: int, names: list[str] | None = None
) -> Iterator[dict[str, Value]]:
    """Random completions of the named fields (all open ones where none are named), ranges among them now and then."""
    fields = rules.vocabulary.fields
    named = open_fields(answers, rules) if names is None else names
    rest = {name: value for name, value in answers.items() if name not in named}
    values = {name: candidates(name, rest, rules) for name in named}
    for _ in range(count):
        found = {name: chance.choice(values[name]) for name in named if chance.random() < 0.95}
        for name, value in found.items():
            if isinstance(value, Number) and chance.random() < 0.1:
                other = chance.choice([item for item in values[name] if isinstance(item, Number)])
                low, high = sorted((value.low or 0, other.low or 0))
                found[name] = Number(low, high)
        yield {name: value for name, value in found.items() if fields[name]}


def ranged(answers: Answers, rules: RuleBase, chance: random.Random) -> Iterator[dict[str, Value]]:
    """Completions in which one number is a range such as 30〜40, over all pairs of candidate ends."""
    names = open_fields(answers, rules)
    values = {name: tried(name, answers, rules) for name in names}
    for name in names:
        numbers = [value.low for value in values[name] if isinstance(value, Number) and value.low is not None]
        others = {other: values[other] for other in names if other != name}
        few = prod(map(len, others.values())) <= 300
        for low, high in combinations(sorted(set(numbers)), 2):
            if few:
                rest = [dict(zip(others, chosen, strict=True)) for chosen in product(*others.values())]
            else:
                rest = [{other: chance.choice(found) for other, found in others.items()} for _ in range(40)]
            for completion in rest:
                yield {**completion, name: Number(low, high)}


def within(name: str, answers: Answers, rules: RuleBase) -> list[Value]:
    """The exact numbers among the candidates that a vague answer leaves possible."""
    bounds = rules.vocabulary.bounds(name, answers)
    top = bounds.low + 200 if bounds.high is None else bounds.high
    rest = {other: value for other, value in answers.items() if other != name}
    ends = {bounds.low, top}
    ends |= {v.low for v in candidates(name, rest, rules) if isinstance(v, Number) and v.low is not None}
    return [exactly(amount) for amount in sorted(ends) if bounds.low <= amount <= top]


def narrower(name: str, answers: Answers, rules: RuleBase, chance: random.Random) -> Number:
    """An answer that says more than a vague one, or just as much: mostly an exact number, now and then a range."""
    amounts = [value.low for value in within(name, answers, rules) if isinstance(value, Number)]
    low, high = sorted(chance.choice([amount for amount in amounts if amount is not None]) for _ in range(2))
    return Number(low, high) if chance.random() < 0.3 else exactly(low)


def changes(answers: Answers, rules: RuleBase, completions: Iterator[dict[str, Value]]) -> dict[str, Value] | None:
    """The first completion that leads elsewhere than the profile does now."""
    now = outcome(answers, rules)
    return next((c for c in completions if outcome(completed(answers, c, rules), rules) != now), None)


# --- random rules and profiles -------------------------------------------------------------------

_CHOICES = ("network", "remote_work", "cloud", "current_service", "sensitive_data", "it_level", "industry", "entity")
_MULTIS = ("unmanaged_devices", "concerns", "has", "wants", "drivers")
_FLAGS = ("it_part_time", "large_company_owned")
_AMOUNTS = {
    "pcs": (1, 9),
    "servers": (0, 4),
    "sites": (1, 4),
    "devices": (0, 12),
    "devices_per_site": (1, 8),
    "it_staff": (0, 3),
    "employees": (0, 120),
    "network_left_yen": (-1, 0),
    "endpoint_left_yen": (-1, 0),
    "both_left_yen": (-1, 0),
}


def random_rules(chance: random.Random, size: int = 6) -> RuleBase:
    """A small rule base over the real vocabulary and the real questions."""
    base = load_rulebase()
    decisions = base.decisions
    pool = chance.sample([*_CHOICES, *_MULTIS, *_FLAGS, *_AMOUNTS], chance.randint(2, 4))

    def when() -> Condition:
        return _random_condition(chance, pool, base, 2)

    def some() -> tuple[Monitoring, ...]:
        return tuple(chance.sample(OPTIONS, chance.randint(1, 2)))

    evidence = tuple(
        Evidence(f"e{i}", when(), Weights(*(chance.randint(-4, 5) for _ in OPTIONS)), "根拠", (), "judgement")
        for i in range(chance.randint(1, size))
    )
    exclusions = tuple(Exclusion(f"x{i}", some(), when(), "条件", ()) for i in range(chance.choice((0, 0, 1, 2))))
    voids = tuple(Void("no_target", when(), "対象なし", ()) for _ in range(chance.choice((0, 0, 0, 1))))
    needs = tuple(ClassNeed(f"n{i}", some(), when(), 5, "必要", ()) for i in range(chance.choice((0, 1, 2))))
    tie_order = tuple(chance.sample(OPTIONS, 3))
    changed: DecisionRules = replace(
        decisions, evidence=evidence, exclusions=exclusions, voids=voids, class_needs=needs, tie_order=tie_order
    )
    return replace(base, decisions=changed)


def _random_condition(chance: random.Random, pool: list[str], rules: RuleBase, depth: int) -> Condition:
    kind = chance.random()
    if depth and kind < 0.35:
        parts = tuple(_random_condition(chance, pool, rules, depth - 1) for _ in range(2))
        return All(parts) if chance.random() < 0.5 else AnyOf(parts)
    if depth and kind < 0.45:
        return Not(_random_condition(chance, pool, rules, depth - 1))
    subject = chance.choice(pool)
    if subject in _AMOUNTS:
        low, high = _AMOUNTS[subject]
        return Compare(subject, chance.choice(("at_least", "at_most")), chance.randint(low, high))
    field = rules.vocabulary.fields[subject]
    if field.kind == "yes_no":
        return Compare(subject, "is", chance.random() < 0.5)
    codes = tuple(chance.sample(field.codes, chance.randint(1, 2)))
    return Compare(subject, chance.choice(("has_any", "has_all")) if field.kind == "multi" else "in", codes)


def random_profile(chance: random.Random, rules: RuleBase, answered: float, *, sized: bool) -> dict[str, Value]:
    """A live profile: each relevant field answered with a chance of `answered`, now and then わからない or a range."""
    answers: dict[str, Value] = dict(SME) if sized else {}
    names = [name for name in rules.questionnaire.questions if name in relevant(rules) and name not in answers]
    for name in names:
        if chance.random() < answered:
            answers[name] = random_value(name, answers, chance, rules)
    return live_answers(answers, rules.questionnaire)


def random_value(name: str, answers: Answers, chance: random.Random, rules: RuleBase) -> Value:
    values = candidates(name, answers, rules)
    value = chance.choice(values)
    if isinstance(value, Number) and chance.random() < 0.3:
        other = chance.choice([item for item in values if isinstance(item, Number)])
        low, high = sorted((value.low or 0, other.low or 0))
        return Number(low, high, approx=chance.random() < 0.2)
    return value
