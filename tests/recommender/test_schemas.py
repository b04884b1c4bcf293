"""The JSON Schemas are current, accept the data that we ship, refuse what the reader refuses, and editors find them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from overlay_samples import GOOD

from knowledge.faults import DataError
from questionnaires.profile import SCHEMA, read_profile
from recommender.quotes.reading import read_quote
from recommender.rulebase import load_rulebase
from recommender.schemas import FILES, OVERLAY, PROFILE, QUOTE, schema_name, schema_texts

ROOT = Path(__file__).parents[2]
RULES = load_rulebase()
TEXTS = schema_texts(RULES)


class Loader(yaml.SafeLoader):
    """Reads as editors do (YAML 1.2): dates are text, and only true and false are flags."""


FLAG = "tag:yaml.org,2002:bool"
Loader.yaml_implicit_resolvers = {
    first: [
        (tag, re.compile("true|false") if tag == FLAG else pattern)
        for tag, pattern in pairs
        if not tag.endswith("timestamp")
    ]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
TYPES = {"string": str, "integer": int, "boolean": bool, "array": list, "object": dict, "null": type(None)}


def fits(value: Any, schema: dict[str, Any], root: dict[str, Any]) -> bool:
    """Whether a value fits, for the words of JSON Schema that ours use."""
    if "$ref" in schema and schema is not root:
        return fits(value, root["$defs"][schema["$ref"].rsplit("/", 1)[-1]], root)
    if "anyOf" in schema:
        return any(fits(value, option, root) for option in schema["anyOf"])
    if "const" in schema or "enum" in schema:
        return value in schema.get("enum", [schema.get("const")])
    return _fits_type(value, schema, root)


def _fits_type(value: Any, schema: dict[str, Any], root: dict[str, Any]) -> bool:
    kind = schema["type"]
    if not isinstance(value, TYPES[kind]) or (kind == "integer" and isinstance(value, bool)):
        return False
    if kind == "string":
        return re.search(schema.get("pattern", ""), value) is not None
    if kind == "array":
        return len(value) >= schema.get("minItems", 0) and all(fits(item, schema["items"], root) for item in value)
    if kind == "integer":
        return bool(schema.get("minimum", value) <= value <= schema.get("maximum", value))
    return kind != "object" or _fits_object(value, schema, root)


def _fits_object(value: dict[str, Any], schema: dict[str, Any], root: dict[str, Any]) -> bool:
    known = schema["properties"]
    return (
        set(value) <= set(known)
        and set(schema.get("required", ())) <= set(value)
        and schema.get("minProperties", 0) <= len(value) <= schema.get("maxProperties", 99)
        and all(fits(item, known[name], root) for name, item in value.items())
    )


def accepts(name: str, text: str) -> bool:
    schema = yaml.safe_load(TEXTS[name])
    whole = {"$ref": schema["$ref"]} if "$ref" in schema else schema
    return fits(yaml.load(text, Loader=Loader), whole, schema)  # noqa: S506  a safe loader


def test_the_schemas_in_the_tree_are_current() -> None:
    there = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "docs" / "schemas").glob("*.json")}
    assert there == TEXTS, "otasuke kb schemas -o docs/schemas"


@pytest.mark.parametrize("file", FILES)
def test_an_editor_finds_the_schema_of_a_file_and_it_accepts_what_we_ship(file: str) -> None:
    text = (ROOT / file).read_text(encoding="utf-8")
    named = text.splitlines()[0].removeprefix("# yaml-language-server: $schema=")
    assert (ROOT / file).parent.joinpath(named).resolve() == ROOT / "docs" / "schemas" / schema_name(file)
    assert accepts(schema_name(file), text)


def test_every_yaml_file_that_the_package_carries_has_its_schema() -> None:
    rooms = ("knowledge", "questionnaires", "recommender", "tui")
    carried = {path.relative_to(ROOT).as_posix() for room in rooms for path in (ROOT / room).rglob("*.yaml")}
    assert carried == set(FILES)


def test_an_overlay_has_a_schema_too() -> None:
    assert accepts(OVERLAY, GOOD)


EXAMPLES = [
    path
    for path in sorted((ROOT / "examples").glob("*.yaml"))
    if f"schema: {SCHEMA}" in path.read_text(encoding="utf-8")
]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_profile_has_a_schema_which_the_examples_name_and_fit(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith(f"# yaml-language-server: $schema=../docs/schemas/{PROFILE}\n")
    assert accepts(PROFILE, text)


PROFILE_TEXT = """schema: otasuke.profile/1
answers: {employees: 30, pcs: {low: 10, high: null, approx: true}, concerns: [leak], capital_yen: unknown}
plan: {monthly_yen: 10000}
"""


@pytest.mark.parametrize(
    ("turn", "into"),
    [
        ("employees: 30", "employee: 30"),
        ("employees: 30", "employees: 三十人"),
        ("employees: 30", "employees: -1"),
        ("[leak]", "[leek]"),
        ("[leak]", "leak"),
        ("low: 10", "lowest: 10"),
        ("profile/1", "profile/2"),
        ("monthly_yen: 10000", "monthly: 10000"),
        ("answers: {", "answer: {"),
    ],
)
def test_the_schema_of_a_profile_refuses_what_the_reader_refuses(turn: str, into: str) -> None:
    wrong = PROFILE_TEXT.replace(turn, into)
    assert wrong != PROFILE_TEXT
    assert accepts(PROFILE, PROFILE_TEXT)
    read_profile(PROFILE_TEXT, "x", RULES.vocabulary)
    assert not accepts(PROFILE, wrong)
    with pytest.raises(DataError):
        read_profile(wrong, "x", RULES.vocabulary)


QUOTE_TEXT = """schema: otasuke.quote/1
class: 1
monitoring: network
monthly_network_yen: 9800
helpdesk: [setup]
onsite_support: yes
"""


@pytest.mark.parametrize(
    ("turn", "into"),
    [
        ("class: 1", "class: 3"),
        ("class: 1", 'class: "1"'),
        ("network\n", "net\n"),
        ("9800", "9,800円"),
        ("9800", "-1"),
        ("[setup]", "setup"),
        ("support: yes", "support: maybe"),
        ("onsite_support", "onsite"),
    ],
)
def test_the_schema_of_a_quote_refuses_what_the_reader_refuses(turn: str, into: str) -> None:
    wrong = QUOTE_TEXT.replace(turn, into)
    assert wrong != QUOTE_TEXT
    assert accepts(QUOTE, QUOTE_TEXT)
    read_quote(QUOTE_TEXT, "x")
    assert not accepts(QUOTE, wrong)
    with pytest.raises(DataError):
        read_quote(wrong, "x")


@pytest.mark.parametrize(
    ("turn", "into"),
    [
        ("kind: grant", "kind: gift"),
        ('rate: "1/2"', "rate: 0.5"),
        ("prefecture: {is: 東京都}", "prefecture: {is: 東京}"),
        ("prefecture: {is: 東京都}", "prefecture: {at_least: 1}"),
        ("  windows: []\n", ""),
        ("  windows: []\n", "  windows: []\n  extra: 1\n"),
        ("checked: 2026-11-01", "checked: 11月1日"),
    ],
)
def test_a_schema_refuses_what_the_reader_refuses(turn: str, into: str) -> None:
    assert turn in GOOD
    assert not accepts(OVERLAY, GOOD.replace(turn, into))
