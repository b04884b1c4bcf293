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
from knowledge.conditions import ALWAYS, Condition, read_condition
from knowledge.decoding import Decoder, Hook
from knowledge.faults import DataError, Faults, suggest
from knowledge.fields import Field, Vocabulary, vocabulary_of
from knowledge.files import (
    ClausesFile,
    ContactsFile,
    FaqFile,
    FieldsFile,
    RoutesFile,
    ServicesFile,
    SizesFile,
    SourcesFile,
    StatisticsFile,
    SubsidiesFile,
    TermsFile,
    VersionFile,
)
from knowledge.records import (
    ApplicationStep,
    Clause,
    Contact,
    Edition,
    Faq,
    Frame,
    Route,
    Service,
    SizeRow,
    Source,
    Statistic,
    SubsidyRule,
    Term,
)
from knowledge.references import check_references, check_sizes
from knowledge.yamltree import Node, parse, read_text

DATA = Path(__file__).parent / "data"
T = TypeVar(
    "T",
    ApplicationStep,
    Clause,
    Contact,
    Edition,
    Faq,
    Field,
    Frame,
    Route,
    Service,
    SizeRow,
    Source,
    Statistic,
    SubsidyRule,
    Term,
)
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
    _check_fields(fields.fields, reader.faults)
    reader.faults.raise_if_any()
    return vocabulary_of(fields.fields)


def _check_fields(fields: tuple[Field, ...], faults: Faults) -> None:
    _by_id(fields, faults)
    for item in fields:
        for code in item.codes:
            if item.codes.count(code) > 1:
                faults.add(item.place, f"「{item.id}」の選択肢「{code}」が2回あります", "どちらか1つを消してください")
        if (item.kind in ("choice", "multi")) != bool(item.codes):
            faults.add(item.place, f"「{item.id}」の種類と選択肢が合いません", "choices を書き足すか、消してください")
        for code in item.exclusive:
            if code not in item.codes:
                faults.add(item.place, f"「{item.id}」に「{code}」という選択肢はありません", suggest(code, item.codes))


@cache
def load_knowledge(directory: Path = DATA) -> Knowledge:
    """Every fact. Raises DataError with the faults of all files."""
    reader = _Reader(directory, {})
    try:
        vocabulary = load_vocabulary(directory)
    except DataError as error:
        # The other files are judged all the same, but for their conditions, which need the vocabulary.
        vocabulary = vocabulary_of(())
        reader.faults.extend(error.faults)
        reader.hooks[Condition] = lambda _node, _found: ALWAYS
    else:
        reader.hooks[Condition] = lambda node, found: read_condition(node, vocabulary, found)
    version = reader.file("version.yaml", VersionFile)
    sources = reader.file("sources.yaml", SourcesFile)
    clauses = reader.file("clauses.yaml", ClausesFile)
    terms = reader.file("terms.yaml", TermsFile)
    faq = reader.file("faq.yaml", FaqFile)
    statistics = reader.file("statistics.yaml", StatisticsFile)
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
        terms=_by_id(terms.terms, faults),
        faq=_by_id(faq.faq, faults),
        statistics=_by_id(statistics.statistics, faults),
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
    _by_id(subsidies.steps, faults)
    _by_id(sizes.sme, faults)
    _by_id(sizes.small, faults)
    check_references(knowledge, faults)
    check_sizes(sizes, knowledge, faults)
    faults.raise_if_any()
    return knowledge


class _Reader:
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
            total.update(f"{path.relative_to(directory).as_posix()}\0".encode())
            total.update(path.read_bytes())
    return total.hexdigest()[:12]


__all__ = ["DATA", "Knowledge", "digest_of", "load_knowledge", "load_vocabulary", "read_tree"]
