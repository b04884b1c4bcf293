"""Number expressions (数の表現) in folded text: value, bounds, doubt, unit and place of each.

「約30〜40名以上」 is one expression. What the number counts for is said by roles.py; here only the unit is read.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from knowledge.values import Number
from recommender.language.amount import Amount
from recommender.language.fold import Span, fold
from recommender.language.number_words import Sense, number_words
from recommender.language.numerals import Magnitude, read_numeral
from recommender.language.quantities import COUNTING, Quantity, find_quantities
from recommender.language.revisions import never_more, revised

_AFTER_NAME = re.compile(r"[a-z] ?$")
_LOOK_BACK = 24
_MOST_WORDS = 4
_TAX = re.compile(r"税")
_DENIABLE = ("以上", "以上は", "から上", "より上")


def find_amounts(text: str) -> tuple[Amount, ...]:
    """Every number expression of a folded text, in order, none within another."""
    numerals = find_quantities(text)
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
    return revised(text, amounts)


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


def _exact(numeral: Quantity) -> Number:
    return Number(numeral.magnitude.low, numeral.magnitude.high)


def _range(text: str, first: Quantity, second: Quantity) -> Number | Literal["change"] | None:
    """The range that two numerals make, whether they tell a change, or None where each stands alone."""
    if not _units_agree(first, second):
        return None
    words = number_words()
    between = text[first.end : second.span.start]
    if words.turn.fullmatch(between):
        return "change"
    if words.joiner.fullmatch(between):
        if any(text.startswith(word, second.end) for word in words.changes):
            return "change"
        return _from_to(first.magnitude, second.magnitude)
    if words.listing.fullmatch(between) and not first.unit and second.unit:
        return _one_or_the_next(first.magnitude, second.magnitude)
    return None


def _units_agree(first: Quantity, second: Quantity) -> bool:
    if first.unit and second.unit:
        return first.kind == second.kind
    if first.unit:
        return second.kind == "none"
    return second.kind != "time"


def _from_to(low: Magnitude, high: Magnitude) -> Number | None:
    """「30〜40」「2〜3万」「12〜3台」."""
    tens, ones = divmod(low.low, 10)
    if 0 < tens < 10 and ones < high.low < 10:
        return Number(low.low, tens * 10 + high.low)
    start = low.low
    if low.multiplier == 1 and high.multiplier > 1 and start * high.multiplier < high.low:
        start *= high.multiplier
    return Number(start, high.high) if start < high.low else None


def _one_or_the_next(low: Magnitude, high: Magnitude) -> Number | None:
    """「2、3台」「十五、六名」「2、30人」「三、四十台」「2、3万円」; 「5、8」 are two numbers."""
    tens, ones = divmod(low.low, 10)
    if tens and ones and high.low == ones + 1:
        return Number(low.low, tens * 10 + high.low)
    start, step = low.low, _step(high.low)
    if low.multiplier == 1 and ones and high.low == (ones + 1) * step and (start - ones) % (step * 10) == 0:
        over = start - ones if step > 1 else 0  # 「百二、三十人」
        return Number(over + ones * step, over + high.high)
    return Number(start, high.high) if start + step == high.low else None


def _step(value: int) -> int:
    """The size of the last digit that isn't zero: 10 for 30."""
    step = 1
    while value and value % (step * 10) == 0:
        step *= 10
    return step


def _dressed(text: str, first: Quantity, number: Number, last: Quantity) -> Amount:
    """The number with the words beside it."""
    tables = number_words()
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
    taxed = tables.taxed.search(text, max(0, start - _LOOK_BACK), start) if kind == "money" else None
    start = taxed.start() if taxed else start
    for _ in range(_MOST_WORDS):
        at = end + (1 if text[end : end + 1] == " " else 0)
        note = tables.note.match(text, at)
        if note and (tables.after.longest_at(text, note.end()) or _TAX.search(note.group())):
            end = note.end()
            continue
        word = tables.after.longest_at(text, at)
        if not word or (word[1] == "at_least" and word[0] == "〜" and not _ends_open(text, at + 1)):
            break
        end = at + len(word[0])
        denied = never_more(text, end) if word[0] in _DENIABLE or word[1] == "above" else None
        senses.append("at_most" if denied else word[1])
        end = denied or end
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
