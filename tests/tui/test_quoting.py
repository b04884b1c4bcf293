"""The form of a quote: one table with the file, so that either can state what the other can."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommender.quotes.fields import Quote, QuoteField, QuoteValue, load_quote_fields
from recommender.quotes.reading import MAX_DIGITS, MAX_TEXT, plain_quote, read_quote
from tui.desk.quotes import quote_text
from tui.quoting import Refused, Typed, form_groups, next_option, options_of, pressed, read_typed, with_value

FIELDS = load_quote_fields().by_id
NAMES = st.text(
    st.characters(categories=("L", "N", "P", "S"), include_characters=" \u3000"), min_size=1, max_size=MAX_TEXT
).map(str.strip)


def values_of(described: QuoteField) -> st.SearchStrategy[QuoteValue]:
    if described.kind == "text":
        return NAMES.filter(lambda name: bool(name) and name != "わからない")
    if described.kind == "list":
        return st.sets(st.sampled_from(described.codes)).map(
            lambda codes: tuple(code for code in described.codes if code in codes)
        )
    if described.kind in ("choice", "flag"):
        return st.sampled_from([value for value, _ in options_of(described)])
    return st.integers(described.min or 0, 10**MAX_DIGITS - 1)


@st.composite
def quotes(draw: st.DrawFn) -> Quote:
    quote = Quote()
    for described in FIELDS.values():
        if draw(st.booleans()):
            quote = with_value(quote, described.id, draw(values_of(described)))
    return quote


def typed_in(quote: Quote) -> Quote:
    """The quote as a user types it, field by field."""
    filled = Quote()
    for described in FIELDS.values():
        value = quote.stated(described.id)
        if value is not None:
            typed = read_typed(_keyed(described, value), described)
            assert isinstance(typed, Typed)
            filled = with_value(filled, described.id, typed.value)
    return filled


def _keyed(described: QuoteField, value: QuoteValue) -> str:
    if described.kind == "yen":
        return f"{value}円"
    numbers = {option: str(number) for number, (option, _) in enumerate(options_of(described), 1)}
    if isinstance(value, tuple):
        return " ".join(numbers[code] for code in value) or "なし"
    return numbers[value] if numbers else str(value)


@given(quotes())
def test_every_quote_that_a_file_states_can_be_typed_in(quote: Quote) -> None:
    assert typed_in(read_quote(quote_text(quote), "quote.yaml")) == quote


@given(quotes())
def test_what_the_form_keeps_a_file_states_again(quote: Quote) -> None:
    again = read_quote(quote_text(quote), "quote.yaml")
    assert again == quote
    assert plain_quote(again) == plain_quote(quote)


@given(st.sampled_from(list(FIELDS.values())), st.text(max_size=30))
def test_whatever_is_typed_is_refused_or_can_be_written(described: QuoteField, text: str) -> None:
    typed = read_typed(text, described)
    if isinstance(typed, Typed) and typed.value is not None:
        quote = with_value(Quote(), described.id, typed.value)
        assert read_quote(quote_text(quote), "quote.yaml") == quote


@given(st.sampled_from([item for item in FIELDS.values() if options_of(item)]), st.lists(st.integers(0, 9), max_size=6))
def test_digits_only_ever_choose_what_a_file_can_state(described: QuoteField, digits: list[int]) -> None:
    value: Any = None
    for digit in digits:
        value = pressed(described, value, digit)
        quote = with_value(Quote(), described.id, value)
        assert read_quote(quote_text(quote), "quote.yaml") == quote
    if digits and digits[-1] == 0:
        assert value is None


def test_the_form_has_every_field_of_the_file_once() -> None:
    names = [described.id for group in form_groups() for described in group.fields]
    assert sorted(names) == sorted(FIELDS)


def test_enter_goes_round_the_options_and_back_to_not_stated() -> None:
    described = FIELDS["monitoring"]
    seen: list[QuoteValue | None] = [None]
    for _ in range(4):
        seen.append(next_option(described, seen[-1]))
    assert seen == [None, "network", "endpoint", "both", None]


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("monthly_total_yen", "３万円", 30_000),
        ("monthly_total_yen", "1万1千円", 11_000),
        ("monthly_total_yen", "11,000", 11_000),
        ("monthly_total_yen", "三千円", 3_000),
        ("min_contract_months", "2年", 24),
        ("min_contract_months", "２４ヶ月", 24),
        ("serious_alert_notice_minutes", "1時間以内", 60),
        ("routine_report_interval_days", "週1回", 7),
        ("onsite_free_per_year", "年1回", 1),
        ("devices", "二十台", 20),
        ("helpdesk", "なし", ()),
        ("helpdesk", "導入のとき、価格調整", ("setup", "commercial")),
        ("insurance", "あり", True),
        ("insurance", "なし", False),
        ("class", "2類", "2"),
        ("extension", "わからない", None),
        ("devices", "", None),
    ],
)
def test_amounts_and_choices_are_read_as_people_write_them(field: str, text: str, value: QuoteValue | None) -> None:
    assert read_typed(text, FIELDS[field]) == Typed(value)


def test_the_tax_beside_an_amount_is_read_with_it() -> None:
    assert read_typed("11,000円（税込）", FIELDS["monthly_total_yen"]) == Typed(11_000, tax_included=True)
    assert read_typed("1万円 税抜", FIELDS["monthly_total_yen"]) == Typed(10_000, tax_included=False)


@pytest.mark.parametrize(
    ("field", "text", "why"),
    [
        ("monthly_total_yen", "3", "3円でしょうか"),
        ("monthly_total_yen", "約3万円", "ひとつの数"),
        ("monthly_total_yen", "3万円から5万円", "ひとつの数"),
        ("devices", "-3", "ひとつの数"),
        ("sites", "0", "1以上"),
        ("devices", "1000000000000", "大きすぎます"),
        ("insurance", "3", "番号か言葉"),
        ("provider", "あ" * (MAX_TEXT + 1), "文字まで"),
    ],
)
def test_what_is_vague_or_impossible_is_said_so(field: str, text: str, why: str) -> None:
    refused = read_typed(text, FIELDS[field])
    assert isinstance(refused, Refused)
    assert why in refused.why
