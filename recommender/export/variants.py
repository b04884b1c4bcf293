"""もしもの表: the original and its variants row by row, for screens and for the summary."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from questionnaires.showing import show_yen
from recommender.export.blocks import Block, Heading, Items, Paragraph, Table
from recommender.export.labels import (
    AMOUNT,
    CONFIDENCE,
    INITIAL_CAP,
    MONTHLY_CAP,
    OWN_COST,
    STATUS,
    TWO_YEARS_CAP,
    WITH_TOOLS,
    YARDSTICK_PREFIX,
    amount_text,
    asked_routes,
    by_yardstick,
    changes_text,
    yen_text,
)
from recommender.results import Assessment, SubsidyRoute
from recommender.rulebase import RuleBase
from recommender.variants import Effect, Outcome, SideBySide, WhatIf
from recommender.verdict import show_span


@dataclass(frozen=True, slots=True)
class Row:
    """One figure of the results: the original's first, then each variant's. `short` is its name in a narrow table."""

    label: str
    cells: tuple[str, ...]
    short: str

    def moved(self, place: int) -> bool:
        """Whether the variant at the place says something else than the original."""
        return self.cells[place] != self.cells[0]


def heads(table: SideBySide, rules: RuleBase) -> tuple[str, ...]:
    """The names over the columns."""
    return (rules.counsel.wording.what_if.original, *(item.name for item in table.what_ifs))


def rows(table: SideBySide, rules: RuleBase) -> tuple[Row, ...]:
    """Choice, confidence, caps, subsidies and own cost of every column."""
    results = (table.original, *(item.result for item in table.what_ifs))
    said = [
        _row("結論", (outcome_text(_outcome(item), rules) for item in results)),
        _row("確信", (CONFIDENCE[item.monitoring.confidence] if item.cost else "" for item in results)),
        _row(MONTHLY_CAP, (_monthly(item, rules) for item in results)),
        _row(INITIAL_CAP, (_initial(item, rules) for item in results)),
        _row(TWO_YEARS_CAP, (_two_years(item, rules) for item in results)),
    ]
    routes = _routes(results)
    for route in routes:
        mine = [next((other for other in asked_routes(item) if other.id == route.id), None) for item in results]
        named = f"（{route.name}）" if len(routes) > 1 else ""
        label = f"{AMOUNT}（{route.name}、{STATUS[route.status]}。使えた場合）"
        amounts = (_amount(other, item, rules) for other, item in zip(mine, results, strict=True))
        said.append(_row(label, amounts, f"{AMOUNT}{named}"))
        own = (_own_cost(other, item, rules) for other, item in zip(mine, results, strict=True))
        tools = "" if route.frame == "security" else f"。{WITH_TOOLS}"
        said.append(_row(f"{OWN_COST}（{route.name}を使えた場合{tools}）", own, f"{OWN_COST}{named}"))
    return tuple(row for row in said if any(row.cells))


def _row(label: str, cells: Iterable[str], short: str | None = None) -> Row:
    return Row(label, tuple(cells), short or label)


def windows(table: SideBySide, rules: RuleBase) -> str:
    """Under what condition the amounts of the rows stand: the state of every route that is computed."""
    results = (table.original, *(item.result for item in table.what_ifs))
    states = "、".join(f"{route.name}: {STATUS[route.status]}" for route in _routes(results))
    return rules.counsel.wording.what_if.windows.format(states=states) if states else ""


def outcome_text(outcome: Outcome, rules: RuleBase) -> str:
    """「端末監視（1類）」."""
    if outcome.option is None or outcome.service_class is None:
        return rules.counsel.wording.what_if.none
    return f"{rules.option(outcome.option).name}（{rules.service_class(outcome.service_class).name}）"


def effect_text(effect: Effect, rules: RuleBase) -> str:
    """What a changed answer did: the moment at which the recommendation turns, with its reason, or that it stays."""
    texts = rules.counsel.wording.what_if
    change = changes_text((effect.change,), rules)
    if not effect.flips:
        return texts.stays.format(change=change, after=outcome_text(effect.after, rules))
    said = texts.flips.format(
        change=change, before=outcome_text(effect.before, rules), after=outcome_text(effect.after, rules)
    )
    if not effect.because:
        return said
    return said + (texts.ceased if effect.ceased else texts.because).format(because=effect.because)


def variants_part(table: SideBySide, rules: RuleBase) -> list[Block]:
    """The table for the summary, with what each variant changes; nothing where there is no variant."""
    if not table.what_ifs:
        return []
    blocks: list[Block] = [
        Heading(2, "もしも、答えが変わったら"),
        Table(("", *heads(table, rules)), tuple((row.label, *row.cells) for row in rows(table, rules))),
    ]
    for item in table.what_ifs:
        blocks.append(Heading(3, item.name))
        blocks.append(Items(tuple(Paragraph(effect_text(effect, rules), effect.cites) for effect in item.effects)))
    return blocks


def changed_text(item: WhatIf, rules: RuleBase) -> str:
    """What a variant changes, in one line."""
    changes = tuple(effect.change for effect in item.effects)
    return changes_text(changes, rules) if changes else rules.counsel.wording.what_if.unchanged


def _outcome(result: Assessment) -> Outcome:
    return Outcome(result.monitoring.choice, result.service_class.choice)


def _monthly(result: Assessment, rules: RuleBase) -> str:
    cost, texts = result.cost, rules.counsel.wording.what_if
    if cost is None:
        return ""
    if cost.monthly is None:
        yardstick = show_span(cost.yardstick_monthly) if cost.yardstick_monthly else ""
        return texts.yardstick.format(yen=yardstick or texts.open)
    return show_span(cost.monthly) or texts.open


def _initial(result: Assessment, rules: RuleBase) -> str:
    cost = result.cost
    if cost is None or (cost.initial is None and cost.yardstick_initial is None):
        return ""
    if cost.initial is not None:
        return show_yen(cost.initial)
    return rules.counsel.wording.what_if.yardstick.format(yen=show_yen(cost.yardstick_initial or 0))


def _two_years(result: Assessment, rules: RuleBase) -> str:
    cost, texts = result.cost, rules.counsel.wording.what_if
    if cost is None:
        return ""
    return (show_span(cost.two_years) or texts.open) if cost.two_years else texts.no_cap


def _routes(results: tuple[Assessment, ...]) -> tuple[SubsidyRoute, ...]:
    """Every route that the answers of some column ask for, each once."""
    found = {route.id: route for item in results for route in asked_routes(item)}
    return tuple(found.values())


def _amount(route: SubsidyRoute | None, result: Assessment, rules: RuleBase) -> str:
    return _subsidy_money(amount_text(route) if route else "", result, rules)


def _own_cost(route: SubsidyRoute | None, result: Assessment, rules: RuleBase) -> str:
    own = yen_text(route.own_cost_24_months_yen, route.own_cost_24_months_range_yen) if route else ""
    return _subsidy_money(own, result, rules)


def _subsidy_money(text: str, result: Assessment, rules: RuleBase) -> str:
    """An amount as far as it can be told; that of 2類 says that it is reckoned as for 1類."""
    if not text:
        return rules.counsel.wording.what_if.open
    return f"{YARDSTICK_PREFIX}{text}" if by_yardstick(result) else text
