"""Which monitoring type fits: exclusions remove options, evidence scores the rest (DESIGN §3)."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.conditions import evaluate, fields_of
from knowledge.fields import Answers
from knowledge.records import Monitoring
from recommender.records import OPTIONS, Evidence, Exclusion
from recommender.rulebase import RuleBase
from recommender.size_words import judged_text
from recommender.sizes import SIZE_FIELDS, is_sme, judgement, size_row


@dataclass(frozen=True, slots=True)
class Standing:
    """How one option stands: its points, what excludes it, and the evidence that fired for and against it."""

    option: Monitoring
    score: int
    excluded_by: tuple[Exclusion, ...]
    fired: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class NoChoice:
    """Why nothing can be chosen: a code for programs, the reason, the fields behind it, and the sources."""

    code: str
    because: str
    answers: tuple[str, ...]
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """The outcome: an option, or None with the reason why there is none."""

    option: Monitoring | None
    standings: tuple[Standing, ...]
    void: NoChoice | None

    def standing(self, option: Monitoring) -> Standing:
        return next(item for item in self.standings if item.option == option)


def choose(answers: Answers, rules: RuleBase) -> Choice:
    """The monitoring type for these answers. An unknown answer neither helps nor hurts."""
    decisions = rules.decisions
    fired = [item for item in decisions.evidence if evaluate(item.when, answers, rules.vocabulary)]
    excluding = [item for item in decisions.exclusions if evaluate(item.when, answers, rules.vocabulary)]
    standings = tuple(_standing(option, fired, excluding) for option in OPTIONS)
    void = find_void(answers, rules)
    if void:
        return Choice(None, standings, void)
    return Choice(best_option(standings, decisions.tie_order), standings, None)


def _standing(option: Monitoring, fired: list[Evidence], excluding: list[Exclusion]) -> Standing:
    touching = tuple(item for item in fired if item.weights.of(option))
    return Standing(
        option=option,
        score=sum(item.weights.of(option) for item in touching),
        excluded_by=tuple(item for item in excluding if option in item.options),
        fired=tuple(sorted(touching, key=lambda item: -abs(item.weights.of(option)))),
    )


def best_option(standings: tuple[Standing, ...], tie_order: tuple[Monitoring, ...]) -> Monitoring | None:
    """The option with the most points that isn't excluded; at a tie the earlier one in the tie order."""
    left = [item for item in standings if not item.excluded_by]
    if not left:
        return None
    return max(left, key=lambda item: (item.score, -tie_order.index(item.option))).option


def find_void(answers: Answers, rules: RuleBase) -> NoChoice | None:
    """Why nothing can be chosen for this company, if that is so. An unknown size never empties the choice."""
    for void in rules.decisions.voids:
        if evaluate(void.when, answers, rules.vocabulary):
            behind = fields_of(void.when, rules.vocabulary)
            return NoChoice(void.code, void.because, tuple(name for name in behind if name in answers), void.cites)
    if is_sme(answers, rules.knowledge) is not False:
        return None
    text = rules.decisions.beyond_sme
    row = size_row(answers, rules.knowledge)
    by_employees_only = row is not None and row.capital_max_yen is None
    because = text.because_employees if by_employees_only else text.because
    ours = judgement(answers, rules.knowledge)
    if ours:
        because = f"{because}。{judged_text(ours, rules)}"
    return NoChoice("beyond_sme", because, tuple(name for name in SIZE_FIELDS if name in answers), text.cites)
