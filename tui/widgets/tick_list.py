"""A list of rows: with a box before each, in which what is ticked stands, or drawn as the row itself says.

More of a row shows at the cursor.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

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


class ListRow(Protocol):
    """A row of the list. One with an empty id is a heading, which the cursor passes over."""

    @property
    def id(self) -> str: ...

    def lines(self, width: int, *, pointed: bool) -> list[tuple[str, str]]:
        """Each line as its words and the style that it is drawn in."""
        ...


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

    def lines(self, width: int, *, pointed: bool) -> list[tuple[str, str]]:
        """Each line as its words and the style that it is drawn in."""
        if not self.id:
            return [("", ""), *((line, "") for line in wrap(visible(self.text), width))]
        lead = f"{'>' if pointed else ' '} {self.box} "
        inset = cells(lead)
        lines = [(line, "") for line in wrap(lead + visible(self.text), width, indent=inset)]
        margin = " " * inset
        if self.noted:
            lines += [(line, "$accent") for line in wrap(margin + visible(self.noted), width, indent=inset)]
        if pointed and self.more:
            lines += [(line, "$foreground 65%") for line in wrap(margin + visible(self.more), width, indent=inset)]
        return lines


class RowVisual(Visual):
    """A row drawn for whatever width it gets."""

    def __init__(self, row: ListRow, *, pointed: bool) -> None:
        self._row = row
        self._pointed = pointed

    def _lines(self, width: int) -> list[tuple[str, str]]:
        return self._row.lines(width, pointed=self._pointed)

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
        self._rows: list[ListRow] = []
        self._drawn_at: int | None = None

    @property
    def rows(self) -> tuple[ListRow, ...]:
        return tuple(self._rows)

    @property
    def pointed(self) -> str | None:
        """The id of the row under the cursor."""
        return None if self.highlighted is None else self._rows[self.highlighted].id

    def show(self, rows: Iterable[ListRow], pointed: str | None = None) -> None:
        """Shows other rows, with the cursor on the named one or on the first."""
        self._rows = list(rows)
        first = next((index for index, row in enumerate(self._rows) if row.id), None)
        place = next((index for index, row in enumerate(self._rows) if row.id and row.id == pointed), first)
        self._drawn_at = place
        self.set_options(
            Option(RowVisual(row, pointed=index == place), disabled=not row.id) for index, row in enumerate(self._rows)
        )
        self.highlighted = place
        if place == first:
            self.scroll_home(animate=False)

    def replace(self, rows: Iterable[ListRow]) -> None:
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
        self.replace_option_prompt_at_index(index, RowVisual(row, pointed=index == self._drawn_at))
