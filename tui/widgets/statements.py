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
from tui.statements import Statement

if TYPE_CHECKING:
    from textual.css.styles import RulesMap
    from textual.strip import Strip
    from textual.style import Style
    from textual.visual import RenderOptions

_MARGIN = "  "


class StatementVisual(Visual):
    """A statement drawn for whatever width it gets: its label before it, the place of its source behind it."""

    def __init__(self, statement: Statement) -> None:
        self._statement = statement

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:  # noqa: ARG002  Textual's signature
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:  # noqa: ARG002  as above
        return len(_lines(self._statement, width))

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        item = self._statement
        text = Content("\n".join(_lines(item, width)))
        if item.label:
            start = len(_MARGIN)
            text = text.stylize("$accent", start, start + len(visible(item.label)))
        if item.place:
            text = text.stylize("$text-muted", _tail_start(text.plain, item.place))
        return text.render_strips(width, height, style, options)


@lru_cache(maxsize=1024)
def _lines(item: Statement, width: int) -> tuple[str, ...]:
    if item.heading:
        return ("", *wrap(visible(item.text), width)) if item.text else ("",)
    lead = _MARGIN + (f"{visible(item.label)}  " if item.label else "")
    behind = f"  {item.place}" if item.place else ""
    return tuple(wrap(f"{lead}{visible(item.text)}{behind}", width, indent=cells(lead)))


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

    def __init__(self, statements: Iterable[Statement] = (), *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, compact=True, markup=False)
        self.statements: tuple[Statement, ...] = ()
        self._take(statements)

    def _take(self, statements: Iterable[Statement]) -> None:
        self.statements = tuple(statements)
        self.set_options(Option(StatementVisual(item), disabled=item.heading) for item in self.statements)

    def show(self, statements: Iterable[Statement]) -> None:
        """Shows other statements from the top."""
        self._take(statements)
        self.action_first()
        self.scroll_home(animate=False)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(self.Opened(event.option_index, self.statements[event.option_index]))
