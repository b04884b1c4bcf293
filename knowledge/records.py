"""The nouns of the knowledge base. Each record is one entry of a YAML file under `knowledge/data`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Generic, Literal, TypeVar

from knowledge.faults import NOWHERE, Place

T = TypeVar("T")

Monitoring = Literal["network", "endpoint", "both"]
ClassCode = Literal["class1", "class2"]


@dataclass(frozen=True, slots=True)
class Source:
    """A document that facts come from. `checked` is the day somebody last looked at it."""

    id: str
    title: str
    publisher: str | None
    kind: Literal["official", "press", "third_party"]
    url: str | None
    as_of: str | None
    checked: date
    note: str | None
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure or limit of a clause, as data. Money is in yen; `tax` excluded means 税抜."""

    name: str
    value: int
    unit: str
    tax: Literal["excluded", "none"]
    meaning: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a point on which the documents differ. All readings of a clause stand."""

    reading: str
    source: str
    note: str | None


@dataclass(frozen=True, slots=True)
class Clause:
    """条項: one clause of the standard (std.*) or one row of the overview (ovw.*), in plain words."""

    id: str
    where: str
    title: str
    duty: Literal["must", "target", "recommended", "definition", "system"]
    applies_to: tuple[ClassCode, ...]
    binds: Literal["provider", "team", "ipa", "scheme"]
    source: str
    plain: str
    gives: str | None
    ask: str | None
    check: str | None
    figures: tuple[Figure, ...]
    terms: tuple[str, ...]
    readings: tuple[Reading, ...]
    related: tuple[str, ...]
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Term:
    """用語: a word of the field in plain words. `aliases` mean just this; `colloquial` words can mean other things."""

    id: str
    term: str
    reading: str
    category: str
    definition: str
    plain: str
    aliases: tuple[str, ...]
    colloquial: tuple[str, ...]
    misspelt: tuple[str, ...]
    see: tuple[str, ...]
    clauses: tuple[str, ...]
    sources: tuple[str, ...]
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Faq:
    """よくある質問: a question as people put it, with further phrasings, and the answer in our own words.

    The first of `cites` is the record that answers. `settled` False: neither the standard nor the facts decide it.
    """

    id: str
    topic: str
    question: str
    phrasings: tuple[str, ...]
    answer: str
    cites: tuple[str, ...]
    settled: bool
    related: tuple[str, ...]
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class RuleFigure:
    """A figure kept as text, because it is no whole number (10.95 %) or is told in words (約3分の2)."""

    name: str
    value: str
    unit: str | None


@dataclass(frozen=True, slots=True)
class Statistic:
    """統計: figures that explain a risk calmly, with year and source. Values stand as the source writes them."""

    id: str
    title: str
    text: str
    figures: tuple[RuleFigure, ...]
    year: str | None
    sources: tuple[str, ...]
    as_of: str | None
    note: str | None
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Fact(Generic[T]):
    """A value with its basis: stated by a source, inferred (from a name), or unknown (None)."""

    value: T | None
    basis: Literal["stated", "inferred", "unknown"]
    sources: tuple[str, ...]
    as_of: str | None
    note: str | None
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Service:
    """A registered service (登録サービス) of the list of 2023, with what is known of it. Yen, 税抜 unless noted."""

    id: str
    provider: str
    name: str
    listed_as: str | None
    monitoring: Fact[Monitoring]
    service_class: Fact[ClassCode]
    class2: Fact[bool]
    region: Fact[str]
    base: Fact[str]
    monthly_price_yen: Fact[int]
    initial_cost_yen: Fact[int]
    device_limit: Fact[str]
    min_contract_months: Fact[int]
    equipment: Fact[str]
    insurance: Fact[str]
    onsite_support: Fact[str]
    url: Fact[str]
    still_registered: Fact[bool]
    aliases: tuple[str, ...]
    notes: str | None
    notes_sources: tuple[str, ...] = ()
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to call or look up: during an incident, for subsidies, or in general. `also` backs what the note adds."""

    id: str
    name: str
    for_: Literal["incident", "subsidy", "general"]
    what: str
    phone: str | None
    hours: str | None
    url: str
    source: str
    as_of: str | None
    note: str | None
    also: tuple[str, ...] = ()
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class ReviewInterval:
    """見直しの間隔: after how many days a kind of record wants checking, and why; `name` is said to the user."""

    kind: str
    name: str
    days: int
    why: str
    place: Place = field(default=NOWHERE, compare=False)
