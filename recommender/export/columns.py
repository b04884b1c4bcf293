"""How wide the columns of a table are to be, alike in every format that has pages."""

from __future__ import annotations

from unicodedata import east_asian_width

from recommender.export.blocks import Table

_NARROWEST, _WIDEST, _TO_WRITE_IN, _NUMBER, _PADDING = 14, 42, 16, 4, 4
"""In cells: what a column gets at least and at most, an empty one, one of a number, and the blank around a text."""


def shares(table: Table) -> tuple[int, ...]:
    """The share of the width that each column gets, by its longest text; their sum is the whole."""
    empty = _WIDEST if table.by_hand else _TO_WRITE_IN
    return tuple(_share(column, empty) for column in zip(table.head, *table.rows, strict=True))


def _share(column: tuple[str, ...], empty: int) -> int:
    longest = max(map(cells, column))
    if longest <= 2:
        return _NUMBER
    if not any(column[1:]):
        return empty
    return min(max(longest + _PADDING, _NARROWEST), _WIDEST)


def cells(text: str) -> int:
    """The columns that a text takes: two for a wide character."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)
