"""One fault, one line: what a person reads when a file of theirs is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.faults import DataError, Fault, Faults, Place, suggest
from knowledge.yamltree import MAX_DEPTH, Mapping, Node, Scalar, parse

HERE = Place("a.yaml", 3)
PLAIN = st.recursive(
    st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=1, max_size=8),
    lambda parts: st.one_of(
        st.lists(parts, max_size=3), st.dictionaries(st.text("abcdef", min_size=1, max_size=4), parts, max_size=3)
    ),
    max_leaves=8,
)


def test_a_fault_names_file_and_line_what_is_wrong_and_the_way_to_mend_it() -> None:
    assert str(Fault(HERE, "「pc」という項目はありません", "「pcs」のことですか")) == (
        "a.yaml:3: 「pc」という項目はありません・「pcs」のことですか"
    )


@given(st.text(), st.text())
def test_a_fault_is_one_line_that_no_terminal_obeys_whatever_the_file_said(what: str, mend: str) -> None:
    line = str(Fault(HERE, what, mend))
    assert line.isprintable()
    assert line.splitlines() == [line]


def test_a_very_long_word_of_a_file_is_cut_in_the_fault_and_the_mend_stands() -> None:
    line = str(Fault(HERE, "x" * 100_000, "消してください"))
    assert len(line) < 300
    assert line.endswith("・消してください")


def test_faults_come_once_each_in_the_order_of_files_and_lines() -> None:
    late, early, other = (
        Fault(Place("b.yaml", 9), "x", "y"),
        Fault(Place("b.yaml", 2), "x", "y"),
        Fault(Place("a.yaml", 12), "x", "y"),
    )
    assert DataError([late, early, late, other]).faults == (other, early, late)


def test_collected_faults_are_raised_together_and_none_raise_nothing() -> None:
    faults = Faults()
    faults.raise_if_any()
    faults.add(HERE, "one", "mend")
    faults.add(Place("a.yaml", 1), "two", "mend")
    with pytest.raises(DataError) as raised:
        faults.raise_if_any()
    assert [fault.what for fault in raised.value.faults] == ["two", "one"]


NEAREST = [
    pytest.param("emploees", ["employees", "sites"], "「employees」のことですか", id="a_typo"),
    pytest.param("xyz", ["employees", "sites"], "使えるのは employees、sites です", id="few_names_are_listed"),
    pytest.param("xyz", [f"name{number}" for number in range(13)], "この名前を消すか", id="many_names_are_not"),
    pytest.param("xyz", [], "この名前を消すか", id="no_names_at_all"),
]


@pytest.mark.parametrize(("name", "known", "says"), NEAREST)
def test_a_wrong_name_gets_the_nearest_or_the_list_of_those_that_work(name: str, known: list[str], says: str) -> None:
    assert suggest(name, known).startswith(says)


def plain(node: Node) -> object:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Mapping):
        return {name: plain(item) for name, item in node.entries.items()}
    return [plain(item) for item in node.items]


def flow(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f'"{name}": {flow(item)}' for name, item in value.items()) + "}"
    return "[" + ", ".join(map(flow, value)) + "]" if isinstance(value, list) else f'"{value}"'


@given(PLAIN)
def test_plain_yaml_is_read_as_it_was_written(value: object) -> None:
    assert plain(parse(flow(value), "x")) == value


def faults_in(text: str) -> tuple[Fault, ...]:
    try:
        parse(text, "x")
    except DataError as error:
        return error.faults
    return ()


@given(st.text())
def test_any_text_gives_a_tree_or_faults_with_a_place_and_never_another_error(text: str) -> None:
    places = [fault.place for fault in faults_in(text)]
    assert {place.file for place in places} <= {"x"}
    assert all(1 <= place.line <= len(text) + 1 for place in places)


@pytest.mark.parametrize("word", ["no", "012", "1:30", "0x1f", "1e3", "2026-11-22", "null", "~"])
def test_a_word_stays_the_text_that_was_written(word: str) -> None:
    tree = parse(word, "x")
    assert isinstance(tree, Scalar)
    assert tree.text == word
    assert tree.is_null is (word in ("null", "~"))


def test_quoted_null_is_a_word() -> None:
    tree = parse('"null"', "x")
    assert isinstance(tree, Scalar)
    assert not tree.is_null


@pytest.mark.parametrize("opening", ["[", "{a: "])
def test_depth_is_let_through_up_to_the_limit_and_no_further(opening: str) -> None:
    closing = "]" if opening == "[" else "}"
    assert parse(opening * MAX_DEPTH + "x" + closing * MAX_DEPTH, "x")
    with pytest.raises(DataError, match="入れ子が深すぎます"):
        parse(opening * (MAX_DEPTH + 1) + "x" + closing * (MAX_DEPTH + 1), "x")
    with pytest.raises(DataError, match="入れ子が深すぎます"):
        parse(opening * 100_000, "x")


def test_a_lone_surrogate_is_refused_at_its_line_as_any_control_character() -> None:
    with pytest.raises(DataError) as raised:
        parse("a: 1\nb: \ud800\n", "x")
    assert str(raised.value).startswith("x:2: 使えない制御文字")
