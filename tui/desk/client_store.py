"""The companies on the desk: a list that is searched without opening a document, and one at a time in full."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from knowledge.fields import Vocabulary
from tui.desk.clients import LONGEST_NAME, Client, ClientStatus, search_key
from tui.desk.errors import DamagedRecordError, DeskError, NoSuchClientError
from tui.desk.opened import WITHOUT_CLIENT, OpenDatabase
from tui.desk.records import SavedInterview, new_name, to_text

if TYPE_CHECKING:
    from sqlite3 import Connection

_Made = TypeVar("_Made")
MOST_ROWS = 60
"""So many companies a list shows; more are found by typing."""
EVERY = 10**9
"""More rows than a list can have."""


@dataclass(frozen=True, slots=True)
class ClientRow:
    """A company in the list. `due`: the next day on which something is to be done, None where nothing is.

    `contacted` is the day that the consultant gave or that of the last interview, whichever is later.
    """

    id: str
    name: str
    kana: str
    status: ClientStatus
    contacted: date | None
    due: date | None
    interviews: int


@dataclass(frozen=True, slots=True)
class Listed:
    """The rows to show, those with something due first, and how many companies fit altogether."""

    rows: tuple[ClientRow, ...]
    count: int


class ClientStore:
    """The companies in the database of the desk."""

    def __init__(self, database: OpenDatabase, vocabulary: Vocabulary, now: Callable[[], datetime]) -> None:
        self._database = database
        self._vocabulary = vocabulary
        self._now = now

    def new(self, name: str = "", kana: str = "") -> Client:
        """A company with an id of its own. Nothing is written until it is saved."""
        now = self._now()
        return Client(new_name(now), now, now, name=name, kana=kana)

    def add(self, client: Client) -> Client:
        """The new company as saved; under a fresh id where its own is taken, or was. Raises DeskError."""
        from tui.desk.rows import put_client

        def work(connection: Connection) -> Client:
            saved = replace(client, revision=1, saved=self._now())
            while connection.execute(_TAKEN, (saved.id, saved.id)).fetchone():
                saved = replace(saved, id=new_name(saved.saved))
            put_client(connection, saved)
            return saved

        return self._in_transaction(work)

    def change(self, client_id: str, step: Callable[[Client], Client]) -> Client:
        """The company after a step on it as it is kept now, so that no other window's step is lost.

        Raises NoSuchClientError where it is gone, DamagedRecordError, DeskError.
        """
        from tui.desk.rows import put_client

        def work(connection: Connection) -> Client:
            kept = self._kept(connection, client_id)
            changed = step(kept)
            if changed == kept:
                return kept
            saved = replace(changed, id=kept.id, revision=kept.revision + 1, saved=max(self._now(), kept.saved))
            put_client(connection, saved)
            return saved

        self.load(client_id)  # sets a damaged one aside
        return self._in_transaction(work)

    def load(self, client_id: str) -> Client:
        """The company of that id. Raises NoSuchClientError, DeskError; DamagedRecordError after setting it aside."""
        from tui.desk.rows import put_aside

        if not self._database.path.exists():
            raise NoSuchClientError(client_id)
        try:
            return self._database.use(lambda connection: self._kept(connection, client_id))
        except DamagedRecordError:
            query = "SELECT place, checksum FROM clients WHERE id = ?"
            for place, told in self._rows(query, client_id):
                self._database.use(lambda made: put_aside(made, self._database, "clients", place, told))  # noqa: B023
            raise

    def find(self, text: str = "", status: ClientStatus | None = None, most: int = MOST_ROWS) -> Listed:
        """The companies whose name or reading holds every word of the text; `most` is 1 or more. Raises DeskError."""
        words = [*filter(None, map(search_key, text[:LONGEST_NAME].split()))]
        where = ["1"] + ["c.found LIKE ? ESCAPE '!'"] * len(words)
        values: list[str] = [f"%{_literal(word)}%" for word in words]
        if status:
            where.append("c.status = ?")
            values.append(status)
        chosen = " AND ".join(where)
        # `where` is our own literals; what was typed goes in as values.
        rows = self._rows(_LIST.format(where=chosen), *values, most)
        return Listed(tuple(map(_row, rows)), rows[0][-1] if rows else 0)

    def count(self) -> int:
        """How many companies there are. Raises DeskError."""
        return self._number("SELECT count(*) FROM clients")

    def loose(self) -> int:
        """How many interviews belong to no company on this desk. Raises DeskError."""
        return self._number(f"SELECT count(*) FROM interviews WHERE {WITHOUT_CLIENT}")  # noqa: S608  our own literal

    def take_interview(self, interview_id: str, client_id: str) -> None:
        """Puts an interview into a company, as it is kept now. The day of its last saving stays, and so does its turn.

        Raises NoSuchClientError, DamagedRecordError, DeskError.
        """
        from tui.desk import sentences
        from tui.desk.database import checksum
        from tui.desk.reading import from_text

        def work(connection: Connection) -> None:
            self._kept(connection, client_id)
            query = "SELECT checksum, document FROM interviews WHERE id = ?"
            row = connection.execute(query, (interview_id,)).fetchone()
            if row is None:
                raise DeskError(errno.ENOENT, sentences.DELETED)
            if row[0] != checksum(row[1]):
                raise DamagedRecordError(interview_id)
            record = from_text(row[1], self._vocabulary)
            # Of a higher revision, so that a window in which it is open doesn't write over it.
            document = to_text(replace(record, client=client_id, revision=record.revision + 1))
            connection.execute(
                "UPDATE interviews SET client = ?, revision = ?, checksum = ?, document = ? WHERE id = ?",
                (client_id, record.revision + 1, checksum(document), document, interview_id),
            )

        self._in_transaction(work)

    def all(self) -> tuple[Client, ...]:
        """Every readable company, by the order of their making. Raises DeskError."""
        found: list[Client] = []
        for (name,) in self._rows("SELECT id FROM clients ORDER BY place"):
            with suppress(DamagedRecordError, NoSuchClientError):
                found.append(self.load(name))
        return tuple(found)

    def take_in(self, clients: Iterable[Client], interviews: Iterable[SavedInterview]) -> None:
        """Writes new companies and interviews, all or none. Raises DeskError, also where one of the ids is taken."""
        from tui.desk import sentences
        from tui.desk.rows import put_client, put_interview

        def work(connection: Connection) -> None:
            for client in clients:
                if connection.execute("SELECT 1 FROM clients WHERE id = ?", (client.id,)).fetchone():
                    raise DeskError(errno.EEXIST, sentences.IN_USE)
                put_client(connection, client)
            for record in interviews:
                if connection.execute("SELECT 1 FROM interviews WHERE id = ?", (record.id,)).fetchone():
                    raise DeskError(errno.EEXIST, sentences.IN_USE)
                put_interview(connection, record)

        self._in_transaction(work)

    def _kept(self, connection: Connection, client_id: str) -> Client:
        from tui.desk.client_reading import client_from_text
        from tui.desk.database import checksum

        row = connection.execute("SELECT checksum, document FROM clients WHERE id = ?", (client_id,)).fetchone()
        if row is None:
            raise NoSuchClientError(client_id)
        if row[0] != checksum(row[1]):
            raise DamagedRecordError(client_id)
        return client_from_text(row[1], self._vocabulary)

    def _number(self, query: str) -> int:
        rows = self._rows(query)
        return int(rows[0][0]) if rows else 0

    def _rows(self, query: str, *values: object) -> list[Any]:
        """The rows of a query; none, and no file made, where nothing was kept yet."""
        if not self._database.path.exists():
            return []
        return self._database.use(lambda connection: connection.execute(query, values).fetchall())

    def _in_transaction(self, work: Callable[[Connection], _Made]) -> _Made:
        from tui.desk.database import transaction

        def whole(connection: Connection) -> _Made:
            with transaction(connection):
                return work(connection)

        return self._database.use(whole)


_TAKEN = "SELECT 1 FROM clients WHERE id = ? UNION ALL SELECT 1 FROM deleted WHERE id = ?"
_LIST = """
WITH followed AS (SELECT client, follows FROM interviews WHERE follows IS NOT NULL),
told AS (
  SELECT client, max(day) AS day, min(CASE WHEN (client, id) NOT IN followed THEN due END) AS due, count(*) AS count
  FROM interviews WHERE client IS NOT NULL GROUP BY client
)
SELECT c.id, c.name, c.kana, c.status, max(coalesce(c.contacted, ''), coalesce(t.day, '')) AS last,
  nullif(min(coalesce(c.next_contact, '~'), coalesce(t.due, '~')), '~') AS next,
  coalesce(t.count, 0), count(*) OVER ()
FROM clients c LEFT JOIN told t ON t.client = c.id
WHERE {where}
ORDER BY c.status = 'closed', next IS NULL, next, last DESC, c.place DESC
LIMIT ?
"""


def _row(values: tuple[str, str, str, ClientStatus, str, str | None, int, int]) -> ClientRow:
    name, shown, kana, status, last, due, count, _ = values
    return ClientRow(name, shown, kana, status, _day(last), _day(due), count)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _literal(word: str) -> str:
    """The word for LIKE, its own signs without meaning. Half a character, which no name has, becomes a sign."""
    whole = word.encode(errors="replace").decode()
    return whole.replace("!", "!!").replace("%", "!%").replace("_", "!_")
