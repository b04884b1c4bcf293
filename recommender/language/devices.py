"""Computers (パソコン, サーバー): a stated total, else all parts; those at each place are taken times the places."""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge.values import Number
from recommender.language.clauses import Reading, cue
from recommender.language.figures import (
    BETWEEN_NAMES,
    Figure,
    counting_rows,
    distinct,
    figure_of,
    is_called,
    plus,
    sum_of,
    times,
    without_listed_parts,
)
from recommender.language.fold import Span
from recommender.language.lexicon import any_of, compiled
from recommender.language.roles import Fact
from recommender.language.sites import branches, sites

_LACKS_REACH = 40
_HOLDERS = re.compile(
    r"([一-龯ァ-ヺー]{2,8}(?:(?:と|、|・)[一-龯ァ-ヺー]{2,8}){1,4})に(?:は|も)?(?:、)?"
    r"(?:[a-zァ-ヺー]{0,6})(?:が|を|は)?$"
)
_AT_HEAD_OFFICE = re.compile(r"(?:本社|本店|本部|本院|事務局)(?:に|には|は|で|が)?$")
_NEXT = 6
_COMES_TO = re.compile(r"(?:ずつ)?(?:で|の|=|、)(?:約|計|合計)?")
_BRANCHES = ("支店", "営業所", "支社", "支局", "出張所", "分院", "分園", "分校")
_TOLD_APART = re.compile(r"[^0-9]{0,24}(?:、|。|で)(?:もう|あと|残り?の?|そのうち|片方の?|別の)?")
# Words beside a number may begin this far before its digits (「およそ」).
_LONGEST_PREFIX = 30


def devices(role: str, reading: Reading, facts: tuple[Fact, ...], people: Figure | None) -> Figure | None:
    """The computers of one role in use."""
    mine = [fact for fact in facts if fact.role == role]
    totals = [fact for fact in mine if fact.standing == "sum"]
    if totals:
        return figure_of(_total_with_more(totals[0], mine, reading))
    counted = distinct(fact for fact in mine if fact.standing in ("part", "each", "per_person"))
    counted = without_listed_parts(counted, counting_rows().every_computer)
    counted = _without_products(_without_breakdown(counted, reading), reading)
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


def _total_with_more(total: Fact, mine: list[Fact], reading: Reading) -> list[Fact]:
    """「事務室のPCが合わせて10台、PC教室に15台」: a later part of the sentence that is larger isn't in the sum."""
    end = reading.sentence(total.amount.span.start).end
    later = [fact for fact in mine if fact.standing == "part" and total.amount.span.end < fact.amount.span.start < end]
    more = sum(fact.amount.number.low or 0 for fact in later) > (total.amount.number.high or 0)
    return [total, *later] if more else [total]


def _without_products(counted: list[Fact], reading: Reading) -> list[Fact]:
    """「1人1台で14台」「各園5台の計10台」: what so many each come to is the number behind it."""
    said = {fact.amount.span.start: fact for fact in counted if fact.standing == "part"}
    kept: list[Fact] = []
    for fact in counted:
        following = reading.amounts_between(fact.amount.span.end, fact.amount.span.end + _NEXT)
        product = said.get(following[0].span.start) if following and fact.standing != "part" else None
        if product is None or not _COMES_TO.fullmatch(product.phrase):
            kept.append(fact)
    return kept


def _without_breakdown(counted: list[Fact], reading: Reading) -> list[Fact]:
    """「2台あって、1台は会計、もう1台は通販用」: what は tells apart behind a number is among it."""
    kept: list[Fact] = []
    for fact in counted:
        whole = kept[-1] if kept else None
        apart = reading.text.startswith("は", fact.amount.span.end) and _TOLD_APART.fullmatch(fact.phrase)
        inside = whole and (fact.amount.number.high or 0) < (whole.amount.number.low or 0)
        if not (whole and apart and inside):
            kept.append(fact)
    return kept


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
    named = [other.amount.number for other in facts if is_called(fact.each, other)]
    if named:
        return named[0]
    beside = _counted_beside(fact, reading) or _named_holders(fact)
    if beside:
        return beside
    # 「支店は4台ずつ」「各所2台、本社4台」: the head office is none of them.
    apart = fact.each in _BRANCHES or any(_AT_HEAD_OFFICE.search(other.phrase) for other in facts if other != fact)
    places = (branches(reading, facts) if apart else None) or sites(reading, facts)
    return places.number if places else None


def _named_holders(fact: Fact) -> Number | None:
    """「選別場と事務所にPC1台ずつ」: so many at each of the places that are named."""
    holders = _HOLDERS.search(fact.phrase)
    return Number(count, count) if holders and (count := len(BETWEEN_NAMES.split(holders.group(1)))) else None


def _counted_beside(fact: Fact, reading: Reading) -> Number | None:
    """「船には各2台で3隻」: what gets so many each is counted straight behind."""
    end = fact.amount.span.end
    following = reading.amounts_between(end, end + 3)
    return following[0].number if following and following[0].kind in ("count", "shop", "place", "thing") else None


def _one_each(reading: Reading, people: Figure | None) -> Figure | None:
    """「全員MacBook」「PCは人数分」: as many as people, without a number."""
    said = any_of(counting_rows().one_each).search(reading.text) if people else None
    return Figure(people.number, Span(*said.span())) if said and people else None


def _lacking(role: str, reading: Reading) -> Figure | None:
    """「サーバーなし」「社内には置いていません」 is 0."""
    rows = counting_rows()
    lacking = compiled(rows.lacks_between + rows.lacks)
    for head in reading.heads:
        if role not in head.meaning:
            continue
        gone = compiled(rows.gone).match(reading.text, head.end)
        if gone:
            return Figure(Number(0, 0), Span(head.start, gone.end()))
        lacks = lacking.match(reading.text, head.end, head.end + _LACKS_REACH)
        if not lacks or compiled(rows.not_lacking).search(lacks.group()):
            continue
        clause = reading.clause(head.start)
        if not cue("past").search(reading.text[clause.start : head.start]):
            return Figure(Number(0, 0), Span(head.start, lacks.end()))
    return None
