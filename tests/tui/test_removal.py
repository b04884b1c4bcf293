"""Deleting a company: nothing of it is in any file of the desk, everything else is, and the receipt says so."""

import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from random import Random

import pytest
from strategies import VOCABULARY

from knowledge.values import exactly
from questionnaires.interview import Interview
from recommender.quotes.fields import Quote
from tui.desk import database
from tui.desk.clients import Client, Note, client_text
from tui.desk.errors import DamagedRecordError, DeskError, NoSuchClientError
from tui.desk.headlines import Headline, KeptAction, KeptResult
from tui.desk.quotes import QuoteShelf
from tui.desk.records import Mark, SavedInterview, Sent, Variant, to_text
from tui.desk.removal import receipt_text, remove_client, remove_interview
from tui.desk.store import SqliteStore

JAPAN = timezone(timedelta(hours=9))
MORNING = datetime(2026, 11, 22, 9, 30, tzinfo=JAPAN)
DAY = MORNING.date()


class Desk:
    """A desk with companies whose every text holds a marker of its own."""

    def __init__(self, home: Path, seed: int) -> None:
        self.home = home
        self.store = SqliteStore(home, VOCABULARY, lambda: MORNING)
        self.markers: dict[str | None, list[str]] = {}
        self._random = Random(seed)  # noqa: S311  the same desk every time

    def text(self, owner: str | None, length: int = 0) -> str:
        """A text of the owner's that stands nowhere else, long ones over several pages of the file."""
        marker = f"印{self._random.getrandbits(64):016x}"
        self.markers.setdefault(owner, []).append(marker)
        return marker + "長" * length

    def company(self) -> Client:
        new = self.store.clients.new()
        client = self.store.clients.add(replace(new, name=self.text(new.id), kana=self.text(new.id)))
        for number in range(self._random.randint(0, 4)):
            note = Note(self.text(new.id, self._random.choice((0, 1_500))), DAY, None, "pcs" if number else None)
            self.store.clients.change(new.id, lambda kept: replace(kept, notes=(*kept.notes, note)))  # noqa: B023
        return self.store.clients.load(client.id)

    def interview(self, owner: str | None) -> SavedInterview:
        result = KeptResult(DAY, "v", "d", self._headline(owner), {"company_name": self.text(owner)})
        record = replace(
            self.store.new(),
            interview=Interview({"company_name": self.text(owner), "pcs": exactly(3)}),
            marks={"action.x": Mark("doing", self.text(owner), DAY, self.text(owner))},
            variants=(Variant(self.text(owner), {}),),
            results=(result,) * self._random.randint(0, 4),
            sent=(Sent("client", DAY, result, ()),),
            client=owner,
        )
        saved = self.store.save(record)
        for _ in range(self._random.randint(0, 3)):  # earlier savings leave their text in the log
            answers = {**saved.interview.answers, "company_name": self.text(owner)}
            saved = self.store.save(replace(saved, interview=Interview(answers)))
        return saved

    def _headline(self, owner: str | None) -> Headline:
        action = KeptAction("x", self.text(owner))
        length = self._random.choice((0, 6_000))
        return Headline(self.text(owner, length), None, "", None, "", None, None, None, (), (), (action,))

    def quote(self, owner: str | None) -> None:
        shelf = QuoteShelf(self.home, owner)
        shelf.keep(shelf.new_place(), Quote(provider=self.text(owner)))

    def found(self, owner: str | None) -> list[str]:
        """The files that hold any text of the owner's."""
        wanted = [marker.encode() for marker in self.markers.get(owner, [])]
        return [
            path.name
            for path in sorted(self.home.rglob("*"))
            if path.is_file() and any(marker in path.read_bytes() for marker in wanted)
        ]

    def run(self, statement: str, *values: object) -> None:
        connection = sqlite3.connect(self.directory / "interviews.sqlite3", isolation_level=None)
        connection.execute(statement, values)
        connection.close()

    @property
    def directory(self) -> Path:
        return self.home / "interviews"

    def back_up(self, version: int) -> Path:
        """A copy as a migration leaves it."""
        copy = database.free_name(self.directory / "interviews.sqlite3", f"v{version}")
        self.store.database.use(lambda connection: _copied(connection, copy))
        return copy


def _copied(connection: sqlite3.Connection, copy: Path) -> None:
    target = sqlite3.connect(copy)
    connection.backup(target)
    target.close()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path, 7)
    yield made
    made.store.close()


def everything(store: SqliteStore) -> dict[str, str]:
    texts = {record.id: to_text(record) for record in store.list()}
    return texts | {client.id: client_text(client) for client in store.clients.all()}


