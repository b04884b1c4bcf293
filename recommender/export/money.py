"""お金 and 補助金 of a summary."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.freshness import month_text
from questionnaires.showing import show_yen
from recommender.export.blocks import Block, Heading, Items, Paragraph, Table
from recommender.export.charts import cost_chart
from recommender.export.combining import ways_part
from recommender.export.labels import (
    AMOUNT,
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
from recommender.export.timeline import plan_part
from recommender.results import Assessment, SubsidyRoute
from recommender.rulebase import RuleBase
from recommender.subsidies.results import OtherRoute
from recommender.subsidies.wording import load_wording
from recommender.verdict import show_cap

FOR_ALL = "どの枠でも確かめること"
_BY_YARDSTICK = f"{YARDSTICK_PREFIX}（目安）: "
_BARRED = "補助金を使えない理由"
_OF_LEAVING = "解約について確かめること"
PERIOD = {"open": "いま使える期間", "closed": "期間は終了", "upcoming": "期間の前"}


def money_part(assessment: Assessment, rules: RuleBase) -> list[Block]:
    """お金 on the first page: the caps, two years with and without the subsidy, and the cash that goes first."""
    cost = assessment.cost
    if cost is None:
        return []
    rows = []
    if cost.monthly and cost.two_years and cost.initial is not None:
        rows.append((MONTHLY_CAP, show_cap(cost, cost.monthly, rules)))
        rows.append((INITIAL_CAP, show_yen(cost.initial)))
        rows.append((f"{TWO_YEARS_CAP}（24か月と初期費用。補助なし）", show_cap(cost, cost.two_years, rules)))
    if cost.yardstick_monthly and cost.yardstick_initial is not None:
        rows.append(("2類の料金", "上限の数字はありません"))
        rows.append((f"{_BY_YARDSTICK}{MONTHLY_CAP}", show_cap(cost, cost.yardstick_monthly, rules)))
        rows.append((f"{_BY_YARDSTICK}{INITIAL_CAP}", show_yen(cost.yardstick_initial)))
    for route in assessment.subsidies:
        if route.frame == "security":
            told = subsidy_rows(route, yardstick=by_yardstick(assessment))
            # An amount for those who could apply would mislead who can't.
            bars = [(_BARRED, item.text) for item in route.blockers if item.kind == "final"]
            rows += [told[0], *bars] if bars else told
    return [Heading(2, "お金"), Table(("項目", "金額など"), tuple(rows))]


def assumptions_part(assessment: Assessment) -> list[Block]:
    """What the amounts rest on, with the two years' cost of every computed way beside each other."""
    if assessment.cost is None:
        return []
    notes = tuple(Paragraph(text, ("std.2.1.7.a", "std.2.1.7.i")) for text in assessment.cost.assumptions)
    chart = cost_chart(assessment)
    return [Heading(2, "お金の見方"), Items(notes), *([chart] if chart else [])]


def subsidy_rows(route: SubsidyRoute, *, yardstick: bool = False) -> list[tuple[str, str]]:
    """The money of one route as rows of a table, with its status beside every amount.

    `yardstick`: the amounts rest on the caps of 1類 although 2類 is recommended, and say so.
    """
    before = _BY_YARDSTICK if yardstick else ""
    tools = "" if route.frame == "security" else f"。{WITH_TOOLS}"
    state = STATUS[route.status]
    rows = [(f"補助金: {route.name}", f"{state}。{ELIGIBLE[route.eligible]}")]
    amount = amount_text(route)
    if amount:
        label = AMOUNT if route.status == "open" else f"{AMOUNT}（申請できた場合）"
        rows.append((f"{before}{label}", amount))
    own = yen_text(route.own_cost_24_months_yen, route.own_cost_24_months_range_yen)
    monthly = yen_text(route.own_cost_monthly_yen, route.own_cost_monthly_range_yen)
    cash = yen_text(route.cash_needed_first_yen, route.cash_needed_first_range_yen)
    named = (
        (f"{OWN_COST}（申請できた場合{tools}）", own),
        (f"1か月あたりの自己負担（2年でならした額{tools}）", monthly),
        (f"補助が入る前に払うお金{f'（{WITH_TOOLS}）' if tools else ''}", cash),
    )
    rows += [(f"{before}{label}", text) for label, text in named if text]
    return rows


def basis_rows(route: SubsidyRoute) -> list[tuple[str, str]]:
    """What the amount is computed from: rate, months of fees, and eligible cost."""
    rows = [("補助率", rate_text(route))] if route.rates else []
    if route.covered_months is not None:
        rows.append(("対象になる利用料", f"{route.covered_months}か月分"))
    if route.eligible_cost_yen is not None:
        rows.append(("対象になる費用", show_yen(route.eligible_cost_yen)))
    return rows


