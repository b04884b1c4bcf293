"""A clause or another source in plain words, over the screen that cites it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen

from tui import wording
from tui.screens.base import bindings_for
from tui.widgets.key_line import KeyLine
from tui.widgets.plain_text import PlainText


class SourcesScreen(ModalScreen[None]):
    """The records that a statement rests on, one below the other."""

    BINDINGS = bindings_for("reading")
    CSS_PATH = "../styles/sources.tcss"

    def __init__(self, statement: str, records: tuple[str, ...]) -> None:
        super().__init__()
        self._statement = statement
        self._records = records

    def compose(self) -> ComposeResult:
        with Vertical(id="sources-box"):
            yield PlainText(self._statement, id="sources-statement")
            with VerticalScroll(id="sources-text"):
                for record in self._records or (wording.NO_SOURCE,):
                    yield PlainText(record, classes="record")
            yield KeyLine("reading")

    def on_mount(self) -> None:
        self.query_one("#sources-text").focus()

    def action_close(self) -> None:
        self.app.pop_screen()

    def action_show_help(self) -> None:
        """Help would cover what is being read; it waits until this is closed."""

    action_palette = action_brightness = action_borders = action_show_help

    def action_leave(self) -> None:
        self.app.exit()
