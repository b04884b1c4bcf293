"""A Textual app of six widgets: the yardstick that start-up and turns are held against."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import App
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Footer, Header, Input, OptionList, Static


class SixWidgets(App[None]):
    """Header, a text, a list, a second text, an input and a footer."""

    def compose(self) -> Iterator[Widget]:
        """The six widgets."""
        yield Header()
        with Vertical():
            yield Static("質問", id="question")
            yield OptionList("はい", "いいえ", "わからない")
            yield Static("説明")
            yield Input()
        yield Footer()
