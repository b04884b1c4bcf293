"""理由: how each option stands, why the others weren't chosen, and what would change that."""

from __future__ import annotations

from collections.abc import Iterable

from recommender.export.labels import changes_text
from recommender.results import Assessment, Change, WhyNot
from recommender.rulebase import RuleBase
from tui.talk.statements import Statement, heading, opening

LOOKING_FOR_FLIPS = "どの答えが変わると結論が変わるかを、調べています。"
NO_FLIP = "3つまでの答えを変えても、{name}にはなりません。"
FLIP = "{changes}と、{name}に変わります。"


def reasons(result: Assessment, rules: RuleBase, *, explained: bool = True) -> Iterable[Statement]:
    """The three options, each of which opens; the class; then why not another. `explained`: flips are searched."""
    monitoring = result.monitoring
    yield heading("3つの見守り方（選んで Enter で、くわしく見られます）")
    for item in monitoring.options:
        leads = "（おすすめ）" if item.option == monitoring.choice else ""
        state = "選べません" if item.excluded_by else f"{item.score}点"
        yield Statement(f"{rules.option(item.option).name}{leads}  {state}", opens=opening(item.option))
    for item in monitoring.options:
        if item.option == monitoring.choice:
            yield heading(f"{rules.option(item.option).name}を後押しする答え")
            yield from (Statement(reason.text, reason.cites, f"{reason.weight:+d}") for reason in item.reasons)
    if result.service_class.choice:
        yield heading(f"{rules.service_class(result.service_class.choice).name}でよい理由")
        yield from (Statement(reason.text, reason.cites) for reason in result.service_class.reasons)
    yield from why_not((*monitoring.why_not, *result.service_class.why_not), rules, explained=explained)


def why_not(items: Iterable[WhyNot], rules: RuleBase, *, explained: bool = True) -> Iterable[Statement]:
    """Why each option or class isn't chosen, and the likeliest changes of answers that would choose it."""
    shown = list(items)
    if shown:
        yield heading("ほかの選び方ではない理由")
    for item in shown:
        yield Statement(item.text, opens=opening(item.option))
        yield from flips(item.flips_if, _name(item.option, rules), rules, explained=explained)


def flips(
    found: tuple[tuple[Change, ...], ...], name: str, rules: RuleBase, *, explained: bool = True
) -> Iterable[Statement]:
    """「何々になると、端末監視に変わります」, one line for each set of changes."""
    if not explained:
        yield Statement(LOOKING_FOR_FLIPS)
    elif not found:
        yield Statement(NO_FLIP.format(name=name))
    for changes in found:
        yield Statement(FLIP.format(changes=changes_text(changes, rules), name=name))


def _name(code: str, rules: RuleBase) -> str:
    options = (item.name for item in rules.decisions.options if item.option == code)
    classes = (item.name for item in rules.decisions.classes if item.code == code)
    return next(iter((*options, *classes)), code)
