"""The companies on the desk: found by kanji and kana, never lost between windows, read back as they were."""

import sqlite3
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import VOCABULARY

from questionnaires.interview import Interview
from tui.desk import database
from tui.desk.client_reading import client_from_text
from tui.desk.client_store import MOST_ROWS, ClientStore
from tui.desk.clients import Client, Note, client_text, search_key, with_note
from tui.desk.errors import DamagedRecordError, DeskError, NoSuchClientError, SavedElsewhereError
from tui.desk.opened import WITHOUT_CLIENT
from tui.desk.reading import is_name
from tui.desk.records import Mark, SavedInterview, new_name, to_text
from tui.desk.removal import remove_client
from tui.desk.store import SqliteStore

JAPAN = timezone(timedelta(hours=9))
MORNING = datetime(2026, 11, 22, 9, 30, tzinfo=JAPAN)
DAY = MORNING.date()
FIELDS = sorted(VOCABULARY.fields)
WORDS = st.text(max_size=40)
DAYS = st.dates(date(2020, 1, 1), date(2050, 1, 1))
NOTES = st.builds(
    Note,
    WORDS,
    DAYS,
    st.none() | st.sampled_from(("20260101-000000-aaaaaa", "20260101-000000-bbbbbb")),
    st.none() | st.sampled_from(FIELDS),
)
CLIENTS = st.builds(
    Client,
    id=st.just("20261122-093000-abcdef"),
    created=st.just(MORNING),
    saved=st.just(MORNING),
    revision=st.integers(0, 10**6),
    name=WORDS,
    kana=WORDS,
    status=st.sampled_from(("talking", "deciding", "contracted", "closed")),
    contacted=st.none() | DAYS,
    next_contact=st.none() | DAYS,
    notes=st.lists(NOTES, max_size=4).map(tuple),
)


@pytest.fixture
def store(tmp_path: Path) -> SqliteStore:
    return SqliteStore(tmp_path, VOCABULARY, lambda: MORNING)


@pytest.fixture
def clients(store: SqliteStore) -> ClientStore:
    return store.clients


def add(clients: ClientStore, name: str, kana: str = "") -> Client:
    return clients.add(clients.new(name, kana))


def found(clients: ClientStore, text: str) -> list[str]:
    return [row.name for row in clients.find(text).rows]


@given(client=CLIENTS)
def test_every_client_comes_back_as_it_was(client: Client) -> None:
    assert client_from_text(client_text(client), VOCABULARY) == client


@pytest.mark.parametrize(
    ("typed", "fits"),
    [
        ("丸山", True),
        ("まるやま", True),
        ("マルヤマ", True),
        ("ﾏﾙﾔﾏ", True),
        ("やませい", True),
        ("丸山 せい", True),
        ("株式会社丸山", True),
        ("ABC", True),
        ("ａｂｃ", True),
        ("", True),
        ("　", True),
        ("丸山 工業", False),
        ("%", False),
        ("_", False),
        ("!", False),
    ],
)
def test_a_company_is_found_by_kanji_and_kana_in_any_width(typed: str, fits: bool, clients: ClientStore) -> None:  # noqa: FBT001  a table's column
    add(clients, "株式会社 丸山製作所 Abc", "まるやませいさくしょ")
    add(clients, "川田", "かわた")
    assert ("株式会社 丸山製作所 Abc" in found(clients, typed)) is fits


@given(text=st.text(max_size=20))
def test_the_key_of_a_key_is_itself(text: str) -> None:
    assert search_key(search_key(text)) == search_key(text)


def test_what_is_due_first_stands_first_and_what_is_closed_last(store: SqliteStore) -> None:
    clients = store.clients
    quiet, later, soon, closed = (add(clients, name) for name in ("なし", "あと", "すぐ", "おわり"))
    clients.change(later.id, lambda client: replace(client, next_contact=DAY + timedelta(days=9)))
    clients.change(closed.id, lambda client: replace(client, status="closed", next_contact=DAY))
    mark = {"action.x": Mark(due=DAY + timedelta(days=2)), "action.y": Mark("done", due=DAY)}
    store.save(replace(store.new(), client=soon.id, marks=mark))
    rows = clients.find().rows
    assert [row.name for row in rows] == ["すぐ", "あと", "なし", "おわり"]
    assert (rows[0].due, rows[0].contacted, rows[0].interviews) == (DAY + timedelta(days=2), DAY, 1)
    assert (rows[2].due, rows[2].contacted, rows[2].interviews) == (None, None, 0)
    assert [row.id for row in clients.find(status="closed").rows] == [closed.id]
    assert quiet.id == rows[2].id


