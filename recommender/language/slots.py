"""Understanding (理解): the slots that a text states, each with the words that it came from.

Nothing that is read here enters a profile before the user has seen and confirmed it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from knowledge.values import Number
from recommender.language.clauses import Reading, cue, head_rows
from recommender.language.devices import devices
from recommender.language.figures import Figure
from recommender.language.fold import Folded, Span, fold
from recommender.language.it_people import Staffing, staffing
from recommender.language.money import budgets
from recommender.language.motives import concerns, drivers
from recommender.language.people import employees
from recommender.language.places import prefectures
from recommender.language.protection import cloud, protections, remote_work
from recommender.language.quoting import by_sentence, to_word_end
from recommender.language.roles import Fact, facts_of
from recommender.language.sites import sites
from recommender.language.tax import said_with_tax
from recommender.language.trade import industry

_UNKNOWN_OF = {
    "budget": "monthly_budget",
    "pcs": "pcs",
    "servers": "servers",
    "employees_all": "employees",
    "site_all": "sites",
}
_UNKNOWN_REACH = 26
_ASKED_FOR = re.compile(
    r"(?:数|の?台数|の数|が?何|は?何)?(?:[^、。]{0,12}$|(?:も|や|と|、|・)[^。]{0,14}(?:数も|数は|数が|も)[^、。]{0,10}$)"
)
_BUDGET_REACH = 36
_AND_YET = re.compile(r"[^、。]{0,6}(?:けれど|けど|が)、?(?:たぶん|多分|おそらく|まあ|だいたい)?")


SlotValue: TypeAlias = Number | tuple[str, ...] | str | bool


@dataclass(frozen=True, slots=True)
class Slot:
    """One fact of the text: `value` is a number, the codes of a list, a code, or yes and no.

    `more` quotes the later sentences that a sum was added up from.
    """

    slot: str
    value: SlotValue
    quote: str
    span: Span
    more: tuple[str, ...] = ()

    @property
    def tax_included(self) -> bool:
        """Whether the value is a sum of money that was said with tax."""
        return isinstance(self.value, Number) and said_with_tax(self.slot, self.quote)


@dataclass(frozen=True, slots=True)
class Understanding:
    """理解した内容: the text as given and what it states."""

    text: str
    slots: tuple[Slot, ...]


def understand(text: str) -> Understanding:
    """What the text states of the company; empty where it states nothing."""
    folded = fold(text)
    reading = Reading(folded.text)
    slots = (_slot(text, folded, name, value, spans) for name, value, *spans in _stated(reading))
    return Understanding(text, tuple(slot for slot in slots if slot.quote))


def _slot(text: str, folded: Folded, name: str, value: SlotValue, spans: list[Span]) -> Slot:
    typed = [folded.span(span.start, to_word_end(folded.text, span.start, span.end)) for span in spans]
    quote, *more = (text[span.start : span.end] for span in typed)
    return Slot(name, value, quote, typed[0], tuple(more))


def _stated(reading: Reading) -> Iterator[tuple[str, SlotValue, *tuple[Span, ...]]]:
    facts = facts_of(reading)
    staff = staffing(reading, facts)
    numbers = _numbers(reading, facts, staff)
    trade = industry(reading)
    if trade:
        yield "industry", (trade.code,), trade.span
    for place in prefectures(reading):
        yield "prefecture", (place.code,), place.span
    for name, figure in numbers.items():
        yield name, figure.number, *by_sentence(reading, figure.span, figure.parts)
    if staff.on_the_side:
        yield "it_part_time", True, staff.on_the_side
    for name, use in (("remote_work", remote_work(reading)), ("cloud", cloud(reading))):
        if use:
            yield name, use.code, use.span
    for held in protections(reading):
        yield "has" if held.present else "has_not", (held.code,), held.span
    for driver in drivers(reading):
        yield "drivers", (driver.code,), driver.span
    for concern in concerns(reading):
        yield "concerns", (concern.code,), concern.span
    yield from _unknown(reading, numbers)


def _numbers(reading: Reading, facts: tuple[Fact, ...], staff: Staffing) -> dict[str, Figure]:
    people = employees(reading, facts)
    figures = {
        "employees": people,
        "pcs": devices("pcs", reading, facts, people),
        "servers": devices("servers", reading, facts, people),
        "sites": sites(reading, facts),
        "it_staff": staff.dedicated,
        **budgets(reading),
    }
    return {name: figure for name, figure in figures.items() if figure}


def _unknown(reading: Reading, numbers: dict[str, Figure]) -> Iterator[tuple[str, SlotValue, Span]]:
    """「予算は未定」「台数は把握していません」: asked for or not, the writer says that he doesn't know."""
    told: set[str] = set()
    for head in reading.heads:
        field = next((_UNKNOWN_OF[role] for role in head.meaning if role in _UNKNOWN_OF), None)
        if field is None or field in told or _is_stated(field, numbers):
            continue
        if field == "monthly_budget" and head.word not in head_rows().budget_words:
            continue
        reach = _BUDGET_REACH if field == "monthly_budget" else _UNKNOWN_REACH
        clause_end = min(reading.sentence(head.start).end, head.end + reach)
        after = reading.text[head.end : clause_end]
        said = cue("dont_know").search(after)
        if said is None or (field != "monthly_budget" and not _ASKED_FOR.match(after[: said.start()])):
            continue
        if _guesses_then(reading, head.end + said.end()):
            continue
        told.add(field)
        yield "unknown", (field,), Span(head.start, head.end + said.end())
    spending = cue("spending_unknown").search(reading.text)
    if spending and "monthly_budget" not in told and not _is_stated("monthly_budget", numbers):
        yield "unknown", ("monthly_budget",), Span(*spending.span())


def _guesses_then(reading: Reading, end: int) -> bool:
    """「わかんないけど3万くらい」: a number straight behind says what the writer thinks after all."""
    yet = _AND_YET.match(reading.text, end)
    return yet is not None and bool(reading.amounts_between(yet.end(), yet.end() + 2))


def _is_stated(field: str, numbers: dict[str, Figure]) -> bool:
    if field == "monthly_budget":
        return any(name.endswith("budget") for name in numbers)
    return field in numbers


def to_json(understanding: Understanding) -> dict[str, object]:
    """The shape of CONTRACT's `understand`."""
    return {"text": understanding.text, "slots": [_slot_json(slot) for slot in understanding.slots]}


def _slot_json(slot: Slot) -> dict[str, object]:
    shown: dict[str, object] = {"slot": slot.slot}
    if isinstance(slot.value, Number):
        shown |= {"low": slot.value.low, "high": slot.value.high, "approx": slot.value.approx}
    else:
        shown["value"] = list(slot.value) if isinstance(slot.value, tuple) else slot.value
    if slot.tax_included:
        shown["tax"] = "included"
    return shown | {"quote": slot.quote, "span": [slot.span.start, slot.span.end]}
