"""Prices, other companies, changes and tax: numbers beside the company's own that must not be taken for them."""

from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from knowledge.loading import load_vocabulary
from knowledge.values import Number
from recommender.language.numbers import parse_amount
from recommender.language.slots import to_json, understand
from recommender.language.tax import before_tax
from tui.talk.gathered import facts_from

ROWS = yaml.safe_load((Path(__file__).parents[2] / "cases" / "language" / "slots_priced.yaml").read_text("utf-8"))
NUMBERS = (
    "employees", "pcs", "servers", "sites", "it_staff",
    "monthly_budget", "annual_budget", "initial_budget", "per_device_budget",
)  # fmt: skip
COUNTS = st.integers(2, 300)
OTHERS = ["親会社は{}人です。", "子会社には{}人います。", "取引先の社員は{}人です。", "親会社（従業員{}名）の話です。"]


def stated(text: str) -> dict[str, list[int | None]]:
    """The number slots of a text with their two ends."""
    slots = [slot for slot in understand(text).slots if slot.slot in NUMBERS]
    return {slot.slot: [slot.value.low, slot.value.high] for slot in slots if isinstance(slot.value, Number)}


@pytest.mark.parametrize(
    ("row", "why"),
    [(row, group["why"]) for group in ROWS["groups"] for row in group["rows"]],
    ids=list(chain.from_iterable([row["text"] for row in group["rows"]] for group in ROWS["groups"])),
)
def test_only_the_companys_own_numbers_of_today(row: dict[str, object], why: str) -> None:
    gold = row["gold"]
    assert isinstance(gold, dict)
    wanted = {name: value if isinstance(value, list) else [value, value] for name, value in gold.items()}
    assert stated(str(row["text"])) == wanted, why


@pytest.mark.parametrize("row", ROWS["tax"], ids=lambda row: row["text"])
def test_a_profile_gets_sums_without_tax_and_is_told_so(row: dict[str, object]) -> None:
    text = str(row["text"])
    (fact,) = facts_from(understand(text).slots, {}, load_vocabulary())
    assert isinstance(fact.value, Number)
    assert (fact.field, [fact.value.low, fact.value.high]) == (row["field"], row["value"]), row["why"]
    assert ("消費税" in (fact.note or "")) == (fact.value != _said(text, fact.field)), row["why"]


def _said(text: str, field: str) -> object:
    return next((slot.value for slot in understand(text).slots if slot.slot == field), None)


def test_a_sum_with_tax_is_marked_where_it_stands_as_stated() -> None:
    (told,) = to_json(understand("月3万3千円（税込）まで"))["slots"]  # type: ignore[misc]  # JSON of a known shape
    assert (told["high"], told["tax"]) == (33_000, "included")
    (plain,) = to_json(understand("月3万3千円（税抜）まで"))["slots"]  # type: ignore[misc]
    assert "tax" not in plain


@given(st.integers(0, 10**12))
def test_a_sum_without_tax_comes_to_no_more_than_was_said(said: int) -> None:
    plain = before_tax(Number(None, said)).high
    assert plain is not None
    assert plain * 110 <= said * 100 < (plain + 1) * 110


@pytest.mark.parametrize("row", ROWS["quotes"], ids=lambda row: row["text"])
def test_quotes_are_whole_words_of_one_sentence(row: dict[str, Any]) -> None:
    quotes = [(slot.quote, list(slot.more)) for slot in understand(row["text"]).slots if slot.slot == row["slot"]]
    assert quotes == [(row["quote"], row.get("more", []))], row["why"]


@pytest.mark.parametrize("text", ROWS["negative"])
def test_less_than_nothing_is_no_number(text: str) -> None:
    assert parse_amount(text) is None
    assert stated(text) == {}


@given(COUNTS, COUNTS, st.integers(1, 99), st.sampled_from(["{p}円×{n}台", "1台{p}円で{n}台", "{n}台×{p}円"]))
def test_what_a_price_is_taken_times_is_never_added(pcs: int, times: int, hundreds: int, form: str) -> None:
    priced = form.format(p=hundreds * 100, n=times)
    told = stated(f"パソコン{pcs}台、サーバー1台。見積りは{priced}でした。")
    assert told == {"pcs": [pcs, pcs], "servers": [1, 1]}


@given(COUNTS, COUNTS, st.sampled_from(["→", "⇒", "から今は", "->", "から増えて"]))
def test_of_a_change_the_later_number_stands(before: int, now: int, change: str) -> None:
    assume(before != now)
    assert stated(f"従業員は{before}人{change}{now}人です")["employees"] == [now, now]


@given(COUNTS, COUNTS, st.sampled_from(OTHERS))
def test_the_people_of_others_are_never_ours(own: int, theirs: int, other: str) -> None:
    for text in (
        f"{other.format(theirs)}うちの社員は{own}人です。",
        f"うちの社員は{own}人です。{other.format(theirs)}",
    ):
        assert stated(text)["employees"] == [own, own]
