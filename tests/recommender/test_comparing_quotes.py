"""Quotes and classes side by side: their cost over two years, what each leaves out, what 2類 adds."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from quote_samples import BASES, RULES, TODAY, example_profile, quote_of

from questionnaires.profile import read_profile
from recommender.cost import Span
from recommender.quotes.classes import compare_classes
from recommender.quotes.comparing import MOST_QUOTES, compare_quotes, left_out
from recommender.quotes.reading import read_quote
from recommender.quotes.wording import load_quote_wording


def _compared(**changes: Any) -> Any:
    return compare_quotes([("a", quote_of({**BASES["class1"], **changes}))], RULES, TODAY).quotes[0]


def test_two_years_are_24_months_and_the_initial_cost_without_tax() -> None:
    compared = _compared(monthly_network_yen=11000, initial_total_yen=330000, tax_included=True)
    assert (compared.two_years.low, compared.two_years.high) == (540_000, 540_000)
    assert compared.per_device.low == 500


def test_an_unstated_tax_widens_the_cost_and_is_said() -> None:
    compared = _compared(monthly_network_yen=11000, tax_included=None)
    assert (compared.monthly.low, compared.monthly.high) == (10_000, 11_000)
    assert load_quote_wording().compare.tax_open in compared.remarks
    assert "tax_included" in compared.left_out


@pytest.mark.parametrize(
    ("changes", "low", "high"),
    [
        # The price of one device is what the quote says, also where it doesn't count them.
        ({"monitoring": "endpoint", "monthly_network_yen": None}, 2000, 2000),
        ({"monitoring": "endpoint", "monthly_network_yen": None, "tax_included": True}, 1818, 1818),
        # With 併用 the share of the network comes on top, and nobody knows over how many devices.
        ({"monitoring": "both"}, 2000, None),
        # A price of one device in a quote for a box says nothing of the box.
        ({"monitoring": "network"}, None, None),
    ],
)
def test_the_stated_price_of_a_device_is_told_without_their_number(
    changes: dict[str, Any], low: int | None, high: int | None
) -> None:
    compared = _compared(**{"devices": None, "monthly_endpoint_per_device_yen": 2000, **changes})
    assert compared.per_device == (None if low is None else Span(low, high))


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        ({"pcs": 10, "servers": 0}, "見守る台数が、見積りは20台、いまの答えでは10台です"),
        ({"pcs": {"low": 30, "high": 40}, "servers": 1}, "いまの答えでは31〜41台です"),
        ({"pcs": 10}, "いまの答えでわかっているのは10台です"),
        ({"pcs": 20, "servers": 1, "sites": 3}, "拠点の数が、見積りは1か所、いまの答えでは3か所です"),
        ({"pcs": 19, "servers": 1, "sites": 1}, None),
        ({"pcs": {"low": 18, "high": 22}, "servers": 0}, None),
        ({"pcs": "unknown"}, None),
        ({}, None),
    ],
)
def test_a_quote_for_other_numbers_than_the_companys_is_told(answers: dict[str, Any], says: str | None) -> None:
    document = yaml.safe_dump({"schema": "otasuke.profile/1", "answers": answers})
    own = read_profile(document, "company.yaml", RULES.vocabulary).answers
    (compared,) = compare_quotes([("a", quote_of(BASES["class1"]))], RULES, TODAY, own).quotes
    told = [remark for remark in compared.remarks if "いまの答え" in remark]
    assert (says in "".join(told)) if says else (told == [])


def test_digits_of_either_width_are_the_same_amount() -> None:
    wide = read_quote("schema: otasuke.quote/1\nmonthly_network_yen: １００００\n", "quote.yaml")
    assert wide == quote_of({"monthly_network_yen": 10000})


def test_without_a_price_nothing_is_computed_and_that_is_said() -> None:
    compared = _compared(monthly_network_yen=None)
    assert compared.two_years is None
    assert compared.routes == ()
    assert {"monthly_network_yen", "monthly_total_yen"} <= set(compared.left_out)


def test_what_concerns_another_class_or_type_is_not_left_out() -> None:
    assert left_out(quote_of(BASES["class1"])) == ("provider",)
    assert "extension" in left_out(quote_of({**BASES["class2"], "extension": None}))


def test_a_subsidy_route_is_computed_from_the_quote_and_the_company() -> None:
    answers = example_profile("machikoba").answers
    quote = quote_of({**BASES["class1"], "monthly_network_yen": 10000, "initial_total_yen": 300000})
    (compared,) = compare_quotes([("a", quote)], RULES, TODAY, answers).quotes
    security = next(route for route in compared.routes if route.id == "subsidy.da2026.security")
    # 24 months of 10,000 yen, two thirds of it for a small business; the initial cost isn't subsidized.
    assert security.amount is not None
    assert security.amount.low == security.amount.high == 160_000
    assert security.own_24_months is not None
    assert security.own_24_months.low == 540_000 - 160_000


def test_five_quotes_are_compared_in_their_order_and_a_sixth_is_too_many() -> None:
    quote = quote_of(BASES["class1"])
    named = [(str(number), quote) for number in range(MOST_QUOTES)]
    assert [item.name for item in compare_quotes(named, RULES, TODAY).quotes] == ["0", "1", "2", "3", "4"]
    for wrong in ([], [*named, ("5", quote)]):
        with pytest.raises(ValueError, match=str(len(wrong))):
            compare_quotes(wrong, RULES, TODAY)


def test_class_2_adds_for_a_company_what_its_answers_ask_for() -> None:
    result = compare_classes(example_profile("seizo_80dai"), RULES, TODAY)
    assert result.choice == "class2"
    assert {"std.3.1.5.a", "std.3.1.5.i", "std.3.1.5.e"} <= {cite for item in result.adds for cite in item.cites}
    assert result.yardstick_monthly is not None
    assert result.yardstick_monthly.high == 2 * 10_000 + 80 * 2_000
    # The budget of 300,000 yen leaves 120,000 a month above the caps of 1類, 24 times.
    assert any("288万円" in text for text in result.worth)


def test_class_2_adds_nothing_where_nothing_asks_for_it() -> None:
    result = compare_classes(example_profile("machikoba"), RULES, TODAY)
    assert (result.choice, result.adds) == ("class1", ())
    assert load_quote_wording().classes.nothing_to_pay in result.worth


def test_without_a_type_there_is_nothing_to_compare_but_the_template_stands() -> None:
    nothing = read_profile(
        "schema: otasuke.profile/1\nanswers: {pcs: 0, servers: 0, network: mobile_only}\n", "a", RULES.vocabulary
    )
    result = compare_classes(nothing, RULES, TODAY)
    assert (result.monitoring, result.choice, result.worth) == (None, None, ())
    assert result.rows
    assert result.notes == (load_quote_wording().classes.none,)


def test_the_comparison_table_takes_its_figures_from_the_clauses() -> None:
    rows = {row.topic: row for row in compare_classes(example_profile("machikoba"), RULES, TODAY).rows}
    assert rows["最低契約期間"].class1 == rows["最低契約期間"].class2 == "24か月以内"
    assert "10,000円" in rows["月額（税抜）"].class1
    assert not any(sign in row.class1 + row.class2 for row in rows.values() for sign in "{}")


def test_own_cost_and_subsidy_of_a_quote_with_tax_add_up_to_its_two_years() -> None:
    """(300,000 + 15,000 x 24) / 1.1 are 600,000; the subsidy is two thirds of 24 months of 13,636 yen at most."""
    stated = {
        "class": 1,
        "monitoring": "network",
        "devices": 26,
        "sites": 1,
        "monthly_network_yen": 15_000,
        "initial_total_yen": 300_000,
        "tax_included": True,
        "min_contract_months": 36,
    }
    compared = compare_quotes([("A", quote_of(stated))], RULES, TODAY, {}).quotes[0]
    assert compared.two_years == Span(600_000, 600_000)
    (route,) = [item for item in compared.routes if item.own_24_months and item.id.endswith("security")]
    assert route.amount is not None
    assert route.own_24_months is not None
    assert route.amount.high is not None
    assert route.own_24_months.high == 600_000 - route.amount.low
    assert route.own_24_months.low == 600_000 - route.amount.high
    answers = example_profile("machikoba").answers
    settled = compare_quotes([("A", quote_of(stated))], RULES, TODAY, answers).quotes[0]
    (route,) = [item for item in settled.routes if item.id.endswith("security")]
    assert route.amount is not None
    assert route.own_24_months == Span(600_000 - route.amount.low, 600_000 - route.amount.low)
