"""The form of a quote, without a screen: its fields in groups, and what is typed or chosen for each.

The fields are those of the file (`recommender/data/quote_fields.yaml`), so that the form and the reader of files hold
to one table. わからない is the same as 書かれていない: the field stays out of the quote.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from recommender.language.fold import fold
from recommender.language.numbers import parse_amount
from recommender.quotes.fields import Quote, QuoteField, QuoteValue, load_quote_fields
from recommender.quotes.reading import MAX_TEXT, too_large, too_small
from recommender.quotes.wording import load_quote_wording
from tui.layout import one_line

PROVIDER_GROUP = "どこの見積りか"
NOT_STATED_SAY = "書かれていない"
_NOT_STATED = ("", "わからない", "分からない", "不明", "未定", "書かれていない", "書いていない", "記載なし")
_NONE = ("なし", "無し", "ない", "どれもない", "受けない")
_YES, _NO = ("はい", "ある", "あり", "yes", "true"), ("いいえ", "ない", "なし", "no", "false")
_TAX = re.compile(r"[(（]? ?(?:消費)?税(?P<how>込み?|抜き?|別) ?[)）]?")
_FEW_YEN = re.compile(r"[1-9][0-9]?")
_NEGATIVE = re.compile(r"(?:-|マイナス) ?[0-9].*")
_NUMBERS = re.compile(r"[0-9](?:[ ,、・と]*[0-9])*")
_UNITS: dict[str, tuple[tuple[re.Pattern[str], int], ...]] = {
    "か月": (
        (re.compile(r"(?P<count>[0-9]+) ?年(?:間|以内|まで)?"), 12),
        (re.compile(r"(?P<count>[0-9]+) ?(?:か|ヶ|ヵ|カ|ケ|箇)?月(?:間|以内|まで)?"), 1),
    ),
    "分": (
        (re.compile(r"(?P<count>[0-9]+) ?時間(?:以内|まで)?"), 60),
        (re.compile(r"(?P<count>[0-9]+) ?分(?:以内|まで)?"), 1),
    ),
    "日": (
        (re.compile(r"(?P<count>[0-9]+) ?週間?(?:ごと|おき|毎|以内)?"), 7),
        (re.compile(r"(?P<count>[0-9]+) ?日(?:ごと|毎|以内)?"), 1),
    ),
    "回/年": ((re.compile(r"(?:年|年に|年間)? ?(?P<count>[0-9]+) ?回?(?:まで)?"), 1),),
}
_WORDS = {"日": {"毎日": 1, "毎週": 7, "週1回": 7, "週に1回": 7, "週1": 7}}


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that belong together, under a name."""

    name: str
    fields: tuple[QuoteField, ...]


@dataclass(frozen=True, slots=True)
class Typed:
    """What a typed text states. `tax_included`: what it says of the tax beside the amount, None for nothing."""

    value: QuoteValue | None
    tax_included: bool | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a text can't stand in a field, in one friendly sentence."""

    why: str


def form_groups() -> tuple[Group, ...]:
    """Every field once: whose quote it is, then the groups that a request asks by."""
    fields = load_quote_fields().by_id
    groups = [
        Group(item.name, tuple(fields[name] for name in item.fields)) for item in load_quote_wording().request.groups
    ]
    grouped = {described.id for group in groups for described in group.fields}
    first = tuple(described for name, described in fields.items() if name not in grouped)
    return (Group(PROVIDER_GROUP, first), *groups)


def with_value(quote: Quote, name: str, value: QuoteValue | None) -> Quote:
    """The quote with one field stated otherwise, or left out for None."""
    if name == "class":
        return replace(quote, service_class=None if value is None else _class_of(value))
    changed: dict[str, Any] = {name: value}
    return replace(quote, **changed)


def _class_of(code: QuoteValue) -> Any:
    return f"class{code}"


def options_of(described: QuoteField) -> tuple[tuple[QuoteValue, str], ...]:
    """What can be chosen in a field, with its words; nothing where it is typed."""
    if described.kind == "flag":
        return ((True, described.yes or "はい"), (False, described.no or "いいえ"))
    return tuple((choice.code, choice.label) for choice in described.choices)


def next_option(described: QuoteField, value: QuoteValue | None) -> QuoteValue | None:
    """The option after the one that stands; after the last comes 書かれていない."""
    values = [option for option, _ in options_of(described)]
    if value is None:
        return values[0]
    place = values.index(value) + 1
    return values[place] if place < len(values) else None


