"""Faults in data: where, what, and how to mend it, in one Japanese line each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

MAX_WHAT = 200


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
    # Only a fault pays for the machinery of near matches.
    from difflib import get_close_matches  # noqa: PLC0415

    names = sorted(known)
    near = get_close_matches(name, names, n=1, cutoff=0.6)
    if near:
        return f"「{near[0]}」のことですか。つづりを直してください"
    if 0 < len(names) <= 12:
        return f"使えるのは {'、'.join(names)} です"
    return "この名前を消すか、正しい名前に直してください"
