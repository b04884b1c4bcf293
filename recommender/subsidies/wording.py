"""The words of the subsidy routes, read once and strictly from `data/subsidy_wording.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from knowledge.reading import read_record

FILE = Path(__file__).parents[1] / "data" / "subsidy_wording.yaml"


@dataclass(frozen=True, slots=True)
class FinalPhrase:
    """Why an application is impossible, what would have to be different, and the sources."""

    say: str
    remedy: str
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TodoPhrase:
    """What is said while a field has one of these codes."""

    field: str
    codes: tuple[str, ...]
    say: str
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FinalPhrases:
    """Why an application is impossible."""

    too_large: FinalPhrase
    too_large_judged: FinalPhrase
    too_large_anyhow: FinalPhrase
    deemed_large: FinalPhrase
    signed: FinalPhrase
    once_only: FinalPhrase
    tool_missing: FinalPhrase
    below_floor: FinalPhrase
    below_floor_elsewhere: FinalPhrase
    ceiling: FinalPhrase


@dataclass(frozen=True, slots=True)
class ConfirmPhrases:
    """What is still to be found out, and what the computation assumed."""

    size: str
    size_other: str
    small: str
    small_other: str
    small_judged: str
    deemed_large: str
    contract: str
    past: str
    main_tool: str
    tool_cost: str
    functions: str
    other_software: str
    fee_unknown: str
    fee_devices: str
    fee_assumed: str
    initial_assumed: str
    initial_stated: str
    initial_none: str
    initial_unknown: str
    maybe_below: str
    maybe_ceiling: str
    conditional_rate: str
    schedule: str


@dataclass(frozen=True, slots=True)
class SizePhrases:
    """The limits of 中小企業: either of two, or employees alone."""

    either: str
    employees: str


@dataclass(frozen=True, slots=True)
class WindowPhrases:
    """How the window stands."""

    open: str
    stale: str
    upcoming: str
    upcoming_between: str
    began_between: str
    undated: str
    closed: str
    closed_undated: str
    after_last: str
    before_known: str
    no_rounds: str
    unknown: str


@dataclass(frozen=True, slots=True)
class FormulaPhrases:
    """The pieces of the one-line computation."""

    fees: str
    software: str
    software_and_fees: str
    rate: str
    ladder: str
    rounded: str
    one_function: str
    capped: str
    device: str
    device_capped: str
    device_open: str
    device_unknown: str
    total: str
    open_fees: str
    open_software: str
    no_limit: str
    same: str
    below_floor: str
    ceiling: str
    low: str
    high: str
    barred: str
    no_tool: str
    undecided: str


@dataclass(frozen=True, slots=True)
class LeavingPhrases:
    """What leaving early costs. `rule` and `figure` name the rule and its yearly rate in percent."""

    rule: str
    figure: str
    formula: str
    formula_range: str
    nothing: str
    open: str
    other_edition: str
    unsettled: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CombiningPhrases:
    """The ways to be paid side by side, and what forbids one."""

    alone: str
    option: str
    separate: str
    twice: str
    bonus: str
    bonus_unknown: str
    parallel_yes: str
    parallel_no: str
    parallel_unknown: str
    twice_no: str
    twice_unknown: str
    twice_cites: tuple[str, ...]
    tool_missing: str
    tool_below: str
    tools_counted: str
    tools_open: str
    documents_twice: str


@dataclass(frozen=True, slots=True)
class PlanPhrases:
    """The plan backwards from a deadline."""

    for_round: str
    for_own: str
    from_today: str
    in_time: str
    tight: str
    squeezed: str
    squeezed_out: str
    missed: str
    passed: str
    closed: str
    barred: str
    deadline: str
    target: str
    no_contract: str
    no_contract_note: str
    decision_known: str
    report_known: str
    report_span: str
    report_early: str
    schedule: str
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KindNames:
    """What a route beside the national frames is called."""

    grant: str
    trial: str
    scheme: str
    tax: str
    price: str


@dataclass(frozen=True, slots=True)
class ElsewherePhrases:
    """The routes beside the national frames. `undated`: what is said of a kind whose days aren't known."""

    kinds: KindNames
    undated: KindNames
    states: KindNames
    open: str
    stale: str
    upcoming: str
    closed: str
    until: str
    covers_yes: str
    covers_no: str
    covers_unknown: str
    condition: str
    condition_open: str


@dataclass(frozen=True, slots=True)
class StandingPhrases:
    """What is said beside amounts: how the windows stand on the day, and of when the amounts are."""

    states: str
    named: str
    amounts: str
    figures: str
    undated: str


@dataclass(frozen=True, slots=True)
class SubsidyWording:
    """All of it, as it stands in the file."""

    cites: tuple[str, ...]
    left_out: str
    final: FinalPhrases
    todo: tuple[TodoPhrase, ...]
    confirm: ConfirmPhrases
    size: SizePhrases
    window: WindowPhrases
    formula: FormulaPhrases
    leaving: LeavingPhrases
    combining: CombiningPhrases
    plan: PlanPhrases
    elsewhere: ElsewherePhrases
    standing: StandingPhrases


@cache
def load_wording() -> SubsidyWording:
    """The wording that the package carries. Raises DataError with all faults."""
    return read_record(FILE, SubsidyWording)
