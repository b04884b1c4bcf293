"""Counting (数え上げ): one figure for each field from its facts: a stated total, else the sum of the parts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from knowledge.values import Number
from recommender.language.clauses import Reading, cue, head_rows
from recommender.language.fold import Span
from recommender.language.roles import Fact

_PLACE_ROLES = ("site_all", "branch", "headquarters")
_WITH_HEAD_OFFICE = re.compile(
    r"(?:本社|本店|本院|本園|本校)(?:のほか|の他|以外|とは別|と|、|・|ほか|プラス|\+|は別|は|に加え|および|及び)"
)
_BESIDE = re.compile(r"(?:以外|別|ほか|他)に(?:も)?(?:本社|本店|本院)|(?:か所|つ|店|所|拠点)(?:と|、|\+|プラス)(?:本社|本店)|(?:本社|本店|本院|本園|本校)(?:は|が|も)?別|ほか(?:に|、)?(?:本社|本店|本院)")
_OTHERWISE = re.compile(r"(?:ほか|他|以外|別)(?:に|で|の|、)*$")
# 「全員MacBook」「PCは人数分」: as many as people, without a number.
_ONE_EACH = re.compile(
    r"(?:全員|全社員|全職員|みんな|各自|1人ずつ|一人ずつ)(?:に|が|は|、|の)?(?:、)?(?:会社の|[^。、]{1,6}と)?(?:ノート|pc|パソコン|mac|デスクトップ|ぱそこん)"
    r"|(?:pc|パソコン|ノート|端末)(?:は|が|も)?(?:社員の?|従業員の?|職員の?)?(?:社員|従業員|職員|人)と同じ(?:数|台数)|(?:pc|パソコン|ノート|端末)(?:は|が|も)?(?:社員の?|従業員の?|職員の?)?(?:人数|頭数|社員数|従業員数|職員数)(?:分|と同じ|と同数|と同程度)"
)
_EVERYBODY = ("社員", "従業員", "職員", "スタッフ", "全員", "メンバー", "全社員", "全職員", "所員")
_NEAR = 16
_ONLY_HERE = re.compile(
    r"(?:本社|本店|本院|事務所|お?店|店舗|拠点|オフィス|工場|ここ)(?:は(?:本社|本店|ここ|ひとつ))?(?:1つ|一つ)?(?:だけ|のみ)(?!で?[^、。]{0,6}(?:監視|対策|使))"
)
_NOT_ABOUT_HAVING = re.compile(
    r"分かる|わかる|人間|人が|者が|得意|強い|把握|数え|確認|決ま|止ま|わから|分から|心配|不安|足り|仕事|管理|更新|使え|詳し|対策|バックアップ|監視|入れて|古|できて|して(?:い)?ない|守|動か|触|問題|台しか"
)
_LACKS = re.compile(
    r"^(?:機|類|など|とか|等|自体)?(?:は|が|も|を|って|なんて|:|/| |=|、|\?|→)*(?P<between>[^。、/:?0-9]{0,14}?)"
    r"(?:なし|無し|無い|無く|なくて?(?=[、。 ]|デ|クラ)|ない|ナシ|ありませ|ございませ|おりませ|ゼロ|無(?=[\s、。/)・]|$)|"
    r"(?:廃止|撤去|処分)(?:済|し)|(?:置|持|設置|使|つか|導入|所有|保有|運用|用意)[^。、]{0,5}?(?:ない|ませ|おらず|ておりませ|ず(?=[、。]|$)))"
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A field's number and where in the folded text it is said."""

    number: Number
    span: Span


def employees(reading: Reading, facts: tuple[Fact, ...]) -> Figure | None:
    """従業員: the people of the company."""
    mine = [fact for fact in facts if fact.role in ("employees_all", "employees")]
    totals = [fact for fact in mine if fact.standing == "sum"]
    wholes = [fact for fact in mine if fact.standing == "whole"]
    parts = _distinct(fact for fact in mine if fact.standing == "part")
    if totals:
        return _figure(totals[:1])
    if wholes:
        extras = [fact for fact in parts if _adds_to_whole(fact, wholes[0])]
        if extras and _added(parts) != wholes[0].amount.number:
            return _figure([wholes[0], *extras])
        return _figure(wholes[:1])
    if not parts:
        return _without_numbers(reading)
    figure = _figure(parts)
    unnamed = _people_without_number(parts[0]) + _people_after(reading, parts[-1])
    return replace(figure, number=_plus(figure.number, Number(unnamed, unnamed)))


