"""The result as it was shown, in few words and figures, so that a later day can set its own result beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from knowledge.values import Value

if TYPE_CHECKING:
    from recommender.cost import Span
    from recommender.results import Assessment, SubsidyRoute


@dataclass(frozen=True, slots=True)
class Amount:
    """From low to high yen; high None is open. Apart from the recommender's Span: the first screen reads this one."""

    low: int
    high: int | None


@dataclass(frozen=True, slots=True)
class KeptRoute:
    """A subsidy frame as it stood. `amount` None: not computed."""

    id: str
    name: str
    status: str
    eligible: str
    amount: Amount | None


@dataclass(frozen=True, slots=True)
class KeptAction:
    """A next step as it was shown."""

    id: str
    what: str


@dataclass(frozen=True, slots=True)
class Headline:
    """What a result said. Codes as in `otasuke.recommendation/1`, yen without tax, None where nothing could be said."""

    verdict: str
    monitoring: str | None
    confidence: str
    service_class: str | None
    class_confidence: str
    monthly_cap: Amount | None
    initial_cap: int | None
    two_year_cap: Amount | None
    subsidies: tuple[KeptRoute, ...]
    reasons: tuple[str, ...]
    actions: tuple[KeptAction, ...]


@dataclass(frozen=True, slots=True)
class KeptResult:
    """A headline with what it was made from: the day, the version and digest of the knowledge, the answers."""

    as_of: date
    version: str
    digest: str
    headline: Headline
    answers: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))


def kept_result(assessment: Assessment) -> KeptResult:
    """What is kept of an assessment."""
    return KeptResult(
        as_of=assessment.as_of,
        version=assessment.knowledge_version,
        digest=assessment.knowledge_digest,
        headline=headline_of(assessment),
        answers=MappingProxyType(dict(assessment.profile.answers)),
    )


def headline_of(assessment: Assessment) -> Headline:
    """The assessment in few words and figures; of the subsidies, the frames that the answers ask for."""
    from recommender.export.labels import asked_routes, by_yardstick

    # 2類 has no cap, so that what rests on the caps of 1類 is no figure of this result.
    told = not by_yardstick(assessment)
    monitoring, service_class, cost = assessment.monitoring, assessment.service_class, assessment.cost
    return Headline(
        verdict=assessment.verdict,
        monitoring=monitoring.choice,
        confidence=monitoring.confidence,
        service_class=service_class.choice,
        class_confidence=service_class.confidence,
        monthly_cap=_amount(cost.monthly) if cost else None,
        initial_cap=cost.initial if cost else None,
        two_year_cap=_amount(cost.two_years) if cost else None,
        subsidies=tuple(
            KeptRoute(
                route.id,
                route.name,
                route.status,
                route.eligible,
                _route_amount(route) if told else None,
            )
            for route in asked_routes(assessment)
        ),
        reasons=tuple(reason.text for reason in (*monitoring.reasons, *service_class.reasons)),
        actions=tuple(KeptAction(action.id, action.what) for action in assessment.actions),
    )


def _route_amount(route: SubsidyRoute) -> Amount | None:
    exact = route.amount_yen
    return _amount(route.amount_range_yen) if exact is None else Amount(exact, exact)


def _amount(span: Span | None) -> Amount | None:
    return Amount(span.low, span.high) if span else None
