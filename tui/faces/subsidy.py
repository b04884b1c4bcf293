"""補助金: the ways compared side by side, the plan as a timeline, leaving early, and the routes beside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from recommender.export.combining import needs_text, tools_text, way_heads, way_rows, way_text
from recommender.export.labels import CASH_FIRST, OWN_COST, YARDSTICK, by_yardstick, needs_other_tool
from recommender.export.money import other_state, other_text
from recommender.export.timeline import day_text, days_text, notes_of, when_text
from recommender.results import Assessment
from recommender.subsidies.results import SubsidyPlan
from tui.layout import cells, pad, wrap
from tui.talk.statements import Statement, heading

_LABEL = 14
_MARGINS = 6
"""What a list takes of a line beside its text: its own margins and the scroll bar's."""
_COLUMN = 12
_NARROWEST_BAR, _WIDEST_BAR = 24, 72
_NO_WAYS = "いまの答えでは、比べられる受け方がありません。"
_NO_PLAN = "予定を立てられる枠がありません。"
_NOWHERE = "いまの答えに当てはまる、ほかの道は見つかっていません。"


FACES: tuple[tuple[str, str], ...] = (
    ("受け方の比較", "受け方"),
    ("予定", "予定"),
    ("途中で解約したとき", "解約"),
    ("ほかの道", "ほか"),
)
"""The faces of the page, with short names for narrow screens."""
PLAN_FACE = 1


def subsidy_faces(result: Assessment, columns: int) -> tuple[tuple[Statement, ...], ...]:
    """The statements of every face, for a screen of so many cells."""
    outlook, room = result.outlook, columns - _MARGINS
    return (
        tuple(_ways(result, room)),
        tuple(_plan(outlook.plan, room)) if outlook.plan else (Statement(_NO_PLAN),),
        tuple(_leaving(result)) or (Statement(_NO_WAYS),),
        tuple(elsewhere_statements(result)) or (Statement(_NOWHERE),),
    )


def elsewhere_statements(result: Assessment) -> Iterator[Statement]:
    """The routes beside the national frames, each with its window today."""
    for route in result.outlook.elsewhere:
        yield Statement(f"{route.name}（{other_state(route)}）\n{other_text(route)}", route.cites)


def _ways(result: Assessment, room: int) -> Iterable[Statement]:
    ways = result.outlook.ways
    if not ways:
        yield Statement(_NO_WAYS)
    elif by_yardstick(result):
        yield Statement(YARDSTICK, ("std.3.1.2.a",))
    for number, way in enumerate(ways, 1):
        yield Statement(way_text(way), way.cites, str(number))
    counted = tools_text(ways)
    if counted:
        yield Statement(f"下の{OWN_COST}と{CASH_FIRST}は、{counted}額です。")
    yield from table_statements(way_heads(ways), way_rows(ways), room)
    yield from (Statement(text) for text in needs_text(ways))
    yield from (Statement(item.text, item.cites) for item in result.outlook.left_out)


def table_statements(names: Sequence[str], rows: Sequence[Sequence[str]], room: int) -> Iterator[Statement]:
    """Rows of a table as statements, as many columns side by side as there is room for, then the next ones below.

    `names` head the columns; the first cell of each row is its own name.
    """
    label = min(_LABEL, room // 3)
    across = max((room - label - 4) // _COLUMN, 1)
    for start in range(0, len(names), across):
        chosen = names[start : start + across]
        width = (room - label - 4) // len(chosen)
        yield Statement(_columns(chosen, width), (), pad("", label))
        for name, *said in rows:
            yield Statement(_columns(said[start : start + across], width), (), pad(name, label))
        if start + across < len(names):
            yield heading("")


def _columns(texts: Sequence[str], width: int) -> str:
    """Texts side by side, each broken to its column's width less a blank."""
    broken = [wrap(text, max(width - 1, 2)) for text in texts]
    tallest = max(map(len, broken))
    lines = (
        "".join(pad(cell[row] if row < len(cell) else "", width) for cell in broken).rstrip() for row in range(tallest)
    )
    return "\n".join(lines)


def _plan(plan: SubsidyPlan, room: int) -> Iterator[Statement]:
    yield Statement(plan.text, plan.cites)
    days = [day for step in plan.steps for day in (step.first, step.last) if day]
    width = min(room - 14, _WIDEST_BAR)
    for number, step in enumerate(plan.steps, 1):
        took = days_text(step)
        lines = [step.what, f"{when_text(step, plan.as_of)}{f'  {took}' if took else ''}"]
        if step.first and step.last and width >= _NARROWEST_BAR:
            lines.append(bar(step.first, step.last, min(days), max(days), width))
        yield Statement("\n".join(lines), step.cites, pad(str(number), 2))
    if days and width >= _NARROWEST_BAR:
        ends = (day_text(min(days)), day_text(max(days)))
        yield Statement(f"{ends[0]}{' ' * max(width - sum(map(cells, ends)), 1)}{ends[1]}", (), "  ")
    yield from (Statement(text, cites, "注") for text, cites in notes_of(plan))
    yield from (Statement(text, (), "確かめる") for text in plan.to_confirm)


def bar(first: date, last: date, begins: date, ends: date, width: int) -> str:
    """The days of a step on the line from the first day of the plan to its last: 「----####------」."""
    whole = max((ends - begins).days, 1)
    start = (first - begins).days * (width - 1) // whole
    stop = (last - begins).days * (width - 1) // whole
    return "-" * start + "#" * (stop - start + 1) + "-" * (width - 1 - stop)


def _leaving(result: Assessment) -> Iterator[Statement]:
    computed = [route for route in result.subsidies if not needs_other_tool(route)]
    for text in dict.fromkeys(route.leaving.text for route in computed):
        yield Statement(text, computed[0].leaving.cites)
    for route in computed:
        yield Statement(f"{route.name}: {route.leaving.formula}", route.leaving.cites, "見当")
    for text in dict.fromkeys(text for route in computed for text in route.leaving.to_confirm):
        yield Statement(text, computed[0].leaving.cites, "確かめる")