def _adds_to_whole(fact: Fact, whole: Fact) -> bool:
    """「従業員20名とパート5名」 adds; a later sentence or other work (ドライバー) is a part of the 20."""
    if fact.amount.span.start < whole.amount.span.start:
        near = whole.amount.span.start - fact.amount.span.end < _NEAR
        return near and re.match(r"[と+]|プラス", whole.phrase) is not None  # 「家族3人と従業員2人」
    near = fact.amount.span.start - whole.amount.span.end < _NEAR
    joined = re.match(r"[と、・+,]|ほか|他に|プラス|に加え", fact.phrase) is not None
    return near and joined and fact.noun.startswith(head_rows().extras)


def _people_without_number(first: Fact) -> int:
    """「夫婦とパート2名」「社長、息子、職人5名」: the people named before the first number."""
    if first.phrase.endswith(("の", "と")):
        return 0  # 「夫婦と息子の3人」「夫と二人」
    *named, _ = re.split(r"[と、・+]|および|及び", first.phrase.rpartition("。")[2])
    count = 0
    for name in reversed(named):
        word = re.split(r"の|は|が|も| |で、?", name)[-1]
        if word in head_rows().couples:
            count += 2
        elif word in head_rows().singles:
            count += 1
        else:
            break
    return count


def _people_after(reading: Reading, last: Fact) -> int:
    """「整備士3、受付1、店長の私」: one who is named behind the numbers."""
    one = "|".join(head_rows().singles)
    after = reading.text[last.amount.span.end : last.amount.span.end + 16]
    named = re.match(rf"(?:と|、|に|、?それと|、?あと)(?:[一-龯]{{1,4}}の)?(?:{one})(?=です|でやっ|[。、]|$|の?み|だけ)", after)
    return 1 if named else 0


def _without_numbers(reading: Reading) -> Figure | None:
    """「夫婦でやっています」「私一人で」."""
    rows = head_rows()
    couple = re.search(rf"(?:{'|'.join(rows.couples)})(?:だけ)?(?:で|のみ|経営|のお?店)", reading.text)
    if couple:
        return Figure(Number(2, 2), Span(*couple.span()))
    one = "|".join(rows.singles)
    listed = re.search(
        rf"(?:{one})(?:(?:と|、)(?:{one})){{0,5}}(?:の?み|だけ|のふたり)(?!が|で[^すや、。])", reading.text
    )
    if listed:
        count = len(re.split("と|、", listed.group()))
        return Figure(Number(count, count), Span(*listed.span()))
    return None


def devices(role: str, reading: Reading, facts: tuple[Fact, ...], people: Figure | None) -> Figure | None:
    """パソコン or サーバー: a stated total, else all parts, those at each place taken times the places."""
    mine = [fact for fact in facts if fact.role == role]
    totals = [fact for fact in mine if fact.standing == "sum"]
    if totals:
        return _figure(totals[:1])
    counted = _distinct(fact for fact in mine if fact.standing in ("part", "each", "per_person"))
    numbers, used = [], []
    for fact in counted:
        number = _spread_number(fact, facts, people, reading)
        if number:
            numbers.append(number)
            used.append(fact)
    if used:
        return replace(_figure(used), number=_total(numbers))
    subsets = [fact for fact in mine if fact.standing == "subset"]
    if subsets and not counted:
        return _figure(subsets)
    everybody = _ONE_EACH.search(reading.text) if role == "pcs" and people else None
    if everybody and people:
        return Figure(people.number, Span(*everybody.span()))
    return _lacking(role, reading)


def _spread_number(fact: Fact, facts: tuple[Fact, ...], people: Figure | None, reading: Reading) -> Number | None:
    number = fact.amount.number
    if fact.standing == "part":
        return number
    if fact.standing == "per_person":
        return _times(number, people.number) if people else None
    if fact.each.startswith("#"):
        start = int(fact.each[1:])
        return _times(number, reading.amounts_between(start - 30, start + 1)[-1].number)
    people_named = [other for other in facts if other.role == "employees" and _same_noun(fact.each, other.noun)]
    if people_named:
        return _times(number, people_named[0].amount.number)
    if fact.each in _EVERYBODY:
        return _times(number, people.number) if people else None
    named = [
        other
        for other in facts
        if other.role in _PLACE_ROLES
        and fact.each
        and other.standing != "subset"
        and (fact.each in other.noun or fact.each in other.amount.unit or other.amount.unit in fact.each != "")
    ]
    if named:
        return _times(number, named[0].amount.number)
    places = sites(reading, facts)
    return _times(number, places.number) if places else None


