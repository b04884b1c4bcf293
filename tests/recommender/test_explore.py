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
from questionnaires.interview import live_answers
from questionnaires.profile import plain_value, read_profile
from recommender.explore import flips_to_class, flips_to_option
from recommender.monitoring import choose
from recommender.records import OPTIONS
from recommender.results import Change
from recommender.rulebase import load_rulebase
from recommender.service_class import choose_class

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
