"""Quotes against the standard: the tables of tests/cases/quotes, and what must hold for every quote."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import Path
from typing import Any
from unicodedata import east_asian_width

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from knowledge.faults import DataError
from knowledge.values import UNKNOWN
from questionnaires.profile import Profile, read_profile
from recommender.assessment import assess
from recommender.cost import Span
from recommender.export.markdown import markdown_of
from recommender.export.request import request_blocks
from recommender.quotes.checking import check_quote
from recommender.quotes.classes import compare_classes
from recommender.quotes.comparing import MOST_QUOTES, compare_quotes, left_out
from recommender.quotes.fields import FILE as FIELDS_FILE
from recommender.quotes.fields import Quote, load_quote_fields
from recommender.quotes.reading import plain_quote, read_quote
from recommender.quotes.results import Check
from recommender.quotes.wording import FILE as WORDING_FILE
from recommender.quotes.wording import load_quote_wording
from recommender.rulebase import load_rulebase

FOLDER = Path(__file__).parents[1] / "cases" / "quotes"
EXAMPLE = Path(__file__).parents[2] / "examples" / "machikoba.yaml"
RULES = load_rulebase()
CLAUSES = RULES.knowledge.clauses
TODAY = date(2026, 11, 22)
PRICES = ("monthly_network_yen", "monthly_endpoint_per_device_yen", "monthly_total_yen", "initial_total_yen")
KEYS = {"id", "why", "change", "expect", "verdict", "found", "limit"}


def _load(name: str) -> Any:
    return yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))


BASES: dict[str, dict[str, Any]] = _load("base.yaml")


@dataclass(frozen=True)
class Case:
    """A quote with the results that an adviser would give."""

    id: str
    raw: dict[str, Any]
    quote: Quote


def quote_of(stated: dict[str, Any]) -> Quote:
    document = {"schema": "otasuke.quote/1", **{name: value for name, value in stated.items() if value is not None}}
    return read_quote(yaml.safe_dump(document, allow_unicode=True), "quote.yaml")


def _cases() -> Iterator[Case]:
    for name in ("prices", "terms", "class2"):
        table = _load(f"{name}.yaml")
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


@pytest.mark.parametrize("row", _load("refused.yaml"), ids=lambda row: row["why"].replace(" ", "_"))
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


AMOUNTS = st.one_of(
    st.integers(0, 60_000),
    st.sampled_from((1_999, 2_000, 2_001, 2_200, 2_201, 9_999, 10_000, 10_001, 11_000, 11_001, 20_000, 50_000)),
)


@st.composite
def quotes(draw: st.DrawFn) -> Quote:
    """Quotes that state any of the fields."""
    stated: dict[str, Any] = {}
    for item in load_quote_fields().fields:
        if not draw(st.booleans()):
            continue
        if item.kind == "choice":
            stated[item.id] = draw(st.sampled_from(item.codes))
        elif item.kind == "list":
            stated[item.id] = tuple(draw(st.lists(st.sampled_from(item.codes), unique=True)))
        elif item.kind == "flag":
            stated[item.id] = draw(st.booleans())
        elif item.kind == "yen":
            stated[item.id] = draw(AMOUNTS)
        elif item.kind == "integer":
            stated[item.id] = draw(st.integers(item.min or 0, 70))
    if "class" in stated:
        stated["service_class"] = f"class{stated.pop('class')}"
    return Quote(**stated)


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
    answers = _profile("machikoba").answers
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


def _profile(name: str) -> Profile:
    path = Path(__file__).parents[2] / "examples" / f"{name}.yaml"
    return read_profile(path.read_text(encoding="utf-8"), path.name, RULES.vocabulary)


def test_class_2_adds_for_a_company_what_its_answers_ask_for() -> None:
    result = compare_classes(_profile("seizo_80dai"), RULES, TODAY)
    assert result.choice == "class2"
    assert {"std.3.1.5.a", "std.3.1.5.i", "std.3.1.5.e"} <= {cite for item in result.adds for cite in item.cites}
    assert result.yardstick_monthly is not None
    assert result.yardstick_monthly.high == 2 * 10_000 + 80 * 2_000
    # The budget of 300,000 yen leaves 120,000 a month above the caps of 1類, 24 times.
    assert any("288万円" in text for text in result.worth)


def test_class_2_adds_nothing_where_nothing_asks_for_it() -> None:
    result = compare_classes(_profile("machikoba"), RULES, TODAY)
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
    rows = {row.topic: row for row in compare_classes(_profile("machikoba"), RULES, TODAY).rows}
    assert rows["最低契約期間"].class1 == rows["最低契約期間"].class2 == "24か月以内"
    assert "10,000円" in rows["月額（税抜）"].class1
    assert not any(sign in row.class1 + row.class2 for row in rows.values() for sign in "{}")


def _request(name: str, **options: Any) -> str:
    return markdown_of(request_blocks(assess(_profile(name), RULES, TODAY, explain=False), RULES, **options), RULES)


def test_a_request_states_the_facts_given_and_no_money_or_subsidy_matters() -> None:
    text = _request("seizo_80dai")
    assert "110人" in text
    assert "80台" in text
    for kept_back in ("5,000万", "資本金", "予算", "補助", "GビズID"):
        assert kept_back not in text


def test_a_request_leaves_out_what_the_user_does_not_give() -> None:
    text = _request("seizo_80dai", omit=("employees", "pcs", "concerns", "wants", "sites"))
    for gone in ("110人", "74台", "80台", "ランサムウェア", "希望すること", "拠点: 2"):
        assert gone not in text


def test_a_request_asks_what_the_catalogue_does_not_know_of_the_service() -> None:
    service = RULES.knowledge.services["svc.01"]
    text = _request("machikoba", service=service)
    assert f"{service.provider} 御中" in text
    assert "対応できる地域" in text
    asked = text.split("手元の資料ではわからないこと")[1].split("## ")[0]
    assert "初期費用（税抜）" in asked
    assert "月額の料金（税抜）" not in asked


def test_a_request_for_a_service_of_another_type_asks_about_it_first() -> None:
    """machikoba wants network monitoring; svc.25.c is listed as 端末監視コース."""
    services = RULES.knowledge.services
    text = _request("machikoba", service=services["svc.25.c"])
    assert "手元の資料や名前からは端末監視とみています。当社の希望はネットワーク監視なので" in text
    same = next(item for item in services.values() if item.monitoring.value == "network")
    open_ = next(item for item in services.values() if item.monitoring.value is None)
    for service in (same, open_, None):
        assert "当社の希望は" not in _request("machikoba", service=service)


def test_a_count_that_is_not_known_is_said_to_be_checked() -> None:
    answers = {**_profile("machikoba").answers, "servers": UNKNOWN, "it_level": UNKNOWN}
    result = assess(Profile(answers), RULES, TODAY, explain=False)
    text = markdown_of(request_blocks(result, RULES), RULES)
    assert "サーバー | 確認中" in text
    assert "見守る台数: 確認中です" in text
    assert "ITの得意・不得意" not in text
    left_out = markdown_of(request_blocks(result, RULES, omit=("servers",)), RULES)
    assert "確認中" not in left_out


def test_a_request_carries_every_question_of_the_checklist() -> None:
    assessment = assess(_profile("seizo_80dai"), RULES, TODAY, explain=False)
    text = markdown_of(request_blocks(assessment, RULES), RULES)
    assert [item.ask for item in assessment.checklist if item.ask not in text] == []
    assert "2類の場合" in text
    assert "2類の場合" not in _request("machikoba")


def test_what_the_user_wrote_cannot_become_markup() -> None:
    profile = _profile("machikoba")
    named = Profile({**profile.answers, "company_name": "# <b>[x](y)|"}, None)
    text = markdown_of(request_blocks(assess(named, RULES, TODAY, explain=False), RULES), RULES)
    assert r"会社名: \# \<b\>\[x\](y)\|" in text


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
    answers = read_profile(EXAMPLE.read_text("utf-8"), EXAMPLE.name, RULES.vocabulary).answers
    settled = compare_quotes([("A", quote_of(stated))], RULES, TODAY, answers).quotes[0]
    (route,) = [item for item in settled.routes if item.id.endswith("security")]
    assert route.amount is not None
    assert route.own_24_months == Span(600_000 - route.amount.low, 600_000 - route.amount.low)
