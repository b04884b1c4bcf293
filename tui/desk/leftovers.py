"""What lies beside the database from earlier days: backups of older versions, and what was set aside as unreadable.

A company or an interview that is deleted has to go from these too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from tui.desk.database import readable_text

if TYPE_CHECKING:
    from sqlite3 import Connection

_BACKUPS = "interviews.v*.sqlite3"
_DAMAGED = "*.damaged*.sqlite3*"
_SET_ASIDE = "*.damaged*.txt"
_NAMELESS = ("interview", "client")
"""Names of what was set aside without a readable id."""
_ID = re.compile(rb'"id": "([A-Za-z0-9_-]+)"')
_CLIENT = re.compile(rb'"client": (?:null|"([A-Za-z0-9_-]+)")')
_CLIENT_SCHEMA = b'"otasuke.client/'


def backups(directory: Path) -> tuple[Path, ...]:
    """The databases as they were before their schema was brought up to date."""
    return tuple(path for path in sorted(directory.glob(_BACKUPS)) if ".damaged" not in path.name)


def damaged_copies(directory: Path) -> tuple[Path, ...]:
    """Databases that were set aside. Nothing in them can be chosen and taken out."""
    return tuple(sorted(directory.glob(_DAMAGED)))


def interviews_in_backup(path: Path, client_id: str) -> tuple[str, ...]:
    """The ids of a company's interviews in a backup; none where it can't be read, or knows no companies yet."""
    import sqlite3

    try:
        with closing(_opened(path)) as connection:
            if "client" not in _columns(connection, "interviews"):
                return ()
            rows = connection.execute("SELECT id FROM interviews WHERE client = ?", (client_id,)).fetchall()
            return tuple(row[0] for row in rows)
    except sqlite3.Error:
        return ()


def clean_backup(path: Path, ids: Iterable[str], client_id: str | None) -> int | None:
    """Takes interviews and a company out of a backup, without a trace. Gives their count, None where it can't be."""
    import sqlite3

    try:
        with closing(_opened(path)) as connection:
            count = _deleted(connection, "interviews", ids)
            if client_id and _columns(connection, "clients"):
                count += _deleted(connection, "clients", (client_id,))
            # Also where nothing was found: an older saving may have left its text in the space between the rows.
            connection.execute("VACUUM")
            connection.execute("PRAGMA journal_mode=DELETE")
            return count
    except sqlite3.Error:
        return None


def _opened(path: Path) -> Connection:
    import sqlite3

    connection = sqlite3.connect(path, isolation_level=None)
    connection.text_factory = readable_text
    for pragma in ("secure_delete=ON", "temp_store=MEMORY"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _columns(connection: Connection, table: str) -> frozenset[str]:
    return frozenset(row[1] for row in connection.execute(f"PRAGMA table_info({table})"))


def _deleted(connection: Connection, table: str, ids: Iterable[str]) -> int:
    query = f"DELETE FROM {table} WHERE id = ?"  # noqa: S608  our own names
    return sum(connection.execute(query, (name,)).rowcount for name in ids)


def set_aside(
    directory: Path, ids: frozenset[str], client_id: str | None, known: frozenset[str]
) -> tuple[list[Path], list[Path]]:
    """Of the documents that were set aside those that belong to the ids, and those of which nobody can tell.

    `known`: the ids of all companies. A document that names one of them, or none at all, is told by that.
    """
    ours, unclear = [], []
    for path in sorted(directory.glob(_SET_ASIDE)):
        belongs = _belongs(path, ids, client_id, known)
        if belongs is None:
            unclear.append(path)
        elif belongs:
            ours.append(path)
    return ours, unclear


def _belongs(path: Path, ids: frozenset[str], client_id: str | None, known: frozenset[str]) -> bool | None:
    content = path.read_bytes()
    stem = path.name.partition(".damaged")[0]
    own = _ID.search(content)
    name = own[1].decode() if own and stem in _NAMELESS else stem
    of = _CLIENT.search(content)
    company = of[1].decode() if of and of[1] else None
    if name in ids or name == client_id or (client_id and company == client_id):
        return True
    if client_id is None:
        return None if name in _NAMELESS else False
    is_told = name in known if _CLIENT_SCHEMA in content else bool(of) and (company is None or company in known)
    return False if is_told else None