def _same_noun(one: str, other: str) -> bool:
    """事務職 and 事務 are one group of people."""
    return bool(one and other) and (one.startswith(other) or other.startswith(one))


def _lacking(role: str, reading: Reading) -> Figure | None:
    """「サーバーなし」「社内には置いていません」 is 0."""
    for head in reading.heads:
        if role not in head.meaning.split():
            continue
        lacks = _LACKS.match(reading.text[head.end : head.end + 40])
        if not lacks or _NOT_ABOUT_HAVING.search(lacks.group()):
            continue
        clause = reading.clause(head.start)
        if cue("past").search(reading.text[clause.start : head.start]):
            continue
        return Figure(Number(0, 0), Span(head.start, head.end + lacks.end()))
    return None


def sites(reading: Reading, facts: tuple[Fact, ...]) -> Figure | None:
    """拠点: all places of the company. Branches counted beside a 本社 don't hold it; 「3拠点」 does."""
    mine = [fact for fact in facts if fact.role in _PLACE_ROLES and fact.standing != "subset"]
    totals = [fact for fact in mine if fact.standing == "sum"]
    if totals:
        return _figure(totals[:1])
    if not mine:
        only = _ONLY_HERE.search(reading.text)
        return Figure(Number(1, 1), Span(*only.span())) if only else None
    figure = _figure(_distinct(mine))
    head_office = not any(_names_head_office(fact) for fact in mine) and any(
        _beside_head_office(reading, fact) for fact in mine
    )
    return replace(figure, number=_plus(figure.number, Number(1, 1))) if head_office else figure


def _names_head_office(fact: Fact) -> bool:
    """「本社1か所」 counts the head office itself."""
    return fact.role == "headquarters" or re.search(r"(?:本社|本店|本院)(?:が|は|に|:)?$", fact.phrase) is not None


def _beside_head_office(reading: Reading, fact: Fact) -> bool:
    sentence = reading.of(reading.sentence(fact.amount.span.start))
    if _BESIDE.search(sentence):
        return True
    phrase = fact.phrase
    if phrase.endswith(("の", "で")) and not _OTHERWISE.search(phrase):
        return False  # 「本社と工場の2拠点」 holds the head office
    if fact.amount.unit == "拠点" and not _OTHERWISE.search(phrase):
        return False
    return _WITH_HEAD_OFFICE.search(sentence) is not None


def _distinct(facts: Iterable[Fact]) -> list[Fact]:
    """Facts without those said twice: the same number of the same noun in a later sentence."""
    seen: set[tuple[str, Number, str]] = set()
    found = []
    for fact in facts:
        # 「2店経営。従業員は2店で34人」: a count of shops needs no noun to be known again.
        counted = fact.amount.unit if fact.amount.kind == "shop" else fact.phrase.strip("、。は がも")
        key = (fact.noun if fact.amount.kind != "shop" else "", fact.amount.number, counted)
        if key not in seen:
            found.append(fact)
        seen.add(key)
    return found


def _figure(facts: list[Fact]) -> Figure:
    starts = min(fact.amount.span.start for fact in facts)
    ends = max(fact.amount.span.end for fact in facts)
    return Figure(_added(facts), Span(starts, ends))


def _added(facts: list[Fact]) -> Number:
    return _total([fact.amount.number for fact in facts])


def _total(numbers: list[Number]) -> Number:
    total = numbers[0]
    for number in numbers[1:]:
        total = _plus(total, number)
    return total


def _plus(one: Number, other: Number) -> Number:
    low = None if one.low is None or other.low is None else one.low + other.low
    high = None if one.high is None or other.high is None else one.high + other.high
    return Number(low, high, one.approx or other.approx)


def _times(one: Number, other: Number) -> Number:
    low = None if one.low is None or other.low is None else one.low * other.low
    high = None if one.high is None or other.high is None else one.high * other.high
    return Number(low, high, one.approx or other.approx)
