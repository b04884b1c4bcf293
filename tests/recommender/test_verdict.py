"""The verdict in 20 seconds, and every わからない with why it matters and how a person finds out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from oracle import chance_of, random_profile

from knowledge.values import UNKNOWN, Value, exactly
from questionnaires.interview import live_answers
from questionnaires.profile import Profile, read_profile
from recommender.assessment import assess
from recommender.export.text import to_text
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
    name = RULES.option(result.monitoring.choice).name
    leans = result.monitoring.confidence == "low"
    assert result.verdict.startswith(f"いまのところ、{name}" if leans else name)
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


def test_a_leaning_that_open_answers_may_turn_is_not_told_as_settled() -> None:
    result = result_of(next(path for path in EXAMPLES if path.stem == "unso_sagyochu"))
    assert result.monitoring.confidence == "low"
    assert "有力です" in result.verdict
    assert "合っています" not in result.verdict


@pytest.mark.parametrize(
    ("answers", "missing"),
    [
        # 端末監視の上限は、台数だけで決まる
        ({"network": "shared_line", "pcs": exactly(10), "servers": UNKNOWN}, "サーバーの数"),
        ({"network": "shared_line", "pcs": UNKNOWN, "servers": UNKNOWN}, "PCとサーバーの数"),
        # 台数がわかっていても、ネットワーク監視の上限は拠点の数で決まる
        ({"pcs": exactly(0), "servers": exactly(0), "sites": UNKNOWN}, "拠点の数"),
    ],
    ids=["servers", "both counts", "sites"],
)
def test_what_the_caps_still_wait_for_is_named(answers: dict[str, Value], missing: str) -> None:
    result = assess(Profile(answers), RULES, TODAY, explain=False)
    assert f"{missing}がまだわからないので、費用の上限は出せません。" in result.verdict
    assert f"{missing}が決まると出せます" in to_text(result, RULES)
