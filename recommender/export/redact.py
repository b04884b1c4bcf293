"""A result for other eyes: no names, and every number of the company as its band (`questionnaires.coarse`).

What the company chose (trade, prefecture and the other choices) stays, as the README says, and with it what is told of
a choice, such as candidates that serve another prefecture.

What was decided stays decided by the exact answers. What is told of them is rendered again from the rules that fired,
and every amount is computed again, both from the bands; so no text can hold an exact number of the company.
"""

from __future__ import annotations

from dataclasses import replace

from knowledge.fields import Answers
from questionnaires.coarse import coarse_answers
from questionnaires.profile import Profile
from recommender.assessment import confidence_of, cost_for
from recommender.cost import Cost
from recommender.monitoring import choose
from recommender.reasons import evidence_reason, exclusion_reason, need_reason
from recommender.results import Assessment, ClassResult, MonitoringResult, OptionResult, WhyNot
from recommender.rulebase import RuleBase
from recommender.service_class import choose_class
from recommender.stability import examine
from recommender.subsidies.outlook import outlook_of
from recommender.subsidies.routes import subsidy_routes
from recommender.verdict import verdict_of


def redacted(assessment: Assessment, rules: RuleBase) -> Assessment:
    """The assessment as it may be shown to others. A stated plan (its fees) is left out: the caps stand instead.

    Owners of the next steps are names too. What would change the result is told only where it holds no number.
    """
    exact = assessment.profile.answers
    rough = coarse_answers(exact, rules.vocabulary)
    option, code, day = assessment.monitoring.choice, assessment.service_class.choice, assessment.as_of
    cost = cost_for(option, code, rough, rules)
    subsidies = subsidy_routes(rough, None, option, rules, day)
    return replace(
        assessment,
        profile=Profile(rough),
        verdict=_verdict(assessment, cost, rules),
        monitoring=_monitoring(assessment, rough, rules),
        service_class=_service_class(assessment, rough, rules),
        cost=cost,
        subsidies=subsidies,
        outlook=outlook_of(rough, None, option, rules, day, subsidies),
        actions=tuple(replace(action, owner=None) for action in assessment.actions),
    )


def _verdict(assessment: Assessment, cost: Cost | None, rules: RuleBase) -> str:
    """The same verdict, with `cost`: the money of the bands."""
    exact = assessment.profile.answers
    option, code = assessment.monitoring.choice, assessment.service_class.choice
    stability = examine(exact, rules)
    confidence = confidence_of(stability, rules) if option else assessment.monitoring.confidence
    could = (*stability.unknown_could_change, *sorted(stability.stakes, key=lambda name: -stability.stakes[name]))
    aged = confidence != assessment.monitoring.confidence
    return verdict_of(choose(exact, rules), code, confidence, cost, could, rules, aged=aged)


def _monitoring(assessment: Assessment, rough: Answers, rules: RuleBase) -> MonitoringResult:
    choice = choose(assessment.profile.answers, rules)
    options = tuple(
        OptionResult(
            option=item.option,
            score=item.score,
            excluded_by=exclusion_reason(item.excluded_by[0], item.option, rough, rules) if item.excluded_by else None,
            reasons=tuple(evidence_reason(fired, item.option, rough, rules) for fired in item.fired),
        )
        for item in choice.standings
    )
    result = assessment.monitoring
    mine = next((item.reasons for item in options if item.option == result.choice), ())
    reasons = tuple(reason for reason in mine if reason.weight > 0) if result.choice else result.reasons
    why_not = tuple(_without_numbers(item, rules) for item in result.why_not)
    return replace(result, options=options, reasons=reasons, why_not=why_not)


def _service_class(assessment: Assessment, rough: Answers, rules: RuleBase) -> ClassResult:
    result, option = assessment.service_class, assessment.monitoring.choice
    if option is None:
        return result
    needs = choose_class(option, assessment.profile.answers, rules).needs
    reasons = tuple(need_reason(need, rough, rules) for need in needs) or result.reasons
    return replace(result, reasons=reasons, why_not=tuple(_without_numbers(item, rules) for item in result.why_not))


def _without_numbers(item: WhyNot, rules: RuleBase) -> WhyNot:
    """The ways to another result whose turning points aren't computed from the company's numbers."""
    fields = rules.vocabulary.fields
    kept = tuple(
        changes for changes in item.flips_if if all(fields[change.field].kind != "integer" for change in changes)
    )
    return replace(item, flips_if=kept)
