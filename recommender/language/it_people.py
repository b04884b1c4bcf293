"""Who looks after the computers (システム要員): people who do nothing else, and people who do it on the side."""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.values import Number
from recommender.language.clauses import Reading, cue
from recommender.language.counting import Figure
from recommender.language.fold import Span
from recommender.language.roles import Fact

_SIDE = re.compile(
    r"兼任|兼務|片手間|片手ま|掛け持ち|かけもち|掛持ち|兼ねて|兼ねる|兼業|仕事の合間|業務の合間|本業の合間|合間に|ついでに|本業のかたわら|のかたわら|けんにん|けんむ"
    r"|(?:総務|経理|事務|社長|私|店長|院長|事務長|専務|部長|課長|息子|代表|工場長|所長|営業|庶務)(?:の?(?:者|人|私|女性|男性|社員|スタッフ|担当|部長|課長|方|[0-9]人))?(?:が|も)[^、。]{0,12}(?:見て(?:い|る|ま)|みて(?:い|る|ま)|面倒|やって|担当|管理|対応|いじ|兼)"
)
_COMPUTERS = re.compile(r"it|utm|ウイルス|対策|パソコン|ぱそこん|pc|システム|情シス|ネットワーク|情報|セキュリティ|サーバ|機器")
_NOBODY = re.compile(
    r"^(?:(?:の|が|は|も|を|など|とか|と呼べる|にあたる|らしい|できる|の者|の人(?:間|材)?|の?担当者?|の?社員|の?スタッフ|部門|部署|要員|専任|さん|という|って|なんて|者|員|人|[ :/、]|社内に|うちに|特に|1人も|一人も|誰も|だれも|まだ|おらず)*)"
    r"(?:[^。]{0,24}(?:誰も|だれも|後任が?|後任は?))?"
    r"(?:いない|いません|いなく|いなくて|おりません|おらず|おりませ|おらん|いず|居ない|居ません|居らず|不在|なし|無し|無い|ない|ありませ|ゼロ|0(?:人|名)?|無(?=[\s、。/)]|$)|置いて(?:い|お)?(?:ない|ま?せん|りません|らず)|置けて|設けて|雇って|雇え|雇う余裕|ナシ)"
)
_SKILLED = re.compile(
    r"(?:専門の|専任の|専属の|専門知識のある|知識のある|詳しい|くわしい|強い|分かる|わかる|明るい|得意な)(?:人間|人|者|社員|スタッフ|従業員|職員|もの|方)(?:が|は|も|など)?(?:、)?(?:社内に|うちに|1人も|一人も|誰も|だれも|まったく|全く)*(?:は)?"
    r"(?:いない|いません|いなく|おりません|おらず|なし|無し|ゼロ|不在|いず|おらん)"
)
_BEFORE = 40
_DEDICATED = re.compile(r"専任|専属|専門")


@dataclass(frozen=True, slots=True)
class Staffing:
    """専任 as a figure, and whether somebody does it on the side (兼任), each with its place."""

    dedicated: Figure | None
    on_the_side: tuple[bool, Span] | None


def staffing(reading: Reading, facts: tuple[Fact, ...]) -> Staffing:
    """What the text says of the people for the computers."""
    side = _on_the_side(reading)
    counted = [fact for fact in facts if fact.role == "it_people" and fact.standing != "subset"]
    dedicated = [fact for fact in counted if not _counts_side(reading, fact)]
    if any(_is_dedicated(reading, fact) for fact in dedicated):
        dedicated = [fact for fact in dedicated if _is_dedicated(reading, fact)]
    elif side and dedicated:
        dedicated = []
    if dedicated:
        number = dedicated[0].amount.number
        return Staffing(Figure(number, dedicated[0].amount.span), (True, side) if side else None)
    nobody = _nobody(reading)
    if nobody is None and side:
        nobody = side
    figure = Figure(Number(0, 0), nobody) if nobody else None
    return Staffing(figure, (True, side) if side else None)


def _counts_side(reading: Reading, fact: Fact) -> bool:
    after = reading.text[fact.amount.span.end : fact.amount.span.end + 14]
    beside = re.match(r"[^と、。・\n]{0,10}(?:兼任|兼務)", after)
    return _SIDE.search(fact.phrase) is not None or beside is not None


def _is_dedicated(reading: Reading, fact: Fact) -> bool:
    after = reading.text[fact.amount.span.end : fact.amount.span.end + 6]
    return _DEDICATED.search(fact.phrase + after) is not None


def _on_the_side(reading: Reading) -> Span | None:
    for match in _SIDE.finditer(reading.text):
        sentence = reading.sentence(match.start())
        after = reading.text[match.end() : match.end() + 10]
        if cue("negative").search(after) and re.match(
            r"(?:の|も|する|できる)?[^、。]{0,6}(?:いな|いませ|おら|おりま|な[いし])", after
        ):
            continue
        if match.group().startswith("片手") or _COMPUTERS.search(reading.text, max(0, sentence.start - _BEFORE), sentence.end):
            return Span(*match.span())
    return None


def _nobody(reading: Reading) -> Span | None:
    for head in reading.heads:
        if "it_people" not in head.meaning.split():
            continue
        said = _NOBODY.match(reading.text[head.end : head.end + 40])
        if said:
            return Span(head.start, head.end + said.end())
    skilled = _SKILLED.search(reading.text)
    return Span(*skilled.span()) if skilled else None
