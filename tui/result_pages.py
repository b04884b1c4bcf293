"""The result as pages of statements: the verdict first, then what stands behind it."""

from __future__ import annotations

from dataclasses import dataclass

from recommender.results import Assessment
from recommender.rulebase import RuleBase
from tui.faces.candidates import candidates
from tui.faces.confirming import to_confirm
from tui.faces.money import money
from tui.faces.reasons import reasons
from tui.faces.sources import sources
from tui.faces.verdict import verdict
from tui.statements import Statement, placed


@dataclass(frozen=True, slots=True)
class Page:
    """One face of the result: its name, a short name for narrow screens, and its statements."""

    name: str
    short: str
    statements: tuple[Statement, ...]


def result_pages(result: Assessment, rules: RuleBase) -> tuple[Page, ...]:
    """All faces of a result, the verdict first."""
    faces = (
        ("結論", "結論", verdict(result, rules)),
        ("理由", "理由", reasons(result, rules)),
        ("費用と補助金", "費用", money(result)),
        ("候補", "候補", candidates(result, rules)),
        ("確かめること", "確認", to_confirm(result)),
        ("根拠", "根拠", sources(result, rules)),
    )
    return tuple(Page(name, short, placed(statements, rules)) for name, short, statements in faces)
