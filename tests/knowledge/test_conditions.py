"""Conditions: three-valued, sound where answers are doubtful, and readable in Japanese."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path
from typing import Any, TypeAlias

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from strategies import VOCABULARY, answers, conditions, settled_answers, within_doubt
from strategies import comparisons as random_comparisons

from knowledge.conditions import (
    ALWAYS,
    All,
    AnyOf,
    Compare,
    Condition,
    Not,
    comparisons,
    describe,
    evaluate,
    fields_of,
    read_condition,
)
from knowledge.faults import Faults
from knowledge.fields import Answers
from knowledge.values import UNKNOWN, Chosen, Number, Value, bounds_of, exactly
from knowledge.yamltree import parse

ROWS: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "conditions.yaml").read_text(encoding="utf-8"))
FEW = ("remote_work", "unmanaged_devices", "past_otasuketai_subsidy", "pcs", "servers", "sites")
Verdict: TypeAlias = "bool | None"
SUBJECTS = (*FEW, "devices", "devices_per_site")


def condition_of(plain: object) -> Condition:
    faults = Faults()
    found = read_condition(parse(json.dumps(plain, ensure_ascii=False), "test"), VOCABULARY, faults)
    assert not faults
    return found


def holds(condition: Condition, given_answers: Answers) -> bool | None:
    return evaluate(condition, given_answers, VOCABULARY)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["why"].replace(" ", "_"))
def test_a_condition_reads_as_the_table_says_and_so_does_its_opposite(row: dict[str, Any]) -> None:
    condition = condition_of(row["when"])
    assert describe(condition, VOCABULARY) == row["says"]
    assert describe(condition, VOCABULARY, holds=False) == row["opposite"]
    assert describe(Not(condition), VOCABULARY) == row["opposite"]


@given(random_comparisons())
def test_a_comparison_and_its_opposite_never_read_the_same(comparison: Compare) -> None:
    assert describe(comparison, VOCABULARY) != describe(comparison, VOCABULARY, holds=False)


@given(conditions())
def test_the_words_of_a_condition_name_every_field_that_it_compares(condition: Condition) -> None:
    text = describe(condition, VOCABULARY)
    assert text
    assert all(VOCABULARY.label(item.subject) in text for item in comparisons(condition))


@given(conditions())
def test_the_fields_of_a_condition_are_those_of_its_comparisons_each_once(condition: Condition) -> None:
    named = fields_of(condition, VOCABULARY)
    assert len(named) == len(set(named))
    assert set(named) == {part for item in comparisons(condition) for part in VOCABULARY.parts_of(item.subject)}
    assert all(name in VOCABULARY.fields for name in named)


@given(conditions(), answers())
def test_denied_twice_is_the_condition_itself(condition: Condition, given_answers: Answers) -> None:
    assert holds(Not(Not(condition)), given_answers) is holds(condition, given_answers)


@given(conditions(), answers())
def test_denying_turns_true_and_false_and_leaves_unknown(condition: Condition, given_answers: Answers) -> None:
    opposite = {True: False, False: True, None: None}
    assert holds(Not(condition), given_answers) is opposite[holds(condition, given_answers)]


@given(st.lists(conditions(), max_size=3).map(tuple), answers())
def test_de_morgan_holds_in_three_values(parts: tuple[Condition, ...], given_answers: Answers) -> None:
    denied = tuple(Not(part) for part in parts)
    assert holds(Not(All(parts)), given_answers) is holds(AnyOf(denied), given_answers)
    assert holds(Not(AnyOf(parts)), given_answers) is holds(All(denied), given_answers)


@given(st.lists(conditions(), max_size=3).map(tuple), answers())
def test_the_order_of_parts_does_not_matter(parts: tuple[Condition, ...], given_answers: Answers) -> None:
    turned = tuple(reversed(parts))
    assert holds(All(parts), given_answers) is holds(All(turned), given_answers)
    assert holds(AnyOf(parts), given_answers) is holds(AnyOf(turned), given_answers)


@given(conditions(), answers())
def test_a_part_that_always_holds_changes_no_all_and_settles_every_any(
    condition: Condition, given_answers: Answers
) -> None:
    assert holds(All((condition, ALWAYS)), given_answers) is holds(condition, given_answers)
    assert holds(AnyOf((condition, ALWAYS)), given_answers) is True
    assert holds(AnyOf(()), given_answers) is False


@given(conditions(), settled_answers())
def test_answers_without_doubt_settle_every_condition(condition: Condition, given_answers: Answers) -> None:
    assert holds(condition, given_answers) is not None


@given(st.data(), conditions(SUBJECTS), answers(FEW))
def test_what_is_decided_in_doubt_is_what_any_settled_answer_says(
    data: st.DataObject, condition: Condition, given_answers: Answers
) -> None:
    decided = holds(condition, given_answers)
    settled = {
        name: data.draw(within_doubt(given_answers.get(name), VOCABULARY.fields[name]), label=name) for name in FEW
    }
    assert decided in (None, holds(condition, settled))


def every_way(name: str, value: Value | None) -> list[Value]:
    """All settled answers that a doubtful one over a few values leaves possible."""
    field = VOCABULARY.fields[name]
    if isinstance(value, Number):
        bounds = bounds_of(value)
        assert bounds.high is not None
        return [exactly(amount) for amount in range(bounds.low, bounds.high + 1)]
    if isinstance(value, Chosen) and not value.complete:
        rest = [code for code in field.codes if code not in value.codes]
        picks = product((False, True), repeat=len(rest))
        return [Chosen(value.codes | {code for code, on in zip(rest, pick, strict=True) if on}) for pick in picks]
    if value is None or value is UNKNOWN:
        return list(field.codes) if field.kind == "choice" else [True, False]
    return [value]


SMALL_DOUBT = st.fixed_dictionaries(
    {
        "remote_work": st.sampled_from((None, UNKNOWN, "none", "most")),
        "past_otasuketai_subsidy": st.sampled_from((None, UNKNOWN, True, False)),
        "unmanaged_devices": st.builds(
            Chosen, st.frozensets(st.sampled_from(("nas", "pos", "printer", "factory")), min_size=2), st.booleans()
        ),
        "pcs": st.builds(
            lambda low, wide, approx: Number(low, low + wide, approx),
            st.integers(1, 9),
            st.integers(0, 3),
            st.booleans(),
        ),
    }
)


@given(conditions(("remote_work", "past_otasuketai_subsidy", "unmanaged_devices", "pcs")), SMALL_DOUBT)
def test_a_decided_condition_is_decided_so_by_every_completion(
    condition: Condition, doubtful: dict[str, Value | None]
) -> None:
    decided = holds(condition, {name: value for name, value in doubtful.items() if value is not None})
    if decided is not None:
        ways = [every_way(name, value) for name, value in doubtful.items()]
        verdicts = {holds(condition, dict(zip(doubtful, way, strict=True))) for way in product(*ways)}
        assert verdicts == {decided}


@given(random_comparisons(("pcs", "remote_work", "past_otasuketai_subsidy")), SMALL_DOUBT)
def test_a_single_comparison_is_left_open_only_where_completions_differ(
    comparison: Compare, doubtful: dict[str, Value | None]
) -> None:
    value = doubtful[comparison.subject]
    known = {comparison.subject: value} if value is not None else {}
    verdicts = {holds(comparison, {comparison.subject: way}) for way in every_way(comparison.subject, value)}
    if comparison.subject == "pcs" and holds(comparison, known) is None:
        assert len(verdicts) == 2
    elif value is not None and value is not UNKNOWN:
        assert verdicts == {holds(comparison, known)}


RANGES = [
    # 31 to 40 devices against a threshold: decided on either side of the range, open inside of it.
    pytest.param(Number(31, 40), {"at_least": 31}, True, id="at_its_lower_end"),
    pytest.param(Number(31, 40), {"at_least": 32}, None, id="inside"),
    pytest.param(Number(31, 40), {"at_least": 40}, None, id="at_its_upper_end"),
    pytest.param(Number(31, 40), {"at_least": 41}, False, id="above"),
    pytest.param(Number(31, 40), {"at_most": 40}, True, id="at_most_its_upper_end"),
    pytest.param(Number(31, 40), {"at_most": 30}, False, id="at_most_below"),
    pytest.param(Number(31, None), {"at_least": 31}, True, id="open_above_reaches"),
    pytest.param(Number(31, None), {"at_most": 99}, None, id="open_above_has_no_limit"),
    pytest.param(Number(None, 40), {"at_most": 40}, True, id="open_below"),
    pytest.param(Number(None, 40), {"at_least": 1}, None, id="open_below_may_be_none"),
    # 約50 counts as 40 to 60.
    pytest.param(Number(50, 50, approx=True), {"at_least": 40}, True, id="about_reaches"),
    pytest.param(Number(50, 50, approx=True), {"at_least": 41}, None, id="about_inside"),
    pytest.param(Number(50, 50, approx=True), {"at_most": 60}, True, id="about_at_most"),
    pytest.param(Number(50, 50, approx=True), {"at_least": 61}, False, id="about_above"),
    pytest.param(exactly(0), {"at_most": 0}, True, id="none_at_all"),
    pytest.param(UNKNOWN, {"at_least": 0}, True, id="unknown_is_never_negative"),
    pytest.param(UNKNOWN, {"at_least": 1}, None, id="unknown_is_open"),
]


@pytest.mark.parametrize(("value", "test", "expected"), RANGES)
def test_a_range_settles_a_threshold_outside_of_it(value: Value, test: dict[str, int], expected: Verdict) -> None:
    assert holds(condition_of({"pcs": test}), {"pcs": value}) is expected


LISTS = [
    pytest.param(Chosen(frozenset({"nas"})), {"has_any": ["nas", "pos"]}, True, id="one_of_them"),
    pytest.param(Chosen(frozenset({"nas"})), {"has_all": ["nas", "pos"]}, False, id="not_both"),
    pytest.param(Chosen(frozenset()), {"has_any": ["nas"]}, False, id="a_complete_list_without_it_is_no"),
    pytest.param(Chosen(frozenset({"nas"}), complete=False), {"has_any": ["nas"]}, True, id="heard_of_it"),
    pytest.param(Chosen(frozenset({"nas"}), complete=False), {"has_any": ["pos"]}, None, id="not_heard_of_is_open"),
    pytest.param(Chosen(frozenset({"nas"}), complete=False), {"has_all": ["nas", "pos"]}, None, id="half_heard"),
    pytest.param(UNKNOWN, {"has_any": ["nas"]}, None, id="unknown"),
]


@pytest.mark.parametrize(("value", "test", "expected"), LISTS)
def test_a_complete_list_says_no_and_a_partial_one_leaves_it_open(
    value: Value, test: dict[str, list[str]], expected: Verdict
) -> None:
    assert holds(condition_of({"unmanaged_devices": test}), {"unmanaged_devices": value}) is expected


def test_an_answer_that_is_absent_leaves_every_comparison_open() -> None:
    for subject, test in (("cloud", {"is": "core"}), ("it_part_time", {"is": True}), ("sites", {"at_least": 2})):
        assert holds(condition_of({subject: test}), {}) is None
