"""The documents of a result by their kind, for commands and screens alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from knowledge.fields import Answers
    from recommender.export.blocks import Block
    from recommender.results import Assessment
    from recommender.rulebase import RuleBase


def paper_of(kind: str, shown: Assessment, exact: Answers, rules: RuleBase) -> tuple[Block, ...]:
    """client, trace, ringi, reply, questions or overview.

    `exact`: what the rules were judged by, where `shown` holds bands.
    """
    if kind == "questions":
        from recommender.export.question_sheet import question_blocks

        return question_blocks(rules)
    if kind == "trace":
        from recommender.export.trace import trace_blocks

        return trace_blocks(shown, rules, exact)
    if kind == "overview":
        from recommender.export.overview_sheet import overview_sheet

        return overview_sheet(shown, rules)
    if kind == "client":
        from recommender.export.content import summary

        return summary(shown, rules)
    from recommender.export.letters import reply_blocks, ringi_blocks

    return (ringi_blocks if kind == "ringi" else reply_blocks)(shown, rules)
