"""What can be found (探せるもの): the entries of the search, made of the knowledge base's records."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.base import Knowledge
from knowledge.records import Clause, Faq, Service, Term
from knowledge.subsidy_records import Frame
from recommender.language.search import Entry, Kind, Passage

# The kinds of records besides clauses on which a FAQ entry may rest; it then answers as that record.
_RECORD_KINDS: dict[str, Kind] = {"subsidy": "subsidy", "route": "route", "svc": "service", "term": "term"}
_COMPANY = re.compile(r"株式会社|有限会社|合同会社")


@dataclass(frozen=True, slots=True)
class PassageWeights:
    """What the texts of a record count, in hundredths of a question as people put it, as in search.yaml."""

    title: int
    body: int
    faq_answer: int
    overview: int
    superseded: int


def _kind_of(record: str) -> Kind:
    """The kind under which a record that a FAQ entry rests on is shown."""
    return _RECORD_KINDS.get(record.partition(".")[0], "faq")


def entries_of(knowledge: Knowledge, weights: PassageWeights) -> Iterator[Entry]:
    """All that a question can be answered with."""
    for faq in knowledge.faq.values():
        yield _faq(faq, weights)
    for clause in knowledge.clauses.values():
        yield _clause(clause, weights)
    for term in knowledge.terms.values():
        yield _term(term, weights)
    for service in knowledge.services.values():
        yield _service(service, weights)
    for frame in knowledge.frames.values():
        edition = knowledge.editions[frame.edition]
        yield _frame(frame, edition.name, weights, current=edition.successor is None)
    for rule in knowledge.subsidy_rules.values():
        yield _titled(rule.id, "subsidy", rule.title, rule.text, weights)
    for route in knowledge.routes.values():
        yield _titled(route.id, "route", route.name, route.text, weights)


def _faq(faq: Faq, weights: PassageWeights) -> Entry:
    asked = tuple(Passage(text, 1.0) for text in (faq.question, *faq.phrasings))
    return Entry(faq.id, _kind_of(faq.cites[0]), faq.cites[0], (*asked, Passage(faq.answer, weights.faq_answer / 100)))


def _clause(clause: Clause, weights: PassageWeights) -> Entry:
    share = 1.0 if clause.source == "src.standard" else weights.overview / 100
    extra = tuple(Passage(text, weights.body / 100 * share) for text in (clause.ask, clause.gives) if text)
    body = Passage(f"{clause.title} {clause.plain}", weights.body / 100 * share)
    return Entry(
        clause.id, "requirement", clause.id, (Passage(clause.title, weights.title / 100 * share), body, *extra)
    )


def _term(term: Term, weights: PassageWeights) -> Entry:
    body = " ".join((term.term, *term.colloquial, term.definition))
    return Entry(term.id, "term", term.id, (Passage(term.term, weights.title / 100), Passage(body, weights.body / 100)))


def _service(service: Service, weights: PassageWeights) -> Entry:
    names = (service.provider, service.name, *service.aliases)
    together = Passage(" ".join((service.name, service.provider)), weights.title / 100)
    return Entry(service.id, "service", service.id, (*(Passage(name, weights.title / 100) for name in names), together))


def _frame(frame: Frame, edition: str, weights: PassageWeights, *, current: bool) -> Entry:
    share = 1.0 if current else weights.superseded / 100
    body = Passage(f"{edition} {frame.name} {frame.summary}", weights.body / 100 * share)
    return Entry(frame.id, "subsidy", frame.id, (Passage(frame.name, weights.title / 100 * share), body))


def _titled(record: str, kind: Kind, title: str, text: str, weights: PassageWeights) -> Entry:
    return Entry(
        record, kind, record, (Passage(title, weights.title / 100), Passage(f"{title} {text}", weights.body / 100))
    )


def names_of(knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """Words that stay whole, each with the main name of what it means: terms, editions, services and providers."""
    for term in knowledge.terms.values():
        for word in (term.term, *term.aliases, *term.misspelt, term.reading):
            yield word, term.term
    for edition in knowledge.editions.values():
        yield edition.name, edition.name
    for service in knowledge.services.values():
        yield service.name, service.name
        for word in (service.provider, short_name(service.provider)):
            yield word, service.provider


def short_name(provider: str) -> str:
    """A provider without its legal form."""
    return _COMPANY.sub("", provider).strip()
