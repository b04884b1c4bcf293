"""Runs every family of the lint over the data of all rooms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from knowledge import codes
from knowledge.faults import DataError, Fault, Faults, Place
from questionnaires import posture
from questionnaires.records import Questionnaire
from recommender import posture_rules
from recommender.lint.facts import check_facts, check_width, knowledge_records, unused_sources
from recommender.lint.lengths import check_lengths
from recommender.lint.limits import best_answers, load_limits
from recommender.lint.reach import check_reach, check_silence, check_unknowns
from recommender.lint.words import check_words
from recommender.rulebase import Folders, RuleBase, load_rulebase


@dataclass(frozen=True, slots=True)
class Report:
    """What the lint found. `warnings` are worth a look and fail nothing."""

    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]
    records: int


def lint_all(folders: Folders | None = None) -> Report:
    """Every fault of the data of all rooms (by default of that which the package carries), each with its code."""
    faults = Faults()
    try:
        # What was kept between runs has been judged by the code of then; the lint reads the files themselves.
        rules = load_rulebase(replace(folders or Folders(), cache=None))
        limits = load_limits(rules.folders.rules)
    except DataError as error:
        return Report(coded(error.faults), (), 0)
    faults.extend(coded(rules.refused))
    counted = check_facts(rules.knowledge, faults)
    self_check, steps = _self_check(rules.folders, faults)
    sheets = [rules.questionnaire, *self_check]
    own = [*_rule_records(rules), *(question for sheet in self_check for question in sheet.questions.values())]
    for record in own:
        check_width(record, faults)
    check_reach(rules, faults)
    check_silence(rules, best_answers(limits, rules.vocabulary), faults)
    check_unknowns(rules, faults)
    records = [*knowledge_records(rules.knowledge), *own, *steps]
    spoken = [(record, None) for record in records]
    options = [
        (option, question.place)
        for sheet in sheets
        for question in sheet.questions.values()
        for option in question.options
    ]
    check_lengths([*spoken, *options], limits.lengths, faults)
    judged, named = check_words(rules, rules.folders.rules, faults)
    return Report(coded(faults.sorted()), _warnings(rules, named), counted + judged + len(own))


def coded(faults: tuple[Fault, ...]) -> tuple[Fault, ...]:
    """The faults of reading with the code that says so, where they have none of their own."""
    return tuple(fault if fault.code else replace(fault, code=codes.SHAPE) for fault in faults)


def _self_check(
    folders: Folders, faults: Faults
) -> tuple[tuple[Questionnaire, ...], tuple[posture_rules.PostureStep, ...]]:
    """The second questionnaire and its steps, with the faults of either and of how they go together."""
    try:
        sheet = posture.load_self_check(folders.questions / posture.FILE.name)
        rules = posture_rules.read_posture(folders.rules / posture_rules.FILE.name)
    except DataError as error:
        # The shape of the steps is told with that of the other phrases.
        faults.extend(fault for fault in coded(error.faults) if fault.place.file == posture.FILE.name)
        return (), ()
    posture_rules.check_posture(rules, sheet, faults)
    return (sheet,), tuple(rules.steps.values())


def _rule_records(rules: RuleBase) -> Iterator[object]:
    decisions, counsel = rules.decisions, rules.counsel
    yield from rules.questionnaire.questions.values()
    yield from (*decisions.voids, *decisions.exclusions, *decisions.evidence, *decisions.class_needs)
    yield from (*counsel.advice, *counsel.actions, *rules.onboarding.steps)


def _warnings(rules: RuleBase, named: Iterable[str]) -> tuple[Fault, ...]:
    faults = Faults()
    # Remarks of the size tables cite sources too, but are no records of their own.
    for name in unused_sources(rules.knowledge, (*named, *rules.knowledge.size_sources)):
        place = rules.knowledge.sources[name].place
        mend = "使う記録の sources に書くか、要らなければ消してください"
        faults.add(Place(place.file, place.line), f"資料「{name}」は、どこからも引かれていません", mend, codes.UNUSED)
    return faults.sorted()
