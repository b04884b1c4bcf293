"""Faults of rules against the questions: what no set of answers can bring about, or none can silence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

from knowledge import codes
from knowledge.conditions import Condition, comparisons, evaluate, fields_of
from knowledge.faults import Faults, Place
from knowledge.values import UNKNOWN, Number, Value
from questionnaires.interview import is_asked, live_answers
from recommender.cells import Domain, variables
from recommender.records import Action, Advice
from recommender.rulebase import RuleBase


def check_reach(rules: RuleBase, faults: Faults) -> None:
    """Adds a fault for every rule, evidence and question that no answers can bring about."""
    decisions, counsel = rules.decisions, rules.counsel
    mend = "when か、聞く条件を直してください"
    for evidence in decisions.evidence:
        if not can_hold(evidence.when, rules):
            what = f"決め手「{evidence.id}」は、どんな答えでも働きません"
            faults.add(evidence.place, what, mend, codes.NO_TRIGGER)
    ruled: list[tuple[str, Condition | None, Place]] = [
        *((item.code, item.when, item.place) for item in decisions.voids),
        *((item.id, item.when, item.place) for item in decisions.exclusions),
        *((item.id, item.when, item.place) for item in decisions.class_needs),
        *((item.code, item.when, item.place) for item in counsel.advice),
        *((item.id, when, item.place) for item in counsel.actions for when in (item.when, item.unless)),
        *((item.id, item.when, item.place) for item in rules.onboarding.steps),
        *((item.id, item.when, item.place) for item in rules.knowledge.routes.values()),
        *((item.field, item.ask_when, item.place) for item in rules.questionnaire.questions.values()),
    ]
    for name, when, place in ruled:
        if when is not None and not can_hold(when, rules):
            faults.add(place, f"「{name}」は、どんな答えでも当てはまりません", mend, codes.CANT_FIRE)
    for said in _said(rules):
        if not said.options and not said.without_choice:
            what = f"「{_name(said)}」は、どの型のときにも出ません"
            faults.add(said.place, what, "options を書いてください", codes.CANT_FIRE)


def check_silence(rules: RuleBase, best: Mapping[str, Value], faults: Faults) -> None:
    """Adds a fault for every conditional advice or action that full answers can't silence, or the best don't.

    One without condition is meant to go with its options always. `best` gives the best answer to some fields.
    """
    for said in _said(rules):
        if said.when is None:
            continue
        mend = "いつも出すなら when を null に、そうでなければ条件を直してください"
        if all(evaluate(said.when, answers, rules.vocabulary) for answers in _complete(said.when, rules)):
            what = f"「{_name(said)}」は、どう答えても消えません"
            faults.add(said.place, what, mend, codes.NEVER_SILENT)
            continue
        for field in fields_of(said.when, rules.vocabulary):
            if field in best and can_hold(said.when, rules, {field: best[field]}):
                what = f"「{_name(said)}」は、「{rules.vocabulary.label(field)}」がいちばん良い答えでも出ます"
                faults.add(said.place, what, "when からその答えを外してください", codes.NEVER_SILENT)


def check_unknowns(rules: RuleBase, faults: Faults) -> None:
    """Adds a fault for every question whose わからない leads nowhere."""
    for question in rules.questionnaire.questions.values():
        if question.unknown_ok and not question.find_out:
            what = f"「{question.field}」は「わからない」と答えられるのに、確かめ方がありません"
            faults.add(question.place, what, "find_out に、どこを見ればよいかを書いてください", codes.NOWHERE_TO_LOOK)


def can_hold(when: Condition, rules: RuleBase, given: Mapping[str, Value] | None = None) -> bool:
    """Whether some answers, none of them hidden by the skip logic, make the condition true."""
    return any(evaluate(when, answers, rules.vocabulary) is True for answers in _situations(when, rules, given or {}))


def _situations(when: Condition, rules: RuleBase, given: Mapping[str, Value]) -> Iterator[dict[str, Value]]:
    """Every kind of answers that the condition can tell apart, as they count after skip logic."""
    names = _read(when, rules)
    questions, fields = rules.questionnaire.questions, rules.vocabulary.fields
    skips = [skip for name in names if name in questions and (skip := questions[name].ask_when)]
    compared = tuple(dict.fromkeys(item for part in (when, *skips) for item in comparisons(part)))
    domains = [Domain(fields[name]) for name in names if name not in given]
    for cells in product(*(item.cells for item in variables(domains, compared, dict(given), rules.vocabulary))):
        answers = dict(given)
        for cell in cells:
            answers |= cell
        yield live_answers(answers, rules.questionnaire)


def _complete(when: Condition, rules: RuleBase) -> Iterator[dict[str, Value]]:
    """As _situations, where every question that is asked has a settled answer."""
    questions = rules.questionnaire.questions
    names = _read(when, rules)
    for answers in _situations(when, rules, {}):
        known = {name for name in names if name in answers and _is_settled(answers[name])}
        rest = (questions[name] for name in names if name in questions and name not in known)
        if not any(is_asked(question, answers, rules.questionnaire) for question in rest):
            yield answers


def _is_settled(value: Value) -> bool:
    return value is not UNKNOWN and not (isinstance(value, Number) and not value.is_exact)


def _read(when: Condition, rules: RuleBase) -> tuple[str, ...]:
    """The fields that the condition reads, and those that can hide them, in the order of the vocabulary."""
    questions, vocabulary = rules.questionnaire.questions, rules.vocabulary
    found: set[str] = set()
    waiting = list(fields_of(when, vocabulary))
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        skip = questions[name].ask_when if name in questions else None
        waiting += fields_of(skip, vocabulary) if skip else ()
    return tuple(name for name in vocabulary.fields if name in found)


def _said(rules: RuleBase) -> tuple[Advice | Action, ...]:
    return (*rules.counsel.advice, *rules.counsel.actions)


def _name(said: Advice | Action) -> str:
    return said.code if isinstance(said, Advice) else said.id
