"""The reading that is proposed for a company's name: hiragana without the form of the company, and nothing made up."""

import unicodedata
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tui.desk.clients import search_key
from tui.desk.kana import propose_reading

TABLE = yaml.safe_load((Path(__file__).parents[1] / "cases" / "desk" / "readings.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", TABLE["proposed"], ids=lambda case: case["name"])
def test_a_usual_name_is_read_as_its_people_do(case: dict[str, str]) -> None:
    assert propose_reading(case["name"]) == case["reading"]


@pytest.mark.parametrize("case", TABLE["read_otherwise"], ids=lambda case: case["name"])
def test_of_a_coined_name_the_proposal_is_kana_that_somebody_has_to_look_at(case: dict[str, str]) -> None:
    proposed = propose_reading(case["name"])
    assert proposed != case["reading"]
    assert {unicodedata.name(character).split()[0] for character in proposed} == {"HIRAGANA"}


def test_signs_without_a_reading_stay_to_be_seen() -> None:
    assert propose_reading("龗神社") == "龗じんじゃ"


@pytest.mark.parametrize("name", ["", "  ", "株式会社", "（株）", "\x1b[31m"])
def test_where_nothing_is_left_of_a_name_nothing_is_proposed(name: str) -> None:
    assert propose_reading(name) == ""


@given(st.text(st.characters(min_codepoint=0x3041, max_codepoint=0x3096), min_size=1, max_size=20))
def test_a_name_in_hiragana_is_its_own_reading(name: str) -> None:
    assert propose_reading(name) == name


@given(st.text(max_size=60))
def test_any_text_gives_one_line_of_visible_text(name: str) -> None:
    proposed = propose_reading(name)
    assert "\n" not in proposed
    assert not any(unicodedata.category(character) == "Cc" for character in proposed)


@pytest.mark.parametrize("case", TABLE["proposed"][:8], ids=lambda case: case["name"])
def test_a_reading_is_found_by_katakana_of_any_width(case: dict[str, str]) -> None:
    katakana = "".join(chr(ord(sign) + 0x60) if "ぁ" <= sign <= "ゖ" else sign for sign in case["reading"])
    assert search_key(katakana) == search_key(propose_reading(case["name"]))
