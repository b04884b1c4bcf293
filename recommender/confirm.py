"""確認事項: every わからない, what wasn't asked and could change the result, and answers from the interview before.

Each says why it matters and how to find out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from knowledge.fields import Answers
from knowledge.values import UNKNOWN
from recommender.results import Assessment, ToConfirm
from recommender.rulebase import RuleBase
from recommender.stability import Stability
from recommender.subsidies.windows import in_japanese
from recommender.uses import Use, uses_of


def to_confirm(answers: Answers, stability: Stability, rules: RuleBase) -> tuple[ToConfirm, ...]:
    """The unknown answers, those that could change the result first; then unasked ones that could, weightiest first."""
    questions, not_asked = rules.questionnaire.questions, rules.counsel.wording.confirm.not_asked
    unknown = [name for name in questions if answers.get(name) is UNKNOWN]
    unknown.sort(key=lambda name: name not in stability.unknown_could_change)
    unasked = sorted(stability.open_fields, key=lambda name: -stability.stakes[name])
    return tuple(
        ToConfirm(
            field=name,
            label=rules.vocabulary.fields[name].label,
            why=why_it_matters(name, rules, could_change=name not in unknown or name in stability.unknown_could_change),
            how=f"{'' if name in unknown else not_asked}{questions[name].find_out or ''}",
        )
        for name in (*unknown, *unasked)
    )


def with_carried(assessment: Assessment, carried: Mapping[str, date], rules: RuleBase) -> Assessment:
    """The result with the answers that count but were given on an earlier day and not confirmed since.

    `carried`: fields with that day; those without an answer in the result are left out. What stands among the things
    to confirm already keeps its place and says so too; the others follow, those that decide first.
    """
    told = rules.counsel.wording.confirm.carried
    days = {name: day for name, day in carried.items() if name in assessment.profile.answers}
    listed = {item.field for item in assessment.to_confirm}
    standing = (
        replace(item, how=f"{told.format(day=in_japanese(days[item.field]))}{item.how}", since=days[item.field])
        if item.field in days and item.since is None
        else item
        for item in assessment.to_confirm
    )
    rest = [name for name in rules.vocabulary.fields if name in days and name not in listed]
    rest.sort(key=lambda name: not any(use.because for use in uses_of(name, rules)))
    more = (_carried(name, days[name], told, rules) for name in rest)
    return replace(assessment, to_confirm=(*standing, *more))


def _carried(name: str, day: date, told: str, rules: RuleBase) -> ToConfirm:
    question = rules.questionnaire.questions.get(name)
    return ToConfirm(
        field=name,
        label=rules.vocabulary.fields[name].label,
        why=why_it_matters(name, rules, could_change=True),
        how=f"{told.format(day=in_japanese(day))}{(question.find_out if question else None) or ''}",
        since=day,
    )


def why_it_matters(field: str, rules: RuleBase, *, could_change: bool) -> str:
    """Why the answer to the field is wanted, from the rules that read it."""
    texts = rules.counsel.wording.confirm
    uses = uses_of(field, rules)
    deciding = [use for use in uses if use.because]
    said = []
    if deciding:
        template = texts.could_change if could_change else texts.weighs
        said.append(template.format(because=f"{deciding[0].because}。"))
    said += [getattr(texts, use.topic) for use in _plain(uses)]
    return "".join(said) or texts.profile


def _plain(uses: tuple[Use, ...]) -> list[Use]:
    return [use for use in uses if use.because is None]
