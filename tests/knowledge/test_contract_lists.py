"""The names that other programs rely on: clause ids and the profile's vocabulary, against copies of the contract."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge.loading import load_knowledge, load_vocabulary

HERE = Path(__file__).parent
ORIGINALS = Path(__file__).parents[3] / "shared" / "contract"
KNOWLEDGE = load_knowledge()
FIELDS = load_vocabulary().fields


def rows() -> list[dict[str, str]]:
    with (HERE / "clauses.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def contract_fields() -> dict[str, dict[str, Any]]:
    text = (HERE / "profile.yaml").read_text(encoding="utf-8")
    fields: dict[str, dict[str, Any]] = yaml.safe_load(text)["fields"]
    return fields


def contract_choices(field: dict[str, Any]) -> list[tuple[str, str]]:
    choices = field.get("choices", {})
    pairs = choices.items() if isinstance(choices, dict) else [(name, name) for name in choices]
    return [(str(code), str(label)) for code, label in pairs]


@pytest.mark.parametrize("name", ["clauses.tsv", "profile.yaml"])
def test_our_copy_of_the_contract_is_the_contract(name: str) -> None:
    original = ORIGINALS / name
    if not original.exists():
        pytest.skip("the contract is not beside this clone")
    assert (HERE / name).read_bytes() == original.read_bytes()


CONTRACT_IDS = [row["id"] for row in rows()]


def test_the_clauses_of_the_standard_are_those_of_the_contract_in_its_order() -> None:
    assert [name for name in KNOWLEDGE.clauses if name.startswith("std.")] == CONTRACT_IDS


def test_every_other_clause_is_a_row_of_the_overview() -> None:
    others = [clause for clause in KNOWLEDGE.clauses.values() if not clause.id.startswith("std.")]
    assert others
    assert all(clause.id.startswith("ovw.") and clause.source == "src.overview" for clause in others)


def test_a_clause_of_the_standard_stands_at_the_place_that_the_contract_names() -> None:
    ours = {name: (KNOWLEDGE.clauses[name].where, KNOWLEDGE.clauses[name].source) for name in CONTRACT_IDS}
    assert ours == {row["id"]: (row["where"], "src.standard") for row in rows()}


@pytest.mark.parametrize("name", list(contract_fields()))
def test_a_field_has_the_kind_unit_part_and_choices_of_the_contract(name: str) -> None:
    ours, theirs = FIELDS[name], contract_fields()[name]
    assert (ours.kind, ours.unit, ours.part) == (theirs["kind"], theirs.get("unit"), theirs["part"])
    assert ours.slot is theirs.get("slot", False)
    assert [(choice.code, choice.label) for choice in ours.choices] == contract_choices(theirs)


def test_no_field_of_the_contract_is_missing_and_those_we_add_come_beside() -> None:
    assert set(contract_fields()) <= set(FIELDS)
