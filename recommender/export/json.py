"""The recommendation as JSON (`otasuke.recommendation/1`, CONTRACT)."""

from __future__ import annotations

from questionnaires.profile import plain_profile
from recommender.cost import Cost
from recommender.export.json_parts import Json, day_json, grounds_json, span_json
from recommender.export.subsidy_json import outlook_json, route_json
from recommender.results import Assessment, Reason, WhyNot

SCHEMA = "otasuke.recommendation/1"


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
                    "excluded_by": grounds_json(item.excluded_by) if item.excluded_by else None,
                    "reasons": [_reason(reason) for reason in item.reasons],
                }
                for item in monitoring.options
            ],
            "reasons": [_reason(item) for item in monitoring.reasons],
            "why_not": [_why_not(item) for item in monitoring.why_not],
        },
        "service_class": {
            "choice": service_class.choice,
            "confidence": service_class.confidence,
            "reasons": [_reason(item) for item in service_class.reasons],
            "why_not": [_why_not(item) for item in service_class.why_not],
        },
        "stability": {
            "final": assessment.stability.final,
            "open_fields": list(assessment.stability.open_fields),
            "unknown_could_change": list(assessment.stability.unknown_could_change),
        },
        "cost": _cost(assessment.cost),
        "subsidies": [route_json(item) for item in assessment.subsidies],
        "subsidy_outlook": outlook_json(assessment.outlook),
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
                "id": item.id,
                "what": item.what,
                "why": item.why,
                "how": item.how,
                "owner": item.owner,
                "due": day_json(item.due),
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


def _why_not(item: WhyNot) -> Json:
    flips = [
        [{"field": change.field, "from": change.before, "to": change.after} for change in changes]
        for changes in item.flips_if
    ]
    return {"option": item.option, "text": item.text, "flips_if": flips}


def _cost(cost: Cost | None) -> Json | None:
    if cost is None:
        return None
    yardstick = None
    if cost.yardstick_monthly:
        yardstick = {"monthly_cap_yen": span_json(cost.yardstick_monthly), "initial_cap_yen": cost.yardstick_initial}
    return {
        "monthly_cap_yen": span_json(cost.monthly),
        "initial_cap_yen": cost.initial if cost.monthly else None,
        "two_year_cap_yen": span_json(cost.two_years),
        "yardstick": yardstick,
        "assumptions": list(cost.assumptions),
    }
