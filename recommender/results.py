"""The nouns of a result. One Assessment is the trace that the screen, JSON and every document read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from knowledge.freshness import WindowStatus
from knowledge.records import ClassCode, Monitoring
from questionnaires.profile import Profile
from recommender.cost import Cost, Span
from recommender.subsidies.results import Leaving, SubsidyOutlook

Level = Literal["high", "medium", "low"]


@dataclass(frozen=True, slots=True)
class Reason:
    """One ground: our sentence, what it pushes toward and how far, the fields behind it, and its sources."""

    text: str
    toward: str
    weight: int
    answers: tuple[str, ...]
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OptionResult:
    """How one monitoring type stands: points, what excludes it (if anything), and its reasons for and against."""

    option: Monitoring
    score: int
    excluded_by: Reason | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One answer changed: the field, its value now and then, as profiles write values."""

    field: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class WhyNot:
    """Why an option or class isn't chosen, and the smallest sets of changes that would choose it."""

    option: str
    text: str
    flips_if: tuple[tuple[Change, ...], ...]


@dataclass(frozen=True, slots=True)
class MonitoringResult:
    """The monitoring type with its grounds. `choice` None: nothing fits, a warning says why."""

    choice: Monitoring | None
    confidence: Level
    options: tuple[OptionResult, ...]
    reasons: tuple[Reason, ...]
    why_not: tuple[WhyNot, ...]


@dataclass(frozen=True, slots=True)
class ClassResult:
    """1類 or 2類 with its grounds; None where there is no monitoring type."""

    choice: ClassCode | None
    confidence: Level
    reasons: tuple[Reason, ...]
    why_not: tuple[WhyNot, ...]


@dataclass(frozen=True, slots=True)
class Blocker:
    """What stands against a subsidy: `final` can't be mended, `todo` can still be done.

    `value` is the answer or figure that failed, in words; `remedy` what would have to be different.
    """

    kind: Literal["final", "todo"]
    text: str
    field: str | None
    cites: tuple[str, ...]
    value: str | None = None
    remedy: str | None = None

    @property
    def said(self) -> str:
        """The reason and what would have to be different, in one line."""
        return f"{self.text}。{self.remedy}" if self.remedy else self.text


@dataclass(frozen=True, slots=True)
class RateRung:
    """A rung of the rate ladder as it applies here; `up_to_subsidy_yen` None is the last."""

    up_to_subsidy_yen: int | None
    rate: Fraction


@dataclass(frozen=True, slots=True)
class RouteStep:
    """A step on the way to the money, with how many days it takes (None: not known)."""

    what: str
    days_low: int | None
    days_high: int | None


@dataclass(frozen=True, slots=True)
class WindowDays:
    """The days of a frame's window: the edition's first, the next deadline while it is open, the last one known."""

    opens: date | None
    deadline: date | None
    last_deadline: date | None


@dataclass(frozen=True, slots=True)
class SubsidyRoute:
    """One frame of an edition applied to this company. Yen are integers; None is open, with the range beside it.

    `own_cost_monthly_yen` is a month's share of the two years' own cost, a part of a yen counted as one.
    """

    id: str
    edition: str
    frame: str
    name: str
    status: WindowStatus
    eligible: Literal["yes", "no", "unknown"]
    blockers: tuple[Blocker, ...]
    to_confirm: tuple[str, ...]
    rate: Fraction | None
    rates: tuple[RateRung, ...]
    covered_months: int | None
    eligible_cost_yen: int | None
    amount_yen: int | None
    amount_range_yen: Span | None
    own_cost_yen: int | None
    own_cost_24_months_yen: int | None
    own_cost_monthly_yen: int | None
    own_cost_24_months_range_yen: Span | None
    own_cost_monthly_range_yen: Span | None
    cash_needed_first_yen: int | None
    cash_needed_first_range_yen: Span | None
    formula: str
    window: str
    window_days: WindowDays
    leaving: Leaving
    steps: tuple[RouteStep, ...]
    as_of_fact: str | None
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A lead from a list. `fit`: its monitoring type is stated, inferred from its name, or unknown.

    `why` begins with how its type is known. `elsewhere`: its stated area leaves the company's prefecture out.
    """

    id: str
    provider: str
    service: str
    fit: Literal["stated", "inferred", "unknown"]
    why: tuple[str, ...]
    unknown: tuple[str, ...]
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class ToConfirm:
    """Something that isn't known for certain: why it matters, and how a person finds out.

    `since`: the day on which the answer that still counts was given; None where it is this interview's own, or there
    is none.
    """

    field: str
    label: str
    why: str
    how: str
    since: date | None = None


@dataclass(frozen=True, slots=True)
class CheckItem:
    """A question to put to the provider, with the clause that backs it."""

    clause: str
    ask: str


@dataclass(frozen=True, slots=True)
class NextAction:
    """次の一歩: what, why and how; owner and due date are the user's to fill in. `id` stays from day to day."""

    id: str
    what: str
    why: str
    how: str
    cites: tuple[str, ...]
    owner: str | None = None
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """A word that must not be missed, with a code for programs."""

    code: str
    text: str
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StabilityResult:
    """Whether open answers can still change the result (stability.Stability without its inner figures)."""

    final: bool
    open_fields: tuple[str, ...]
    unknown_could_change: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Assessment:
    """The whole result for one profile on one day."""

    as_of: date
    knowledge_version: str
    knowledge_digest: str
    profile: Profile
    verdict: str
    monitoring: MonitoringResult
    service_class: ClassResult
    stability: StabilityResult
    cost: Cost | None
    subsidies: tuple[SubsidyRoute, ...]
    outlook: SubsidyOutlook
    candidates: tuple[Candidate, ...]
    to_confirm: tuple[ToConfirm, ...]
    checklist: tuple[CheckItem, ...]
    actions: tuple[NextAction, ...]
    warnings: tuple[Notice, ...]
