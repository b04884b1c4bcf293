"""The names of a page's faces in one row: the shown one in brackets, each one click away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message

from tui.layout import cells
from tui.widgets.plain_text import PlainText


class _Tab(PlainText):
    """The name of one face."""

    def __init__(self, index: int) -> None:
        super().__init__(classes="tab")
        self._index = index

    def on_click(self) -> None:
        self.post_message(FaceTabs.Picked(self._index))


class FaceTabs(Horizontal):
    """The faces by their names, or by their short names where those don't fit; gaps go last."""

    @dataclass
    class Picked(Message):
        """A face was clicked."""

        index: int

    def __init__(self, names: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._names = names
        self._shown = 0

    def compose(self) -> ComposeResult:
        yield from (_Tab(index) for index in range(len(self._names)))

    def show(self, index: int) -> None:
        """Marks the face that is shown."""
        self._shown = index
        self._draw()

    def on_resize(self) -> None:
        self._draw()

    def _draw(self) -> None:
        room = self.content_size.width
        full, short = zip(*self._names, strict=True)
        names = full if _spaced(full) <= room else short
        tight = _spaced(names) > room
        for index, tab in enumerate(self.query(_Tab)):
            shown = index == self._shown
            tab.update(f"[{names[index]}]" if shown else f"{names[index]} " if tight else f" {names[index]} ")
            tab.set_class(shown, "-shown")


def _spaced(names: Sequence[str]) -> int:
    return sum(cells(name) + 2 for name in names)
