"""A number without a word of what it counts (「25台」): what it may be about, to be asked and never guessed."""

from __future__ import annotations

from dataclasses import replace

from knowledge.values import Number, Value
from questionnaires.profile import within
from tui.layout import one_line
from tui.talk.gathered import Fact, against
from tui.talk.heard import Setting, Unclear
from tui.talk.understanding import LONGEST_REPLY, is_few_yen

_FEW_YEN_TIMES = (10_000, 1_000, 1)


def unclear(text: str, setting: Setting) -> Unclear | None:
    """The readings of a number that the open card doesn't settle; None where the card does, or there is no number."""
    from recommender.language.replies import bare
    from recommender.language.reply_fields import answers_unit, only_number, readings_of

    if len(text) > LONGEST_REPLY:
        return None
    plain = bare(text)
    counted = only_number(plain.text)
    if counted is None:
        return None
    number = replace(counted.number, approx=True) if plain.doubtful and counted.number.low else counted.number
    field, typed = setting.field, one_line(text)
    if field and field.kind == "integer" and answers_unit(counted.kind, field.unit or ""):
        if not is_few_yen(plain.text, field, number):
            return None
        return Unclear(typed, tuple(_new(field.id, _times(number, by), typed, setting) for by in _FEW_YEN_TIMES))
    fields = setting.questionnaire.vocabulary.fields
    readings = tuple(
        _new(name, number, typed, setting)
        for name in readings_of(counted.kind)
        if within(number.low, fields[name]) and within(number.high, fields[name])
    )
    return Unclear(typed, readings) if readings else None


def _times(number: Number, by: int) -> Number:
    low = None if number.low is None else number.low * by
    high = None if number.high is None else number.high * by
    return Number(low, high, number.approx)


def _new(name: str, value: Value, typed: str, setting: Setting) -> Fact:
    fact = Fact(name, value, (typed,))
    return against(setting.answers.get(name), fact) or fact
