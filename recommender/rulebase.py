"""Facts, questions and rules joined into one frozen RuleBase with one digest over the data of all rooms."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from knowledge import loading as facts
from knowledge.base import Knowledge
from knowledge.conditions import Condition, read_condition
from knowledge.decoding import Decoder
from knowledge.faults import Faults, Place, suggest
from knowledge.fields import Vocabulary
from knowledge.loading import digest_of, load_knowledge, read_tree
from knowledge.records import ClassCode, Monitoring
from questionnaires import loading as questions
from questionnaires.loading import load_questionnaire
from questionnaires.records import Questionnaire
from recommender.cost import Caps, budget_quantities, caps_of
from recommender.records import (
    ClassNeed,
    ClassText,
    Counsel,
    DecisionRules,
    Evidence,
    Exclusion,
    OptionText,
    Void,
)

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, eq=False)
class RuleBase:
    """Everything that a decision rests on. Immutable, so that one instance serves all turns."""

    knowledge: Knowledge
    questionnaire: Questionnaire
    vocabulary: Vocabulary
    caps: Caps
    decisions: DecisionRules
    counsel: Counsel
    digest: str

    def option(self, code: Monitoring) -> OptionText:
        return next(item for item in self.decisions.options if item.option == code)

    def service_class(self, code: ClassCode) -> ClassText:
        return next(item for item in self.decisions.classes if item.code == code)


@cache
def load_rulebase() -> RuleBase:
    """The rule base built from the data that the package carries. Raises DataError with all faults."""
    knowledge = load_knowledge()
    caps = caps_of(knowledge)
    vocabulary = knowledge.vocabulary.with_derived(*budget_quantities(caps))
    faults = Faults()
    hooks = {Condition: lambda node, found: read_condition(node, vocabulary, found)}
    decoder = Decoder(faults, hooks)
    decisions = decoder.read(read_tree(DATA / "decisions.yaml"), DecisionRules)
    counsel = decoder.read(read_tree(DATA / "counsel.yaml"), Counsel)
    faults.raise_if_any()
    rules = RuleBase(
        knowledge=knowledge,
        questionnaire=load_questionnaire(),
        vocabulary=vocabulary,
        caps=caps,
        decisions=decisions,
        counsel=counsel,
        digest=digest_of(facts.DATA, questions.DATA, DATA),
    )
    _check_citations(rules, faults)
    faults.raise_if_any()
    return rules


def _check_citations(rules: RuleBase, faults: Faults) -> None:
    """Adds a fault for every citation of a rule, advice or action that leads nowhere."""
    decisions, counsel, knowledge = rules.decisions, rules.counsel, rules.knowledge
    ruled: tuple[Void | Exclusion | Evidence | ClassNeed, ...] = (
        *decisions.voids,
        *decisions.exclusions,
        *decisions.evidence,
        *decisions.class_needs,
    )
    known = (*knowledge.clauses, *knowledge.sources, *knowledge.subsidy_rules, *knowledge.frames)
    for item in (*ruled, *counsel.advice, *counsel.actions):
        for cite in item.cites:
            if not knowledge.knows(cite):
                faults.add(item.place, f"出典「{cite}」がどこにもありません", suggest(cite, known))
    for listed in counsel.checklist_only_for:
        for clause in listed.clauses:
            if clause not in knowledge.clauses:
                place = Place("counsel.yaml", 1)
                faults.add(place, f"条項「{clause}」がどこにもありません", suggest(clause, knowledge.clauses))
