"""Profiles: what a file may say, what is refused and where, and that writing and reading are one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from strategies import VOCABULARY, profiles

from knowledge.faults import DataError, Fault
from knowledge.values import UNKNOWN, Chosen, Number, exactly
from questionnaires.profile import MAX_WORDS, SCHEMA, Plan, Profile, plain_profile, read_profile
from questionnaires.showing import show_value

HERE = Path(__file__).parent
EXAMPLES = sorted((HERE.parents[1] / "examples").glob("*.yaml"))


def table(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = yaml.safe_load((HERE / name).read_text(encoding="utf-8"))
    return rows


def read(text: str) -> Profile:
    return read_profile(text, "company.yaml", VOCABULARY)


def faults_of(text: str) -> tuple[Fault, ...]:
    with pytest.raises(DataError) as refused:
        read(text)
    return refused.value.faults


@pytest.mark.parametrize("row", table("wrong_profiles.yaml"), ids=lambda row: row["why"].replace(" ", "_"))
def test_a_wrong_profile_is_refused_at_its_line_with_the_way_to_mend_it(row: dict[str, str]) -> None:
    (fault,) = faults_of(row["profile"])
    lines = row["profile"].splitlines()
    line = next(number for number, text in enumerate(lines, 1) if text.endswith("# here"))
    assert str(fault).startswith(f"company.yaml:{line}: {row['says']}")
    assert row["mend"] in fault.mend


def test_every_fault_of_a_profile_is_told_at_once_in_the_order_of_its_lines() -> None:
    faults = faults_of(
        "schema: otasuke.profile/9\n"
        "answers:\n"
        "  pc: 25\n"
        "  employees: -1\n"
        "  industry: 製造\n"
        "plan: {monthly_yen: いくらか}\n"
        "notes: none\n"
    )
    assert [fault.place.line for fault in faults] == [1, 3, 4, 5, 6, 7]


def test_what_a_profile_says_never_reaches_the_terminal_as_an_escape() -> None:
    (fault,) = faults_of(f'schema: {SCHEMA}\nanswers: {{industry: "\\e[31m\\n製造"}}\n')
    assert str(fault).isprintable()


def test_a_name_of_any_length_up_to_the_limit_is_kept_and_a_longer_one_refused() -> None:
    assert read(f"schema: {SCHEMA}\nanswers: {{company_name: {'例' * MAX_WORDS}}}\n").answers
    (fault,) = faults_of(f"schema: {SCHEMA}\nanswers: {{company_name: {'例' * (MAX_WORDS + 1)}}}\n")
    assert "長すぎる" in fault.what


@pytest.mark.parametrize("row", table("values.yaml"), ids=lambda row: row["why"].replace(" ", "_"))
def test_what_may_be_written_is_shown_in_plain_words(row: dict[str, str]) -> None:
    answers = read(f"schema: {SCHEMA}\nanswers: {{{row['field']}: {row['write']}}}\n").answers
    assert show_value(answers[row["field"]], VOCABULARY.fields[row["field"]]) == row["shows"]


def test_the_example_of_the_contract_is_read_as_it_says() -> None:
    profile = read(
        "schema: otasuke.profile/1\n"
        "answers: {industry: manufacturing, employees: 42, pcs: 18, servers: unknown, concerns: [ransomware]}\n"
        "plan: {monthly_yen: 36000, initial_yen: 0}\n"
    )
    assert profile == Profile(
        {
            "industry": "manufacturing",
            "employees": exactly(42),
            "pcs": exactly(18),
            "servers": UNKNOWN,
            "concerns": Chosen(frozenset({"ransomware"}), complete=True),
        },
        Plan(36000, 0),
    )


def test_a_number_may_be_exact_a_range_or_about() -> None:
    text = "answers: {pcs: 30, servers: {low: 1, high: null}, employees: {low: 30, high: 30, approx: true}}"
    assert read(f"schema: {SCHEMA}\n{text}\n").answers == {
        "pcs": Number(30, 30),
        "servers": Number(1, None),
        "employees": Number(30, 30, approx=True),
    }


def test_digits_of_either_width_are_the_same_number() -> None:
    wide = "answers: {employees: ３０, servers: {low: １, high: null}}\nplan: {monthly_yen: １００００}"
    plain = "answers: {employees: 30, servers: {low: 1, high: null}}\nplan: {monthly_yen: 10000}"
    assert read(f"schema: {SCHEMA}\n{wide}\n") == read(f"schema: {SCHEMA}\n{plain}\n")


def test_a_field_that_is_absent_was_not_asked_and_differs_from_unknown() -> None:
    assert "pcs" not in read(f"schema: {SCHEMA}\nanswers: {{}}\n").answers
    assert read(f"schema: {SCHEMA}\nanswers: {{pcs: unknown}}\n").answers == {"pcs": UNKNOWN}


@pytest.mark.parametrize("name", list(VOCABULARY.fields))
def test_every_field_may_be_answered_with_unknown(name: str) -> None:
    assert read(f"schema: {SCHEMA}\nanswers: {{{name}: unknown}}\n").answers == {name: UNKNOWN}


@given(profiles(), st.booleans())
def test_a_profile_that_was_written_is_read_back_the_same(profile: Profile, japanese: bool) -> None:  # noqa: FBT001
    text = yaml.safe_dump(plain_profile(profile), allow_unicode=japanese, sort_keys=False)
    assert read(text) == profile


@given(profiles())
def test_what_was_written_is_of_plain_data_that_any_yaml_reader_takes(profile: Profile) -> None:
    document = plain_profile(profile)
    assert document["schema"] == SCHEMA
    assert yaml.safe_load(yaml.safe_dump(document)) == document


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_company_is_a_profile_that_reads_back_the_same(path: Path) -> None:
    profile = read_profile(path.read_text(encoding="utf-8"), path.name, VOCABULARY)
    assert profile.answers
    assert read(yaml.safe_dump(plain_profile(profile), allow_unicode=True)) == profile
