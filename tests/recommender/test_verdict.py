"""The verdict in 20 seconds, and every わからない with why it matters and how a person finds out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from oracle import chance_of, random_profile

from knowledge.values import UNKNOWN
from questionnaires.interview import live_answers
from questionnaires.profile import Profile, read_profile
from recommender.assessment import assess
from recommender.results import Assessment
from recommender.rulebase import load_rulebase

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))
RULES = load_rulebase()
TODAY = date(2026, 11, 22)
TWENTY_SECONDS = 200
"""Characters of plain Japanese, at ten a second."""
RULED = (*RULES.decisions.evidence, *RULES.decisions.exclusions)


def result_of(path: Path) -> Assessment:
    profile = read_profile(path.read_text("utf-8"), path.name, RULES.vocabulary)
    return assess(profile, RULES, TODAY, explain=False)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_verdict_names_the_choice_its_ground_and_the_cost_in_20_seconds(path: Path) -> None:
    result = result_of(path)
    assert result.monitoring.choice
    assert result.verdict.startswith(RULES.option(result.monitoring.choice).name)
    assert any(f"{item.because}。" in result.verdict for item in RULED)
    assert "円" in result.verdict
    assert len(result.verdict) <= TWENTY_SECONDS


@settings(max_examples=25)
@given(st.integers(0, 2**32))
def test_the_verdict_doubts_exactly_what_can_still_change_it(seed: int) -> None:
    chance = chance_of(seed)
    answers = random_profile(chance, RULES, chance.choice((0.7, 1.0)), sized=True)
    result = assess(Profile(answers), RULES, TODAY, explain=False)
    if not result.monitoring.choice:
        return
    could = {*result.stability.unknown_could_change, *result.stability.open_fields}
    named = {name for name in answers | RULES.vocabulary.fields if f"「{_label(name)}」" in result.verdict}
    assert {_label(name) for name in named} <= {_label(name) for name in could}
    texts = RULES.counsel.wording.verdict
    assert bool(could) or texts.medium not in result.verdict


def _label(name: str) -> str:
    return RULES.vocabulary.fields[name].label


def test_a_ground_that_only_one_side_has_goes_before_one_that_both_sides_share() -> None:
    """A clinic with heavy data is told of its hours, not of the data, which speaks for watching the PCs alone too."""
    verdict = result_of(next(path for path in EXAMPLES if path.stem == "shinryojo")).verdict
    assert "数時間しか止められない仕事" in verdict


def test_every_unknown_shows_with_why_it_matters_and_where_to_look() -> None:
    everything = dict.fromkeys(RULES.questionnaire.questions, UNKNOWN)
    live = live_answers(everything, RULES.questionnaire)
    shown = {item.field: item for item in assess(Profile(everything), RULES, TODAY, explain=False).to_confirm}
    assert set(shown) == set(live)
    assert all(item.why.endswith("。") and item.how.endswith("。") for item in shown.values())
    assert "机を回って数える" in shown["pcs"].how
