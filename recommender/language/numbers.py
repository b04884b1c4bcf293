"""Number expressions (数の表現) in folded text: value, bounds, doubt, unit and place of each.

「約30〜40名以上」 is one expression. What the number counts for is said by roles.py; here only the unit is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from knowledge.values import Number
from recommender.language.fold import Span, fold
from recommender.language.lexicon import Words, read_language_data
from recommender.language.numerals import ALL_SIGNS, KANJI_SIGNS, Magnitude, read_numeral

Kind = Literal[
    "person", "device", "money", "shop", "place", "thing", "time", "age", "share", "company", "size", "count", "none"
]
Sense = Literal["about", "at_least", "at_most", "below", "above", "exactly"]
COUNTING: frozenset[Kind] = frozenset({"person", "device", "money", "shop", "place", "thing"})
_RUN = re.compile(rf"[0-9{KANJI_SIGNS}][0-9.,{ALL_SIGNS}]{{0,40}}")
_PIECE = re.compile(rf"(?:[0-9]{{1,3}}(?:,[0-9]{{3}})+(?![0-9])|[0-9]+(?:\.[0-9]+)?|[{ALL_SIGNS}])+?(?=,|$)")
_BOUNDARY = re.compile(r"\Z|[\s、。,.!?:;/|・()\[\]「」〜-]|は|が|で|の|を|に|と|も|か|く|ぐ|ほ|ま|し|だ|ち|ぴ|そ")
_LISTED = re.compile(rf"[、,・〜か-][{ALL_SIGNS}]")
_AFTER_NAME = re.compile(r"[a-z] ?$")
_LOOK_BACK = 24


@dataclass(frozen=True, slots=True)
class UnitRow:
    """Units of one kind, as in numbers.yaml."""

    kind: Kind
    words: tuple[str, ...]
    not_before: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SpelledRow:
    """A number with its unit as one word (ひとり), as in numbers.yaml."""

    word: str
    value: int
    unit: str
    kind: Kind
    not_before: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SenseRow:
    """Words beside a number that say how it is meant, as in numbers.yaml."""

    sense: Sense
    words: tuple[str, ...]
    not_before: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NumberRows:
    """numbers.yaml."""

    units: tuple[UnitRow, ...]
    spelled: tuple[SpelledRow, ...]
    not_numbers: tuple[str, ...]
    before: tuple[SenseRow, ...]
    fillers: tuple[str, ...]
    after: tuple[SenseRow, ...]
    joiners: tuple[str, ...]
    listing: tuple[str, ...]
    changes: tuple[str, ...]
    decade: str
    patterns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Amount:
    """数の表現: one number with its unit. `core` is the numeral alone, `span` takes in all words beside it.

    `former` marks the first of 「10人から15人に増えた」.
    """

    number: Number
    unit: str
    kind: Kind
    core: Span
    span: Span
    former: bool = False


@dataclass(frozen=True, slots=True)
class _Numeral:
    magnitude: Magnitude
    span: Span
    kanji: bool
    unit: str
    kind: Kind
    end: int  # after the unit


@dataclass(frozen=True, slots=True)
class _Tables:
    units: Words[Kind]
    after: Words[Sense]
    before: re.Pattern[str]
    before_sense: dict[str, Sense]
    joiner: re.Pattern[str]
    listing: re.Pattern[str]
    changes: tuple[str, ...]
    decade: str
    masked: re.Pattern[str]
    spelled: Words[SpelledRow]


@cache
def _tables() -> _Tables:
    data = read_language_data("numbers.yaml", NumberRows)
    senses = {word: row.sense for row in data.before for word in row.words}
    masks = [*data.patterns, *map(re.escape, data.not_numbers)]
    return _Tables(
        units=Words((word, row.kind, row.not_before) for row in data.units for word in row.words),
        after=Words((word, row.sense, row.not_before) for row in data.after for word in row.words),
        before=re.compile(rf"({_any(senses)})(?:{_any(data.fillers)}){{0,4}}$"),
        before_sense=senses,
        joiner=re.compile(rf" ?(?:{_any(data.joiners)}) ?"),
        listing=re.compile(rf"(?:{_any(data.listing)})"),
        changes=data.changes,
        decade=data.decade,
        masked=re.compile("|".join(masks)),
        spelled=Words((row.word, row, row.not_before) for row in data.spelled),
    )


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def find_amounts(text: str) -> tuple[Amount, ...]:
    """Every number expression of a folded text, in order, none within another."""
    numerals = _numerals(text)
    amounts: list[Amount] = []
    index = 0
    while index < len(numerals):
        first = numerals[index]
        second = numerals[index + 1] if index + 1 < len(numerals) else None
        joined = _range(text, first, second) if second else None
        if second and joined == "change":
            amounts.append(replace(_dressed(text, first, _exact(first), first), former=True))
            index += 1
            continue
        if second and isinstance(joined, Number):
            amounts.append(_dressed(text, first, joined, second))
            index += 2
        else:
            amounts.append(_dressed(text, first, _exact(first), first))
            index += 1
    return _bounds_joined(text, amounts)


def parse_amount(text: str) -> Number | None:
    """The number of a whole short answer (「20台ちょっと」); None where it holds none, or several."""
    folded = fold(text).text.strip(" \n。.、!?")
    whole = read_numeral(folded)
    if whole:
        return Number(whole.low, whole.high)
    amounts = find_amounts(folded)
    counting = [
        amount
        for amount in amounts
        if amount.kind in COUNTING or (amount.kind == "none" and not _AFTER_NAME.search(folded, 0, amount.core.start))
    ]
    chosen = counting or [amount for amount in amounts if amount.kind == "company"]
    if len(chosen) == 2 and chosen[0].former:
        chosen = chosen[1:]
    return chosen[0].number if len(chosen) == 1 else None


def _exact(numeral: _Numeral) -> Number:
    return Number(numeral.magnitude.low, numeral.magnitude.high)


def _numerals(text: str) -> list[_Numeral]:
    masked = [Span(*match.span()) for match in _tables().masked.finditer(text)]
    found: list[_Numeral] = []
    mask = 0
    for run in _RUN.finditer(text):
        while mask < len(masked) and masked[mask].end <= run.start():
            mask += 1
        for start, end in _pieces(run.group().rstrip(".,"), run.start()):
            if mask < len(masked) and masked[mask].touches(Span(start, end)):
                continue
            numeral = _numeral(text, start, end)
            if numeral:
                found.append(numeral)
    found.extend(numeral for numeral in _spelled(text) if not any(mask.touches(numeral.span) for mask in masked))
    return sorted(found, key=lambda numeral: numeral.span.start)


def _spelled(text: str) -> Iterator[_Numeral]:
    """The numbers that are words: ひとり, ゼロ."""
    for mention in _tables().spelled.find(text):
        row, span = mention.meaning, Span(mention.start, mention.end)
        yield _Numeral(Magnitude(row.value, row.value), span, kanji=True, unit=row.unit, kind=row.kind, end=mention.end)


def _pieces(run: str, offset: int) -> list[tuple[int, int]]:
    """The numerals of a run: 「2,3」 holds two, 「1,200」 one."""
    if read_numeral(run):
        return [(offset, offset + len(run))]
    if run.startswith("数"):
        run, offset = run[1:], offset + 1  # 「社員数29名」
    return [(offset + piece.start(), offset + piece.end()) for piece in _PIECE.finditer(run)]


def _numeral(text: str, start: int, end: int) -> _Numeral | None:
    magnitude = read_numeral(text[start:end])
    if magnitude is None:
        return None
    tables = _tables()
    kanji = not text[start].isdigit() or not text[start].isascii()
    at = end + (1 if text[end : end + 1] == " " and tables.units.longest_at(text, end + 1) else 0)
    rounded = text.startswith("余", at)  # 「五十余名」
    at += rounded
    unit = tables.units.longest_at(text, at)
    if unit and unit[1] == "place" and text[at + len(unit[0]) : at + len(unit[0]) + 1].isdigit():
        unit = None  # 「工場2 営業所3」: the word belongs to the number after it
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
    return _Numeral(magnitude, Span(start, end), kanji, word, kind, end_of_unit)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """A kanji numeral without a unit: 三十 before an edge, or 二 in 「二、三人」. Else it is part of a word."""
    return (end - start > 1 and _BOUNDARY.match(text, end) is not None) or _LISTED.match(text, end) is not None


def _is_part_of_name(text: str, start: int, end: int) -> bool:
    """Microsoft365, windows11, 3d, 007: digits that belong to letters, or no amount is written so."""
    following = text[end : end + 1]
    joined = following.isascii() and following.isalpha()
    return joined or (text[start] == "0" and end - start > 1 and text[start + 1].isdigit())


def _follows_letter(text: str, start: int) -> bool:
    before = text[start - 1 : start] if start else ""
    return before.isascii() and before.isalpha()


def _range(text: str, first: _Numeral, second: _Numeral) -> Number | Literal["change"] | None:
    """The range that two numerals make, whether they tell a change, or None where each stands alone."""
    tables = _tables()
    if first.unit and second.unit and first.kind != second.kind:
        return None
    if second.kind == "time" and not first.unit:
        return None
    if first.unit and not second.unit and second.kind != "none":
        return None
    between = text[first.end : second.span.start]
    joiner = tables.joiner.fullmatch(between)
    if joiner and any(text.startswith(word, second.end) for word in tables.changes):
        return "change"
    low, high = first.magnitude, second.magnitude
    scaled = low.low
    if low.multiplier == 1 and high.multiplier > 1 and low.low * high.multiplier < high.low:
        scaled *= high.multiplier
    if joiner:
        return Number(scaled, high.high) if scaled < high.low else None
    if tables.listing.fullmatch(between) and not first.unit and second.unit:
        if low.multiplier == 1 and low.low < 10 and high.multiplier == 1 and high.low == (low.low + 1) * 10:
            scaled = low.low * 10  # 「2、30人」
        tens, ones = divmod(low.low, 10)
        if tens and ones and high.low == ones + 1:
            return Number(low.low, tens * 10 + high.low)  # 「十五、六名」
        step = _step(high.low)
        return Number(scaled, high.high) if scaled + step == high.low else None
    return None


def _step(value: int) -> int:
    """The size of the last digit that isn't zero: 10 for 30."""
    step = 1
    while value and value % (step * 10) == 0:
        step *= 10
    return step


