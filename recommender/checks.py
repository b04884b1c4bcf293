"""The lint over all rooms: what loads may still be wrong in itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from unicodedata import east_asian_width

from knowledge.faults import DataError, Fault, Faults, Place
from knowledge.records import Service
from recommender.rulebase import RuleBase, load_rulebase


def lint_all() -> tuple[tuple[Fault, ...], int]:
    """Every fault of the data of all rooms, and how many records were looked at."""
    try:
        rules = load_rulebase()
    except DataError as error:
        return error.faults, 0
    faults = Faults()
    records = list(_records(rules))
    for record in records:
        _check_width(record, faults)
    return faults.sorted(), len(records)


def _records(rules: RuleBase) -> Iterator[object]:
    knowledge, decisions, counsel = rules.knowledge, rules.decisions, rules.counsel
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
        knowledge.subsidy_rules,
        knowledge.routes,
        knowledge.vocabulary.fields,
        rules.questionnaire.questions,
    ):
        yield from kind.values()
    yield from (*knowledge.sme_rows, *knowledge.small_rows)
    yield from (*decisions.voids, *decisions.exclusions, *decisions.evidence, *decisions.class_needs)
    yield from (*counsel.advice, *counsel.actions)


def _check_width(record: object, faults: Faults) -> None:
    """Characters whose width terminals disagree on break the screen. Names of services stand as they are."""
    place = getattr(record, "place", Place("", 0))
    names = (record.provider, record.name, record.listed_as) if isinstance(record, Service) else ()
    for text in _texts(record):
        if text in names:
            continue
        wrong = {sign for sign in text if east_asian_width(sign) == "A"}
        if wrong:
            shown = "".join(sorted(wrong))
            faults.add(place, f"幅の定まらない文字「{shown}」があります", "別の書き方に直してください")


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list):
        for item in value:
            yield from _texts(item)
    elif is_dataclass(value) and not isinstance(value, type):
        for item in fields(value):
            if item.name not in ("place", "url"):
                yield from _texts(getattr(value, item.name))
