"""Kept interviews: on disk at once, private, never overwritten by mistake."""

import os
import stat
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.values import UNKNOWN, Chosen, Number
from questionnaires.interview import Interview
from questionnaires.loading import load_questionnaire
from tui.desk.records import DamagedRecordError, SavedInterview
from tui.desk.store import FileStore, SavedElsewhereError

INTERVIEW = Interview(
    answers={
        "industry": "manufacturing",
        "employees": Number(30, 40, approx=True),
        "company_name": "[/foo] \x1b[31m「例」",
        "concerns": Chosen(frozenset({"ransomware", "leak"})),
        "drivers": Chosen(frozenset({"own_incident"}), complete=False),
        "it_part_time": True,
        "monthly_budget": UNKNOWN,
    },
    trail=("industry", "employees"),
    passed=frozenset({"sites"}),
    current="pcs",
)


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path, load_questionnaire().vocabulary)


@pytest.fixture
def saved(store: FileStore) -> SavedInterview:
    return store.save(replace(store.new(), interview=INTERVIEW, course="subsidy"))


def file_of(record: SavedInterview, home: Path) -> Path:
    return home / "interviews" / f"{record.id}.json"


def test_what_is_loaded_is_what_was_saved(store: FileStore, saved: SavedInterview) -> None:
    loaded = store.load(saved.id)
    assert loaded.interview == INTERVIEW
    assert (loaded.course, loaded.status, loaded.revision) == ("subsidy", "asking", 1)


@pytest.mark.skipif(sys.platform == "win32", reason="no such modes there")
@pytest.mark.usefixtures("saved")
def test_only_the_owner_can_read(tmp_path: Path) -> None:
    directory = tmp_path / "interviews"
    modes = {stat.S_IMODE(path.stat().st_mode) for path in directory.iterdir()}
    assert modes == {0o600}
    assert stat.S_IMODE(directory.stat().st_mode) == 0o700


def test_nothing_is_written_before_the_first_save(store: FileStore, tmp_path: Path) -> None:
    store.new()
    assert store.list() == ()
    assert list(tmp_path.iterdir()) == []


def test_a_second_window_does_not_overwrite(store: FileStore, saved: SavedInterview, tmp_path: Path) -> None:
    other = FileStore(tmp_path, load_questionnaire().vocabulary)
    newer = other.save(replace(saved, interview=Interview(answers={"industry": "retail"})))
    with pytest.raises(SavedElsewhereError):
        store.save(saved)
    assert store.load(saved.id).interview == newer.interview


@pytest.mark.parametrize("damage", ["", "{", "[]", "null", '{"schema": "otasuke.interview/9"}', "\x00", "[" * 100_000])
def test_a_damaged_file_is_put_aside_and_named(
    damage: str, store: FileStore, saved: SavedInterview, tmp_path: Path
) -> None:
    file_of(saved, tmp_path).write_text(damage, encoding="utf-8")
    assert store.latest_unfinished() is None
    (name,) = store.set_aside()
    assert (tmp_path / "interviews" / name).read_text(encoding="utf-8") == damage
    assert not file_of(saved, tmp_path).exists()
    assert store.set_aside() == ()


def test_a_damaged_answer_is_put_aside_too(store: FileStore, saved: SavedInterview, tmp_path: Path) -> None:
    path = file_of(saved, tmp_path)
    path.write_text(path.read_text(encoding="utf-8").replace('"manufacturing"', '"nonsense"'), encoding="utf-8")
    with pytest.raises(DamagedRecordError):
        store.load(saved.id)
    assert store.set_aside() == (f"{saved.id}.json.damaged",)


def test_saving_over_a_damaged_file_keeps_both(store: FileStore, saved: SavedInterview, tmp_path: Path) -> None:
    file_of(saved, tmp_path).write_bytes(b"\xff\xfe")
    again = store.save(saved)
    assert store.load(saved.id).revision == again.revision
    assert (tmp_path / "interviews" / f"{saved.id}.json.damaged").read_bytes() == b"\xff\xfe"


def test_the_newest_unfinished_is_offered(store: FileStore, saved: SavedInterview) -> None:
    finished = store.save(replace(store.new(), interview=INTERVIEW, status="finished"))
    unfinished, done = store.latest_unfinished(), store.latest_finished()
    assert unfinished is not None
    assert done is not None
    assert (unfinished.id, done.id) == (saved.id, finished.id)


@pytest.mark.parametrize("name", ["", "../secret", "a/b", "x.json", "診断 1"])
def test_no_name_leads_out_of_the_directory(name: str, store: FileStore) -> None:
    with pytest.raises(FileNotFoundError):
        store.load(name)


def test_a_crash_while_writing_leaves_the_old_file(
    store: FileStore, saved: SavedInterview, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="No space"):
        store.save(saved)
    monkeypatch.undo()
    assert store.load(saved.id).interview == saved.interview
    assert sorted(path.name for path in (tmp_path / "interviews").iterdir()) == [".lock", f"{saved.id}.json"]
