"""The open database under the desk, shared by what keeps interviews and what keeps clients."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, TypeVar

from tui.desk import sentences
from tui.desk.errors import DamagedFileError

if TYPE_CHECKING:
    from sqlite3 import Connection

    from tui.desk.salvage import Documents

_Made = TypeVar("_Made")
WITHOUT_CLIENT = "(client IS NULL OR client NOT IN (SELECT id FROM clients))"
"""Which interviews belong to no company: also those whose company was damaged and set aside. Reads indexes alone."""


class OpenDatabase:
    """One file, opened when it is first used. A damaged one is replaced by what is readable of it, and that is told.

    `fill` is given a database that was brought up to date, its old version (0: a new one), and the documents that
    were readable of a damaged one; it puts into it what belongs there.
    """

    def __init__(self, path: Path, patience: float, fill: Callable[[Connection, int, Documents], None]) -> None:
        self.path = path
        self._patience = patience
        self._fill = fill
        self._notices: list[str] = []
        self._connection: Connection | None = None
        self._file: os.stat_result | None = None
        self._alone = RLock()

    def use(self, work: Callable[[Connection], _Made]) -> _Made:
        """What the work gives. Work on a damaged database is done again with what was readable. Raises DeskError.

        The work may raise errors of its own; they come through.
        """
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

    def close(self) -> None:
        """Lets go of the file; the next step opens it again."""
        with self._alone:
            if self._connection:
                self._connection.close()
            self._connection = None

    def tell(self, sentence: str) -> None:
        """Something that the user has to know about the files; each sentence once."""
        if sentence not in self._notices:
            self._notices.append(sentence)

    def take_notices(self) -> tuple[str, ...]:
        """What was told since this was last asked."""
        told, self._notices = tuple(self._notices), []
        return told

    def _opened(self) -> Connection:
        """The connection, to the file that stands in the place now: another window may have replaced it."""
        from tui.desk.database import connect

        with suppress(OSError):
            if self._connection and self._file and os.path.samestat(self._file, self.path.stat()):
                return self._connection
        self.close()
        self._connection = connect(self.path, self._patience, lambda made, version: self._fill(made, version, {}))
        self._file = self.path.stat()
        return self._connection

    def _rescue(self) -> None:
        from tui.desk.files import locked
        from tui.desk.salvage import replace_damaged

        self.close()
        with locked(self.path.with_name(".lock")):
            if self._file and not os.path.samestat(self._file, self.path.stat()):
                return  # another window was faster
            name, documents = replace_damaged(
                self.path, self._patience, lambda made, readable: self._fill(made, 0, readable)
            )
        count, clients = len(documents.get("interviews", ())), len(documents.get("clients", ()))
        if clients:
            self.tell(sentences.SALVAGED_CLIENTS.format(name=name, count=count, clients=clients))
        else:
            self.tell((sentences.SALVAGED if count else sentences.SALVAGED_NOTHING).format(name=name, count=count))
