"""A line to type one thing into: it opens at the foot of a list, and closes with Enter or Esc.

What is typed is handed over at once and not as a message, so that keys pressed right after Enter find the line closed.
"""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input

from tui.layout import one_line
from tui.widgets.plain_text import PlainText

LONGEST = 400


class _Line(Input):
    """An input whose paste is one line without anything a terminal obeys."""

    async def action_submit(self) -> None:
        line = self.parent
        if isinstance(line, EntryLine):
            line.enter()

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self.insert_text_at_cursor(one_line(event.text)[:LONGEST])


class EntryLine(Horizontal):
    """A prompt and an input, hidden until something is asked for."""

    DEFAULT_CSS = """
    EntryLine { height: 1; display: none; }
    EntryLine.-open { display: block; }
    EntryLine PlainText { width: auto; max-width: 60%; }
    EntryLine Input, EntryLine Input:focus {
        width: 1fr; border: none; padding: 0; background: transparent; background-tint: transparent;
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's name
        super().__init__(id=id)
        self._take: Callable[[str], None] | None = None

    def compose(self) -> ComposeResult:
        yield PlainText()
        yield _Line(compact=True, max_length=LONGEST, select_on_focus=False)

    @property
    def is_open(self) -> bool:
        return self._take is not None

    def ask(
        self, prompt: str, take: Callable[[str], None], value: str = "", example: str = "", begun: str = ""
    ) -> None:
        """Opens the line with a prompt; `take` gets the typed text on one line.

        `value` stands already and is replaced by what is typed; `begun` is the first of what is typed.
        """
        self._take = take
        self.query_one(PlainText).update(f"{prompt}> ")
        line = self.query_one(_Line)
        line.value, line.placeholder = begun or value, example
        line.cursor_position = len(line.value)
        if not begun:
            line.select_all()
        self.add_class("-open")
        self.screen.set_focus(line)

    def add(self, text: str) -> None:
        """What was typed so fast that it still came to the list."""
        self.query_one(_Line).insert_text_at_cursor(text)

    def enter(self) -> None:
        """Enter: hands the text over. The line stays open until it is closed."""
        if self._take:
            self._take(one_line(self.query_one(_Line).value))

    def close(self) -> None:
        self._take = None
        self.remove_class("-open")

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
