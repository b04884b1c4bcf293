"""途中で解約したとき: the surcharge to the yen, and what is said where the amount or the rule is open."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from subsidy_cases import RULES, TODAY, read_table

from knowledge.values import exactly
from questionnaires.profile import Plan
from recommender.cost import Span
from recommender.subsidies.leaving import leaving_cost, surcharge_of, yearly_rate
from recommender.subsidies.routes import subsidy_routes
from recommender.subsidies.wording import load_wording

ROWS = read_table("leaving")["rows"]
PHRASES = load_wording().leaving
RATE = yearly_rate(RULES.knowledge.subsidy_rules[PHRASES.rule], PHRASES.figure)


def test_the_rate_is_the_rules_own_figure() -> None:
    assert Fraction(1095, 10_000) == RATE


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['repay']}-{row['days']}")
def test_surcharge_to_the_yen(row: dict[str, int]) -> None:
    assert surcharge_of(row["repay"], RATE, row["days"]) == row["surcharge"]
    found = leaving_cost("it2025", Span(row["repay"], row["repay"]), RULES, PHRASES, days=row["days"])
    assert found.surcharge == Span(row["surcharge"], row["surcharge"])
    assert found.total == Span(row["repay"] + row["surcharge"], row["repay"] + row["surcharge"])


def test_the_worked_figure_says_that_it_is_an_example_of_all_of_it() -> None:
    found = leaving_cost("it2025", Span(480_000, 480_000), RULES, PHRASES)
    assert (
        found.formula == "全額を365日後に返すとした場合は、48万円と、その10.95%の365日分5万2,560円を合わせて53万2,560円"
    )
    assert any("全額を返すのか" in text for text in found.to_confirm)
    assert found.cites == ("subsidy.rule.cancel_repayment",)


def test_an_open_amount_gives_a_range_and_an_unlimited_one_the_rule_alone() -> None:
    # 120,000 × 1.1095 = 133,140、1,500,000 × 1.1095 = 1,664,250
    assert leaving_cost("it2025", Span(120_000, 1_500_000), RULES, PHRASES).total == Span(133_140, 1_664_250)
    for amount in (None, Span(0, None)):
        found = leaving_cost("it2025", amount, RULES, PHRASES)
        assert (found.repay, found.total) == (None, None)
        assert "補助額が決まると" in found.formula
        assert "10.95%" in found.text


def test_nothing_is_repaid_where_nothing_is_paid() -> None:
    found = leaving_cost("it2025", Span(0, 0), RULES, PHRASES)
    assert found.total is None
    assert "返すお金はありません" in found.formula


def test_the_rule_of_2025_is_never_passed_off_as_another_editions() -> None:
    for edition in RULES.knowledge.editions:
        said = "\n".join(leaving_cost(edition, Span(1, 1), RULES, PHRASES).to_confirm)
        assert ("2025年版の決まりで" in said) == (edition != "it2025")


def test_every_route_says_what_leaving_costs() -> None:
    answers = {"main_tool_cost_yen": exactly(1)}
    routes = subsidy_routes(answers, Plan(40_000, 0), None, RULES, TODAY, editions=("it2023",))
    security = next(route for route in routes if route.frame == "security")
    # 960,000 の 1/2 = 480,000
    assert security.leaving.repay == Span(480_000, 480_000)
    assert security.leaving.total == Span(532_560, 532_560)
    assert all(route.leaving.text for route in routes)


@given(st.integers(0, 5_000_000), st.integers(0, 2_000), st.integers(0, 1_000_000), st.integers(0, 400))
def test_more_repaid_or_later_never_costs_less(repaid: int, days: int, more: int, later: int) -> None:
    base = surcharge_of(repaid, RATE, days)
    assert base <= surcharge_of(repaid + more, RATE, days)
    assert base <= surcharge_of(repaid, RATE, days + later)
    # The closed form, in whole numbers alone.
    assert base == repaid * 1095 * days // (10_000 * 365)
