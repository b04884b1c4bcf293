"""One thing that is asked for before the program goes on, such as who was there; it may be left empty."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult

from tui.screens.base import NaviScreen, bindings_for
from tui.widgets.entry_line import EntryLine
from tui.widgets.key_line import KeyLine
from tui.widgets.plain_text import PlainText


class OneLineScreen(NaviScreen):
    """A line to type into; what was typed is handed to `follow` after the screen is closed."""

    where = "one_line"
    BINDINGS = bindings_for("one_line")
    CSS_PATH = "../styles/one_line.tcss"

    def __init__(self, title: str, lead: str, prompt: str, example: str, follow: Callable[[str], None]) -> None:
        super().__init__()
        self._title, self._lead = title, lead
        self._prompt, self._example = prompt, example
        self._follow = follow

    def compose(self) -> ComposeResult:
        yield PlainText(self._title, id="one-line-title")
        yield PlainText(self._lead, id="one-line-lead")
        yield EntryLine(id="one-line-entry")
        yield KeyLine("one_line")

    def on_mount(self) -> None:
        self.query_one(EntryLine).ask(self._prompt, self._take, example=self._example)
        self.query_one(KeyLine).set_typing(typing=True)

    def _take(self, text: str) -> None:
        self.query_one(EntryLine).close()
        self.app.pop_screen()
        self._follow(text)
