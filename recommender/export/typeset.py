"""Any document as data for the typesetter of PDF files. Texts stay data, so that markup in them stays text."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TypeAlias

from recommender.export.blocks import Bar, Block, Chart, Heading, Items, Paragraph, Table, cited, plain
from recommender.export.columns import shares
from recommender.rulebase import RuleBase

TEMPLATE = Path(__file__).parents[1] / "data" / "document.typ"
Sheet: TypeAlias = "str | int | float | bool | list[Sheet] | dict[str, Sheet]"


def sheet_of(blocks: Iterable[Block], rules: RuleBase, as_of: date) -> dict[str, Sheet]:
    """The document as plain data for JSON: what `data/document.typ` reads."""
    said = tuple(blocks)
    title = next((block.text for block in said if isinstance(block, Heading)), "")
    return {
        "title": plain(title),
        "day": [as_of.year, as_of.month, as_of.day],
        "blocks": [_block(block, rules) for block in said],
    }


def _block(block: Block, rules: RuleBase) -> Sheet:
    if isinstance(block, Heading):
        level = min(block.level, 3)
        return {"kind": "heading", "level": level, "text": plain(block.text), "new_page": block.new_page}
    if isinstance(block, Paragraph):
        return {"kind": "paragraph", "at_right": block.at_right, **_said(block, rules)}
    if isinstance(block, Items):
        return {"kind": "items", "numbered": block.numbered, "items": [_said(item, rules) for item in block.items]}
    if isinstance(block, Chart):
        return _chart(block)
    return {"kind": "table", **_table(block)}


def _said(paragraph: Paragraph, rules: RuleBase) -> dict[str, Sheet]:
    return {"text": plain(paragraph.text), "cites": plain(cited(paragraph.cites, rules))}


def _table(table: Table) -> dict[str, Sheet]:
    head: list[Sheet] = [plain(cell) for cell in table.head]
    rows: list[Sheet] = [[plain(cell) for cell in row] for row in table.rows]
    return {"head": head, "rows": rows, "shares": [*shares(table)], "by_hand": table.by_hand}


def _chart(chart: Chart) -> Sheet:
    left = max(bar.left for bar in chart.bars)
    whole = max(left + max(bar.end for bar in chart.bars), 1)
    bars: list[Sheet] = [_bar(bar, left, whole) for bar in chart.bars]
    return {"kind": "chart", "caption": plain(chart.caption), "bars": bars, "figures": _table(chart.figures)}


def _bar(bar: Bar, left: int, whole: int) -> Sheet:
    """The parts of a bar as shares of the width, from the left."""
    parts = (left - bar.left, bar.left, bar.right, bar.end - bar.right)
    return {"label": plain(f"{bar.label}: {bar.figures[-1]}"), "parts": [part / whole for part in parts]}
