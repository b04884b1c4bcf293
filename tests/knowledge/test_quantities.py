"""Numbers with their doubt, and the quantities derived from them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import VOCABULARY, answers, numbers, within_doubt

from knowledge.fields import Answers
from knowledge.values import UNKNOWN, Bounds, Number, Value, bounds_of, exactly

PARTS = ("pcs", "servers", "sites")
INTEGERS = [name for name, field in VOCABULARY.fields.items() if field.kind == "integer"]
BUDGETS = [name for name, field in VOCABULARY.fields.items() if field.limit]
ABOUT = [
    # 約 widens by a fifth to both sides, to whole numbers inside of that span.
    pytest.param(Number(30, 30, approx=True), Bounds(24, 36), id="about_30"),
    pytest.param(Number(7, 7, approx=True), Bounds(6, 8), id="about_7_is_6_to_8"),
    pytest.param(Number(1, 1, approx=True), Bounds(1, 1), id="about_1_is_1"),
    pytest.param(Number(0, 0, approx=True), Bounds(0, 0), id="about_0_is_0"),
    pytest.param(Number(30, 40, approx=True), Bounds(24, 48), id="about_30_to_40"),
    pytest.param(Number(30, None, approx=True), Bounds(24, None), id="about_30_or_more"),
    pytest.param(Number(None, 40, approx=True), Bounds(0, 48), id="up_to_about_40"),
    pytest.param(Number(30, 40), Bounds(30, 40), id="a_range_is_itself"),
    pytest.param(exactly(30), Bounds(30, 30), id="a_number_is_itself"),
]


@pytest.mark.parametrize(("number", "bounds"), ABOUT)
def test_the_doubt_of_a_number_gives_its_bounds(number: Number, bounds: Bounds) -> None:
    assert bounds_of(number) == bounds


@given(numbers(VOCABULARY.fields["pcs"]))
def test_about_never_leaves_out_what_the_number_itself_allows(number: Number) -> None:
    plain, wide = bounds_of(Number(number.low, number.high)), bounds_of(Number(number.low, number.high, approx=True))
    assert wide.low <= plain.low
    assert (wide.high is None) == (plain.high is None)
    assert (wide.high or 0) >= (plain.high or 0)


@settings(max_examples=200)
@given(st.sampled_from(INTEGERS), st.data())
def test_any_answer_to_a_number_has_bounds_in_order_and_within_the_field(name: str, data: st.DataObject) -> None:
    field = VOCABULARY.fields[name]
    number = data.draw(numbers(field))
    bounds = VOCABULARY.bounds(name, {name: number})
    assert bounds.high is None or bounds.low <= bounds.high
    assert bounds.low >= (field.min or 0) or number.approx


@pytest.mark.parametrize("name", INTEGERS)
@pytest.mark.parametrize("value", [UNKNOWN, None])
def test_what_is_unknown_is_no_less_than_the_field_can_be_and_has_no_upper_end(name: str, value: Value | None) -> None:
    known = {} if value is None else {name: value}
    assert VOCABULARY.bounds(name, known) == Bounds(VOCABULARY.fields[name].min or 0, None)


def test_a_company_has_at_least_one_site_also_when_only_the_upper_end_is_known() -> None:
    assert VOCABULARY.bounds("sites", {"sites": Number(None, 3)}) == Bounds(1, 3)


def test_the_budgets_are_the_fields_whose_upper_end_is_the_answer() -> None:
    assert BUDGETS == ["monthly_budget", "annual_budget", "initial_budget", "per_device_budget"]


@pytest.mark.parametrize("name", BUDGETS)
def test_up_to_30000_as_a_budget_is_the_limit_of_30000_and_no_doubt(name: str) -> None:
    assert VOCABULARY.bounds(name, {name: Number(None, 30_000)}) == Bounds(30_000, 30_000)
    assert VOCABULARY.bounds(name, {name: Number(None, 30_000, approx=True)}) == Bounds(24_000, 36_000)


DEVICES = [
    pytest.param({"pcs": exactly(25), "servers": exactly(1)}, Bounds(26, 26), id="both_known"),
    pytest.param({"pcs": Number(20, 30), "servers": exactly(2)}, Bounds(22, 32), id="a_range_of_pcs"),
    pytest.param({"pcs": exactly(25)}, Bounds(25, None), id="servers_unknown"),
    pytest.param({}, Bounds(0, None), id="nothing_known"),
]


@pytest.mark.parametrize(("given_answers", "bounds"), DEVICES)
def test_devices_are_pcs_and_servers_together(given_answers: Answers, bounds: Bounds) -> None:
    assert VOCABULARY.bounds("devices", given_answers) == bounds


PER_SITE = [
    pytest.param({"pcs": exactly(25), "servers": exactly(1), "sites": exactly(2)}, Bounds(13, 13), id="shared_evenly"),
    pytest.param({"pcs": exactly(25), "servers": exactly(0), "sites": exactly(2)}, Bounds(12, 12), id="rounded_down"),
    pytest.param({"pcs": exactly(24), "servers": exactly(0), "sites": Number(2, 4)}, Bounds(6, 12), id="2_to_4_sites"),
    pytest.param({"pcs": exactly(24), "servers": exactly(0)}, Bounds(0, 24), id="sites_unknown_is_at_most_all"),
    pytest.param({"sites": exactly(3)}, Bounds(0, None), id="devices_unknown"),
]


@pytest.mark.parametrize(("given_answers", "bounds"), PER_SITE)
def test_devices_per_site_divide_the_devices_by_the_sites(given_answers: Answers, bounds: Bounds) -> None:
    assert VOCABULARY.bounds("devices_per_site", given_answers) == bounds


@given(st.data(), answers(PARTS), st.sampled_from(tuple(VOCABULARY.derived)))
def test_a_derived_quantity_holds_whatever_its_parts_turn_out_to_be(
    data: st.DataObject, given_answers: Answers, name: str
) -> None:
    bounds = VOCABULARY.bounds(name, given_answers)
    settled = {
        part: data.draw(within_doubt(given_answers.get(part), VOCABULARY.fields[part]), label=part) for part in PARTS
    }
    exact = VOCABULARY.bounds(name, settled)
    assert exact.low == exact.high
    assert bounds.low <= exact.low
    assert bounds.high is None or exact.low <= bounds.high


@given(*(st.integers(1, 200) for _ in PARTS), st.integers(0, 50))
def test_more_devices_never_lower_and_more_sites_never_raise_what_is_derived(
    pcs: int, servers: int, sites: int, more: int
) -> None:
    def amount(name: str, *counts: int) -> int:
        return VOCABULARY.bounds(name, dict(zip(PARTS, map(exactly, counts), strict=True))).low

    for name in ("devices", "devices_per_site"):
        assert amount(name, pcs + more, servers, sites) >= amount(name, pcs, servers, sites)
        assert amount(name, pcs, servers + more, sites) >= amount(name, pcs, servers, sites)
        assert amount(name, pcs, servers, sites + more) <= amount(name, pcs, servers, sites)
