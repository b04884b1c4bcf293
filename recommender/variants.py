"""もしも: the result as it stands beside results with a few answers changed, and what each change did."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from knowledge.fields import Answers
from knowledge.records import ClassCode, Monitoring
from knowledge.values import Value
from questionnaires.interview import live_answers
from questionnaires.profile import Profile, plain_value
from recommender.assessment import assess
from recommender.monitoring import Choice, choose
from recommender.records import ClassNeed, Evidence, Exclusion
from recommender.results import Assessment, Change
from recommender.rulebase import RuleBase
from recommender.service_class import choose_class


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is recommended: the monitoring type and the class, None where nothing fits."""

    option: Monitoring | None
    service_class: ClassCode | None


@dataclass(frozen=True, slots=True)
class Effect:
    """What one changed answer does on top of the changes before it.

    `because` is the sentence of the rule that turned the recommendation; `ceased` tells that the rule no longer
    holds. Both are None and False where the recommendation stays.
    """

    change: Change
    before: Outcome
    after: Outcome
    because: str | None
    ceased: bool
    cites: tuple[str, ...]

    @property
    def flips(self) -> bool:
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class WhatIf:
    """One variant: its name, the whole result, and what each changed answer did, in their order."""

    name: str
    result: Assessment
    effects: tuple[Effect, ...]


@dataclass(frozen=True, slots=True)
class SideBySide:
    """The result as it stands, and the variants beside it."""

    original: Assessment
    what_ifs: tuple[WhatIf, ...]


def side_by_side(original: Assessment, variants: Mapping[str, Mapping[str, Value]], rules: RuleBase) -> SideBySide:
    """The original beside its variants: name of each and the answers that it changes."""
    return SideBySide(original, tuple(what_if(name, original, changes, rules) for name, changes in variants.items()))


def what_if(name: str, original: Assessment, changes: Mapping[str, Value], rules: RuleBase) -> WhatIf:
    """The result of the same day with some answers changed. A change to what is answered anyway is left out."""
    answers = original.profile.answers
    told = {field: value for field, value in changes.items() if answers.get(field) != value}
    merged = live_answers({**answers, **told}, rules.questionnaire)
    result = assess(Profile(merged, original.profile.plan), rules, original.as_of, explain=False)
    return WhatIf(name, result, tuple(_effects(answers, told, rules)))


def _effects(answers: Answers, changes: Mapping[str, Value], rules: RuleBase) -> Iterator[Effect]:
    before, applied = dict(answers), dict(answers)
    for field, value in changes.items():
        applied[field] = value
        after = live_answers(applied, rules.questionnaire)
        yield _effect(field, before, after, value, rules)
        before = after


def _effect(field: str, before: Answers, after: Answers, value: Value, rules: RuleBase) -> Effect:
    stood, stands = choose(before, rules), choose(after, rules)
    here, there = _outcome(stood, before, rules), _outcome(stands, after, rules)
    earlier = before.get(field)
    change = Change(field, None if earlier is None else plain_value(earlier), plain_value(value))
    if here == there:
        return Effect(change, here, there, None, ceased=False, cites=())
    because, cites, ceased = _turning(stood, stands, before, after, rules)
    return Effect(change, here, there, because, ceased, cites)


def _outcome(choice: Choice, answers: Answers, rules: RuleBase) -> Outcome:
    return Outcome(choice.option, choose_class(choice.option, answers, rules).code if choice.option else None)


def _turning(
    stood: Choice, stands: Choice, before: Answers, after: Answers, rules: RuleBase
) -> tuple[str, tuple[str, ...], bool]:
    """The rule that turned the recommendation, its sources, and whether it turned it by ceasing to hold."""
    if stood.void != stands.void:
        void = stands.void or stood.void
        return (void.because, void.cites, stands.void is None) if void else ("", (), False)
    old, new = stood.option, stands.option
    if old is not None and old == new:
        return _class_turning(old, before, after, rules)
    barred = [item for item in _excluding(stands, old) if item not in _excluding(stood, old)]
    freed = [item for item in _excluding(stood, new) if item not in _excluding(stands, new)]
    if barred or freed:
        rule: Exclusion | Evidence | ClassNeed = (barred or freed)[0]
        return rule.because, rule.cites, not barred
    if old is None or new is None:
        return "", (), False
    return _weightiest(stood, stands, old, new)


def _excluding(choice: Choice, option: Monitoring | None) -> tuple[Exclusion, ...]:
    return choice.standing(option).excluded_by if option else ()


def _weightiest(stood: Choice, stands: Choice, old: Monitoring, new: Monitoring) -> tuple[str, tuple[str, ...], bool]:
    """The piece of evidence that came or went and moved the two options furthest apart."""
    held, holds = _fired(stood), _fired(stands)
    moved = [
        (item, item.id not in holds) for item in (held | holds).values() if (item.id in held) != (item.id in holds)
    ]

    def gain(entry: tuple[Evidence, bool]) -> int:
        item, ceased = entry
        lead = item.weights.of(new) - item.weights.of(old)
        return -lead if ceased else lead

    item, ceased = max(moved, key=gain)
    return item.because, item.cites, ceased


def _fired(choice: Choice) -> dict[str, Evidence]:
    return {item.id: item for standing in choice.standings for item in standing.fired}


def _class_turning(
    option: Monitoring, before: Answers, after: Answers, rules: RuleBase
) -> tuple[str, tuple[str, ...], bool]:
    needed, needs = choose_class(option, before, rules).needs, choose_class(option, after, rules).needs
    need = needs[0] if needs else needed[0]
    return need.because, need.cites, not needs
