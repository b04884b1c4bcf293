"""What a typed line means for the open card: an answer, a pick from a menu, a wish, or nothing we know.

One line is read against one card; nothing is remembered here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

from knowledge.fields import Field
from knowledge.values import UNKNOWN, Chosen, Number, Value
from questionnaires.profile import MAX_WORDS, within
from recommender.language.fold import fold
from tui import wording
from tui.layout import one_line
from tui.messages import Card

Wish = Literal["back", "skip", "review", "why", "result", "help", "quit"]

_WISHES: dict[Wish, tuple[str, ...]] = {
    "back": ("戻る", "もどる", "前に戻る", "ひとつ戻る", "戻って", "b"),
    "skip": ("スキップ", "あとで", "後で", "とばす", "飛ばす", "次へ", "つぎへ", "パス", "s"),
    "review": ("見直し", "見直す", "まとめて", "まとめ", "確認", "一覧", "r"),
    "why": ("なぜ", "なぜ聞くの", "どうして", "理由", "w"),
    "result": ("結果", "結果を見る", "結論", "v"),
    "help": ("ヘルプ", "使い方", "h"),
    "quit": ("終わり", "おわり", "終わる", "終了", "やめる", "閉じる", "q"),
}
_UNKNOWN = ("わからない", "わかりません", "分からない", "分かりません", "わからん", "不明", "未定", "知らない", "u")
_YES = ("はい", "うん", "ええ", "ある", "あります", "いる", "います", "yes", "y")
_NO = ("いいえ", "いや", "ない", "ありません", "いない", "いません", "なし", "no", "n")
_ZERO = ("なし", "無し", "ない", "無い", "いない", "いません", "ありません", "ゼロ")
_COUNTED = ("人", "台", "か所")
_NEGATIVE = re.compile(r"^(?:-|マイナス) ?[0-9]")
_NUMBERS = re.compile(r"^[0-9]{1,2}(?:番)?(?:(?: ?[,、・と] ?| )[0-9]{1,2}(?:番)?)*$")
_BARE = re.compile(r"^[0-9]{1,3}$")
_STOPS = " \n。.、,!?"


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer to the open question."""

    value: Value


@dataclass(frozen=True, slots=True)
class Picked:
    """An option of the open menu."""

    code: str


@dataclass(frozen=True, slots=True)
class Wished:
    """Something to do instead of answering."""

    wish: Wish


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """Why the line is no answer, in one friendly sentence."""

    why: str


Understood: TypeAlias = Answered | Picked | Wished | NotUnderstood


def understand(text: str, card: Card, field: Field | None) -> Understood:
    """What the line means. `field` is the open question's, None in a menu."""
    folded = fold(text).text.strip(_STOPS)
    if not folded:
        return NotUnderstood(wording.EMPTY)
    wish = (
        None if _is_option(folded, card) else next((name for name, words in _WISHES.items() if folded in words), None)
    )
    if wish:
        return Wished(wish)
    if field is None:
        return _pick(folded, card)
    if folded in _UNKNOWN:
        return Answered(UNKNOWN) if card.unknown_ok else NotUnderstood(wording.NO_UNKNOWN)
    if field.kind in ("integer", "text"):
        return _read_number(text, folded, field) if field.kind == "integer" else _read_words(text, folded)
    return _read_options(text, folded, card, field)


def _is_option(folded: str, card: Card) -> bool:
    return any(folded == fold(option.say).text for option in card.options)


def _pick(folded: str, card: Card) -> Understood:
    found = _options_named(folded, card)
    if len(found) == 1:
        return Picked(found[0])
    return NotUnderstood(wording.SEVERAL_OPTIONS if found else wording.NOT_AN_OPTION)


