"""The subsidy routes (補助金の枠) for a company on a day: whether it may apply, what is paid, and what comes first.

Each frame is computed as if it could be applied for; `status` alone says whether that is so on the day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from knowledge.fields import Answers
from knowledge.records import Frame, Monitoring
from knowledge.values import Chosen
from questionnaires.profile import Plan
from questionnaires.showing import show_yen
from recommender.cost import MONTHS, Span
from recommender.results import Blocker, RateRung, RouteStep, SubsidyRoute
from recommender.rulebase import RuleBase
from recommender.sizes import is_small
from recommender.subsidy_amounts import Calculation, calculate, rate_depends_on_size, rungs_of
from recommender.subsidy_bill import COST_FIELDS, Fee, bill_of, fee_of, is_settled, option_months, tool_named
from recommender.subsidy_eligibility import Findings, covered_names, examine_applicant, missing_names
from recommender.subsidy_formula import formula_of, was_rounded
from recommender.subsidy_windows import edition_in_force, newest_first, opening_of
from recommender.subsidy_wording import SubsidyWording, load_wording

SCHEDULE = "contact.subsidy_schedule"


@dataclass(frozen=True, slots=True)
class _Case:
    """What every frame is computed for."""

    answers: Answers
    fee: Fee
    rules: RuleBase
    wording: SubsidyWording
    as_of: date


def subsidy_routes(  # noqa: PLR0913  the two keyword filters narrow an otherwise complete list
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
    case = _Case(answers, fee_of(plan, option, answers, rules, wording.confirm), rules, wording, as_of)
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
    knowledge, wording = case.rules.knowledge, case.wording
    opening = opening_of(frame, knowledge, case.as_of, wording.window)
    found = examine_applicant(frame, case.answers, case.rules, wording)
    calculation = None
    if tool_named(frame, case.answers) is not False:
        calculation = calculate(frame, bill_of(frame, case.fee, case.answers, case.rules))
        _judge_amount(frame, calculation, case, found)
    eligible: Literal["yes", "no", "unknown"] = "no" if found.final else "unknown" if found.open else "yes"
    money = _money(calculation, case.fee, barred=bool(found.final))
    rungs = _rungs(frame, case)
    confirm = [*found.open, *_money_to_confirm(frame, calculation, case), *found.confirm]
    confirm += _rules_to_confirm(frame, case, running=opening.status in ("unknown", "upcoming"))
    rounded = calculation is not None and (was_rounded(calculation.low) or was_rounded(calculation.high))
    if rounded:
        confirm.append(knowledge.subsidy_rules["subsidy.rule.rounding"].text)
    months = option_months(frame)
    return SubsidyRoute(
        id=frame.id,
        edition=frame.edition,
        frame=frame.frame,
        name=frame.name,
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
        steps=tuple(_steps(case)),
        as_of_fact=frame.as_of,
        cites=_cites(frame, rounded=rounded, wording=wording),
    )


def _judge_amount(frame: Frame, calculation: Calculation, case: _Case, found: Findings) -> None:
    """What the frame's floor and ceiling say to the computed amount."""
    final, confirm = case.wording.final, case.wording.confirm
    floor, ceiling = show_yen(frame.subsidy_min_yen or 0), show_yen(frame.subsidy_max_yen or 0)
    following = case.rules.knowledge.frames.get(frame.next_frame or "")
    next_name = following.name if following else ""
    if calculation.below:
        deciding = "main_tool_cost_yen" if not frame.standalone else "pcs" if case.fee.from_caps else None
        amount = show_yen(calculation.high.amount or 0)
        found.rule_out(final.below_floor, deciding, frame, amount=amount, floor=floor)
    elif calculation.below is None:
        found.open.append(confirm.maybe_below.format(floor=floor))
    if calculation.ceiling:
        found.rule_out(final.ceiling, "main_tool_cost_yen", frame, ceiling=ceiling, next=next_name)
    elif calculation.ceiling is None:
        found.open.append(confirm.maybe_ceiling.format(ceiling=ceiling, next=next_name))


@dataclass(frozen=True, slots=True)
class _Money:
    """The yen of a route; None where they are open."""

    amount: int | None = None
    amounts: Span | None = None
    own: int | None = None
    own_24_months: int | None = None
    cash: int | None = None


