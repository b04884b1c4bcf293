"""Reads YAML files as records and collects the faults of all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Protocol, TypeVar, cast

from knowledge import codes
from knowledge.decoding import Decoder, Hook
from knowledge.faults import DataError, Faults, Place
from knowledge.yamltree import Node, parse, read_text

DATA = Path(__file__).parent / "data"
F = TypeVar("F")


class Identified(Protocol):
    """A record with an id and a place in its file."""

    @property
    def id(self) -> str: ...

    @property
    def place(self) -> Place: ...


R = TypeVar("R", bound=Identified)


def read_tree(path: Path, shown: str | None = None) -> Node:
    """The YAML tree of a file; `shown` is the name that faults carry."""
    name = shown or path.name
    return parse(read_text(path, name), name)


def read_record(path: Path, shape: type[F], shown: str | None = None) -> F:
    """The file as one record. Raises DataError with all of its faults."""
    faults = Faults()
    record = Decoder(faults).read(read_tree(path, shown), shape)
    faults.raise_if_any()
    return cast("F", record)


class FileReader:
    """Reads the files of one directory and collects their faults, so that all files are judged in one run."""

    def __init__(self, directory: Path, hooks: Mapping[Any, Hook]) -> None:
        self._directory = directory
        self.hooks = dict(hooks)
        self.faults = Faults()

    def file(self, name: str, shape: type[F]) -> F:
        """The file as its record. After a fault the value must not be used; `faults` tells."""
        try:
            tree = read_tree(self._directory / name)
        except DataError as error:
            self.faults.extend(error.faults)
            return cast("F", None)
        return cast("F", Decoder(self.faults, self.hooks).read(tree, shape))


def by_id(records: Iterable[R], faults: Faults) -> dict[str, R]:
    """The records by id; a fault for every id that stands twice."""
    found: dict[str, R] = {}
    for record in records:
        if record.id in found:
            faults.add(record.place, f"「{record.id}」が2回あります", "どちらかの id を変えてください", codes.TWICE)
        found[record.id] = record
    return found
