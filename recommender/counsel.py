"""What goes with a result: warnings, the checklist for the contract, and at most six next steps."""

from __future__ import annotations

from knowledge.conditions import evaluate
from knowledge.fields import Answers
from knowledge.records import ClassCode, Monitoring
from knowledge.values import UNKNOWN
from recommender.monitoring import Choice, find_void
from recommender.records import Action, Advice
from recommender.results import CheckItem, NextAction, Notice, SubsidyRoute, ToConfirm
from recommender.rulebase import RuleBase

MOST_ACTIONS = 6
_NAMED_UNKNOWNS = 3
_NO_TARGET = "no_target"


def warnings_for(
    choice: Choice, answers: Answers, subsidies: tuple[SubsidyRoute, ...], rules: RuleBase
) -> tuple[Notice, ...]:
    """The words that must not be missed, the most urgent first."""
    advice = [
        Notice(item.code, item.text, item.cites)
        for item in rules.counsel.advice
        if is_for(item, choice.option, None, answers, rules) and _holds(item, answers, rules)
    ]
    if choice.void:
        advice.insert(0, Notice(choice.void.code, f"{choice.void.because}。", choice.void.cites))
    elif choice.option is None:
        excluded = [item for standing in choice.standings for item in standing.excluded_by]
        text = "。".join(dict.fromkeys(item.because for item in excluded))
        advice.insert(0, Notice(_NO_TARGET, f"{text}。", tuple(dict.fromkeys(c for x in excluded for c in x.cites))))
    urgent = [item for item in advice if item.code == "incident_now"]
    rest = [item for item in advice if item.code != "incident_now"]
    return (*urgent, *rest, *_window_warnings(choice, subsidies))


def _window_warnings(choice: Choice, subsidies: tuple[SubsidyRoute, ...]) -> tuple[Notice, ...]:
    """A frame that isn't known to be open is never left to look open."""
    if choice.option is None:
        return ()
    return tuple(
        Notice("subsidy_not_open", f"{route.name}: {route.window}", route.cites)
        for route in subsidies
        if route.frame == "security" and route.status != "open"
    )


def is_for(
    item: Advice | Action,
    option: Monitoring | None,
    service_class: ClassCode | None,
    answers: Answers,
    rules: RuleBase,
) -> bool:
    """Whether a word or a step is meant for this conclusion, whatever its conditions say of the answers."""
    if option is not None and option not in item.options:
        return False
    if option is None and not item.without_choice:
        return False
    if isinstance(item, Advice):
        return True
    if option is None and item.only_for and _void_code(answers, rules) not in item.only_for:
        return False
    return not item.classes or service_class in item.classes


def is_left_out(item: Action, answers: Answers, rules: RuleBase) -> bool:
    """Whether the answers make sure that the step has no sense any more."""
    return item.unless is not None and evaluate(item.unless, answers, rules.vocabulary) is True


def _holds(item: Advice | Action, answers: Answers, rules: RuleBase) -> bool:
    return item.when is None or evaluate(item.when, answers, rules.vocabulary) is True


def actions_for(
    option: Monitoring | None,
    service_class: ClassCode | None,
    answers: Answers,
    unknown: tuple[ToConfirm, ...],
    rules: RuleBase,
) -> tuple[NextAction, ...]:
    """At most six next steps, in the order of the counsel's file."""
    # Only what was answered わからない is to be found out; what wasn't asked is answered in the questions.
    unknown = tuple(item for item in unknown if answers.get(item.field) is UNKNOWN)
    names = "、".join(item.label for item in unknown[:_NAMED_UNKNOWNS])
    if len(unknown) > _NAMED_UNKNOWNS:
        names += "など"
    chosen = [
        NextAction(item.id, item.what.format(unknown=names), item.why, item.how, item.cites)
        for item in rules.counsel.actions
        if is_for(item, option, service_class, answers, rules)
        and _holds(item, answers, rules)
        and not is_left_out(item, answers, rules)
        and (not item.for_unknowns or unknown)
    ]
    return tuple(chosen[:MOST_ACTIONS])


def _void_code(answers: Answers, rules: RuleBase) -> str:
    """Why nothing can be chosen: what the warning's code says too."""
    void = find_void(answers, rules)
    return void.code if void else _NO_TARGET


def checklist_for(option: Monitoring, service_class: ClassCode, rules: RuleBase) -> tuple[CheckItem, ...]:
    """The questions that the clauses let this user put to a provider."""
    elsewhere = {
        clause
        for listed in rules.counsel.checklist_only_for
        if option not in (listed.option, "both")
        for clause in listed.clauses
    }
    return tuple(
        CheckItem(clause.id, clause.ask)
        for clause in rules.knowledge.clauses.values()
        if clause.ask
        and clause.source == "src.standard"
        and clause.duty in ("must", "target", "recommended")
        and service_class in clause.applies_to
        and clause.id not in elsewhere
    )
