"""Who is a small or medium company: every row of the table at its limits (facts/sme_definition, src.k2025_sec)."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import answers as any_answers

from knowledge.fields import Answers
from knowledge.values import UNKNOWN, Number, Value, exactly
from questionnaires.interview import is_asked
from recommender.monitoring import choose
from recommender.rulebase import load_rulebase
from recommender.sizes import SIZE_FIELDS, is_small, is_sme, judgement, size_row

RULES = load_rulebase()
KNOWN = RULES.knowledge
OKU, MAN = 100_000_000, 10_000

# Industry, finer industry, capital limit in yen, limit of employees.
ROWS = [
    ("manufacturing", "none", 3 * OKU, 300),
    ("construction", "none", 3 * OKU, 300),
    ("transport", "none", 3 * OKU, 300),
    ("wholesale", "none", OKU, 100),
    ("retail", "none", 5000 * MAN, 50),
    ("food_service", "none", 5000 * MAN, 50),
    ("healthcare", "none", 5000 * MAN, 100),
    ("education", "none", 5000 * MAN, 100),
    ("professional", "none", 5000 * MAN, 100),
    ("personal_service", "none", 5000 * MAN, 100),
    ("personal_service", "entertainment", 5000 * MAN, 100),
    ("other_service", "none", 5000 * MAN, 100),
    ("lodging", "none", 5000 * MAN, 100),
    ("lodging", "ryokan", 5000 * MAN, 200),
    ("manufacturing", "rubber_products", 3 * OKU, 900),
    ("information", "software_dataprocessing", 3 * OKU, 300),
    ("information", "none", 3 * OKU, 300),
    ("real_estate", "none", 3 * OKU, 300),
    ("finance", "none", 3 * OKU, 300),
    ("agriculture", "none", 3 * OKU, 300),
    ("utilities", "none", 3 * OKU, 300),
]


def _company(
    industry: str, detail: str, employees: Value, capital: Value | None, entity: str | None = "corporation"
) -> dict[str, Value]:
    company: dict[str, Value] = {"industry": industry, "industry_detail": detail, "employees": employees}
    if capital is not None:
        company["capital_yen"] = capital
    return company if entity is None else {**company, "entity": entity}


@pytest.mark.parametrize(("industry", "detail", "capital", "employees"), ROWS)
def test_a_firm_is_small_or_medium_within_either_limit_and_not_beyond_both(
    industry: str, detail: str, capital: int, employees: int
) -> None:
    verdicts = {
        (over_staff, over_capital): is_sme(
            _company(industry, detail, exactly(employees + over_staff), exactly(capital + over_capital)), KNOWN
        )
        for over_staff, over_capital in product((0, 1), repeat=2)
    }
    assert verdicts == {(0, 0): True, (0, 1): True, (1, 0): True, (1, 1): False}


@pytest.mark.parametrize(("industry", "detail", "capital", "employees"), ROWS)
def test_a_sole_proprietor_is_judged_by_employees_alone(
    industry: str, detail: str, capital: int, employees: int
) -> None:
    within = _company(industry, detail, exactly(employees), exactly(capital + 1), "sole_proprietor")
    beyond = _company(industry, detail, exactly(employees + 1), exactly(0), "sole_proprietor")
    assert is_sme(within, KNOWN) is True
    assert is_sme(beyond, KNOWN) is False


@pytest.mark.parametrize("entity", ["medical_corporation", "social_welfare", "school"])
@pytest.mark.parametrize("industry", ["healthcare", "education", "retail"])
def test_medical_welfare_and_school_bodies_are_judged_by_300_employees_alone(entity: str, industry: str) -> None:
    for capital in (None, exactly(0), exactly(10 * OKU)):
        assert is_sme(_company(industry, "none", exactly(300), capital, entity), KNOWN) is True
        assert is_sme(_company(industry, "none", exactly(301), capital, entity), KNOWN) is False


@pytest.mark.parametrize("entity", ["npo", "cooperative", "association"])
@pytest.mark.parametrize(("industry", "detail", "capital", "employees"), ROWS)
def test_npos_cooperatives_and_associations_are_judged_by_the_employees_of_their_industry(
    entity: str, industry: str, detail: str, capital: int, employees: int
) -> None:
    assert is_sme(_company(industry, detail, exactly(employees), exactly(capital + 1), entity), KNOWN) is True
    assert is_sme(_company(industry, detail, exactly(employees + 1), exactly(0), entity), KNOWN) is False


def test_without_a_legal_form_only_what_holds_for_every_form_is_said() -> None:
    assert is_sme(_company("retail", "none", exactly(50), None, entity=None), KNOWN) is True
    assert is_sme(_company("retail", "none", exactly(51), exactly(OKU), entity=None), KNOWN) is None
    assert is_sme(_company("retail", "none", exactly(301), exactly(OKU), entity=None), KNOWN) is False
    assert is_sme(_company("retail", "none", exactly(301), None, entity=None), KNOWN) is None


def test_the_finer_industry_goes_before_the_industry() -> None:
    row = size_row(_company("manufacturing", "rubber_products", exactly(1), None), KNOWN)
    assert row is not None
    assert row.id == "rubber_products"


def test_an_unknown_finer_industry_leaves_the_size_open_between_the_rows() -> None:
    company: dict[str, Value] = {**_company("manufacturing", "none", exactly(500), exactly(4 * OKU))}
    assert is_sme({**company, "industry_detail": UNKNOWN}, KNOWN) is None


@pytest.mark.parametrize(
    ("employees", "expected"),
    [
        (exactly(50), True),
        (Number(40, 50), True),
        (Number(45, 55), None),
        (Number(51, None), False),
        (Number(None, 50), True),
        (Number(50, 50, approx=True), None),
        (UNKNOWN, None),
    ],
)
def test_a_doubtful_number_counts_only_where_both_ends_agree(employees: Value, *, expected: bool | None) -> None:
    assert is_sme(_company("retail", "none", employees, exactly(OKU)), KNOWN) is expected


@pytest.mark.parametrize(
    ("industry", "detail", "limit"),
    [
        ("retail", "none", 5),
        ("wholesale", "none", 5),
        ("food_service", "none", 5),
        ("healthcare", "none", 5),
        ("information", "software_dataprocessing", 5),
        ("lodging", "none", 20),
        ("lodging", "ryokan", 20),
        ("personal_service", "entertainment", 20),
        ("manufacturing", "none", 20),
        ("construction", "none", 20),
        ("information", "none", 20),
        ("agriculture", "none", 20),
    ],
)
def test_a_small_business_ends_at_5_in_trade_and_services_and_at_20_elsewhere(
    industry: str, detail: str, limit: int
) -> None:
    for entity in ("corporation", "sole_proprietor"):
        assert is_small(_company(industry, detail, exactly(limit), None, entity), KNOWN) is True
        assert is_small(_company(industry, detail, exactly(limit + 1), None, entity), KNOWN) is False


@pytest.mark.parametrize("entity", ["medical_corporation", "social_welfare", "school", "npo", "cooperative"])
def test_a_body_that_is_no_firm_is_never_a_small_business(entity: str) -> None:
    assert is_small(_company("healthcare", "none", exactly(1), None, entity), KNOWN) is False


# --- what it means for the choice --------------------------------------------------------------------


def _code(answers: Answers) -> str | None:
    void = choose(answers, RULES).void
    return void.code if void else None


@given(any_answers(SIZE_FIELDS))
def test_unknown_employees_never_empty_the_choice(answers: Answers) -> None:
    assert _code({**answers, "employees": UNKNOWN}) is None


@given(any_answers(SIZE_FIELDS))
def test_a_company_is_turned_away_for_its_size_exactly_when_it_is_surely_too_large(answers: Answers) -> None:
    assert (_code(answers) == "beyond_sme") is (is_sme(answers, KNOWN) is False)


@given(any_answers(SIZE_FIELDS), st.integers(0, 100_000), st.integers(0, 100_000))
def test_more_employees_never_make_a_company_smaller(answers: Answers, first: int, second: int) -> None:
    few, many = (is_sme({**answers, "employees": exactly(count)}, KNOWN) for count in sorted((first, second)))
    order = {True: 0, None: 1, False: 2}
    assert order[few] <= order[many]


@given(any_answers(SIZE_FIELDS))
def test_a_company_counted_as_large_for_subsidies_keeps_its_choice(answers: Answers) -> None:
    owned = choose({**answers, "large_company_owned": True}, RULES)
    own = choose({**answers, "large_company_owned": False}, RULES)
    assert owned == own


# --- what isn't told ---------------------------------------------------------------------------------


def _told(industry: str, employees: int, capital: int | None = None, **more: Value) -> dict[str, Value]:
    company: dict[str, Value] = {"industry": industry, "entity": "corporation", "employees": exactly(employees)}
    return {**company, **({} if capital is None else {"capital_yen": exactly(capital)}), **more}


@pytest.mark.parametrize(
    ("industry", "employees", "expected"),
    [
        # Rubber products go to 900, ryokan to 200, entertainment is a service like its neighbours (100).
        ("manufacturing", 300, True),
        ("manufacturing", 301, None),
        ("manufacturing", 900, None),
        ("manufacturing", 901, False),
        ("lodging", 100, True),
        ("lodging", 101, None),
        ("lodging", 200, None),
        ("lodging", 201, False),
        ("other_service", 101, False),
        ("information", 301, False),
        # Not asked of these.
        ("retail", 51, False),
        ("construction", 301, False),
    ],
)
@pytest.mark.parametrize("detail", [{}, {"industry_detail": UNKNOWN}], ids=["absent", "unknown"])
def test_a_finer_industry_that_was_not_asked_is_as_open_as_an_unknown_one(
    industry: str, employees: int, detail: dict[str, Value], *, expected: bool | None
) -> None:
    assert is_sme(_told(industry, employees, 10 * OKU, **detail), KNOWN) is expected


@pytest.mark.parametrize(
    ("industry", "employees", "expected"),
    [
        # Software ends at 5, the rest of information at 20; entertainment at 20, other services at 5.
        ("information", 5, True),
        ("information", 6, None),
        ("information", 20, None),
        ("information", 21, False),
        ("personal_service", 5, True),
        ("personal_service", 6, None),
        ("other_service", 21, False),
        # Rubber products and ryokan end where their neighbours do.
        ("manufacturing", 20, True),
        ("lodging", 20, True),
        ("professional", 6, False),
    ],
)
def test_a_small_business_is_open_only_where_the_finer_industry_decides(
    industry: str, employees: int, *, expected: bool | None
) -> None:
    assert is_small(_told(industry, employees), KNOWN) is expected


def test_the_finer_industries_are_those_of_the_industries_that_are_asked_for_them() -> None:
    questionnaire = RULES.questionnaire
    question = questionnaire.questions["industry_detail"]
    industries = KNOWN.vocabulary.fields["industry"].codes
    asked = [code for code in industries if is_asked(question, {"industry": code}, questionnaire)]
    assert {code for item in KNOWN.size_details for code in item.industries} == set(asked)
    details = KNOWN.vocabulary.fields["industry_detail"].codes
    assert {"none", *(item.detail for item in KNOWN.size_details)} == set(details)


def test_another_legal_form_is_never_known_to_be_within_and_small_only_where_a_firm_is() -> None:
    """A firm, or a body that may not apply at all: 宗教法人 and 任意団体 (facts/sme_definition)."""
    for employees in (1, 5, 50, 51, 5000):
        assert is_sme(_told("retail", employees, entity="other"), KNOWN) is None
    # Beyond every line that any form could have.
    assert is_sme(_told("retail", 301, OKU, entity="other"), KNOWN) is False
    assert is_small(_told("retail", 5, entity="other"), KNOWN) is None
    assert is_small(_told("retail", 6, entity="other"), KNOWN) is False


def test_our_own_reading_of_the_table_is_told_only_where_it_decides() -> None:
    shop = judgement(_told("food_service", 60, OKU), KNOWN)
    assert shop is not None
    assert (shop.field, shop.code, shop.row.id) == ("industry", "food_service", "retail")
    # The table names retail itself; 5 people are within every line; 1,000 beyond every line but that for rubber.
    assert judgement(_told("retail", 60, OKU), KNOWN) is None
    assert judgement(_told("food_service", 5, OKU), KNOWN) is None
    assert judgement(_told("finance", 1000, 10 * OKU), KNOWN) is None
    # Medical bodies have a row of their own, and are never small.
    assert judgement(_told("healthcare", 301, entity="medical_corporation"), KNOWN) is None
    assert judgement(_told("healthcare", 10, entity="medical_corporation"), KNOWN, small=True) is None
    small = judgement(_told("healthcare", 10), KNOWN, small=True)
    assert small is not None
    assert small.row.id == "commerce_service"
