"""Leads from the lists at hand: grouped by whether their type is stated, inferred or unknown, in the list's order.

Price, area and present registration are mostly unknown, so nothing is ranked, and the official list goes first. Only
a service whose stated area leaves the company out stands behind the others of its group.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from knowledge.fields import Answers
from knowledge.freshness import as_of_text
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
_BETWEEN = re.compile(r"[、,，・/／\s]+")


def candidates_for(
    option: Monitoring, service_class: ClassCode, answers: Answers, rules: RuleBase
) -> tuple[Candidate, ...]:
    """The services that may offer the option; those known or named to offer another type are left out.

    So are those known to be off the list by now.
    """
    services = [item for item in rules.knowledge.services.values() if _may_offer(item, option)]
    found = [_candidate(item, service_class, answers, rules) for item in services]
    return tuple(sorted(found, key=lambda item: (_GROUPS.index(item.fit), item.elsewhere)))


def regions_text(candidates: Sequence[Candidate], rules: RuleBase) -> str:
    """For how many of a group the area isn't known; empty where all are."""
    texts = rules.counsel.wording.candidate_region
    open_ = sum("region" in item.unknown for item in candidates)
    if not open_:
        return ""
    return texts.none_known if open_ == len(candidates) else texts.some_known.format(count=open_)


def _may_offer(service: Service, option: Monitoring) -> bool:
    return service.monitoring.value in (option, None) and service.still_registered.value is not False


def _candidate(service: Service, service_class: ClassCode, answers: Answers, rules: RuleBase) -> Candidate:
    wanted = (*ASKED, "class2") if service_class == "class2" else ASKED
    prefecture = answers.get("prefecture")
    home = prefecture if isinstance(prefecture, str) else None
    elsewhere = home is not None and _leaves_out(service.region, home, rules)
    return Candidate(
        id=service.id,
        provider=service.provider,
        service=rules.knowledge.marked(service.id, service.name),
        fit=service.monitoring.basis,
        why=(*_why(service, rules), *_region(service, home, rules, elsewhere=elsewhere)),
        unknown=tuple(name for name in wanted if getattr(service, name).value is None),
        elsewhere=elsewhere,
    )


def _why(service: Service, rules: RuleBase) -> Iterator[str]:
    texts = rules.counsel.wording
    kind = service.monitoring
    basis: str = getattr(texts.candidate_basis, kind.basis)
    yield basis.format(option=rules.option(kind.value).name) if kind.value else basis
    price: Fact[int] = service.monthly_price_yen
    if price.value is not None:
        note = f"。{price.note}" if price.note else ""
        yield texts.candidate_price.format(price=f"{price.value:,}", as_of=_dated(price), note=note)


def _region(service: Service, home: str | None, rules: RuleBase, *, elsewhere: bool) -> Iterator[str]:
    """What the data states of the area where it isn't the company's; nothing is concluded from what is missing."""
    texts, base = rules.counsel.wording.candidate_region, service.base
    if home is None:
        return
    if elsewhere:
        yield texts.elsewhere.format(region=service.region.value, prefecture=home)
    elif service.region.value is None and base.value not in (None, home):
        template = texts.base_stated if base.basis == "stated" else texts.base_inferred
        note = f"（{base.note}）" if base.note else ""
        yield template.format(base=base.value, as_of=_dated(base), note=note)


def _dated(fact: Fact[int] | Fact[str]) -> str:
    return as_of_text(fact.as_of) if fact.as_of else "日付の記載なし"


def _leaves_out(region: Fact[str], home: str, rules: RuleBase) -> bool:
    """Whether a stated area is a plain list of prefectures without the company's; other wordings aren't judged."""
    if region.value is None or region.basis != "stated":
        return False
    prefectures = {choice.code for choice in rules.vocabulary.fields["prefecture"].choices}
    named = set(_BETWEEN.split(region.value.strip()))
    return named <= prefectures and home not in named
