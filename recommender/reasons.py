"""Reasons rendered from the rules that fired: our sentence, the answers behind it, and the sources."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.conditions import Condition, comparisons, evaluate, fields_of
from knowledge.fields import Answers
from knowledge.records import Monitoring
from knowledge.values import UNKNOWN, Chosen, Number, Value
from questionnaires.interview import is_asked
from questionnaires.showing import show_value
from recommender.records import ClassNeed, Evidence, Exclusion
from recommender.results import Reason
from recommender.rulebase import RuleBase


def evidence_reason(item: Evidence, option: Monitoring, answers: Answers, rules: RuleBase) -> Reason:
    """What a piece of evidence says for (or, with a negative weight, against) an option."""
    return Reason(
        text=_text(item.because, item.when, answers, rules),
        toward=option,
        weight=item.weights.of(option),
        answers=behind(item.when, answers, rules),
        cites=item.cites,
    )


def exclusion_reason(item: Exclusion, option: Monitoring, answers: Answers, rules: RuleBase) -> Reason:
    """Why an option can't be chosen at all."""
    return Reason(
        text=_text(item.because, item.when, answers, rules),
        toward=option,
        weight=0,
        answers=behind(item.when, answers, rules),
        cites=item.cites,
    )


def need_reason(need: ClassNeed, answers: Answers, rules: RuleBase) -> Reason:
    """Why 1類 isn't enough."""
    return Reason(
        text=_text(need.because, need.when, answers, rules),
        toward="class2",
        weight=need.weight,
        answers=behind(need.when, answers, rules),
        cites=need.cites,
    )


def behind(condition: Condition, answers: Answers, rules: RuleBase) -> tuple[str, ...]:
    """The fields behind a condition that have an answer."""
    return tuple(
        name for name in fields_of(condition, rules.vocabulary) if name in answers and answers[name] is not UNKNOWN
    )


def _text(because: str, condition: Condition, answers: Answers, rules: RuleBase) -> str:
    said = stated(condition, answers, rules)
    return f"{because}（{said}）" if said else because


def stated(condition: Condition, answers: Answers, rules: RuleBase) -> str:
    """The answers behind a condition in words: 「在宅・社外での利用: 大半」."""
    named: dict[str, set[str]] = {}
    for item in comparisons(condition):
        if isinstance(item.operand, tuple):
            named.setdefault(item.subject, set()).update(item.operand)
    fields = rules.vocabulary.fields
    return "、".join(
        f"{fields[name].label}: {show_value(answers[name], fields[name], only=named.get(name))}"
        for name in behind(condition, answers, rules)
    )


@dataclass(frozen=True, slots=True)
class Possible:
    """A rule that an answer may still bring: when, why, its points (0: it would exclude), and the open fields."""

    when: Condition
    because: str
    weight: int
    fields: tuple[str, ...]
    cites: tuple[str, ...]


def possible(option: Monitoring, answers: Answers, rules: RuleBase) -> tuple[Possible, ...]:
    """What is still open and could move the option: what would exclude it first, then by points."""
    decisions, found = rules.decisions, []
    ruled: list[tuple[Exclusion | Evidence, int]] = [
        (item, 0) for item in decisions.exclusions if option in item.options
    ]
    ruled += [(item, item.weights.of(option)) for item in decisions.evidence if item.weights.of(option)]
    for item, weight in ruled:
        fields = open_fields(item.when, answers, rules)
        if fields and evaluate(item.when, answers, rules.vocabulary) is None:
            found.append(Possible(item.when, item.because, weight, fields, item.cites))
    return tuple(sorted(found, key=lambda item: (item.weight != 0, -abs(item.weight))))


def open_fields(condition: Condition, answers: Answers, rules: RuleBase) -> tuple[str, ...]:
    """The fields of a condition that can still be answered, or answered more exactly."""
    questions = rules.questionnaire.questions
    return tuple(
        name
        for name in fields_of(condition, rules.vocabulary)
        if name in questions
        and is_asked(questions[name], answers, rules.questionnaire)
        and _is_open(answers.get(name, UNKNOWN))
    )


def _is_open(value: Value) -> bool:
    if isinstance(value, Number):
        return not value.is_exact
    return value is UNKNOWN or (isinstance(value, Chosen) and not value.complete)
