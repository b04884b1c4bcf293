"""A word of what a step did, above the keys; while there is none it takes no room."""

from __future__ import annotations

from tui.widgets.plain_text import PlainText


class StatusLine(PlainText):
    """The word of a screen. Empty at first."""

    def on_mount(self) -> None:
        self.display = bool(self.text)

    def say(self, text: str) -> None:
        """Shows another word, or none."""
        self.update(text)
        self.display = bool(text)
