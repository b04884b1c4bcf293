"""Employees (従業員): a stated total, else the whole with what is added to it, else the sum of the parts."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from knowledge.values import Number
from recommender.language.clauses import Reading, head_rows
from recommender.language.figures import (
    BETWEEN_NAMES,
    PLACE_ROLES,
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
from recommender.language.sites import sites

_NEAR = 16
_LISTING = ("、", "と", "・")
_JOINED = re.compile(r"[と、・+,]|ほか|他に|プラス|に加え")
_JOINED_BEFORE = re.compile(r"[と+]|プラス")
_LINKS = ("と", "、", "に", "+", "・", "そ", "あ", "ほ", "他")
_REGULARS = ("社員", "正社員", "職員", "正職員")
_GROUP_TOLD = re.compile(r"[はが:]([一-龯ァ-ヺー]{2,8})$")
_PARTICLE = re.compile(r"の|は|が|も|を|に| |で、?")


def employees(reading: Reading, facts: tuple[Fact, ...]) -> Figure | None:
    """従業員: the people of the company."""
    mine = [fact for fact in facts if fact.role in ("employees_all", "employees")]
    totals = [fact for fact in mine if fact.standing == "sum"]
    wholes = [fact for fact in mine if fact.standing == "whole"]
    parts = without_listed_parts(distinct(fact for fact in mine if fact.standing == "part"), counting_rows().everybody)
    each = [number for fact in mine if fact.standing == "each" and (number := _at_all_places(fact, reading, facts))]
    if each and not totals and not wholes:
        listed = [fact for fact in mine if fact.standing in ("part", "each")]
        here = [fact.amount.number for fact in parts]
        return replace(figure_of(listed), number=sum_of([*each, *here]))
    if totals and _is_of_one_group(totals[0], parts):
        parts = [totals[0], *parts]  # 「弁護士が私を含めて3人、事務が4人」
    elif totals:
        more = [fact for fact in parts if _comes_on_top(fact, totals[0])]
        return figure_of([totals[0], *more])
    if wholes:
        return _with_writer(_whole(wholes[0], parts), wholes[0])
    if not parts:
        return _without_numbers(reading)
    figure = figure_of(parts)
    figure = _with_writer(figure, parts[0])
    unnamed = _named_before(parts[0]) + _named_after(reading, parts[-1])
    return replace(figure, number=plus(figure.number, Number(unnamed, unnamed)))


def _at_all_places(fact: Fact, reading: Reading, facts: tuple[Fact, ...]) -> Number | None:
    """「各工場30名」: so many at each of the places of that name, else at each of all places."""
    named = [other.amount.number for other in facts if other.role in PLACE_ROLES and is_called(fact.each, other)]
    places = sites(reading, facts)
    count = named[0] if named else (places.number if places else None)
    return times(fact.amount.number, count) if count else None


def _whole(whole: Fact, parts: list[Fact]) -> Figure:
    group = _GROUP_TOLD.search(whole.phrase)
    if group and group.group(1) != whole.noun:
        groups = [whole]
        for fact in parts:
            between = fact.amount.span.start - groups[-1].amount.span.end
            if 0 < between < _NEAR and fact.phrase.startswith(_LISTING) and "うち" not in fact.phrase:
                groups.append(fact)
        return figure_of(groups)  # 「従業員は日本人12名、ベトナム人6名」
    extras = [fact for fact in parts if _adds_to_whole(fact, whole)]
    if extras and figure_of(parts).number != whole.amount.number:
        return figure_of([whole, *extras])
    return figure_of([whole])


def _with_writer(figure: Figure, first: Fact) -> Figure:
    """「私のほか従業員が四名」 are five."""
    besides = compiled(rf"(?:{_single()})の?(?:ほか|他)").search(first.phrase)
    return replace(figure, number=plus(figure.number, Number(1, 1))) if besides else figure


def _comes_on_top(fact: Fact, total: Fact) -> bool:
    """「店長を含めて社員6、あとはバイトが20人」: a sum of 社員 holds no パート."""
    near = 0 < fact.amount.span.start - total.amount.span.end < _NEAR
    return near and total.noun in _REGULARS and fact.noun.startswith(head_rows().extras)


def _is_of_one_group(total: Fact, parts: list[Fact]) -> bool:
    """Whether a sum counts one kind of people only, because the next kind follows it."""
    if total.noun in counting_rows().everybody or total.role == "employees_all":
        return False
    end = total.amount.span.end
    followed = any(0 < fact.amount.span.start - end < _NEAR and fact.phrase.startswith(_LISTING) for fact in parts)
    included = rf"(?:{_single()})(?:を|も|が)?(?:含め|入れ|込み)"
    of_its_own = rf"{re.escape(total.noun)}(?:さん)?は?(?:全部で|合わせて)"  # 「薬剤師さん全部で11人、事務さん6人」
    return followed and re.search(f"{included}|{of_its_own}", total.phrase) is not None


def _adds_to_whole(fact: Fact, whole: Fact) -> bool:
    """「従業員20名とパート5名」 adds; a later sentence or other work (ドライバー) is a part of the 20."""
    if fact.amount.span.start < whole.amount.span.start:
        near = whole.amount.span.start - fact.amount.span.end < _NEAR
        return near and _JOINED_BEFORE.match(whole.phrase) is not None  # 「家族3人と従業員2人」
    near = fact.amount.span.start - whole.amount.span.end < _NEAR
    return near and _JOINED.match(fact.phrase) is not None and fact.noun.startswith(head_rows().extras)


def _named_before(first: Fact) -> int:
    """「夫婦とパート2名」「社長、息子、職人5名」: the people named before the first number."""
    phrase = first.phrase.rstrip().rpartition("。")[2].removesuffix(first.noun)
    unnamed = not first.noun or not first.phrase.endswith(first.noun)
    if unnamed and phrase.endswith(("の", "と")):
        return 0  # 「夫婦と息子の3人」「夫と二人」
    *named, _ = BETWEEN_NAMES.split(phrase)
    count = 0
    for name in reversed(named):
        word = _PARTICLE.split(name)[-1]
        if word in head_rows().couples:
            count += 2
        elif word in head_rows().singles:
            count += 1
        else:
            break
    return count


def _named_after(reading: Reading, last: Fact) -> int:
    """「整備士3、受付1、店長の私」: one who is named behind the numbers."""
    # A person who is named and not counted: 店長の私, 事務の妻.
    one = rf"(?:[一-龯ァ-ヺー]{{1,6}}の)?(?:{_single()})"
    told = compiled(
        rf"(?:(?:と|、|に|\+|・)?(?:それと|それに|あと|ほかに?|他に?|および)?、?{one}){{1,5}}"
        r"(?=です|でやっ|でし|で[、。]|の[0-9]|[。、]|$|の?み|だけ|がい)"
    ).match(reading.text, last.amount.span.end)
    if told is None or told.group()[0] not in _LINKS:
        return 0
    return len(compiled(rf"{one}(?![一-龯ァ-ヺー])").findall(told.group()))


def _single() -> str:
    """The words for one person: 私, 社長, 妻."""
    return any_of(head_rows().singles).pattern


def _without_numbers(reading: Reading) -> Figure | None:
    """「夫婦でやっています」「夫婦と息子でやって」「私と妻だけ」."""
    couple = _couple().search(reading.text)
    if couple:
        more = len(BETWEEN_NAMES.split(couple.group("more"))) - 1
        return Figure(Number(2 + more, 2 + more), Span(*couple.span()))
    listed = _people_listed().search(reading.text)
    if listed is None:
        return None
    count = len(BETWEEN_NAMES.split(listed.group()))
    return Figure(Number(count, count), Span(*listed.span()))


@cache
def _couple() -> re.Pattern[str]:
    rows = head_rows()
    more = rf"(?P<more>(?:(?:と|、|・)(?:{_single()})){{0,4}})"
    return re.compile(rf"(?:{any_of(rows.couples).pattern}){more}(?:だけ)?(?:で|のみ|経営|のお?店)")


@cache
def _people_listed() -> re.Pattern[str]:
    one = rf"(?:{_single()}|[一-龯ァ-ヺー]{{1,4}}の(?:女性|男性|人|子|者|方|スタッフ|パートさん))"
    only = r"(?:の?み|だけ|のふたり|(?<=[、と].)(?:です)?(?=。|$))(?!が|で[^すや、。])"
    work = r"で(?=やって|やり|経営|営ん|営み|切り盛|回して|商って)"
    whose = r"(?<!のは)(?<!者は)(?<!人は)(?<!担当は)"  # 「詳しいのは私だけ」
    return re.compile(rf"{whose}{one}(?:(?:(?:と|、){one}){{0,5}}{only}|(?:(?:と|、){one}){{1,5}}{work})")
