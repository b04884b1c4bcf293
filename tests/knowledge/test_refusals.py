"""The loader refuses what it cannot vouch for, and says in one line where, what, and how to mend it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge.faults import DataError, Fault
from knowledge.loading import DATA, load_knowledge, load_vocabulary, read_tree

HERE = Path(__file__).parent
WRONG = sorted((HERE / "wrong").glob("*.yaml"))
EDITS: list[dict[str, Any]] = yaml.safe_load((HERE / "edits.yaml").read_text(encoding="utf-8"))
CITED_BY = {"clauses.yaml": ("terms.yaml",)}  # beside the sources, which every file cites
ONE_SOURCE = """sources:
- id: src.overview
  title: 概要資料
  publisher: null
  kind: official
  url: null
  as_of: null
  checked: 2026-11-22
  note: null
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA, tmp_path / "data"))


@pytest.fixture
def lean(tmp_path: Path) -> Path:
    """A knowledge base of the vocabulary and one source, quick to read."""
    directory = tmp_path / "lean"
    directory.mkdir()
    for path in DATA.glob("*.yaml"):
        lists = re.findall(r"^(\w+):", path.read_text(encoding="utf-8"), re.MULTILINE)
        (directory / path.name).write_text("".join(f"{name}: []\n" for name in lists), encoding="utf-8")
    for name in ("fields.yaml", "version.yaml"):
        shutil.copy(DATA / name, directory)
    (directory / "sources.yaml").write_text(ONE_SOURCE, encoding="utf-8")
    return directory


def faults_of(directory: Path) -> tuple[Fault, ...]:
    with pytest.raises(DataError) as refused:
        load_knowledge(directory)
    return refused.value.faults


