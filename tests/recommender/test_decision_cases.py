"""The gold cases of tests/cases/decisions (format: the head of tuning.yaml), one test a case."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge.conditions import Condition, evaluate
from questionnaires.interview import live_answers
from questionnaires.profile import Profile, read_profile
from recommender.assessment import assess
from recommender.rulebase import load_rulebase

FOLDER = Path(__file__).parents[1] / "cases" / "decisions"
RULES = load_rulebase()
TODAY = date(2026, 11, 22)
EXPECTATIONS = {"monitoring", "class", "top_reason", "excluded", "warning"}


@dataclass(frozen=True)
class Case:
    """One company with what an adviser would say to it."""

    id: str
    why: str
    profile: Profile
    expect: dict[str, Any]


def _cases() -> Iterator[Case]:
    for path in sorted(FOLDER.glob("*.yaml")):
        for case in yaml.safe_load(path.read_text(encoding="utf-8"))["cases"]:
            text = yaml.safe_dump({"schema": "otasuke.profile/1", "answers": case["answers"]}, allow_unicode=True)
            profile = read_profile(text, path.name, RULES.vocabulary)
            yield Case(case["id"], case["why"], profile, case["expect"])


CASES = tuple(_cases())


def by_id(case: Case) -> str:
    return case.id


@pytest.mark.parametrize("case", CASES, ids=by_id)
def test_the_recommendation_is_one_that_an_adviser_would_give(case: Case) -> None:
    result = assess(case.profile, RULES, TODAY, explain=False)
    assert (result.monitoring.choice or "none") in case.expect["monitoring"], case.why
    assert (result.service_class.choice or "none") in case.expect["class"], case.why
    if "top_reason" in case.expect:
        behind = {name for reason in result.monitoring.reasons[:3] for name in reason.answers}
        assert behind & set(case.expect["top_reason"]), case.why
    if "excluded" in case.expect:
        excluded = {item.option for item in result.monitoring.options if item.excluded_by}
        assert excluded == set(case.expect["excluded"]), case.why
    if "warning" in case.expect:
        assert case.expect["warning"] in {notice.code for notice in result.warnings}, case.why


def test_every_case_has_its_own_id_a_rationale_and_only_known_expectations() -> None:
    ids = [case.id for case in CASES]
    assert len(set(ids)) == len(ids)
    assert [case.id for case in CASES if not case.why.strip()] == []
    assert [case.id for case in CASES if not {"monitoring", "class"} <= set(case.expect) <= EXPECTATIONS] == []


def _silent(rules: Sequence[tuple[str, Condition]]) -> list[str]:
    """The rules that hold in none of the cases."""
    every = [live_answers(case.profile.answers, RULES.questionnaire) for case in CASES]
    return [
        name for name, when in rules if not any(evaluate(when, answers, RULES.vocabulary) is True for answers in every)
    ]


def test_every_piece_of_evidence_is_held_by_a_case() -> None:
    assert _silent([(item.id, item.when) for item in RULES.decisions.evidence]) == []


def test_every_exclusion_is_held_by_a_case() -> None:
    assert _silent([(item.id, item.when) for item in RULES.decisions.exclusions]) == []


def test_every_reason_for_no_choice_is_held_by_a_case() -> None:
    assert _silent([(f"{item.code}:{item.place.line}", item.when) for item in RULES.decisions.voids]) == []
    codes = {case.expect.get("warning") for case in CASES}
    assert "beyond_sme" in codes


def test_every_need_of_class_2_is_held_by_a_case_that_expects_class_2() -> None:
    wanting = [case for case in CASES if case.expect["class"] == ["class2"]]
    every = [
        (set(case.expect["monitoring"]), live_answers(case.profile.answers, RULES.questionnaire)) for case in wanting
    ]
    silent = [
        need.id
        for need in RULES.decisions.class_needs
        if not any(
            options & set(need.options) and evaluate(need.when, answers, RULES.vocabulary) is True
            for options, answers in every
        )
    ]
    assert silent == []


def test_every_exclusion_decides_in_a_case_that_names_the_excluded_options() -> None:
    named = [
        (set(case.expect["excluded"]), live_answers(case.profile.answers, RULES.questionnaire))
        for case in CASES
        if "excluded" in case.expect
    ]
    undecided = [
        item.id
        for item in RULES.decisions.exclusions
        if not any(
            set(item.options) <= excluded and evaluate(item.when, answers, RULES.vocabulary) is True
            for excluded, answers in named
        )
    ]
    assert undecided == []
