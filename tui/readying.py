"""What is made ready in a worker while the first card is read, so that no turn of the talk has to wait for it."""

from __future__ import annotations

import gc

from recommender.language.answering import prepare
from recommender.rulebase import RuleBase
from recommender.stability import examine
from tui.talk.hearing import read_beforehand


def make_ready(rules: RuleBase) -> None:
    """Builds what later turns reuse: the first survey, the words of the language room, the search index."""
    examine({}, rules)
    read_beforehand(rules.questionnaire)
    prepare(rules)
    # All of this stays to the end, so the collector needn't look through it again in the middle of a turn.
    gc.collect()
    gc.freeze()
