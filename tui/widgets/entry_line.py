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
from tui.widgets.key_line import KeyLine
from tui.widgets.plain_text import PlainText

LONGEST = 400
_CLOSED = "> "


class _Line(Input):
    """An input whose paste is one line without anything a terminal obeys. Closed, it hands its keys on."""

    @property
    def _entry(self) -> EntryLine:
        assert isinstance(self.parent, EntryLine)  # noqa: S101  it stands nowhere else; narrows the type
        return self.parent

    async def _on_key(self, event: events.Key) -> None:
        entry = self._entry
        if entry.is_open and event.key != "enter":
            await super()._on_key(event)
            return
        event.prevent_default()  # an input would type it
        if entry.is_open:
            entry.enter()  # here and not by a binding, which would run after the keys that follow
            event.stop()
        elif entry.hand_on(event):
            event.stop()

    def check_consume_key(self, key: str, character: str | None) -> bool:
        return self._entry.is_open and super().check_consume_key(key, character)

    async def action_submit(self) -> None:
        """Enter is taken above."""

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        if self._entry.is_open:
            self.insert_text_at_cursor(one_line(event.text)[:LONGEST])


class EntryLine(Horizontal):
    """A prompt and an input, hidden until something is asked for.

    With `while_closed` it always stands there and keeps the focus: while nothing is asked for, that function gets
    every key and says whether it took it. So all keys go one way, in the order in which they were typed.
    """

    DEFAULT_CSS = """
    EntryLine { height: 1; display: none; }
    EntryLine.-open { display: block; }
    EntryLine PlainText { width: auto; max-width: 60%; }
    EntryLine Input, EntryLine Input:focus {
        width: 1fr; border: none; padding: 0; background: transparent; background-tint: transparent;
    }
    """

    def __init__(
        self,
        *,
        while_closed: Callable[[events.Key], bool] | None = None,
        closed_hint: str = "",
        id: str | None = None,  # noqa: A002  Textual's name
    ) -> None:
        super().__init__(id=id, classes="-open" if while_closed else None)
        self._take: Callable[[str], None] | None = None
        self._while_closed = while_closed
        self._closed_hint = closed_hint

    def compose(self) -> ComposeResult:
        yield PlainText(_CLOSED)
        yield _Line(compact=True, max_length=LONGEST, select_on_focus=False, placeholder=self._closed_hint)

    def on_mount(self) -> None:
        if self._while_closed:
            self.screen.set_focus(self.query_one(_Line))

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
        self._tell_keys()
        self.screen.set_focus(line)

    def hand_on(self, event: events.Key) -> bool:
        """A key while nothing is asked for; whether somebody took it."""
        return self._while_closed is not None and self._while_closed(event)

    def enter(self) -> None:
        """Enter: hands the text over. The line stays open until it is closed."""
        if self._take:
            self._take(one_line(self.query_one(_Line).value))

    def close(self) -> None:
        self._take = None
        self._tell_keys()
        if self._while_closed is None:
            self.remove_class("-open")
            return
        self.query_one(PlainText).update(_CLOSED)
        line = self.query_one(_Line)
        line.value, line.placeholder = "", self._closed_hint

    def _tell_keys(self) -> None:
        for keys in self.screen.query(KeyLine):
            keys.set_asking(asking=self.is_open)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
