"""What a typed line means for the open card: an answer, a pick from a menu, a wish, or nothing we know.

One line is read against one card; nothing is remembered here. Lines that speak of other things than the open
question are `hearing`'s.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias, cast, get_args

from knowledge.fields import Field
from knowledge.values import UNKNOWN, Chosen, Number, Value
from questionnaires.profile import MAX_WORDS, within
from recommender.language.fold import fold
from tui import wording
from tui.layout import one_line
from tui.talk.messages import Card

Wish = Literal["back", "skip", "review", "why", "result", "help", "quit", "restart", "unknown"]

_COUNTED = ("人", "台", "か所")
_NEGATIVE = re.compile(r"^(?:[-ー\u25b2\u25b3]|マイナス) ?[0-9]")
_NUMBERS = re.compile(r"^[0-9]{1,2}(?:番)?(?:(?: ?[,、・と] ?| )[0-9]{1,2}(?:番)?)*$")
_BARE = re.compile(r"^[0-9]{1,3}$")
_STOPS = " \n。.、,!?"
LONGEST_REPLY = 300
"""A longer line is a text, not a reply: only whole texts are read in it."""


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
    wished = wish_of(text, card)
    if wished and wished != "unknown":
        return Wished(wished)
    if field is None:
        return _pick(folded, card)
    if wished:
        return Answered(UNKNOWN) if card.unknown_ok else NotUnderstood(wording.NO_UNKNOWN)
    return _without_tax(read_answer(text, card, field), text, field)


def _without_tax(read: Understood, text: str, field: Field) -> Understood:
    """What was read; of a sum that was said with tax what is left without it."""
    from recommender.language.tax import before_tax, said_with_tax

    if isinstance(read, Answered) and isinstance(read.value, Number) and said_with_tax(field.id, text):
        return Answered(before_tax(read.value))
    return read


def wish_of(text: str, card: Card) -> Wish | None:
    """The wish that the line is; an option of the card spelt so goes before it."""
    from recommender.language.replies import wish_in

    folded = fold(text).text.strip(_STOPS)
    if _is_option(folded, card) or (folded.isdecimal() and card.field):
        return None
    wish = wish_in(folded)
    return cast("Wish", wish) if wish in get_args(Wish) else None


def read_answer(text: str, card: Card, field: Field) -> Understood:
    """What the line answers to the open question, hedges left aside (「たぶん25台だと思います」)."""
    from recommender.language.replies import bare

    folded = fold(text).text.strip(_STOPS)
    if field.kind == "text":
        return _read_words(text, folded)
    plain = bare(text)
    if field.kind == "integer":
        return _read_number(text, folded, field, plain.text, doubtful=plain.doubtful)
    read = _read_options(text, folded, card, field)
    if isinstance(read, NotUnderstood) and plain.text != folded:
        again = _read_options(plain.text, plain.text, card, field)
        return read if isinstance(again, NotUnderstood) else again
    return read


def is_plain_answer(text: str, card: Card, field: Field) -> bool:
    """Whether the line is a number or an option's words and nothing besides, so that even 「25台？」 answers."""
    from recommender.language.replies import bare
    from recommender.language.reply_fields import only_number

    plain = bare(text).text
    if field.kind == "integer":
        return only_number(plain) is not None
    return len(_options_named(plain, card)) == 1


def _is_option(folded: str, card: Card) -> bool:
    return any(folded == fold(option.say).text for option in card.options)


def _pick(folded: str, card: Card) -> Understood:
    found = _options_named(folded, card)
    if len(found) == 1:
        return Picked(found[0])
    return NotUnderstood(wording.SEVERAL_OPTIONS if found else wording.NOT_AN_OPTION)


def _read_number(text: str, folded: str, field: Field, plain: str, *, doubtful: bool) -> Understood:
    from recommender.language.replies import is_none

    if _NEGATIVE.match(folded) or _NEGATIVE.match(plain):
        return NotUnderstood(wording.NEGATIVE)
    if is_none(plain) and (field.unit or "") in _COUNTED and not field.min:
        return Answered(Number(0, 0))
    number = _number_in(text, plain, field)
    if number is None:
        return NotUnderstood(wording.NOT_A_NUMBER)
    if not within(number.low, field) or not within(number.high, field):
        low, high = field.min or 0, field.max
        return NotUnderstood(wording.OUT_OF_RANGE.format(low=f"{low:,}", high=f"{high:,}", unit=field.unit or ""))
    if doubtful and number.low:
        number = replace(number, approx=True)
    return Answered(number)


