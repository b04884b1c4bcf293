"""Why no subsidy will come: as early as it is certain, and never before."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from subsidy_cases import RULES, TODAY, profile_of, read_table

from knowledge.values import UNKNOWN, Value, exactly
from questionnaires.interview import live_answers
from recommender.subsidies.bars import certain_bars, new_bars
from recommender.subsidies.routes import subsidy_routes

CASES = read_table("bars")["cases"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_bar_of_the_table(case: dict[str, Any]) -> None:
    answers = profile_of(case["answers"]).answers
    bars = certain_bars(answers, RULES, case.get("as_of", TODAY))
    assert [bar.field for bar in bars] == case["certain"]
    for bar in bars:
        assert bar.kind == "final"
        assert bar.value
        assert bar.remedy
        assert bar.cites
        assert bar.remedy in bar.said
    if "value" in case:
        assert case["value"] in (bars[0].value or "")
    if "remedy" in case:
        assert case["remedy"] in (bars[0].remedy or "")


def test_an_answer_tells_only_what_it_made_certain() -> None:
    signed: dict[str, Value] = {"contract_state": "signed"}
    both: dict[str, Value] = {**signed, "large_company_owned": True}
    assert [bar.field for bar in new_bars({}, signed, RULES, TODAY)] == ["contract_state"]
    assert [bar.field for bar in new_bars(signed, both, RULES, TODAY)] == ["large_company_owned"]
    assert new_bars(signed, signed, RULES, TODAY) == ()
    assert new_bars(signed, {}, RULES, TODAY) == ()


CHOICES: dict[str, list[Value]] = {
    "industry": ["manufacturing", "retail", "wholesale", "lodging", "professional", "finance", UNKNOWN],
    "industry_detail": ["none", "rubber_products", "ryokan", "software_dataprocessing", UNKNOWN],
    "entity": ["corporation", "sole_proprietor", "medical_corporation", "npo", "cooperative", UNKNOWN],
    "employees": [exactly(number) for number in (0, 5, 50, 51, 100, 101, 200, 201, 300, 301, 900, 901)],
    "capital_yen": [exactly(yen) for yen in (0, 50_000_000, 50_000_001, 100_000_001, 300_000_000, 300_000_001)],
    "large_company_owned": [True, False, UNKNOWN],
    "contract_state": ["signed", "not_yet", UNKNOWN],
}
companies = st.fixed_dictionaries({name: st.sampled_from(values) for name, values in CHOICES.items()})


@given(companies, st.sets(st.sampled_from(sorted(CHOICES))))
@settings(max_examples=150)
def test_what_is_certain_stays_so_whatever_is_answered_next(company: dict[str, Value], later: set[str]) -> None:
    """The law of the word 「決まった」: no answer to a question not asked yet takes a bar away."""
    whole = live_answers(company, RULES.questionnaire)
    early = {name: value for name, value in whole.items() if name not in later}
    found = {bar.field for bar in certain_bars(early, RULES, TODAY)}
    final = {bar.field for bar in certain_bars(whole, RULES, TODAY)}
    assert found <= final
    (route,) = subsidy_routes(whole, None, "network", RULES, TODAY, frames=("security",))
    if found:
        assert route.eligible == "no"
