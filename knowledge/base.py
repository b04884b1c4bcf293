"""The knowledge base as one frozen whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from knowledge.fields import Vocabulary
from knowledge.records import Clause, Contact, Faq, ReviewInterval, Service, Source, Statistic, Term
from knowledge.subsidy_records import (
    ApplicationStep,
    DeemedLarge,
    DetailOf,
    Edition,
    Frame,
    Judged,
    OwnSchedule,
    Route,
    SizeRow,
    SubsidyRule,
)

OWN_MARK = "（ご自分で加えた情報）"


@dataclass(frozen=True)
class Knowledge:
    """All facts, by id, in the order of their files. `version` is the day on which the facts were last gathered.

    `review` gives the interval of each kind of record, `origins` the file of each record that the user has added.
    """

    version: str
    vocabulary: Vocabulary
    sources: Mapping[str, Source]
    clauses: Mapping[str, Clause]
    terms: Mapping[str, Term]
    faq: Mapping[str, Faq]
    statistics: Mapping[str, Statistic]
    services: Mapping[str, Service]
    contacts: Mapping[str, Contact]
    editions: Mapping[str, Edition]
    frames: Mapping[str, Frame]
    own_schedules: Mapping[str, OwnSchedule]
    subsidy_rules: Mapping[str, SubsidyRule]
    steps: tuple[ApplicationStep, ...]
    sme_rows: tuple[SizeRow, ...]
    small_rows: tuple[SizeRow, ...]
    deemed_large: tuple[DeemedLarge, ...]
    routes: Mapping[str, Route]
    size_judged: tuple[Judged, ...] = ()
    size_details: tuple[DetailOf, ...] = ()
    size_sources: tuple[str, ...] = ()
    review: Mapping[str, ReviewInterval] = field(default_factory=dict)
    origins: Mapping[str, str] = field(default_factory=dict)

    def figure(self, clause: str, name: str) -> int:
        """One figure of a clause by its name, such as the `network_monthly_max` (円/月) of std.2.1.7.i."""
        return next(item.value for item in self.clauses[clause].figures if item.name == name)

    def title(self, record_id: str) -> str:
        """A short name for whatever `record_id` names: the clause's place and title, or the record's own name."""
        return self.marked(record_id, self._title(record_id))

    def marked(self, record_id: str, name: str) -> str:
        """The name of a record, with a mark where the user has added it."""
        return f"{name}{OWN_MARK}" if record_id in self.origins else name

    def _title(self, record_id: str) -> str:
        clause = self.clauses.get(record_id)
        if clause:
            # The overview's places already name the document.
            document = "基準 " if clause.source == "src.standard" else ""
            return f"{document}{clause.where}「{clause.title}」"
        frame = self.frames.get(record_id)
        if frame:
            return f"{self.editions[frame.edition].name} {frame.name}"
        named: tuple[Mapping[str, Source | SubsidyRule | Statistic], ...] = (
            self.sources,
            self.subsidy_rules,
            self.statistics,
        )
        for records in named:
            if record_id in records:
                return records[record_id].title
        return self._name(record_id)

    def _name(self, record_id: str) -> str:
        named: tuple[Mapping[str, Contact | Edition | Route], ...] = (self.contacts, self.editions, self.routes)
        for records in named:
            if record_id in records:
                return records[record_id].name
        if record_id in self.terms:
            return self.terms[record_id].term
        if record_id in self.faq:
            return self.faq[record_id].question
        service = self.services.get(record_id)
        if service:
            return f"{service.provider}「{service.name}」"
        return self._part(record_id)

    def _part(self, record_id: str) -> str:
        """The name of a row of a table: a step of the application, a row of the sizes, a criterion of large owners."""
        kind, _, name = record_id.rpartition(".")
        rows = {"sme": self.sme_rows, "small": self.small_rows}.get(kind, ())
        words = {
            "subsidy.step": {item.id: item.what for item in self.steps},
            "deemed_large": {item.id: item.text for item in self.deemed_large},
        }.get(kind, {row.id: row.name for row in rows})
        return words.get(name, record_id)

    def knows(self, record_id: str) -> bool:
        """Whether a citation of `record_id` leads anywhere."""
        kinds = (
            self.clauses,
            self.sources,
            self.subsidy_rules,
            self.frames,
            self.services,
            self.routes,
            self.terms,
            self.statistics,
        )
        return any(record_id in kind for kind in kinds)
