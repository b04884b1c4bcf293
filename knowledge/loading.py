"""Reads the YAML under `knowledge/data` into one frozen Knowledge.

The vocabulary loads alone, because the first question on the screen needs nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar, cast

from knowledge.base import Knowledge
from knowledge.conditions import Condition, read_condition
from knowledge.decoding import Decoder, Hook
from knowledge.faults import DataError, Faults
from knowledge.fields import Vocabulary, vocabulary_of
from knowledge.files import (
    ClausesFile,
    ContactsFile,
    FieldsFile,
    RoutesFile,
    ServicesFile,
    SizesFile,
    SourcesFile,
    SubsidiesFile,
    VersionFile,
)
from knowledge.records import Clause, Contact, Edition, Frame, Route, Service, Source, SubsidyRule
from knowledge.references import check_references
from knowledge.yamltree import Node, parse, read_text

DATA = Path(__file__).parent / "data"
T = TypeVar("T", Clause, Contact, Edition, Frame, Route, Service, Source, SubsidyRule)
F = TypeVar("F")


def read_tree(path: Path, shown: str | None = None) -> Node:
    """The YAML tree of a file; `shown` is the name that faults carry."""
    name = shown or path.name
    return parse(read_text(path, name), name)


@cache
def load_vocabulary(directory: Path = DATA) -> Vocabulary:
    """The profile's fields and derived quantities. Raises DataError with all faults."""
    reader = _Reader(directory, {})
    fields = reader.file("fields.yaml", FieldsFile)
    reader.faults.raise_if_any()
    return vocabulary_of(fields.fields)


@cache
def load_knowledge(directory: Path = DATA) -> Knowledge:
    """Every fact. Raises DataError with the faults of all files."""
    vocabulary = load_vocabulary(directory)
    reader = _Reader(directory, {Condition: lambda node, found: read_condition(node, vocabulary, found)})
    version = reader.file("version.yaml", VersionFile)
    sources = reader.file("sources.yaml", SourcesFile)
    clauses = reader.file("clauses.yaml", ClausesFile)
    services = reader.file("services.yaml", ServicesFile)
    contacts = reader.file("contacts.yaml", ContactsFile)
    subsidies = reader.file("subsidies.yaml", SubsidiesFile)
    sizes = reader.file("sizes.yaml", SizesFile)
    routes = reader.file("routes.yaml", RoutesFile)
    faults = reader.faults
    faults.raise_if_any()
    knowledge = Knowledge(
        version=version.version,
        vocabulary=vocabulary,
        sources=_by_id(sources.sources, faults),
        clauses=_by_id(clauses.clauses, faults),
        services=_by_id(services.services, faults),
        contacts=_by_id(contacts.contacts, faults),
        editions=_by_id(subsidies.editions, faults),
        frames=_by_id(subsidies.frames, faults),
        own_schedules={schedule.frame: schedule for schedule in subsidies.own_schedules},
        subsidy_rules=_by_id(subsidies.rules, faults),
        steps=subsidies.steps,
        sme_rows=sizes.sme,
        small_rows=sizes.small,
        deemed_large=sizes.deemed_large,
        routes=_by_id(routes.routes, faults),
    )
    check_references(knowledge, faults)
    faults.raise_if_any()
    return knowledge


class _Reader:
    """Reads the files of one directory and collects their faults, so that all files are judged in one run."""

    def __init__(self, directory: Path, hooks: Mapping[Any, Hook]) -> None:
        self._directory = directory
        self._hooks = hooks
        self.faults = Faults()

    def file(self, name: str, shape: type[F]) -> F:
        """The file as its record. After a fault the value must not be used; `faults` tells."""
        try:
            tree = read_tree(self._directory / name)
        except DataError as error:
            self.faults.extend(error.faults)
            return cast("F", None)
        return cast("F", Decoder(self.faults, self._hooks).read(tree, shape))


def _by_id(records: tuple[T, ...], faults: Faults) -> dict[str, T]:
    found: dict[str, T] = {}
    for record in records:
        if record.id in found:
            faults.add(record.place, f"「{record.id}」が2回あります", "どちらかの id を変えてください")
        found[record.id] = record
    return found


def digest_of(*directories: Path) -> str:
    """Twelve hexadecimal digits over the content of every YAML file below the directories, in name order."""
    total = sha256()
    for directory in directories:
        for path in sorted(directory.rglob("*.yaml")):
            total.update(f"{path.relative_to(directory)}\0".encode())
            total.update(path.read_bytes())
    return total.hexdigest()[:12]


__all__ = ["DATA", "Knowledge", "digest_of", "load_knowledge", "load_vocabulary", "read_tree"]
