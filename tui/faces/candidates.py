"""候補: leads from the list of 2023, grouped by how their type is known."""

from __future__ import annotations

from collections.abc import Iterable

from recommender.export.labels import FIT
from recommender.results import Assessment
from recommender.rulebase import RuleBase
from tui import wording
from tui.statements import Statement, heading


def candidates(result: Assessment, rules: RuleBase) -> Iterable[Statement]:
    if not result.candidates:
        yield Statement("いまの答えでは、候補を並べられません。")
        return
    yield heading("はじめに")
    yield Statement(wording.CANDIDATES_FIRST, ("ovw.list",))
    yield Statement(rules.counsel.wording.neutrality)
    for fit, title in FIT.items():
        found = [item for item in result.candidates if item.fit == fit]
        if found:
            yield heading(f"{title}（{len(found)}件）")
        for item in found:
            why = f"\n{'。'.join(item.why)}" if item.why and fit != "unknown" else ""
            yield Statement(f"{item.provider}「{item.service}」{why}", (item.id,))