def header(path: Path, name: str) -> str:
    """The rest of the comment `# name: ...` at the head of a wrong file; nothing where it has none."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith(f"# {name}:")), "")


def marked_line(path: Path) -> int:
    lines = path.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if line.endswith("# here"))


def test_the_data_that_we_ship_is_not_refused(data: Path) -> None:
    assert load_knowledge(data) == load_knowledge()


def test_the_lean_data_of_these_tests_is_not_refused(lean: Path) -> None:
    assert list(load_knowledge(lean).sources) == ["src.overview"]


@pytest.mark.parametrize("path", WRONG, ids=lambda path: path.stem)
def test_a_wrong_file_is_refused_once_at_its_line(path: Path, lean: Path) -> None:
    shutil.copy(path, lean / "routes.yaml")
    (fault,) = faults_of(lean)
    at = 1 if path.stem == "nothing" else marked_line(path)
    assert str(fault).startswith(f"routes.yaml:{at}: ")
    assert header(path, "says") in fault.what + fault.mend
    assert header(path, "mend") in fault.mend
    assert fault.mend


@pytest.mark.parametrize("path", WRONG, ids=lambda path: path.stem)
def test_a_wrong_file_says_why_it_is_wrong(path: Path) -> None:
    assert header(path, "why")
    assert header(path, "says")


def test_a_comment_marks_the_line_of_every_wrong_file_so_that_the_files_hold_one_fault_each() -> None:
    counts = {path.stem: path.read_text(encoding="utf-8").count("# here") for path in WRONG}
    assert set(counts.values()) == {1}
    assert len(counts) >= 40


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: f"{edit['in']}-{edit['why'].replace(' ', '_')}")
def test_one_wrong_word_in_a_data_file_is_refused(edit: dict[str, Any], lean: Path) -> None:
    for name in ("sources.yaml", edit["in"], *CITED_BY.get(edit["in"], ())):
        shutil.copy(DATA / name, lean)
    path = lean / edit["in"]
    before, found, after = path.read_text(encoding="utf-8").partition(edit["turn"])
    assert found, "the text to change is no longer in the file"
    path.write_text(before + edit["into"] + after, encoding="utf-8")
    faults = faults_of(lean)
    assert {fault.place.file for fault in faults} == {edit["in"]}
    told = [edit["says"], *([edit["also"]] if "also" in edit else [])]
    assert len(faults) == len(told)
    for words in told:
        assert any(words in fault.what for fault in faults)
    lines = (before + edit["into"] + after).splitlines()
    changed = before.count("\n")
    record = max(number for number in range(changed + 1) if number == 0 or lines[number].startswith("- "))
    assert all(record < fault.place.line <= changed + 1 for fault in faults) or edit.get("placeless")


def test_every_fault_of_every_file_is_told_at_once(data: Path) -> None:
    for name, old, new in (
        ("fields.yaml", "label: 会社名", "lable: 会社名"),
        ("contacts.yaml", "\n  for: incident", "\n  for: accident"),
        ("routes.yaml", "kind: grant", "kind: gift"),
        ("routes.yaml", 'rate: "1/2"', 'rate: "half"'),
        ("sizes.yaml", "employees_max: 300", "employees_max: many"),
    ):
        path = data / name
        path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    (data / "version.yaml").unlink()
    faults = faults_of(data)
    files = [fault.place.file for fault in faults]
    assert files == sorted(files)
    assert set(files) == {"fields.yaml", "contacts.yaml", "routes.yaml", "sizes.yaml", "version.yaml"}
    assert files.count("routes.yaml") == 2
    assert files.count("fields.yaml") == 2


def test_the_lines_of_all_faults_make_the_message_of_the_error(lean: Path) -> None:
    (lean / "version.yaml").write_text("verzion: 1\nvresion: 2\n", encoding="utf-8")
    with pytest.raises(DataError) as refused:
        load_knowledge(lean)
    assert str(refused.value).splitlines() == [str(fault) for fault in refused.value.faults]
    assert len(refused.value.faults) == 3


BYTES = [
    pytest.param("version: こんにちは".encode("cp932"), 1, "UTF-8でない文字", id="shift_jis"),
    pytest.param("# 一行目\nversion: x\n# ".encode() + b"\xff\xfe\n", 3, "UTF-8でない文字", id="broken_on_line_3"),
    pytest.param("version: x\n".encode("utf-16"), 1, "UTF-8でない文字", id="utf_16"),
    pytest.param(b"# one\n# two\nversion: x\x1b[31m\n", 3, "使えない制御文字", id="terminal_escape"),
    pytest.param(b"version: x\x00\n", 1, "使えない制御文字", id="nul"),
    pytest.param(b"version: >-\n" + b"  x\n" * 1_000_001, 1, "ファイルが大きすぎます", id="too_large"),
    pytest.param(b"", 1, "中身がありません", id="empty"),
]


@pytest.mark.parametrize(("content", "line", "says"), BYTES)
def test_bytes_that_are_no_plain_text_are_refused_at_their_line(
    content: bytes, line: int, says: str, tmp_path: Path
) -> None:
    path = tmp_path / "version.yaml"
    path.write_bytes(content)
    with pytest.raises(DataError) as refused:
        read_tree(path)
    (fault,) = refused.value.faults
    assert str(fault).startswith(f"version.yaml:{line}: {says}")


def test_a_byte_order_mark_and_windows_line_ends_are_let_through(lean: Path) -> None:
    path = lean / "version.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert load_knowledge(lean).version == load_knowledge().version


def test_a_file_that_is_not_there_or_is_a_folder_is_told_as_such(tmp_path: Path) -> None:
    for path, says in ((tmp_path / "none.yaml", "見つかりません"), (tmp_path, "読めません")):
        with pytest.raises(DataError, match=says):
            read_tree(path)


def test_the_vocabulary_loads_without_the_other_files(data: Path) -> None:
    for path in data.glob("*.yaml"):
        if path.name != "fields.yaml":
            path.unlink()
    assert load_vocabulary(data) == load_vocabulary()
