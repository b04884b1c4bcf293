"""The nouns around a subsidy: ways to combine frames, what leaving early costs, the plan, and other routes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from knowledge.freshness import WindowStatus
from recommender.cost import Span

WayKind = Literal["alone", "option", "separate", "twice"]
Allowed = Literal["yes", "no", "unknown"]
Basis = Literal["round", "own", "today", "none"]
Prospect = Literal["in_time", "tight", "missed", "from_today", "closed", "barred"]


@dataclass(frozen=True, slots=True)
class Leaving:
    """途中で解約したとき: the rule of repayment, and a worked figure where the amount is known.

    `repay`, `surcharge` and `total` are yen for a whole repayment after `days` days; None where the amount is open.
    """

    text: str
    rate_a_year: Fraction
    days: int
    repay: Span | None
    surcharge: Span | None
    total: Span | None
    formula: str
    to_confirm: tuple[str, ...]
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """受け方: one way to be paid, over two years and with the software and hardware that are planned beside it.

    `rule` says what allows or forbids it, `status` how the windows of its frames stand. Yen are None where open or not
    computed; the ranges then may hold what is known. `own_cost_24_months_yen` counts everything that is planned, so
    that the ways can be compared; of that, `tools_yen` are software and hardware (None: open). `documents` are the
    `papers` and the remarks on them. `days_to_decision` runs from today, with the least and the most that is known or
    set aside.
    """

    kind: WayKind
    edition: str
    name: str
    frames: tuple[str, ...]
    allowed: Allowed
    status: WindowStatus
    rule: str
    amount_yen: int | None
    amount_range_yen: Span | None
    eligible_cost_yen: int | None
    own_cost_24_months_yen: int | None
    own_cost_24_months_range_yen: Span | None
    cash_needed_first_yen: int | None
    cash_needed_first_range_yen: Span | None
    fee_months: int | None
    bonus: bool | None
    applications: int
    steps_left: int
    days_to_decision: Span
    papers: tuple[str, ...]
    documents: tuple[str, ...]
    in_place: tuple[str, ...]
    to_confirm: tuple[str, ...]
    tools_yen: int | None
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanStep:
    """One step of the plan. `first` and `last` are days, both included; None where nothing dates it.

    Before the deadline: the latest start and the latest finish, never with fewer days between them than the sources'
    least. After it: the span in which it falls. `days` is what the sources say, `planned` what the plan sets aside
    (less than `days` at most where the time is short), `assumed` why where no source says it.
    """

    id: str
    what: str
    done: bool
    after_deadline: bool
    first: date | None
    last: date | None
    days: tuple[int | None, int | None]
    planned: int | None
    assumed: str | None
    note: str | None
    after: tuple[str, ...]
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SubsidyPlan:
    """予定: the way to one frame's money as seen on the day `as_of`, backwards from a deadline.

    `basis`: a known round (`round`), a day that the user named (`own`), today plus the longest way (`today`), or
    no plan at all (`none`). `prospect` says whether it can be met, `text` says it in Japanese.
    """

    frame: str
    name: str
    as_of: date
    deadline: date | None
    basis: Basis
    prospect: Prospect
    text: str
    steps: tuple[PlanStep, ...]
    to_confirm: tuple[str, ...]
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OtherRoute:
    """支援策 beside the national frames, for this company on this day. `applies` None: an answer is missing."""

    id: str
    name: str
    kind: str
    kind_name: str
    applies: bool | None
    condition: str
    status: WindowStatus
    window: str
    text: str
    note: str | None
    rate: Fraction | None
    amount_min_yen: int | None
    amount_max_yen: int | None
    covers_otasuke: bool | None
    covers: str
    as_of: str | None
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A frame of a shown edition that isn't computed, with the reason in one line."""

    id: str
    edition: str
    name: str
    text: str
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SubsidyOutlook:
    """Everything about the money from outside but the frames themselves. `plan` None: no frame is computed."""

    ways: tuple[Way, ...]
    plan: SubsidyPlan | None
    elsewhere: tuple[OtherRoute, ...]
    left_out: tuple[LeftOut, ...] = ()
