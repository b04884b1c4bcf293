"""After signing（導入の段取り）: what to prepare, whom alerts go to, and what comes back every year."""

from __future__ import annotations

from dataclasses import replace

from knowledge.base import Knowledge
from knowledge.conditions import evaluate
from knowledge.fields import Answers
from knowledge.records import Monitoring
from recommender.filling import with_figures
from recommender.records import OnboardingStep, Phase
from recommender.rulebase import RuleBase


def onboarding_for(
    option: Monitoring, answers: Answers, rules: RuleBase
) -> tuple[tuple[Phase, tuple[OnboardingStep, ...]], ...]:
    """The steps of a monitoring type for this company, by phase; a step whose condition is open is left in.

    A step too many costs a look, a step too few may cost a day: so only a condition that is false takes one out.
    """
    fitting = [
        step
        for step in rules.onboarding.steps
        if option in step.options and (step.when is None or evaluate(step.when, answers, rules.vocabulary) is not False)
    ]
    told = [_told(step, rules.knowledge) for step in fitting]
    by_phase = ((phase, tuple(step for step in told if step.phase == phase.id)) for phase in rules.onboarding.phases)
    return tuple((phase, steps) for phase, steps in by_phase if steps)


def _told(step: OnboardingStep, knowledge: Knowledge) -> OnboardingStep:
    """The step with the figures of the clauses in its sentences."""
    return replace(step, what=with_figures(step.what, knowledge), how=with_figures(step.how, knowledge))
