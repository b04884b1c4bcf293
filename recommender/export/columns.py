"""How wide the columns of a table are to be, alike in every format that has pages."""

from __future__ import annotations

from unicodedata import east_asian_width

from recommender.export.blocks import Table

_NARROWEST, _WIDEST, _TO_WRITE_IN, _NUMBER = 14, 42, 16, 4
"""In cells: what a column gets at least and at most, an empty one to write in, and one of a sign or a number."""


def shares(table: Table) -> tuple[int, ...]:
    """The share of the width that each column gets, by its longest text; their sum is the whole."""
    return tuple(_share(column) for column in zip(table.head, *table.rows, strict=True))


def _share(column: tuple[str, ...]) -> int:
    longest = max(map(_cells, column))
    if longest <= 2:
        return _NUMBER
    if not any(column[1:]):
        return _TO_WRITE_IN
    return min(max(longest, _NARROWEST), _WIDEST)


def _cells(text: str) -> int:
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)
