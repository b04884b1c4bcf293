"""Answers as people read them: 「30人くらい」「30〜40台」「月3万円まで」「わからない」."""

from __future__ import annotations

import re
from collections.abc import Iterable

from knowledge.fields import Field
from knowledge.values import UNKNOWN, Chosen, Number, Value

NOTHING_CHOSEN = "とくになし"
# Control characters (terminal escapes among them), marks that turn the writing direction, and lone surrogates.
_UNSHOWABLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufeff\ud800-\udfff]"
)


def clean(text: str) -> str:
    """The text on one line without anything that a terminal or an editor would obey."""
    return _UNSHOWABLE.sub("", text).replace("\n", " ").replace("\t", " ")


def show_value(value: Value, field: Field, *, only: Iterable[str] | None = None) -> str:
    """The answer in words. With `only`, a multi answer names just those codes."""
    if value is UNKNOWN:
        return "わからない"
    if isinstance(value, Number):
        return show_number(value, field)
    if isinstance(value, Chosen):
        wanted = value.codes if only is None else value.codes & frozenset(only)
        return "、".join(field.choice_label(code) for code in field.codes if code in wanted) or NOTHING_CHOSEN
    if isinstance(value, bool):
        return (field.yes if value else field.no) or ("はい" if value else "いいえ")
    return field.choice_label(str(value))


def show_number(number: Number, field: Field) -> str:
    """A number with its unit, its range and its doubt."""
    unit = field.unit or ""
    low, high = number.low, number.high
    if low is not None and low == high:
        text = f"{low:,}{unit}"
    elif low is None:
        text = f"{high:,}{unit}まで" if field.limit else f"{high:,}{unit}以下"
    elif high is None:
        text = f"{low:,}{unit}以上"
    else:
        text = f"{low:,}〜{high:,}{unit}"
    return f"{text}くらい" if number.approx else text


def show_yen(amount: int) -> str:
    """An amount as it is read aloud: 1,248,000 gives 「124万8,000円」, smaller ones 「9,500円」."""
    man, rest = divmod(abs(amount), 10_000)
    sign = "-" if amount < 0 else ""
    if not man:
        return f"{sign}{rest:,}円"
    oku, man = divmod(man, 10_000)
    parts = (f"{oku:,}億" if oku else "") + (f"{man:,}万" if man else "") + (f"{rest:,}" if rest else "")
    return f"{sign}{parts}円"
