"""Interviews and clients as rows: the document, and beside it what lists search and sort by."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from tui.desk import sentences
from tui.desk.clients import Client, client_text, search_key
from tui.desk.database import checksum, free_name, transaction
from tui.desk.files import write_new
from tui.desk.followup import next_due
from tui.desk.opened import OpenDatabase
from tui.desk.reading import is_name
from tui.desk.records import SavedInterview, to_text

if TYPE_CHECKING:
    from sqlite3 import Connection


def put_interview(connection: Connection, record: SavedInterview) -> None:
    """Writes the interview over the row of its id, as the last one saved."""
    document = to_text(record)
    connection.execute("DELETE FROM deleted WHERE id = ?", (record.id,))
    connection.execute(
        "INSERT INTO interviews (id, turn, status, revision, checksum, document, client, day, due, follows)"
        " VALUES (?, (SELECT coalesce(max(turn), 0) + 1 FROM interviews), ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET turn = excluded.turn, status = excluded.status,"
        " revision = excluded.revision, checksum = excluded.checksum, document = excluded.document,"
        " client = excluded.client, day = excluded.day, due = excluded.due, follows = excluded.follows",
        (record.id, record.status, record.revision, checksum(document), document, *columns_of(record)),
    )


def take_out(connection: Connection, ids: Iterable[str], client_id: str | None = None) -> int:
    """Deletes interviews, and a client, for good: no window brings back one that it still has open.

    Gives how many interviews there were.
    """
    names = tuple(ids)
    count = sum(connection.execute("DELETE FROM interviews WHERE id = ?", (name,)).rowcount for name in names)
    connection.execute("DELETE FROM clients WHERE id = ?", (client_id,))
    for name in (*names, *filter(None, (client_id,))):
        connection.execute("INSERT OR IGNORE INTO deleted VALUES (?)", (name,))
    return count


def columns_of(record: SavedInterview) -> tuple[str | None, str, str | None, str | None]:
    """The company's id, the day of the last saving, the next day on which something is due, the interview before."""
    due = next_due(record)
    day = record.saved.astimezone().date().isoformat()
    return record.client, day, due.isoformat() if due else None, record.follows


def put_client(connection: Connection, client: Client) -> None:
    """Writes the client over the row of its id."""
    document = client_text(client)
    connection.execute("DELETE FROM deleted WHERE id = ?", (client.id,))
    days = (day.isoformat() if day else None for day in (client.contacted, client.next_contact))
    connection.execute(
        "INSERT INTO clients (id, revision, name, kana, found, status, contacted, next_contact, checksum, document)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET revision = excluded.revision, name = excluded.name, kana = excluded.kana,"
        " found = excluded.found, status = excluded.status, contacted = excluded.contacted,"
        " next_contact = excluded.next_contact, checksum = excluded.checksum, document = excluded.document",
        (
            client.id,
            client.revision,
            client.name,
            client.kana,
            f"{search_key(client.name)} {search_key(client.kana)}",
            client.status,
            *days,
            checksum(document),
            document,
        ),
    )


def put_aside(connection: Connection, database: OpenDatabase, table: str, place: int, told: int) -> None:
    """A damaged document as a file that nothing reads or writes again, and out of the table."""
    with transaction(connection):
        query = f"SELECT id, CAST(document AS BLOB) FROM {table} WHERE place = ? AND checksum = ?"  # noqa: S608  our own
        for name, document in connection.execute(query, (place, told)).fetchall():
            stem = name if is_name(name) else table.removesuffix("s")
            aside = free_name(database.path.with_name(f"{stem}.txt"), "damaged")
            write_new(aside, document)
            connection.execute(f"DELETE FROM {table} WHERE place = ?", (place,))  # noqa: S608  our own name
            database.tell(sentences.SET_ASIDE.format(name=aside.name))
