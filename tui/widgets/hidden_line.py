"""A line for a passphrase: what is typed shows as stars alone, one a letter, and can't be copied out of it."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Offset
from textual.widget import Widget

from tui.layout import cells

LONGEST = 400


class HiddenLine(Widget, can_focus=True):
    """A prompt and the stars, hidden until something is asked for.

    Textual's own password field counts a kanji as two cells and draws it as one sign of ambiguous width, so that its
    cursor goes astray. This one knows the end of the text alone: letters come there, and go from there.
    """

    DEFAULT_CSS = """
    HiddenLine { height: 1; display: none; }
    HiddenLine.-open { display: block; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's name
        super().__init__(id=id)
        self._prompt = ""
        self._typed = ""
        self._take: Callable[[str], None] | None = None

    def ask(self, prompt: str, take: Callable[[str], None]) -> None:
        """Opens the line, empty; `take` gets what was typed, as it was typed."""
        self._prompt, self._typed, self._take = f"{prompt}> ", "", take
        self.add_class("-open")
        self.screen.set_focus(self)
        self._show()

    def close(self) -> None:
        self._take, self._typed = None, ""
        self.remove_class("-open")

    def check_consume_key(self, key: str, character: str | None) -> bool:  # noqa: ARG002  Textual's signature
        return self._take is not None and character is not None and character.isprintable()

    def on_key(self, event: events.Key) -> None:
        if self._take is None:
            return
        if event.key == "enter":
            take, typed, self._typed = self._take, self._typed, ""
            take(typed)
        elif event.key == "backspace":
            self._typed = self._typed[:-1]
        elif event.key == "ctrl+u":
            self._typed = ""
        elif event.is_printable and event.character:
            self._add(event.character)
        else:
            return
        event.stop()
        event.prevent_default()
        self._show()

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        if self._take:
            self._add(event.text.strip("\r\n"))
            self._show()

    def _add(self, text: str) -> None:
        self._typed = (self._typed + text)[:LONGEST]

    def _stars(self) -> str:
        room = self.content_size.width - cells(self._prompt) - 1
        return "*" * min(len(self._typed), max(room, 0))

    def _show(self) -> None:
        # An input method draws what it is still working on where the terminal's cursor is.
        x, y, _, _ = self.content_region
        self.app.cursor_position = Offset(x + cells(self._prompt) + len(self._stars()), y)
        self.refresh()

    def render(self) -> RenderResult:
        cursor = Content(" ").stylize("reverse") if self.has_focus else Content("")
        return Content(self._prompt).stylize("$accent") + Content(self._stars()) + cursor
