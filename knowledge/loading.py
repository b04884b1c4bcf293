"""Reads the YAML under `knowledge/data` into one frozen Knowledge."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

from knowledge.base import Knowledge
from knowledge.conditions import ALWAYS, Condition, read_condition
from knowledge.faults import DataError
from knowledge.fields import vocabulary_of
from knowledge.files import (
    ClausesFile,
    ContactsFile,
    FaqFile,
    FreshnessFile,
    RoutesFile,
    ServicesFile,
    SizesFile,
    SourcesFile,
    StatisticsFile,
    SubsidiesFile,
    TermsFile,
    VersionFile,
)
from knowledge.reading import DATA, FileReader, by_id, read_tree
from knowledge.references import check_references, check_sizes
from knowledge.vocabulary import load_vocabulary


@cache
def load_knowledge(directory: Path = DATA) -> Knowledge:
    """Every fact. Raises DataError with the faults of all files."""
    reader = FileReader(directory, {})
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
    freshness = reader.file("freshness.yaml", FreshnessFile)
    faults = reader.faults
    faults.raise_if_any()
    knowledge = Knowledge(
        version=version.version,
        vocabulary=vocabulary,
        sources=by_id(sources.sources, faults),
        clauses=by_id(clauses.clauses, faults),
        terms=by_id(terms.terms, faults),
        faq=by_id(faq.faq, faults),
        statistics=by_id(statistics.statistics, faults),
        services=by_id(services.services, faults),
        contacts=by_id(contacts.contacts, faults),
        editions=by_id(subsidies.editions, faults),
        frames=by_id(subsidies.frames, faults),
        own_schedules={schedule.frame: schedule for schedule in subsidies.own_schedules},
        subsidy_rules=by_id(subsidies.rules, faults),
        steps=subsidies.steps,
        sme_rows=sizes.sme,
        small_rows=sizes.small,
        deemed_large=sizes.deemed_large,
        routes=by_id(routes.routes, faults),
        size_judged=sizes.judged,
        size_details=sizes.detail_of,
        size_sources=(
            *(source for note in sizes.notes for source in note.sources),
            *(source for holder in sizes.not_large for source in holder.sources),
            *(source for group in sizes.same_entity for source in group.sources),
        ),
        review={item.kind: item for item in freshness.intervals},
    )
    by_id(subsidies.steps, faults)
    by_id(sizes.sme, faults)
    by_id(sizes.small, faults)
    by_id(sizes.deemed_large, faults)
    by_id(sizes.same_entity, faults)
    check_references(knowledge, faults)
    check_sizes(sizes, knowledge, faults)
    faults.raise_if_any()
    return knowledge


def digest_of(*directories: Path) -> str:
    """Twelve hexadecimal digits over the content of every YAML file below the directories, in name order."""
    total = sha256()
    for directory in directories:
        for path in sorted(directory.rglob("*.yaml")):
            total.update(f"{path.relative_to(directory).as_posix()}\0".encode())
            total.update(path.read_bytes())
    return total.hexdigest()[:12]


__all__ = ["DATA", "digest_of", "load_knowledge", "load_vocabulary", "read_tree"]
