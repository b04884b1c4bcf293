"""A short menu over a screen: the ways on towards the contract, or whom a letter goes to."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.events import Key

from tui.screens.base import NaviScreen, bindings_for
from tui.screens.start import StartMenu
from tui.widgets.choices import Choices, Row
from tui.widgets.key_line import KeyLine
from tui.widgets.plain_text import PlainText


class MenuScreen(NaviScreen):
    """Rows to choose from; what was chosen is handed to `follow` after the menu is closed."""

    where = "menu"
    BINDINGS = bindings_for("menu")
    CSS_PATH = "../styles/page.tcss"

    def __init__(
        self, title: str, rows: tuple[tuple[str, str, str | None], ...], follow: Callable[[str], None]
    ) -> None:
        super().__init__()
        self._title = title
        self._rows = rows
        self._follow = follow

    def compose(self) -> ComposeResult:
        yield PlainText(self._title, id="page-title")
        yield StartMenu(id="page-list")
        yield KeyLine("menu")

    def on_mount(self) -> None:
        wide = len(self._rows) > 9
        menu = self.query_one(StartMenu)
        menu.show(
            Row(code, f"{number:>2}" if wide else str(number), say, hint)
            for number, (code, say, hint) in enumerate(self._rows, 1)
        )
        menu.focus()

    def on_key(self, event: Key) -> None:
        if event.key.isdigit() and 1 <= int(event.key) <= len(self._rows) <= 9:
            self.query_one(StartMenu).pick(int(event.key) - 1)

    def action_choose(self) -> None:
        self.query_one(StartMenu).action_select()

    def on_choices_picked(self, event: Choices.Picked) -> None:
        event.stop()
        self.app.pop_screen()
        self._follow(event.code)