def _read_number(text: str, folded: str, field: Field) -> Understood:
    from recommender.language.numbers import parse_amount

    if _NEGATIVE.match(folded):
        return NotUnderstood(wording.NEGATIVE)
    if folded in _ZERO and (field.unit or "") in _COUNTED and not field.min:
        return Answered(Number(0, 0))
    number = parse_amount(text)
    if number is None:
        return NotUnderstood(wording.NOT_A_NUMBER)
    if not within(number.low, field) or not within(number.high, field):
        low, high = field.min or 0, field.max
        return NotUnderstood(wording.OUT_OF_RANGE.format(low=f"{low:,}", high=f"{high:,}", unit=field.unit or ""))
    if (field.unit or "").startswith("円") and _BARE.match(folded) and number.low:
        return NotUnderstood(wording.FEW_YEN.format(amount=folded))
    return Answered(number)


def _read_words(text: str, folded: str) -> Understood:
    if folded in _YES:
        return NotUnderstood(wording.NEEDS_NAME)
    if folded in _NO:
        return Wished("skip")
    line = one_line(text)
    if len(line) > MAX_WORDS:
        return NotUnderstood(wording.TOO_LONG)
    return Answered(line) if line else NotUnderstood(wording.EMPTY)


def _read_options(text: str, folded: str, card: Card, field: Field) -> Understood:
    if folded == "0" and card.unknown_ok:
        return Answered(UNKNOWN)
    if field.kind == "yes_no" and folded in (*_YES, *_NO):
        return Answered(folded in _YES)
    if field.kind == "multi" and folded in _NO:
        return chosen_value((), card, field)
    named = [_options_named(part, card) for part in (_parts(folded) if field.kind == "multi" else [folded])]
    if all(len(found) == 1 for found in named):
        return chosen_value([found[0] for found in named], card, field)
    if any(len(found) > 1 for found in named):
        return NotUnderstood(wording.SEVERAL_OPTIONS)
    own_words = _own_words(text, field)
    return chosen_value(own_words, card, field) if own_words else NotUnderstood(wording.NOT_AN_OPTION)


def _own_words(text: str, field: Field) -> tuple[str, ...]:
    """The codes that the user's own words state for this field (「金属加工」 is 製造業); empty for none."""
    from recommender.language.slots import understand as read_text

    for slot in read_text(text).slots:
        if slot.slot == field.id and isinstance(slot.value, tuple):
            return slot.value
        if slot.slot == field.id and isinstance(slot.value, str):
            return (slot.value,)
        if slot.slot == field.id and isinstance(slot.value, bool):
            return ("yes" if slot.value else "no",)
    return ()


def chosen_value(codes: list[str] | tuple[str, ...], card: Card, field: Field) -> Understood:
    """The answer that picked options make; what can't stand together, or can't be left empty, is said so."""
    if field.kind == "yes_no":
        return Answered(codes[0] == "yes")
    if field.kind != "multi":
        return Answered(codes[0])
    alone = next((code for code in codes if code in card.exclusive), None)
    if alone and len(set(codes)) > 1:
        return NotUnderstood(wording.CHOOSE_ALONE.format(alone=_say(alone, card)))
    if not codes and card.exclusive:
        return NotUnderstood(wording.CHOOSE_ONE.format(alone=_say(next(iter(card.exclusive)), card)))
    return Answered(Chosen(frozenset(codes)))


def _say(code: str, card: Card) -> str:
    return next(option.say for option in card.options if option.code == code)


def _parts(folded: str) -> list[str]:
    """The options that one line names: numbers between blanks or commas, or words between commas."""
    if _NUMBERS.match(folded):
        return re.findall(r"[0-9]+", folded)
    return [part.strip() for part in re.split(r"[、,]", folded) if part.strip()]


def _options_named(part: str, card: Card) -> list[str]:
    """The codes that a number, a label or the beginning of a label names: none, one, or several."""
    if _NUMBERS.match(part):
        number = int(re.findall(r"[0-9]+", part)[0])
        return [card.options[number - 1].code] if 1 <= number <= len(card.options) else []
    labels = {option.code: fold(option.say).text for option in card.options}
    exact = [code for code, label in labels.items() if part in (label, code)]
    return exact or [code for code, label in labels.items() if label.startswith(part)]


def options_begun(text: str, card: Card) -> list[str]:
    """The options that the line names so far, for pointing at them while it is typed."""
    folded = fold(text).text.strip(_STOPS)
    return _options_named(folded, card) if folded else []
