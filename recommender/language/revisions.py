"""Revisions (言い直し): numbers that are taken back, replaced, doubted between two, or said not to be reached.

「8台、いや9台」 is nine, 「8台、もしかしたら10台」 eight to ten, 「10台じゃない」 no number, 「20台はない」 fewer.
Such numbers tell one count again, so they are never added up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from knowledge.values import Number
from recommender.language.amount import Amount
from recommender.language.fold import Span
from recommender.language.lexicon import compiled, read_language_data
from recommender.language.number_words import Kind

_LONGEST_BETWEEN = 40
_GAP = r"[、。,.・ !〜ー]*"
_COUNTS: tuple[Kind, ...] = ("person", "device", "shop", "place", "none")
_SUMS: tuple[Kind, ...] = ("money", "none")
_IF_MORE = ("たら", "ると")
_NO_MORE = ("しか", "だけ", "のみ")


@dataclass(frozen=True, slots=True)
class RevisionRows:
    """revisions.yaml."""

    denied: str
    hedges: str
    instead: str
    either: str
    doubts: str
    between_bounds: str
    fewer: str
    never: str
    unaffordable: str
    dear: str


def _rows() -> RevisionRows:
    return read_language_data("revisions.yaml", RevisionRows)


@cache
def _instead() -> re.Pattern[str]:
    rows = _rows()
    return re.compile(f"{rows.hedges}{_GAP}(?:{rows.instead}{_GAP}){{1,3}}")


@cache
def _either() -> re.Pattern[str]:
    rows = _rows()
    return re.compile(f"{rows.hedges}{_GAP}(?:{rows.either}){_GAP}|(?:{rows.doubts}){_GAP}")


@cache
def _again() -> re.Pattern[str]:
    return re.compile(f"{_rows().hedges}{_GAP}")


@cache
def _between_bounds() -> re.Pattern[str]:
    return re.compile(f"{_rows().between_bounds}{_GAP}")


def revised(text: str, amounts: Iterable[Amount]) -> tuple[Amount, ...]:
    """The number expressions of a folded text with what is said of them again; those that are denied are left out."""
    kept: list[Amount] = []
    for amount in amounts:
        bounded = _bounded(text, amount)
        again = _told_again(text, kept[-1], bounded) if kept else None
        if again:
            kept[-1] = again
        else:
            kept.append(bounded)
    return tuple(amount for amount in kept if not _is_taken_back(text, amount))


def never_more(text: str, end: int) -> int | None:
    """Where 「以上」 or 「を超え」 ends that is denied behind `end` (「20台以上はない」); None where it isn't."""
    denied = compiled(_rows().never).match(text, end)
    return denied.end() if denied else None


def is_unaffordable(text: str, amount: Amount) -> bool:
    """「1万円は出せない」: what can be spent is less."""
    return amount.kind in _SUMS and compiled(_rows().unaffordable).match(text, amount.span.end) is not None


def less_than(value: int) -> Number:
    """Fewer than so many; fewer than one is none."""
    return Number(0, 0) if value <= 1 else Number(None, value - 1)


def _bounded(text: str, amount: Amount) -> Amount:
    number = amount.number
    if number.high is None or any(word in text[amount.core.end : amount.span.end] for word in _NO_MORE):
        return amount
    fewer = amount.kind in _COUNTS and number.low is not None and compiled(_rows().fewer).match(text, amount.span.end)
    if fewer or is_unaffordable(text, amount):
        return replace(amount, number=less_than(number.high))
    return amount


def _is_taken_back(text: str, amount: Amount) -> bool:
    if amount.kind in _COUNTS and text.endswith(_IF_MORE, amount.core.end, amount.span.end):
        return True  # 「100人を超えたら考えます」
    said = [_rows().denied, *([_rows().dear] if amount.kind in _SUMS else [])]
    return any(compiled(pattern).match(text, amount.span.end) for pattern in said)


def _told_again(text: str, first: Amount, second: Amount) -> Amount | None:
    """The one number that two say together; None where each counts by itself."""
    between = text[first.span.end : second.span.start]
    if first.former or len(between) > _LONGEST_BETWEEN or not _agree(first, second):
        return None
    if _instead().fullmatch(between):
        return _one(first, second, second.number)
    if _either().fullmatch(between) or _are_neighbours(first, second, between):
        return _one(first, second, _either_of(first.number, second.number))
    number = _between(first, second, between)
    return _one(first, second, number) if number else None


def _agree(first: Amount, second: Amount) -> bool:
    return first.kind == second.kind or (not first.unit and first.kind == "none") or second.kind == "none"


def _are_neighbours(first: Amount, second: Amount, between: str) -> bool:
    """「8台、9台くらい」: one after the other with nothing but a comma between."""
    alike = first.unit == second.unit and first.kind in ("person", "device") and between in ("、", ",", "・")
    low, high = first.number, second.number
    return alike and low.low is not None and low.low == low.high and low.low + 1 == high.low == high.high


def _either_of(one: Number, other: Number) -> Number:
    low = None if one.low is None or other.low is None else min(one.low, other.low)
    high = None if one.high is None or other.high is None else max(one.high, other.high)
    return Number(low, high, one.approx or other.approx)


def _between(first: Amount, second: Amount, between: str) -> Number | None:
    """「30人以上50人以下」「10台以上あるが20台はない」「8台、多くて10台」 as one range."""
    low, high = first.number, second.number
    said_before = second.span.start < second.core.start
    if not _between_bounds().fullmatch(between) and not (said_before and _again().fullmatch(between)):
        return None
    if first.kind == "money" and first.number.low == first.number.high and not said_before:
        return None  # 「今は1万円ですが、2万円まで」: what is paid and what may be
    if low.low is None:
        low, high = high, low  # 「多くて20人、少なくとも15人」
    if low.low is not None and high.low is None and high.high is not None and low.low <= high.high:
        # The lower one is open, or exact: 「8台、多くて10台」「2台はあるけど5台はない」.
        return Number(low.low, high.high, low.approx or high.approx) if low.high in (None, low.low) else None
    if said_before and high.high is None and high.low is not None and low.high is not None and high.low < low.high:
        return high  # 「8台くらい、少なくとも6台」
    return None


def _one(first: Amount, second: Amount, number: Number) -> Amount:
    """Both as one expression; the unit is said with either."""
    named = second if second.unit or second.kind != "none" else first
    core = Span(first.core.start, second.core.end)
    span = Span(first.span.start, second.span.end)
    return replace(second, number=number, unit=named.unit, kind=named.kind, core=core, span=span)
