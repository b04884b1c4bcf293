"""From which list a service comes (一覧の日付): told beside every lead, from the service's own record."""

from __future__ import annotations

from collections.abc import Iterable

from knowledge.base import Knowledge
from knowledge.freshness import as_of_text
from knowledge.records import Service

_BUILT_IN, _TAKEN_IN, _NEWER, _OWN = "{year}年の一覧", "{day}に取り込んだ一覧", "{day}の一覧", "ご自分の一覧"


def list_of(service: Service, knowledge: Knowledge) -> str:
    """The list that names the service: the latest that says whether it is registered, else the one of the overview."""
    registered = service.still_registered
    if registered.value is not None and registered.as_of:
        taken_in = any(source in knowledge.origins for source in registered.sources)
        return _TAKEN_IN.format(day=registered.as_of) if taken_in else _NEWER.format(day=as_of_text(registered.as_of))
    if service.id in knowledge.origins:
        return _OWN
    return _BUILT_IN.format(year=knowledge.sources["src.overview"].as_of)


def lists_of(services: Iterable[str], knowledge: Knowledge) -> str:
    """The lists from which these services come, by their ids, each once."""
    return "と".join(dict.fromkeys(list_of(knowledge.services[name], knowledge) for name in services))
