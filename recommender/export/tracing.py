"""判断の記録: every question asked or skipped and why, every rule that fired or not, with its condition and sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.conditions import Condition, evaluate
from knowledge.fields import Answers
from knowledge.values import UNKNOWN
from questionnaires.interview import is_answered, is_asked
from questionnaires.records import Question
from questionnaires.showing import show_value
from recommender.counsel import is_for, is_left_out
from recommender.export.json_parts import Json
from recommender.export.logic import NEEDS, ONLY_COPIED, TOO_LARGE, VOIDS, feeds, step_when, when_said
from recommender.records import OPTIONS, Action, Advice
from recommender.results import Assessment
from recommender.rulebase import RuleBase
from recommender.subsidies.windows import in_japanese

HOLDS = {True: "当てはまる", False: "当てはまらない", None: "まだ決まらない"}
_NO_UNKNOWN = "わからないと答えた項目の名前"
"""What stands in a step that names the unknown answers, where it isn't shown."""


@dataclass(frozen=True, slots=True)
class TracedQuestion:
    """One question: what became of it and why, the answer in words, and what reads it."""

    field: str
    ask: str
    state: str
    answer: str
    used_for: str


@dataclass(frozen=True, slots=True)
class TracedRule:
    """One rule: its condition in words, whether it held, its points, what it says, and its sources."""

    group: str
    id: str
    condition: str
    outcome: str
    points: str
    because: str
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """Every question and every rule of one result."""

    questions: tuple[TracedQuestion, ...]
    rules: tuple[TracedRule, ...]


def trace_of(assessment: Assessment, rules: RuleBase, judged_by: Answers | None = None) -> Trace:
    """What was asked and what fired. `judged_by`: the exact answers, where the assessment shows only their bands."""
    answers = assessment.profile.answers if judged_by is None else judged_by
    questions = rules.questionnaire.questions.values()
    return Trace(
        tuple(_question(question, assessment, answers, rules) for question in questions),
        (*_deciding(assessment, answers, rules), *_telling(assessment, answers, rules)),
    )


def trace_json(trace: Trace) -> Json:
    """The trace as plain data, beside the assessment's own."""
    return {
        "questions": [
            {
                "field": item.field,
                "ask": item.ask,
                "state": item.state,
                "answer": item.answer,
                "used_for": item.used_for,
            }
            for item in trace.questions
        ],
        "rules": [
            {
                "group": item.group,
                "id": item.id,
                "condition": item.condition,
                "outcome": item.outcome,
                "points": item.points,
                "because": item.because,
                "cites": list(item.cites),
            }
            for item in trace.rules
        ],
    }


def _question(question: Question, assessment: Assessment, answers: Answers, rules: RuleBase) -> TracedQuestion:
    name = question.field
    shown = assessment.profile.answers.get(name)
    fed = "、".join(kind for kind, names in feeds(name, rules) if names) or ONLY_COPIED
    said = "" if shown is None else show_value(shown, rules.vocabulary.fields[name])
    return TracedQuestion(name, question.ask, _state(question, assessment, answers, rules), said, fed)


def _state(question: Question, assessment: Assessment, answers: Answers, rules: RuleBase) -> str:
    """Whether a question was asked, and why not."""
    name, value = question.field, answers.get(question.field)
    if not is_asked(question, answers, rules.questionnaire):
        condition = when_said(question.ask_when, rules)
        return f"聞かない: 「{condition}」に当てはまらないため"
    if value is UNKNOWN:
        could = name in assessment.stability.unknown_could_change
        return f"わからないと答えた（{'結論に関わる' if could else '結論は変わらない'}）"
    since = next((item.since for item in assessment.to_confirm if item.field == name and item.since), None)
    if since:
        return f"前の診断（{in_japanese(since)}）の答えのままで、まだ確かめていない"
    if value is not None:
        return "答えた" if is_answered(value) else "一部だけわかっている"
    if name in assessment.stability.open_fields:
        return "まだ聞いていない: 答えで結論が変わることがある"
    return "聞いていない: 答えても結論は変わらないため"


def _deciding(assessment: Assessment, answers: Answers, rules: RuleBase) -> Iterable[TracedRule]:
    """What empties the choice, excludes, weighs, and asks for 2類."""
    decisions = rules.decisions

    def judged(condition: Condition) -> str:
        return HOLDS[evaluate(condition, answers, rules.vocabulary)]

    for void in decisions.voids:
        said = when_said(void.when, rules)
        yield TracedRule(VOIDS, void.code, said, judged(void.when), "", void.because, void.cites)
    beyond = decisions.beyond_sme
    out = any(item.code == "beyond_sme" for item in assessment.warnings)
    yield TracedRule(VOIDS, "beyond_sme", TOO_LARGE, HOLDS[out], "", beyond.because, beyond.cites)
    for exclusion in decisions.exclusions:
        names = "、".join(rules.option(option).name for option in exclusion.options)
        said = when_said(exclusion.when, rules)
        outcome = judged(exclusion.when)
        yield TracedRule("型を外す条件", exclusion.id, said, outcome, names, exclusion.because, exclusion.cites)
    for item in decisions.evidence:
        weights = ((rules.option(option).name, item.weights.of(option)) for option in OPTIONS)
        points = "、".join(f"{name} {weight:+d}" for name, weight in weights if weight)
        said = when_said(item.when, rules)
        yield TracedRule("決め手", item.id, said, judged(item.when), points, item.because, item.cites)
    for need in decisions.class_needs:
        fits = assessment.monitoring.choice in need.options
        outcome = judged(need.when) if fits else "この型の話ではない"
        said = when_said(need.when, rules)
        yield TracedRule(NEEDS, need.id, said, outcome, f"{need.weight:+d}", need.because, need.cites)


def _telling(assessment: Assessment, answers: Answers, rules: RuleBase) -> Iterable[TracedRule]:
    """Advice and next steps: shown or not, and why not."""
    warned = {item.code for item in assessment.warnings}
    stepped = {item.id: item.what for item in assessment.actions}
    for advice in rules.counsel.advice:
        outcome = "出した" if advice.code in warned else _unsaid(advice, assessment, answers, rules)
        yield TracedRule("助言", advice.code, when_said(advice.when, rules), outcome, "", advice.text, advice.cites)
    for action in rules.counsel.actions:
        outcome = "出した" if action.id in stepped else _unsaid(action, assessment, answers, rules)
        what = stepped.get(action.id) or action.what.format(unknown=_NO_UNKNOWN)
        yield TracedRule("次の一歩", action.id, step_when(action, rules), outcome, "", what, action.cites)


def _unsaid(item: Advice | Action, assessment: Assessment, answers: Answers, rules: RuleBase) -> str:
    if not is_for(item, assessment.monitoring.choice, assessment.service_class.choice, answers, rules):
        return "出さない: この結論の話ではない"
    if isinstance(item, Action) and item.unless and is_left_out(item, answers, rules):
        return f"出さない: {when_said(item.unless, rules)}に当てはまるため"
    holds = True if item.when is None else evaluate(item.when, answers, rules.vocabulary)
    if holds is not True:
        return f"出さない: {HOLDS[holds]}"
    if isinstance(item, Action) and item.for_unknowns:
        return "出さない: わからない答えがない"
    return "出さない: 先の6つまでのため"
