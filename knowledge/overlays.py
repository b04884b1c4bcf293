"""Overlays: the user's own YAML files, which add records to the built-in ones or replace them by id.

The standard's clauses and the profile's vocabulary aren't the user's to change. An overlay with a fault is refused
as a whole; the built-in data stands by itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from knowledge import codes
from knowledge.base import Knowledge
from knowledge.conditions import Condition, read_condition
from knowledge.decoding import Decoder
from knowledge.faults import DataError, Faults
from knowledge.reading import Identified, by_id, read_tree
from knowledge.records import Contact, Faq, Service, Source, Statistic, Term
from knowledge.references import check_references
from knowledge.subsidy_records import Edition, Frame, OwnSchedule, Route, SubsidyRule
from knowledge.yamltree import Mapping

R = TypeVar("R", bound=Identified)
_NOT_THEIRS = {"clauses": "基準の条項", "fields": "プロフィールの項目", "questions": "質問", "evidence": "決め手"}
"""What a user may well try to put into an overlay, and why it is refused."""


@dataclass(frozen=True, slots=True)
class OverlayFile:
    """One file of an overlay: any of these lists, in the shapes of the built-in files."""

    sources: tuple[Source, ...] = ()
    terms: tuple[Term, ...] = ()
    faq: tuple[Faq, ...] = ()
    statistics: tuple[Statistic, ...] = ()
    services: tuple[Service, ...] = ()
    contacts: tuple[Contact, ...] = ()
    editions: tuple[Edition, ...] = ()
    frames: tuple[Frame, ...] = ()
    rules: tuple[SubsidyRule, ...] = ()
    own_schedules: tuple[OwnSchedule, ...] = ()
    routes: tuple[Route, ...] = ()


def overlay_files(directory: Path) -> tuple[Path, ...]:
    """The YAML files of an overlay in name order; none where the directory isn't there."""
    return tuple(sorted(directory.rglob("*.yaml")))


def read_overlay(knowledge: Knowledge, directory: Path) -> tuple[Knowledge, frozenset[str]]:
    """The knowledge with the overlay's records in it, and the names that the overlay's files carry in faults.

    Raises DataError with every fault of every file.
    """
    faults = Faults()
    files: list[OverlayFile] = []
    shown: set[str] = set()
    for path in overlay_files(directory):
        shown.add(str(path))
        try:
            files.append(read_overlay_file(path, knowledge, faults))
        except DataError as error:
            faults.extend(error.faults)
    faults.raise_if_any()
    merged = _merged(knowledge, files, faults)
    check_references(merged, faults)
    faults.raise_if_any()
    return merged, frozenset(shown)


def read_overlay_file(path: Path, knowledge: Knowledge, faults: Faults) -> OverlayFile:
    """One file as its records. Faults of its records are added to `faults`; DataError where it is no YAML at all."""
    hooks = {Condition: lambda node, found: read_condition(node, knowledge.vocabulary, found)}
    tree = read_tree(path, str(path))
    if isinstance(tree, Mapping) and (kept := [name for name in _NOT_THEIRS if name in tree.entries]):
        for name in kept:
            what = f"「{name}」（{_NOT_THEIRS[name]}）は、この道具が決めているので足したり変えたりできません"
            mend = "この項目を消し、伝えたいことは faq か terms に書いてください"
            faults.add(tree.key_places[name], what, mend, codes.SHAPE)
        return OverlayFile()
    read = Decoder(faults, hooks).read(tree, OverlayFile)
    # After a fault the records aren't used: the caller refuses the overlay.
    return read if isinstance(read, OverlayFile) else OverlayFile()


def _merged(knowledge: Knowledge, files: Iterable[OverlayFile], faults: Faults) -> Knowledge:
    listed = tuple(files)

    def joined(name: str) -> tuple[R, ...]:
        return tuple(record for file in listed for record in getattr(file, name))

    sources: dict[str, Source] = by_id(joined("sources"), faults)
    terms: dict[str, Term] = by_id(joined("terms"), faults)
    faq: dict[str, Faq] = by_id(joined("faq"), faults)
    statistics: dict[str, Statistic] = by_id(joined("statistics"), faults)
    services: dict[str, Service] = by_id(joined("services"), faults)
    contacts: dict[str, Contact] = by_id(joined("contacts"), faults)
    editions: dict[str, Edition] = by_id(joined("editions"), faults)
    frames: dict[str, Frame] = by_id(joined("frames"), faults)
    rules: dict[str, SubsidyRule] = by_id(joined("rules"), faults)
    routes: dict[str, Route] = by_id(joined("routes"), faults)
    schedules = {item.frame: item for file in listed for item in file.own_schedules}
    tables = (sources, terms, faq, statistics, services, contacts, editions, frames, rules, routes)
    origins = {name: record.place.file for table in tables for name, record in table.items()}
    # A frame with a schedule of the user's own is told as such.
    origins |= {name: schedule.place.file for name, schedule in schedules.items()}
    return replace(
        knowledge,
        sources={**knowledge.sources, **sources},
        terms={**knowledge.terms, **terms},
        faq={**knowledge.faq, **faq},
        statistics={**knowledge.statistics, **statistics},
        services={**knowledge.services, **services},
        contacts={**knowledge.contacts, **contacts},
        editions={**knowledge.editions, **editions},
        frames={**knowledge.frames, **frames},
        own_schedules={**knowledge.own_schedules, **schedules},
        subsidy_rules={**knowledge.subsidy_rules, **rules},
        routes={**knowledge.routes, **routes},
        origins={**knowledge.origins, **origins},
    )
