"""結論: what a 社長 reads in 20 seconds, and the next steps."""

from __future__ import annotations

from collections.abc import Iterable

from recommender.export.labels import CONFIDENCE
from recommender.results import Assessment
from recommender.rulebase import RuleBase
from tui.faces.money import money_summary
from tui.faces.reasons import why_not
from tui.talk.statements import Statement, heading

CONCLUSION, GROUNDS, NEXT_STEPS = "結論", "決め手", "次の一歩"
_MOST_GROUNDS = 3
_EMPTY = "________"
_URGENT = ("incident_now", "no_target", "beyond_sme")


def verdict(result: Assessment, rules: RuleBase, *, explained: bool = True) -> Iterable[Statement]:
    yield from urgent(result)
    yield heading(CONCLUSION)
    yield from conclusion(result, rules)
    choice = result.monitoring.choice
    if choice:
        yield Statement(rules.option(choice).plain, rules.option(choice).cites)
    yield from money_summary(result, rules)
    if result.monitoring.reasons:
        yield heading(GROUNDS)
        yield from grounds(result)
    yield from why_not(result.monitoring.why_not, rules, explained=explained)
    if result.actions:
        yield heading(NEXT_STEPS)
        for number, action in enumerate(result.actions, 1):
            owner = action.owner or _EMPTY
            due = f"{action.due.month}月{action.due.day}日" if action.due else _EMPTY
            text = f"{action.what}\n{action.how}\n担当 {owner}  いつまで {due}"
            yield Statement(text, action.cites, str(number))
        yield Statement("a を押すと、担当といつまでを、この場で決められます。")
    others = [item for item in result.warnings if item.code not in _URGENT]
    if others:
        yield heading("気をつけること")
        yield from (Statement(warning.text, warning.cites) for warning in others)


def urgent(result: Assessment) -> Iterable[Statement]:
    """What stands before any conclusion."""
    return (Statement(item.text, item.cites) for item in result.warnings if item.code in _URGENT)


def conclusion(result: Assessment, rules: RuleBase) -> Iterable[Statement]:
    """What fits, and how sure that is."""
    choice, code = result.monitoring.choice, result.service_class.choice
    cites = (*(rules.option(choice).cites if choice else ()), *(rules.service_class(code).cites if code else ()))
    yield Statement(result.verdict, cites)
    if choice:
        yield Statement(f"確信: {CONFIDENCE[result.monitoring.confidence]}")


def grounds(result: Assessment) -> Iterable[Statement]:
    """The grounds that decide, numbered."""
    for number, reason in enumerate(result.monitoring.reasons[:_MOST_GROUNDS], 1):
        yield Statement(reason.text, reason.cites, str(number))