@pytest.mark.parametrize("seed", range(12))
def test_no_byte_of_a_deleted_company_is_left_and_no_other_is_touched(seed: int, tmp_path: Path) -> None:
    desk, random = Desk(tmp_path, seed), Random(seed)  # noqa: S311  as above
    gone, *others = [desk.company() for _ in range(random.randint(2, 5))]
    owners = [gone.id, *(other.id for other in others), None]
    records = [desk.interview(random.choice(owners)) for _ in range(random.randint(4, 25))]
    records.append(desk.interview(gone.id))
    for owner in owners:
        desk.quote(owner)
    for record in random.sample(records, 3):
        (desk.directory / f"{record.id}.json").write_text(to_text(record), encoding="utf-8")
    backup = desk.back_up(2)
    for record in records:
        if random.random() < 0.5:
            with suppress(DeskError):
                desk.store.save(desk.store.load(record.id))
    # A damaged company and a damaged interview were set aside in the meantime.
    broken = desk.interview(gone.id)
    desk.run("UPDATE interviews SET document = replace(document, 'doing', 'lost!') WHERE id = ?", broken.id)
    assert broken.id not in {record.id for record in desk.store.list()}
    kept = {name: text for name, text in everything(desk.store).items() if gone.id not in text}
    shelves = {owner: QuoteShelf(tmp_path, owner).kept() for owner in owners[1:]}
    was = [record for record in desk.store.list() if record.client == gone.id]
    backed_up = len({record.id for record in records if record.client == gone.id}) + 1

    receipt = remove_client(desk.store, gone.id)

    assert desk.found(gone.id) == []
    assert everything(desk.store) == kept
    assert {owner: QuoteShelf(tmp_path, owner).kept() for owner in owners[1:]} == shelves
    assert receipt.company == gone.name
    assert (receipt.removed["client"], receipt.removed["notes"]) == (1, len(gone.notes))
    assert (receipt.removed["interviews"], receipt.removed["quotes"]) == (len(was), 1)
    assert (receipt.removed["backups"], receipt.removed["set_aside"]) == (backed_up, 1)
    assert {record.id for record in was} <= set(receipt.ids)
    assert [item.name for item in receipt.remaining] == ["quotes"]
    connection = sqlite3.connect(backup)
    assert connection.execute("SELECT count(*) FROM clients").fetchone() == (len(others),)
    connection.close()
    desk.store.close()


def test_the_same_holds_while_another_window_is_open(desk: Desk) -> None:
    client = desk.company()
    record = desk.interview(client.id)
    other = SqliteStore(desk.home, VOCABULARY)
    seen = other.load(record.id)
    receipt = remove_client(desk.store, client.id)
    assert desk.found(client.id) == []
    assert receipt.remaining == ()
    # Nothing brings it back, be it an interview that was open there or a new one of the company.
    for again in (seen, replace(other.new(), client=client.id)):
        with pytest.raises(DeskError):
            other.save(again)
    assert desk.found(client.id) == []
    other.close()


def test_text_that_stood_between_the_rows_goes_too(desk: Desk) -> None:
    """As a program leaves it that doesn't overwrite what it deletes."""
    client = desk.company()
    for _ in range(12):
        desk.interview(None)
    gone = [desk.interview(client.id) for _ in range(6)]
    desk.store.close()
    connection = sqlite3.connect(desk.directory / "interviews.sqlite3", isolation_level=None)
    connection.execute("PRAGMA secure_delete=OFF")
    for record in gone:
        connection.execute("DELETE FROM interviews WHERE id = ?", (record.id,))
    connection.close()
    copy = desk.back_up(2)
    assert {"interviews.sqlite3", copy.name} <= set(desk.found(client.id))
    desk.store.close()
    remove_client(desk.store, client.id)
    assert desk.found(client.id) == []


