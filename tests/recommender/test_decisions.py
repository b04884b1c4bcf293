"""The decision's algebra: what an answer may do to the scores, the choice, the class and the confidence."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from datetime import date
from itertools import permutations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from oracle import chance_of, random_profile
from strategies import answers as any_answers
from strategies import profiles

from knowledge.conditions import evaluate
from knowledge.fields import Answers
from knowledge.records import Monitoring
from knowledge.values import UNKNOWN, Chosen, Value, exactly
from questionnaires.interview import live_answers
from questionnaires.profile import Profile
from recommender.assessment import assess, confidence_of
from recommender.monitoring import choose
from recommender.records import OPTIONS, Evidence
from recommender.rulebase import load_rulebase
from recommender.service_class import choose_class
from recommender.stability import examine

RULES = load_rulebase()
QUESTIONS = RULES.questionnaire.questions
TODAY = date(2026, 11, 22)
SEEDS = st.integers(0, 2**32)
READ = {"remote_work", "cloud", "unmanaged_devices", "pcs", "servers", "sites", "monthly_budget", "concerns", "has"}
AGENTLESS = ("nas", "printer", "pos", "factory", "camera_iot", "old_os")


def _score(answers: Answers, option: Monitoring) -> int:
    return choose(answers, RULES).standing(option).score


# --- every company gets an answer -----------------------------------------------------------------


@settings(max_examples=8)
@given(profiles())
def test_any_profile_gets_a_recommendation_or_a_stated_reason_why_none_fits(profile: Profile) -> None:
    result = assess(profile, RULES, TODAY, explain=False)
    codes = {notice.code for notice in result.warnings}
    if result.monitoring.choice is None:
        assert codes & {"no_target", "beyond_sme"}
        assert result.service_class.choice is None
        assert result.cost is None
        assert result.candidates == ()
    else:
        assert not codes & {"no_target", "beyond_sme"}
        assert result.service_class.choice in ("class1", "class2")
        assert result.cost is not None


def test_a_company_of_which_nothing_is_known_gets_a_recommendation_of_low_confidence() -> None:
    for answers in ({}, dict.fromkeys(QUESTIONS, UNKNOWN)):
        result = assess(Profile(answers), RULES, TODAY, explain=False)
        assert result.monitoring.choice is not None
        assert result.monitoring.confidence == "low"
        assert result.service_class.choice == "class1"


@settings(max_examples=20)
@given(SEEDS)
def test_the_order_of_the_answers_changes_nothing(seed: int) -> None:
    chance = chance_of(seed)
    answers = random_profile(chance, RULES, 0.9, sized=True)
    names = list(answers)
    chance.shuffle(names)
    there = assess(Profile(answers), RULES, TODAY, explain=False)
    back = assess(Profile({name: answers[name] for name in names}), RULES, TODAY, explain=False)
    assert replace(there, profile=back.profile, stability=back.stability) == back
    assert set(there.stability.unknown_could_change) == set(back.stability.unknown_could_change)
    assert there.stability.open_fields == back.stability.open_fields
    assert there.stability.final is back.stability.final


@settings(max_examples=6)
@given(profiles())
def test_no_amount_in_a_result_is_a_float(profile: Profile) -> None:
    found: list[object] = []

    def walk(value: object) -> None:
        if isinstance(value, float):
            found.append(value)
        elif isinstance(value, dict):
            walk(list(value.values()))
        elif isinstance(value, list | tuple):
            for item in value:
                walk(item)
        elif is_dataclass(value) and not isinstance(value, type):
            for item in fields(value):
                walk(getattr(value, item.name))

    walk(assess(profile, RULES, TODAY, explain=False))
    assert found == []


# --- evidence pushes only the way it says ----------------------------------------------------------


@given(any_answers(READ))
def test_a_score_is_the_sum_of_the_weights_of_the_evidence_that_holds(answers: Answers) -> None:
    held = [item for item in RULES.decisions.evidence if evaluate(item.when, answers, RULES.vocabulary) is True]
    assert {o: _score(answers, o) for o in OPTIONS} == {o: sum(e.weights.of(o) for e in held) for o in OPTIONS}


@pytest.mark.parametrize("item", RULES.decisions.evidence, ids=lambda item: item.id)
@settings(max_examples=15)
@given(any_answers())
def test_a_piece_of_evidence_adds_exactly_its_weights_where_it_holds(item: Evidence, answers: Answers) -> None:
    others = tuple(other for other in RULES.decisions.evidence if other is not item)
    without = replace(RULES, decisions=replace(RULES.decisions, evidence=others))
    holds = evaluate(item.when, answers, RULES.vocabulary) is True
    for option in OPTIONS:
        added = _score(answers, option) - choose(answers, without).standing(option).score
        assert added == (item.weights.of(option) if holds else 0)


@pytest.mark.parametrize("item", RULES.decisions.evidence, ids=lambda item: item.id)
def test_a_piece_of_evidence_pushes_somewhere_and_says_why_and_from_where(item: Evidence) -> None:
    assert any(item.weights.of(option) for option in OPTIONS)
    assert item.because
    assert item.cites


@given(any_answers())
def test_more_remote_work_never_lowers_endpoint_nor_raises_network(answers: Answers) -> None:
    steps = [{**answers, "remote_work": code} for code in ("none", "some", "most")]
    endpoint = [_score(step, "endpoint") for step in steps]
    network = [_score(step, "network") for step in steps]
    assert endpoint == sorted(endpoint)
    assert network == sorted(network, reverse=True)


@given(any_answers(), st.sets(st.sampled_from(AGENTLESS)), st.sampled_from(AGENTLESS))
def test_another_device_that_takes_no_agent_never_lowers_network(answers: Answers, held: set[str], more: str) -> None:
    before = {**answers, "unmanaged_devices": Chosen(frozenset(held))}
    after = {**answers, "unmanaged_devices": Chosen(frozenset({*held, more}))}
    assert _score(after, "network") >= _score(before, "network")
    assert _score(after, "endpoint") <= _score(before, "endpoint")


@given(any_answers(), st.integers(1, 60), st.integers(1, 60))
def test_more_pcs_at_one_site_never_turn_the_choice_from_network_to_endpoint(
    answers: Answers, first: int, second: int
) -> None:
    few, many = sorted((first, second))
    fixed: dict[str, Value] = {**answers, "servers": exactly(0), "sites": exactly(1)}
    for name in ("monthly_budget", "annual_budget", "per_device_budget"):
        fixed.pop(name, None)
    lead = [
        _score({**fixed, "pcs": exactly(pcs)}, "network") - _score({**fixed, "pcs": exactly(pcs)}, "endpoint")
        for pcs in (few, many)
    ]
    assert lead[0] <= lead[1]


@given(any_answers(), st.sampled_from(("customer_request", "parent_request", "regulation", "renewal", "subsidy")))
def test_a_trigger_is_no_ground_for_a_type(answers: Answers, trigger: str) -> None:
    """取引先の要請、補助金などはきっかけで、型を決める根拠にはしない（facts §5）."""
    plain = {**answers, "drivers": Chosen(frozenset())}
    asked = {**answers, "drivers": Chosen(frozenset({trigger}))}
    assert choose(plain, RULES).standings == choose(asked, RULES).standings


@given(any_answers())
def test_an_unknown_answer_neither_helps_nor_hurts(answers: Answers) -> None:
    for name in answers:
        absent = {key: value for key, value in answers.items() if key != name}
        unknown = {**absent, name: UNKNOWN}
        assert choose(absent, RULES).standings == choose(unknown, RULES).standings


@pytest.mark.parametrize("order", list(permutations(OPTIONS)))
def test_a_tie_goes_to_the_option_that_the_rules_name_first(order: tuple[Monitoring, ...]) -> None:
    flat = replace(RULES, decisions=replace(RULES.decisions, evidence=(), tie_order=order))
    assert choose({}, flat).option == order[0]


# --- hard conditions --------------------------------------------------------------------------------


@given(any_answers(), st.sampled_from(("shared_line", "mobile_only")))
def test_without_a_line_of_its_own_no_device_can_watch_the_network(answers: Answers, line: str) -> None:
    choice = choose({**answers, "network": line}, RULES)
    assert choice.option in ("endpoint", None)
    assert all(choice.standing(option).excluded_by for option in ("network", "both"))


@given(any_answers())
def test_without_a_pc_or_server_nothing_is_watched_on_them(answers: Answers) -> None:
    choice = choose({**answers, "pcs": exactly(0), "servers": exactly(0)}, RULES)
    assert choice.option in ("network", None)


@given(any_answers())
def test_the_choice_is_the_best_of_the_options_that_are_left(answers: Answers) -> None:
    choice = choose(answers, RULES)
    left = [item for item in choice.standings if not item.excluded_by]
    if choice.option is None:
        assert choice.void or not left
        return
    best = choice.standing(choice.option)
    order = RULES.decisions.tie_order
    assert not best.excluded_by
    for item in left:
        assert (item.score, -order.index(item.option)) <= (best.score, -order.index(best.option))


# --- the class --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("option", "devices", "expected"),
    [
        ("network", 49, "class1"),
        ("network", 50, "class2"),
        ("both", 49, "class1"),
        ("both", 50, "class2"),
        ("endpoint", 50, "class1"),
        ("endpoint", 500, "class1"),
    ],
)
def test_fifty_devices_call_for_class_2_except_with_endpoint_alone(
    option: Monitoring, devices: int, expected: str
) -> None:
    for servers in (0, 5):
        answers = {"pcs": exactly(devices - servers), "servers": exactly(servers)}
        assert choose_class(option, answers, RULES).code == expected


@pytest.mark.parametrize(("option", "want"), list(product(OPTIONS, ("cloud_monitoring", "monthly_service"))))
def test_what_only_class_2_gives_calls_for_class_2(option: Monitoring, want: str) -> None:
    assert choose_class(option, {"wants": Chosen(frozenset({want}))}, RULES).code == "class2"
    assert choose_class(option, {"wants": Chosen(frozenset({"onsite_response"}))}, RULES).code == "class1"


@pytest.mark.parametrize(
    ("option", "service", "expected"),
    [
        ("both", "class1_network", "class2"),
        ("both", "class1_endpoint", "class2"),
        ("both", "class1_both", "class1"),
        ("both", "none", "class1"),
        ("network", "class1_network", "class1"),
        ("endpoint", "class1_endpoint", "class1"),
    ],
)
def test_widening_a_class_1_in_use_to_both_is_class_2(option: Monitoring, service: str, expected: str) -> None:
    assert choose_class(option, {"current_service": service}, RULES).code == expected


def test_widening_to_both_names_the_way_that_stays_in_class_1() -> None:
    answers: dict[str, Value] = {
        "current_service": "class1_network",
        "remote_work": "some",
        "pcs": exactly(10),
        "unmanaged_devices": Chosen(frozenset({"nas"})),
        "concerns": Chosen(frozenset({"ransomware"})),
        "sensitive_data": "large",
    }
    result = assess(Profile(answers), RULES, TODAY, explain=False)
    assert (result.monitoring.choice, result.service_class.choice) == ("both", "class2")
    assert RULES.counsel.wording.why_not.class1_both in result.service_class.why_not[0].text


# --- confidence -------------------------------------------------------------------------------------

LEVELS = ("low", "medium", "high")


@settings(max_examples=60)
@given(SEEDS)
def test_confidence_never_rises_when_an_answer_becomes_unknown(seed: int) -> None:
    chance = chance_of(seed)
    answers = random_profile(chance, RULES, chance.choice((0.9, 1.0)), sized=chance.random() < 0.8)
    choice = choose(answers, RULES)
    if choice.option is None:
        return
    before = confidence_of(examine(answers, RULES), RULES)
    for name in chance.sample(sorted(answers), 4):
        doubtful = live_answers({**answers, name: UNKNOWN}, RULES.questionnaire)
        after = choose(doubtful, RULES)
        if after.option is not None:
            level = confidence_of(examine(doubtful, RULES), RULES)
            assert LEVELS.index(level) <= LEVELS.index(before), name


@settings(max_examples=60)
@given(SEEDS)
def test_high_confidence_needs_a_final_result(seed: int) -> None:
    chance = chance_of(seed)
    answers = random_profile(chance, RULES, chance.choice((0.9, 1.0)), sized=chance.random() < 0.8)
    result = assess(Profile(answers), RULES, TODAY, explain=False)
    assert result.monitoring.confidence != "high" or result.stability.final
    assert result.service_class.confidence != "high" or result.stability.final
