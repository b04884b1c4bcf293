"""The options of a card as a list: numbered, with help beside or below, ticked where several may be chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message
from textual.visual import Visual
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui.layout import cells, pad, truncate, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.css.styles import RulesMap
    from textual.strip import Strip
    from textual.style import Style
    from textual.visual import RenderOptions

_HINT_ROOM = 18
"""Cells that a hint needs beside its label; with fewer it stands below."""


_MOST_COLUMN = 32
"""Cells that labels may take before hints stand below them."""
_DENSE = 7
"""In a longer list a hint takes more than a line only where the cursor is."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its key on the keyboard, the words, a hint, and a tick where the list has ticks."""

    code: str
    key: str
    say: str
    hint: str | None = None
    ticked: bool | None = None


class RowVisual(Visual):
    """A row drawn for whatever width it gets; the marker 「>」 stands where the cursor is."""

    def __init__(self, row: Row, column: int, *, pointed: bool, hints: bool, dense: bool) -> None:
        self._row = row
        self._dense = dense
        self._column = column
        self._pointed = pointed
        self._hints = hints

    def _lines(self, width: int) -> list[tuple[str, str]]:
        """Each line as its words and its hint."""
        row = self._row
        tick = "" if row.ticked is None else ("[x] " if row.ticked else "[ ] ")
        head = f"{'>' if self._pointed else ' '} {row.key} {tick}"
        inset = cells(head)
        room = width - inset
        said = wrap(row.say, room)
        hint = row.hint if self._hints else None
        beside = room - self._column - 2
        if hint and beside >= _HINT_ROOM and cells(row.say) <= self._column:
            hints = wrap(hint, beside) if self._pointed or not self._dense else [truncate(hint, beside)]
            lines = [(head + pad(said[0], self._column) + "  ", hints[0])]
            return lines + [(" " * (inset + self._column + 2), more) for more in hints[1:]]
        lines = [((head if index == 0 else " " * inset) + text, "") for index, text in enumerate(said)]
        if hint and (self._pointed or not self._dense):
            lines += [(" " * inset, more) for more in wrap(hint, room)]
        return lines

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:  # noqa: ARG002  Textual's signature
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:  # noqa: ARG002  as above
        return len(self._lines(width))

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        lines = [
            Content(words) + Content(hint).stylize("$foreground 65%") if hint else Content(words)
            for words, hint in self._lines(width)
        ]
        return Content("\n").join(lines).render_strips(width, height, style, options)


class Choices(OptionList):
    """The list. It never takes the focus: keys reach it through the input line, the mouse reaches it itself."""

    can_focus = False

    @dataclass
    class Picked(Message):
        """A row was picked, by key or by mouse."""

        choices: Choices
        code: str

        @property
        def control(self) -> Choices:
            return self.choices

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's name
        super().__init__(id=id, compact=True, markup=False)
        self._rows: list[Row] = []
        self._pointed: int | None = None
        self._dense = False
        self.hints = True

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(self._rows)

    def show(self, rows: Iterable[Row], pointed: int | None = 0, *, whole: bool = False) -> None:
        """Shows other rows, with the cursor on one of them or on none. `whole`: no hint is ever shortened."""
        self._rows = list(rows)
        self._dense = len(self._rows) > _DENSE and not whole
        self._pointed = pointed if self._rows else None
        self.set_options([Option(self._visual(index)) for index in range(len(self._rows))])
        self.highlighted = self._pointed
        self.scroll_home(animate=False)
        if self._pointed is not None:
            self.call_after_refresh(self.scroll_to_highlight)

    def replace(self, rows: Iterable[Row]) -> None:
        """Shows the same rows in another state; the cursor stays."""
        changed = list(rows)
        before, self._rows = self._rows, changed
        for index, row in enumerate(changed):
            if index >= len(before) or before[index] != row:
                self._draw(index)

    def point(self, index: int | None) -> None:
        """Moves the cursor."""
        old, self._pointed = self._pointed, index
        for changed in {old, index} - {None}:
            if changed is not None and changed < len(self._rows):
                self._draw(changed)
        self.highlighted = index

    def lines_wanted(self) -> int:
        """How many lines all rows take at the width that the list has."""
        width = self.scrollable_content_region.width or self.size.width
        return sum(self._visual(index).get_height({}, width) for index in range(len(self._rows)))

    def set_hints(self, *, shown: bool) -> None:
        if shown != self.hints:
            self.hints = shown
            for index in range(len(self._rows)):
                self._draw(index)
            self._clear_caches()
            self.refresh(layout=True)

    def pick(self, index: int) -> None:
        """Picks the row at the index."""
        self.post_message(self.Picked(self, self._rows[index].code))

    @property
    def pointed(self) -> int | None:
        return self._pointed

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.point(event.option_index)
        self.pick(event.option_index)

    def _draw(self, index: int) -> None:
        self.replace_option_prompt_at_index(index, self._visual(index))

    def _visual(self, index: int) -> RowVisual:
        widths = (cells(row.say) for row in self._rows)
        return RowVisual(
            self._rows[index],
            max((width for width in widths if width <= _MOST_COLUMN), default=0),
            pointed=index == self._pointed,
            hints=self.hints,
            dense=self._dense,
        )
