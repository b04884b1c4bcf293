"""Scores understood slots against gold answers as the contract's evaluator does: F1, and descriptions all right."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from knowledge.values import Number
from knowledge.vocabulary import load_vocabulary
from recommender.language.slots import understand

CASES = Path(__file__).parents[2] / "cases" / "language"
_NUMBERS = (
    "employees", "pcs", "servers", "sites", "it_staff",
    "monthly_budget", "annual_budget", "initial_budget", "per_device_budget",
)  # fmt: skip
_FLAGS = ("it_part_time", "remote_work", "cloud")
_LISTS = ("industry", "prefecture", "has", "has_not", "drivers", "concerns", "unknown")
# 「約20」 and what is read as 20 may differ by a fifth.
_NEAR = 0.2


@dataclass(frozen=True, slots=True)
class Score:
    """F1 over all slots of a set, and the share of descriptions with every slot right."""

    f1: float
    whole: float
    wrong: tuple[str, ...]


def items_of(name: str) -> list[dict[str, Any]]:
    """The descriptions of one file with their gold answers."""
    items: list[dict[str, Any]] = yaml.safe_load((CASES / name).read_text("utf-8"))["items"]
    return items


def score(name: str) -> Score:
    """Every description of the file is understood and compared with its gold answer."""
    right = extra = missed = 0
    wrong: list[str] = []
    items = items_of(name)
    for item in items:
        gold, also, got = item["gold"], item.get("also_ok", {}), _told(item["text"].replace("\n", " "))
        faults: list[str] = []
        for slot in (*_NUMBERS, *_FLAGS):
            hits, surplus, lost = _one(slot, gold.get(slot), also.get(slot), got.get(slot))
            right, extra, missed = right + hits, extra + surplus, missed + lost
            faults += [slot] * (surplus + lost)
        for slot in _LISTS:
            hits, surplus, lost = _several(slot, gold.get(slot, []), also.get(slot, []), got.get(slot, set()))
            right, extra, missed = right + hits, extra + surplus, missed + lost
            faults += [slot] * (surplus + lost)
        if faults:
            wrong.append(f"{item['id']}: {', '.join(dict.fromkeys(faults))}")
    return Score(2 * right / ((2 * right + extra + missed) or 1), 1 - len(wrong) / len(items), tuple(wrong))


def _told(text: str) -> dict[str, Any]:
    fields = load_vocabulary().fields
    told: dict[str, Any] = {}
    for slot in understand(text).slots:
        if slot.slot in _LISTS:
            labels = {choice.code: choice.label for choice in fields.get(_field_of(slot.slot), fields["has"]).choices}
            assert isinstance(slot.value, tuple)
            told.setdefault(slot.slot, set()).update(labels.get(code, code) for code in slot.value)
        elif slot.slot in _FLAGS:
            told[slot.slot] = slot.value if isinstance(slot.value, bool) else slot.value != "none"
        else:
            told[slot.slot] = slot.value
    return told


def _field_of(slot: str) -> str:
    return "has" if slot == "has_not" else slot


def _one(slot: str, gold: object, also: object, got: object) -> tuple[int, int, int]:
    """Hits, what was told too much, and what was missed, of a slot with one value."""
    if gold is None and got is None:
        return 0, 0, 0
    if got is None:
        return 0, 0, 1
    others = also if isinstance(also, list) else [] if also is None else [also]
    if any(_same(slot, value, got) for value in ([] if gold is None else [gold]) + others):
        return int(gold is not None), 0, 0
    return 0, 1, int(gold is not None)


def _several(slot: str, gold: list[str], also: list[str], got: set[str]) -> tuple[int, int, int]:
    wanted, defensible = set(gold), set(also)
    if slot == "industry" and wanted and got & defensible and not got & wanted:
        got = (got - defensible) | wanted
    return len(wanted & got), len(got - wanted - defensible), len(wanted - got)


def _same(slot: str, gold: object, got: object) -> bool:
    if slot in _FLAGS:
        return gold == got
    assert isinstance(got, Number)
    if isinstance(gold, dict):
        low, high = gold["in"]
        return got.low is not None and got.high is not None and low <= got.low and got.high <= high
    return _fits(str(gold), got, budget=slot.endswith("budget"))


def _fits(gold: str, got: Number, *, budget: bool) -> bool:
    sign, value = re.match(r"(~|>=|<=)?(\d+)", gold).groups()  # type: ignore[union-attr]  # gold is ours
    number = int(value)
    if sign == "~":
        return _is_about(number, got, budget=budget)
    if sign == ">=":
        return got.low == number and got.high is None
    if sign == "<=":
        return got.high == number and got.low in (None, 0, number)
    low, _, high = gold.partition("-")
    return (got.low, got.high) == (int(low), int(high or low))


def _is_about(number: int, got: Number, *, budget: bool) -> bool:
    if got.low is None:
        return budget and got.high == number
    if got.high is None:
        return abs(got.low - number) <= _NEAR * number
    return got.low <= number <= got.high and max(number - got.low, got.high - number) <= _NEAR * number
