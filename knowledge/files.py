"""What each YAML file of the knowledge base holds at its top level. Anything else in a file is refused."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.records import Clause, Contact, Faq, ReviewInterval, Service, Source, Statistic, Term
from knowledge.subsidy_records import (
    ApplicationStep,
    DeemedLarge,
    DetailOf,
    Edition,
    Frame,
    Judged,
    NotLarge,
    OwnSchedule,
    Route,
    SameEntity,
    SizeNote,
    SizeRow,
    SubsidyRule,
)


@dataclass(frozen=True, slots=True)
class VersionFile:
    """The day on which the facts were last gathered."""

    version: str


@dataclass(frozen=True, slots=True)
class FreshnessFile:
    """How long each kind of record may be relied on."""

    intervals: tuple[ReviewInterval, ...]


@dataclass(frozen=True, slots=True)
class SourcesFile:
    """The documents that facts come from."""

    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class ClausesFile:
    """The standard and the overview in plain words."""

    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class TermsFile:
    """The glossary."""

    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class FaqFile:
    """Questions as people put them."""

    faq: tuple[Faq, ...]


@dataclass(frozen=True, slots=True)
class StatisticsFile:
    """Figures that explain risk."""

    statistics: tuple[Statistic, ...]


@dataclass(frozen=True, slots=True)
class ServicesFile:
    """The registered services of the list of 2023."""

    services: tuple[Service, ...]


@dataclass(frozen=True, slots=True)
class ContactsFile:
    """Whom to call."""

    contacts: tuple[Contact, ...]


@dataclass(frozen=True, slots=True)
class RoutesFile:
    """Other ways to pay than the national frames."""

    routes: tuple[Route, ...]


@dataclass(frozen=True, slots=True)
class SubsidiesFile:
    """The national subsidy by edition and frame."""

    editions: tuple[Edition, ...]
    frames: tuple[Frame, ...]
    rules: tuple[SubsidyRule, ...]
    steps: tuple[ApplicationStep, ...]
    own_schedules: tuple[OwnSchedule, ...]


@dataclass(frozen=True, slots=True)
class SizesFile:
    """Who is an SME, a small business, or counted as large."""

    sme: tuple[SizeRow, ...]
    small: tuple[SizeRow, ...]
    small_entities_excluded: tuple[str, ...]
    judged: tuple[Judged, ...]
    detail_of: tuple[DetailOf, ...]
    deemed_large: tuple[DeemedLarge, ...]
    not_large: tuple[NotLarge, ...]
    same_entity: tuple[SameEntity, ...]
    notes: tuple[SizeNote, ...]
