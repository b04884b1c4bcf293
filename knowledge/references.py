"""Checks that what one record says of another is there: a citation that leads nowhere is refused at loading."""

from __future__ import annotations

from collections.abc import Iterable

from knowledge import codes
from knowledge.base import Knowledge
from knowledge.faults import NOWHERE, Faults, Place, suggest
from knowledge.files import SizesFile
from knowledge.records import Fact, Service


def check_references(knowledge: Knowledge, faults: Faults) -> None:
    """Adds a fault for every id that names no record, and every code that no field has."""
    _check_clauses(knowledge, faults)
    _check_words(knowledge, faults)
    for service in knowledge.services.values():
        _sources(service.notes_sources, service.place, knowledge, faults)
        for fact in facts_of(service):
            _sources(fact.sources, fact.place, knowledge, faults)
            if fact.value is not None and not fact.sources:
                what = f"「{service.id}」の値に出典がありません"
                faults.add(fact.place, what, "sources に src. で始まる id を書いてください", codes.NO_SOURCE)
    for contact in knowledge.contacts.values():
        _sources((contact.source, *contact.also), contact.place, knowledge, faults)
    _check_editions(knowledge, faults)
    _check_subsidies(knowledge, faults)
    _check_steps(knowledge, faults)
    for route in knowledge.routes.values():
        _sources(route.sources, route.place, knowledge, faults)


def facts_of(service: Service) -> tuple[Fact[object], ...]:
    """The facts of a service, in the order of its record."""
    values = (getattr(service, name) for name in Service.__dataclass_fields__)
    return tuple(value for value in values if isinstance(value, Fact))


def _check_clauses(knowledge: Knowledge, faults: Faults) -> None:
    for clause in knowledge.clauses.values():
        _sources((clause.source, *(item.source for item in clause.readings)), clause.place, knowledge, faults)
        for other in clause.related:
            _known(other, knowledge.clauses, clause.place, faults)
        for term in clause.terms:
            _known(term, knowledge.terms, clause.place, faults)


def _check_words(knowledge: Knowledge, faults: Faults) -> None:
    for term in knowledge.terms.values():
        _sources(term.sources, term.place, knowledge, faults)
        for other in term.see:
            _known(other, knowledge.terms, term.place, faults)
        for clause in term.clauses:
            _known(clause, knowledge.clauses, term.place, faults)
    for entry in knowledge.faq.values():
        for cite in entry.cites:
            if not knowledge.knows(cite):
                faults.add(
                    entry.place, f"出典「{cite}」がどこにもありません", suggest(cite, knowledge.clauses), codes.DEAD
                )
        for other in entry.related:
            _known(other, knowledge.faq, entry.place, faults)
    for statistic in knowledge.statistics.values():
        _sources(statistic.sources, statistic.place, knowledge, faults)


def _check_editions(knowledge: Knowledge, faults: Faults) -> None:
    for edition in knowledge.editions.values():
        _sources(edition.sources, edition.place, knowledge, faults)
        for other in (*edition.once_rule.editions, *((edition.successor,) if edition.successor else ())):
            _known(other, knowledge.editions, edition.place, faults)
        for cite in edition.combining.cites:
            _known(cite, (*knowledge.subsidy_rules, *knowledge.sources), edition.place, faults)


def _check_subsidies(knowledge: Knowledge, faults: Faults) -> None:
    tools = knowledge.vocabulary.fields["main_tool"].codes
    for frame in knowledge.frames.values():
        _known(frame.edition, knowledge.editions, frame.place, faults)
        if frame.next_frame:
            _known(frame.next_frame, knowledge.frames, frame.place, faults)
        noted = (source for note in frame.notes for source in note.sources)
        _sources((*frame.sources, *noted), frame.place, knowledge, faults)
        for code in (*frame.covers, *(item.main_tool for item in frame.hardware)):
            _known(code, tools, frame.place, faults)
        for requirement in frame.requirements:
            if requirement.field:
                _known(requirement.field, knowledge.vocabulary.fields, frame.place, faults)
    for rule in knowledge.subsidy_rules.values():
        _sources(rule.sources, rule.place, knowledge, faults)
    for schedule in knowledge.own_schedules.values():
        _known(schedule.frame, knowledge.frames, schedule.place, faults)
        _sources(schedule.sources, schedule.place, knowledge, faults)


def _check_steps(knowledge: Knowledge, faults: Faults) -> None:
    steps = [step.id for step in knowledge.steps]
    for step in knowledge.steps:
        _sources(step.sources, step.place, knowledge, faults)
        for other in step.after:
            # Only earlier ones, so that a plan never runs in a circle.
            _known(other, steps[: steps.index(step.id)], step.place, faults)
        for cite in step.cites:
            _known(cite, knowledge.subsidy_rules, step.place, faults)


def check_sizes(sizes: SizesFile, knowledge: Knowledge, faults: Faults) -> None:
    """As check_references, for the size tables."""
    fields = knowledge.vocabulary.fields
    for size in (*sizes.sme, *sizes.small):
        _sources(size.sources, size.place, knowledge, faults)
        for name, used in (("industry", size.industries), ("industry_detail", size.details), ("entity", size.entities)):
            for code in used:
                _known(code, fields[name].codes, size.place, faults)
    tables = {"sme": [row.id for row in sizes.sme], "small": [row.id for row in sizes.small]}
    start = sizes.sme[0].place if sizes.sme else NOWHERE
    for entity in sizes.small_entities_excluded:
        _known(entity, fields["entity"].codes, start, faults)
    for judged in sizes.judged:
        _known(judged.row, tables[judged.table], judged.place, faults)
    _check_trades(sizes, fields["industry"].codes, fields["industry_detail"].codes, faults)
    for note in sizes.notes:
        _sources(note.sources, note.place, knowledge, faults)
        for row in note.rows:
            _known(row, (*tables["sme"], *tables["small"]), note.place, faults)
    for large in sizes.deemed_large:
        _sources(large.sources, large.place, knowledge, faults)
    for holder in sizes.not_large:
        _sources(holder.sources, holder.place, knowledge, faults)
    for group in sizes.same_entity:
        _sources(group.sources, group.place, knowledge, faults)


def _check_trades(sizes: SizesFile, industries: tuple[str, ...], details: tuple[str, ...], faults: Faults) -> None:
    for judged in sizes.judged:
        for code in judged.codes:
            _known(code, (*industries, *details), judged.place, faults)
    for part in sizes.detail_of:
        _known(part.detail, details, part.place, faults)
        for code in part.industries:
            _known(code, industries, part.place, faults)


def _sources(ids: Iterable[str], place: Place, knowledge: Knowledge, faults: Faults) -> None:
    for source in ids:
        _known(source, knowledge.sources, place, faults)


def _known(name: str, known: Iterable[str], place: Place, faults: Faults) -> None:
    if name not in known:
        faults.add(place, f"「{name}」がどこにもありません", suggest(name, known), codes.DEAD)