def test_a_window_that_is_just_reading_is_named_in_the_receipt(desk: Desk) -> None:
    client = desk.company()
    desk.store.close()
    store = SqliteStore(desk.home, VOCABULARY, patience=0.1)
    reader = sqlite3.connect(desk.directory / "interviews.sqlite3", isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM clients").fetchone()
    receipt = remove_client(store, client.id)
    assert [item.name for item in receipt.remaining] == ["interviews/interviews.sqlite3"]
    assert "すべての画面を閉じると" in receipt_text(receipt)
    reader.close()
    store.close()
    assert desk.found(client.id) == []


def test_a_backup_from_before_there_were_companies_is_cleaned_too(desk: Desk) -> None:
    client = desk.company()
    first, second = desk.interview(None), desk.interview(None)
    backup = desk.back_up(1)
    connection = sqlite3.connect(backup)
    connection.execute("DROP INDEX by_client")
    for table in ("clients", "deleted"):
        connection.execute(f"DROP TABLE {table}")
    for column in ("client", "day", "due", "follows"):
        connection.execute(f"ALTER TABLE interviews DROP COLUMN {column}")
    connection.commit()
    connection.close()
    desk.store.clients.take_interview(first.id, client.id)
    receipt = remove_client(desk.store, client.id)
    assert receipt.removed["backups"] == 1
    rows = sqlite3.connect(backup).execute("SELECT id FROM interviews").fetchall()
    assert rows == [(second.id,)]
    verdict = first.results[0].headline.verdict if first.results else first.sent[0].result.headline.verdict
    assert verdict.encode() not in backup.read_bytes()


def test_what_cannot_be_cleaned_is_named_with_what_to_do(desk: Desk) -> None:
    client = desk.company()
    copy = desk.back_up(2)
    copy.rename(desk.directory / "interviews.damaged.sqlite3")
    (desk.directory / "interviews.v1.sqlite3").write_bytes(b"nothing that opens" * 100)
    (desk.directory / "interview.damaged.txt").write_text("{ unreadable", encoding="utf-8")
    (desk.directory / "20200101-000000-aaaaaa.damaged.txt").write_text('{"client": null}', encoding="utf-8")
    (desk.home / "by hand.txt").write_text(f"see {client.id}", encoding="utf-8")
    receipt = remove_client(desk.store, client.id)
    assert [item.name for item in receipt.remaining] == [
        "interviews/interviews.damaged.sqlite3",
        "interviews/interviews.v1.sqlite3",
        "interviews/interview.damaged.txt",
        "by hand.txt",
    ]
    told = receipt_text(receipt)
    assert all(item.name in told for item in receipt.remaining)


def test_the_receipt_says_what_when_and_how_many(desk: Desk) -> None:
    client = desk.store.clients.add(desk.store.clients.new("株式会社丸山"))
    record = desk.interview(client.id)
    told = receipt_text(remove_client(desk.store, client.id)).splitlines()
    assert told[:6] == [
        "【消した控え】",
        "会社: 株式会社丸山",
        "消した日時: 2026-11-22 09:30",
        "",
        "消したもの:",
        "  会社の記録 1件",
    ]
    assert "  診断 1件" in told
    assert not any("ひかえ" in line for line in told)
    assert f"  {client.id}" in told
    assert f"  {record.id}" in told
    assert str(desk.home) not in "".join(told)


def test_a_company_that_is_not_there_deletes_nothing(desk: Desk) -> None:
    desk.company()
    before = everything(desk.store)
    with pytest.raises(NoSuchClientError):
        remove_client(desk.store, "20200101-000000-aaaaaa")
    assert everything(desk.store) == before


def test_a_deletion_that_was_cut_short_can_be_done_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    client = desk.company()
    desk.interview(client.id)
    desk.quote(client.id)
    desk.back_up(2)
    with monkeypatch.context() as patch:
        patch.setattr("tui.desk.rows.take_out", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            remove_client(desk.store, client.id)
    assert desk.store.clients.load(client.id).name == client.name
    remove_client(desk.store, client.id)
    assert desk.found(client.id) == []


def test_a_damaged_company_is_deleted_with_what_was_set_aside(desk: Desk) -> None:
    client = desk.company()
    desk.interview(client.id)
    desk.run("UPDATE clients SET document = replace(document, 'talking', 'lost!!!') WHERE id = ?", client.id)
    receipt = remove_client(desk.store, client.id)
    assert desk.found(client.id) == []
    assert (receipt.company, receipt.removed["set_aside"], receipt.removed["interviews"]) == ("", 1, 1)
    assert "会社: （会社名なし）" in receipt_text(receipt)


# --- one interview ------------------------------------------------------------------------------------


def test_a_deleted_interview_leaves_no_copy_behind(desk: Desk) -> None:
    client = desk.company()
    record = desk.interview(client.id)
    texts = [marker for marker in desk.markers[client.id] if marker in to_text(record)]
    stays = desk.interview(client.id)
    backup = desk.back_up(2)
    (desk.directory / f"{record.id}.damaged.txt").write_text(to_text(record), encoding="utf-8")
    (desk.directory / f"{stays.id}.damaged.txt").write_text(to_text(stays), encoding="utf-8")
    receipt = remove_interview(desk.store, record.id)
    assert receipt.remaining == ()
    left = b"".join(path.read_bytes() for path in desk.home.rglob("*") if path.is_file())
    assert [text for text in texts if text.encode() in left] == []
    assert [kept.id for kept in desk.store.of_client(client.id)] == [stays.id]
    assert desk.store.clients.load(client.id) == client
    assert (desk.directory / f"{stays.id}.damaged.txt").exists()
    assert sqlite3.connect(backup).execute("SELECT id FROM interviews").fetchall() == [(stays.id,)]


def test_an_interview_that_cannot_be_read_is_not_deleted_unseen(desk: Desk) -> None:
    record = desk.interview(None)
    desk.run("UPDATE interviews SET document = '{' WHERE id = ?", record.id)
    with pytest.raises(DamagedRecordError):
        remove_interview(desk.store, record.id)
    assert (desk.directory / f"{record.id}.damaged.txt").read_text(encoding="utf-8") == "{"
