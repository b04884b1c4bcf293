"""Kept interviews: on disk at once, private, never overwritten by mistake."""

import os
import sqlite3
import stat
import sys
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from random import Random
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import VOCABULARY, answers

from knowledge.values import UNKNOWN, Chosen, Number
from questionnaires.interview import Interview
from tui.desk import database
from tui.desk.errors import DamagedRecordError, DeskError, SavedElsewhereError
from tui.desk.files import private_directory
from tui.desk.headlines import Amount, Headline, KeptAction, KeptResult, KeptRoute
from tui.desk.reading import from_text
from tui.desk.records import Mark, SavedInterview, Sent, Variant, to_text
from tui.desk.removal import remove_interview
from tui.desk.store import SqliteStore

JAPAN = timezone(timedelta(hours=9))
MORNING = datetime(2026, 11, 22, 9, 30, tzinfo=JAPAN)
INTERVIEW = Interview(
    answers={
        "industry": "manufacturing",
        "employees": Number(30, 40, approx=True),
        "company_name": "[/foo] \x1b[31m「例」\x7f\x85\u2028\ufeff😀",
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
def store(tmp_path: Path) -> SqliteStore:
    return SqliteStore(tmp_path, VOCABULARY, patience=0.0)


@pytest.fixture
def saved(store: SqliteStore) -> SavedInterview:
    return store.save(replace(store.new(), interview=INTERVIEW, course="subsidy"))


def file_in(home: Path) -> Path:
    return home / "interviews" / "interviews.sqlite3"


def names(home: Path) -> list[str]:
    return sorted(path.name for path in (home / "interviews").iterdir() if path.suffix != ".sqlite3-shm")


def run_sql(home: Path, statement: str, *values: object) -> None:
    connection = sqlite3.connect(file_in(home), isolation_level=None)
    connection.execute(statement, values)
    connection.close()


# --- what was saved comes back ------------------------------------------------------------------------


def test_what_is_loaded_is_what_was_saved(store: SqliteStore, saved: SavedInterview) -> None:
    loaded = store.load(saved.id)
    assert loaded.interview == INTERVIEW
    assert (loaded.course, loaded.status, loaded.revision) == ("subsidy", "asking", 1)


WORDS = st.text(max_size=40)
AMOUNTS = st.none() | st.builds(Amount, st.integers(0, 10**9), st.none() | st.integers(0, 10**9))
MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(JAPAN)).map(  # noqa: DTZ001  in Japan
    lambda moment: moment.replace(microsecond=0)
)
DAYS = st.dates(date(2020, 1, 1), date(2050, 1, 1))
MARKS = st.builds(Mark, st.sampled_from(("open", "done", "doing", "failed", "dropped")), WORDS, st.none() | DAYS, WORDS)
CODES = st.none() | st.sampled_from(("network", "endpoint", "both", "class1", "class2"))
HEADLINES = st.builds(
    Headline,
    verdict=WORDS,
    monitoring=CODES,
    confidence=WORDS,
    service_class=CODES,
    class_confidence=WORDS,
    monthly_cap=AMOUNTS,
    initial_cap=st.none() | st.integers(0, 10**7),
    two_year_cap=AMOUNTS,
    subsidies=st.lists(st.builds(KeptRoute, WORDS, WORDS, WORDS, WORDS, AMOUNTS), max_size=2).map(tuple),
    reasons=st.lists(WORDS, max_size=3).map(tuple),
    actions=st.lists(st.builds(KeptAction, WORDS, WORDS), max_size=6).map(tuple),
)
FIELDS = st.sampled_from(sorted(VOCABULARY.fields))
RESULTS = st.builds(KeptResult, DAYS, WORDS, WORDS, HEADLINES, answers())
SAVED = st.builds(
    SavedInterview,
    id=st.just("20261122-093000-abcdef"),
    created=MOMENTS,
    saved=MOMENTS,
    interview=st.builds(
        Interview,
        answers(),
        st.lists(FIELDS, unique=True, max_size=5).map(tuple),
        st.frozensets(FIELDS, max_size=3),
        st.none() | FIELDS,
    ),
    revision=st.integers(0, 10**6),
    status=st.sampled_from(("asking", "finished")),
    course=st.sampled_from(("deciding", "subsidy", "passed", "rest")),
    marks=st.dictionaries(WORDS, MARKS, max_size=3),
    variants=st.lists(st.builds(Variant, WORDS, answers(("pcs", "employees"))), max_size=3).map(tuple),
    results=st.lists(RESULTS, max_size=2).map(tuple),
    follows=st.none() | st.just("20260101-000000-aaaaaa"),
    client=st.none() | st.just("20260101-000000-bbbbbb"),
    carried=st.dictionaries(FIELDS, DAYS, max_size=3),
    resume_on=st.none() | DAYS,
    sent=st.lists(st.builds(Sent, WORDS, DAYS, RESULTS, st.lists(WORDS, max_size=3).map(tuple)), max_size=2).map(tuple),
)


@given(record=SAVED)
def test_every_record_comes_back_as_it_was(record: SavedInterview) -> None:
    assert from_text(to_text(record), VOCABULARY) == record


def test_nothing_is_written_before_the_first_save(store: SqliteStore, tmp_path: Path) -> None:
    store.new()
    assert store.list() == ()
    assert store.latest_unfinished() is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no POSIX modes")
@pytest.mark.usefixtures("saved")
def test_only_the_owner_can_read(tmp_path: Path) -> None:
    directory = tmp_path / "interviews"
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in directory.iterdir()}
    assert set(modes) == {"interviews.sqlite3", "interviews.sqlite3-wal", "interviews.sqlite3-shm"}
    assert set(modes.values()) == {0o600}
    assert stat.S_IMODE(directory.stat().st_mode) == 0o700


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no POSIX modes")
def test_the_directory_of_the_users_data_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    home, made = tmp_path / "home", []
    before = os.umask(0o022)
    try:
        for name in ("interviews", "quotes", "knowledge"):
            private_directory(home / name / "new" / name)
            made += [home / name, home / name / "new", home / name / "new" / name]
    finally:
        os.umask(before)
    assert {stat.S_IMODE(path.stat().st_mode) for path in (home, *made)} == {0o700}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no POSIX modes")