def _dressed(text: str, first: _Numeral, number: Number, last: _Numeral) -> Amount:
    """The number with the words beside it."""
    tables = _tables()
    senses: list[Sense] = []
    start, end = first.span.start, last.end
    kind = last.kind if last.unit or last.kind != "none" else first.kind
    if tables.decade and last.unit != tables.decade and text.startswith(tables.decade, end) and number.low:
        step = max(_step(number.low), last.magnitude.multiplier)
        if kind in ("person", "money") and step > 1 and number.low == number.high:
            number, end = Number(number.low, number.low + step - 1), end + len(tables.decade)
    before = tables.before.search(text, max(0, start - _LOOK_BACK), start)
    if before:
        senses.append(tables.before_sense[before.group(1)])
        start = before.start()
    elif start and text[start - 1] == "〜":
        senses.append("at_most")
        start -= 1
    for _ in range(3):
        at = end + (1 if text[end : end + 1] == " " else 0)
        word = tables.after.longest_at(text, at)
        if not word or (word[1] == "at_least" and word[0] == "〜" and not _ends_open(text, at + 1)):
            break
        senses.append(word[1])
        end = at + len(word[0])
    return Amount(
        number=_meant(number, senses),
        unit=last.unit or first.unit,
        kind=kind,
        core=Span(first.span.start, last.span.end),
        span=Span(start, end),
    )


