"""The interview as a pure state machine: state and step give the next state.

It knows no screen, no store and no decision: which open question matters most is handed in as an order of fields.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from knowledge.conditions import evaluate
from knowledge.fields import Answers
from knowledge.values import Chosen, Value
from questionnaires.records import Question, Questionnaire


@dataclass(frozen=True, slots=True)
class Interview:
    """Where an interview stands.

    `answers` holds everything ever accepted, also answers that are hidden now; `trail` the fields in the order
    in which they were last put; `passed` those that the user skipped; `current` the open question, None in review.
    """

    answers: Answers = field(default_factory=dict)
    trail: tuple[str, ...] = ()
    passed: frozenset[str] = frozenset()
    current: str | None = None


def is_asked(question: Question, answers: Answers, questionnaire: Questionnaire) -> bool:
    """Whether the question has a place in this talk: its condition isn't false."""
    condition = question.ask_when
    return condition is None or evaluate(condition, answers, questionnaire.vocabulary) is not False


def live_answers(answers: Answers, questionnaire: Questionnaire) -> dict[str, Value]:
    """The answers that count: those whose question is still asked. A hidden answer never counts.

    Hiding one answer can hide or show another; questions are judged in the order of the questionnaire, each by the
    answers that still count.
    """
    live = dict(answers)
    for name, question in questionnaire.questions.items():
        if name in live and not is_asked(question, live, questionnaire):
            del live[name]
    return live


def is_answered(value: Value | None) -> bool:
    """Whether the question has its whole answer: a list that was only read from text is still open."""
    return value is not None and not (isinstance(value, Chosen) and not value.complete)


def open_questions(
    interview: Interview, questionnaire: Questionnaire, *, optional: bool = False
) -> tuple[Question, ...]:
    """The questions that are asked and have no whole answer yet, in the order of the questionnaire."""
    live = live_answers(interview.answers, questionnaire)
    return tuple(
        question
        for name, question in questionnaire.questions.items()
        if not is_answered(live.get(name))
        and name not in interview.passed
        and (optional or not question.optional)
        and is_asked(question, live, questionnaire)
    )


def ask_next(
    interview: Interview, questionnaire: Questionnaire, ranking: Iterable[str] = (), *, optional: bool = False
) -> Interview:
    """The interview with its next question: the first of `ranking` that is open, else the first open one.

    `current` is None when nothing is left to ask.
    """
    waiting = {question.field for question in open_questions(interview, questionnaire, optional=optional)}
    ranked = next((name for name in ranking if name in waiting), None)
    first = next((name for name in questionnaire.questions if name in waiting), None)
    return replace(interview, current=ranked or first)


def answer(interview: Interview, name: str, value: Value) -> Interview:
    """The interview with an answer to the field, which leaves the question open for nobody."""
    answers = {**interview.answers, name: value}
    trail = _with(interview.trail, name)
    return replace(interview, answers=answers, trail=trail, passed=interview.passed - {name}, current=None)


def _with(trail: tuple[str, ...], name: str) -> tuple[str, ...]:
    # A question answered again keeps its place, so that going back retraces the talk as it was.
    return trail if name in trail else (*trail, name)


def skip(interview: Interview) -> Interview:
    """The open question put aside. It stays without answer, and back leads to it."""
    if interview.current is None:
        return interview
    trail = _with(interview.trail, interview.current)
    return replace(interview, trail=trail, passed=interview.passed | {interview.current}, current=None)


def back(interview: Interview, questionnaire: Questionnaire) -> Interview:
    """The question before this one, open again. Later answers are kept. At the first question: no change."""
    live = live_answers(interview.answers, questionnaire)
    trail = interview.trail
    before = trail[: trail.index(interview.current)] if interview.current in trail else trail
    for name in reversed(before):
        question = questionnaire.questions.get(name)
        if question and is_asked(question, live, questionnaire):
            return replace(interview, current=name)
    return interview


def jump(interview: Interview, name: str) -> Interview:
    """The question of a field, open again whatever its answer."""
    return replace(interview, current=name)


def forget(interview: Interview, name: str) -> Interview:
    """The interview without any answer to the field."""
    answers = {key: value for key, value in interview.answers.items() if key != name}
    trail = tuple(item for item in interview.trail if item != name)
    return replace(interview, answers=answers, trail=trail, passed=interview.passed - {name})


def resume_passed(interview: Interview, but: Iterable[str] = ()) -> Interview:
    """The interview with its skipped questions open again, but for those named."""
    return replace(interview, passed=interview.passed.intersection(but))
