"""Quantities (数量) in folded text: each numeral with its unit, before ranges and bounds are read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from recommender.language.fold import Span, is_letter
from recommender.language.number_words import Kind, number_words
from recommender.language.numerals import ALL_SIGNS, KANJI_SIGNS, Magnitude, read_numeral

COUNTING: frozenset[Kind] = frozenset({"person", "device", "money", "shop", "place", "thing"})
_RUN = re.compile(rf"[0-9{KANJI_SIGNS}][0-9.,{ALL_SIGNS}]{{0,40}}")
_PIECE = re.compile(rf"(?:[0-9]{{1,3}}(?:,[0-9]{{3}})+(?![0-9])|[0-9]+(?:\.[0-9]+)?|[{ALL_SIGNS}])+?(?=,|$)")
_BOUNDARY = re.compile(r"\Z|[\s、。,.!?:;/|・()\[\]「」〜-]|は|が|で|の|を|に|と|も|か|く|ぐ|ほ|ま|し|だ|ち|ぴ|そ")
# Units that may stand behind a space whatever follows them.
_SURE: tuple[Kind, ...] = ("person", "device", "money", "shop")
_HEADS_NEXT = re.compile(r"数?[ :/=]{0,3}[0-9]")
_ENDS_UNIT = re.compile(r"\Z|[\s、。,/)・はがのでをにと]")
_KANA_DIGITS = {
    "いち": 1, "に": 2, "さん": 3, "よん": 4, "よ": 4, "ご": 5, "ろく": 6, "なな": 7, "しち": 7,
    "はち": 8, "はっ": 8, "きゅう": 9,
}  # fmt: skip
_KANA_NUMBER = re.compile(
    rf"(?<![ぁ-ん])(?<!ー)(?P<tens>(?:に|さん|よん|ご|ろく|なな|はち|きゅう)?じゅう)?(?P<ones>{'|'.join(_KANA_DIGITS)})?"
    r"(?P<unit>だい|にん|めい)(?=[ 、。でのがはとぐく]|あ|です|$)"
)
# Below nothing: -5, the accountant's triangles, and the long vowel that a kana keyboard gives for the sign. A dash
# behind a word (「PC-5台」) only parts it from its number.
_BELOW_NOTHING = re.compile(r"(?:(?:^|[\n、。:=はがも約])[ ]?(?:たぶん|多分)?[-ー\u25b2\u25b3]|マイナス)$")
_LONGEST_SIGN = 6
_LISTED = re.compile(rf"[、,・〜か-][{ALL_SIGNS}]")


@dataclass(frozen=True, slots=True)
class Quantity:
    """数量: a numeral and the unit behind it; `end` is after the unit."""

    magnitude: Magnitude
    span: Span
    unit: str
    kind: Kind
    end: int


def find_quantities(text: str) -> list[Quantity]:
    """Every numeral of a folded text that counts something, in order."""
    masked = [Span(*match.span()) for match in number_words().masked.finditer(text)]
    found: list[Quantity] = []
    mask = 0
    for run in _RUN.finditer(text):
        while mask < len(masked) and masked[mask].end <= run.start():
            mask += 1
        for start, end in _pieces(run.group().rstrip(".,"), run.start()):
            if mask < len(masked) and masked[mask].touches(Span(start, end)):
                continue
            below = _BELOW_NOTHING.search(text, max(0, start - _LONGEST_SIGN), start)
            quantity = None if below else _quantity(text, start, end)
            if quantity:
                found.append(quantity)
    words = (*_spelled(text), *_in_kana(text))
    found.extend(word for word in words if not any(mask.touches(word.span) for mask in masked))
    return sorted(found, key=lambda quantity: quantity.span.start)


def _spelled(text: str) -> Iterator[Quantity]:
    """The numbers that are words: ひとり, ゼロ."""
    for mention in number_words().spelled.find(text):
        row, span = mention.meaning, Span(mention.start, mention.end)
        yield Quantity(Magnitude(row.value, row.value), span, row.unit, row.kind, mention.end)


def _in_kana(text: str) -> Iterator[Quantity]:
    """Numbers in hiragana with their unit: 「しゃいんは じゅうごにん」."""
    for match in _KANA_NUMBER.finditer(text):
        tens, ones = match.group("tens"), match.group("ones")
        value = _KANA_DIGITS.get(tens.removesuffix("じゅう"), 1) * 10 if tens else 0
        value += _KANA_DIGITS.get(ones or "", 0)
        unit, kind = number_words().units.longest_at(text, match.start("unit")) or ("", "none")
        if value and unit:
            span = Span(match.start(), match.start("unit"))
            yield Quantity(Magnitude(value, value), span, unit, kind, match.end())


def _pieces(run: str, offset: int) -> list[tuple[int, int]]:
    """The numerals of a run: 「2,3」 holds two, 「1,200」 one."""
    if read_numeral(run):
        return [(offset, offset + len(run))]
    if run.startswith("数"):
        run, offset = run[1:], offset + 1  # 「社員数29名」
    return [(offset + piece.start(), offset + piece.end()) for piece in _PIECE.finditer(run)]


def _quantity(text: str, start: int, end: int) -> Quantity | None:
    magnitude = read_numeral(text[start:end])
    if magnitude is None:
        return None
    tables = number_words()
    kanji = not text[start].isdigit() or not text[start].isascii()
    at = end + (1 if text[end : end + 1] == " " and tables.units.longest_at(text, end + 1) else 0)
    rounded = text.startswith("余", at)  # 「五十余名」
    at += rounded
    unit = tables.units.longest_at(text, at)
    if unit and unit[1] in ("place", "shop") and _HEADS_NEXT.match(text, at + len(unit[0])):
        unit = None  # 「工場2 営業所3」「約50 拠点 3」: the word belongs to the number after it
    if unit and unit[1] not in _SURE and at > end + rounded and not _ENDS_UNIT.match(text, at + len(unit[0])):
        unit = None  # 「従業員25 事務所PC10台」: the word belongs to what follows
    word, kind = unit or ("", "none")
    if not unit and magnitude.multiplier >= 1000 and not (kanji and end - start == 1):
        kind = "money"  # 「月3万まで」
    if unit:
        end_of_unit = at + len(word)
    else:
        end_of_unit = end
        if kanji and kind == "none" and not _stands_alone(text, start, end):
            return None
        if _is_part_of_name(text, start, end):
            return None
    if kind not in COUNTING and kind != "none" and _follows_letter(text, start):
        return None
    return Quantity(magnitude, Span(start, end), word, kind, end_of_unit)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """A kanji numeral without a unit: 三十 before an edge, or 二 in 「二、三人」. Else it is part of a word."""
    return (end - start > 1 and _BOUNDARY.match(text, end) is not None) or _LISTED.match(text, end) is not None


def _is_part_of_name(text: str, start: int, end: int) -> bool:
    """Microsoft365, windows11, 3d, 007: digits that belong to letters, or no amount is written so."""
    following = text[end : end + 1]
    return is_letter(following) or (text[start] == "0" and end - start > 1 and text[start + 1].isdigit())


def _follows_letter(text: str, start: int) -> bool:
    return is_letter(text[start - 1 : start] if start else "")
