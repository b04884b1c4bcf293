"""Where interviews are kept: the interface, and a database under the user's own data directory."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from knowledge.fields import Vocabulary
from questionnaires.interview import Interview
from tui.desk import sentences
from tui.desk.errors import DamagedRecordError, DeskError, SavedElsewhereError
from tui.desk.opened import WITHOUT_CLIENT, OpenDatabase
from tui.desk.reading import from_text, is_name
from tui.desk.records import SavedInterview, Status, new_name

if TYPE_CHECKING:
    from sqlite3 import Connection

    from tui.desk.client_store import ClientStore
    from tui.desk.salvage import Documents

_FILE = "interviews.sqlite3"
_PATIENCE = 2.0
"""Seconds to wait for another window's saving. One takes a few milliseconds."""
_Rows = list[tuple[int, int, str]]
"""Named here: inside the class, `list` is a method."""
_Records = tuple[SavedInterview, ...]


class Store(Protocol):
    """What the conversation and the commands need of a desk; a team's server can be another one.

    Reading and writing raise DeskError (an OSError whose `strerror` is for the user) where the desk can't be used;
    `latest_unfinished` and `latest_finished` leave that to `notices`, so that the program still starts.
    """

    def new(self) -> SavedInterview: ...
    def save(self, record: SavedInterview) -> SavedInterview: ...
    def load(self, record_id: str) -> SavedInterview: ...
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
    """One database file for all interviews and clients, `home`/interviews/interviews.sqlite3.

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
        self.vocabulary = vocabulary
        self.now = now or (lambda: datetime.now().astimezone())
        self._database = OpenDatabase(home / "interviews" / _FILE, patience, self._fill)
        self.home = home

    @property
    def clients(self) -> ClientStore:
        """The companies beside the interviews, in the same file."""
        from tui.desk.client_store import ClientStore

        return ClientStore(self._database, self.vocabulary, self.now)

    @property
    def database(self) -> OpenDatabase:
        """The open file, for what has to see to all that lies beside it."""
        return self._database

    # --- what a desk does ---

    def new(self) -> SavedInterview:
        """An interview with a name of its own. Nothing is written until it is saved."""
        now = self.now()
        return SavedInterview(new_name(now), now, now, Interview())

    def save(self, record: SavedInterview) -> SavedInterview:
        """The record as saved, its revision one higher, on the disk.

        Raises SavedElsewhereError, and DeskError also where the interview or its company was deleted since it was read.
        """
        # A clock that was set back doesn't make a saving older than the one before.
        saved = replace(record, revision=record.revision + 1, saved=max(self.now(), record.saved))
        self._database.use(lambda connection: _write(connection, saved, before=record.revision))
        return saved

    def load(self, record_id: str) -> SavedInterview:
        """The interview of that name.

        Raises FileNotFoundError, DeskError, and DamagedRecordError after setting the interview aside.
        """
        found = self._documents("WHERE id = ?", record_id) if is_name(record_id) else []
        if not found:
            raise FileNotFoundError(record_id)
        record = self._read(*found[0])
        if record is None:
            raise DamagedRecordError(record_id)
        return record

    def list(self) -> tuple[SavedInterview, ...]:
        """Every interview, the last saved first. Raises DeskError."""
        return self._all("ORDER BY turn DESC")

    def of_client(self, client_id: str) -> tuple[SavedInterview, ...]:
        """The interviews of a company, the last saved first. Raises DeskError."""
        return self._all("WHERE client = ? ORDER BY turn DESC", client_id)

    def without_client(self) -> tuple[SavedInterview, ...]:
        """The interviews that belong to no company on this desk, the last saved first. Raises DeskError."""
        return self._all(f"WHERE {WITHOUT_CLIENT} ORDER BY turn DESC")

    def latest_unfinished(self) -> SavedInterview | None:
        """The interview to go on with, if there is one."""
        return self._latest("asking")

    def latest_finished(self) -> SavedInterview | None:
        """The interview whose result was last looked at, if there is one."""
        return self._latest("finished")

    def notices(self) -> tuple[str, ...]:
        """What the user has to be told about the files, in sentences, since this was last asked."""
        return self._database.take_notices()

    def close(self) -> None:
        """Lets go of the file; the next step opens it again."""
        self._database.close()

    # --- how it does it ---

    def _all(self, which: str, *values: str) -> _Records:
        read = [self._read(*row) for row in self._documents(which, *values)]
        return tuple(record for record in read if record)

    def _latest(self, status: Status) -> SavedInterview | None:
        try:
            # One that is damaged is set aside, so the next question finds another.
            while rows := self._documents("WHERE status = ? ORDER BY turn DESC LIMIT 1", status):
                record = self._read(*rows[0])
                if record:
                    return record
        except DeskError as error:
            self._database.tell(sentences.CANNOT_OPEN.format(reason=error.strerror))
        return None

    def _documents(self, which: str, *values: str) -> _Rows:
        """Places, checksums and documents of some interviews; none, and no file made, where nothing was kept yet."""
        path = self._database.path
        if not path.exists() and not any(path.parent.glob("*.json")):
            return []
        query = f"SELECT place, checksum, document FROM interviews {which}"  # noqa: S608  `which` is our own literal
        return self._database.use(lambda connection: connection.execute(query, values).fetchall())

    def _read(self, place: int, told: int, document: str) -> SavedInterview | None:
        """The record; None after a damaged one was set aside."""
        from tui.desk.database import checksum
        from tui.desk.rows import put_aside

        if told is not None and told == checksum(document):
            with suppress(DamagedRecordError):
                return from_text(document, self.vocabulary)
        self._database.use(lambda connection: put_aside(connection, self._database, "interviews", place, told))
        return None

    def _fill(self, connection: Connection, version: int, documents: Documents) -> None:
        """Puts into a database what belongs there: what was readable, what an older schema held, older files."""
        from tui.desk.client_reading import client_from_text
        from tui.desk.rows import put_client, put_interview

        for name in documents.get("deleted", ()):
            connection.execute("INSERT OR IGNORE INTO deleted VALUES (?)", (name,))
        for document in documents.get("interviews", ()):
            with suppress(DamagedRecordError):
                put_interview(connection, from_text(document, self.vocabulary))
        for document in documents.get("clients", ()):
            with suppress(DamagedRecordError):
                put_client(connection, client_from_text(document, self.vocabulary))
        if version:
            self._fill_columns(connection)
        else:
            self._take_over(connection)

    def _fill_columns(self, connection: Connection) -> None:
        """What newer columns say of the documents of an older schema. Damaged ones are left for whoever reads them."""
        from tui.desk.rows import columns_of

        for place, document in connection.execute("SELECT place, document FROM interviews").fetchall():
            with suppress(DamagedRecordError):
                values = columns_of(from_text(document, self.vocabulary))
                query = "UPDATE interviews SET client = ?, day = ?, due = ?, follows = ? WHERE place = ?"
                connection.execute(query, (*values, place))

    def _take_over(self, connection: Connection) -> None:
        """The interviews of earlier versions that the new database doesn't hold yet."""
        from tui.desk.older_files import read_older
        from tui.desk.rows import put_interview

        records, aside = read_older(self._database.path.parent, self.vocabulary)
        known = {row[0] for row in connection.execute("SELECT id FROM interviews")}
        for record in records:
            if record.id not in known:
                put_interview(connection, record)
        for name in aside:
            self._database.tell(sentences.SET_ASIDE.format(name=name))


def _write(connection: Connection, record: SavedInterview, *, before: int) -> None:
    from tui.desk.database import transaction
    from tui.desk.rows import put_interview

    with transaction(connection):
        row = connection.execute("SELECT revision FROM interviews WHERE id = ?", (record.id,)).fetchone()
        if row and row[0] != before:
            raise SavedElsewhereError(record.id)
        gone = (record.id if before else None, record.client)
        if any(gone) and connection.execute("SELECT 1 FROM deleted WHERE id IN (?, ?)", gone).fetchone():
            raise DeskError(errno.ENOENT, sentences.DELETED)
        put_interview(connection, record)
