"""Which question comes next, and how many are left: easy ones first, then those that can still change the result."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import accumulate
from typing import TYPE_CHECKING

from questionnaires.interview import Interview, ask_next, live_answers, open_questions
from questionnaires.records import Questionnaire

if TYPE_CHECKING:
    from knowledge.records import Monitoring
    from recommender.monitoring import Choice
    from recommender.rulebase import RuleBase
    from recommender.stability import Stability
    from tui.desk.records import Course

OPENING = ("employees", "pcs")
"""Asked first, in this order: everybody can answer them, and most rules hang on them."""
WHO = ("industry",)
"""Asked once the result stands, where nothing hung on it before: subsidies and documents go by it."""
CONDITIONS = ("network", "wants")
"""Asked next while an option hangs on them. Without a wish for 2類 the service in use rules nothing out."""
_TELLING: Mapping[str, float] = {"remote_work": 1.5, "servers": 1.5, "sites": 1.5, "concerns": 1.3, "cloud": 0.7}
"""How much more, or less, than its stake a question tells: of some nearly every answer moves something.

For the order alone, never for `final`; chosen by what benchmarks/questions.py counts.
"""
COST_FIELDS: Mapping[Monitoring, tuple[str, ...]] = {
    "endpoint": ("pcs", "servers"),
    "network": ("sites",),
    "both": ("pcs", "servers", "sites"),
}
"""What the caps of each option are counted by."""
SUBSIDY = "subsidy"
DECISIVE = 100
"""A stake from which on a field alone can exclude an option (stability.EXCLUSION_STAKE)."""


def survey(interview: Interview, rules: RuleBase) -> tuple[Choice, Stability]:
    """The choice as the answers stand, and what open answers can still do to it."""
    from recommender.monitoring import choose
    from recommender.stability import examine

    answers = live_answers(interview.answers, rules.questionnaire)
    choice = choose(answers, rules)
    return choice, examine(answers, rules)


def next_field(
    interview: Interview, questionnaire: Questionnaire, stood: tuple[Choice, Stability] | None, course: Course
) -> str | None:
    """The field to ask about next; None where the talk has come to a menu.

    Without `stood` (the rules aren't loaded yet) the order is the questionnaire's. A settled choice still asks for
    the figures that its cost is computed from, and for the trade.
    """
    if stood is None:
        return ask_next(interview, questionnaire, OPENING).current
    choice, stability = stood
    if not stability.final:
        asked = ask_next(interview, questionnaire, (*OPENING, *_by_stake(stability.stakes))).current
        if asked in stability.stakes or asked in OPENING:
            return asked
    if choice.option:
        wanted = (*COST_FIELDS[choice.option], *WHO)
        costing = next((name for name in wanted if name in _open(interview, questionnaire)), None)
        if costing:
            return costing
    return _on_wish(interview, questionnaire, course)


def _on_wish(interview: Interview, questionnaire: Questionnaire, course: Course) -> str | None:
    """The next of the questions that the user chose to answer though they change nothing."""
    if course == "subsidy":
        return next(iter(waiting_in(SUBSIDY, interview, questionnaire)), None)
    if course == "passed":
        waiting = open_questions(interview, questionnaire, optional=True)
        return next((question.field for question in waiting if question.field in interview.trail), None)
    return ask_next(interview, questionnaire, optional=True).current if course == "rest" else None


def _open(interview: Interview, questionnaire: Questionnaire) -> frozenset[str]:
    return frozenset(question.field for question in open_questions(interview, questionnaire))


def _by_stake(stakes: Mapping[str, int]) -> list[str]:
    """Conditions first, then by what hangs on the answer."""

    def telling(name: str) -> float:
        return stakes[name] * (_TELLING.get(name, 1) if stakes[name] < DECISIVE else 1)

    first = [name for name in CONDITIONS if stakes.get(name, 0) >= DECISIVE]
    return [*first, *sorted((name for name in stakes if name not in first), key=lambda name: -telling(name))]


def waiting_in(section: str, interview: Interview, questionnaire: Questionnaire) -> tuple[str, ...]:
    """The fields of a section that are asked, not answered and not put aside."""
    waiting = open_questions(interview, questionnaire)
    return tuple(question.field for question in waiting if question.section == section)


def questions_left(choice: Choice, stability: Stability) -> int:
    """About how many questions the result still needs.

    Every decisive field counts. Of the others so many that what is left can't outweigh the lead, if each answer
    moves half of what it could.
    """
    if stability.final:
        return 0
    decisive = sum(stake >= DECISIVE for stake in stability.stakes.values())
    others = sorted((stake for stake in stability.stakes.values() if stake < DECISIVE), reverse=True)
    scores = sorted((item.score for item in choice.standings if not item.excluded_by), reverse=True)
    lead = scores[0] - scores[1] if len(scores) > 1 else DECISIVE
    settled = [0, *accumulate(others)]
    needed = next(
        (count for count, moved in enumerate(settled) if settled[-1] - moved <= lead + moved / 2), len(others)
    )
    return max(decisive + needed, 1)
