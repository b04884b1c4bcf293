"""The subsidy routes as JSON in the contract's shape, with what stands beside them."""

from __future__ import annotations

from recommender.export.json_parts import Json, day_json, rate_json, span_json
from recommender.results import Blocker, SubsidyRoute
from recommender.subsidies.results import Leaving, LeftOut, OtherRoute, PlanStep, SubsidyOutlook, SubsidyPlan, Way


def route_json(route: SubsidyRoute) -> Json:
    """One subsidy route in the contract's shape; `window`, what leaving costs and a month's share stand beside it."""
    days = route.window_days
    return {
        "id": route.id,
        "edition": route.edition,
        "frame": route.frame,
        "name": route.name,
        "status": route.status,
        "window": route.window,
        "window_days": {
            "opens": day_json(days.opens),
            "deadline": day_json(days.deadline),
            "last_deadline": day_json(days.last_deadline),
        },
        "eligible": route.eligible,
        "blockers": [blocker_json(item) for item in route.blockers],
        "to_confirm": list(route.to_confirm),
        "rate": rate_json(route.rate),
        "rates": [{"up_to_subsidy_yen": rung.up_to_subsidy_yen, "rate": rate_json(rung.rate)} for rung in route.rates],
        "covered_months": route.covered_months,
        "eligible_cost_yen": route.eligible_cost_yen,
        "amount_yen": route.amount_yen,
        "amount_range_yen": span_json(route.amount_range_yen),
        "own_cost_yen": route.own_cost_yen,
        "own_cost_24_months_yen": route.own_cost_24_months_yen,
        "own_cost_24_months_range_yen": span_json(route.own_cost_24_months_range_yen),
        "own_cost_monthly_yen": route.own_cost_monthly_yen,
        "own_cost_monthly_range_yen": span_json(route.own_cost_monthly_range_yen),
        "cash_needed_first_yen": route.cash_needed_first_yen,
        "cash_needed_first_range_yen": span_json(route.cash_needed_first_range_yen),
        "formula": route.formula,
        "leaving": _leaving(route.leaving),
        "steps": [{"what": item.what, "days": {"low": item.days_low, "high": item.days_high}} for item in route.steps],
        "as_of_fact": route.as_of_fact,
        "cites": list(route.cites),
    }


def outlook_json(outlook: SubsidyOutlook) -> Json:
    """The ways compared, the plan, the other routes, and the frames that aren't computed."""
    return {
        "ways": [_way(item) for item in outlook.ways],
        "plan": _plan(outlook.plan) if outlook.plan else None,
        "elsewhere": [_elsewhere(item) for item in outlook.elsewhere],
        "left_out": [_left_out(item) for item in outlook.left_out],
    }


def blocker_json(blocker: Blocker) -> Json:
    """What stands against an application, the value that failed, and what would have to be different."""
    return {
        "kind": blocker.kind,
        "text": blocker.text,
        "field": blocker.field,
        "value": blocker.value,
        "remedy": blocker.remedy,
        "cites": list(blocker.cites),
    }


def _leaving(leaving: Leaving) -> Json:
    return {
        "text": leaving.text,
        "rate_a_year": rate_json(leaving.rate_a_year),
        "days": leaving.days,
        "repay_yen": span_json(leaving.repay),
        "surcharge_yen": span_json(leaving.surcharge),
        "total_yen": span_json(leaving.total),
        "formula": leaving.formula,
        "to_confirm": list(leaving.to_confirm),
        "cites": list(leaving.cites),
    }


def _way(way: Way) -> Json:
    return {
        "kind": way.kind,
        "edition": way.edition,
        "name": way.name,
        "frames": list(way.frames),
        "allowed": way.allowed,
        "status": way.status,
        "rule": way.rule,
        "amount_yen": way.amount_yen,
        "amount_range_yen": span_json(way.amount_range_yen),
        "eligible_cost_yen": way.eligible_cost_yen,
        "own_cost_24_months_yen": way.own_cost_24_months_yen,
        "own_cost_24_months_range_yen": span_json(way.own_cost_24_months_range_yen),
        "cash_needed_first_yen": way.cash_needed_first_yen,
        "cash_needed_first_range_yen": span_json(way.cash_needed_first_range_yen),
        "fee_months": way.fee_months,
        "bonus": way.bonus,
        "applications": way.applications,
        "steps_left": way.steps_left,
        "days_to_decision": span_json(way.days_to_decision),
        "papers": list(way.papers),
        "documents": list(way.documents),
        "in_place": list(way.in_place),
        "to_confirm": list(way.to_confirm),
        "cites": list(way.cites),
    }


def _plan(plan: SubsidyPlan) -> Json:
    return {
        "frame": plan.frame,
        "name": plan.name,
        "as_of": plan.as_of.isoformat(),
        "deadline": day_json(plan.deadline),
        "basis": plan.basis,
        "prospect": plan.prospect,
        "text": plan.text,
        "steps": [_step(item) for item in plan.steps],
        "to_confirm": list(plan.to_confirm),
        "cites": list(plan.cites),
    }


def _step(step: PlanStep) -> Json:
    return {
        "id": step.id,
        "what": step.what,
        "done": step.done,
        "after_deadline": step.after_deadline,
        "first": day_json(step.first),
        "last": day_json(step.last),
        "days": {"low": step.days[0], "high": step.days[1]},
        "planned_days": step.planned,
        "assumed": step.assumed,
        "note": step.note,
        "after": list(step.after),
        "cites": list(step.cites),
    }


def _left_out(frame: LeftOut) -> Json:
    return {
        "id": frame.id,
        "edition": frame.edition,
        "name": frame.name,
        "text": frame.text,
        "cites": list(frame.cites),
    }


def _elsewhere(route: OtherRoute) -> Json:
    return {
        "id": route.id,
        "name": route.name,
        "kind": route.kind,
        "applies": route.applies,
        "condition": route.condition,
        "status": route.status,
        "window": route.window,
        "text": route.text,
        "note": route.note,
        "rate": rate_json(route.rate),
        "amount_min_yen": route.amount_min_yen,
        "amount_max_yen": route.amount_max_yen,
        "covers_otasuke": route.covers_otasuke,
        "covers": route.covers,
        "as_of_fact": route.as_of,
        "cites": list(route.cites),
    }
