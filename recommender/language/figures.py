"""Figures (数字): the number of a field, added up from facts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knowledge.values import Number
from recommender.language.clauses import head_rows
from recommender.language.fold import Span
from recommender.language.lexicon import read_language_data
from recommender.language.roles import Fact

_OWN_NOUN = re.compile(r"(?<=[と、・])[一-龯ァ-ヺー]{2,8}$")
BETWEEN_NAMES = re.compile(r"[と、・+]|および|及び")
PLACE_ROLES = ("site_all", "branch", "headquarters")


@dataclass(frozen=True, slots=True)
class Figure:
    """A field's number and where in the folded text it is said; `parts` are the numbers that it was added up from."""

    number: Number
    span: Span
    parts: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class CountingRows:
    """counting.yaml."""

    one_each: tuple[str, ...]
    everybody: tuple[str, ...]
    every_computer: tuple[str, ...]
    lacks_between: str
    gone: str
    lacks: str
    not_lacking: str
    with_head_office: str
    beside_head_office: tuple[str, ...]
    otherwise: str
    head_office_itself: str
    own_head_office: tuple[str, ...]
    branches_by_name: tuple[str, ...]
    only_here: str
    place_names: tuple[str, ...]


def counting_rows() -> CountingRows:
    """The words of counting.yaml."""
    return read_language_data("counting.yaml", CountingRows)


def figure_of(facts: Sequence[Fact]) -> Figure:
    """The sum of the facts, from the first of them to the last."""
    start = min(fact.amount.span.start for fact in facts)
    end = max(fact.amount.span.end for fact in facts)
    parts = tuple(fact.amount.span for fact in facts)
    return Figure(sum_of([fact.amount.number for fact in facts]), Span(start, end), parts)


def distinct(facts: Iterable[Fact]) -> list[Fact]:
    """The facts without those said twice: the same number of the same noun in a later sentence."""
    seen: set[tuple[str, Number, str]] = set()
    found: list[Fact] = []
    for fact in facts:
        if fact.amount.kind == "shop" or (fact.amount.unit and fact.amount.unit == fact.noun):
            # 「2店経営。従業員は2店で34人」: a unit that is the noun is known again by itself, unless a noun of its own
            # stands before it (「練習場1か所」).
            own = _OWN_NOUN.search(fact.phrase) if found else None
            key = (own.group() if own else "", fact.amount.number, fact.amount.unit)
        else:
            key = (fact.noun, fact.amount.number, fact.phrase.strip("、。は がも"))
        if key not in seen and not any(_holds(whole, fact) for whole in found):
            found.append(fact)
        seen.add(key)
    return found


def _holds(whole: Fact, fact: Fact) -> bool:
    """「補助者6名。…補助者の2名は在宅」: fewer of the same noun, spoken of later with の, are among them."""
    if not fact.noun or fact.noun != whole.noun or not fact.phrase.endswith(("の", "のうち")):
        return False
    if fact.phrase.startswith(("と", "・", "+")):
        return False  # 「社員分の5台と受付の1台」
    return (fact.amount.number.high or 0) < (whole.amount.number.low or 0)


def without_listed_parts(facts: list[Fact], whole: tuple[str, ...]) -> list[Fact]:
    """「社員15名。現場10名、事務5名」: the first, where it counts a `whole` and the rest comes to as many."""
    if len(facts) < 3 or facts[0].noun not in whole or any(fact.standing != "part" for fact in facts):
        return facts
    added_by_kind = any(
        (fact.noun in whole and fact.noun in fact.phrase) or fact.noun.startswith(head_rows().extras)
        for fact in facts[1:]
    )
    comes_to = sum_of([fact.amount.number for fact in facts[1:]])
    return facts if added_by_kind or comes_to != facts[0].amount.number else facts[:1]


def is_called(name: str, fact: Fact) -> bool:
    """Whether the fact counts what is named: 事務職 and 事務 are one group of people, 棟 counts グループホーム4棟."""
    if fact.role == "employees":
        return _same(name, fact.noun)
    if fact.role not in PLACE_ROLES or fact.standing == "subset" or not name:
        return False
    return name in fact.noun or _same(name, fact.amount.unit)


def _same(one: str, other: str) -> bool:
    return bool(one and other) and (one.startswith(other) or other.startswith(one))


def sum_of(numbers: Sequence[Number]) -> Number:
    """All numbers added; an end that one leaves open stays open."""
    total = numbers[0]
    for number in numbers[1:]:
        total = plus(total, number)
    return total


def plus(one: Number, other: Number) -> Number:
    """The two numbers added."""
    low = None if one.low is None or other.low is None else one.low + other.low
    high = None if one.high is None or other.high is None else one.high + other.high
    return Number(low, high, one.approx or other.approx)


def times(one: Number, other: Number) -> Number:
    """So many at each of so many."""
    low = None if one.low is None or other.low is None else one.low * other.low
    high = None if one.high is None or other.high is None else one.high * other.high
    return Number(low, high, one.approx or other.approx)
