"""Facts read from text (読み取り): what a text states, as changes to the profile that wait for the user's yes.

Nothing of this is in a profile. A list read from text (心配ごと, きっかけ, 入れている対策) is partial: what it doesn't
name stays open, and its question is still asked, with the named ones marked, where it can matter.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from knowledge.fields import Answers, Vocabulary
from knowledge.values import UNKNOWN, Chosen, Number, Value
from questionnaires import interview as steps
from questionnaires.interview import Interview
from questionnaires.profile import within
from questionnaires.showing import show_yen
from recommender.language.slots import Slot
from tui import wording
from tui.layout import one_line

SPOKEN_OF_BY: Mapping[str, str] = {
    "has_not": "has",
    "annual_budget": "monthly_budget",
    "per_device_budget": "monthly_budget",
}
"""Fields without a question of their own, and the question that settles them."""
_MONTHS = 12
_SENTENCE_END = re.compile(r"[。!！?？\n]+")
_GREETING = re.compile(
    r"こんにちは|はじめまして|初めまして|お世話に|よろしく|お願い(?:し|いたし)|以上(?:です)?$|ありがとう"
)
_SHORTEST_SENTENCE = 4
_MOST_SENTENCES = 40
_OPPOSITE = {"has": "has_not", "has_not": "has"}


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing understood: the field's new value, the words that it came from, and the value that it replaces.

    `note` says what was computed on the way (年の予算 as a month's), `replaced` what was read before of the same field.
    Where `before` is the value itself, the fact confirms an answer from the interview before.
    """

    field: str
    value: Value
    quotes: tuple[str, ...]
    before: Value | None = None
    note: str | None = None
    replaced: Value | None = None


def facts_from(
    slots: Iterable[Slot], answers: Answers, vocabulary: Vocabulary, carried: Collection[str] = ()
) -> tuple[Fact, ...]:
    """The facts that slots state, in the order of the text. What the profile holds already is left out.

    An answer that was carried over isn't certain yet, so that what states it again stays in.
    """
    found: dict[str, Fact] = {}
    for slot in slots:
        for fact in _facts_of(slot, vocabulary):
            standing = found.get(fact.field)
            found[fact.field] = _joined(standing, fact) if standing else fact
    beside = (against(answers.get(fact.field), fact, carried=fact.field in carried) for fact in found.values())
    return tuple(fact for fact in beside if fact is not None)


def _facts_of(slot: Slot, vocabulary: Vocabulary) -> tuple[Fact, ...]:
    quote = one_line(slot.quote)
    if slot.slot == "unknown" and isinstance(slot.value, tuple):
        return tuple(Fact(name, UNKNOWN, (quote,)) for name in slot.value)
    if slot.tax_included and isinstance(slot.value, Number):
        return _without_tax(slot, slot.value, vocabulary)
    if slot.slot == "annual_budget" and isinstance(slot.value, Number):
        return (_by_the_month(slot.value, quote),)
    field = vocabulary.fields[slot.slot]
    value: Value
    if isinstance(slot.value, Number):
        if not within(slot.value.low, field) or not within(slot.value.high, field):
            return ()
        value = slot.value
    elif isinstance(slot.value, tuple):
        value = Chosen(frozenset(slot.value), complete=False) if field.kind == "multi" else slot.value[0]
    else:
        value = slot.value
    return (Fact(field.id, value, (quote, *map(one_line, slot.more))),)


def _without_tax(slot: Slot, said: Number, vocabulary: Vocabulary) -> tuple[Fact, ...]:
    """A sum that was said with tax, as the profile keeps it: without, and the note says so."""
    from recommender.language.tax import before_tax

    note = wording.TAX_OFF.format(said=show_yen(said.high if said.high is not None else said.low or 0))
    plain = replace(slot, value=before_tax(said), quote="")
    facts = _facts_of(plain, vocabulary)
    notes = (f"{note}。{fact.note}" if fact.note else note for fact in facts)
    return tuple(
        replace(fact, quotes=(one_line(slot.quote),), note=told) for fact, told in zip(facts, notes, strict=True)
    )