def _money(calculation: Calculation | None, fee: Fee, *, barred: bool) -> _Money:
    if calculation is None:
        return _Money()
    amount = 0 if barred else calculation.exact
    cost, initial, monthly = calculation.cost, fee.initial, fee.monthly
    own = None if cost is None or amount is None else cost - amount
    own_24_months = None
    if own is not None and initial is not None and monthly.low == monthly.high:
        beyond = monthly.low * MONTHS - (calculation.low.fees or 0)
        own_24_months = own + beyond + initial
    cash = None if cost is None or initial is None else cost + initial
    return _Money(amount, calculation.amount if amount is None else None, own, own_24_months, cash)


def _rungs(frame: Frame, case: _Case) -> tuple[RateRung, ...]:
    small = is_small(case.answers, case.rules.knowledge)
    if small is None and rate_depends_on_size(frame):
        return ()
    return rungs_of(frame, small=bool(small))


def _money_to_confirm(frame: Frame, calculation: Calculation | None, case: _Case) -> Iterator[str]:
    """What the amount rests on, and what would settle it."""
    if calculation is None:
        return
    answers, rules, confirm = case.answers, case.rules, case.wording.confirm
    if rate_depends_on_size(frame) and is_small(answers, rules.knowledge) is None:
        names = ("industry", "industry_detail", "entity", "employees")
        yield confirm.small.format(fields=missing_names(names, answers, rules))
    if not frame.standalone:
        yield from _tools_to_confirm(frame, calculation, case)
    if not frame.standalone and (frame.option.allowed is None or frame.option.months is None) and frame.option.note:
        yield frame.option.note
    yield from case.fee.said


def _tools_to_confirm(frame: Frame, calculation: Calculation, case: _Case) -> Iterator[str]:
    answers, rules, confirm = case.answers, case.rules, case.wording.confirm
    label = rules.vocabulary.label
    tools = answers.get("main_tool")
    codes = tools.codes if isinstance(tools, Chosen) else frozenset()
    if not is_settled("main_tool_cost_yen", answers):
        yield confirm.tool_cost.format(label=label("main_tool_cost_yen"))
    for rule in frame.hardware:
        if rule.main_tool in codes:
            if not is_settled(COST_FIELDS[rule.main_tool], answers):
                yield confirm.tool_cost.format(label=label(COST_FIELDS[rule.main_tool]))
            if rule.note:
                yield rule.note
    if calculation.low.one_function_max is not None:
        yield confirm.functions.format(limit=show_yen(calculation.low.one_function_max))
    others = codes - set(frame.covers) - {"pc_tablet", "pos", "none"}
    if others:
        yield confirm.other_software.format(
            covers=covered_names(frame.covers, rules), others=covered_names(others, rules)
        )


def _rules_to_confirm(frame: Frame, case: _Case, *, running: bool) -> Iterator[str]:
    knowledge, confirm = case.rules.knowledge, case.wording.confirm
    if frame.conditional_rate:
        rate = frame.conditional_rate
        yield confirm.conditional_rate.format(rate=rate.rate, condition=rate.condition)
    yield knowledge.subsidy_rules["subsidy.rule.pay_in_period"].text
    if running:
        contact = knowledge.contacts[SCHEDULE]
        yield confirm.schedule.format(name=contact.name, url=contact.url)


def _formula(frame: Frame, calculation: Calculation | None, found: Findings, case: _Case) -> str:
    phrases = case.wording.formula
    if calculation is None:
        return phrases.no_tool
    text = formula_of(frame, calculation, case.rules.vocabulary, phrases)
    return f"{text}。{phrases.barred}" if found.final and not calculation.out else text


def _steps(case: _Case) -> Iterator[RouteStep]:
    """The way to the money without what is done already."""
    for step in case.rules.knowledge.steps:
        todos = [todo for todo in case.wording.todo if todo.field == step.id]
        answer = case.answers.get(step.id)
        done = todos and isinstance(answer, str) and not any(answer in todo.codes for todo in todos)
        if not done:
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


__all__ = ["Blocker", "subsidy_routes"]
