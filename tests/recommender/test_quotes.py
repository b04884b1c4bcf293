"""Quotes against the standard: the tables of tests/cases/quotes, and what must hold for every quote."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import Any
from unicodedata import east_asian_width

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from quote_samples import BASES, RULES, load_table, quote_of, quotes

from knowledge.faults import DataError
from recommender.quotes.checking import check_quote
from recommender.quotes.fields import FILE as FIELDS_FILE
from recommender.quotes.fields import Quote, load_quote_fields
from recommender.quotes.reading import plain_quote, read_quote
from recommender.quotes.results import Check
from recommender.quotes.wording import FILE as WORDING_FILE
from recommender.quotes.wording import load_quote_wording

CLAUSES = RULES.knowledge.clauses
PRICES = ("monthly_network_yen", "monthly_endpoint_per_device_yen", "monthly_total_yen", "initial_total_yen")
KEYS = {"id", "why", "change", "expect", "verdict", "found", "limit"}


@dataclass(frozen=True)
class Case:
    """A quote with the results that an adviser would give."""

    id: str
    raw: dict[str, Any]
    quote: Quote


def _cases() -> Iterator[Case]:
    for name in ("prices", "terms", "class2"):
        table = load_table(f"{name}.yaml")
        for case in table["cases"]:
            quote = quote_of({**BASES[table["from"]], **case["change"]})
            yield Case(f"{name}:{case['id']}", case, quote)


CASES = tuple(_cases())


def results_of(quote: Quote) -> dict[str, Check]:
    return {check.clause: check for check in check_quote(quote, RULES).checks}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_quote_is_judged_as_the_standard_says(case: Case) -> None:
    checks = results_of(case.quote)
    for clause, expected in case.raw["expect"].items():
        given_result = checks[clause].result if clause in checks else "none"
        assert given_result == expected, f"{clause}: {case.raw['why']}"
    assert check_quote(case.quote, RULES).verdict == case.raw["verdict"], case.raw["why"]
    for clause, text in case.raw.get("found", {}).items():
        assert checks[clause].found == text
    for clause, text in case.raw.get("limit", {}).items():
        assert checks[clause].limit == text


def test_there_are_sixty_cases_and_more_each_with_its_own_id_and_a_rationale() -> None:
    assert len(CASES) >= 60
    assert len({case.id for case in CASES}) == len(CASES)
    assert [case.id for case in CASES if not case.raw["why"] or not set(case.raw) <= KEYS] == []


def test_every_outcome_that_a_clause_can_have_is_in_a_case() -> None:
    seen = {(clause, result) for case in CASES for clause, result in case.raw["expect"].items()}
    possible = {
        (phrases.clause, result)
        for phrases in load_quote_wording().clauses
        for result in ("ok", "violation", "disputed")
        if getattr(phrases, result) is not None
    }
    # Its words come from the reading in question (price.sites, price.combined), not from the clause alone.
    possible.add(("std.2.1.7.i", "disputed"))
    assert possible - seen == set()
    unknown = {clause for clause, result in seen if result == "unknown"}
    stated_only = {"std.3.1.5.i", "std.3.1.5.u", "std.3.1.5.e"}
    assert {phrases.clause for phrases in load_quote_wording().clauses} - unknown == stated_only


@pytest.mark.parametrize("row", load_table("refused.yaml"), ids=lambda row: row["why"].replace(" ", "_"))
def test_a_wrong_quote_is_refused_at_its_line_with_the_way_to_mend_it(row: dict[str, str]) -> None:
    with pytest.raises(DataError) as refused:
        read_quote(row["quote"], "quote.yaml")
    (fault,) = refused.value.faults
    lines = row["quote"].splitlines()
    line = next(number for number, text in enumerate(lines, 1) if text.endswith("# here"))
    assert str(fault).startswith(f"quote.yaml:{line}: {row['says']}")
    assert row["mend"] in fault.mend


def test_all_faults_of_a_quote_are_told_at_once() -> None:
    with pytest.raises(DataError) as refused:
        read_quote("schema: x\ndevices: -1\nclass: 3\nnotes: a\n", "quote.yaml")
    assert [fault.place.line for fault in refused.value.faults] == [1, 2, 3, 4]


def test_the_table_of_fields_is_what_a_quote_holds_and_speaks_of_known_clauses() -> None:
    described = load_quote_fields().fields
    names = ["service_class" if item.id == "class" else item.id for item in described]
    assert sorted(names) == sorted(item.name for item in fields(Quote))
    checked = {phrases.clause for phrases in load_quote_wording().clauses}
    assert {clause for item in described for clause in item.clauses} <= checked
    # Every clause that is checked is spoken of by a field, but for the class 2 price, which the prices speak of.
    assert checked - {clause for item in described for clause in item.clauses} == {"std.3.1.2.a"}


def test_the_words_about_quotes_have_only_known_figures_and_no_sign_of_uncertain_width() -> None:
    for phrases in load_quote_wording().clauses:
        figures = {item.name: f"{item.value:,}" for item in CLAUSES[phrases.clause].figures}
        for text in (phrases.limit, phrases.ok, phrases.violation, phrases.disputed):
            if text:
                text.format(**figures)
    for path in (FIELDS_FILE, WORDING_FILE):
        text = path.read_text(encoding="utf-8")
        assert {sign for sign in text if east_asian_width(sign) == "A"} == set()


@given(quotes())
def test_the_verdict_fails_exactly_where_something_is_violated(quote: Quote) -> None:
    result = check_quote(quote, RULES)
    results = {check.result for check in result.checks}
    assert (result.verdict == "fail") == ("violation" in results)
    assert (result.verdict == "pass") == (not results & {"violation", "unknown", "disputed"})


@given(quotes())
def test_a_clause_has_one_check_in_the_order_of_the_standard_and_every_check_is_in_words(quote: Quote) -> None:
    checks = check_quote(quote, RULES).checks
    order = [list(CLAUSES).index(check.clause) for check in checks]
    assert order == sorted(set(order))
    for check in checks:
        assert check.found
        assert check.limit
        assert check.message
        assert bool(check.ask) == (check.result in ("violation", "unknown", "disputed"))


@given(quotes(), st.sampled_from(PRICES), st.integers(1, 40_000))
def test_raising_a_price_never_mends_a_violation(quote: Quote, name: str, more: int) -> None:
    price = getattr(quote, name)
    if price is None:
        return
    before, after = results_of(quote), results_of(replace(quote, **{name: price + more}))
    for clause in ("std.2.1.7.a", "std.2.1.7.i"):
        if before[clause].result == "violation":
            assert after[clause].result == "violation"


@given(quotes())
def test_an_amount_with_tax_is_judged_as_its_tenth_less(quote: Quote) -> None:
    plain = {name: getattr(quote, name) for name in PRICES if getattr(quote, name) is not None}
    without = replace(quote, tax_included=False, **{name: amount * 10 for name, amount in plain.items()})
    included = replace(quote, tax_included=True, **{name: amount * 11 for name, amount in plain.items()})
    assert [item.result for item in check_quote(without, RULES).checks] == [
        item.result for item in check_quote(included, RULES).checks
    ]


@given(quotes())
def test_an_unstated_tax_never_decides_what_the_tax_could_change(quote: Quote) -> None:
    open_tax = results_of(replace(quote, tax_included=None))
    either = [results_of(replace(quote, tax_included=tax)) for tax in (False, True)]
    for clause, check in open_tax.items():
        results = {checks[clause].result for checks in either}
        assert check.result == (results.pop() if len(results) == 1 else "unknown")


@given(quotes(), st.integers(0, 200), st.integers(1, 30))
def test_what_is_decided_without_a_count_holds_for_every_count(quote: Quote, devices: int, sites: int) -> None:
    vague = results_of(replace(quote, devices=None, sites=None))["std.2.1.7.i"].result
    exact = results_of(replace(quote, devices=max(devices, 1), sites=sites))["std.2.1.7.i"].result
    assert vague in ("unknown", exact)


@given(quotes())
def test_writing_a_quote_and_reading_it_are_one(quote: Quote) -> None:
    text = yaml.safe_dump(plain_quote(quote), allow_unicode=True)
    again = read_quote(text, "quote.yaml")
    assert replace(again, helpdesk=None) == replace(quote, helpdesk=None)
    assert set(again.helpdesk or ()) == set(quote.helpdesk or ())
