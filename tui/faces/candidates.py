"""候補: leads from the lists at hand, grouped by how their type is known."""

from __future__ import annotations

from collections.abc import Iterable

from recommender.candidates import regions_text
from recommender.export.labels import FIT, candidates_first
from recommender.results import Assessment
from recommender.rulebase import RuleBase
from tui.talk.statements import Statement, heading


def candidates(result: Assessment, rules: RuleBase) -> Iterable[Statement]:
    if not result.candidates:
        yield Statement("いまの答えでは、候補を並べられません。")
        return
    yield heading("はじめに")
    yield Statement(candidates_first("ここに並べたのは", result.candidates, rules), ("ovw.list",))
    yield Statement(rules.counsel.wording.neutrality)
    for fit, title in FIT.items():
        found = [item for item in result.candidates if item.fit == fit]
        if found:
            yield heading(f"{title}（{len(found)}件）")
            regions = regions_text(found, rules)
            if regions:
                yield Statement(regions)
        for item in found:
            # The heading of the last group says already that the type isn't known.
            said = item.why[1:] if fit == "unknown" else item.why
            why = f"\n{'。'.join(said)}" if said else ""
            yield Statement(f"{item.provider}「{item.service}」{why}", (item.id,))
