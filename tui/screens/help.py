"""Help for the screen that it was called from, from the registry of actions."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen

from tui import wording
from tui.actions import Action, Where, actions_on, key_name
from tui.layout import cells, pad
from tui.screens.base import bindings_for
from tui.widgets.key_line import KeyLine
from tui.widgets.plain_text import PlainText


def help_lines(where: Where) -> tuple[tuple[str, str], ...]:
    """Keys and what they do, for every action of a screen."""
    return tuple((keys_text(action), f"{action.label}: {action.help}") for action in actions_on(where))


def keys_text(action: Action) -> str:
    """The action's keys, or where to find it without one."""
    return "・".join(key_name(key) for key in action.keys) or "一覧から"


class HelpScreen(ModalScreen[None]):
    """What can be done here."""

    BINDINGS = bindings_for("reading")
    CSS_PATH = "../styles/sources.tcss"

    def __init__(self, where: Where) -> None:
        super().__init__()
        self._where: Where = where

    def compose(self) -> ComposeResult:
        lines = help_lines(self._where)
        room = max(cells(keys) for keys, _ in lines) + 2
        with Vertical(id="sources-box"):
            yield PlainText("ヘルプ", id="sources-statement")
            with VerticalScroll(id="sources-text"):
                for keys, text in lines:
                    yield PlainText(pad(keys, room) + text, indent=room)
                if self._where == "interview":
                    yield PlainText(wording.HELP_TYPING, classes="record")
                yield PlainText(wording.NOT_OFFICIAL, classes="record")
            yield KeyLine("reading")

    def on_mount(self) -> None:
        self.query_one("#sources-text").focus()

    def action_close(self) -> None:
        self.app.pop_screen()

    def action_show_help(self) -> None:
        self.app.pop_screen()

    def action_palette(self) -> None:
        """The list of actions belongs to the screen below."""

    action_brightness = action_borders = action_palette

    def action_leave(self) -> None:
        self.app.exit()
