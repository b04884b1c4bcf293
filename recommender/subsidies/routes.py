"""The subsidy routes (補助金の枠) for a company on a day: whether it may apply, what is paid, and what comes first.

Each frame is computed as if it could be applied for; `status` alone says whether that is so on the day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Literal

from knowledge.fields import Answers
from knowledge.records import Monitoring
from knowledge.subsidy_records import Frame
from questionnaires.profile import Plan
from questionnaires.showing import show_yen
from recommender.results import RateRung, RouteStep, SubsidyRoute, WindowDays
from recommender.rulebase import RuleBase
from recommender.subsidies.amounts import Calculation, calculate, rate_depends_on_size, rungs_of
from recommender.subsidies.bill import (
    Applicant,
    Fee,
    applicant_of,
    bill_of,
    fee_of,
    option_months,
    tool_named,
)
from recommender.subsidies.confirm import money_to_confirm, rules_to_confirm
from recommender.subsidies.eligibility import Findings, examine_applicant
from recommender.subsidies.formula import formula_of, was_rounded
from recommender.subsidies.leaving import leaving_cost
from recommender.subsidies.money import Money, money_of
from recommender.subsidies.plan import is_done
from recommender.subsidies.windows import edition_in_force, newest_first, opening_of
from recommender.subsidies.wording import SubsidyWording, load_wording


@dataclass(frozen=True, slots=True)
class _Case:
    """What every frame is computed for."""

    applicant: Applicant
    fee: Fee
    wording: SubsidyWording
    as_of: date


def subsidy_routes(
    answers: Answers,
    plan: Plan | None,
    option: Monitoring | None,
    rules: RuleBase,
    as_of: date,
    *,
    editions: tuple[str, ...] | None = None,
    frames: tuple[str, ...] | None = None,
) -> tuple[SubsidyRoute, ...]:
    """The computed frames, newest edition first, the frame for お助け隊 alone before those with a main tool.

    Default: all computed frames of the edition in force on `as_of`. The fees come from `plan`, or else from the
    caps of `option`.
    """
    wording = load_wording()
    applicant = applicant_of(answers, rules)
    case = _Case(applicant, fee_of(plan, option, applicant, wording.confirm), wording, as_of)
    known = rules.knowledge
    wanted = editions if editions is not None else (edition_in_force(known.editions, as_of).id,)
    return tuple(
        _route(frame, case)
        for edition in newest_first(known.editions)
        for frame in sorted(known.frames.values(), key=lambda item: not item.standalone)
        if frame.edition == edition.id and edition.id in wanted and frame.computed
        if frames is None or frame.frame in frames
    )


def _route(frame: Frame, case: _Case) -> SubsidyRoute:
    applicant, wording = case.applicant, case.wording
    knowledge = applicant.rules.knowledge
    opening = opening_of(frame, knowledge, case.as_of, wording.window)
    found = examine_applicant(frame, applicant, wording)
    bill = bill_of(frame, case.fee, applicant)
    calculation = None
    if tool_named(frame, applicant.answers) is not False:
        calculation = calculate(frame, bill)
        _judge_amount(frame, calculation, case, found)
    eligible: Literal["yes", "no", "unknown"] = "no" if found.final else "unknown" if found.open else "yes"
    money = money_of(frame, bill, calculation, case.fee, barred=bool(found.final)) if calculation else Money()
    rungs = _rungs(frame, case)
    confirm = [*found.open]
    if calculation:
        confirm += money_to_confirm(frame, calculation, applicant, wording.confirm)
        confirm += case.fee.said
    ask_schedule = opening.status in ("unknown", "upcoming")
    confirm += [*found.confirm, *rules_to_confirm(frame, knowledge, wording.confirm, ask_schedule=ask_schedule)]
    rounded = calculation is not None and (was_rounded(calculation.low) or was_rounded(calculation.high))
    if rounded:
        confirm.append(knowledge.subsidy_rules["subsidy.rule.rounding"].text)
    months = option_months(frame)
    return SubsidyRoute(
        id=frame.id,
        edition=frame.edition,
        frame=frame.frame,
        name=knowledge.marked(frame.id, frame.name),
        status=opening.status,
        eligible=eligible,
        blockers=(*found.final, *found.todo),
        to_confirm=tuple(dict.fromkeys(confirm)),
        rate=rungs[0].rate if rungs else None,
        rates=rungs,
        covered_months=frame.fee_months or (months.low if months.low == months.high else None),
        eligible_cost_yen=calculation.cost if calculation else None,
        amount_yen=money.amount,
        amount_range_yen=money.amounts,
        own_cost_yen=money.own,
        own_cost_24_months_yen=money.own_24_months,
        cash_needed_first_yen=money.cash,
        formula=_formula(frame, calculation, found, case),
        window=opening.text,
        window_days=WindowDays(opening.opens, opening.deadline, opening.last_deadline),
        own_cost_monthly_yen=money.own_monthly,
        own_cost_24_months_range_yen=money.own_24_range,
        own_cost_monthly_range_yen=money.own_monthly_range,
        cash_needed_first_range_yen=money.cash_range,
        leaving=leaving_cost(frame.edition, money.amount_span, applicant.rules, wording.leaving),
        steps=tuple(_steps(case)),
        as_of_fact=frame.as_of,
        cites=_cites(frame, rounded=rounded, wording=wording),
    )


def _judge_amount(frame: Frame, calculation: Calculation, case: _Case, found: Findings) -> None:
    """What the frame's floor and ceiling say to the computed amount."""
    final, confirm = case.wording.final, case.wording.confirm
    floor, ceiling = show_yen(frame.subsidy_min_yen or 0), show_yen(frame.subsidy_max_yen or 0)
    frames = case.applicant.rules.knowledge.frames
    following = frames.get(frame.next_frame or "")
    next_name = following.name if following else ""
    if calculation.below:
        deciding = "main_tool_cost_yen" if not frame.standalone else "pcs" if case.fee.from_caps else None
        amount = show_yen(calculation.high.amount or 0)
        smaller = next((item for item in frames.values() if item.next_frame == frame.id), None)
        phrase = final.below_floor_elsewhere if smaller else final.below_floor
        least = show_yen(ceil((frame.subsidy_min_yen or 0) / calculation.high.rungs[0].rate))
        other = smaller.name if smaller else ""
        found.rule_out(phrase, deciding, frame, amount, amount=amount, floor=floor, other=other, least=least)
    elif calculation.below is None:
        found.open.append(confirm.maybe_below.format(floor=floor))
    if calculation.ceiling:
        amount = show_yen(calculation.low.amount or 0)
        found.rule_out(final.ceiling, "main_tool_cost_yen", frame, amount, ceiling=ceiling, next=next_name)
    elif calculation.ceiling is None:
        found.open.append(confirm.maybe_ceiling.format(ceiling=ceiling, next=next_name))