def test_a_directory_of_the_users_own_is_left_as_it_is(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    home.chmod(0o755)
    private_directory(home / "interviews")
    assert stat.S_IMODE(home.stat().st_mode) == 0o755


def test_the_newest_unfinished_is_offered(store: SqliteStore, saved: SavedInterview) -> None:
    finished = store.save(replace(store.new(), interview=INTERVIEW, status="finished"))
    unfinished, done = store.latest_unfinished(), store.latest_finished()
    assert unfinished is not None
    assert done is not None
    assert (unfinished.id, done.id) == (saved.id, finished.id)


@pytest.mark.parametrize("name", ["", "../secret", "a/b", "x.json", "診断 1", "' OR 1=1 --"])
@pytest.mark.usefixtures("saved")
def test_no_name_leads_anywhere_else(name: str, store: SqliteStore) -> None:
    with pytest.raises(FileNotFoundError):
        store.load(name)


def test_a_clock_that_goes_back_hides_nothing(tmp_path: Path) -> None:
    times = [MORNING, MORNING, MORNING - timedelta(days=400), MORNING - timedelta(days=400)]
    store = SqliteStore(tmp_path, VOCABULARY, now=lambda: times.pop(0))
    first = store.save(store.new())
    later = store.save(store.new())
    assert [record.id for record in store.list()] == [later.id, first.id]
    newest = store.latest_unfinished()
    assert newest is not None
    assert newest.id == later.id


def test_a_saving_is_never_older_than_the_one_before(tmp_path: Path) -> None:
    times = [MORNING, MORNING, MORNING - timedelta(days=1)]
    store = SqliteStore(tmp_path, VOCABULARY, now=lambda: times.pop(0))
    assert store.save(store.save(store.new())).saved == MORNING


# --- two windows --------------------------------------------------------------------------------------


def test_a_second_window_does_not_overwrite(store: SqliteStore, saved: SavedInterview, tmp_path: Path) -> None:
    other = SqliteStore(tmp_path, VOCABULARY)
    newer = other.save(replace(saved, interview=Interview(answers={"industry": "retail"})))
    with pytest.raises(SavedElsewhereError):
        store.save(saved)
    assert store.load(saved.id).interview == newer.interview


def test_what_is_deleted_is_gone_from_the_file(store: SqliteStore, saved: SavedInterview, tmp_path: Path) -> None:
    (tmp_path / "interviews" / f"{saved.id}.json").write_text(to_text(saved), encoding="utf-8")
    remove_interview(store, saved.id)
    assert store.list() == ()
    left = b"".join(path.read_bytes() for path in (tmp_path / "interviews").iterdir())
    assert b"manufacturing" not in left
    with pytest.raises(FileNotFoundError):
        remove_interview(store, saved.id)


# --- damage -------------------------------------------------------------------------------------------


def test_a_damaged_interview_is_put_aside_and_named(store: SqliteStore, saved: SavedInterview, tmp_path: Path) -> None:
    other = store.save(store.new())
    run_sql(
        tmp_path, "UPDATE interviews SET document = replace(document, 'manufacturing', 'retail') WHERE id = ?", saved.id
    )
    assert [record.id for record in store.list()] == [other.id]
    (told,) = store.notices()
    aside = tmp_path / "interviews" / f"{saved.id}.damaged.txt"
    assert aside.name in told
    assert "retail" in aside.read_text(encoding="utf-8")
    assert stat.S_IMODE(aside.stat().st_mode) == 0o600 or sys.platform == "win32"  # which keeps no POSIX modes
    assert store.notices() == ()


@pytest.mark.parametrize(
    "document",
    ["", "{", "[]", "null", '{"schema": "otasuke.interview/9"}', "\x00", "[" * 100_000, '{"schema": 1e999}', "1"],
)
def test_what_is_no_interview_is_put_aside(
    document: str, store: SqliteStore, saved: SavedInterview, tmp_path: Path
) -> None:
    told = database.checksum(document)
    run_sql(tmp_path, "UPDATE interviews SET document = ?, checksum = ?", document, told)
    with pytest.raises(DamagedRecordError):
        store.load(saved.id)
    assert store.latest_unfinished() is None
    assert (tmp_path / "interviews" / f"{saved.id}.damaged.txt").read_text(encoding="utf-8") == document


@pytest.mark.parametrize("damage", [b"not a database at all", b"\x00" * 8192, b"SQLite format 3\x00" + b"\xff" * 6000])
def test_a_damaged_file_is_put_aside_and_the_user_told(
    damage: bytes, store: SqliteStore, saved: SavedInterview, tmp_path: Path
) -> None:
    store.close()
    file_in(tmp_path).write_bytes(damage)
    again = SqliteStore(tmp_path, VOCABULARY)
    assert again.latest_unfinished() is None
    (told,) = again.notices()
    assert "interviews.damaged.sqlite3" in told
    assert (tmp_path / "interviews" / "interviews.damaged.sqlite3").read_bytes() == damage
    assert again.save(saved).revision == 2
    assert [record.id for record in again.list()] == [saved.id]


def test_what_sqlite_can_read_of_a_damaged_file_is_kept(store: SqliteStore, tmp_path: Path) -> None:
    records = [store.save(replace(store.new(), interview=INTERVIEW)) for _ in range(60)]
    store.close()
    content = bytearray(file_in(tmp_path).read_bytes())
    size = int.from_bytes(content[16:18], "big")
    pages = len(content) // size
    for page in range(pages // 3, pages // 3 + 3):
        content[page * size : (page + 1) * size] = b"\xa5" * size
    file_in(tmp_path).write_bytes(content)
    again = SqliteStore(tmp_path, VOCABULARY)
    kept = again.list()
    (told,) = again.notices()
    assert f"読めた{len(kept)}件" in told
    assert 45 <= len(kept) < len(records)  # three pages of about four interviews each
    assert all(record.interview == INTERVIEW for record in kept)


def test_a_window_that_was_open_goes_on_with_the_new_file(
    store: SqliteStore, saved: SavedInterview, tmp_path: Path
) -> None:
    store.close()
    file_in(tmp_path).write_bytes(b"broken" * 1000)
    other = SqliteStore(tmp_path, VOCABULARY)
    assert other.list() == ()
    assert store.save(saved).revision == 2
    assert [record.id for record in other.list()] == [saved.id]


def test_two_damaged_files_get_names_of_their_own(store: SqliteStore, saved: SavedInterview, tmp_path: Path) -> None:
    for _ in range(2):
        store.close()
        file_in(tmp_path).write_bytes(b"broken" * 1000)
        store.save(saved)
    assert "interviews.damaged.sqlite3" in names(tmp_path)
    assert "interviews.damaged-2.sqlite3" in names(tmp_path)


# --- earlier and later versions -----------------------------------------------------------------------


def test_files_of_earlier_versions_are_taken_over_once(tmp_path: Path) -> None:
    directory = tmp_path / "interviews"
    directory.mkdir()
    old = SavedInterview("20260101-090000-abcdef", MORNING, MORNING, INTERVIEW, 7)
    (directory / f"{old.id}.json").write_text(to_text(old), encoding="utf-8")
    (directory / "broken.json").write_text("{", encoding="utf-8")
    store = SqliteStore(tmp_path, VOCABULARY)
    found = store.latest_unfinished()
    assert found == old
    (told,) = store.notices()
    assert "broken.damaged.txt" in told
    assert (directory / f"{old.id}.json").read_text(encoding="utf-8") == to_text(old)
    changed = store.save(replace(old, interview=Interview()))
    (kept,) = SqliteStore(tmp_path, VOCABULARY).list()
    assert (kept.id, kept.interview, kept.revision) == (old.id, Interview(), changed.revision)


def test_a_file_of_the_first_format_is_read(tmp_path: Path) -> None:
    """Written by the version before the database, word for word."""
    text = """{
 "schema": "otasuke.interview/1", "id": "20261101-101010-0a1b2c", "revision": 3,
 "created": "2026-11-01T10:10:10+09:00", "saved": "2026-11-01T10:12:00+09:00",
 "status": "finished", "course": "deciding", "current": null, "trail": ["industry", "pcs"], "passed": ["sites"],
 "partial": ["drivers"],
 "profile": {"schema": "otasuke.profile/1",
  "answers": {"industry": "retail", "pcs": 5, "drivers": ["customer_request"]}}
}"""
    directory = tmp_path / "interviews"
    directory.mkdir()
    (directory / "20261101-101010-0a1b2c.json").write_text(text, encoding="utf-8")
    (record,) = SqliteStore(tmp_path, VOCABULARY).list()
    assert record.interview.answers == {
        "industry": "retail",
        "pcs": Number(5, 5),
        "drivers": Chosen(frozenset({"customer_request"}), complete=False),
    }
    assert (record.status, record.revision, record.marks) == ("finished", 3, MappingProxyType({}))


def test_an_older_schema_is_brought_up_to_date_with_a_backup_beside(
    store: SqliteStore, saved: SavedInterview, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.close()
    monkeypatch.setattr(database, "STEPS", (*database.STEPS, ("ALTER TABLE interviews ADD COLUMN note TEXT",)))
    again = SqliteStore(tmp_path, VOCABULARY)
    assert again.list() == (store.load(saved.id),)
    backup = sqlite3.connect(tmp_path / "interviews" / "interviews.v2.sqlite3")
    assert backup.execute("SELECT id FROM interviews").fetchall() == [(saved.id,)]
    assert "note" not in {row[1] for row in backup.execute("PRAGMA table_info(interviews)")}
    backup.close()
    assert stat.S_IMODE((tmp_path / "interviews" / "interviews.v2.sqlite3").stat().st_mode) == 0o600


def test_a_step_that_fails_leaves_the_older_schema(
    store: SqliteStore, saved: SavedInterview, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.close()
    with monkeypatch.context() as patch:
        patch.setattr(database, "STEPS", (*database.STEPS, ("ALTER TABLE interviews ADD COLUMN a TEXT", "nonsense")))
        with pytest.raises(DeskError):
            SqliteStore(tmp_path, VOCABULARY).list()
    assert [record.id for record in SqliteStore(tmp_path, VOCABULARY).list()] == [saved.id]


def test_a_file_of_a_later_version_is_left_alone(store: SqliteStore, saved: SavedInterview, tmp_path: Path) -> None:
    store.close()
    run_sql(tmp_path, "PRAGMA user_version = 99")
    again = SqliteStore(tmp_path, VOCABULARY)
    assert again.latest_unfinished() is None
    assert "もっと新しい版" in again.notices()[0]
    with pytest.raises(DeskError, match="もっと新しい版"):
        again.save(saved)
    assert names(tmp_path) == ["interviews.sqlite3"]


@pytest.mark.parametrize("seed", range(30))
def test_whatever_bytes_are_damaged_nothing_wrong_comes_back(seed: int, store: SqliteStore, tmp_path: Path) -> None:
    """Bytes changed, runs overwritten, ends cut off: each interview is as it was or set aside, and saving goes on."""
    for _ in range(8):
        store.save(replace(store.new(), interview=INTERVIEW))
    store.close()
    source = Random(seed)  # noqa: S311  the same damage each time
    content = bytearray(file_in(tmp_path).read_bytes())
    for _ in range(source.randrange(1, 20)):
        content[source.randrange(100, len(content))] = source.randrange(256)
    if seed % 3 == 1:
        start = source.randrange(len(content) - 3000)
        content[start : start + 3000] = source.randbytes(3000)
    if seed % 3 == 2:
        del content[source.randrange(1, len(content)) :]
    file_in(tmp_path).write_bytes(content)
    again = SqliteStore(tmp_path, VOCABULARY)
    assert all(record.interview == INTERVIEW for record in again.list())
    assert again.notices() or len(again.list()) == 8
    fresh = again.save(replace(again.new(), interview=INTERVIEW))
    assert again.load(fresh.id).interview == INTERVIEW
