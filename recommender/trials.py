"""The choice after a few changed answers, over and over: each rule is judged once for the changes it can notice."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from knowledge.conditions import Condition, evaluate, fields_of
from knowledge.fields import Answers
from knowledge.records import ClassCode, Monitoring
from knowledge.values import Value
from questionnaires.interview import live_answers
from recommender.monitoring import Standing, best_option
from recommender.records import OPTIONS, Weights
from recommender.rulebase import RuleBase
from recommender.sizes import SIZE_FIELDS, is_sme


@dataclass(frozen=True, slots=True)
class Step:
    """One field with the value that it might have instead."""

    field: str
    value: Value


@dataclass(frozen=True, slots=True, eq=False)
class _Rule:
    """A rule of the decision: whether it holds, the fields that can tell, and what it does then.

    `effect` counts, for each option, its points, whether it is out, whether it needs 2類; at last, whether nothing
    can be chosen. Effects of several rules add up.
    """

    holds: Callable[[Answers], bool]
    touched: frozenset[str]
    effect: tuple[int, ...]


class Trials:
    """The outcomes around one set of answers."""

    def __init__(self, answers: Answers, rules: RuleBase) -> None:
        self._answers = answers
        self._questionnaire = rules.questionnaire
        self._tie_order = rules.decisions.tie_order
        self._rules = _rules_of(rules)
        now = live_answers(answers, rules.questionnaire)
        self._now = [rule.holds(now) for rule in self._rules]
        holding = [rule.effect for rule, holds in zip(self._rules, self._now, strict=True) if holds]
        self._sum = [sum(column) for column in zip(*holding, _NOTHING, strict=True)]
        self._by_field: dict[str, set[int]] = {}
        for place, rule in enumerate(self._rules):
            for name in rule.touched:
                self._by_field.setdefault(name, set()).add(place)
        self._judged: dict[tuple[int, tuple[Step, ...]], bool] = {}
        self._changed: dict[tuple[Step, ...], dict[str, Value]] = {}

    def outcome(self, steps: tuple[Step, ...]) -> tuple[Monitoring | None, ClassCode | None]:
        """The monitoring type and the class once the answers of `steps` are changed."""
        total = list(self._sum)
        for place in set[int]().union(*(self._by_field.get(step.field, set()) for step in steps)):
            turned = self._holds(place, steps) - self._now[place]
            if turned:
                for column, count in enumerate(self._rules[place].effect):
                    total[column] += turned * count
        return _outcome(total, self._tie_order)

    def _holds(self, place: int, steps: tuple[Step, ...]) -> bool:
        noticed = tuple(step for step in steps if step.field in self._rules[place].touched)
        asked = (place, noticed)
        if asked not in self._judged:
            self._judged[asked] = self._rules[place].holds(self._with(noticed))
        return self._judged[asked]

    def _with(self, steps: tuple[Step, ...]) -> dict[str, Value]:
        if steps not in self._changed:
            changed = {**self._answers, **{step.field: step.value for step in steps}}
            self._changed[steps] = live_answers(changed, self._questionnaire)
        return self._changed[steps]


_COUNT = len(OPTIONS)
_EMPTIES = (*(0,) * 3 * _COUNT, 1)
_NOTHING = (0,) * len(_EMPTIES)


def _outcome(total: list[int], tie_order: tuple[Monitoring, ...]) -> tuple[Monitoring | None, ClassCode | None]:
    if total[-1]:
        return None, None
    points, out, class2 = total[:_COUNT], total[_COUNT : 2 * _COUNT], total[2 * _COUNT : 3 * _COUNT]
    left = tuple(Standing(option, points[at], (), ()) for at, option in enumerate(OPTIONS) if not out[at])
    option = best_option(left, tie_order)
    if option is None:
        return None, None
    return option, "class2" if class2[OPTIONS.index(option)] else "class1"


def _rules_of(rules: RuleBase) -> list[_Rule]:
    decisions = rules.decisions

    def rule(when: Condition, effect: tuple[int, ...]) -> _Rule:
        touched = _with_skips(fields_of(when, rules.vocabulary), rules)
        return _Rule(lambda answers: evaluate(when, answers, rules.vocabulary) is True, touched, effect)

    return [
        *(rule(item.when, _effect(points=item.weights)) for item in decisions.evidence),
        *(rule(item.when, _effect(out=item.options)) for item in decisions.exclusions),
        *(rule(item.when, _effect(class2=item.options)) for item in decisions.class_needs),
        *(rule(item.when, _EMPTIES) for item in decisions.voids),
        _Rule(lambda answers: is_sme(answers, rules.knowledge) is False, _with_skips(SIZE_FIELDS, rules), _EMPTIES),
    ]


def _effect(
    *, points: Weights | None = None, out: tuple[Monitoring, ...] = (), class2: tuple[Monitoring, ...] = ()
) -> tuple[int, ...]:
    return (
        *(points.of(option) if points else 0 for option in OPTIONS),
        *(int(option in out) for option in OPTIONS),
        *(int(option in class2) for option in OPTIONS),
        0,
    )


def _with_skips(fields: Iterable[str], rules: RuleBase) -> frozenset[str]:
    """The fields and those that can hide them."""
    questions = rules.questionnaire.questions
    found = set(fields)
    waiting = list(found)
    while waiting:
        question = questions.get(waiting.pop())
        hiding = fields_of(question.ask_when, rules.vocabulary) if question and question.ask_when else ()
        waiting += [name for name in hiding if name not in found]
        found.update(hiding)
    return frozenset(found)
