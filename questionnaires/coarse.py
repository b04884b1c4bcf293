"""Answers for other eyes: without names, every number widened to a band."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping

from knowledge.fields import Answers, Field, Vocabulary
from knowledge.values import Number, Value

COUNT_BANDS = (0, 1, 2, 6, 11, 21, 51, 101, 301, 1001)
"""Where each band of people, devices and sites begins: 0, 1, 2〜5, 6〜10, 11〜20, .., 1,001以上."""
_MAN, _OKU = 10_000, 100_000_000
FEE_BANDS = (0, 1, _MAN, 2 * _MAN, 3 * _MAN, 5 * _MAN, 10 * _MAN, 20 * _MAN, 50 * _MAN, 100 * _MAN)
"""The same for fees of a month, in yen."""
SUM_BANDS = (0, 1, 1000 * _MAN + 1, 5000 * _MAN + 1, _OKU + 1, 3 * _OKU + 1, 10 * _OKU + 1, 50 * _OKU + 1)
"""The same for capital and sales. The lines of the law (中小企業基本法) fall between two bands."""


def coarse_answers(answers: Answers, vocabulary: Vocabulary) -> Mapping[str, Value]:
    """The answers without names, each number widened to its band."""
    fields = vocabulary.fields
    return {
        name: _coarse(value, fields[name]) if isinstance(value, Number) else value
        for name, value in answers.items()
        if fields[name].kind != "text"
    }


def _coarse(number: Number, field: Field) -> Number:
    bands = _bands(field)
    low = None if number.low is None else bands[bisect_right(bands, number.low) - 1]
    high = None if number.high is None else _end(bands, number.high)
    if low is None and high is None:
        low = bands[0]
    least = field.min or 0
    return Number(None if low is None else max(low, least), high if high is None or high >= least else least)


def _end(bands: tuple[int, ...], amount: int) -> int | None:
    """The last amount of its band; None in the highest."""
    place = bisect_right(bands, amount)
    return None if place == len(bands) else bands[place] - 1


def _bands(field: Field) -> tuple[int, ...]:
    if not (field.unit or "").startswith("円"):
        return COUNT_BANDS
    return FEE_BANDS if "/月" in (field.unit or "") else SUM_BANDS
