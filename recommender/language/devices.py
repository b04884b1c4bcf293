"""Computers (パソコン, サーバー): a stated total, else all parts; those at each place are taken times the places."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from knowledge.values import Number
from recommender.language.clauses import Reading, cue
from recommender.language.figures import Figure, counting_rows, distinct, figure_of, plus, sum_of, times
from recommender.language.fold import Span
from recommender.language.lexicon import any_of
from recommender.language.roles import Fact
from recommender.language.sites import PLACE_ROLES, sites

_LACKS_REACH = 40
# Words beside a number may begin this far before its digits (「およそ」).
_LONGEST_PREFIX = 30


def devices(role: str, reading: Reading, facts: tuple[Fact, ...], people: Figure | None) -> Figure | None:
    """The computers of one role in use."""
    mine = [fact for fact in facts if fact.role == role]
    totals = [fact for fact in mine if fact.standing == "sum"]
    if totals:
        return figure_of(totals[:1])
    counted = distinct(fact for fact in mine if fact.standing in ("part", "each", "per_person"))
    numbers = {fact: number for fact in counted if (number := _number_in_all(fact, facts, people, reading))}
    one_each = _one_each(reading, people) if role == "pcs" else None
    if numbers:
        total = sum_of(list(numbers.values()))
        # 「全員がMacBookで、検証機が3台」: the three come on top.
        if one_each and _is_less(total, one_each.number):
            total = plus(total, one_each.number)
        return replace(figure_of(list(numbers)), number=total)
    subsets = [fact for fact in mine if fact.standing == "subset"]
    if subsets and not counted:
        return figure_of(subsets)
    return one_each or _lacking(role, reading)


def _is_less(one: Number, other: Number) -> bool:
    return one.high is not None and other.low is not None and one.high < other.low


def _number_in_all(fact: Fact, facts: tuple[Fact, ...], people: Figure | None, reading: Reading) -> Number | None:
    if fact.standing == "part":
        return fact.amount.number
    count = _count_of_each(fact, facts, people, reading)
    if count is None:
        # 「それぞれ自前の3台」: each of nothing that is counted.
        one_each = reading.text.startswith("ずつ", fact.amount.span.end)
        return fact.amount.number if fact.standing == "each" and not (fact.each or one_each) else None
    return times(fact.amount.number, count)


def _count_of_each(fact: Fact, facts: tuple[Fact, ...], people: Figure | None, reading: Reading) -> Number | None:
    """How many there are of what gets so many each: people, 店, or the number straight before."""
    everybody = people.number if people else None
    if fact.standing == "per_person" or fact.each in counting_rows().everybody:
        return everybody
    if fact.each.startswith("#"):
        start = int(fact.each[1:])
        return reading.amounts_between(start - _LONGEST_PREFIX, start + 1)[-1].number
    named = [other.amount.number for other in facts if _is_called(fact.each, other)]
    if named:
        return named[0]
    places = sites(reading, facts)
    return places.number if places else None


def _is_called(name: str, other: Fact) -> bool:
    """Whether the fact counts what is named: 事務職 and 事務 are one group of people, 棟 counts グループホーム4棟."""
    if other.role == "employees":
        return _same(name, other.noun)
    if other.role not in PLACE_ROLES or other.standing == "subset" or not name:
        return False
    return name in other.noun or _same(name, other.amount.unit)


def _same(one: str, other: str) -> bool:
    return bool(one and other) and (one.startswith(other) or other.startswith(one))


def _one_each(reading: Reading, people: Figure | None) -> Figure | None:
    """「全員MacBook」「PCは人数分」: as many as people, without a number."""
    said = any_of(counting_rows().one_each).search(reading.text) if people else None
    return Figure(people.number, Span(*said.span())) if said and people else None


@cache
def _lacks() -> re.Pattern[str]:
    rows = counting_rows()
    return re.compile(rows.lacks_between + rows.lacks)


def _lacking(role: str, reading: Reading) -> Figure | None:
    """「サーバーなし」「社内には置いていません」 is 0."""
    for head in reading.heads:
        if role not in head.meaning.split():
            continue
        gone = any_of((counting_rows().gone,)).match(reading.text, head.end)
        if gone:
            return Figure(Number(0, 0), Span(head.start, gone.end()))
        lacks = _lacks().match(reading.text, head.end, head.end + _LACKS_REACH)
        if not lacks or any_of((counting_rows().not_lacking,)).search(lacks.group()):
            continue
        clause = reading.clause(head.start)
        if not cue("past").search(reading.text[clause.start : head.start]):
            return Figure(Number(0, 0), Span(head.start, lacks.end()))
    return None
