"""Answers carried over from the interview before (前回のまま): which there are, which is confirmed next, its card.

A carried answer counts like any other. What tells it apart is kept beside the answers (`SavedInterview.carried`), so
that confirming one changes no answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from knowledge.fields import Answers
from knowledge.values import Value
from questionnaires.interview import Interview, live_answers
from questionnaires.records import Questionnaire
from tui import wording
from tui.talk.gathered import SPOKEN_OF_BY
from tui.talk.messages import Card
from tui.talk.phrasing import say_answer

Carried = Mapping[str, date]
"""Fields whose answer was carried over, with the day on which it was given."""


def visible(carried: Carried, answers: Answers, questionnaire: Questionnaire) -> dict[str, date]:
    """The carried answers that count now.

    One whose question has no place in the talk any more isn't among them. It is kept all the same: another answer can
    give the question its place back, and nobody has confirmed it by then.
    """
    live = live_answers(answers, questionnaire)
    return {name: day for name, day in carried.items() if name in live}


def left_of(carried: Carried, answers: Answers, settled: Iterable[str]) -> Carried:
    """The carried answers without those that were answered or confirmed, and without answers that are gone."""
    gone = frozenset(settled)
    return MappingProxyType({name: day for name, day in carried.items() if name in answers and name not in gone})


def question_of(field: str) -> str:
    """The field whose question puts a carried answer; some have no question of their own."""
    return SPOKEN_OF_BY.get(field, field)


def spoken_of_by(question: str, carried: Iterable[str]) -> tuple[str, ...]:
    """The carried answers that a question puts, its own first."""
    return tuple(sorted((name for name in carried if question_of(name) == question), key=lambda name: name != question))


def questions_of(carried: Iterable[str]) -> tuple[str, ...]:
    """The questions that put the carried answers, each once."""
    return tuple(dict.fromkeys(map(question_of, carried)))


def next_to_confirm(carried: Carried, interview: Interview, questionnaire: Questionnaire) -> str | None:
    """The question of the next carried answer; those that the user left for later aren't put again."""
    waiting = questions_of(visible(carried, interview.answers, questionnaire))
    return next((name for name in waiting if name not in interview.passed), None)


def confirmed(interview: Interview, questions: Iterable[str]) -> Interview:
    """The interview after these questions were confirmed. The answers stay; back leads to the questions."""
    names = tuple(questions)
    trail = tuple(dict.fromkeys((*interview.trail, *names)))
    return replace(interview, trail=trail, passed=interview.passed - frozenset(names), current=None)


def say_carried(names: Iterable[str], answers: Answers, questionnaire: Questionnaire) -> str:
    """Carried answers of one question in words: 「25台」, or 「UTM、入れていないもの EDR」."""
    return "、".join(_said(name, answers[name], questionnaire) for name in names)


def _said(name: str, value: Value, questionnaire: Questionnaire) -> str:
    field, question = questionnaire.vocabulary.fields[name], questionnaire.questions.get(name)
    said = say_answer(value, field, question)
    return said if question else f"{field.label} {said}"


def carried_card(card: Card, question: str, carried: Carried, answers: Answers, questionnaire: Questionnaire) -> Card:
    """The card of a question whose answer was carried over: Enter keeps it."""
    names = spoken_of_by(question, carried)
    answer = say_carried(names, answers, questionnaire)
    day = wording.DAY.format(day=min(carried[name] for name in names))
    told = wording.CARRIED_HELP.format(day=day, answer=answer)
    return replace(
        card,
        help="\n".join(filter(None, (told, card.help))),
        before=None,
        button=card.button or wording.KEEP_AS_BEFORE.format(answer=answer),
        keeps=True,
    )
