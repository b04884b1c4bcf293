"""Chosen companies as one sealed file（持ち出しファイル、`otasuke.archive/1`）: notes, interviews and quotes with them.

It is the consultant's own, for another machine of theirs. Everything in it is checked before anything is written;
how it comes to a desk is in `arriving.py`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from knowledge.faults import DataError, Faults
from knowledge.fields import Vocabulary
from recommender.quotes.fields import Quote
from recommender.quotes.reading import plain_quote, read_quote
from tui.desk.client_reading import read_client
from tui.desk.clients import Client, plain_client
from tui.desk.quotes import QuoteShelf
from tui.desk.reading import node_of, read_record
from tui.desk.records import SavedInterview, json_text, plain_record
from tui.desk.sealing import MOST_BYTES, TOO_LARGE, fault, seal, unseal

if TYPE_CHECKING:
    from tui.desk.store import SqliteStore

SCHEMA = "otasuke.archive/1"
TITLE = "お助け隊_持ち出し"
ENDING = ".age"
_KEYS = frozenset({"schema", "clients", "interviews", "quotes"})
_QUOTE_KEYS = frozenset({"client", "quote"})
_VERSION = re.compile(r"otasuke\.archive/([1-9][0-9]{0,3})")
_DEPTH = 24
_AGAIN = "元のパソコンで書き出し直してください"
_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class ArchivedQuote:
    """A quote with the id of its company."""

    client: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class Archive:
    """What travels. Every interview and quote belongs to one of the companies; the earliest saved stands first."""

    clients: tuple[Client, ...]
    interviews: tuple[SavedInterview, ...] = ()
    quotes: tuple[ArchivedQuote, ...] = ()


def archive_name(day: date) -> str:
    """The name that the file gets, without its ending: it tells of no company."""
    return f"{TITLE}_{day:%Y%m%d}"


def sealed(archive: Archive, passphrase: str, vocabulary: Vocabulary) -> bytes:
    """The archive under the passphrase; one that couldn't be read back isn't sealed. Takes some seconds.

    Raises ValueError for a weak passphrase, DataError where it is too large or something can't travel.
    """
    content = archive_text(archive).encode()
    read_archive(content, TITLE, vocabulary)
    return seal(content, passphrase)


def unpack(content: bytes, passphrase: str, shown: str, vocabulary: Vocabulary) -> Archive:
    """What a sealed file holds, all of it checked. Raises DataError with one fault; `shown` names the file."""
    return read_archive(unseal(content, passphrase, shown), shown, vocabulary)


def gather(store: SqliteStore, ids: Iterable[str]) -> Archive:
    """The companies of those ids, each once, with all that belongs to them.

    Raises NoSuchClientError, DamagedRecordError, DeskError.
    """
    clients = tuple(store.clients.load(name) for name in dict.fromkeys(ids))
    return Archive(
        clients,
        tuple(record for client in clients for record in reversed(store.of_client(client.id))),
        tuple(
            ArchivedQuote(client.id, kept.quote)
            for client in clients
            for kept in reversed(QuoteShelf(store.home, client.id).kept())
        ),
    )


def archive_text(archive: Archive) -> str:
    """The archive as JSON text."""
    return json_text(
        {
            "schema": SCHEMA,
            "clients": [plain_client(client) for client in archive.clients],
            "interviews": [plain_record(record) for record in archive.interviews],
            "quotes": [{"client": item.client, "quote": plain_quote(item.quote)} for item in archive.quotes],
        }
    )


def read_archive(content: bytes, shown: str, vocabulary: Vocabulary) -> Archive:
    """The archive that the text of a file states. Raises DataError with the first fault that was found."""
    if len(content) > MOST_BYTES:
        raise fault(shown, TOO_LARGE, "会社を分けて書き出してください")
    parts = _parts(content, shown)
    reader = _Reader(shown, vocabulary)
    archive = Archive(
        reader.each("会社", parts["clients"], reader.client),
        reader.each("診断", parts["interviews"], reader.interview),
        reader.each("見積り", parts["quotes"], reader.quote),
    )
    _check_whole(archive, shown)
    return archive


def _parts(content: bytes, shown: str) -> dict[str, list[Any]]:
    """The three lists of the document, not looked into yet."""
    try:
        document = json.loads(content.decode())
    except (ValueError, RecursionError):
        raise fault(shown, "中身を読めません", _AGAIN) from None
    schema = document.get("schema") if isinstance(document, dict) else None
    version = _VERSION.fullmatch(schema) if isinstance(schema, str) else None
    if version is None:
        raise fault(shown, "中身が会社の持ち出しではありません", "「otasuke clients export」で作り直してください")
    if schema != SCHEMA:
        what = "もっと新しい版のお助け隊ナビで作った持ち出しファイルです"
        raise fault(shown, what, "このパソコンのお助け隊ナビを新しくしてください")
    if document.keys() != _KEYS or not all(isinstance(document[key], list) for key in _KEYS - {"schema"}):
        raise fault(shown, "中身の形が違います", _AGAIN)
    return {key: document[key] for key in _KEYS - {"schema"}}


class _Reader:
    """Reads the items of an archive by the rules of what is kept on a desk; the first fault ends the reading."""

    def __init__(self, shown: str, vocabulary: Vocabulary) -> None:
        self._shown = shown
        self._vocabulary = vocabulary

    def each(self, kind: str, items: list[Any], read: Callable[[Any], _Item]) -> tuple[_Item, ...]:
        return tuple(self._one(f"{kind}の{number}件め", item, read) for number, item in enumerate(items, 1))

    def _one(self, where: str, item: Any, read: Callable[[Any], _Item]) -> _Item:
        try:
            json.dumps(item, ensure_ascii=False).encode()  # half a character is no text that can be kept
            return read(item)
        except DataError as error:
            why = error.faults[0].what
        except (ValueError, RecursionError):
            why = "使えない文字があるか、入れ子が深すぎます"
        raise fault(self._shown, f"{where}が正しくありません（{why}）", _AGAIN)

    def client(self, item: Any) -> Client:
        faults = Faults()
        client = read_client(node_of(item, _DEPTH), self._vocabulary, faults)
        faults.raise_if_any()
        assert client is not None  # noqa: S101  read_client gives none only beside a fault; narrows the type
        return client

    def interview(self, item: Any) -> SavedInterview:
        return read_record(node_of(item, _DEPTH), self._vocabulary)

    def quote(self, item: Any) -> ArchivedQuote:
        if not isinstance(item, dict) or item.keys() != _QUOTE_KEYS or not isinstance(item["quote"], dict):
            raise fault(self._shown, "見積りの形が違います", _AGAIN)
        return ArchivedQuote(str(item["client"]), read_quote(json_text(item["quote"]), self._shown))


def _check_whole(archive: Archive, shown: str) -> None:
    """Raises DataError where an id stands twice, or something belongs to no company of the archive."""
    clients = {client.id for client in archive.clients}
    if any(len({item.id for item in kind}) != len(kind) for kind in (archive.clients, archive.interviews)):
        raise fault(shown, "同じIDのものが2つあります", _AGAIN)
    if not {record.client for record in archive.interviews} | {item.client for item in archive.quotes} <= clients:
        raise fault(shown, "会社のない診断か見積りがあります", _AGAIN)
