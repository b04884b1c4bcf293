"""The words around quotes, read once and strictly from `data/quote_wording.yaml`."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from knowledge.faults import NOWHERE, Place
from knowledge.reading import read_record
from knowledge.records import Monitoring

FILE = Path(__file__).parents[1] / "data" / "quote_wording.yaml"


@dataclass(frozen=True, slots=True)
class ResultNames:
    """What each result of a check is called."""

    ok: str
    violation: str
    unknown: str
    disputed: str
    not_applicable: str


@dataclass(frozen=True, slots=True)
class VerdictPhrases:
    """The verdict over all checks. `pass` is a Python keyword, hence the underscore."""

    pass_: str
    fail: str
    unclear: str


@dataclass(frozen=True, slots=True)
class SendPhrases:
    """Sentences to send back to the provider."""

    violation: str
    disputed: str


@dataclass(frozen=True, slots=True)
class ClausePhrases:
    """What a clause asks for, and what is said where a quote keeps it, breaks it, or can't be judged."""

    clause: str
    limit: str
    ok: str | None
    violation: str | None
    disputed: str | None
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class PricePhrases:
    """Prices and their caps in words, and the reasons behind a judgement."""

    network_part: str
    endpoint_part: str
    total: str
    tax_in: str
    tax_open: str
    network_limit: str
    network_sites_limit: str
    endpoint_limit: str
    endpoint_devices_limit: str
    both_limit: str
    both_devices_limit: str
    initial_limit: str
    network: str
    endpoint: str
    total_over: str
    sites: str
    combined: str
    unexplained: str
    other_type: str
    missing: str
    open_tax: str
    open_devices: str
    open_sites: str
    initial_over: str
    initial_unwritten: str
    initial_unstated: str
    written_no: str
    class2: str


@dataclass(frozen=True, slots=True)
class ComparePhrases:
    """The words of a comparison of quotes."""

    no_total: str
    initial_missing: str
    tax_open: str
    no_routes: str
    no_profile: str
    if_possible: str
    nothing_left_out: str
    no_devices: str
    count_differs: str
    count_open: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClassRow:
    """A row of the comparison table. `{std.2.1.7.u:min_devices_max}` stands for a figure of a clause."""

    topic: str
    class1: str
    class2: str
    differs: bool
    cites: tuple[str, ...]
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class ClassPhrases:
    """The words of 1類 against 2類."""

    title: str
    template: str
    none: str
    chosen: str
    adds_some: str
    adds_none: str
    adds_open: str
    yardstick: str
    yardstick_open: str
    yardstick_range: str
    nothing_to_pay: str
    plan: str
    plan_within: str
    budget: str
    budget_within: str
    disputed: str
    monthly_service: str
    bullet: str
    blank: str
    same: str
    rows: tuple[ClassRow, ...]
    asks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RequestGroup:
    """Fields of a quote that are asked for together."""

    name: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnknownFact:
    """What to ask where the catalogue doesn't know a fact of a service."""

    fact: str
    ask: str


@dataclass(frozen=True, slots=True)
class MeantClause:
    """A clause whose question goes with the plan although it is no duty by itself: what a word of the plan means."""

    clause: str
    monitoring: tuple[Monitoring, ...]
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class RequestPhrases:
    """The words of a 見積依頼書."""

    title: str
    to: str
    to_anyone: str
    date: str
    greeting: str
    company_line: str
    company_blank: str
    person_blank: str
    due_blank: str
    facts: str
    facts_none: str
    facts_columns: tuple[str, ...]
    plan: str
    plan_line: str
    plan_open: str
    plan_devices: str
    plan_devices_open: str
    plan_sites: str
    plan_wants: str
    plan_service: str
    plan_other_type: str
    being_checked: str
    plan_class2: str
    plan_class1: str
    enclosed: str
    answers: str
    answers_lead: str
    catalogue: str
    catalogue_lead: str
    closing: str
    enclosure: str
    enclosure_lead: str
    question: str
    neutral: str
    facts_fields: tuple[str, ...]
    groups: tuple[RequestGroup, ...]
    unknowns: tuple[UnknownFact, ...]
    meanings: tuple[MeantClause, ...]


@dataclass(frozen=True, slots=True)
class Headings:
    """The labels of the text output."""

    check: str
    result: str
    verdict: str
    item: str
    found: str
    limit: str
    ask: str
    fine: str
    elsewhere: str
    compare: str
    monthly: str
    initial: str
    two_years: str
    per_device: str
    route: str
    route_state: str
    amount: str
    own: str
    left_out: str
    remarks: str
    notes: str
    not_known: str
    adds: str
    worth: str
    table: str
    columns: tuple[str, ...]
    asks: str
    letter: str
    letter_lead: str
    letter_none: str


@dataclass(frozen=True, slots=True)
class QuoteWording:
    """The whole file."""

    results: ResultNames
    verdicts: VerdictPhrases
    send: SendPhrases
    class_not_stated: str
    class1_only: str
    class2_only: str
    monitoring_not_stated: str
    other_monitoring: str
    not_stated: str
    topic_in: str
    topic_out: str
    terms_ok: str
    terms_broken: str
    terms_open: str
    clauses: tuple[ClausePhrases, ...]
    price: PricePhrases
    single_contract: str
    devices_50_endpoint: str
    compare: ComparePhrases
    classes: ClassPhrases
    request: RequestPhrases
    headings: Headings

    def of(self, clause: str) -> ClausePhrases:
        return next(item for item in self.clauses if item.clause == clause)


@cache
def load_quote_wording() -> QuoteWording:
    """The wording. Raises DataError with all faults."""
    return read_record(FILE, QuoteWording)