def pressed(described: QuoteField, value: QuoteValue | None, digit: int) -> QuoteValue | None:
    """The value after a digit: an option by its number, 0 for 書かれていない; in a list the option goes in or out."""
    options = options_of(described)
    if digit == 0:
        return None
    if digit > len(options):
        return value
    chosen = options[digit - 1][0]
    if described.kind != "list":
        return chosen
    before = value if isinstance(value, tuple) else ()
    after = set(before) ^ {str(chosen)}
    return tuple(code for code in described.codes if code in after)


def read_typed(text: str, described: QuoteField) -> Typed | Refused:
    """The value that a typed text states for a field; わからない and nothing at all mean 書かれていない."""
    line = one_line(text)
    folded = fold(line).text.strip(" 。")
    if folded in (_NOT_STATED[:2] if described.kind == "text" else _NOT_STATED):
        return Typed(None)
    if described.kind == "text":
        return Typed(line) if len(line) <= MAX_TEXT else Refused(f"{MAX_TEXT}文字までで入れてください。")
    if described.kind == "list":
        return _read_list(folded, described)
    if described.kind in ("choice", "flag"):
        return _read_option(folded, described)
    return _read_number(folded, described)


def _read_option(folded: str, described: QuoteField) -> Typed | Refused:
    options = options_of(described)
    if folded.isdecimal() and int(folded) <= len(options):
        return Typed(options[int(folded) - 1][0] if int(folded) else None)
    named = [value for value, say in options if folded in (fold(say).text, str(value))]
    if not named and described.kind == "flag":
        named = [True] if folded in _YES else [False] if folded in _NO else []
    if not named:
        named = [value for value, say in options if fold(say).text.startswith(folded)]
    return Typed(named[0]) if len(named) == 1 else Refused(_choose(options))


def _read_list(folded: str, described: QuoteField) -> Typed | Refused:
    if folded in _NONE:
        return Typed(())
    if folded == "0":
        return Typed(None)
    options = options_of(described)
    parts = re.findall("[0-9]", folded) if _NUMBERS.fullmatch(folded) else re.split(r"[,、] ?", folded)
    chosen = []
    for part in parts:
        one = _read_option(part, described)
        if isinstance(one, Refused) or one.value is None:
            return Refused(_choose(options))
        chosen.append(one.value)
    return Typed(tuple(code for code in described.codes if code in chosen))


def _choose(options: tuple[tuple[QuoteValue, str], ...]) -> str:
    said = "、".join(f"{number} {say}" for number, (_, say) in enumerate(options, 1))
    return f"番号か言葉で選んでください（{said}、0 {NOT_STATED_SAY}）。"


def _read_number(folded: str, described: QuoteField) -> Typed | Refused:
    is_yen = described.kind == "yen"
    tax = _TAX.search(folded) if is_yen else None
    plain = _TAX.sub("", folded).strip() if tax else folded
    if is_yen and _FEW_YEN.fullmatch(plain):
        return Refused(f"{plain}円でしょうか？ そうなら「{plain}円」、{plain}万円なら「{plain}万」と入れてください。")
    amount = _counted(plain, described.unit or "")
    if amount is None:
        example = "「30000」「３万円」「1万1千円」" if is_yen else f"「24」や「24{_unit_of(described)}」"
        return Refused(
            f"ひとつの数で入れてください。{example}のような書き方で大丈夫です。書かれていなければ 空のまま Enter です。"
        )
    if too_large(amount):
        return Refused("数が大きすぎます。桁を確かめてください。")
    if too_small(amount, described):
        return Refused(f"{described.min or 0}以上の数で入れてください。")
    return Typed(amount, tax["how"].startswith("込") if tax else None)


def _unit_of(described: QuoteField) -> str:
    return (described.unit or "").partition("/")[0]


def _counted(text: str, unit: str) -> int | None:
    """One exact whole number, in the unit of the field; None where it is vague, several, or none."""
    known = _WORDS.get(unit, {}).get(text)
    if known is not None or _NEGATIVE.fullmatch(text):
        return known
    if text.isdecimal():
        return int(text)
    for pattern, times in _UNITS.get(unit, ()):
        found = pattern.fullmatch(text)
        if found:
            return int(found["count"]) * times
    number = parse_amount(text)
    exact = number is not None and number.low is not None and number.low == number.high and not number.approx
    return number.low if number is not None and exact else None
