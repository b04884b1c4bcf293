"""Columns of text side by side, each wrapped in its own width, for as many as fit."""

from __future__ import annotations

from collections.abc import Sequence

from tui.layout import pad, visible, wrap

LEAST_COLUMN = 17
"""Cells below which a column can't be read; fewer columns are shown then."""
_GAP = 2


def columns_that_fit(width: int, count: int) -> int:
    """How many of so many columns stand side by side at a width: at least one."""
    return max(1, min(count, (width + _GAP) // (LEAST_COLUMN + _GAP)))


def side_by_side(texts: Sequence[str], width: int) -> list[str]:
    """The lines of a row: every text wrapped in an equal share of the width."""
    share = (width + _GAP) // len(texts) - _GAP
    wrapped = [wrap(visible(text), share) for text in texts]
    height = max(map(len, wrapped))
    rows = ([lines[at] if at < len(lines) else "" for lines in wrapped] for at in range(height))
    return [(" " * _GAP).join(pad(cell, share) for cell in row).rstrip() for row in rows]
