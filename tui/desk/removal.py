"""Deleting a company wholly, or one interview, with a receipt that says what went and what may remain.

What lies beside the database goes first and the rows last, so that a deletion that was cut short can be done again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from tui.client_words import NAMELESS
from tui.desk import leftovers
from tui.desk.database import in_words
from tui.desk.errors import DamagedRecordError
from tui.desk.followup import company_of
from tui.desk.quotes import QuoteShelf

if TYPE_CHECKING:
    from sqlite3 import Connection

    from tui.desk.store import SqliteStore

_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "client": "会社の記録",
        "notes": "ひかえ",
        "interviews": "診断",
        "quotes": "見積り",
        "older": "前の版から残っていた診断のファイル",
        "backups": "前の版の保存ファイルの中の記録",
        "set_aside": "読めずに別にしてあったファイル",
    }
)
_DAMAGED = "こわれていて別にした保存ファイルです。中を選んで消せません。もう要らなければ、ファイルごと消してください"
_UNREADABLE = "前の版の保存ファイルですが、開けませんでした。もう要らなければ、ファイルごと消してください"
_UNCLEAR = "読めない記録で、どの会社のものか分かりません。中を見て、要らなければ消してください"
_TRACE = "この会社のIDが中に残っています。中を見て、要らなければ消してください"
_COMMON = "会社を決めずに入れた見積りです。この会社のものがあれば、見積りの画面で消してください"
_OPEN = "ほかの画面が開いているため、消した跡を片付けきれませんでした。すべての画面を閉じると片付きます"
_BEYOND = (
    "書き出した文書、持ち出しファイル、印刷した紙、パソコン全体のバックアップには手を付けていません。"
    "要らなければ、別に消してください。"
)
PLACE = "残っているかもしれないものの場所: {home}"
"""Said beside the receipt, not in it: what is handed on names no folder of this computer."""
_MARKED = "開いたままの画面から戻らないよう、IDだけを「消した」という印として残しています。"


@dataclass(frozen=True, slots=True)
class Remaining:
    """A file that may still hold something, by its name under the user's data, and what can be done about it."""

    name: str
    what: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was deleted: how many of each kind, by the names in words, and under which ids."""

    company: str
    moment: datetime
    removed: Mapping[str, int]
    ids: tuple[str, ...]
    remaining: tuple[Remaining, ...]


def remove_client(store: SqliteStore, client_id: str) -> Receipt:
    """Deletes the company with its notes, interviews and quotes, and every copy of them that lies on the desk.

    Raises NoSuchClientError, DeskError.
    """
    company, notes = "", 0
    with suppress(DamagedRecordError):  # set aside by now; it goes with the rest
        client = store.clients.load(client_id)
        company, notes = client.name, len(client.notes)
    directory = store.database.path.parent
    ids = set(_interviews_of(store, client_id))
    for path in leftovers.backups(directory):
        ids.update(leftovers.interviews_in_backup(path, client_id))
    shelf = QuoteShelf(store.home, client_id)
    removed: dict[str, int] = {}
    with _told():
        removed["quotes"] = shelf.clear()
        remaining = _clean_beside(store, frozenset(ids), client_id, removed)
    removed["interviews"] = _take_out(store, frozenset(ids), client_id)
    removed |= {"client": 1, "notes": notes}
    if QuoteShelf(store.home).kept():
        remaining.append(Remaining("quotes", _COMMON))
    return _receipt(store, company, (client_id, *sorted(ids)), removed, remaining)


def remove_interview(store: SqliteStore, record_id: str) -> Receipt:
    """Deletes one interview with every copy of it that lies on the desk; notes of its company stay.

    Raises FileNotFoundError, DamagedRecordError after setting it aside, DeskError.
    """
    record = store.load(record_id)
    removed: dict[str, int] = {}
    with _told():
        remaining = _clean_beside(store, frozenset({record_id}), None, removed)
    removed["interviews"] = _take_out(store, frozenset({record_id}), None)
    return _receipt(store, company_of(record), (record_id,), removed, remaining)


def receipt_text(receipt: Receipt) -> str:
    """The receipt as plain text for the consultant's own files."""
    lines = [
        "【消した控え】",
        f"会社: {receipt.company or NAMELESS}",
        f"消した日時: {receipt.moment:%Y-%m-%d %H:%M}",
        "",
        "消したもの:",
        *(f"  {name} {receipt.removed[kind]}件" for kind, name in _KINDS.items() if receipt.removed.get(kind)),
        "",
        "消したもののID:",
        *(f"  {name}" for name in receipt.ids),
        f"  {_MARKED}",
    ]
    if receipt.remaining:
        lines += ["", "残っているかもしれないもの:"]
        lines += [f"  {item.name}: {item.what}。" for item in receipt.remaining]
    return "\n".join((*lines, "", _BEYOND)) + "\n"


