"""What is said where our own reading of the size tables decides, rather than the tables themselves."""

from __future__ import annotations

from recommender.rulebase import RuleBase
from recommender.sizes import Judgement


def judged_text(ours: Judgement, rules: RuleBase) -> str:
    """One sentence without its full stop: which 業種 was taken for which row, and whom to ask."""
    name = rules.vocabulary.fields[ours.field].choice_label(ours.code)
    return rules.counsel.wording.judged_size.format(industry=name, row=ours.row.name)