def _ends_open(text: str, at: int) -> bool:
    """「30人〜」 is open above only where nothing more is said; 「30人〜♪」 and 「〜です」 draw out a vowel."""
    return at >= len(text) or text[at] in "、。,/)|\n の"


def _meant(number: Number, senses: list[Sense]) -> Number:
    """The bounds that the words beside a number give it."""
    low, high, approx = number.low, number.high, "about" in senses
    for sense in senses:
        if sense == "at_least":
            high = None
        elif sense == "at_most":
            low = None if low == high else low
        elif sense == "below" and high is not None and "exactly" not in senses:
            low, high = None, max(high - 1, 0)
            low = 0 if high == 0 else None
        elif sense == "above" and low is not None:
            low, high = low + 1, None
    if low is None and high is None:
        return replace(number, approx=approx)
    return Number(low, high, approx)


def _bounds_joined(text: str, amounts: list[Amount]) -> tuple[Amount, ...]:
    """「30人以上50人以下」 as one range."""
    joined: list[Amount] = []
    for amount in amounts:
        last = joined[-1] if joined else None
        if (
            last
            and last.number.high is None
            and last.number.low is not None
            and amount.number.low is None
            and amount.number.high is not None
            and last.number.low < amount.number.high
            and amount.kind == last.kind
            and text[last.span.end : amount.span.start] in ("", "、", ",", " ", "で")
        ):
            number = Number(last.number.low, amount.number.high, last.number.approx or amount.number.approx)
            span, core = Span(last.span.start, amount.span.end), Span(last.core.start, amount.core.end)
            joined[-1] = replace(amount, number=number, span=span, core=core)
        else:
            joined.append(amount)
    return tuple(joined)
