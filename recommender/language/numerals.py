"""Numerals (数の表記): 30, 1,200, 三十, 3億2千万, 1.5万, 数十 and 二十数 as whole numbers.

A vague numeral has a lowest and a highest value; every other one has the same value twice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

_DIGITS = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {
    "零": 0, "壱": 1, "弐": 2, "参": 3
}  # fmt: skip
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"億": 100_000_000, "万": 10_000}
_VAGUE = "数"
# 数名 alone: dictionaries say two or three to five or six.
_A_FEW = (3, 6)
_LONGEST = 40
KANJI_SIGNS = "".join([*_DIGITS, *_SMALL, _VAGUE])
ALL_SIGNS = KANJI_SIGNS + "".join(_LARGE)

_ARABIC = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")
_TOKEN = re.compile(rf"{_ARABIC.pattern}|[{''.join(_DIGITS)}]+|{_VAGUE}|[{''.join(_SMALL)}]")


@dataclass(frozen=True, slots=True)
class Magnitude:
    """What a numeral says: its lowest and highest value, and the last multiplier written (3万: 10,000)."""

    low: int
    high: int
    multiplier: int = 1


@lru_cache(maxsize=4096)
def read_numeral(text: str) -> Magnitude | None:
    """The value of a whole numeral in folded text, or None where it is none."""
    if not text or len(text) > _LONGEST:
        return None
    low, high, multiplier, rest, limit = Fraction(0), Fraction(0), 1, text, None
    for sign, value in _LARGE.items():
        head, found, tail = rest.partition(sign)
        if not found:
            continue
        part = _below_ten_thousand(head, coefficient=True)
        if part is None:
            return None
        low, high, rest = low + part[0] * value, high + part[1] * value, tail
        multiplier, limit = value, value
    if rest:
        part = _below_ten_thousand(rest, coefficient=False)
        if part is None or (limit is not None and part[1] >= limit):
            return None
        low, high = low + part[0], high + part[1]
        multiplier = _SMALL.get(rest[-1], 1)
    if low.denominator != 1 or high.denominator != 1:
        return None
    return Magnitude(int(low), int(high), multiplier)


def _below_ten_thousand(text: str, *, coefficient: bool) -> tuple[Fraction, Fraction] | None:
    """十, 百 and 千 with what stands before them. A `coefficient` multiplies 万 or 億: its 数 is 2 to 9 and more."""
    tokens = _TOKEN.findall(text)
    if "".join(tokens) != text or not tokens:
        return None
    low = high = Fraction(0)
    index, smallest = 0, 10_000
    while index < len(tokens):
        token = tokens[index]
        if token in _SMALL:
            size, factor = _SMALL[token], (Fraction(1), Fraction(1))
            index += 1
        else:
            following = tokens[index + 1] if index + 1 < len(tokens) else ""
            size = _SMALL.get(following, 1)
            alone = index == 0 and not following
            factor_or_none = _factor(token, size, alone=alone, coefficient=coefficient)
            if factor_or_none is None:
                return None
            factor = factor_or_none
            index += 2 if following in _SMALL else 1
        if size >= smallest and not (token == _VAGUE and low % 10 == 0):
            return None  # 「30数名」 alone adds to a number without a sign for its size
        smallest = size
        low, high = low + factor[0] * size, high + factor[1] * size
    return low, high


def _factor(token: str, size: int, *, alone: bool, coefficient: bool) -> tuple[Fraction, Fraction] | None:
    """What stands before 十, 百, 千 or nothing. 数十 reaches to the last number before the next ten: 20 to 99."""
    if token == _VAGUE:
        if size > 1:
            return Fraction(2), Fraction(10 * size - 1, size)
        if alone:
            return (Fraction(2), Fraction(9)) if coefficient else (Fraction(_A_FEW[0]), Fraction(_A_FEW[1]))
        return Fraction(1), Fraction(9)
    if token[0] in _DIGITS:
        values = [_DIGITS[sign] for sign in token]
        if len(values) == 2 and 0 < values[0] == values[1] - 1:
            return Fraction(values[0]), Fraction(values[1])  # 二三人 is two or three
        return (Fraction(int("".join(map(str, values)))),) * 2
    return (Fraction(token.replace(",", "")),) * 2
