"""もしも: the variants beside the result, as statements and as a table of any width."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from recommender.export.labels import changes_text
from recommender.export.variants import Row, changed_text, effect_text, heads, rows, windows
from recommender.rulebase import RuleBase
from recommender.variants import SideBySide, WhatIf
from tui.layout import cells, pad, wrap
from tui.talk.statements import Statement, heading

WHAT_IF = "what_if"
"""What a statement opens that leads to もしも."""
_INVITATION = "答えを変えて、結論や費用がどう動くかを見る（Enter か m）"
_WHAT_IT_DOES = (
    "「人が増えたら」「在宅勤務を始めたら」「予算が減ったら」のように、答えを仮に変えて、いまの結果と並べて見られます。"
    "案は3つまで残せます。変えても、もとの答えはそのままです。"
)
_EXAMPLE = "たとえば、{changes}と、{name}に変わります。"
_MOST_EXAMPLES = 2
_LEAST_COLUMN = 18
_LABEL_ROOM = 16
_MOVED, _SAME = "*", " "
_LEGEND = f"{_MOVED} は、いまの答えとちがうところです。"


def variants(table: SideBySide, rules: RuleBase) -> Iterable[Statement]:
    """The face of the result: the way in, then what each variant moves."""
    yield Statement(_INVITATION, opens=WHAT_IF)
    if not table.what_ifs:
        yield from _first_look(table, rules)
    for place, item in enumerate(table.what_ifs, 1):
        yield heading(f"{item.name}  {changed_text(item, rules)}")
        yield from moments(item, rules)
        for row in rows(table, rules):
            moved = f"{row.cells[0]} から {row.cells[place]}" if row.moved(place) else f"{row.cells[0]}（同じ）"
            yield Statement(f"{row.label}: {moved}", opens=WHAT_IF)


def _first_look(table: SideBySide, rules: RuleBase) -> Iterator[Statement]:
    """Before there is a variant: what もしも does, what would turn this very result, and what would be compared."""
    yield Statement(_WHAT_IT_DOES)
    monitoring = table.original.monitoring
    turns = [(item, changes) for item in monitoring.why_not for changes in item.flips_if[:1]]
    for item, changes in turns[:_MOST_EXAMPLES]:
        name = next(option.name for option in rules.decisions.options if option.option == item.option)
        yield Statement(_EXAMPLE.format(changes=changes_text(changes, rules), name=name), opens=WHAT_IF)
    yield heading("いまの結果（ここに、変えた案が並びます）")
    yield from (Statement(f"{row.label}: {row.cells[0]}") for row in rows(table, rules))


def moments(item: WhatIf, rules: RuleBase) -> Iterable[Statement]:
    """What each change did, with the sources of the rule that turned the recommendation."""
    for effect in item.effects:
        yield Statement(effect_text(effect, rules), effect.cites, "変わる" if effect.flips else "")


def legend(table: SideBySide, rules: RuleBase) -> str:
    """What stands below the table."""
    return _LEGEND + windows(table, rules)


def table_text(table: SideBySide, shown: Sequence[int], rules: RuleBase, columns: int) -> str:
    """The rows with the columns of `shown` (0 is the original): side by side where there is room, else stacked."""
    names = heads(table, rules)
    found = rows(table, rules)
    room = (columns - _LABEL_ROOM) // len(shown)
    if room >= _LEAST_COLUMN:
        head = pad("", _LABEL_ROOM) + "".join(pad(names[place], room) for place in shown)
        drawn = [line for row in found for line in _across(row, shown, room)]
        return "\n".join([head.rstrip(), *drawn])
    return "\n".join(line for row in found for line in _stacked(row, shown, names, columns))


def _across(row: Row, shown: Sequence[int], room: int) -> Iterator[str]:
    columns = [wrap(row.short, _LABEL_ROOM - 1), *(_cell(row, place, room - 1) for place in shown)]
    for at in range(max(map(len, columns))):
        parts = [column[at] if at < len(column) else "" for column in columns]
        yield (pad(parts[0], _LABEL_ROOM) + "".join(pad(part, room) for part in parts[1:])).rstrip()


def _cell(row: Row, place: int, room: int) -> list[str]:
    return wrap(f"{_MOVED if row.moved(place) else _SAME}{row.cells[place]}", room, indent=1)


def _stacked(row: Row, shown: Sequence[int], names: Sequence[str], columns: int) -> Iterator[str]:
    yield from wrap(row.short, columns)
    room = max(cells(names[place]) for place in shown) + 3
    for place in shown:
        lead = f" {_MOVED if row.moved(place) else _SAME}{names[place]}"
        yield from wrap(pad(lead, room) + row.cells[place], columns, indent=room)