def _rungs(frame: Frame, case: _Case) -> tuple[RateRung, ...]:
    small = case.applicant.small
    if small is None and rate_depends_on_size(frame):
        return ()
    return rungs_of(frame, small=bool(small))


def _formula(frame: Frame, calculation: Calculation | None, found: Findings, case: _Case) -> str:
    phrases = case.wording.formula
    if calculation is None:
        return phrases.no_tool
    if tool_named(frame, case.applicant.answers) is None:
        return phrases.undecided
    text = formula_of(frame, calculation, case.applicant.rules.vocabulary, phrases)
    return f"{text}。{phrases.barred}" if found.final and not calculation.out else text


def _steps(case: _Case) -> Iterator[RouteStep]:
    """The way to the money without what is done already."""
    for step in case.applicant.rules.knowledge.steps:
        if not is_done(step.id, case.applicant.answers, case.wording):
            yield RouteStep(step.what, step.days.low, step.days.high)


def _cites(frame: Frame, *, rounded: bool, wording: SubsidyWording) -> tuple[str, ...]:
    found = [*frame.sources, *wording.cites]
    if len(frame.ladder) > 1:
        found.append("subsidy.rule.ladder")
    if rate_depends_on_size(frame):
        found.append("subsidy.rule.small_business")
    if rounded:
        found.append("subsidy.rule.rounding")
    return tuple(dict.fromkeys(found))
