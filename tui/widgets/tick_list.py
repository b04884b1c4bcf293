"""A list of rows with a box before each: what is ticked stands in the box, more of a row shows at the cursor."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message
from textual.visual import Visual
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui.layout import cells, visible, wrap

if TYPE_CHECKING:
    from textual.css.styles import RulesMap
    from textual.strip import Strip
    from textual.style import Style
    from textual.visual import RenderOptions


@dataclass(frozen=True, slots=True)
class TickRow:
    """A row: its box, its words, what was noted about it, and what shows at the cursor alone.

    A row with an empty id is a heading.
    """

    id: str
    text: str
    box: str = ""
    noted: str = ""
    more: str = ""

    @property
    def is_heading(self) -> bool:
        return not self.id


class TickVisual(Visual):
    """A row drawn for whatever width it gets."""

    def __init__(self, row: TickRow, *, pointed: bool) -> None:
        self._row = row
        self._pointed = pointed

    def _lines(self, width: int) -> list[tuple[str, str]]:
        """Each line as its words and the style that it is drawn in."""
        row = self._row
        if row.is_heading:
            return [("", ""), *((line, "") for line in wrap(visible(row.text), width))]
        lead = f"{'>' if self._pointed else ' '} {row.box} "
        inset = cells(lead)
        lines = [(line, "") for line in wrap(lead + visible(row.text), width, indent=inset)]
        margin = " " * inset
        if row.noted:
            lines += [(line, "$accent") for line in wrap(margin + visible(row.noted), width, indent=inset)]
        if self._pointed and row.more:
            lines += [(line, "$foreground 65%") for line in wrap(margin + visible(row.more), width, indent=inset)]
        return lines

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:  # noqa: ARG002  Textual's signature
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:  # noqa: ARG002  as above
        return len(self._lines(width))

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        lines = [Content(words).stylize(look) if look else Content(words) for words, look in self._lines(width)]
        return Content("\n").join(lines).render_strips(width, height, style, options)


class TickList(OptionList):
    """The list. Enter or a click on a row picks it."""

    @dataclass
    class Picked(Message):
        """A row was picked."""

        id: str

    @dataclass
    class Pointed(Message):
        """The cursor came to a row."""

        id: str

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's name
        super().__init__(id=id, compact=True, markup=False)
        self._rows: list[TickRow] = []
        self._drawn_at: int | None = None

    @property
    def rows(self) -> tuple[TickRow, ...]:
        return tuple(self._rows)

    @property
    def pointed(self) -> str | None:
        """The id of the row under the cursor."""
        return None if self.highlighted is None else self._rows[self.highlighted].id

    def show(self, rows: Iterable[TickRow], pointed: str | None = None) -> None:
        """Shows other rows, with the cursor on the named one or on the first."""
        self._rows = list(rows)
        first = next((index for index, row in enumerate(self._rows) if not row.is_heading), None)
        place = next((index for index, row in enumerate(self._rows) if row.id and row.id == pointed), first)
        self._drawn_at = place
        self.set_options(
            Option(TickVisual(row, pointed=index == place), disabled=row.is_heading)
            for index, row in enumerate(self._rows)
        )
        self.highlighted = place
        if place == first:
            self.scroll_home(animate=False)

    def replace(self, rows: Iterable[TickRow]) -> None:
        """Shows the same rows in another state; the cursor stays. With other rows it starts anew."""
        changed, before = list(rows), self._rows
        if [row.id for row in changed] != [row.id for row in before]:
            self.show(changed, self.pointed)
            return
        self._rows = changed
        for index, row in enumerate(changed):
            if before[index] != row:
                self._draw(index)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        old, self._drawn_at = self._drawn_at, event.option_index
        for index in {old, self._drawn_at} - {None}:
            if index is not None and index < len(self._rows):
                self._draw(index)
        self.post_message(self.Pointed(self._rows[event.option_index].id))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(self.Picked(self._rows[event.option_index].id))

    def _draw(self, index: int) -> None:
        row = self._rows[index]
        self.replace_option_prompt_at_index(index, TickVisual(row, pointed=index == self._drawn_at))
