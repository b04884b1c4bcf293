"""The subsidy routes as plain text."""

from __future__ import annotations

from questionnaires.showing import clean
from recommender.export.blocks import cited
from recommender.export.money import subsidy_rows
from recommender.results import SubsidyRoute
from recommender.rulebase import RuleBase


def routes_text(routes: tuple[SubsidyRoute, ...], rules: RuleBase) -> str:
    """One block a route: money, window, what stands against it, the formula, what to confirm, and the sources."""
    return "\n".join(_route(route, rules) for route in routes)


def _route(route: SubsidyRoute, rules: RuleBase) -> str:
    lines = [f"【{rules.knowledge.title(route.id)}】"]
    lines += [f"  {label}: {text}" for label, text in subsidy_rows(route)]
    lines.append(f"  {route.window}")
    lines += [f"  - {item.text}" for item in route.blockers]
    lines += [f"  計算: {route.formula}"] if route.formula else []
    lines += [f"  確かめること: {text}" for text in route.to_confirm]
    as_of = f"（{route.as_of_fact}時点）" if route.as_of_fact else ""
    lines.append(f"  出典{as_of}: {cited(route.cites, rules)}")
    return "\n".join(clean(line) for line in lines) + "\n"
