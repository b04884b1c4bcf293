"""もしも: variants beside the original are what assess gives, and the moment of a flip is really one."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from oracle import chance_of, random_profile

from knowledge.fields import Answers
from knowledge.values import UNKNOWN, Chosen, Value, exactly
from questionnaires.interview import live_answers
from questionnaires.profile import Profile
from recommender.assessment import assess
from recommender.export.content import summary
from recommender.export.markdown import markdown_of
from recommender.export.variants import effect_text, heads, rows, variants_part
from recommender.monitoring import choose
from recommender.rulebase import load_rulebase
from recommender.service_class import choose_class
from recommender.variants import Outcome, SideBySide, side_by_side, what_if

RULES = load_rulebase()
TODAY = date(2026, 11, 22)
SEEDS = st.integers(0, 2**32)
WORKSHOP: dict[str, Value] = {
    "industry": "manufacturing",
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
    "wants": Chosen(frozenset()),
    "monthly_budget": exactly(15_000),
}


def beside(changes: dict[str, Value], answers: Answers = WORKSHOP) -> SideBySide:
    original = assess(Profile(answers), RULES, TODAY, explain=False)
    return side_by_side(original, {"案1": changes}, RULES)


def _outcome(answers: Answers) -> Outcome:
    option = choose(answers, RULES).option
    return Outcome(option, choose_class(option, answers, RULES).code if option else None)


@settings(max_examples=10)
@given(SEEDS)
def test_a_variant_that_changes_nothing_is_the_original(seed: int) -> None:
    chance = chance_of(seed)
    answers = random_profile(chance, RULES, 0.8, sized=True)
    original = assess(Profile(answers), RULES, TODAY, explain=False)
    same = {name: answers[name] for name in chance.sample(sorted(answers), min(3, len(answers)))}
    for changes in ({}, same):
        found = what_if("案1", original, changes, RULES)
        assert found.result == original
        assert found.effects == ()


@settings(max_examples=10)
@given(SEEDS)
def test_a_variants_result_is_that_of_the_merged_answers_and_its_flips_are_flips(seed: int) -> None:
    chance = chance_of(seed)
    answers, other = (random_profile(chance, RULES, 0.8, sized=True) for _ in range(2))
    original = assess(Profile(answers), RULES, TODAY, explain=False)
    changes = {name: other[name] for name in chance.sample(sorted(other), min(4, len(other)))}
    found = what_if("案1", original, changes, RULES)
    live = original.profile.answers
    merged = live_answers({**live, **changes}, RULES.questionnaire)
    assert found.result == assess(Profile(merged), RULES, TODAY, explain=False)
    applied, before = dict(live), _outcome(live)
    for effect in found.effects:
        applied[effect.change.field] = changes[effect.change.field]
        after = _outcome(live_answers(applied, RULES.questionnaire))
        assert (effect.before, effect.after) == (before, after)
        assert effect.flips == (before != after)
        before = after
    assert before == Outcome(found.result.monitoring.choice, found.result.service_class.choice)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"network": "shared_line"}, "ネットワーク監視（1類）から端末監視（1類）に変わります。自社で管理する回線と"),
        ({"pcs": exactly(49)}, "「PC」が「49台」に増えると、ネットワーク監視（1類）からネットワーク監視（2類）に"),
        ({"remote_work": "some"}, "としても、ネットワーク監視（1類）のままです。"),
        ({"pcs": exactly(0), "servers": exactly(0), "unmanaged_devices": Chosen(frozenset({"none"}))}, "合う型なし"),
        ({"monthly_budget": UNKNOWN}, "ネットワーク監視（1類）のままです。"),
    ],
)
def test_the_moment_of_the_flip_is_told_with_the_rule_that_made_it(changes: dict[str, Value], says: str) -> None:
    said = [effect_text(effect, RULES) for effect in beside(changes).what_ifs[0].effects]
    assert says in said[-1]


def test_a_rule_that_no_longer_holds_is_told_as_such() -> None:
    shared = {**WORKSHOP, "network": "shared_line"}
    said = effect_text(beside({"network": "own_line"}, shared).what_ifs[0].effects[0], RULES)
    assert "端末監視（1類）からネットワーク監視（1類）に変わります。" in said
    assert said.endswith("という条件が、当てはまらなくなるためです。")


def test_the_table_puts_cost_and_subsidy_of_every_variant_beside_the_original() -> None:
    """10 devices at the caps: network 10,000 a month and 500,000 at first; endpoint 2,000 × 10."""
    table = beside({"network": "shared_line"})
    cells = {row.label: row.cells for row in rows(table, RULES)}
    assert heads(table, RULES) == ("いまの答え", "案1")
    assert cells["結論"] == ("ネットワーク監視（1類）", "端末監視（1類）")
    assert cells["月額の上限"] == ("1万円", "2万円")
    assert cells["2年の上限"] == ("74万円", "98万円")
    assert any(label.startswith("補助の額（") and "未確認" in label for label in cells)
    assert any(label.startswith("2年の自己負担") for label in cells)


def test_the_summary_holds_the_table_where_there_are_variants_and_only_then() -> None:
    original = assess(Profile(WORKSHOP), RULES, TODAY)
    table = side_by_side(original, {"案1": {"network": "shared_line"}, "案2": {"remote_work": "most"}}, RULES)
    text = markdown_of(summary(original, RULES, variants_part(table, RULES)), RULES)
    assert "もしも、答えが変わったら" in text
    assert "| いまの答え | 案1 | 案2 |" in text
    assert variants_part(SideBySide(original, ()), RULES) == []
    assert "もしも" not in markdown_of(summary(original, RULES), RULES)


def test_only_frames_that_the_answers_ask_for_stand_in_the_table() -> None:
    """WORKSHOP says nothing of software, so that only the frame for お助け隊 alone is its own."""
    amounts = [row for row in rows(beside({"sites": exactly(2)}), RULES) if row.short.startswith("補助の額")]
    assert [row.short for row in amounts] == ["補助の額"]
    tools = {"main_tool": Chosen(frozenset({"accounting"})), "main_tool_cost_yen": exactly(600_000)}
    with_software = beside({}, {**WORKSHOP, **tools})
    assert len([row for row in rows(with_software, RULES) if row.short.startswith("補助の額")]) > 1


def test_amounts_of_class2_in_the_table_say_that_they_are_reckoned_as_for_class1() -> None:
    table = beside({"wants": Chosen(frozenset({"cloud_monitoring"}))}, {**WORKSHOP, "main_tool": "none"})
    assert [item.result.service_class.choice for item in table.what_ifs] == ["class2"]
    for row in rows(table, RULES):
        if row.short.startswith(("補助の額", "2年の自己負担")):
            assert not row.cells[0].startswith("1類ならば")
            assert row.cells[1].startswith("1類ならば")
