"""What can be marked besides the next steps, in the sentences of the rules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from recommender.marks import check_mark

if TYPE_CHECKING:
    from recommender.rulebase import RuleBase


def mark_texts(rules: RuleBase) -> Mapping[str, str]:
    """The questions of the contract and the steps after signing, by the ids of their marks."""
    checks = {check_mark(clause.id): clause.ask for clause in rules.knowledge.clauses.values() if clause.ask}
    return {**checks, **{step.id: step.what for step in rules.onboarding.steps}}
