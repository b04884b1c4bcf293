"""根拠: what the result is, and every record that it rests on."""

from __future__ import annotations

from collections.abc import Iterable

from recommender.results import Assessment
from recommender.rulebase import RuleBase
from tui.talk.statements import Statement, heading


def sources(result: Assessment, rules: RuleBase) -> Iterable[Statement]:
    yield heading("この結果について")
    yield Statement(rules.counsel.wording.unofficial)
    yield Statement(rules.counsel.wording.neutrality)
    yield Statement(f"診断した日 {result.as_of}、知識の版 {result.knowledge_version}（{result.knowledge_digest}）")
    yield heading("根拠にした条項と資料")
    groups = (result.monitoring.reasons, result.service_class.reasons, result.warnings, result.actions)
    cited = [cite for group in groups for item in group for cite in item.cites]
    cited += [cite for route in result.subsidies for cite in route.cites]
    for cite in dict.fromkeys(cited):
        yield Statement(rules.knowledge.title(cite), (cite,))
