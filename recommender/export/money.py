"""お金 and 補助金 of a summary."""

from __future__ import annotations

from questionnaires.showing import show_yen
from recommender.export.blocks import Block, Heading, Items, Paragraph, Table
from recommender.export.labels import ELIGIBLE, STATUS, amount_text, needs_other_tool
from recommender.results import Assessment, SubsidyRoute
from recommender.verdict import show_span


def money_part(assessment: Assessment) -> list[Block]:
    cost = assessment.cost
    if cost is None:
        return []
    rows = []
    if cost.monthly and cost.two_years and cost.initial is not None:
        rows.append(("月額の上限", show_span(cost.monthly) or "台数か拠点が決まると出せます"))
        rows.append(("初期費用の上限", show_yen(cost.initial)))
        rows.append(("2年の上限（24か月と初期費用）", show_span(cost.two_years) or "台数か拠点が決まると出せます"))
    if cost.yardstick_monthly and cost.yardstick_initial is not None:
        rows.append(("2類の料金", "上限の数字はありません"))
        rows.append(
            ("目安: 1類ならばの月額の上限", show_span(cost.yardstick_monthly) or "台数か拠点が決まると出せます")
        )
        rows.append(("目安: 1類ならばの初期費用の上限", show_yen(cost.yardstick_initial)))
    for route in assessment.subsidies:
        if route.frame == "security":
            rows += subsidy_rows(route)
    notes = tuple(Paragraph(text, ("std.2.1.7.a", "std.2.1.7.i")) for text in cost.assumptions)
    return [Heading(2, "お金"), Table(("項目", "金額など"), tuple(rows)), Items(notes)]


def subsidy_rows(route: SubsidyRoute) -> list[tuple[str, str]]:
    """The money of one route as rows of a table, with its status beside every amount."""
    state = STATUS[route.status]
    rows = [(f"補助金: {route.name}", f"{state}。{ELIGIBLE[route.eligible]}")]
    amount = amount_text(route)
    if amount:
        label = "補助の額" if route.status == "open" else "補助の額（申請できた場合）"
        rows.append((label, amount))
    if route.own_cost_24_months_yen is not None:
        rows.append(("2年の自己負担（申請できた場合）", show_yen(route.own_cost_24_months_yen)))
    if route.cash_needed_first_yen is not None:
        rows.append(("補助が入る前に払うお金", show_yen(route.cash_needed_first_yen)))
    return rows


def routes_part(assessment: Assessment) -> list[Block]:
    if not assessment.subsidies:
        return []
    blocks: list[Block] = [Heading(2, "補助金")]
    elsewhere = [route for route in assessment.subsidies if needs_other_tool(route)]
    for route in assessment.subsidies:
        if route in elsewhere:
            continue
        blocks.append(Heading(3, route.name))
        lines = [Paragraph(f"{route.window}", route.cites)]
        lines += [Paragraph(item.text, item.cites) for item in route.blockers]
        lines += [Paragraph(f"計算: {route.formula}")] if route.formula else []
        lines += [Paragraph(f"確かめること: {text}") for text in route.to_confirm]
        if route.as_of_fact:
            lines.append(Paragraph(f"この情報は{route.as_of_fact}時点のものです。"))
        blocks.append(Items(tuple(lines)))
    if elsewhere:
        names = "、".join(route.name for route in elsewhere)
        blocks.append(Paragraph(f"{names}は、業務ソフトなどを一緒に入れるときの枠なので、いまは計算していません。"))
    return blocks