def _number_in(text: str, plain: str, field: Field) -> Number | None:
    """The number that the reply states of this field, read as part of a sentence about it or alone."""
    from recommender.language.numbers import parse_amount
    from recommender.language.replies import is_no
    from recommender.language.reply_fields import framed, names_other_things, only_number

    if len(text) > LONGEST_REPLY or is_no(plain):
        return None
    alone = only_number(plain)
    if alone:
        return alone.number
    for reply in (text, plain):
        for slot in framed(reply, field.id):
            if slot.slot == field.id and isinstance(slot.value, Number):
                return slot.value
    if (field.unit or "") in _COUNTED and names_other_things(plain):
        return None  # 「タブレット5台」 is no answer to how many computers there are
    return parse_amount(text)


def is_few_yen(folded: str, field: Field, number: Number) -> bool:
    """Whether money was typed as 「3」, which hardly means three yen."""
    return (field.unit or "").startswith("円") and bool(_BARE.match(folded)) and bool(number.low)


def _read_words(text: str, folded: str) -> Understood:
    from recommender.language.replies import is_no, is_yes

    if is_yes(folded):
        return NotUnderstood(wording.NEEDS_NAME)
    if is_no(folded):
        return Wished("skip")
    line = one_line(text)
    if len(line) > MAX_WORDS:
        return NotUnderstood(wording.TOO_LONG)
    return Answered(line) if line else NotUnderstood(wording.EMPTY)


def _read_options(text: str, folded: str, card: Card, field: Field) -> Understood:
    if folded == "0" and card.unknown_ok:
        return Answered(UNKNOWN)
    named = [_options_named(part, card) for part in (_parts(folded) if field.kind == "multi" else [folded])]
    if all(len(found) == 1 for found in named):
        return chosen_value([found[0] for found in named], card, field)
    meant = _yes_or_no(folded, card, field)
    if meant:
        return meant
    own_words = _own_words(text, folded, card, field)
    if own_words and (field.kind == "multi" or len(own_words) == 1):
        return chosen_value(own_words, card, field)
    if own_words or any(len(found) > 1 for found in named):
        return NotUnderstood(wording.SEVERAL_OPTIONS)
    return NotUnderstood(wording.NOT_AN_OPTION)


def _yes_or_no(folded: str, card: Card, field: Field) -> Understood | None:
    """A plain yes or no, as far as it settles the question; None where it is neither."""
    from recommender.language.replies import is_no, is_yes
    from recommender.language.reply_fields import affirmed, denied

    no, yes = is_no(folded), is_yes(folded)
    if not no and not yes:
        return None
    if field.kind == "yes_no":
        return Answered(yes and not no)
    code = denied(field.id) if no else affirmed(field.id)
    if no and field.kind == "multi":
        return chosen_value((code,) if code else (), card, field)
    if code and field.kind == "choice":
        return Answered(code)
    return NotUnderstood(wording.NOT_AN_OPTION if no else wording.WHICH_OF_THEM)


def _own_words(text: str, folded: str, card: Card, field: Field) -> tuple[str, ...]:
    """The codes that the user's own words state for this field (「金属加工」 is 製造業); empty for none."""
    from recommender.language.reply_fields import codes_named, framed
    from recommender.language.slots import understand as read_text

    offered = {option.code for option in card.options}
    whole = read_text(text).slots
    codes = _codes(whole, field)
    short = len(text) <= LONGEST_REPLY
    if short and (not codes or field.kind == "multi"):
        named = tuple(code for code in codes_named(folded, field.id) if code in offered)
        said = _codes(framed(text, field.id), field)
        codes = tuple(dict.fromkeys((*codes, *said, *named))) if field.kind == "multi" else named or said
    return tuple(code for code in codes if code in offered)


def _codes(slots: tuple[object, ...], field: Field) -> tuple[str, ...]:
    from recommender.language.slots import Slot

    found: list[str] = []
    for slot in slots:
        if isinstance(slot, Slot) and slot.slot == field.id:
            if isinstance(slot.value, tuple):
                found += slot.value
            elif isinstance(slot.value, str):
                found.append(slot.value)
            elif isinstance(slot.value, bool):
                found.append("yes" if slot.value else "no")
    return tuple(dict.fromkeys(found))


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
    return exact or [code for code, label in labels.items() if part and label.startswith(part)]


def options_begun(text: str, card: Card) -> list[str]:
    """The options that the line names so far, for pointing at them while it is typed."""
    folded = fold(text).text.strip(_STOPS)
    return _options_named(folded, card) if folded else []