def test_an_interview_that_was_taken_up_again_speaks_no_more_of_what_is_due(store: SqliteStore) -> None:
    client = add(store.clients, "丸山")
    first = store.save(replace(store.new(), client=client.id, marks={"action.x": Mark(due=DAY)}))
    store.save(replace(store.new(), client=client.id, follows=first.id, resume_on=DAY + timedelta(days=30)))
    (row,) = store.clients.find().rows
    assert (row.due, row.interviews) == (DAY + timedelta(days=30), 2)


def test_the_list_shows_a_page_and_says_how_many_there_are(clients: ClientStore) -> None:
    for number in range(MOST_ROWS + 5):
        add(clients, f"会社{number}")
    listed = clients.find("会社")
    assert (len(listed.rows), listed.count) == (MOST_ROWS, MOST_ROWS + 5)


def test_a_name_of_broken_characters_is_no_sign_of_a_damaged_file(
    store: SqliteStore, clients: ClientStore, tmp_path: Path
) -> None:
    clients.add(clients.new("みどり商会"))
    assert clients.find("\udcff").rows == ()
    with pytest.raises(DeskError):
        clients.add(clients.new("\udcff"))
    assert [row.name for row in clients.find().rows] == ["みどり商会"]
    assert store.notices() == ()
    assert not list(tmp_path.rglob("*.damaged*"))


def test_nothing_is_written_by_looking(clients: ClientStore, tmp_path: Path) -> None:
    assert clients.find("x").rows == ()
    with pytest.raises(NoSuchClientError):
        clients.load("20260101-000000-aaaaaa")
    assert list(tmp_path.iterdir()) == []


def test_two_windows_change_one_company_without_losing_either_step(clients: ClientStore, tmp_path: Path) -> None:
    client = add(clients, "丸山")
    other = SqliteStore(tmp_path, VOCABULARY, lambda: MORNING).clients
    clients.change(client.id, lambda kept: replace(kept, kana="まるやま"))
    other.change(client.id, lambda kept: replace(kept, status="deciding"))
    kept = clients.load(client.id)
    assert (kept.kana, kept.status, kept.revision) == ("まるやま", "deciding", 3)


@given(standing=WORDS.map(str.strip), seen=WORDS.map(str.strip), typed=WORDS)
def test_a_note_that_another_window_changed_keeps_both_texts(standing: str, seen: str, typed: str) -> None:
    client = Client("a", MORNING, MORNING, notes=(Note(standing, DAY),) if standing else ())
    after = with_note(client, Note(typed, DAY), seen).note()
    assert typed.strip() in after
    if standing != seen:
        assert standing in after
    else:
        assert after == typed.strip()


def test_the_notes_of_a_question_stand_apart_by_interview() -> None:
    client = Client("a", MORNING, MORNING)
    client = with_note(client, Note("去年", DAY - timedelta(days=365), "x", "pcs"), "")
    client = with_note(client, Note("今年", DAY, "y", "pcs"), "")
    assert (client.note("x", "pcs"), client.note("y", "pcs"), client.note()) == ("去年", "今年", "")
    assert [note.text for note in client.earlier_notes("y", "pcs")] == ["去年"]


def test_a_damaged_company_is_set_aside_and_the_rest_goes_on(store: SqliteStore, tmp_path: Path) -> None:
    broken, sound = add(store.clients, "丸山"), add(store.clients, "川田")
    store.close()
    connection = sqlite3.connect(tmp_path / "interviews" / "interviews.sqlite3", isolation_level=None)
    connection.execute("UPDATE clients SET document = replace(document, '丸', '×') WHERE id = ?", (broken.id,))
    connection.close()
    assert [client.id for client in store.clients.all()] == [sound.id]
    assert f"{broken.id}.damaged.txt" in store.notices()[0]
    assert found(store.clients, "") == ["川田"]


def test_interviews_of_a_company_that_was_set_aside_are_found_with_the_loose_ones(
    store: SqliteStore, tmp_path: Path
) -> None:
    broken, sound = add(store.clients, "丸山"), add(store.clients, "川田")
    orphan = store.save(replace(store.new(), client=broken.id))
    loose = store.save(store.new())
    store.save(replace(store.new(), client=sound.id))
    store.close()
    connection = sqlite3.connect(tmp_path / "interviews" / "interviews.sqlite3", isolation_level=None)
    connection.execute("UPDATE clients SET document = replace(document, '丸', '×') WHERE id = ?", (broken.id,))
    connection.close()
    assert store.clients.loose() == 1
    with pytest.raises(DamagedRecordError):
        store.clients.load(broken.id)
    assert store.clients.loose() == 2
    assert [record.id for record in store.without_client()] == [loose.id, orphan.id]
    store.clients.take_interview(orphan.id, sound.id)
    assert (store.clients.loose(), len(store.of_client(sound.id))) == (1, 2)


def test_counting_the_loose_ones_reads_no_document(store: SqliteStore) -> None:
    store.save(store.new())
    query = f"EXPLAIN QUERY PLAN SELECT count(*) FROM interviews WHERE {WITHOUT_CLIENT}"  # noqa: S608  our own
    plan = [row[3] for row in store.database.use(lambda made: made.execute(query).fetchall())]
    assert plan
    assert all("COVERING INDEX" in step or "FOR IN-OPERATOR" in step for step in plan)


