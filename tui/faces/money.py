"""費用と補助金: the caps, the routes that could pay, and how each amount comes about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from questionnaires.showing import show_yen
from recommender.cost import Cost, Span
from recommender.export.labels import (
    AMOUNT,
    CASH_FIRST,
    ELIGIBLE,
    ELSEWHERE,
    INITIAL_CAP,
    MONTHLY_CAP,
    OWN_COST,
    STATUS,
    TWO_YEARS_CAP,
    WITH_TOOLS,
    YARDSTICK,
    YARDSTICK_PREFIX,
    amount_text,
    by_yardstick,
    day_of_fact,
    needs_other_tool,
    yen_text,
)
from recommender.export.money import FOR_ALL, basis_rows, told_by_all
from recommender.results import Assessment, SubsidyRoute
from recommender.rulebase import RuleBase
from recommender.verdict import show_cap
from tui import wording
from tui.faces.subsidy import elsewhere_statements
from tui.layout import pad
from tui.talk.statements import Statement, heading

SUBSIDY_PAGE = "受け方の比較と、申請までの予定は、s で開けます。"
MONEY, SUBSIDY = "お金（税抜）", "補助金の見込み"
_MONEY_LABEL = 16
_MONEY_CITES = ("std.2.1.7.i", "std.2.1.7.a")


@dataclass(frozen=True, slots=True)
class Figure:
    """A sum with its name and its words. `yen`: what is shown large where there is one number alone."""

    label: str
    text: str
    cites: tuple[str, ...]
    yen: int | None = None


def money(result: Assessment, rules: RuleBase) -> Iterable[Statement]:
    yield from money_summary(result, rules)
    if result.cost:
        yield heading("計算のもと")
        yield from (Statement(text, _MONEY_CITES) for text in result.cost.assumptions)
    if result.subsidies:
        yield Statement(SUBSIDY_PAGE, (), "補助金")
    elsewhere = [route for route in result.subsidies if needs_other_tool(route)]
    computed = [route for route in result.subsidies if route not in elsewhere]
    shared = told_by_all([route.to_confirm for route in computed])
    for route in computed:
        yield from _route(route, shared, yardstick=by_yardstick(result))
    if shared:
        yield heading(FOR_ALL)
    yield from (Statement(text, (), "確かめる") for text in shared)
    if elsewhere:
        yield heading("ほかの枠")
        names = "、".join(route.name for route in elsewhere)
        yield Statement(f"{names}は、業務ソフトなどを一緒に入れるときの枠です。いまは計算していません。")
    if result.outlook.elsewhere:
        yield heading(ELSEWHERE)
    yield from elsewhere_statements(result)


def _route(route: SubsidyRoute, shared: tuple[str, ...], *, yardstick: bool) -> Iterable[Statement]:
    yield heading(f"{route.name}（{STATUS[route.status]}）")
    yield Statement(f"{ELIGIBLE[route.eligible]}。", route.cites)
    yield from (Statement(item.said, item.cites, "気をつける") for item in route.blockers)
    yield from _route_money(route, yardstick=yardstick)
    yield from (Statement(text, (route.id,), pad(label, _MONEY_LABEL)) for label, text in basis_rows(route))
    if route.formula:
        yield Statement(route.formula, route.cites[:3], "計算")
    yield from (Statement(text, (), "確かめる") for text in route.to_confirm if text not in shared)
    leaving = route.leaving
    yield Statement(leaving.text, leaving.cites, "途中の解約")
    yield Statement(leaving.formula, leaving.cites, "返すお金の見当")
    for number, step in enumerate(route.steps, 1):
        yield Statement(f"{step.what}{_days(step.days_low, step.days_high)}", (), str(number))
    if route.as_of_fact:
        yield Statement(day_of_fact(route.as_of_fact), route.cites)


def money_summary(result: Assessment, rules: RuleBase) -> Iterable[Statement]:
    cost = result.cost
    if cost is None:
        return
    yield heading(MONEY)
    for figure in figures(cost, rules):
        yield Statement(figure.text, figure.cites, pad(figure.label, _MONEY_LABEL))
    for route in result.subsidies:
        if route.frame == "security":
            yield heading(SUBSIDY)
            yield Statement(f"{route.name}（{STATUS[route.status]}）", route.cites)
            if by_yardstick(result):
                yield Statement(YARDSTICK, ("std.3.1.2.a",))
            yield from _route_money(route, yardstick=by_yardstick(result))


def figures(cost: Cost, rules: RuleBase) -> Iterable[Figure]:
    """The caps of the plan, or for 2類 what stands in their place."""
    if cost.monthly and cost.two_years:
        yield _cap(MONTHLY_CAP, cost.monthly, cost, rules, large=True)
        if cost.initial is not None:
            yield Figure(INITIAL_CAP, show_yen(cost.initial), _MONEY_CITES)
        yield _cap(TWO_YEARS_CAP, cost.two_years, cost, rules, large=True)
    elif cost.yardstick_monthly:
        yield Figure("2類の料金", wording.NO_CAP, ("std.3.1.2.a",))
        yield _cap("1類なら月額", cost.yardstick_monthly, cost, rules)


def _cap(label: str, span: Span, cost: Cost, rules: RuleBase, *, large: bool = False) -> Figure:
    yen = span.high if large and span.low == span.high else None
    return Figure(label, show_cap(cost, span, rules), _MONEY_CITES, yen)


def subsidy_line(result: Assessment) -> Statement | None:
    """The frame for お助け隊 alone and what it would pay, in one line."""
    for route in result.subsidies:
        if route.frame == "security":
            prefix = YARDSTICK_PREFIX if by_yardstick(result) else ""
            amount = f"  {_amount_label(route)} {prefix}{amount_text(route)}" if amount_text(route) else ""
            return Statement(f"{route.name}（{STATUS[route.status]}）{amount}", route.cites)
    return None


def _amount_label(route: SubsidyRoute) -> str:
    return AMOUNT if route.status == "open" else "使えた場合"


def _route_money(route: SubsidyRoute, *, yardstick: bool) -> Iterable[Statement]:
    yield Statement(route.window, route.cites)
    before = YARDSTICK_PREFIX if yardstick else ""
    tools = "" if route.frame == "security" else f"（{WITH_TOOLS}）"
    amount = amount_text(route)
    if amount:
        label = pad(_amount_label(route), _MONEY_LABEL)
        yield Statement(f"{before}{amount}", (route.id, *route.cites[:3]), label)
    cash = yen_text(route.cash_needed_first_yen, route.cash_needed_first_range_yen)
    if cash:
        first = f"{before}{cash}{tools}（いったん全額を払います）"
        yield Statement(first, ("subsidy.rule.paid_afterwards",), pad(CASH_FIRST, _MONEY_LABEL))
    own = yen_text(route.own_cost_24_months_yen, route.own_cost_24_months_range_yen)
    if own:
        yield Statement(f"{before}{own}{tools}", route.cites[:3], pad(OWN_COST, _MONEY_LABEL))
        monthly = yen_text(route.own_cost_monthly_yen, route.own_cost_monthly_range_yen)
        shown = f"{before}{monthly}{tools}（2年でならした額）"
        yield Statement(shown, route.cites[:3], pad("月の自己負担", _MONEY_LABEL))


def _days(low: int | None, high: int | None) -> str:
    if low is None and high is None:
        return ""
    if low is None or high is None:
        return f"（{low or high}日くらい）" if high is None else f"（{high}日まで）"
    return f"（{low}〜{high}日）"
