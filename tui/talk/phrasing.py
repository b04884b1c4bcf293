"""Answers in the words of the talk: the options as they were put, and yen as people say them (月3万円)."""

from __future__ import annotations

from knowledge.fields import Field
from knowledge.values import Chosen, Number, Value
from questionnaires.records import Question
from questionnaires.showing import NOTHING_CHOSEN, show_value, show_yen
from tui.layout import one_line

_PERIODS = {"円/月": "月", "円/年": "年", "円/台・月": "1台あたり月"}


def say_answer(value: Value, field: Field, question: Question | None = None) -> str:
    """The answer in words; with `question` in the words of its options, else in the field's short labels."""
    if isinstance(value, Number) and (field.unit or "").startswith("円"):
        return _say_money(value, field)
    if question and question.options:
        said = {option.code: option.say for option in question.options}
        if isinstance(value, Chosen):
            return "、".join(say for code, say in said.items() if code in value.codes) or NOTHING_CHOSEN
        if isinstance(value, bool):
            return said["yes" if value else "no"]
        if isinstance(value, str) and value in said:
            return said[value]
    return one_line(show_value(value, field))


def _say_money(amount: Number, field: Field) -> str:
    period = _PERIODS.get(field.unit or "", "")
    low, high = amount.low, amount.high
    about = "くらい" if amount.approx else ""
    if low is not None and low == high:
        return f"{period}{show_yen(low)}{about}"
    if low is None:
        return f"{period}{show_yen(high or 0)}まで{about}"
    if high is None:
        return f"{period}{show_yen(low)}以上{about}"
    return f"{period}{show_yen(low)}から{show_yen(high)}{about}"
