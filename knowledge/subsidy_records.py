"""The nouns of the subsidies: editions, frames, company sizes, and other routes to the money."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Literal

from knowledge.conditions import Condition
from knowledge.faults import NOWHERE, Place
from knowledge.records import RuleFigure


@dataclass(frozen=True, slots=True)
class Round:
    """One round of applications (次): its deadline, planned decision and report date."""

    round: int
    deadline: date | None
    decision: date | None
    report_due: date | None
    note: str | None


@dataclass(frozen=True, slots=True)
class OnceRule:
    """Whether an earlier subsidy for お助け隊 shuts the applicant out; None where nothing is confirmed."""

    excludes_previous: bool | None
    editions: tuple[str, ...]
    note: str | None


@dataclass(frozen=True, slots=True)
class Combining:
    """併願: whether the frame for お助け隊 alone goes together with one for software; None where nothing is confirmed.

    `parallel`: both at once, お助け隊 in the one alone. `fee_in_both`: its fees in both. `cites` back what is settled.
    """

    parallel: bool | None = None
    fee_in_both: bool | None = None
    note: str | None = None
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """One year's edition of the subsidy (版): when it is open, and which one follows it."""

    id: str
    name: str
    successor: str | None
    opens: date | None
    rounds: tuple[Round, ...]
    schedule_note: str
    once_rule: OnceRule
    sources: tuple[str, ...]
    combining: Combining = Combining()
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class RateStep:
    """A step of the rate ladder, cut by the yen of subsidy (補助額), not of cost. The last is without end."""

    up_to_subsidy_yen: int | None
    rate: Fraction
    rate_small: Fraction | None


@dataclass(frozen=True, slots=True)
class Hardware:
    """A frame's own cap for PCs or registers."""

    main_tool: str
    rate: Fraction | None
    subsidy_max_yen: int | None
    note: str | None


@dataclass(frozen=True, slots=True)
class OptionRule:
    """お助け隊 as an option to a main tool: allowed, for how many months of fees, and whether it earns a bonus."""

    allowed: bool | None
    months: int | None
    bonus: bool | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Requirement:
    """Something that an applicant must have or do; `field` names the profile field that answers it."""

    id: str
    text: str
    field: str | None
    status: Literal["required", "bonus", "unknown"]


@dataclass(frozen=True, slots=True)
class Document:
    """A paper that the application needs; with `note`, a remark on the papers and none itself."""

    who: Literal["corporation", "sole_proprietor", "any"]
    text: str
    note: bool = False


@dataclass(frozen=True, slots=True)
class ConditionalRate:
    """A higher rate under a condition that the profile has no field for."""

    rate: Fraction
    condition: str


@dataclass(frozen=True, slots=True)
class SourcedNote:
    """A contradiction or an unknown, in our own words, with where it comes from."""

    text: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """補助金の枠: one frame of an edition. Money is integer yen; None is unknown, 0 is no floor."""

    id: str
    edition: str
    frame: str
    name: str
    summary: str
    standalone: bool
    computed: bool
    subsidy_min_yen: int | None
    subsidy_max_yen: int | None
    max_exclusive: bool
    ladder: tuple[RateStep, ...]
    one_function_max_yen: int | None
    covers: tuple[str, ...]
    hardware: tuple[Hardware, ...]
    fee_months: int | None
    option: OptionRule
    next_frame: str | None
    costs: tuple[str, ...]
    requirements: tuple[Requirement, ...]
    documents: tuple[Document, ...]
    exclusions: tuple[str, ...]
    conditional_rate: ConditionalRate | None
    notes: tuple[SourcedNote, ...]
    as_of: str | None
    sources: tuple[str, ...]
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class SubsidyRule:
    """A rule that holds across frames (加点, 交付決定前の契約, …)."""

    id: str
    title: str
    text: str
    figures: tuple[RuleFigure, ...]
    sources: tuple[str, ...]
    as_of: str | None
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Days:
    """A span of days; an end that nobody stated is None."""

    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Allowance:
    """Days that a plan sets aside where nobody stated how long a step takes, and what they rest on."""

    days: int
    why: str


@dataclass(frozen=True, slots=True)
class ApplicationStep:
    """One step on the way to the subsidy. `after` names the steps that must be done before it begins."""

    id: str
    what: str
    days: Days
    note: str | None
    sources: tuple[str, ...]
    after: tuple[str, ...] = ()
    allowance: Allowance | None = None
    cites: tuple[str, ...] = ()
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class SizeRow:
    """A row of the SME table: either limit suffices, unless the row counts employees only (capital None)."""

    id: str
    name: str
    industries: tuple[str, ...]
    details: tuple[str, ...]
    entities: tuple[str, ...]
    capital_max_yen: int | None
    employees_max: int | None
    by_industry: bool
    sources: tuple[str, ...]
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Window:
    """Days from and to, both included."""

    from_: date | None
    to: date | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Route:
    """支援策: another way to pay for security than the national frames."""

    id: str
    name: str
    kind: Literal["grant", "trial", "scheme", "tax", "price"]
    when: Condition | None
    windows: tuple[Window, ...]
    rate: Fraction | None
    amount_min_yen: int | None
    amount_max_yen: int | None
    covers_otasuke: bool | None
    text: str
    note: str | None
    sources: tuple[str, ...]
    as_of: str | None
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class OwnSchedule:
    """The rounds of a frame that doesn't follow its edition's.

    `opened`: the days among which its first one lies, where it began later than its edition.
    """

    frame: str
    rounds: tuple[Round, ...]
    sources: tuple[str, ...] = ()
    opened: Window | None = None
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Judged:
    """Codes that we, not the table, put into a row of the size tables."""

    table: Literal["sme", "small"]
    row: str
    codes: tuple[str, ...]
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class DetailOf:
    """A finer industry (industry_detail) with the industries that it is a part of."""

    detail: str
    industries: tuple[str, ...]
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class DeemedLarge:
    """みなし大企業: one of the criteria by which a small company counts as large."""

    id: str
    text: str
    threshold: Fraction | None
    threshold_yen: int | None
    inclusive: bool | None
    sources: tuple[str, ...]
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class NotLarge:
    """A holder of shares that never counts as a large company."""

    name: str
    sources: tuple[str, ...]
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class SameEntity:
    """みなし同一法人: companies that count as one applicant."""

    id: str
    text: str
    threshold: Fraction | None
    inclusive: bool | None
    sources: tuple[str, ...]
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class SizeNote:
    """A remark on rows of the size tables."""

    text: str
    rows: tuple[str, ...]
    sources: tuple[str, ...]
    place: Place = field(default=NOWHERE, compare=False)
