"""`final` against a brute-force judge (oracle.py): nothing final ever flips, and nothing final is missed."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from oracle import (
    candidates,
    chance_of,
    changes,
    completed,
    every_completion,
    margin,
    narrower,
    open_fields,
    outcome,
    random_profile,
    random_rules,
    ranged,
    relevant,
    sampled,
)
from small_world import flip, small_profile, small_rules

from knowledge.conditions import Compare, Not
from knowledge.fields import Answers
from knowledge.values import UNKNOWN, Chosen, Number, Value, exactly
from questionnaires.interview import live_answers
from recommender.monitoring import choose
from recommender.records import ClassNeed, Evidence, Weights
from recommender.rulebase import RuleBase, load_rulebase
from recommender.service_class import choose_class
from recommender.stability import examine, unasked_fields

RULES = load_rulebase()
SEEDS = st.integers(0, 2**32)
SMALL = 3000

# A company of which everything is known that the rules read.
SETTLED: dict[str, Value] = {
    "industry": "retail",
    "entity": "corporation",
    "employees": exactly(30),
    "pcs": exactly(20),
    "servers": exactly(0),
    "sites": exactly(1),
    "network": "own_line",
    "unmanaged_devices": Chosen(frozenset({"factory"})),
    "remote_work": "none",
    "cloud": "none",
    "concerns": Chosen(frozenset()),
    "drivers": Chosen(frozenset()),
    "has": Chosen(frozenset()),
    "wants": Chosen(frozenset()),
    "current_service": "none",
    "sensitive_data": "none",
    "outage_tolerance": "week",
    "it_staff": exactly(1),
    "it_level": "basic",
    "monthly_budget": exactly(50_000),
}


def _without(*names: str, **others: Value) -> dict[str, Value]:
    return {name: value for name, value in {**SETTLED, **others}.items() if name not in names}


def _ruled(chance: random.Random) -> RuleBase:
    return random_rules(chance)


# --- the judge ------------------------------------------------------------------------------------


@settings(max_examples=250)
@given(SEEDS)
@example(seed=7870)  # a legal form that hides what bars the choice, but makes the company too large
@example(seed=29071)  # 27 PCs with 5 to 14 servers just pass a budget that is known as a range
@example(seed=22255)  # PCs and sites open, but what they are compared with is decided already by the network
def test_with_any_rules_final_holds_exactly_when_no_completion_changes_the_result(seed: int) -> None:
    chance = chance_of(seed)
    rules = _ruled(chance)
    answers = random_profile(chance, rules, chance.choice((0.5, 0.8, 0.95)), sized=chance.random() < 0.7)
    found = examine(answers, rules)
    every = every_completion(answers, rules, SMALL)
    if every is None:
        every = sampled(answers, rules, chance, 200)
        assert not found.final or changes(answers, rules, every) is None
    elif found.final:
        assert changes(answers, rules, every) is None
    else:
        flip = changes(answers, rules, every) or changes(answers, rules, ranged(answers, rules, chance))
        assert flip is not None


@settings(max_examples=400)
@given(SEEDS)
def test_where_every_answer_can_be_tried_final_holds_exactly_when_none_changes_the_result(seed: int) -> None:
    """Sums, shares and budgets over open and vague counts, every range and open end included, several at a time."""
    chance = chance_of(seed)
    rules = small_rules(chance)
    answers = small_profile(chance, rules)
    try:
        flipping = flip(answers, rules, most=2500)
    except LookupError:
        return
    found = examine(answers, rules)
    assert found.exhaustive
    assert found.final is (flipping is None)


@settings(max_examples=40)
@given(SEEDS)
def test_with_our_rules_a_final_result_never_flips(seed: int) -> None:
    chance = chance_of(seed)
    answers = random_profile(chance, RULES, chance.choice((0.8, 0.95)), sized=True)
    found = examine(answers, RULES)
    completions = sampled(answers, RULES, chance, 150)
    assert not found.final or changes(answers, RULES, completions) is None


@settings(max_examples=40)
@given(SEEDS, st.sets(st.sampled_from(sorted(set(SETTLED) - {"pcs", "servers"})), min_size=1, max_size=3))
def test_with_our_rules_nothing_final_is_missed(seed: int, opened: set[str]) -> None:
    chance = chance_of(seed)
    answers = random_profile(chance, RULES, 1.0, sized=True)
    left = live_answers({k: v for k, v in answers.items() if k not in opened}, RULES.questionnaire)
    every = every_completion(left, RULES, 8000)
    if every is not None and not examine(left, RULES).final:
        flip = changes(left, RULES, every) or changes(left, RULES, ranged(left, RULES, chance))
        assert flip is not None


@settings(max_examples=150)
@given(seed=SEEDS, ours=st.booleans())
def test_open_fields_are_unasked_and_empty_exactly_when_final(seed: int, *, ours: bool) -> None:
    chance = chance_of(seed)
    rules = RULES if ours else _ruled(chance)
    answers = random_profile(chance, rules, chance.choice((0.8, 0.95)), sized=chance.random() < 0.7)
    found = examine(answers, rules)
    assert (found.open_fields == ()) is found.final
    assert set(found.open_fields) == set(found.stakes)
    assert set(found.open_fields) <= set(unasked_fields(answers, rules))
    assert all(stake > 0 for stake in found.stakes.values())


@settings(max_examples=150)
@given(seed=SEEDS, ours=st.booleans())
@example(seed=28013, ours=False)  # a range across a turn of the budget keeps one rule open and fulfils another
def test_the_worst_margin_is_never_above_that_of_a_completion(seed: int, *, ours: bool) -> None:
    chance = chance_of(seed)
    rules = RULES if ours else _ruled(chance)
    answers = random_profile(chance, rules, chance.choice((0.8, 0.95)), sized=chance.random() < 0.7)
    choice = choose(answers, rules)
    worst = examine(answers, rules).worst_margin
    if choice.option is None or worst is None:
        return
    asked = rules.questionnaire.questions
    doubtful = [name for name, value in answers.items() if value is UNKNOWN and name in asked]
    vague = [name for name, value in answers.items() if isinstance(value, Number) and not value.is_exact]
    for values in sampled(answers, rules, chance, 60, [*open_fields(answers, rules), *doubtful]):
        values |= {name: narrower(name, answers, rules, chance) for name in vague if chance.random() < 0.9}
        led = margin(choose(completed(answers, values, rules), rules), choice.option)
        assert led is not None
        assert led >= worst


@settings(max_examples=100)
@given(SEEDS)
def test_an_answer_that_could_change_nothing_is_no_open_field(seed: int) -> None:
    """A field that is open alone is open only if one of its answers changes the result."""
    chance = chance_of(seed)
    rules = _ruled(chance)
    answers = random_profile(chance, rules, 1.0, sized=True)
    names = [name for name in answers if name in relevant(rules) and name not in ("industry", "entity", "employees")]
    name = chance.choice(names) if names else "cloud"
    left = {k: v for k, v in answers.items() if k != name}
    if open_fields(left, rules) != [name] or examine(left, rules).final:
        return
    values = candidates(name, left, rules)
    numbers = [value for value in values if isinstance(value, Number)]
    ranges = [Number(a.low, b.low) for a in numbers for b in numbers if (a.low or 0) < (b.low or 0)]
    now = outcome(left, rules)
    assert any(outcome(completed(left, {name: value}, rules), rules) != now for value in (*values, *ranges))


# --- particular cases -----------------------------------------------------------------------------


def test_a_settled_company_is_final_whatever_the_questions_without_rules() -> None:
    found = examine(SETTLED, RULES)
    assert found.final
    assert found.open_fields == ()


def test_an_approximate_small_number_of_employees_casts_no_doubt_on_the_size() -> None:
    exact, about = examine(SETTLED, RULES), examine(_without(employees=Number(30, 30, approx=True)), RULES)
    assert about.worst_margin == exact.worst_margin


def test_a_range_of_employees_across_the_limit_casts_doubt_on_the_size() -> None:
    answers = _without(employees=Number(45, 60), capital_yen=exactly(80_000_000))
    assert examine(answers, RULES).final
    assert examine(answers, RULES).worst_margin is None


def test_devices_beyond_fifty_settle_the_class_before_the_servers_are_counted() -> None:
    answers = _without("servers", pcs=exactly(60))
    option = choose(answers, RULES).option
    assert option == "network"
    assert choose_class(option, answers, RULES).code == "class2"
    assert examine(answers, RULES).final


def test_devices_just_below_fifty_leave_the_class_open_until_the_servers_are_counted() -> None:
    found = examine(_without("servers", pcs=exactly(49)), RULES)
    assert not found.final
    assert "servers" in found.open_fields
    assert found.class_open


@pytest.mark.parametrize(("industry", "final"), [("manufacturing", False), ("construction", True)])
def test_a_large_company_is_final_only_when_no_finer_industry_could_make_it_small(
    industry: str, *, final: bool
) -> None:
    # ゴム製品製造業 counts up to 900 employees as 中小 (sizes.yaml), and only manufacturers are asked about it.
    answers = _without(industry=industry, employees=exactly(500), capital_yen=exactly(500_000_000))
    found = examine(answers, RULES)
    # While it may still be within, the choice stands; it is never emptied by an answer that nobody gave.
    assert (choose(answers, RULES).option is None) is final
    assert found.final is final
    assert found.open_fields == (() if final else ("industry_detail",))


def test_a_finer_industry_that_could_make_the_company_large_keeps_the_result_open() -> None:
    # 情報通信 counts 3億円・300人, 娯楽業 as a service only 5,000万円・100人.
    answers = _without(industry="information", employees=exactly(150), capital_yen=exactly(100_000_000))
    found = examine(answers, RULES)
    assert choose(answers, RULES).option is not None
    assert found.open_fields == ("industry_detail",)


def test_a_legal_form_without_limits_is_never_taken_for_too_large() -> None:
    found = examine(_without("employees", entity="other"), RULES)
    assert found.final


def test_unasked_employees_keep_the_result_open_because_the_company_may_be_too_large() -> None:
    found = examine(_without("employees"), RULES)
    assert not found.final
    assert "employees" in found.open_fields


def test_an_answer_given_as_unknown_stays_unknown_for_final_but_shows_as_a_doubt() -> None:
    found = examine(_without(network=UNKNOWN), RULES)
    assert found.final
    assert found.unknown_could_change == ("network",)
    assert found.worst_margin is None


def test_a_known_range_counts_at_both_ends_while_another_number_is_open() -> None:
    """PC 10〜20台 and servers not asked yet: 「25台以下」 turns at the upper end of the sum, not at its lower."""
    narrow = Evidence("a", Compare("devices", "at_most", 25), Weights(network=4), "", (), "judgement")
    wide = Evidence("b", Compare("devices", "at_most", 30), Weights(both=2), "", (), "judgement")
    rules = replace(
        RULES,
        decisions=replace(
            RULES.decisions,
            evidence=(narrow, wide),
            exclusions=(),
            voids=(),
            class_needs=(),
            tie_order=("network", "endpoint", "both"),
        ),
    )
    answers: Answers = _without("servers", pcs=Number(10, 20))
    assert choose(answers, rules).option == "network"
    between = {**answers, "servers": exactly(8)}
    assert choose(between, rules).option == "both"
    assert not examine(answers, rules).final


def test_a_class_need_that_a_hidden_answer_took_away_counts_as_a_change() -> None:
    """兼任の担当 is asked only where nobody is there full time: naming somebody takes the answer away."""
    need = ClassNeed("n", ("network", "endpoint", "both"), Compare("it_part_time", "is", operand=True), 5, "", ())
    rules = replace(RULES, decisions=replace(RULES.decisions, class_needs=(need,)))
    answers = _without("it_staff", it_part_time=True)
    assert outcome(answers, rules).service_class == "class2"
    assert outcome(completed(answers, {"it_staff": exactly(1)}, rules), rules).service_class == "class1"
    assert "it_staff" in examine(answers, rules).open_fields


def test_evidence_on_the_opposite_of_an_answer_is_weighed_too() -> None:
    weighty = Evidence("a", Not(Compare("cloud", "in", ("none",))), Weights(both=99), "", (), "judgement")
    rules = replace(RULES, decisions=replace(RULES.decisions, evidence=(weighty,), exclusions=()))
    assert not examine(_without("cloud"), rules).final
    assert examine(_without(cloud=UNKNOWN), rules).final
