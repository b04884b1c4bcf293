"""The recommendation as JSON (`otasuke.recommendation/1`, CONTRACT)."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from questionnaires.profile import plain_profile
from recommender.cost import Cost, Span
from recommender.results import Assessment, Reason, SubsidyRoute, WhyNot

SCHEMA = "otasuke.recommendation/1"
Json = dict[str, Any]


def to_json(assessment: Assessment) -> Json:
    """The assessment as plain data for json.dumps, in the contract's shape."""
    monitoring, service_class = assessment.monitoring, assessment.service_class
    return {
        "schema": SCHEMA,
        "as_of": assessment.as_of.isoformat(),
        "knowledge": {"version": assessment.knowledge_version, "digest": assessment.knowledge_digest},
        "profile": plain_profile(assessment.profile),
        "verdict": assessment.verdict,
        "monitoring": {
            "choice": monitoring.choice,
            "confidence": monitoring.confidence,
            "options": [
                {
                    "option": item.option,
                    "score": item.score,
                    "excluded_by": _excluded(item.excluded_by),
                    "reasons": [_reason(reason) for reason in item.reasons],
                }
                for item in monitoring.options
            ],
            "reasons": [_reason(item) for item in monitoring.reasons],
            "why_not": [_why_not(item, "option") for item in monitoring.why_not],
        },
        "service_class": {
            "choice": service_class.choice,
            "confidence": service_class.confidence,
            "reasons": [_reason(item) for item in service_class.reasons],
            "why_not": [_why_not(item, "option") for item in service_class.why_not],
        },
        "stability": {
            "final": assessment.stability.final,
            "open_fields": list(assessment.stability.open_fields),
            "unknown_could_change": list(assessment.stability.unknown_could_change),
        },
        "cost": _cost(assessment.cost),
        "subsidies": [route_json(item) for item in assessment.subsidies],
        "candidates": [
            {
                "id": item.id,
                "provider": item.provider,
                "service": item.service,
                "fit": item.fit,
                "why": list(item.why),
                "unknown": list(item.unknown),
            }
            for item in assessment.candidates
        ],
        "to_confirm": [
            {"field": item.field, "label": item.label, "why": item.why, "how": item.how}
            for item in assessment.to_confirm
        ],
        "checklist": [{"clause": item.clause, "ask": item.ask} for item in assessment.checklist],
        "actions": [
            {
                "what": item.what,
                "why": item.why,
                "how": item.how,
                "owner": item.owner,
                "due": item.due.isoformat() if item.due else None,
                "cites": list(item.cites),
            }
            for item in assessment.actions
        ],
        "warnings": [{"code": item.code, "text": item.text, "cites": list(item.cites)} for item in assessment.warnings],
    }


def _reason(reason: Reason) -> Json:
    return {
        "text": reason.text,
        "toward": reason.toward,
        "weight": reason.weight,
        "answers": list(reason.answers),
        "cites": list(reason.cites),
    }


def _excluded(reason: Reason | None) -> Json | None:
    if reason is None:
        return None
    return {"text": reason.text, "answers": list(reason.answers), "cites": list(reason.cites)}


def _why_not(item: WhyNot, key: str) -> Json:
    flips = [
        [{"field": change.field, "from": change.before, "to": change.after} for change in changes]
        for changes in item.flips_if
    ]
    return {key: item.option, "text": item.text, "flips_if": flips}


def _span(span: Span | None) -> Json | None:
    return None if span is None else {"low": span.low, "high": span.high}


def _cost(cost: Cost | None) -> Json | None:
    if cost is None:
        return None
    yardstick = None
    if cost.yardstick_monthly:
        yardstick = {"monthly_cap_yen": _span(cost.yardstick_monthly), "initial_cap_yen": cost.yardstick_initial}
    return {
        "monthly_cap_yen": _span(cost.monthly),
        "initial_cap_yen": cost.initial if cost.monthly else None,
        "two_year_cap_yen": _span(cost.two_years),
        "yardstick": yardstick,
        "assumptions": list(cost.assumptions),
    }


def _rate(rate: Fraction | None) -> str | None:
    return None if rate is None else f"{rate.numerator}/{rate.denominator}"


def route_json(route: SubsidyRoute) -> Json:
    """One subsidy route in the contract's shape."""
    return {
        "id": route.id,
        "edition": route.edition,
        "frame": route.frame,
        "name": route.name,
        "status": route.status,
        "window": route.window,
        "eligible": route.eligible,
        "blockers": [
            {"kind": item.kind, "text": item.text, "field": item.field, "cites": list(item.cites)}
            for item in route.blockers
        ],
        "to_confirm": list(route.to_confirm),
        "rate": _rate(route.rate),
        "rates": [{"up_to_subsidy_yen": rung.up_to_subsidy_yen, "rate": _rate(rung.rate)} for rung in route.rates],
        "covered_months": route.covered_months,
        "eligible_cost_yen": route.eligible_cost_yen,
        "amount_yen": route.amount_yen,
        "amount_range_yen": _span(route.amount_range_yen),
        "own_cost_yen": route.own_cost_yen,
        "own_cost_24_months_yen": route.own_cost_24_months_yen,
        "cash_needed_first_yen": route.cash_needed_first_yen,
        "formula": route.formula,
        "steps": [{"what": item.what, "days": {"low": item.days_low, "high": item.days_high}} for item in route.steps],
        "as_of_fact": route.as_of_fact,
        "cites": list(route.cites),
    }