def test_a_thousand_ids_of_one_second_are_a_thousand_ids() -> None:
    names = {new_name(MORNING) for _ in range(1_000)}
    assert len(names) == 1_000
    assert all(is_name(name) and name.startswith("20261122-093000-") for name in names)


def test_a_new_company_never_stands_in_the_place_of_another(
    clients: ClientStore, store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor under the id of one that was deleted, which would give it that one's mark."""
    first, gone = add(clients, "丸山"), add(clients, "山口")
    remove_client(store, gone.id)
    ids = iter((gone.id, first.id, "20261122-093000-ffffffffff"))
    monkeypatch.setattr("tui.desk.client_store.new_name", lambda _: next(ids))
    second = clients.add(replace(first, name="川田"))
    assert second.id == "20261122-093000-ffffffffff"
    assert [clients.load(name).name for name in (first.id, second.id)] == ["丸山", "川田"]


def test_a_new_interview_never_stands_in_the_place_of_another(store: SqliteStore) -> None:
    first = store.save(replace(store.new(), interview=Interview({"company_name": "丸山"})))
    with pytest.raises(SavedElsewhereError):
        store.save(replace(store.new(), id=first.id))
    assert store.load(first.id) == first


def _break_an_index(path: Path) -> None:
    """Leaves every row readable, and the file damaged."""
    connection = sqlite3.connect(path)
    (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'by_turn'").fetchone()
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    connection.close()
    content = path.read_bytes()
    path.write_bytes(content[: (root - 1) * size] + bytes(size) + content[root * size :])


def test_a_damaged_file_gives_back_its_companies(store: SqliteStore, tmp_path: Path) -> None:
    client = add(store.clients, "丸山")
    store.save(replace(store.new(), client=client.id))
    store.close()
    _break_an_index(tmp_path / "interviews" / "interviews.sqlite3")
    again = SqliteStore(tmp_path, VOCABULARY)
    assert [(row.name, row.interviews) for row in again.clients.find().rows] == [("丸山", 1)]
    assert "読めた1社と1件" in again.notices()[0]


def test_what_was_deleted_doesnt_come_back_through_a_damaged_file(store: SqliteStore, tmp_path: Path) -> None:
    client = add(store.clients, "丸山")
    still_open = store.save(replace(store.new(), client=client.id))
    store.save(store.new())
    remove_client(store, client.id)
    store.close()
    _break_an_index(tmp_path / "interviews" / "interviews.sqlite3")
    again = SqliteStore(tmp_path, VOCABULARY)
    with pytest.raises(DeskError):
        again.save(still_open)
    assert "読めた1件" in again.notices()[0]
    assert len(again.list()) == 1


def test_a_database_of_the_first_schema_learns_of_companies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its interviews get the columns that the list reads; a copy of the old file stays beside it."""
    store = SqliteStore(tmp_path, VOCABULARY, lambda: MORNING)
    with monkeypatch.context() as patch:
        patch.setattr(database, "STEPS", database.STEPS[:1])
        patch.setattr(database, "TABLES", {})
        patch.setattr("tui.desk.rows.put_interview", _put_first)
        record = store.save(replace(store.new(), marks={"action.x": Mark(due=DAY)}, follows="20250101-000000-aaaaaa"))
        store.close()
    assert store.list() == (record,)
    connection = sqlite3.connect(tmp_path / "interviews" / "interviews.sqlite3")
    row = connection.execute("SELECT client, day, due, follows FROM interviews").fetchone()
    connection.close()
    assert row == (None, "2026-11-22", "2026-11-22", "20250101-000000-aaaaaa")
    assert (tmp_path / "interviews" / "interviews.v1.sqlite3").exists()


def _put_first(connection: sqlite3.Connection, record: SavedInterview) -> None:
    """The row as the first schema had it."""
    text = to_text(record)
    connection.execute(
        "INSERT INTO interviews (id, turn, status, revision, checksum, document) VALUES (?, 1, ?, ?, ?, ?)",
        (record.id, record.status, record.revision, database.checksum(text), text),
    )


def test_companies_and_interviews_come_in_together_or_not_at_all(store: SqliteStore) -> None:
    client, record = store.clients.new("丸山"), replace(store.new(), interview=Interview())
    store.clients.take_in([client], [replace(record, client=client.id)])
    assert [item.id for item in store.of_client(client.id)] == [record.id]

    def broken() -> list[SavedInterview]:
        raise DamagedRecordError("x")

    with pytest.raises(DamagedRecordError):
        store.clients.take_in([store.clients.new("川田")], (item for _ in [0] for item in broken()))
    assert found(store.clients, "川田") == []
