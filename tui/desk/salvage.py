"""What is readable of a damaged database, in a new one; the damaged file stays under a clear name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from tui.desk.database import checksum, connect, free_name, readable_text
from tui.desk.files import sync_directory, write_new

if TYPE_CHECKING:
    from sqlite3 import Connection

Documents = Mapping[str, list[str]]
"""The texts of whole documents by their table, the earliest saved first; and the ids of what was deleted."""
_ORDER = {"interviews": "turn", "clients": "place"}
_SMALLEST_ROW = 200
"""Bytes. An empty interview or client takes more."""
_BESIDE = ("-wal", "-shm")


def replace_damaged(
    path: Path, patience: float, fill: Callable[[Connection, Documents], None]
) -> tuple[str, Documents]:
    """Sets a damaged database aside, and puts one with what is readable of it in its place.

    `fill` is given the new database and the documents that were readable. Gives the name under which the damaged
    file stays, and those documents. The old file stands in its place until the new one is complete.
    """
    aside = free_name(path, "damaged")
    _copy(path, aside)
    documents = _readable(aside)
    fresh = path.with_name(f"{path.stem}.new{path.suffix}")
    for stale in (fresh, *_side_files(fresh)):
        stale.unlink(missing_ok=True)
    connection = connect(fresh, patience, lambda made, _: fill(made, documents))
    connection.execute("PRAGMA journal_mode=DELETE")
    connection.close()
    for stale in _side_files(path):
        # The next database must not find the log of the one before.
        stale.unlink(missing_ok=True)
    fresh.replace(path)
    sync_directory(path.parent)
    return aside.name, documents


def _side_files(path: Path) -> tuple[Path, ...]:
    return tuple(path.with_name(path.name + ending) for ending in _BESIDE)


def _copy(path: Path, target: Path) -> None:
    """The database with its log, for its owner alone. The log holds the newest savings."""
    import shutil

    for ending in ("", "-wal"):
        source, copy = path.with_name(path.name + ending), target.with_name(target.name + ending)
        if source.exists():
            write_new(copy, b"")
            shutil.copyfile(source, copy)


def _readable(aside: Path) -> Documents:
    """The documents that are whole, table by table. Read from a copy: SQLite writes while it recovers."""
    import sqlite3
    import tempfile

    with tempfile.TemporaryDirectory(dir=aside.parent) as folder:
        copy = Path(folder) / aside.name
        _copy(aside, copy)
        connection = sqlite3.connect(copy, isolation_level=None)
        connection.text_factory = readable_text
        try:
            size = copy.stat().st_size
            rows = {table: _rows_of(connection, table, order, size) for table, order in _ORDER.items()}
            return {**rows, "deleted": _deleted(connection)}
        finally:
            connection.close()


def _deleted(connection: Connection) -> list[str]:
    """The ids of what was deleted, up to the first that can't be read."""
    import sqlite3

    ids: list[str] = []
    with suppress(sqlite3.Error, ValueError):
        ids.extend(name for (name,) in connection.execute("SELECT id FROM deleted") if isinstance(name, str))
    return ids


def _rows_of(connection: Connection, table: str, order: str, size: int) -> list[str]:
    """The whole documents of a table in the order of a column. Each row is read by itself.

    A broken page costs only the rows that stand on it.
    """
    import sqlite3

    rows: list[tuple[int, str]] = []
    query = f"SELECT {order}, checksum, document FROM {table} WHERE place = ?"  # noqa: S608  our own names
    for place in range(1, _last_place(connection, table, size) + 1):
        with suppress(sqlite3.Error, ValueError):
            found = connection.execute(query, (place,)).fetchall()
            rows += [
                (turn, document) for turn, told, document in found if told is not None and told == checksum(document)
            ]
    return [document for _, document in sorted(rows)]


def _last_place(connection: Connection, table: str, size: int) -> int:
    """The last place that a row can have; where that can't be read, what a file of so many bytes has room for."""
    import sqlite3

    try:
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table,)).fetchall():
            return 0
    except (sqlite3.Error, ValueError):
        return 0  # the schema itself is gone, and with it every row
    try:
        return int(connection.execute(f"SELECT max(place) FROM {table}").fetchone()[0] or 0)  # noqa: S608  as above
    except (sqlite3.Error, ValueError):
        return 2 * size // _SMALLEST_ROW
