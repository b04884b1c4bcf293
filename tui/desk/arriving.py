"""An archive that comes to a desk: what is new is added, what is there already stays, nothing is overwritten.

Where an id is taken by something else, what comes gets a new one, and everything that refers to it follows.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar

from tui.desk.archive import Archive, ArchivedQuote
from tui.desk.clients import Client
from tui.desk.errors import DamagedRecordError, NoSuchClientError
from tui.desk.quotes import QuoteShelf
from tui.desk.records import SavedInterview, new_name

if TYPE_CHECKING:
    from pathlib import Path

    from tui.desk.store import SqliteStore

_Kept = TypeVar("_Kept")
_ANY_MOMENT = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class TakenCompany:
    """What became of one company of an archive: its id here, and how many of its things were added or there already.

    `was`: its id in the archive, where that is another; None for a company that was there already as a whole.
    """

    name: str
    id: str
    was: str | None
    is_new: bool
    interviews: int
    quotes: int
    already: int


def take_in(store: SqliteStore, archive: Archive) -> tuple[TakenCompany, ...]:
    """Adds what an archive holds, all of it or nothing. Raises DeskError, OSError."""
    plan = _Plan(store, archive)
    written: list[Path] = []
    try:
        # Quotes are files: they come first, and go again where the database doesn't take the rest.
        for item in plan.quotes:
            shelf = plan.shelf(item.client)
            written.append(shelf.new_place())
            shelf.keep(written[-1], item.quote)
        store.clients.take_in(plan.clients, plan.interviews)
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
            with suppress(OSError):
                path.parent.rmdir()
        raise
    return plan.told()


class _Plan:
    """What is to be written, under which ids. Its savings are counted anew: no window here has seen any of it."""

    def __init__(self, store: SqliteStore, archive: Archive) -> None:
        self._store = store
        self._archive = archive
        self._standing = {client.id for client in archive.clients if self._stands(client)}
        self._skipped = {record.id for record in archive.interviews if self._is_here(record)}
        self._companies = {client.id: self._id_of(client) for client in archive.clients}
        self._names = {record.id: self._name_of(record) for record in archive.interviews}
        self.clients = [self._moved(client) for client in archive.clients if client.id not in self._standing]
        self.interviews = [self._follow(record) for record in archive.interviews if record.id not in self._skipped]
        self.quotes = [item for item in archive.quotes if not self._is_on_shelf(item)]

    def shelf(self, client_id: str) -> QuoteShelf:
        """The shelf here of a company of the archive."""
        return QuoteShelf(self._store.home, self._companies[client_id])

    def told(self) -> tuple[TakenCompany, ...]:
        return tuple(map(self._told, self._archive.clients))

    # --- what is here ---

    def _stands(self, client: Client) -> bool:
        here = _kept(self._store.clients.load, client.id)
        return here is not None and same_client(here, client)

    def _is_here(self, record: SavedInterview) -> bool:
        here = _kept(self._store.load, record.id)
        return here is not None and record.client in self._standing and same_interview(here, record)

    def _is_on_shelf(self, item: ArchivedQuote) -> bool:
        return any(kept.quote == item.quote for kept in self.shelf(item.client).kept())

    # --- what it is called here ---

    def _id_of(self, client: Client) -> str:
        is_free = client.id in self._standing or _kept(self._store.clients.load, client.id) is None
        return client.id if is_free else new_name(self._store.now())

    def _name_of(self, record: SavedInterview) -> str:
        is_free = record.id in self._skipped or _kept(self._store.load, record.id) is None
        return record.id if is_free else new_name(self._store.now())

    def _named(self, name: str | None) -> str | None:
        """What an interview is called here; one that isn't in the archive keeps its name."""
        return name if name is None else self._names.get(name, name)

    def _moved(self, client: Client) -> Client:
        notes = tuple(replace(note, interview=self._named(note.interview)) for note in client.notes)
        return replace(client, id=self._companies[client.id], notes=notes, revision=1)

    def _follow(self, record: SavedInterview) -> SavedInterview:
        company = record.client and self._companies[record.client]
        follows = self._named(record.follows)
        return replace(record, id=self._names[record.id], client=company, follows=follows, revision=1)

    def _told(self, client: Client) -> TakenCompany:
        name = self._companies[client.id]
        records = [record.id in self._skipped for record in self._archive.interviews if record.client == client.id]
        quotes = sum(item.client == client.id for item in self._archive.quotes)
        added = sum(item.client == client.id for item in self.quotes)
        return TakenCompany(
            name=client.name,
            id=name,
            was=client.id if name != client.id else None,
            is_new=client.id not in self._standing,
            interviews=records.count(False),
            quotes=added,
            already=records.count(True) + quotes - added,
        )


def same_client(one: Client, other: Client) -> bool:
    """Whether both say the same, however often they were saved."""
    return _settled(one) == _settled(other)


def same_interview(one: SavedInterview, other: SavedInterview) -> bool:
    """Whether both say the same, however often they were saved."""
    return replace(one, revision=0, saved=_ANY_MOMENT) == replace(other, revision=0, saved=_ANY_MOMENT)


def _settled(client: Client) -> Client:
    return replace(client, revision=0, saved=_ANY_MOMENT)


def _kept(load: Callable[[str], _Kept], name: str) -> _Kept | None:
    """What stands under the name; a damaged one was set aside by now."""
    with suppress(NoSuchClientError, FileNotFoundError, DamagedRecordError):
        return load(name)
    return None
