"""Why no subsidy will come, as soon as no further answer can change it: for the interview, while it is going on."""

from __future__ import annotations

from datetime import date

from knowledge.fields import Answers
from recommender.results import Blocker
from recommender.rulebase import RuleBase
from recommender.subsidies.bill import applicant_of
from recommender.subsidies.eligibility import examine_applicant
from recommender.subsidies.windows import edition_in_force
from recommender.subsidies.wording import load_wording


def certain_bars(answers: Answers, rules: RuleBase, as_of: date) -> tuple[Blocker, ...]:
    """What shuts the company out of the frame for お助け隊 alone, in the edition in force: only what is certain.

    Each with the criterion, the value that failed, and what would have to be different. Money is left out: it moves
    with the choice, which may still change.
    """
    frame = next(
        (
            frame
            for frame in rules.knowledge.frames.values()
            if frame.standalone and frame.edition == edition_in_force(rules.knowledge.editions, as_of).id
        ),
        None,
    )
    if frame is None:
        return ()
    return tuple(examine_applicant(frame, applicant_of(answers, rules), load_wording()).final)


def new_bars(before: Answers, after: Answers, rules: RuleBase, as_of: date) -> tuple[Blocker, ...]:
    """The bars that an answer has made certain: those of `after` on fields that barred nothing before."""
    old = {bar.field for bar in certain_bars(before, rules, as_of)}
    return tuple(bar for bar in certain_bars(after, rules, as_of) if bar.field not in old)