def rate_text(route: SubsidyRoute) -> str:
    """「1/2」, or a ladder: 「補助額50万円までは3/4、超える部分は2/3」."""
    parts = [
        f"補助額{show_yen(rung.up_to_subsidy_yen)}までは{rung.rate}" if rung.up_to_subsidy_yen else str(rung.rate)
        for rung in route.rates
    ]
    return "、超える部分は".join(parts)


def leaving_lines(route: SubsidyRoute) -> list[tuple[str, str]]:
    """What leaving early costs: the rule, the worked figure, and what would have to be known."""
    leaving = route.leaving
    lines = [("途中で解約すると", leaving.text), ("返すお金の見当", leaving.formula)]
    return [*lines, *((_OF_LEAVING, text) for text in leaving.to_confirm)]


def told_by_all(lists: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """What every one of several frames wants found out, so that it is told once, in the order of the first."""
    return tuple(text for text in lists[0] if all(text in other for other in lists[1:])) if len(lists) > 1 else ()


def routes_part(assessment: Assessment) -> list[Block]:
    """補助金: every computed frame, the ways compared, the plan, and the routes beside the national frames."""
    if not assessment.subsidies:
        return []
    blocks: list[Block] = [Heading(2, "補助金")]
    yardstick = by_yardstick(assessment)
    if yardstick:
        blocks.append(Paragraph(YARDSTICK, ("std.3.1.2.a",)))
    elsewhere = [route for route in assessment.subsidies if needs_other_tool(route)]
    computed = [route for route in assessment.subsidies if route not in elsewhere]
    shared = told_by_all([route.to_confirm for route in computed])
    of_leaving = told_by_all([route.leaving.to_confirm for route in computed])
    for route in computed:
        blocks.append(Heading(3, route.name))
        blocks.append(Table(("項目", "金額など"), (*subsidy_rows(route, yardstick=yardstick), *basis_rows(route))))
        lines = [Paragraph(route.window, route.cites)]
        lines += [Paragraph(item.said, item.cites) for item in route.blockers]
        lines += [Paragraph(f"計算: {route.formula}")] if route.formula else []
        lines += [Paragraph(f"確かめること: {text}") for text in route.to_confirm if text not in shared]
        leaving = [(label, text) for label, text in leaving_lines(route) if text not in of_leaving]
        lines += [Paragraph(f"{label}: {text}", route.leaving.cites) for label, text in leaving]
        if route.as_of_fact:
            lines.append(Paragraph(day_of_fact(route.as_of_fact)))
        blocks.append(Items(tuple(lines)))
    if shared:
        told = (*shared, *(f"{_OF_LEAVING}: {text}" for text in of_leaving))
        blocks += [Heading(3, FOR_ALL), Items(tuple(map(Paragraph, told)))]
    if elsewhere:
        names = "、".join(route.name for route in elsewhere)
        blocks.append(Paragraph(f"{names}は、業務ソフトなどを一緒に入れるときの枠なので、いまは計算していません。"))
    outlook = assessment.outlook
    blocks += [Paragraph(item.text, item.cites) for item in outlook.left_out]
    return [*blocks, *ways_part(outlook.ways), *plan_part(outlook.plan), *elsewhere_part(outlook.elsewhere)]


def elsewhere_part(routes: Sequence[OtherRoute]) -> list[Block]:
    """The routes beside the national frames, each with its window today."""
    if not routes:
        return []
    items = tuple(Paragraph(f"{item.name}（{other_state(item)}）: {other_text(item)}", item.cites) for item in routes)
    return [Heading(3, ELSEWHERE), Items(items)]


def other_state(route: OtherRoute) -> str:
    """The kind of a route and how its window stands: 「助成金、受付前」. A tax or a scheme takes no applications."""
    if route.status == "unknown":
        return f"{route.kind_name}、{getattr(load_wording().elsewhere.states, route.kind)}"
    state = STATUS if route.kind in ("grant", "trial") else PERIOD
    return f"{route.kind_name}、{state[route.status]}"


def other_text(route: OtherRoute) -> str:
    """What a route is, its condition, its window, and the day of the fact, in one line."""
    said = [route.text.rstrip("。"), route.condition, route.window, route.covers, (route.note or "").rstrip("。")]
    as_of = f"この情報は{month_text(route.as_of)}のものです" if route.as_of else ""
    return "。".join(filter(None, (*said, as_of))) + "。"
