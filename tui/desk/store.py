"""Where interviews are kept: the interface, and plain files under the user's own data directory."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Protocol

from knowledge.fields import Vocabulary
from questionnaires.interview import Interview
from tui.desk.files import locked, private_directory, write_atomically
from tui.desk.records import DamagedRecordError, SavedInterview, from_text, to_text

LOOKED_AT = 50
"""How many of the newest interviews are looked through for an unfinished one."""


class SavedElsewhereError(Exception):
    """Another window saved the same interview since it was read here."""


class Store(Protocol):
    """What the conversation needs of a desk."""

    def new(self) -> SavedInterview: ...
    def save(self, record: SavedInterview) -> SavedInterview: ...
    def load(self, record_id: str) -> SavedInterview: ...
    def list(self) -> tuple[SavedInterview, ...]: ...
    def latest_unfinished(self) -> SavedInterview | None: ...
    def latest_finished(self) -> SavedInterview | None: ...
    def set_aside(self) -> tuple[str, ...]: ...


def home_directory() -> Path:
    """The directory of the user's data: OTASUKE_HOME, else the place that the system has for it."""
    named = os.environ.get("OTASUKE_HOME")
    if named:
        return Path(named).expanduser()
    from platformdirs import user_data_path

    return user_data_path("otasuke-navi", appauthor=False)


class FileStore:
    """One JSON file for each interview, under `home`/interviews. A damaged file is renamed, never overwritten."""

    def __init__(self, home: Path, vocabulary: Vocabulary, now: Callable[[], datetime] | None = None) -> None:
        self._directory = home / "interviews"
        self._vocabulary = vocabulary
        self._now = now or (lambda: datetime.now().astimezone())
        self._set_aside: list[str] = []

    def new(self) -> SavedInterview:
        """An interview with a name of its own. Nothing is written until it is saved."""
        now = self._now()
        return SavedInterview(f"{now:%Y%m%d-%H%M%S}-{secrets.token_hex(3)}", now, now, Interview())

    def save(self, record: SavedInterview) -> SavedInterview:
        """The record as saved, its revision one higher. Raises SavedElsewhereError, OSError."""
        private_directory(self._directory)
        path = self._path(record.id)
        with locked(self._directory / ".lock"):
            if self._is_ahead(path, record):
                raise SavedElsewhereError(record.id)
            saved = replace(record, revision=record.revision + 1, saved=self._now())
            write_atomically(path, to_text(saved))
        return saved

    def _is_ahead(self, path: Path, record: SavedInterview) -> bool:
        """Whether the file holds another saving than the one that the record came from."""
        if not path.exists():
            return False
        try:
            return self._read(path).revision != record.revision
        except DamagedRecordError:
            self._put_aside(path)
            return False

    def load(self, record_id: str) -> SavedInterview:
        """The interview of that name. Raises FileNotFoundError, and DamagedRecordError after setting the file aside."""
        path = self._path(record_id)
        try:
            return self._read(path)
        except DamagedRecordError:
            self._put_aside(path)
            raise

    def list(self) -> tuple[SavedInterview, ...]:
        """Every interview, the last saved first."""
        return self._newest(None)

    def latest_unfinished(self) -> SavedInterview | None:
        """The interview to go on with, if there is one."""
        return next((record for record in self._newest(LOOKED_AT) if record.status == "asking"), None)

    def latest_finished(self) -> SavedInterview | None:
        """The interview whose result was last looked at, if there is one."""
        return next((record for record in self._newest(LOOKED_AT) if record.status == "finished"), None)

    def set_aside(self) -> tuple[str, ...]:
        """The names of damaged files that were put aside since this was last asked."""
        names, self._set_aside = tuple(self._set_aside), []
        return names

    def _newest(self, count: int | None) -> tuple[SavedInterview, ...]:
        if not self._directory.is_dir():
            return ()
        paths = [(path.stat().st_mtime_ns, path.name, path) for path in self._directory.glob("*.json")]
        records = []
        for _, _, path in sorted(paths, reverse=True)[:count]:
            try:
                records.append(self._read(path))
            except DamagedRecordError:
                self._put_aside(path)
            except OSError:
                continue  # gone in the meantime, or another user's: not ours to touch
        return tuple(sorted(records, key=lambda record: record.saved, reverse=True))

    def _path(self, record_id: str) -> Path:
        if not record_id or any(not (character.isalnum() or character in "-_") for character in record_id):
            raise FileNotFoundError(record_id)
        return self._directory / f"{record_id}.json"

    def _read(self, path: Path) -> SavedInterview:
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            raise DamagedRecordError(path.name) from error
        return from_text(text, self._vocabulary)

    def _put_aside(self, path: Path) -> None:
        """The file under a name that nothing reads or writes again."""
        aside = path.with_name(f"{path.name}.damaged")
        count = 1
        while aside.exists():
            count += 1
            aside = path.with_name(f"{path.name}.damaged-{count}")
        path.rename(aside)
        self._set_aside.append(aside.name)
