"""Where interviews are kept: the interface, and a database under the user's own data directory."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Protocol, TypeVar

from knowledge.fields import Vocabulary
from questionnaires.interview import Interview
from tui.desk import sentences
from tui.desk.errors import DamagedFileError, DamagedRecordError, DeskError, SavedElsewhereError
from tui.desk.reading import from_text, is_name
from tui.desk.records import SavedInterview, Status, to_text

if TYPE_CHECKING:
    from sqlite3 import Connection

_FILE = "interviews.sqlite3"
_PATIENCE = 2.0
"""Seconds to wait for another window's saving. One takes a few milliseconds."""
_Made = TypeVar("_Made")
_Rows = list[tuple[int, int, str]]
_Documents = list[str]
"""Named here: inside the class, `list` is a method."""


class Store(Protocol):
    """What the conversation and the commands need of a desk; a team's server can be another one.

    Reading and writing raise DeskError (an OSError whose `strerror` is for the user) where the desk can't be used;
    `latest_unfinished` and `latest_finished` leave that to `notices`, so that the program still starts.
    """

    def new(self) -> SavedInterview: ...
    def save(self, record: SavedInterview) -> SavedInterview: ...
    def load(self, record_id: str) -> SavedInterview: ...
    def delete(self, record_id: str) -> None: ...
    def list(self) -> tuple[SavedInterview, ...]: ...
    def latest_unfinished(self) -> SavedInterview | None: ...
    def latest_finished(self) -> SavedInterview | None: ...
    def notices(self) -> tuple[str, ...]: ...


def home_directory() -> Path:
    """The directory of the user's data: OTASUKE_HOME, else the place that the system has for it."""
    named = os.environ.get("OTASUKE_HOME")
    if named:
        return Path(named).expanduser()
    from platformdirs import user_data_path

    return user_data_path("otasuke-navi", appauthor=False)


