"""理由: what speaks for and against each option, and what would change the choice."""

from __future__ import annotations

from collections.abc import Iterable

from recommender.export.labels import changes_text
from recommender.results import Assessment, WhyNot
from recommender.rulebase import RuleBase
from tui.statements import Statement, heading


def reasons(result: Assessment, rules: RuleBase) -> Iterable[Statement]:
    names = {item.option: item.name for item in rules.decisions.options}
    for option in result.monitoring.options:
        leads = "（おすすめ）" if option.option == result.monitoring.choice else ""
        state = "選べません" if option.excluded_by else f"{option.score}点"
        yield heading(f"{names[option.option]}{leads}  {state}")
        if option.excluded_by:
            yield Statement(option.excluded_by.text, option.excluded_by.cites)
        for reason in option.reasons:
            yield Statement(reason.text, reason.cites, f"{reason.weight:+d}")
        if not option.reasons and not option.excluded_by:
            yield Statement("この見守り方に関わる答えは、まだありません。")
    if result.service_class.choice:
        yield heading(f"{rules.service_class(result.service_class.choice).name}でよい理由")
        yield from (Statement(reason.text, reason.cites) for reason in result.service_class.reasons)
    yield from why_not((*result.monitoring.why_not, *result.service_class.why_not), rules)


def why_not(items: Iterable[WhyNot], rules: RuleBase) -> Iterable[Statement]:
    shown = list(items)
    if not shown:
        return
    yield heading("ほかの見守り方ではない理由")
    for item in shown:
        yield Statement(item.text)
        if item.flips_if:
            changes = "、または".join(changes_text(change, rules) for change in item.flips_if)
            yield Statement(f"変わるのは、{changes}ときです。")
