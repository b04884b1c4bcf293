"""The result as pages of statements: the verdict first, then what stands behind it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from questionnaires.showing import show_yen
from recommender.export.content import (
    CONFIDENCE,
    ELIGIBLE,
    FIT,
    STATUS,
    amount_text,
    changes_text,
    needs_other_tool,
)
from recommender.results import Assessment, SubsidyRoute, WhyNot
from recommender.rulebase import RuleBase
from recommender.verdict import show_span
from tui import wording
from tui.layout import pad
from tui.statements import Statement, heading, placed

_MOST_GROUNDS = 3
_MONEY_LABEL = 14
_MONEY_CITES = ("std.2.1.7.i", "std.2.1.7.a")


@dataclass(frozen=True, slots=True)
class Page:
    """One face of the result: its name, a short name for narrow screens, and its statements."""

    name: str
    short: str
    statements: tuple[Statement, ...]


def result_pages(result: Assessment, rules: RuleBase) -> tuple[Page, ...]:
    """All faces of a result, the verdict first."""
    faces = (
        ("結論", "結論", _verdict(result, rules)),
        ("理由", "理由", _reasons(result, rules)),
        ("費用と補助金", "費用", _money(result)),
        ("候補", "候補", _candidates(result, rules)),
        ("確かめること", "確認", _to_confirm(result)),
        ("根拠", "根拠", _sources(result, rules)),
    )
    return tuple(Page(name, short, placed(statements, rules)) for name, short, statements in faces)


def _verdict(result: Assessment, rules: RuleBase) -> Iterable[Statement]:
    urgent = [item for item in result.warnings if item.code in ("incident_now", "no_target", "beyond_sme")]
    for warning in urgent:
        yield Statement(warning.text, warning.cites)
    yield heading("結論")
    choice, code = result.monitoring.choice, result.service_class.choice
    cites = (*(rules.option(choice).cites if choice else ()), *(rules.service_class(code).cites if code else ()))
    yield Statement(result.verdict, cites)
    if choice:
        yield Statement(f"確信: {CONFIDENCE[result.monitoring.confidence]}")
        yield Statement(rules.option(choice).plain, rules.option(choice).cites)
    yield from _money_summary(result)
    if result.monitoring.reasons:
        yield heading("決め手")
        for number, reason in enumerate(result.monitoring.reasons[:_MOST_GROUNDS], 1):
            yield Statement(reason.text, reason.cites, str(number))
    yield from _why_not(result.monitoring.why_not, rules)
    if result.actions:
        yield heading("次の一歩")
        for number, action in enumerate(result.actions, 1):
            yield Statement(f"{action.what}\n{action.how}\n担当 ________  いつまで ________", action.cites, str(number))
    others = [item for item in result.warnings if item not in urgent]
    if others:
        yield heading("気をつけること")
        yield from (Statement(warning.text, warning.cites) for warning in others)


def _money_summary(result: Assessment) -> Iterable[Statement]:
    cost = result.cost
    if cost is None:
        return
    yield heading("お金（税抜）")
    if cost.monthly and cost.two_years:
        yield Statement(show_span(cost.monthly) or wording.COST_OPEN, _MONEY_CITES, pad("月額の上限", _MONEY_LABEL))
        if cost.initial is not None:
            yield Statement(show_yen(cost.initial), _MONEY_CITES, pad("初期費用の上限", _MONEY_LABEL))
        yield Statement(show_span(cost.two_years) or wording.COST_OPEN, _MONEY_CITES, pad("2年の上限", _MONEY_LABEL))
    elif cost.yardstick_monthly:
        yield Statement(wording.NO_CAP, ("std.3.1.2.a",), pad("2類の料金", _MONEY_LABEL))
        shown = show_span(cost.yardstick_monthly) or wording.COST_OPEN
        yield Statement(shown, _MONEY_CITES, pad("1類なら月額", _MONEY_LABEL))
    for route in result.subsidies:
        if route.frame == "security":
            yield heading("補助金の見込み")
            yield Statement(f"{route.name}（{STATUS[route.status]}）", route.cites)
            yield from _route_money(route)


def _route_money(route: SubsidyRoute) -> Iterable[Statement]:
    yield Statement(route.window, route.cites)
    amount = amount_text(route)
    if amount:
        label = "補助の額" if route.status == "open" else "使えた場合"
        yield Statement(amount, (route.id, *route.cites[:3]), pad(label, _MONEY_LABEL))
    if route.cash_needed_first_yen is not None:
        first = f"{show_yen(route.cash_needed_first_yen)}（いったん全額を払います）"
        yield Statement(first, ("subsidy.rule.paid_afterwards",), pad("先に払うお金", _MONEY_LABEL))
    if route.own_cost_24_months_yen is not None:
        yield Statement(show_yen(route.own_cost_24_months_yen), route.cites[:3], pad("2年の自己負担", _MONEY_LABEL))


def _why_not(items: Iterable[WhyNot], rules: RuleBase) -> Iterable[Statement]:
    shown = list(items)
    if not shown:
        return
    yield heading("ほかの見守り方ではない理由")
    for item in shown:
        yield Statement(item.text)
        if item.flips_if:
            changes = "、または".join(changes_text(change, rules) for change in item.flips_if)
            yield Statement(f"変わるのは、{changes}ときです。")


def _reasons(result: Assessment, rules: RuleBase) -> Iterable[Statement]:
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
    yield from _why_not((*result.monitoring.why_not, *result.service_class.why_not), rules)


def _money(result: Assessment) -> Iterable[Statement]:
    yield from _money_summary(result)
    if result.cost:
        yield heading("計算のもと")
        yield from (Statement(text, _MONEY_CITES) for text in result.cost.assumptions)
    for route in result.subsidies:
        if needs_other_tool(route):
            continue
        yield heading(f"{route.name}（{STATUS[route.status]}）")
        yield Statement(f"{ELIGIBLE[route.eligible]}。", route.cites)
        yield from _route_money(route)
        if route.formula:
            yield Statement(route.formula, route.cites[:3], "計算")
        yield from (Statement(item.text, item.cites, "気をつける") for item in route.blockers)
        yield from (Statement(text, (), "確かめる") for text in route.to_confirm)
        for number, step in enumerate(route.steps, 1):
            yield Statement(f"{step.what}{_days(step.days_low, step.days_high)}", (), str(number))
    elsewhere = [route.name for route in result.subsidies if needs_other_tool(route)]
    if elsewhere:
        yield heading("ほかの枠")
        yield Statement(f"{'、'.join(elsewhere)}は、業務ソフトなどを一緒に入れるときの枠です。いまは計算していません。")


def _days(low: int | None, high: int | None) -> str:
    if low is None and high is None:
        return ""
    if low is None or high is None:
        return f"（{low or high}日くらい）" if high is None else f"（{high}日まで）"
    return f"（{low}〜{high}日）"


def _candidates(result: Assessment, rules: RuleBase) -> Iterable[Statement]:
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


def _to_confirm(result: Assessment) -> Iterable[Statement]:
    if result.to_confirm:
        yield heading("社内で確かめること")
    for item in result.to_confirm:
        yield Statement(f"{item.label}\n{item.why}\n{wording.WHY_HOW.format(text=item.how)}", (item.field,))
    if result.checklist:
        yield heading("契約の前に、事業者に聞くこと")
        yield from (Statement(item.ask, (item.clause,)) for item in result.checklist)
    if not result.to_confirm and not result.checklist:
        yield Statement("いま確かめることはありません。")


def _sources(result: Assessment, rules: RuleBase) -> Iterable[Statement]:
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