# --- how it is done -----------------------------------------------------------------------------------


@contextmanager
def _told() -> Iterator[None]:
    """For what deletes files: where the system refuses, that is said as the database's own refusals are."""
    try:
        yield
    except OSError as error:
        raise in_words(error) from error


def _interviews_of(store: SqliteStore, client_id: str) -> tuple[str, ...]:
    """The ids alone: a damaged interview is to be deleted, not read and set aside."""
    query = "SELECT id FROM interviews WHERE client = ?"
    rows = store.database.use(lambda connection: connection.execute(query, (client_id,)).fetchall())
    return tuple(row[0] for row in rows)


def _clean_beside(
    store: SqliteStore, ids: frozenset[str], client_id: str | None, removed: dict[str, int]
) -> list[Remaining]:
    """Cleans what lies beside the database, counts it by kind, and gives what couldn't be cleaned."""
    directory = store.database.path.parent
    remaining = [_left(store, path, _DAMAGED) for path in leftovers.damaged_copies(directory)]
    cleaned = {path: leftovers.clean_backup(path, ids, client_id) for path in leftovers.backups(directory)}
    removed["backups"] = sum(filter(None, cleaned.values()))
    remaining += [_left(store, path, _UNREADABLE) for path, count in cleaned.items() if count is None]
    known = frozenset(client.id for client in store.clients.all()) if client_id else frozenset()
    aside, unclear = leftovers.set_aside(directory, ids, client_id, known)
    removed["set_aside"] = _deleted(aside)
    removed["older"] = _deleted([path for name in sorted(ids) if (path := directory / f"{name}.json").exists()])
    return remaining + [_left(store, path, _UNCLEAR) for path in unclear]


def _deleted(paths: list[Path]) -> int:
    for path in paths:
        path.unlink(missing_ok=True)
    return len(paths)


def _take_out(store: SqliteStore, ids: frozenset[str], client_id: str | None) -> int:
    """Deletes the rows, also of interviews that were begun in the meantime. Gives how many interviews there were."""
    from tui.desk.database import transaction
    from tui.desk.rows import take_out

    def work(connection: Connection) -> int:
        with transaction(connection):
            query = "SELECT id FROM interviews WHERE client = ?"
            here = {row[0] for row in connection.execute(query, (client_id,))} | ids
            return take_out(connection, sorted(here), client_id)

    return store.database.use(work)


def _receipt(
    store: SqliteStore, company: str, ids: tuple[str, ...], removed: Mapping[str, int], remaining: list[Remaining]
) -> Receipt:
    if not store.database.use(_swept):
        remaining.append(_left(store, store.database.path, _OPEN))
    told = {item.name for item in remaining}
    remaining += [item for item in _traces(store, ids) if item.name not in told]
    return Receipt(company, store.now(), MappingProxyType(dict(removed)), ids, tuple(remaining))


def _swept(connection: Connection) -> bool:
    """Whether nothing of deleted rows is left in the file or its log, not even between the rows."""
    import sqlite3

    try:
        connection.execute("PRAGMA temp_store=MEMORY")  # what is copied meanwhile is in no file outside the desk
        connection.execute("VACUUM")
        busy: int = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    except sqlite3.OperationalError:
        return False
    return not busy


def _traces(store: SqliteStore, ids: tuple[str, ...]) -> list[Remaining]:
    """Files under the user's data that still name one of the ids: left behind by a crash, or put there by hand."""
    live = store.database.path.name
    wanted = [name.encode() for name in ids]
    found = []
    for path in sorted(store.home.rglob("*")):
        if path.is_file() and not path.name.startswith(live):
            with suppress(OSError):
                content = path.read_bytes()
                if any(name in content for name in wanted):
                    found.append(_left(store, path, _TRACE))
    return found


def _left(store: SqliteStore, path: Path, what: str) -> Remaining:
    return Remaining(path.relative_to(store.home).as_posix(), what)
