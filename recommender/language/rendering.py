"""Rendering (答えの文): an entry of the search as a title, an answer and its cites, all from the record itself."""

from __future__ import annotations

from knowledge.base import Knowledge
from knowledge.records import Clause, Fact, Monitoring, Service, Term
from knowledge.subsidy_records import Frame, Route, SubsidyRule
from recommender.language.search import Entry
from recommender.lists import list_of

Record = Clause | Term | Service | Frame | SubsidyRule | Route
_MONITORING: dict[Monitoring, str] = {
    "network": "ネットワーク監視",
    "endpoint": "端末監視",
    "both": "ネットワーク監視と端末監視の併用",
}
_NAMED = ("term", "service")
_BASIS = {"inferred": "（名前からの見立て）", "stated": ""}


def title_of(entry: Entry, knowledge: Knowledge) -> str:
    """What the answer is about. An answer of the FAQ stands under its own question: 「出ません」 alone says anything.

    Terms and services keep their names, which 「それ」 takes up later.
    """
    return knowledge.title(entry.record if entry.id not in knowledge.faq or entry.kind in _NAMED else entry.id)


def aliases_of(entry: Entry, knowledge: Knowledge) -> tuple[str, ...]:
    """Other names of the record, or other ways of asking."""
    if entry.id in knowledge.faq:
        faq = knowledge.faq[entry.id]
        if entry.kind == "faq":
            return faq.phrasings
        return (faq.question if entry.kind in _NAMED else knowledge.title(entry.record),)
    record = _record(entry.record, knowledge)
    return record.aliases if isinstance(record, Term | Service) else ()


def answer_of(entry: Entry, knowledge: Knowledge) -> str:
    """The answer in plain words."""
    if entry.id in knowledge.faq:
        return knowledge.faq[entry.id].answer
    record = _record(entry.record, knowledge)
    if isinstance(record, Clause):
        return record.plain
    if isinstance(record, Term):
        return record.definition
    if isinstance(record, Service):
        return _service(record, knowledge)
    return record.summary if isinstance(record, Frame) else record.text


def cites_of(entry: Entry, knowledge: Knowledge) -> tuple[str, ...]:
    """The record that answers, then where else the answer comes from."""
    if entry.id in knowledge.faq:
        return knowledge.faq[entry.id].cites
    record = _record(entry.record, knowledge)
    if isinstance(record, Clause):
        return (record.id, record.source)
    if isinstance(record, Term):
        return (record.id, *record.clauses, *record.sources)
    sources = record.monitoring.sources if isinstance(record, Service) else record.sources
    return (record.id, *sources)


def _record(record: str, knowledge: Knowledge) -> Record:
    kinds = (
        knowledge.clauses,
        knowledge.terms,
        knowledge.services,
        knowledge.frames,
        knowledge.subsidy_rules,
        knowledge.routes,
    )
    return next(rows[record] for rows in kinds if record in rows)


def _service(service: Service, knowledge: Knowledge) -> str:
    """What is known of a service; what isn't is said to be unknown."""
    price = service.monthly_price_yen
    parts = [
        f"「{service.name}」は、{service.provider}のサービスです（{list_of(service, knowledge)}による）。",
        _watching(service.monitoring),
        f"月額は{price.value:,}円という情報があります。" if price.value is not None else "月額はわかっていません。",
        "いまも登録されているかと料金は、会社に確かめてください。",
    ]
    return "".join(parts)


def _watching(fact: Fact[Monitoring]) -> str:
    if fact.value is None:
        return "監視の型はわかっていません。"
    return f"監視の型は{_MONITORING[fact.value]}です{_BASIS.get(fact.basis, '')}。"
