"""A line to search by: it always has the focus, everything typed is text, and the list below follows at once."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input

from tui.layout import one_line
from tui.widgets.plain_text import PlainText

_LONGEST = 100


class _Line(Input):
    """An input that hands on the keys that move in a list, and Enter."""

    async def _on_key(self, event: events.Key) -> None:
        line = self.parent
        # At once and not by a message: what was typed before Enter has to be looked for before the list is asked.
        if isinstance(line, SearchLine) and line.hand_on(event):
            event.stop()
            event.prevent_default()
            return
        await super()._on_key(event)

    async def action_submit(self) -> None:
        """Enter is handed on above."""

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self.insert_text_at_cursor(one_line(event.text)[:_LONGEST])


class SearchLine(Horizontal):
    """A prompt and an input. `follow` gets what is typed, each time it changes; `move` gets every key of a list."""

    KEYS = ("up", "down", "pageup", "pagedown", "enter")
    DEFAULT_CSS = """
    SearchLine { height: 1; padding: 0 1; background: $surface; }
    SearchLine PlainText { width: auto; color: $accent; }
    SearchLine Input, SearchLine Input:focus {
        width: 1fr; border: none; padding: 0; background: transparent; background-tint: transparent;
    }
    """

    def __init__(self, prompt: str, hint: str, follow: Callable[[str], None], move: Callable[[str], None]) -> None:
        super().__init__()
        self._prompt = prompt
        self._hint = hint
        self._follow = follow
        self._move = move

    def compose(self) -> ComposeResult:
        yield PlainText(f"{self._prompt}> ")
        yield _Line(compact=True, max_length=_LONGEST, select_on_focus=False, placeholder=self._hint)

    @property
    def text(self) -> str:
        """What is looked for."""
        return one_line(self.query_one(_Line).value)

    def take_focus(self) -> None:
        self.screen.set_focus(self.query_one(_Line))

    def clear(self) -> None:
        """Everything is looked for again."""
        self.query_one(_Line).value = ""
        self._follow("")

    def hand_on(self, event: events.Key) -> bool:
        """A key of the list; whether it was one."""
        if event.key not in self.KEYS:
            return False
        self._follow(self.text)
        self._move(event.key)
        return True

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._follow(self.text)
