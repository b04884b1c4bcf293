"""The subsidy routes as plain text, with the ways compared, the plan, and the other routes."""

from __future__ import annotations

from collections.abc import Sequence

from questionnaires.showing import clean
from recommender.export.blocks import cited
from recommender.export.combining import needs_text, way_rows, way_text
from recommender.export.labels import ELSEWHERE, YARDSTICK, needs_other_tool
from recommender.export.money import basis_rows, leaving_lines, other_state, other_text, subsidy_rows
from recommender.export.timeline import days_text, notes_of, when_text
from recommender.results import SubsidyRoute
from recommender.rulebase import RuleBase
from recommender.subsidies.results import OtherRoute, SubsidyOutlook, SubsidyPlan, Way


def routes_text(
    routes: Sequence[SubsidyRoute], outlook: SubsidyOutlook, rules: RuleBase, *, yardstick: bool = False
) -> str:
    """One block a route: money, window, what stands against it, the formula, what to confirm, and the sources.

    `yardstick`: the amounts rest on the caps of 1類 although 2類 is recommended, and say so.
    """
    blocks = [[f"{YARDSTICK}  <{cited(('std.3.1.2.a',), rules)}>"]] if yardstick else []
    blocks += [_route(route, rules, yardstick=yardstick) for route in routes]
    blocks += [[f"{item.text}  <{cited(item.cites, rules)}>" for item in outlook.left_out]] if outlook.left_out else []
    editions = dict.fromkeys(way.edition for way in outlook.ways)
    blocks += [_ways([way for way in outlook.ways if way.edition == edition], rules) for edition in editions]
    blocks += [_plan(outlook.plan, rules)] if outlook.plan else []
    blocks += [_elsewhere(outlook.elsewhere, rules)] if outlook.elsewhere else []
    return "\n".join("\n".join(clean(line) for line in lines) + "\n" for lines in blocks)


def _route(route: SubsidyRoute, rules: RuleBase, *, yardstick: bool) -> list[str]:
    lines = [f"【{rules.knowledge.title(route.id)}】"]
    lines += [f"  {label}: {text}" for label, text in (*subsidy_rows(route, yardstick=yardstick), *basis_rows(route))]
    lines.append(f"  {route.window}")
    lines += [f"  - {item.said}" for item in route.blockers]
    lines += [f"  計算: {route.formula}"] if route.formula else []
    if not needs_other_tool(route):
        lines += [f"  確かめること: {text}" for text in route.to_confirm]
        lines += [f"  {label}: {text}" for label, text in leaving_lines(route)]
    as_of = f"（{route.as_of_fact}時点）" if route.as_of_fact else ""
    lines.append(f"  出典{as_of}: {cited(route.cites, rules)}")
    return lines


def _ways(ways: Sequence[Way], rules: RuleBase) -> list[str]:
    lines = [f"【受け方の比較: {rules.knowledge.editions[ways[0].edition].name}】"]
    for number, way in enumerate(ways, 1):
        lines.append(f"  {number}. {way_text(way)}  <{cited(way.cites, rules)}>")
    lines += [
        f"  {label}: " + " / ".join(f"{n}. {cell}" for n, cell in enumerate(cells, 1))
        for label, *cells in way_rows(ways, full=True)
    ]
    return [*lines, *(f"  {text}" for text in needs_text(ways))]


def _plan(plan: SubsidyPlan, rules: RuleBase) -> list[str]:
    lines = [f"【補助金の予定: {plan.name}】", f"  {plan.text}  <{cited(plan.cites, rules)}>"]
    for step in plan.steps:
        days = days_text(step)
        lines.append(f"  {when_text(step, plan.as_of)}: {step.what}{f'（{days}）' if days else ''}")
    lines += [f"  - {text}" for text, _ in notes_of(plan)]
    return [*lines, *(f"  確かめること: {text}" for text in plan.to_confirm)]


def _elsewhere(routes: Sequence[OtherRoute], rules: RuleBase) -> list[str]:
    lines = [f"【{ELSEWHERE}】"]
    for route in routes:
        lines += [
            f"  {route.name}（{other_state(route)}）",
            f"    {other_text(route)}",
            f"    出典: {cited(route.cites[1:], rules)}",
        ]
    return lines
