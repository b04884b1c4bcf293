"""assess(): the whole result for one profile. The screen, JSON and every document read what it gives."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from knowledge.fields import Answers
from knowledge.records import ClassCode, Monitoring
from questionnaires.interview import live_answers
from questionnaires.profile import Profile
from recommender.ageing import aged, refusals, with_stale_facts
from recommender.candidates import candidates_for
from recommender.confirm import to_confirm
from recommender.cost import Cost, cost_of
from recommender.counsel import actions_for, checklist_for, warnings_for
from recommender.explore import flips_to_class, flips_to_option
from recommender.monitoring import Choice, Standing, choose
from recommender.reasons import evidence_reason, exclusion_reason, need_reason
from recommender.results import (
    Assessment,
    ClassResult,
    Level,
    MonitoringResult,
    OptionResult,
    Reason,
    StabilityResult,
    WhyNot,
)
from recommender.rulebase import RuleBase
from recommender.service_class import ClassChoice, choose_class
from recommender.stability import Stability, examine
from recommender.subsidies.outlook import outlook_of
from recommender.subsidies.routes import subsidy_routes
from recommender.verdict import verdict_of


def assess(profile: Profile, rules: RuleBase, as_of: date, *, explain: bool = True) -> Assessment:
    """The recommendation for a profile on a day.

    `explain` adds the search for what would change the result, which a turn of the interview does without.
    """
    answers = live_answers(profile.answers, rules.questionnaire)
    choice = choose(answers, rules)
    stability = examine(answers, rules)
    class_choice = choose_class(choice.option, answers, rules) if choice.option else None
    code = class_choice.code if class_choice else None
    fresh = _monitoring(choice, stability, answers, rules, explain=explain)
    monitoring = aged(fresh, rules, as_of)
    service_class = aged(_service_class(class_choice, choice, stability, answers, rules, explain=explain), rules, as_of)
    cost = cost_for(choice.option, code, answers, rules)
    confirm = to_confirm(answers, stability, rules)
    could = (*stability.unknown_could_change, *sorted(stability.stakes, key=lambda name: -stability.stakes[name]))
    subsidies = subsidy_routes(answers, profile.plan, choice.option, rules, as_of)
    assessment = Assessment(
        as_of=as_of,
        knowledge_version=rules.knowledge.version,
        knowledge_digest=rules.digest,
        profile=Profile(answers, profile.plan),
        verdict=verdict_of(choice, code, fresh.confidence, cost, could, rules, aged=monitoring is not fresh),
        monitoring=monitoring,
        service_class=service_class,
        stability=StabilityResult(stability.final, stability.open_fields, stability.unknown_could_change),
        cost=cost,
        subsidies=subsidies,
        outlook=outlook_of(answers, profile.plan, choice.option, rules, as_of, subsidies),
        candidates=candidates_for(choice.option, code, answers, rules) if choice.option and code else (),
        to_confirm=confirm,
        checklist=checklist_for(choice.option, code, rules) if choice.option and code else (),
        actions=actions_for(choice.option, code, answers, confirm, rules),
        warnings=(*warnings_for(choice, answers, subsidies, rules), *refusals(rules)),
    )
    return with_stale_facts(assessment, rules)


def cost_for(option: Monitoring | None, code: ClassCode | None, answers: Answers, rules: RuleBase) -> Cost | None:
    """The caps for what is recommended; None where nothing fits."""
    assumed = rules.counsel.wording.assumed
    return cost_of(option, code, answers, rules.vocabulary, rules.caps, assumed) if option and code else None


def confidence_of(stability: Stability, rules: RuleBase) -> Level:
    """high, medium or low, from the worst-case margin over everything that is open, unknown or vague.

    The margin is that of the option which is surest of all. It can only shrink when an answer becomes unknown, even
    where the choice itself changes by it, so the confidence never rises.
    """
    limits, margin = rules.decisions.confidence, stability.assured_margin
    if margin is None:
        return "low"
    if margin >= limits.high:
        return "high" if stability.final and stability.worst_margin == margin else "medium"
    return "medium" if margin >= limits.medium else "low"


def _monitoring(
    choice: Choice, stability: Stability, answers: Answers, rules: RuleBase, *, explain: bool
) -> MonitoringResult:
    options = tuple(_option(standing, answers, rules) for standing in choice.standings)
    if choice.option is None:
        level: Level = "high" if stability.final else "medium"
        return MonitoringResult(None, level, options, _void_reasons(choice), ())
    mine = next(item for item in options if item.option == choice.option)
    reasons = tuple(reason for reason in mine.reasons if reason.weight > 0)
    others = [item for item in choice.standings if item.option != choice.option]
    why_not = tuple(
        WhyNot(
            option=item.option,
            text=_why_not(item, choice, rules),
            flips_if=flips_to_option(item.option, answers, rules) if explain else (),
        )
        for item in others
    )
    return MonitoringResult(choice.option, confidence_of(stability, rules), options, reasons, why_not)


def _void_reasons(choice: Choice) -> tuple[Reason, ...]:
    if choice.void is None:
        return ()
    return (Reason(choice.void.because, "none", 0, choice.void.answers, choice.void.cites),)


def _option(standing: Standing, answers: Answers, rules: RuleBase) -> OptionResult:
    excluded = standing.excluded_by
    return OptionResult(
        option=standing.option,
        score=standing.score,
        excluded_by=exclusion_reason(excluded[0], standing.option, answers, rules) if excluded else None,
        reasons=tuple(evidence_reason(item, standing.option, answers, rules) for item in standing.fired),
    )


def _why_not(standing: Standing, choice: Choice, rules: RuleBase) -> str:
    texts = rules.counsel.wording.why_not
    name = rules.option(standing.option).name
    if standing.excluded_by:
        return texts.excluded.format(name=name, because=standing.excluded_by[0].because)
    assert choice.option is not None  # noqa: S101  only asked where something was chosen; narrows the type
    chosen, best = rules.option(choice.option).name, choice.standing(choice.option).score
    fired = choice.standing(choice.option).fired
    strongest = max(((item.weights.of(choice.option), item.because) for item in fired), default=(0, ""))
    if standing.score == best:
        return texts.tied.format(name=name, score=best)
    template = texts.fewer if strongest[0] > 0 else texts.nothing_for
    return template.format(name=name, score=standing.score, chosen=chosen, best=best, because=strongest[1])


def _service_class(
    choice: ClassChoice | None,
    monitoring: Choice,
    stability: Stability,
    answers: Answers,
    rules: RuleBase,
    *,
    explain: bool,
) -> ClassResult:
    if choice is None or monitoring.option is None:
        return ClassResult(None, "low", (), ())
    level: Level = "medium" if stability.class_open else confidence_of(stability, rules)
    reasons = tuple(need_reason(need, answers, rules) for need in choice.needs) or (_class1_reason(rules),)
    other: ClassCode = "class1" if choice.code == "class2" else "class2"
    text = " ".join(_class_why_not(choice, monitoring.option, rules))
    flips = flips_to_class(other, monitoring.option, answers, rules) if explain else ()
    return ClassResult(choice.code, level, reasons, (WhyNot(other, text, flips),))


def _class1_reason(rules: RuleBase) -> Reason:
    text = rules.service_class("class1")
    return Reason(text.because, "class1", 1, (), text.cites)


def _class_why_not(choice: ClassChoice, option: Monitoring, rules: RuleBase) -> Iterator[str]:
    texts = rules.counsel.wording.why_not
    if choice.code == "class1":
        yield texts.class2
        return
    yield texts.class1.format(because="。".join(need.because for need in choice.needs))
    if option == "both" and any(need.options == ("both",) for need in choice.needs):
        yield texts.class1_both
