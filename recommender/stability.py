"""Whether answers that are still open can change the result: exact for the rules in use (DESIGN §3).

For a choice A and each rival B the question is whether some completion of the open fields lets B overtake A. The
score difference B - A is a sum over rules, so the most that B can gain is a max-sum over the open fields
(`factors`), each taking one value of every kind that the rules can tell apart (`cells`), and わからない. Numbers that
rules compare together take a joint value for every outcome that all their comparisons can have (`number_cells`). So
both directions hold: what is found can be answered so, and what can be answered is found.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from knowledge.fields import Answers
from knowledge.records import Monitoring
from knowledge.values import UNKNOWN, Value
from questionnaires.interview import is_asked, live_answers
from recommender.cells import Domain, narrowed
from recommender.monitoring import Choice, best_option, choose
from recommender.rulebase import RuleBase
from recommender.sizes import SIZE_FIELDS, is_sme, size_can_turn
from recommender.survey import EXCLUSION_STAKE, Margins, Survey


@dataclass(frozen=True, slots=True)
class Stability:
    """What the open answers can still do.

    `final`: no answer to an unasked field changes either choice. `worst_margin`: the points by which the choice
    still leads in the worst completion of unasked, unknown and vague answers; None where it can lose its place
    altogether. `assured_margin`: the same for the option that fares best by this measure; unlike the choice, it can't
    become better when an answer becomes わからない. `stakes`: for each unasked field that can matter, the points (or
    EXCLUSION_STAKE) that hang on it. `exhaustive`: False where open numbers have more joint outcomes than could be
    looked at; the result then stays open although perhaps nothing can change it, but never the other way round.
    Where a margin hangs on so many, it is at most the true one.
    """

    final: bool
    open_fields: tuple[str, ...]
    unknown_could_change: tuple[str, ...]
    worst_margin: int | None
    assured_margin: int | None
    class_open: bool
    stakes: Mapping[str, int]
    exhaustive: bool = True


def examine(answers: Answers, rules: RuleBase) -> Stability:
    """What the open answers of an interview can still do to its result."""
    return _examined(tuple(answers.items()), rules)


@lru_cache(maxsize=32)
def _examined(given: tuple[tuple[str, Value], ...], rules: RuleBase) -> Stability:
    """As `examine`. Cached: the conversation, its panel and the result ask about the same answers."""
    answers: Answers = dict(given)
    chosen = choose(answers, rules)
    fields = rules.vocabulary.fields
    unasked = [Domain(fields[name]) for name in unasked_fields(answers, rules)]
    size_open = size_can_turn(answers, rules.knowledge, rules.questionnaire, {})
    size_stakes = {item.field.id: EXCLUSION_STAKE for item in unasked if size_open and item.field.id in SIZE_FIELDS}
    if chosen.option is None:
        return _without_choice(chosen, answers, unasked, size_stakes, rules)
    exact = near = Survey(answers, unasked, rules, chosen.option)
    final = not size_open and not near.changes()
    if final and near.ranges_may_change():
        # Ranges such as 30〜40 are answers too; they only need a look where exact numbers change nothing.
        near = Survey(answers, unasked, rules, chosen.option, ranges=True)
        final = not near.changes()
    stakes = {} if final else near.stakes() | size_stakes
    unlooked = near.unlooked if final else ()
    if unlooked:
        final, stakes = False, dict.fromkeys(unlooked, 1)
    doubts = [Domain(fields[name]) for name, value in answers.items() if value is UNKNOWN and _is_question(name, rules)]
    doubts += [domain for name, value in answers.items() if (domain := narrowed(value, fields[name]))]
    within = {item.field.id: item.within for item in doubts if item.within}
    settled = {name: value for name, value in answers.items() if name not in {item.field.id for item in doubts}}
    wide = Survey(settled, [*unasked, *doubts], rules, chosen.option) if doubts else exact
    doubted = wide.stakes() if doubts else {}
    size_doubtful = size_can_turn(settled, rules.knowledge, rules.questionnaire, within) if doubts else size_open
    if size_doubtful and not size_open:
        doubted |= {name: EXCLUSION_STAKE for name in SIZE_FIELDS if name not in settled}
    left = [*unasked, *doubts]
    worst, assured = (None, None) if size_doubtful else _margins(wide, settled, left, rules, chosen.option)
    return Stability(
        final=final,
        open_fields=_in_order(stakes, rules),
        unknown_could_change=tuple(name for name in _in_order(doubted, rules) if answers.get(name) is UNKNOWN),
        worst_margin=worst,
        assured_margin=assured,
        class_open=wide.class_can_flip(),
        stakes=stakes,
        exhaustive=not unlooked,
    )


def _margins(exact: Survey, settled: Answers, left: list[Domain], rules: RuleBase, option: Monitoring) -> Margins:
    """The margins with ranges such as 30〜40 counted in. Where these can't all be looked at, no more than that."""
    at_least = exact.margins(loosely=True)
    if exact.margins() == at_least:
        return at_least
    ranged = Survey(settled, left, rules, option, ranges=True)
    return at_least if ranged.unlooked else ranged.margins()


def _without_choice(
    chosen: Choice, answers: Answers, unasked: list[Domain], size_stakes: dict[str, int], rules: RuleBase
) -> Stability:
    """Whether an answer can still bring a choice where there is none now: by another size, or by hiding an answer."""
    stakes: dict[str, int] = {}
    barred = Survey(answers, unasked, rules, None)
    if _can_be_chosen(answers, barred, rules):
        stakes = size_stakes if _only_too_large(chosen, rules) else barred.place_stakes() | size_stakes
    return Stability(not stakes, _in_order(stakes, rules), (), None, None, class_open=False, stakes=stakes)


def _can_be_chosen(answers: Answers, barred: Survey, rules: RuleBase) -> bool:
    """Whether some completion brings a choice: one that is neither too large a company nor barred by a rule."""
    # Where size and rules hang on the same answer, they have to be looked at together: one value after the other.
    fields = rules.vocabulary.fields
    shared = [name for name in SIZE_FIELDS if name in barred.place_stakes() and fields[name].kind == "choice"]
    open_codes: list[tuple[Value, ...]] = [(*fields[name].codes, UNKNOWN) for name in shared]
    for values in product(*open_codes):
        given = live_answers({**answers, **dict(zip(shared, values, strict=True))}, rules.questionnaire)
        if is_sme(given, rules.knowledge) is False and not size_can_turn(
            given, rules.knowledge, rules.questionnaire, {}
        ):
            continue
        left = [Domain(fields[name]) for name in unasked_fields(given, rules)]
        here = Survey(given, left, rules, None) if shared else barred
        if here.can_be_chosen() or (here.has_numbers and Survey(given, left, rules, None, ranges=True).can_be_chosen()):
            return True
    return False


def _only_too_large(chosen: Choice, rules: RuleBase) -> bool:
    left = best_option(chosen.standings, rules.decisions.tie_order)
    return left is not None and chosen.void is not None and chosen.void.code == "beyond_sme"


def _in_order(stakes: Mapping[str, int], rules: RuleBase) -> tuple[str, ...]:
    return tuple(name for name in rules.questionnaire.questions if name in stakes)


def _is_question(name: str, rules: RuleBase) -> bool:
    return name in rules.questionnaire.questions


def unasked_fields(answers: Answers, rules: RuleBase) -> list[str]:
    """The fields that the interview may still ask, in the order of the questionnaire."""
    questionnaire = rules.questionnaire
    return [
        name
        for name, question in questionnaire.questions.items()
        if name not in answers and is_asked(question, answers, questionnaire)
    ]
