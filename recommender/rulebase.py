"""Facts, questions and rules joined into one frozen RuleBase with one digest over the data of all rooms."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from knowledge import codes
from knowledge import loading as facts
from knowledge.base import Knowledge
from knowledge.caching import keep, kept
from knowledge.conditions import Condition, read_condition
from knowledge.decoding import Decoder
from knowledge.faults import DataError, Fault, Faults, Place, suggest
from knowledge.fields import Vocabulary
from knowledge.loading import digest_of, load_knowledge, read_tree
from knowledge.overlays import read_overlay
from knowledge.reading import by_id
from knowledge.records import ClassCode, Monitoring
from questionnaires import loading as questions
from questionnaires.loading import load_questionnaire
from questionnaires.records import Questionnaire
from recommender.cost import Caps, budget_quantities, caps_of
from recommender.lint.facts import check_facts
from recommender.records import (
    ClassNeed,
    ClassText,
    Counsel,
    DecisionRules,
    Evidence,
    Exclusion,
    Onboarding,
    OnboardingStep,
    OptionText,
    Void,
)

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Folders:
    """Where the data lies. By default that which the package carries, and nothing of the user's own.

    `own`: the user's standing additions; if they are faulty, they are left out and told in `RuleBase.refused`.
    `named`: additions named for this run; if they are faulty, nothing loads.
    `cache`: where what was read may be kept for the next run.
    """

    knowledge: Path = facts.DATA
    questions: Path = questions.DATA
    rules: Path = DATA
    own: Path | None = None
    named: Path | None = None
    cache: Path | None = field(default=None, compare=False)


@dataclass(frozen=True, eq=False)
class RuleBase:
    """Everything that a decision rests on. Immutable, so that one instance serves all turns.

    `refused`: the faults of the user's own additions, which therefore aren't in it.
    """

    knowledge: Knowledge
    questionnaire: Questionnaire
    vocabulary: Vocabulary
    caps: Caps
    decisions: DecisionRules
    counsel: Counsel
    onboarding: Onboarding
    digest: str
    folders: Folders = field(default_factory=Folders)
    refused: tuple[Fault, ...] = ()

    def option(self, code: Monitoring) -> OptionText:
        return next(item for item in self.decisions.options if item.option == code)

    def service_class(self, code: ClassCode) -> ClassText:
        return next(item for item in self.decisions.classes if item.code == code)


def load_rulebase(folders: Folders | None = None) -> RuleBase:
    """The rule base of the folders, by default of the data that the package carries. Raises DataError."""
    return _load(folders or Folders())


@dataclass(frozen=True, slots=True)
class _BuiltIn:
    """What the YAML files of the folders say, checked: the part of a rule base that can be kept between runs."""

    knowledge: Knowledge
    questionnaire: Questionnaire
    decisions: DecisionRules
    counsel: Counsel
    onboarding: Onboarding


@cache
def _load(folders: Folders) -> RuleBase:
    digest = digest_of(folders.knowledge, folders.questions, folders.rules)
    built_in = kept(folders.cache, digest, _BuiltIn) if folders.cache else None
    if built_in is None:
        built_in = _read(folders)
        # A file may have been saved in the meantime; what was read then goes by no digest.
        if folders.cache and digest == digest_of(folders.knowledge, folders.questions, folders.rules):
            keep(folders.cache, digest, built_in)
    knowledge = built_in.knowledge
    added: list[Path] = []
    refused: tuple[Fault, ...] = ()
    for directory in filter(None, (folders.own, folders.named)):
        try:
            knowledge = _with_own(knowledge, directory)
        except DataError as error:
            if directory == folders.named:
                raise
            refused = error.faults
        else:
            added.append(directory)
    caps = caps_of(knowledge)
    return RuleBase(
        knowledge=knowledge,
        questionnaire=replace(built_in.questionnaire, vocabulary=knowledge.vocabulary),
        vocabulary=knowledge.vocabulary.with_derived(*budget_quantities(caps)),
        caps=caps,
        decisions=built_in.decisions,
        counsel=built_in.counsel,
        onboarding=built_in.onboarding,
        digest=digest_of(folders.knowledge, folders.questions, folders.rules, *added) if added else digest,
        folders=folders,
        refused=refused,
    )


def _read(folders: Folders) -> _BuiltIn:
    knowledge = load_knowledge(folders.knowledge)
    vocabulary = knowledge.vocabulary.with_derived(*budget_quantities(caps_of(knowledge)))
    faults = Faults()
    hooks = {Condition: lambda node, found: read_condition(node, vocabulary, found)}
    decoder = Decoder(faults, hooks)
    decisions = decoder.read(read_tree(folders.rules / "decisions.yaml"), DecisionRules)
    counsel = decoder.read(read_tree(folders.rules / "counsel.yaml"), Counsel)
    onboarding = decoder.read(read_tree(folders.rules / "onboarding.yaml"), Onboarding)
    faults.raise_if_any()
    questionnaire = load_questionnaire(folders.questions / "profile.yaml", folders.knowledge)
    built_in = _BuiltIn(knowledge, questionnaire, decisions, counsel, onboarding)
    for listed in (decisions.exclusions, decisions.evidence, decisions.class_needs, counsel.actions, onboarding.steps):
        by_id(listed, faults)
    _check_citations(built_in, faults)
    faults.raise_if_any()
    return built_in


def _with_own(knowledge: Knowledge, directory: Path) -> Knowledge:
    """The knowledge with the user's own records, which pass the same checks as ours. Raises DataError."""
    merged, shown = read_overlay(knowledge, directory)
    faults = Faults()
    check_facts(merged, faults)
    mine = [fault for fault in faults.sorted() if fault.place.file in shown]
    if mine:
        raise DataError(mine)
    return merged


def _check_citations(rules: _BuiltIn, faults: Faults) -> None:
    """Adds a fault for every citation of a rule, advice or action that leads nowhere."""
    decisions, counsel, knowledge = rules.decisions, rules.counsel, rules.knowledge
    ruled: tuple[Void | Exclusion | Evidence | ClassNeed | OnboardingStep, ...] = (
        *decisions.voids,
        *decisions.exclusions,
        *decisions.evidence,
        *decisions.class_needs,
        *rules.onboarding.steps,
    )
    known = (*knowledge.clauses, *knowledge.sources, *knowledge.subsidy_rules, *knowledge.frames)
    for item in (*ruled, *counsel.advice, *counsel.actions):
        for cite in item.cites:
            if not knowledge.knows(cite):
                faults.add(item.place, f"出典「{cite}」がどこにもありません", suggest(cite, known), codes.DEAD)
    phases = [phase.id for phase in rules.onboarding.phases]
    for step in rules.onboarding.steps:
        if step.phase not in phases:
            faults.add(step.place, f"「{step.phase}」という段階はありません", suggest(step.phase, phases), codes.DEAD)
    for listed in counsel.checklist_only_for:
        for clause in listed.clauses:
            if clause not in knowledge.clauses:
                place = Place("counsel.yaml", 1)
                faults.add(
                    place, f"条項「{clause}」がどこにもありません", suggest(clause, knowledge.clauses), codes.DEAD
                )
