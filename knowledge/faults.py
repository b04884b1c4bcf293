"""Faults in data: where, what, and how to mend it, in one Japanese line each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

MAX_WHAT = 200
_MOST_NAMES, _MOST_CODES = 12, 20
_UNKNOWN_NAME = "この名前を消すか、正しい名前に直してください"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands: the file's name as the user gave it, and the line counted from 1."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


NOWHERE = Place("", 0)
"""The place of a record that was made in code, not read from a file."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing wrong in a file, with the way to mend it. `code` (KB012) names the kind of a fault in our data."""

    place: Place
    what: str
    mend: str
    code: str = ""

    def __str__(self) -> str:
        code = f"{self.code} " if self.code else ""
        return _one_line(f"{self.place}: {code}{_shortened(self.what)}・{self.mend}")


def _one_line(text: str) -> str:
    # Faults quote files that anybody may have written: no line break and no terminal escape gets through.
    return "".join(char if char.isprintable() else " " for char in text)


def _shortened(text: str) -> str:
    return text if len(text) <= MAX_WHAT else f"{text[:MAX_WHAT]}（以下略）"


class DataError(Exception):
    """Data that cannot be used. Carries every fault found, in the order of the lines."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(map(str, self.faults)))


class Faults:
    """Collects faults while data is read, so that all of them are told at once."""

    def __init__(self) -> None:
        self._found: list[Fault] = []

    def add(self, place: Place, what: str, mend: str, code: str = "") -> None:
        self._found.append(Fault(place, what, mend, code))

    def extend(self, faults: Iterable[Fault]) -> None:
        self._found.extend(faults)

    def __bool__(self) -> bool:
        return bool(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def sorted(self) -> tuple[Fault, ...]:
        """Every fault once, in the order of files and lines."""
        return tuple(sorted(set(self._found)))

    def raise_if_any(self) -> None:
        """Raises DataError if anything was found."""
        if self._found:
            raise DataError(self._found)


def suggest(name: str, known: Iterable[str]) -> str:
    """How to mend an unknown name: the nearest known one, or the list of them when it is short."""
    names = sorted(known)
    return _nearest_said(name, names) or _listed(names, _MOST_NAMES) or _UNKNOWN_NAME


def suggest_code(written: str, labels: Mapping[str, str]) -> str:
    """How to mend an unknown code. `labels`: each code with what people call it, by which the code is found too."""
    by_label = {label: code for code, label in labels.items() if label != code}
    near = written if written in by_label else _nearest(written, by_label)
    if near:
        return f"「{near}」なら {by_label[near]} と書いてください。{_listed(sorted(labels), _MOST_CODES)}"
    return _nearest_said(written, labels) or _listed(sorted(labels), _MOST_CODES) or _UNKNOWN_NAME


def _nearest_said(name: str, known: Iterable[str]) -> str:
    near = _nearest(name, known)
    return f"「{near}」のことですか。つづりを直してください" if near else ""


def _nearest(name: str, known: Iterable[str]) -> str:
    # Only a fault pays for the machinery of near matches.
    from difflib import get_close_matches  # noqa: PLC0415

    return next(iter(get_close_matches(name, list(known), n=1, cutoff=0.6)), "")


def _listed(names: list[str], most: int) -> str:
    return f"使えるのは {'、'.join(names)} です" if 0 < len(names) <= most else ""