class SqliteStore:
    """One database file for all interviews, `home`/interviews/interviews.sqlite3.

    A damaged file, or a damaged interview in it, is set aside and told (`notices`), never overwritten. Interviews
    of earlier versions (one JSON file each, in the same directory) are taken over once and stay as a backup.
    """

    def __init__(
        self,
        home: Path,
        vocabulary: Vocabulary,
        now: Callable[[], datetime] | None = None,
        patience: float = _PATIENCE,
    ) -> None:
        self._path = home / "interviews" / _FILE
        self._vocabulary = vocabulary
        self._now = now or (lambda: datetime.now().astimezone())
        self._patience = patience
        self._notices: list[str] = []
        self._connection: Connection | None = None
        self._file: os.stat_result | None = None
        self._alone = RLock()

    # --- what a desk does ---

    def new(self) -> SavedInterview:
        """An interview with a name of its own. Nothing is written until it is saved."""
        now = self._now()
        return SavedInterview(f"{now:%Y%m%d-%H%M%S}-{secrets.token_hex(3)}", now, now, Interview())

    def save(self, record: SavedInterview) -> SavedInterview:
        """The record as saved, its revision one higher, on the disk. Raises SavedElsewhereError, DeskError."""
        # A clock that was set back doesn't make a saving older than the one before.
        saved = replace(record, revision=record.revision + 1, saved=max(self._now(), record.saved))
        self._use(lambda connection: _write(connection, saved, before=record.revision))
        return saved

    def load(self, record_id: str) -> SavedInterview:
        """The interview of that name.

        Raises FileNotFoundError, DeskError, and DamagedRecordError after setting the interview aside.
        """
        documents = self._documents("WHERE id = ?", record_id) if is_name(record_id) else []
        if not documents:
            raise FileNotFoundError(record_id)
        record = self._read(*documents[0])
        if record is None:
            raise DamagedRecordError(record_id)
        return record

    def delete(self, record_id: str) -> None:
        """Takes the interview out, with its backup of an earlier version. Raises FileNotFoundError, DeskError."""
        self.load(record_id)
        self._use(lambda connection: _delete(connection, record_id))
        self._path.with_name(f"{record_id}.json").unlink(missing_ok=True)

    def list(self) -> tuple[SavedInterview, ...]:
        """Every interview, the last saved first. Raises DeskError."""
        read = [self._read(*row) for row in self._documents("ORDER BY turn DESC")]
        return tuple(record for record in read if record)

    def latest_unfinished(self) -> SavedInterview | None:
        """The interview to go on with, if there is one."""
        return self._latest("asking")

    def latest_finished(self) -> SavedInterview | None:
        """The interview whose result was last looked at, if there is one."""
        return self._latest("finished")

    def notices(self) -> tuple[str, ...]:
        """What the user has to be told about the files, in sentences, since this was last asked."""
        told, self._notices = tuple(self._notices), []
        return told

    def close(self) -> None:
        """Lets go of the file; the next step opens it again."""
        with self._alone:
            if self._connection:
                self._connection.close()
            self._connection = None

    # --- how it does it ---

    def _latest(self, status: Status) -> SavedInterview | None:
        try:
            # One that is damaged is set aside, so the next question finds another.
            while rows := self._documents("WHERE status = ? ORDER BY turn DESC LIMIT 1", status):
                record = self._read(*rows[0])
                if record:
                    return record
        except DeskError as error:
            self._tell(sentences.CANNOT_OPEN.format(reason=error.strerror))
        return None

    def _documents(self, which: str, *values: str) -> _Rows:
        """Places, checksums and documents of some interviews; none, and no file made, where nothing was kept yet."""
        if not self._path.exists() and not any(self._path.parent.glob("*.json")):
            return []
        query = f"SELECT place, checksum, document FROM interviews {which}"  # noqa: S608  `which` is our own literal
        return self._use(lambda connection: connection.execute(query, values).fetchall())

    def _read(self, place: int, told: int, document: str) -> SavedInterview | None:
        """The record; None after a damaged one was set aside."""
        from tui.desk.database import checksum

        if told is not None and told == checksum(document):
            with suppress(DamagedRecordError):
                return from_text(document, self._vocabulary)
        self._use(lambda connection: self._put_aside(connection, place, told))
        return None

    def _put_aside(self, connection: Connection, place: int, told: int) -> None:
        """A damaged document as a file that nothing reads or writes again, and out of the database."""
        from tui.desk.database import free_name, transaction
        from tui.desk.files import write_new

        with transaction(connection):
            query = "SELECT id, CAST(document AS BLOB) FROM interviews WHERE place = ? AND checksum = ?"
            for name, document in connection.execute(query, (place, told)).fetchall():
                stem = name if is_name(name) else "interview"
                aside = free_name(self._path.with_name(f"{stem}.txt"), "damaged")
                write_new(aside, document)
                connection.execute("DELETE FROM interviews WHERE place = ?", (place,))
                self._tell(sentences.SET_ASIDE.format(name=aside.name))

    def _use(self, work: Callable[[Connection], _Made]) -> _Made:
        """What the work gives. A damaged database is replaced and the work done with what was readable."""
        import sqlite3

        from tui.desk.database import in_words, is_damage

        with self._alone:
            try:
                try:
                    return work(self._opened())
                except (sqlite3.DatabaseError, DamagedFileError, ValueError) as error:
                    if not is_damage(error):
                        raise
                self._rescue()
                return work(self._opened())
            except (sqlite3.Error, DamagedFileError, ValueError, OSError) as error:
                self.close()
                raise in_words(error) from error

    def _opened(self) -> Connection:
        """The connection, to the file that stands in the place now: another window may have replaced it."""
        from tui.desk.database import connect

        with suppress(OSError):
            if self._connection and self._file and os.path.samestat(self._file, self._path.stat()):
                return self._connection
        self.close()
        self._connection = connect(self._path, self._patience, self._take_over)
        self._file = self._path.stat()
        return self._connection

    def _rescue(self) -> None:
        from tui.desk.database import replace_damaged
        from tui.desk.files import locked

        self.close()
        with locked(self._path.with_name(".lock")):
            if self._file and not os.path.samestat(self._file, self._path.stat()):
                return  # another window was faster
            name, count = replace_damaged(self._path, self._patience, self._refill)
        said = sentences.SALVAGED if count else sentences.SALVAGED_NOTHING
        self._tell(said.format(name=name, count=count))

    def _refill(self, connection: Connection, documents: _Documents) -> None:
        for document in documents:
            with suppress(DamagedRecordError):
                record = from_text(document, self._vocabulary)
                _put(connection, record)
        self._take_over(connection)

    def _take_over(self, connection: Connection) -> None:
        """The interviews of earlier versions that the new database doesn't hold yet."""
        from tui.desk.older_files import read_older

        records, aside = read_older(self._path.parent, self._vocabulary)
        known = {row[0] for row in connection.execute("SELECT id FROM interviews")}
        for record in records:
            if record.id not in known:
                _put(connection, record)
        for name in aside:
            self._tell(sentences.SET_ASIDE.format(name=name))

    def _tell(self, sentence: str) -> None:
        if sentence not in self._notices:
            self._notices.append(sentence)


def _write(connection: Connection, record: SavedInterview, *, before: int) -> None:
    from tui.desk.database import transaction

    with transaction(connection):
        row = connection.execute("SELECT revision FROM interviews WHERE id = ?", (record.id,)).fetchone()
        if row and row[0] != before:
            raise SavedElsewhereError(record.id)
        _put(connection, record)


def _put(connection: Connection, record: SavedInterview) -> None:
    from tui.desk.database import checksum

    document = to_text(record)
    connection.execute(
        "INSERT INTO interviews (id, turn, status, revision, checksum, document)"
        " VALUES (?, (SELECT coalesce(max(turn), 0) + 1 FROM interviews), ?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET turn = excluded.turn, status = excluded.status,"
        " revision = excluded.revision, checksum = excluded.checksum, document = excluded.document",
        (record.id, record.status, record.revision, checksum(document), document),
    )


def _delete(connection: Connection, record_id: str) -> None:
    from tui.desk.database import transaction

    with transaction(connection):
        connection.execute("DELETE FROM interviews WHERE id = ?", (record_id,))
    # Nothing of it stays behind in the log.
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
