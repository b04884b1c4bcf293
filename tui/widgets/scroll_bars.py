"""Scroll bars of whole cells: the half blocks of the framework are as wide as the terminal likes."""

from __future__ import annotations

from textual.scrollbar import ScrollBar, ScrollBarRender

_BLANKS = [" "] * len(ScrollBarRender.VERTICAL_BARS)


class WholeCells(ScrollBarRender):
    """A bar whose ends stand at the edge of a cell."""

    VERTICAL_BARS = _BLANKS
    HORIZONTAL_BARS = _BLANKS


def use_whole_cells() -> None:
    """Draws every scroll bar so."""
    ScrollBar.renderer = WholeCells
