"""Any document as one HTML file: nothing is loaded from elsewhere, every text is escaped, charts are drawn in SVG.

This module loads Jinja2, so it is imported only where a file is made.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, StrictUndefined, Template

from recommender.export.blocks import Bar, Block, Chart, Heading, Items, Paragraph, Table, cited, plain
from recommender.export.columns import shares
from recommender.rulebase import RuleBase

TEMPLATE = Path(__file__).parents[1] / "data" / "document.html.jinja"
_WIDTH, _ROW, _BAR, _LABEL_ABOVE = 640, 46, 18, 16


@dataclass(frozen=True, slots=True)
class _Drawn:
    """One bar in the picture: where it stands, in units of the picture."""

    bar: Bar
    text_y: int
    y: int
    left_x: float
    left: float
    right: float
    open_to: float


@dataclass(frozen=True, slots=True)
class _Picture:
    width: int
    height: int
    axis: float
    thickness: int
    bars: tuple[_Drawn, ...]


def html_of(blocks: Iterable[Block], rules: RuleBase) -> str:
    """The whole file as text."""
    said = tuple(blocks)
    title = next((block.text for block in said if isinstance(block, Heading)), "")
    return _template().render(
        title=title, parts=[(_kind(block), block) for block in said], cited=lambda cites: cited(cites, rules)
    )


@cache
def _template() -> Template:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters.update(plain=plain, picture=picture, widths=widths)
    return environment.from_string(TEMPLATE.read_text(encoding="utf-8"))


def _kind(block: Block) -> str:
    names = {Heading: "heading", Paragraph: "paragraph", Items: "items", Table: "table", Chart: "chart"}
    return names[type(block)]


def widths(table: Table) -> tuple[int, ...]:
    """The width of each column in per cent."""
    parts = shares(table)
    return tuple(round(100 * part / sum(parts)) for part in parts)


def picture(chart: Chart) -> _Picture:
    """Where the bars of a chart stand; the longest reach to both sides fills the width."""
    left = max(bar.left for bar in chart.bars)
    right = max(bar.end for bar in chart.bars)
    scale = _WIDTH / max(left + right, 1)
    axis = left * scale
    drawn = tuple(
        _Drawn(
            bar,
            text_y=number * _ROW + _LABEL_ABOVE - 4,
            y=number * _ROW + _LABEL_ABOVE,
            left_x=round(axis - bar.left * scale, 1),
            left=round(bar.left * scale, 1),
            right=round(bar.right * scale, 1),
            open_to=round((bar.end - bar.right) * scale, 1),
        )
        for number, bar in enumerate(chart.bars)
    )
    return _Picture(_WIDTH, len(drawn) * _ROW, round(axis, 1), _BAR, drawn)
