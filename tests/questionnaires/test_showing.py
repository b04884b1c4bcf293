"""Answers as people read them, and texts from outside made harmless."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import VOCABULARY, numbers, values

from knowledge.fields import Field
from knowledge.values import Chosen, Number
from questionnaires.showing import NOTHING_CHOSEN, clean, show_number, show_value, show_yen

HERE = Path(__file__).parent
FIELDS = list(VOCABULARY.fields.values())
INTEGERS = [field for field in FIELDS if field.kind == "integer"]
DIRECTIONS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
ANYTHING = st.text(
    st.one_of(st.characters(), st.characters(categories=["Cc", "Cf", "Cs", "Zl", "Zp"])),
)


def table(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = yaml.safe_load((HERE / name).read_text(encoding="utf-8"))
    return rows


@pytest.mark.parametrize("row", table("clean.yaml"), ids=lambda row: row["why"].replace(" ", "_"))
def test_a_text_from_outside_is_shown_without_what_a_terminal_would_obey(row: dict[str, str]) -> None:
    assert clean(row["text"]) == row["shows"]


@given(ANYTHING)
def test_no_control_character_surrogate_line_end_or_turn_of_direction_is_left(text: str) -> None:
    shown = clean(text)
    assert {unicodedata.category(char) for char in shown} & {"Cc", "Cs", "Zl", "Zp"} == set()
    assert {unicodedata.bidirectional(char) for char in shown} & DIRECTIONS == set()
    assert shown.splitlines() in ([], [shown])
    assert shown.encode("utf-8").decode("utf-8") == shown


@given(ANYTHING)
def test_what_was_cleaned_is_clean(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text(st.characters(categories=["L", "N", "P", "S"])))
def test_letters_figures_and_signs_stay_as_they_were(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize("row", table("yen.yaml"), ids=lambda row: row["why"].replace(" ", "_"))
def test_an_amount_is_shown_as_it_is_read_aloud(row: dict[str, Any]) -> None:
    assert show_yen(row["amount"]) == row["shows"]


def amount_of(shown: str) -> int:
    found = re.fullmatch(r"(-?)(?:([0-9,]+)億)?(?:([0-9,]+)万)?([0-9,]+)?円", shown)
    assert found
    sign, oku, man, rest = found.groups()
    parts = [int((part or "0").replace(",", "")) for part in (oku, man, rest)]
    return (-1 if sign else 1) * (parts[0] * 10**8 + parts[1] * 10**4 + parts[2])


@given(st.integers(-(10**13), 10**13))
def test_an_amount_that_was_shown_can_be_read_back(amount: int) -> None:
    assert amount_of(show_yen(amount)) == amount


@given(st.sampled_from(INTEGERS), st.data())
def test_a_number_is_shown_with_its_unit_and_its_doubt(field: Field, data: st.DataObject) -> None:
    number = data.draw(numbers(field))
    shown = show_number(number, field)
    assert field.unit
    assert field.unit in shown
    assert shown.endswith("くらい") is number.approx
    for end in {number.low, number.high} - {None}:
        assert f"{end:,}" in shown


@settings(max_examples=200)
@given(st.sampled_from(FIELDS), st.data())
def test_any_answer_can_be_shown_in_words_without_its_code(field: Field, data: st.DataObject) -> None:
    value = data.draw(values(field))
    shown = show_value(value, field)
    assert shown or value == ""
    if field.kind in ("choice", "multi", "yes_no"):
        known = {choice.label for choice in field.choices} | {field.yes, field.no, "わからない", NOTHING_CHOSEN}
        assert set(shown.split("、")) <= known or shown in known


def test_a_list_may_be_shown_in_part() -> None:
    concerns = VOCABULARY.fields["concerns"]
    chosen = Chosen(frozenset({"ransomware", "leak", "outage"}))
    assert show_value(chosen, concerns, only=["leak", "fraud_transfer"]) == "情報漏えい"
    assert show_value(chosen, concerns, only=[]) == NOTHING_CHOSEN


def test_the_upper_end_of_a_budget_reads_as_a_limit_and_of_a_count_as_a_bound() -> None:
    assert show_number(Number(None, 30_000), VOCABULARY.fields["monthly_budget"]) == "30,000円/月まで"
    assert show_number(Number(None, 30), VOCABULARY.fields["pcs"]) == "30台以下"
