"""What is told after a step: how an answer was understood, and where the questions make way for a menu."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import TYPE_CHECKING

from knowledge.fields import Answers, Field
from knowledge.values import UNKNOWN, Chosen, Value
from questionnaires.interview import Interview, open_questions
from questionnaires.records import Question, Questionnaire
from tui import wording
from tui.talk.gathered import Fact
from tui.talk.messages import Message
from tui.talk.phrasing import say_answer

if TYPE_CHECKING:
    from recommender.monitoring import Choice
    from recommender.rulebase import RuleBase
    from recommender.stability import Stability

_NO_SUBSIDY = "国の補助金は、いまの答えでは使えません。{why}。診断はこのまま続けられます。"


def on_answer(
    question: Question, field: Field, value: Value, typed: str | None, *, first_unknown: bool
) -> tuple[Message, ...]:
    """The question, the answer, and what was understood where the user's own words were read."""
    said = say_answer(value, field, question)
    in_own_words = typed is not None and (field.kind in ("integer", "text") or _is_no_option(typed, said))
    told = [Message("asked", question.ask), Message("said", typed if typed and in_own_words else said)]
    if value is UNKNOWN:
        told.append(Message("notice", wording.UNKNOWN_IS_FINE if first_unknown else wording.UNKNOWN_NOTED))
    elif in_own_words or (typed and isinstance(value, Chosen)):
        told.append(Message("understood", wording.UNDERSTOOD.format(label=field.label, answer=said)))
    return tuple(told)


def on_confirmed(facts: Iterable[Fact], questionnaire: Questionnaire) -> Message:
    """What was taken over, so that the talk still shows it when the list is gone."""
    fields = questionnaire.vocabulary.fields
    said = (f"{fields[fact.field].label} {say_answer(fact.value, fields[fact.field])}" for fact in facts)
    return Message("understood", wording.CONFIRMED.format(facts="、".join(said)))


def _is_no_option(typed: str, said: str) -> bool:
    """Whether the line is neither an option's number nor (the beginning of) its words: 「金属加工」 for 製造業."""
    return not typed.strip().isdigit() and typed.strip() not in said


def on_kept(question: Question, said: str) -> tuple[Message, ...]:
    """The question with its answer of last time, which holds."""
    return Message("asked", question.ask), Message("said", wording.KEPT_SAME.format(answer=said))


def at_menu(
    interview: Interview, questionnaire: Questionnaire, stood: tuple[Choice, Stability], carried: Collection[str] = ()
) -> tuple[Message, ...]:
    """Why no question is open: the result stands, everything is asked, or questions were put aside.

    `carried`: the questions whose answer of last time waits to be confirmed; any of them may have changed.
    """
    choice, stability = stood
    left, passed = len(open_questions(interview, questionnaire)), len(interview.passed.difference(carried))
    told = [] if choice.option else [wording.NO_FIT]
    if carried:
        told.append(wording.CARRIED_LEFT.format(count=len(carried)))
    elif not left and not passed:
        told.append(wording.ALL_ASKED)
    elif stability.final:
        told.append(wording.SETTLED.format(count=left + passed))
    elif passed:
        told.append(wording.STILL_PASSED.format(count=passed))
    return tuple(Message("notice", text) for text in told)


def on_bar(before: Answers, after: Answers, rules: RuleBase, today: date) -> tuple[Message, ...]:
    """Why no subsidy will come, said with the answer that makes it certain, and what would have to be different."""
    from recommender.subsidies.bars import new_bars

    return tuple(
        Message("notice", _NO_SUBSIDY.format(why=bar.said), bar.cites) for bar in new_bars(before, after, rules, today)
    )
