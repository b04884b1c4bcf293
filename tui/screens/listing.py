"""A list with a line below it in which something is asked for."""

from __future__ import annotations

from tui.screens.base import NaviScreen
from tui.widgets.entry_line import EntryLine
from tui.widgets.tick_list import TickList


class ListingScreen(NaviScreen):
    """What the screens with a list of rows and a line to fill in have in common."""

    @property
    def _list(self) -> TickList:
        return self.query_one(TickList)

    @property
    def _entry(self) -> EntryLine:
        return self.query_one(EntryLine)
