"""Who looks after the computers (システム要員): people who do nothing else, and people who do it on the side."""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.values import Number
from recommender.language.clauses import Reading
from recommender.language.figures import Figure
from recommender.language.fold import Span
from recommender.language.lexicon import any_of, compiled, read_language_data
from recommender.language.roles import Fact

_BEFORE = 60
_REACH = 40
_CLOSE = 6
_DOES_BOTH = re.compile(r"[^、。\n]{0,12}(?:兼任|兼務|兼ね)")
_BESIDE = re.compile(r"[^と、。・\n ]{0,10}(?:兼任|兼務)(?![ :]?[0-9])")


@dataclass(frozen=True, slots=True)
class PeopleRows:
    """it_people.yaml."""

    on_the_side: tuple[str, ...]
    not_on_the_side: str
    computers: str
    nobody_between: str
    nobody: str
    skilled: str
    in_charge: str
    dedicated: str


@dataclass(frozen=True, slots=True)
class Staffing:
    """専任 as a figure, and where the text says that somebody does it on the side (兼任)."""

    dedicated: Figure | None
    on_the_side: Span | None


def _rows() -> PeopleRows:
    return read_language_data("it_people.yaml", PeopleRows)


def staffing(reading: Reading, facts: tuple[Fact, ...]) -> Staffing:
    """What the text says of the people for the computers. Nobody, or 兼任 alone, is 0."""
    side = _on_the_side(reading)
    counted = [fact for fact in facts if fact.role == "it_people" and fact.standing != "subset"]
    told = [fact for fact in counted if not _counts_side(reading, fact)]
    among = _side_among(reading, facts, told)
    dedicated = [fact for fact in told if _is_dedicated(reading, fact)] or (told if among or not side else [])
    if dedicated:
        number, span = dedicated[0].amount.number, dedicated[0].amount.span
        return Staffing(Figure(_less(number, among) if among else number, span), side)
    nobody = _nobody(reading) or side
    return Staffing(Figure(Number(0, 0), nobody) if nobody else None, side)


def _side_among(reading: Reading, facts: tuple[Fact, ...], told: list[Fact]) -> Number | None:
    """「情シス3名（うち1名は兼務）」: how many of the people told do it on the side."""
    for fact in facts:
        follows = told and 0 <= fact.amount.span.start - told[0].amount.span.end <= _CLOSE
        if fact.standing == "subset" and follows and _DOES_BOTH.match(reading.text, fact.amount.span.end):
            return fact.amount.number
    return None


def _less(whole: Number, part: Number) -> Number:
    if whole.low is None or part.low is None or whole.low < part.low:
        return whole
    return Number(whole.low - part.low, None if whole.high is None else whole.high - part.low, whole.approx)


def _counts_side(reading: Reading, fact: Fact) -> bool:
    beside = _BESIDE.match(reading.text, fact.amount.span.end)
    return beside is not None or any_of(_rows().on_the_side).search(fact.phrase) is not None


def _is_dedicated(reading: Reading, fact: Fact) -> bool:
    end = fact.amount.span.end
    return compiled(_rows().dedicated).search(fact.phrase + reading.text[end : end + 6]) is not None


def _on_the_side(reading: Reading) -> Span | None:
    for match in any_of(_rows().on_the_side).finditer(reading.text):
        if compiled(_rows().not_on_the_side).match(reading.text, match.end()):
            continue
        if match.group().startswith("片手") or _about_computers(reading, match.start()):
            return Span(*match.span())
    return None


def _about_computers(reading: Reading, position: int) -> bool:
    sentence = reading.sentence(position)
    start = max(0, sentence.start - _BEFORE)
    return compiled(_rows().computers).search(reading.text, start, sentence.end) is not None


def _nobody(reading: Reading) -> Span | None:
    rows = _rows()
    nobody = compiled(rows.nobody_between + rows.nobody)
    for head in reading.heads:
        if "it_people" in head.meaning:
            said = nobody.match(reading.text, head.end, head.end + _REACH)
            if said:
                return Span(head.start, said.end())
    skilled = compiled(rows.skilled + rows.nobody).search(reading.text)
    if skilled:
        return Span(*skilled.span())
    for match in compiled(rows.in_charge + rows.nobody).finditer(reading.text):
        if _about_computers(reading, match.start()):
            return Span(*match.span())
    return None
