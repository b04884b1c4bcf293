"""The database file under the desk: for its owner alone, and brought up to date. Damaged ones: `salvage.py`.

SQLite is loaded by the functions that need it, because the first screen of a new user doesn't.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from tui.desk import sentences
from tui.desk.errors import DamagedFileError, DeskError
from tui.desk.files import PRIVATE_FILE, private_directory, sync_directory

if TYPE_CHECKING:
    from sqlite3 import Connection

_TABLE = """
CREATE TABLE interviews (
  place INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, turn INTEGER NOT NULL, status TEXT NOT NULL,
  revision INTEGER NOT NULL, checksum INTEGER NOT NULL, document TEXT NOT NULL)
"""
_CLIENTS = """
CREATE TABLE clients (
  place INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, revision INTEGER NOT NULL, name TEXT NOT NULL,
  kana TEXT NOT NULL, found TEXT NOT NULL, status TEXT NOT NULL, contacted TEXT, next_contact TEXT,
  checksum INTEGER NOT NULL, document TEXT NOT NULL)
"""
STEPS: tuple[tuple[str, ...], ...] = (
    (
        _TABLE,
        "CREATE INDEX by_turn ON interviews (turn)",
        "CREATE INDEX by_status ON interviews (status, turn)",
    ),
    (
        _CLIENTS,
        # The ids alone, so that a window that still has a deleted interview open doesn't bring it back.
        "CREATE TABLE deleted (id TEXT PRIMARY KEY)",
        "ALTER TABLE interviews ADD COLUMN client TEXT",
        "ALTER TABLE interviews ADD COLUMN day TEXT",
        "ALTER TABLE interviews ADD COLUMN due TEXT",
        "ALTER TABLE interviews ADD COLUMN follows TEXT",
        # The list of clients reads this index alone and never the documents.
        "CREATE INDEX by_client ON interviews (client, turn, status, day, due, follows, id)",
    ),
)
"""What brings the schema from each version to the next. `turn` counts savings: clocks can go backwards."""
_OF_BOTH = frozenset({"place", "id", "revision", "checksum", "document", "status"})
TABLES: Mapping[str, frozenset[str]] = {
    "interviews": _OF_BOTH | {"turn", "client", "day", "due", "follows"},
    "deleted": frozenset({"id"}),
    "clients": _OF_BOTH | {"name", "kana", "found", "contacted", "next_contact"},
}
"""The tables with the columns that we read. What stands beside a document is found in it too."""
_CHECKED_WHOLE = 4_000_000
"""Bytes up to which the whole file is checked when it is opened. Rows of a larger one are checked as they are read."""
_FORMATS = b"\x01\x02"
"""The read and write versions of SQLite's file format (bytes 18 and 19), all that there have ever been."""


def checksum(document: object) -> int | None:
    """What tells a document from one with a changed character; None for what is no text at all."""
    return crc32(document.encode()) if isinstance(document, str) else None


def connect(path: Path, patience: float, fill: Callable[[Connection, int], None]) -> Connection:
    """The opened database. A new one is made, an older one brought up to date; `fill` is given it and its old version.

    Waits at most `patience` seconds for other programs. Raises sqlite3.Error, DamagedFileError, OSError.
    """
    import sqlite3

    private_directory(path.parent)
    _touch(path)
    # One connection serves the whole program, the worker threads of the screen too; the store keeps them apart.
    connection = sqlite3.connect(path, timeout=patience, isolation_level=None, check_same_thread=False)
    try:
        connection.text_factory = readable_text
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"):
            connection.execute(f"PRAGMA {pragma}")
        _bring_up_to_date(connection, path, fill)
    except BaseException:
        connection.close()
        raise
    return connection


def readable_text(raw: bytes) -> str:
    """A text of the database. A byte that was damaged must not end all reading; the checksum tells it."""
    return raw.decode("utf-8", "replace")


def _touch(path: Path) -> None:
    """The file, made for its owner alone before anything is in it. SQLite gives its side files the same mode."""
    is_new = not path.exists()
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), PRIVATE_FILE)
    head = os.read(descriptor, 20)
    os.close(descriptor)
    if head and not (len(head) == 20 and head[18] in _FORMATS and head[19] in _FORMATS):
        # SQLite would take such a file for one that it may only read.
        raise DamagedFileError(path.name)
    with suppress(OSError):
        path.chmod(PRIVATE_FILE)
    if is_new:
        sync_directory(path.parent)


