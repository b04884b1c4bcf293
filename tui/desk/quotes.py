"""Quotes that were typed in: each a file (`otasuke.quote/1`) of the user's own, written after every field."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import yaml

from knowledge.faults import DataError, Fault
from knowledge.yamltree import read_text
from recommender.quotes.fields import Quote
from recommender.quotes.reading import SCHEMA, plain_quote, read_quote
from tui.desk.exports import write_document
from tui.desk.files import private_directory, write_atomically

MOST_FILES = 50
"""So many files of a folder of the user's are looked at; more would be a folder of something else."""
MOST_BYTES = 64_000
_ENDINGS = (".yaml", ".yml")
_NO_NAME = "名前のない見積り"


@dataclass(frozen=True, slots=True)
class KeptQuote:
    """A quote with the place that it is kept at, or the file that it was read from."""

    path: Path
    quote: Quote
    saved: datetime

    @property
    def name(self) -> str:
        """What the user knows it by: the provider."""
        return self.quote.provider or _NO_NAME


def quote_text(quote: Quote) -> str:
    """The quote as YAML, with what it states alone."""
    text: str = yaml.safe_dump(plain_quote(quote), allow_unicode=True, sort_keys=False, width=1_000)
    return text


class QuoteShelf:
    """The quotes of one company, under `home`/quotes/its id; without a company those that belong to none.

    What was typed in before an interview had its company stays with those: nobody can tell for whom it was.
    """

    def __init__(self, home: Path, client_id: str | None = None) -> None:
        self._common = home / "quotes"
        self._directory = self._common / client_id if client_id else self._common

    def new_place(self) -> Path:
        """A place for another quote. Nothing is written until it is kept."""
        return self._directory / f"{datetime.now():%Y%m%d-%H%M%S}-{secrets.token_hex(3)}.yaml"  # noqa: DTZ005  a name

    def keep(self, path: Path, quote: Quote) -> None:
        """Writes the quote at a place of this shelf. Raises OSError."""
        private_directory(self._common)
        private_directory(self._directory)
        write_atomically(path, quote_text(quote))

    def holds(self, path: Path) -> bool:
        """Whether the place is one of this shelf's own."""
        return path.parent == self._directory

    def kept(self) -> tuple[KeptQuote, ...]:
        """The readable quotes, the last changed first."""
        return tuple(sorted(_quotes_in(self._directory, None), key=lambda item: item.saved, reverse=True))

    def forget(self, path: Path) -> None:
        """Removes a quote of this shelf, if it is still there. Raises OSError."""
        if self.holds(path):
            path.unlink(missing_ok=True)

    def clear(self) -> int:
        """Removes everything of the company, readable or not. Gives the count of its quotes. Raises OSError."""
        if self._directory == self._common or not self._directory.is_dir():
            return 0
        files = [path for path in self._directory.iterdir() if path.is_file()]
        for path in files:
            path.unlink(missing_ok=True)
        with suppress(OSError):
            self._directory.rmdir()
        return sum(path.suffix in _ENDINGS for path in files)


def quotes_beside(directory: Path) -> tuple[KeptQuote, ...]:
    """The quote files of a folder, by name."""
    return tuple(_quotes_in(directory, MOST_FILES))


def open_quote(path: Path) -> KeptQuote | tuple[Fault, ...]:
    """The quote of a file, or everything that is wrong with it."""
    try:
        quote = read_quote(read_text(path, path.name), path.name)
        return KeptQuote(path, quote, datetime.fromtimestamp(path.stat().st_mtime).astimezone())
    except DataError as error:
        return tuple(error.faults)


def write_quote(quote: Quote, directory: Path) -> Path:
    """The path of a new file with the quote, where the user stands. Raises OSError."""
    (path,) = write_document("見積り", quote.provider or "", {".yaml": quote_text(quote)}, directory)
    return path


def _quotes_in(directory: Path, most: int | None) -> Iterator[KeptQuote]:
    """The files that say of themselves to be quotes and can be read; nothing else is touched."""
    with suppress(OSError):
        found = sorted(path for path in directory.iterdir() if path.suffix in _ENDINGS and path.is_file())
        for path in found[:most]:
            if _claims_to_be_one(path):
                opened = open_quote(path)
                if isinstance(opened, KeptQuote):
                    yield opened


def _claims_to_be_one(path: Path) -> bool:
    with suppress(OSError, UnicodeDecodeError):
        return path.stat().st_size <= MOST_BYTES and SCHEMA in path.read_text(encoding="utf-8-sig")
    return False
