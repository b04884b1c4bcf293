"""What was said so far. It follows at the bottom and stays where it is when scrolled up."""

from __future__ import annotations

from collections.abc import Iterable

from textual.containers import Horizontal, VerticalScroll
from textual.css.query import DOMQuery
from textual.widget import Widget

from tui.talk.messages import Message
from tui.widgets.plain_text import PlainText

MOUNTED = 80
"""At most so many bubbles are on the screen's tree; older ones come back on demand."""
STEP = 40


class OlderButton(PlainText):
    """Brings back what was said before the oldest bubble."""

    def on_click(self) -> None:
        log = self.parent
        if isinstance(log, ChatLog):
            log.show_older()


class ChatLog(VerticalScroll):
    """The bubbles of the talk, the newest at the bottom."""

    can_focus = False

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's name
        super().__init__(id=id)
        self._messages: list[Message] = []
        self._from = 0

    def on_mount(self) -> None:
        self.anchor()

    @property
    def messages(self) -> tuple[Message, ...]:
        return tuple(self._messages)

    def say(self, messages: Iterable[Message]) -> None:
        """Adds what was said. At the bottom the log follows; scrolled up it stays where it is."""
        added = list(messages)
        if not added:
            return
        at_end = self._from + self._count() >= len(self._messages)
        self._messages += added
        if not at_end:
            return  # an older stretch is being read; the end comes back with `show_newest`
        self.mount_all(_bubble(message) for message in added)
        surplus = len(self._messages) - self._from - MOUNTED
        if surplus > 0:
            self._from += surplus
            for bubble in list(self._bubbles())[:surplus]:
                bubble.remove()
            self._show_older_button()

    def show_older(self) -> None:
        """Mounts the stretch before the oldest bubble in place of the newest."""
        self._show_from(max(0, self._from - STEP))

    def show_newest(self) -> None:
        """Back to the end of the talk."""
        if self._from + self._count() < len(self._messages):
            self._show_from(max(0, len(self._messages) - MOUNTED))
        self.scroll_end(animate=False)

    def _show_from(self, start: int) -> None:
        self._from = start
        shown = self._messages[start : start + MOUNTED]
        self.remove_children()
        self.mount_all(_bubble(message) for message in shown)
        self._show_older_button()

    def _show_older_button(self) -> None:
        self.query(OlderButton).remove()
        if self._from:
            self.mount(OlderButton("前のやりとりを見る", classes="older"), before=0)

    def _bubbles(self) -> DOMQuery[Widget]:
        return self.query(".bubble")

    def _count(self) -> int:
        return len(self._bubbles())


def _bubble(message: Message) -> Widget:
    if message.kind == "said":
        return Horizontal(PlainText(message.text, classes="said"), classes="bubble said-row")
    return PlainText(message.text, classes=f"bubble {message.kind}")