def _bring_up_to_date(connection: Connection, path: Path, fill: Callable[[Connection, int], None]) -> None:
    version = _version(connection)
    if version > len(STEPS):
        raise DeskError(errno.EINVAL, sentences.NEWER)
    if 0 < version < len(STEPS):
        _back_up(connection, path, version)
    if version < len(STEPS):
        with transaction(connection):
            version = _version(connection)
            has_tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
            if version < 0 or (version == 0 and has_tables):
                raise DamagedFileError(path.name)  # its version was lost
            for statement in (statement for step in STEPS[version:] for statement in step):
                connection.execute(statement)
            if version < len(STEPS):
                fill(connection, version)
            connection.execute(f"PRAGMA user_version={len(STEPS)}")
    _check(connection, path)


def _check(connection: Connection, path: Path) -> None:
    """Raises DamagedFileError unless the tables are there and the file is sound, as far as that takes a moment."""
    for table, columns in TABLES.items():
        if not {row[1] for row in connection.execute(f"PRAGMA table_info({table})")} >= columns:
            raise DamagedFileError(path.name)
    is_small = path.stat().st_size <= _CHECKED_WHOLE
    if is_small and connection.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
        raise DamagedFileError(path.name)


def _version(connection: Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _back_up(connection: Connection, path: Path, version: int) -> None:
    """The database as it was, beside it under the name of its version."""
    import sqlite3

    copy = free_name(path, f"v{version}")
    _touch(copy)
    target = sqlite3.connect(copy)
    try:
        connection.backup(target)
    finally:
        target.close()


@contextmanager
def transaction(connection: Connection) -> Iterator[None]:
    """Everything inside or nothing. On the disk when it is left."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def is_damage(error: BaseException) -> bool:
    """Whether the error says that the file itself is broken."""
    import sqlite3

    if isinstance(error, UnicodeEncodeError):
        return False  # half a character that we were given; nothing that stands in the file
    if isinstance(error, DamagedFileError | ValueError):
        # A message of SQLite that quotes what is broken, or a figure that is none.
        return True
    return isinstance(error, sqlite3.Error) and _code(error) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def in_words(error: Exception) -> DeskError:
    """The error of SQLite or of the system in words for the user."""
    import sqlite3

    if isinstance(error, DeskError):
        return error
    said = {
        sqlite3.SQLITE_FULL: (errno.ENOSPC, sentences.NO_SPACE),
        sqlite3.SQLITE_READONLY: (errno.EACCES, sentences.NO_PERMISSION),
        sqlite3.SQLITE_PERM: (errno.EACCES, sentences.NO_PERMISSION),
        sqlite3.SQLITE_CANTOPEN: (errno.EACCES, sentences.NO_PERMISSION),
        sqlite3.SQLITE_AUTH: (errno.EACCES, sentences.NO_PERMISSION),
        sqlite3.SQLITE_BUSY: (errno.EBUSY, sentences.IN_USE),
        sqlite3.SQLITE_LOCKED: (errno.EBUSY, sentences.IN_USE),
    }
    systems = {
        errno.ENOSPC: sentences.NO_SPACE,
        errno.EDQUOT: sentences.NO_SPACE,
        errno.EFBIG: sentences.NO_SPACE,
        errno.EACCES: sentences.NO_PERMISSION,
        errno.EPERM: sentences.NO_PERMISSION,
        errno.EROFS: sentences.NO_PERMISSION,
    }
    if isinstance(error, OSError):
        number = error.errno or errno.EIO
        return DeskError(number, systems.get(number, sentences.DISK_TROUBLE))
    return DeskError(*said.get(_code(error), (errno.EIO, sentences.DISK_TROUBLE)))


def _code(error: Exception) -> int:
    # Extended codes carry the kind in their lowest byte.
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def free_name(path: Path, word: str) -> Path:
    """A name beside the file that nothing has: `interviews.damaged.sqlite3`, then with -2, -3 and so on."""
    for number in count(1):
        named = path.with_name(f"{path.stem}.{word}{'' if number == 1 else f'-{number}'}{path.suffix}")
        if not named.exists():
            return named
    raise AssertionError("count() never ends")
