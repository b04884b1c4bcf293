"""Faults of facts and words by themselves: citations, sources, aliases, widths. Needs the knowledge alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from unicodedata import east_asian_width, normalize

from knowledge import codes
from knowledge.base import Knowledge
from knowledge.faults import NOWHERE, Faults, Place
from knowledge.freshness import KINDS
from knowledge.records import Service
from knowledge.subsidy_records import OwnSchedule
from recommender.lint import dates, ladders


def check_facts(knowledge: Knowledge, faults: Faults) -> int:
    """Adds the faults of every record of the knowledge base; gives how many records there are."""
    dates.check_dates(knowledge, faults)
    ladders.check_ladders(knowledge, faults)
    _check_sourced(knowledge, faults)
    _check_aliases(knowledge, faults)
    for kind in KINDS if knowledge.review else ():
        if kind not in knowledge.review:
            what = f"「{kind}」の見直しの間隔がありません"
            faults.add(Place("freshness.yaml", 1), what, "intervals に日数を書き足してください", codes.NO_INTERVAL)
    records = list(knowledge_records(knowledge))
    for record in records:
        check_width(record, faults)
    return len(records)


def knowledge_records(knowledge: Knowledge) -> Iterator[object]:
    """Every record that a file of the knowledge base states."""
    for kind in (
        knowledge.sources,
        knowledge.clauses,
        knowledge.terms,
        knowledge.faq,
        knowledge.statistics,
        knowledge.services,
        knowledge.contacts,
        knowledge.editions,
        knowledge.frames,
        knowledge.own_schedules,
        knowledge.subsidy_rules,
        knowledge.routes,
        knowledge.vocabulary.fields,
    ):
        yield from kind.values()
    yield from (*knowledge.steps, *knowledge.sme_rows, *knowledge.small_rows, *knowledge.deemed_large)


def _check_sourced(knowledge: Knowledge, faults: Faults) -> None:
    for entry in knowledge.faq.values():
        if not entry.cites:
            faults.add(
                entry.place, f"「{entry.id}」に根拠がありません", "cites に id を書いてください", codes.NO_SOURCE
            )
    for record in knowledge_records(knowledge):
        # A frame's own schedule rests on the sources of the frame where it names none.
        if getattr(record, "sources", None) == () and not isinstance(record, OwnSchedule):
            name = getattr(record, "id", "")
            mend = "sources に src. で始まる id を書いてください"
            faults.add(place_of(record), f"「{name}」に出典がありません", mend, codes.NO_SOURCE)


def _check_aliases(knowledge: Knowledge, faults: Faults) -> None:
    owners: dict[str, str] = {}
    for term in knowledge.terms.values():
        for word in (term.term, *term.aliases):
            owner = owners.setdefault(normalize("NFKC", word).casefold().replace(" ", ""), term.id)
            if owner != term.id:
                what = f"「{word}」は「{owner}」の呼び名でもあります"
                faults.add(term.place, what, "どちらかから消すか、colloquial に移してください", codes.SHARED_ALIAS)


def unused_sources(knowledge: Knowledge, others: Iterable[str]) -> tuple[str, ...]:
    """The sources that no record names, and that aren't among `others`."""
    named = set(others)
    for record in knowledge_records(knowledge):
        named.update(text for text in texts(record) if text.startswith("src.") and text != getattr(record, "id", ""))
    return tuple(name for name in knowledge.sources if name not in named)


def check_width(record: object, faults: Faults) -> None:
    """Characters whose width terminals disagree on break the screen. Names of services stand as they are."""
    names = (record.provider, record.name, record.listed_as) if isinstance(record, Service) else ()
    for text in texts(record):
        if text not in names:
            check_text_width(text, place_of(record), faults)


def check_text_width(text: str, place: Place, faults: Faults) -> None:
    """As check_width, for one text."""
    wrong = "".join(sorted({sign for sign in text if east_asian_width(sign) == "A"}))
    if wrong:
        faults.add(place, f"幅の定まらない文字「{wrong}」があります", "別の書き方に直してください", codes.WIDTH)


def place_of(record: object) -> Place:
    """Where the record stands."""
    place = getattr(record, "place", None)
    return place if isinstance(place, Place) else NOWHERE


def texts(value: object) -> Iterator[str]:
    """Every text within a record, but addresses."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list):
        for item in value:
            yield from texts(item)
    elif is_dataclass(value) and not isinstance(value, type):
        for item in fields(value):
            if item.name not in ("place", "url"):
                yield from texts(getattr(value, item.name))
