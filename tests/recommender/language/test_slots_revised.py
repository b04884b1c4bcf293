"""Numbers that are said again, denied, bounded or broken down: a wrong number is worse than none."""

from pathlib import Path

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from knowledge.values import Number
from recommender.language.numbers import parse_amount
from recommender.language.replies import wish_in
from recommender.language.slots import understand

ROWS = yaml.safe_load((Path(__file__).parents[2] / "cases" / "language" / "slots_revised.yaml").read_text("utf-8"))
NUMBERS = ("employees", "pcs", "servers", "sites", "it_staff", "monthly_budget", "annual_budget", "initial_budget")


def stated(text: str) -> dict[str, object]:
    """The slots of a text; of a number its two ends, of a list all codes."""
    told: dict[str, object] = {}
    for slot in understand(text).slots:
        if isinstance(slot.value, Number):
            told[slot.slot] = [slot.value.low, slot.value.high]
        elif isinstance(slot.value, tuple):
            before = told.get(slot.slot, [])
            assert isinstance(before, list)
            told[slot.slot] = [*before, *slot.value]
        else:
            told[slot.slot] = slot.value
    return told


@pytest.mark.parametrize("row", ROWS["numbers"], ids=lambda row: row["text"])
def test_numbers_said_again_denied_or_broken_down(row: dict[str, object]) -> None:
    text, gold = str(row["text"]), row["gold"]
    assert isinstance(gold, dict)
    told = stated(text)
    wanted = {name: value if isinstance(value, list) else [value, value] for name, value in gold.items()}
    assert {name: told[name] for name in NUMBERS if name in told} == wanted, row["why"]


@pytest.mark.parametrize("row", ROWS["others"], ids=lambda row: row["text"])
def test_trades_drivers_and_helpers(row: dict[str, object]) -> None:
    gold = row["gold"]
    assert isinstance(gold, dict)
    told = stated(str(row["text"]))
    assert {name: told.get(name) for name in gold} == gold, row["why"]


@given(st.integers(2, 300), st.integers(2, 300), st.sampled_from(["、いや", "ではなく", "じゃなくて、", "。訂正、"]))
def test_a_correction_leaves_the_second_number_only(one: int, other: int, words: str) -> None:
    assert parse_amount(f"{one}台{words}{other}台") == Number(other, other)
    assert stated(f"パソコンは{one}台{words}{other}台です")["pcs"] == [other, other]


@given(st.integers(2, 300), st.integers(2, 300))
def test_a_doubt_between_two_is_never_their_sum(one: int, other: int) -> None:
    assume(one != other)
    ends = [min(one, other), max(one, other)]
    assert stated(f"社員は{one}人かな。もしかしたら{other}人")["employees"] == ends


@given(st.integers(2, 300))
def test_what_is_not_reached_is_an_upper_end(value: int) -> None:
    assert stated(f"社員は{value}人は超えない")["employees"] == [None, value]
    assert stated(f"社員は{value}人もいない")["employees"] == [None, value - 1]
    assert "employees" not in stated(f"社員は{value}人じゃない")


@pytest.mark.parametrize(
    "text",
    [
        "わかんない", "わかんないや", "今は答えられない", "知らんがな", "さあ", "さあねえ", "把握してない",
        "ワカラナイ", "担当者に聞かないとわかりません", "数えてないです", "忘れました", "わからねえ",
        "なんとも言えない",
    ],
)  # fmt: skip
def test_not_knowing_in_other_words(text: str) -> None:
    assert wish_in(text) == "unknown"


@pytest.mark.parametrize(
    "text", ["わかんないけど3万くらい", "多くない", "ゼロではないけど少ない", "ない", "半分くらい"]
)
def test_what_says_something_is_not_unknown(text: str) -> None:
    assert wish_in(text) != "unknown"
