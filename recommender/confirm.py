"""確認事項: every わからない, and what wasn't asked and could change the result: why it matters, how to find out."""

from __future__ import annotations

from knowledge.fields import Answers
from knowledge.values import UNKNOWN
from recommender.results import ToConfirm
from recommender.rulebase import RuleBase
from recommender.stability import Stability
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
