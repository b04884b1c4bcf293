"""Leads from the list of 2023: grouped by whether their type is stated, inferred or unknown, in the list's order.

Price, area and present registration are mostly unknown, so nothing is ranked, and the official list goes first.
"""

from __future__ import annotations

from knowledge.records import ClassCode, Fact, Monitoring, Service
from recommender.results import Candidate
from recommender.rulebase import RuleBase

_GROUPS = ("stated", "inferred", "unknown")
ASKED = (
    "region",
    "monthly_price_yen",
    "initial_cost_yen",
    "device_limit",
    "min_contract_months",
    "equipment",
    "insurance",
    "onsite_support",
    "still_registered",
)


def candidates_for(option: Monitoring, service_class: ClassCode, rules: RuleBase) -> tuple[Candidate, ...]:
    """The services that may offer the option; those known or named to offer another type are left out.

    So are those known to be off the list by now.
    """
    services = [item for item in rules.knowledge.services.values() if _may_offer(item, option)]
    found = [_candidate(item, service_class, rules) for item in services]
    return tuple(sorted(found, key=lambda item: _GROUPS.index(item.fit)))


def _may_offer(service: Service, option: Monitoring) -> bool:
    return service.monitoring.value in (option, None) and service.still_registered.value is not False


def _candidate(service: Service, service_class: ClassCode, rules: RuleBase) -> Candidate:
    wanted = (*ASKED, "class2") if service_class == "class2" else ASKED
    return Candidate(
        id=service.id,
        provider=service.provider,
        service=rules.knowledge.marked(service.id, service.name),
        fit=service.monitoring.basis,
        why=tuple(_why(service, rules)),
        unknown=tuple(name for name in wanted if getattr(service, name).value is None),
    )


def _why(service: Service, rules: RuleBase) -> list[str]:
    texts = rules.counsel.wording
    kind = service.monitoring
    said = [getattr(texts.candidate_basis, kind.basis)]
    if kind.value:
        said[0] = said[0].format(option=rules.option(kind.value).name)
    price: Fact[int] = service.monthly_price_yen
    if price.value is not None:
        said.append(texts.candidate_price.format(price=f"{price.value:,}", as_of=price.as_of, note=price.note or ""))
    return said
