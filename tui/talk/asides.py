"""Asides: what can stand open over the question: the opening, facts to confirm, a choice of readings, starting over.

An aside is never saved. Only what is confirmed in it is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from knowledge.fields import Field
from knowledge.values import UNKNOWN, Value
from questionnaires.records import Question, Questionnaire
from tui import wording
from tui.layout import cells, pad
from tui.talk.cards import question_card
from tui.talk.gathered import SPOKEN_OF_BY, Fact, merged
from tui.talk.messages import Card, CardOption
from tui.talk.phrasing import say_answer

ONE_BY_ONE, RIGHT, NEITHER, AFRESH, GO_ON = "one_by_one", "right", "neither", "afresh", "go_on"
EACH, LOOK, ALL_SAME = "each", "look", "all_same"
YES, NO, DROP, LISTED = "yes", "no", "drop", "listed"


@dataclass(frozen=True, slots=True)
class Opening:
    """The first card of a new interview: a paragraph in the user's own words, or the questions one by one.

    `waiting` is the list that the user came back from to his text; it can be opened again.
    """

    waiting: Confirming | None = None


@dataclass(frozen=True, slots=True)
class CarriedOver:
    """The first card of an interview that begins from the answers of the one before.

    `count` of them wait to be confirmed; `day` is the last one on which any of them was given.
    """

    count: int
    day: date


@dataclass(frozen=True, slots=True)
class Confirming:
    """Facts read from text, waiting for the user's yes. `opening` is whether the text was the first paragraph.

    `text` is all that was written, `warned` whether the user has been told that the list waits.
    """

    facts: tuple[Fact, ...]
    opening: bool = False
    text: str = ""
    warned: bool = False


@dataclass(frozen=True, slots=True)
class Fixing:
    """One of the waiting facts, opened as its question; the answer takes its place in the list."""

    waiting: Confirming
    field: str

    @property
    def question(self) -> str:
        """The field whose question is put."""
        return SPOKEN_OF_BY.get(self.field, self.field)


@dataclass(frozen=True, slots=True)
class Choosing:
    """One number with several things that it may be about; the user says which. `typed` is what he wrote.

    `over` is what stands below, such as a list that waits.
    """

    typed: str
    readings: tuple[Fact, ...]
    over: Aside | None = None


@dataclass(frozen=True, slots=True)
class StartingOver:
    """Whether the interview is really to begin afresh. `over` is what stands below."""

    over: Aside | None = None


@dataclass(frozen=True, slots=True)
class Alarm:
    """Whether an incident is going on, as the text sounds. `over` is what stands below, `text` what was written."""

    text: str
    over: Aside | None = None


Aside: TypeAlias = Opening | CarriedOver | Confirming | Fixing | Choosing | StartingOver | Alarm


def aside_card(aside: Aside, questionnaire: Questionnaire) -> Card:
    """The card of an aside."""
    if isinstance(aside, Opening | CarriedOver):
        return _opening_card(aside) if isinstance(aside, Opening) else _carried_card(aside)
    if isinstance(aside, Confirming):
        return _confirm_card(aside, questionnaire)
    if isinstance(aside, Fixing):
        return _fixing_card(aside, questionnaire)
    if isinstance(aside, Choosing):
        return _choosing_card(aside, questionnaire)
    if isinstance(aside, Alarm):
        yes_no = (CardOption(YES, wording.ALARM_YES), CardOption(NO, wording.ALARM_NO))
        return Card("menu", wording.ALARM_ASK, yes_no, help=wording.ALARM_HELP)
    options = (
        CardOption(AFRESH, wording.START_OVER_YES, wording.START_OVER_HINT),
        CardOption(GO_ON, wording.START_OVER_NO),
    )
    return Card("menu", wording.START_OVER_ASK, options)


def _opening_card(aside: Opening) -> Card:
    options: tuple[CardOption, ...] = (CardOption(ONE_BY_ONE, wording.ONE_BY_ONE, wording.ONE_BY_ONE_HINT),)
    if aside.waiting:
        options = (CardOption(LISTED, wording.TO_THE_LIST, wording.TO_THE_LIST_HINT), *options)
    return Card("free", wording.OPENING_ASK, options, help=wording.OPENING_HELP, example=wording.OPENING_EXAMPLE)


def _carried_card(aside: CarriedOver) -> Card:
    options = (
        CardOption(EACH, wording.CARRIED_EACH, wording.CARRIED_EACH_HINT),
        CardOption(LOOK, wording.CARRIED_LOOK, wording.CARRIED_LOOK_HINT),
        CardOption(ALL_SAME, wording.CARRIED_ALL, wording.CARRIED_ALL_HINT),
    )
    ask = wording.CARRIED_ASK.format(day=wording.DAY.format(day=aside.day), count=aside.count)
    return Card("menu", ask, options, help=wording.CARRIED_MENU_HELP)


def with_more(waiting: Confirming, facts: tuple[Fact, ...], typed: str) -> Confirming:
    """The list with later facts in their places, and the text that they came from."""
    text = "。".join(part.rstrip("。") for part in (waiting.text, typed) if part)
    return replace(waiting, facts=merged(waiting.facts, facts), text=text, warned=False)


def say_fact(fact: Fact, questionnaire: Questionnaire) -> str:
    """The value of a fact in words, with what it replaces and what was computed."""
    field = questionnaire.vocabulary.fields[fact.field]
    question = questionnaire.questions.get(fact.field)
    said = _say(fact.value, field, question)
    if fact.note:
        said += f"（{fact.note}）"
    if fact.replaced is not None:
        said += f"（{wording.READ_BEFORE.format(answer=_say(fact.replaced, field, question))}）"
    if fact.before is not None and fact.before == fact.value:
        said += f"（{wording.SAME_AS_LAST}）"
    elif fact.before is not None:
        said += f"（{wording.SO_FAR.format(answer=_say(fact.before, field, question))}）"
    return said


def _say(value: Value, field: Field, question: Question | None) -> str:
    # A yes of one word says nothing without its question: 「いる」 is said in the field's own words.
    return say_answer(value, field, None if isinstance(value, bool) else question)


def _confirm_card(aside: Confirming, questionnaire: Questionnaire) -> Card:
    fields = questionnaire.vocabulary.fields
    room = max(cells(fields[fact.field].label) for fact in aside.facts)
    options = tuple(
        CardOption(
            fact.field,
            f"{pad(fields[fact.field].label, room)}  {say_fact(fact, questionnaire)}",
            "".join(f"「{quote}」" for quote in fact.quotes) or wording.CORRECTED,
        )
        for fact in aside.facts
    )
    changed = any(fact.before not in (None, fact.value) for fact in aside.facts)
    ask = wording.CONFIRM_CHANGE if changed else wording.CONFIRM_ASK
    button = wording.CONFIRM_YES.format(count=len(options))
    return Card("confirm", ask, options, help=wording.CONFIRM_HELP, button=button)


def _fixing_card(aside: Fixing, questionnaire: Questionnaire) -> Card:
    question = questionnaire.questions[aside.question]
    field = questionnaire.vocabulary.fields[aside.question]
    value = next((fact.value for fact in aside.waiting.facts if fact.field == aside.question), None)
    card = question_card(question, field, None if value is UNKNOWN else value)
    return replace(card, help=wording.FIXING.format(help=card.help or ""))


def _choosing_card(aside: Choosing, questionnaire: Questionnaire) -> Card:
    same = len({fact.field for fact in aside.readings}) == 1
    fields = questionnaire.vocabulary.fields
    options = []
    for index, fact in enumerate(aside.readings):
        said = say_fact(fact, questionnaire)
        label = said if same else f"{fields[fact.field].label}  {said}"
        options.append(CardOption(str(index), label, questionnaire.questions[fact.field].ask))
    options.append(CardOption(NEITHER, wording.NEITHER))
    first = fields[aside.readings[0].field].label
    if same:
        ask = wording.WHICH_AMOUNT.format(typed=aside.typed)
    elif len(aside.readings) == 1:
        ask = wording.IS_IT.format(typed=aside.typed, label=first)
    else:
        ask = wording.WHICH_IS_IT.format(typed=aside.typed)
    return Card("menu", ask, tuple(options))
