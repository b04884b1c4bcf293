"""What would change the result: every change that is named really changes it, and no part of it would do."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from oracle import chance_of, random_profile

from knowledge.fields import Answers
from knowledge.records import ClassCode
from knowledge.values import Chosen, Value, exactly
from questionnaires.interview import is_asked, live_answers
from questionnaires.profile import plain_value, read_profile
from recommender.explore import flips_to_class, flips_to_option
from recommender.export.labels import changes_text
from recommender.monitoring import choose
from recommender.records import OPTIONS
from recommender.results import Change
from recommender.rulebase import load_rulebase
from recommender.service_class import choose_class
from recommender.trials import Step, Trials

RULES = load_rulebase()
SEEDS = st.integers(0, 2**32)


def _value(name: str, plain: object) -> Value:
    """The value as a profile file would state it, so that what is shown can also be typed in."""
    document: dict[str, Any] = {"schema": "otasuke.profile/1", "answers": {name: plain}}
    return read_profile(yaml.safe_dump(document, allow_unicode=True), "見本", RULES.vocabulary).answers[name]


def _changed(answers: Answers, changes: tuple[Change, ...]) -> dict[str, Value]:
    applied = {**answers, **{change.field: _value(change.field, change.after) for change in changes}}
    return live_answers(applied, RULES.questionnaire)


def _subsets(changes: tuple[Change, ...]) -> list[tuple[Change, ...]]:
    return [part for size in range(len(changes)) for part in combinations(changes, size)]


@settings(max_examples=5)
@given(SEEDS)
def test_each_named_change_of_answers_makes_the_option_win_and_no_part_of_it_does(seed: int) -> None:
    chance = chance_of(seed)
    answers = random_profile(chance, RULES, chance.choice((0.6, 1.0)), sized=True)
    chosen = choose(answers, RULES).option
    for target in OPTIONS:
        if target == chosen:
            continue
        for changes in flips_to_option(target, answers, RULES):
            assert choose(_changed(answers, changes), RULES).option == target
            assert all(choose(_changed(answers, part), RULES).option != target for part in _subsets(changes))


@settings(max_examples=5)
@given(SEEDS)
def test_each_named_change_turns_the_class_and_leaves_the_type(seed: int) -> None:
    chance = chance_of(seed)
    answers = random_profile(chance, RULES, 1.0, sized=True)
    option = choose(answers, RULES).option
    if option is None:
        return
    now = choose_class(option, answers, RULES).code
    other: ClassCode = "class1" if now == "class2" else "class2"
    for changes in flips_to_class(other, option, answers, RULES):
        after = _changed(answers, changes)
        assert choose(after, RULES).option == option
        assert choose_class(option, after, RULES).code == other
        for part in _subsets(changes):
            kept = _changed(answers, part)
            assert choose(kept, RULES).option != option or choose_class(option, kept, RULES).code == now


@settings(max_examples=5)
@given(SEEDS)
def test_a_change_says_what_the_answer_is_now_and_something_else_after_it(seed: int) -> None:
    chance = chance_of(seed)
    answers = random_profile(chance, RULES, 0.8, sized=True)
    for target in OPTIONS:
        for changes in flips_to_option(target, answers, RULES):
            assert len({change.field for change in changes}) == len(changes)
            for change in changes:
                now = answers.get(change.field)
                assert change.before == (None if now is None else plain_value(now))
                assert change.after != change.before


WORKSHOP: dict[str, Value] = {
    "industry": "manufacturing",
    "industry_detail": "none",
    "entity": "corporation",
    "employees": exactly(18),
    "pcs": exactly(9),
    "servers": exactly(1),
    "sites": exactly(1),
    "network": "own_line",
    "unmanaged_devices": Chosen(frozenset({"factory"})),
    "remote_work": "none",
    "cloud": "none",
    "current_service": "none",
}


def test_a_workshop_whose_people_go_out_would_be_watched_at_the_pcs() -> None:
    assert choose(WORKSHOP, RULES).option == "network"
    found = flips_to_option("endpoint", WORKSHOP, RULES)
    assert (Change("network", "own_line", "shared_line"),) in found


def test_at_most_three_alternatives_are_named_and_none_for_the_option_already_chosen() -> None:
    assert 1 <= len(flips_to_option("endpoint", WORKSHOP, RULES)) <= 3
    assert flips_to_option("network", WORKSHOP, RULES) != ()


@pytest.mark.parametrize(("pcs", "flip"), [(48, 49), (30, 49)])
def test_the_class_turns_at_the_fiftieth_device(pcs: int, flip: int) -> None:
    answers: dict[str, Value] = {**WORKSHOP, "pcs": exactly(pcs)}
    assert choose_class("network", answers, RULES).code == "class1"
    assert (Change("pcs", pcs, flip),) in flips_to_class("class2", "network", answers, RULES)


@settings(max_examples=20)
@given(SEEDS)
def test_a_trial_comes_to_what_the_decision_comes_to(seed: int) -> None:
    chance = chance_of(seed)
    answers, other = (random_profile(chance, RULES, 0.7, sized=chance.random() < 0.7) for _ in range(2))
    trials = Trials(answers, RULES)
    for size in (0, 1, 2, 3, 2):
        steps = tuple(Step(name, other[name]) for name in chance.sample(sorted(other), min(size, len(other))))
        changed = live_answers({**answers, **{step.field: step.value for step in steps}}, RULES.questionnaire)
        option = choose(changed, RULES).option
        code = choose_class(option, changed, RULES).code if option else None
        assert trials.outcome(steps) == (option, code)


@settings(max_examples=4)
@given(SEEDS)
def test_no_single_change_is_missed_where_larger_sets_are_named(seed: int) -> None:
    chance = chance_of(seed)
    answers = random_profile(chance, RULES, 0.9, sized=True)
    for target in OPTIONS:
        found = flips_to_option(target, answers, RULES)
        if not found or choose(answers, RULES).option == target or any(len(changes) == 1 for changes in found):
            continue
        for name, question in RULES.questionnaire.questions.items():
            field = RULES.vocabulary.fields[name]
            if field.kind == "choice" and is_asked(question, answers, RULES.questionnaire):
                for code in field.codes:
                    changed = live_answers({**answers, name: code}, RULES.questionnaire)
                    assert choose(changed, RULES).option != target


OFFICE: dict[str, Value] = {
    **WORKSHOP,
    "unmanaged_devices": Chosen(frozenset({"nas"})),
    "remote_work": "some",
    "concerns": Chosen(frozenset({"ransomware"})),
    "monthly_budget": exactly(15_000),
}


def test_what_may_easily_change_is_named_before_what_hardly_can() -> None:
    """Network 4 + 3 + 3, endpoint 4 + 3: only an unlikely line, or remote work in most places with one thing more."""
    said = [changes_text(changes, RULES) for changes in flips_to_option("endpoint", WORKSHOP, RULES)]
    assert said[0] == "「ネット回線」が「ビルやシェアオフィスの共用回線」になる" or "かつ" in said[0]
    fields = [{change.field for change in changes} for changes in flips_to_option("endpoint", OFFICE, RULES)]
    assert {"network"} not in fields[:1]


def test_an_amount_is_named_as_people_name_one() -> None:
    """併用 of 10 devices at one site is 10,000 + 10 × 2,000 at the caps; the budget has to reach it."""
    answers: dict[str, Value] = {**OFFICE, "sensitive_data": "large"}
    assert choose(answers, RULES).option != "both"
    said = [changes_text(changes, RULES) for changes in flips_to_option("both", answers, RULES)]
    assert "「月の予算」が「3万円」に増える" in said


def test_an_answer_that_is_still_open_is_said_to_turn_out() -> None:
    answers = {name: value for name, value in WORKSHOP.items() if name != "unmanaged_devices"}
    said = changes_text((Change("remote_work", None, "most"),), RULES)
    assert said == "「社外・在宅の利用」が「大半」だとわかる"
    assert all(changes for changes in flips_to_option("endpoint", answers, RULES))


def test_a_class_that_two_wishes_ask_for_goes_with_both() -> None:
    answers: dict[str, Value] = {**WORKSHOP, "wants": Chosen(frozenset({"cloud_monitoring", "monthly_service"}))}
    assert flips_to_class("class1", "network", answers, RULES) == (
        (Change("wants", ["cloud_monitoring", "monthly_service"], []),),
    )
