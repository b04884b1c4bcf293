"""The result as pages of statements: the verdict first, then what stands behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from recommender.results import Assessment
from recommender.rulebase import RuleBase
from recommender.variants import SideBySide
from tui.desk.records import Mark
from tui.faces.candidates import candidates
from tui.faces.confirming import to_confirm
from tui.faces.contract import contract
from tui.faces.money import money
from tui.faces.posture import posture_line
from tui.faces.reasons import reasons
from tui.faces.sources import sources
from tui.faces.variants import variants
from tui.faces.verdict import verdict
from tui.talk.statements import Statement, placed


@dataclass(frozen=True, slots=True)
class Page:
    """One face of the result: its name, a short name for narrow screens, and its statements."""

    name: str
    short: str
    statements: tuple[Statement, ...]


def result_pages(
    result: Assessment,
    rules: RuleBase,
    table: SideBySide | None = None,
    marks: Mapping[str, Mark] = MappingProxyType({}),
    *,
    explained: bool = True,
) -> tuple[Page, ...]:
    """All faces of a result, the verdict first. `explained`: what would change it has been searched."""
    faces = (
        ("結論", "結論", verdict(result, rules, explained=explained)),
        ("理由", "理由", reasons(result, rules, explained=explained)),
        ("費用と補助金", "費用", money(result, rules)),
        ("候補", "候補", candidates(result, rules)),
        ("確かめること", "確認", (*to_confirm(result), *posture_line(marks))),
        ("もしも", "もし", variants(table or SideBySide(result, ()), rules)),
        ("契約の確認", "契約", contract(result, rules, marks)),
        ("根拠", "根拠", sources(result, rules)),
    )
    return tuple(Page(name, short, placed(statements, rules)) for name, short, statements in faces)