def _by_the_month(year: Number, quote: str) -> Fact:
    """A year's budget as a month's: a twelfth, whole yen, never more than was said."""
    low = None if year.low is None else year.low // _MONTHS
    high = None if year.high is None else year.high // _MONTHS
    said = year.high if year.high is not None else year.low
    note = wording.TWELFTH.format(year=show_yen(said or 0))
    return Fact("monthly_budget", Number(low, high, year.approx), (quote,), note=note)


def _joined(first: Fact, second: Fact) -> Fact:
    """Two mentions of one field: lists add up; elsewhere the first mention stands, as in `understand`."""
    if isinstance(first.value, Chosen) and isinstance(second.value, Chosen):
        value = Chosen(first.value.codes | second.value.codes, complete=False)
        return replace(first, value=value, quotes=tuple(dict.fromkeys((*first.quotes, *second.quotes))))
    return first


def against(standing: Value | None, fact: Fact, *, carried: bool = False) -> Fact | None:
    """The fact beside the answer that stands: with it as `before`, or None where it says nothing new.

    To say a carried answer again confirms it, which is new.
    """
    if standing is None:
        return fact
    value = fact.value
    if isinstance(value, Chosen) and not value.complete and isinstance(standing, Chosen):
        value = Chosen(standing.codes | value.codes, standing.complete)
    return None if value == standing and not carried else replace(fact, value=value, before=standing)


def merged(facts: Iterable[Fact], more: Iterable[Fact]) -> tuple[Fact, ...]:
    """The waiting facts with later ones in their place; new ones behind."""
    table = {fact.field: fact for fact in facts}
    for fact in more:
        standing = table.get(fact.field)
        if standing and isinstance(fact.value, Chosen) and isinstance(standing.value, Chosen):
            table[fact.field] = fact if fact.value.complete else _joined(standing, fact)
        else:
            table[fact.field] = _in_place_of(standing, fact) if standing else fact
    return tuple(table.values())


def unread(text: str, asked: Iterable[str]) -> tuple[str, ...]:
    """The sentences of a text from which nothing was read; greetings and questions aside."""
    from recommender.language.slots import understand

    questions = "".join(asked)
    sentences = (part.strip() for part in _SENTENCE_END.split(text)[:_MOST_SENTENCES])
    return tuple(
        part
        for part in sentences
        if len(part) >= _SHORTEST_SENTENCE
        and part not in questions
        and not _GREETING.search(part)
        and not understand(part).slots
    )


def _in_place_of(standing: Fact, fact: Fact) -> Fact:
    """A later reading of a field; what it replaces stays in sight until the yes."""
    if fact.value == standing.value:
        quotes = tuple(dict.fromkeys((*standing.quotes, *fact.quotes)))
        return replace(standing, quotes=quotes)
    return replace(fact, before=standing.before, replaced=standing.value)


def without(facts: Iterable[Fact], field: str) -> tuple[Fact, ...]:
    """The facts but that of a field."""
    return tuple(fact for fact in facts if fact.field != field)


def taken(interview: Interview, facts: Iterable[Fact]) -> Interview:
    """The interview with every fact as an answer. Its open question stays to be found anew."""
    for fact in facts:
        interview = settled(interview, fact.field, fact.value)
    return interview


def settled(interview: Interview, field: str, value: Value) -> Interview:
    """The interview with an answer, and without what that answer speaks of too."""
    changed = steps.answer(interview, field, value)
    for name, question in SPOKEN_OF_BY.items():
        if question == field and _speaks_for_all(value):
            changed = steps.forget(changed, name)
    other = _OPPOSITE.get(field)
    held = changed.answers.get(other) if other else None
    if other and isinstance(value, Chosen) and isinstance(held, Chosen) and held.codes & value.codes:
        left = Chosen(held.codes - value.codes, held.complete)
        changed = replace(changed, answers={**changed.answers, other: left})
    return changed


def _speaks_for_all(value: Value) -> bool:
    """Whether the answer leaves nothing of its question open; a list that was only read from text does."""
    return not isinstance(value, Chosen) or value.complete
