"""The caps of 1類 by the contract's formulas. The figures are std.2.1.7 (ア initial, イ monthly), written out here."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.fields import Answers
from knowledge.records import ClassCode, Monitoring
from knowledge.values import UNKNOWN, Bounds, Number, Value, exactly
from recommender.cost import Cost, Span, cost_of, initial_cap, monthly_cap
from recommender.rulebase import load_rulebase

RULES = load_rulebase()
CAPS = RULES.caps
COUNTS = st.integers(0, 100_000)
SITES = st.integers(1, 10_000)


def _exact(amount: int) -> Bounds:
    return Bounds(amount, amount)


def _cost(option: Monitoring, answers: Answers, service_class: ClassCode = "class1") -> Cost:
    return cost_of(option, service_class, answers, RULES.vocabulary, CAPS, RULES.counsel.wording.assumed)


def _company(pcs: Value, servers: Value, sites: Value) -> dict[str, Value]:
    return {"pcs": pcs, "servers": servers, "sites": sites}


@given(COUNTS, SITES)
def test_endpoint_costs_at_most_2000_yen_a_device(devices: int, sites: int) -> None:
    assert monthly_cap("endpoint", _exact(devices), _exact(sites), CAPS) == Span(2000 * devices, 2000 * devices)


@given(COUNTS, SITES)
def test_network_costs_at_most_10000_yen_by_contract_or_by_site(devices: int, sites: int) -> None:
    assert monthly_cap("network", _exact(devices), _exact(sites), CAPS) == Span(10_000, 10_000 * sites)


@given(COUNTS, SITES)
def test_both_costs_from_the_stricter_reading_to_the_sum(devices: int, sites: int) -> None:
    expected = Span(min(10_000, 2000 * devices), 10_000 * sites + 2000 * devices)
    assert monthly_cap("both", _exact(devices), _exact(sites), CAPS) == expected


def test_five_devices_are_where_the_two_types_cost_the_same() -> None:
    one_site = _exact(1)
    highs = {
        devices: (
            monthly_cap("network", _exact(devices), one_site, CAPS).high,
            monthly_cap("endpoint", _exact(devices), one_site, CAPS).high,
        )
        for devices in (4, 5, 6)
    }
    assert highs == {4: (10_000, 8_000), 5: (10_000, 10_000), 6: (10_000, 12_000)}


@pytest.mark.parametrize(("option", "yen"), [("network", 500_000), ("endpoint", 500_000), ("both", 1_000_000)])
def test_the_initial_cap_is_that_of_the_standard(option: Monitoring, yen: int) -> None:
    figures = {item.name: item.value for item in RULES.knowledge.clauses["std.2.1.7.a"].figures}
    assert initial_cap(option, CAPS) == figures[f"{option}_initial_max"] == yen


@given(st.sampled_from(("network", "endpoint", "both")), COUNTS, st.integers(0, 50), SITES)
def test_two_years_are_24_months_and_the_initial_cost(option: Monitoring, pcs: int, servers: int, sites: int) -> None:
    cost = _cost(option, _company(exactly(pcs), exactly(servers), exactly(sites)))
    assert cost.monthly is not None
    assert cost.monthly.high is not None
    assert cost.initial is not None
    assert cost.monthly == monthly_cap(option, _exact(pcs + servers), _exact(sites), CAPS)
    low, high = (24 * amount + cost.initial for amount in (cost.monthly.low, cost.monthly.high))
    assert cost.two_years == Span(low, high)


@pytest.mark.parametrize(
    ("option", "company", "low"),
    [
        ("endpoint", _company(UNKNOWN, exactly(3), exactly(1)), 6_000),
        ("both", _company(UNKNOWN, exactly(3), exactly(1)), 6_000),
        ("endpoint", {"pcs": exactly(3), "sites": exactly(1)}, 6_000),
        ("endpoint", _company(Number(3, None), exactly(0), exactly(1)), 6_000),
        ("network", _company(exactly(3), exactly(0), UNKNOWN), 10_000),
        ("both", _company(exactly(3), exactly(0), UNKNOWN), 6_000),
        ("endpoint", {}, 0),
    ],
)
def test_an_unknown_count_leaves_the_upper_end_open(option: Monitoring, company: Answers, low: int) -> None:
    cost = _cost(option, company)
    assert cost.monthly == Span(low, None)
    assert cost.two_years == Span(24 * low + initial_cap(option, CAPS), None)


def test_unknown_sites_leave_no_doubt_about_the_cost_of_endpoint() -> None:
    assert _cost("endpoint", _company(exactly(7), exactly(1), UNKNOWN)).monthly == Span(16_000, 16_000)


def test_about_ten_devices_cost_from_those_of_eight_to_those_of_twelve() -> None:
    about = _company(Number(10, 10, approx=True), exactly(0), exactly(1))
    assert _cost("endpoint", about).monthly == Span(16_000, 24_000)


def test_a_range_of_sites_costs_up_to_the_upper_end() -> None:
    company = _company(exactly(5), exactly(0), Number(2, 4))
    assert _cost("network", company).monthly == Span(10_000, 40_000)
    assert _cost("both", company).monthly == Span(10_000, 50_000)


@given(st.sampled_from(("network", "endpoint", "both")), COUNTS, SITES)
def test_class_2_has_no_cap_and_shows_that_of_class_1_as_the_yardstick(
    option: Monitoring, pcs: int, sites: int
) -> None:
    company = _company(exactly(pcs), exactly(0), exactly(sites))
    first, second = _cost(option, company), _cost(option, company, "class2")
    assert (second.monthly, second.initial, second.two_years) == (None, None, None)
    assert (second.yardstick_monthly, second.yardstick_initial) == (first.monthly, first.initial)
    assert (first.yardstick_monthly, first.yardstick_initial) == (None, None)


@given(COUNTS, COUNTS, SITES)
def test_more_devices_never_cost_less(first: int, second: int, sites: int) -> None:
    few, many = sorted((first, second))
    for option in ("network", "endpoint", "both"):
        small = monthly_cap(option, _exact(few), _exact(sites), CAPS)
        large = monthly_cap(option, _exact(many), _exact(sites), CAPS)
        assert small.low <= large.low
        assert (small.high or 0) <= (large.high or 0)


def test_a_combination_says_that_its_cap_is_read_in_two_ways() -> None:
    assert any("解釈が分かれます" in text for text in _cost("both", {}).assumptions)
    assert not any("解釈が分かれます" in text for text in _cost("endpoint", {}).assumptions)


# --- the budget against the caps ---------------------------------------------------------------------


def _left(option: Monitoring, answers: Answers) -> Bounds:
    return RULES.vocabulary.bounds(f"{option}_left_yen", answers)


@given(st.integers(0, 10**6), st.integers(0, 500), st.integers(0, 20), st.integers(1, 30))
def test_what_is_left_of_a_budget_is_counted_from_the_upper_end_of_the_cap(
    budget: int, pcs: int, servers: int, sites: int
) -> None:
    answers = {**_company(exactly(pcs), exactly(servers), exactly(sites)), "monthly_budget": exactly(budget)}
    devices = pcs + servers
    caps = {"network": 10_000 * sites, "endpoint": 2000 * devices, "both": 10_000 * sites + 2000 * devices}
    for option, cap in caps.items():
        assert RULES.vocabulary.bounds(f"{option}_left_yen", answers) == _exact(budget - cap)


def test_a_yearly_budget_counts_by_its_twelfth_and_one_a_device_by_the_devices() -> None:
    company = _company(exactly(20), exactly(0), exactly(1))
    assert _left("network", {**company, "annual_budget": exactly(150_000)}) == _exact(2_500)
    assert _left("network", {**company, "per_device_budget": exactly(1000)}) == _exact(10_000)


def test_of_several_budgets_the_tightest_counts() -> None:
    company = _company(exactly(20), exactly(0), exactly(1))
    budgets = {"monthly_budget": exactly(50_000), "annual_budget": exactly(120_000)}
    assert _left("network", {**company, **budgets}) == _exact(0)


def test_without_any_budget_nothing_is_said_about_what_is_left() -> None:
    bounds = _left("endpoint", _company(exactly(3), exactly(0), exactly(1)))
    assert bounds.high is None
    assert bounds.low < 0
