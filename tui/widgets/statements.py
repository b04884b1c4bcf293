"""Statements as a list: each with its sources one key away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message
from textual.visual import Visual
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui.layout import cells, visible, wrap
from tui.talk.statements import Statement

if TYPE_CHECKING:
    from textual.css.styles import RulesMap
    from textual.strip import Strip
    from textual.style import Style
    from textual.visual import RenderOptions

_MARGIN = "  "


class StatementVisual(Visual):
    """A statement drawn for whatever width it gets: its label before it, the place of its source behind it."""

    def __init__(self, statement: Statement, *, spaced: bool) -> None:
        self._statement = statement
        self._spaced = spaced

    def _drawn(self, width: int) -> tuple[str, ...]:
        lines = lines_of(self._statement, width)
        return (*lines, "") if self._spaced and not self._statement.heading else lines

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:  # noqa: ARG002  Textual's signature
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:  # noqa: ARG002  as above
        return len(self._drawn(width))

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        item = self._statement
        text = Content("\n".join(self._drawn(width)))
        if item.label:
            start = len(_MARGIN)
            text = text.stylize("$accent", start, start + len(visible(item.label)))
        if item.place:
            text = text.stylize("$secondary", _tail_start(text.plain, item.place))
        return text.render_strips(width, height, style, options)


@lru_cache(maxsize=1024)
def lines_of(item: Statement, width: int) -> tuple[str, ...]:
    """A statement as lines of at most so many cells."""
    if item.heading:
        return ("", *wrap(visible(item.text), width)) if item.text else ("",)
    lead = _MARGIN + (f"{visible(item.label)}  " if item.label else "")
    lines = wrap(f"{lead}{visible(item.text)}", width, indent=cells(lead))
    behind = f"  {item.place}" if item.place else ""
    if cells(lines[-1]) + cells(behind) <= width:
        return (*lines[:-1], lines[-1] + behind)
    # A place is read at one glance, so it goes to the next line as a whole.
    return (*lines, *wrap(f"{' ' * cells(lead)}{item.place}", width, indent=cells(lead)))


def _tail_start(drawn: str, tail: str) -> int:
    """Where the tail begins in the drawn text, blanks and line ends left out of account."""
    left = sum(not character.isspace() for character in tail)
    position = len(drawn)
    while left and position:
        position -= 1
        left -= not drawn[position].isspace()
    return position


class StatementList(OptionList):
    """Lines to read; Enter or a click opens the sources of one."""

    @dataclass
    class Opened(Message):
        """The sources of a statement were asked for."""

        index: int
        statement: Statement

    def __init__(
        self,
        statements: Iterable[Statement] = (),
        *,
        spaced: bool = False,
        id: str | None = None,  # noqa: A002  Textual's name
    ) -> None:
        self._spaced = spaced
        super().__init__(id=id, compact=True, markup=False)
        self.statements: tuple[Statement, ...] = ()
        self._take(statements)

    def _take(self, statements: Iterable[Statement]) -> None:
        self.statements = tuple(statements)
        visuals = ((StatementVisual(item, spaced=self._spaced), item.heading) for item in self.statements)
        self.set_options(Option(visual, disabled=heading) for visual, heading in visuals)

    def show(self, statements: Iterable[Statement]) -> None:
        """Shows other statements from the top."""
        self._take(statements)
        self.action_first()
        self.scroll_home(animate=False)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(self.Opened(event.option_index, self.statements[event.option_index]))
