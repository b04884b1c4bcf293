"""Statements as a list: each with its sources one key away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui.statements import Statement
from tui.widgets.plain_text import Wrapped


class StatementList(OptionList):
    """Lines to read; Enter or a click opens the sources of one."""

    @dataclass
    class Opened(Message):
        """The sources of a statement were asked for."""

        statement: Statement

    def __init__(self, statements: Iterable[Statement] = (), *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, compact=True, markup=False)
        self.statements: tuple[Statement, ...] = ()
        self.show(statements)

    def show(self, statements: Iterable[Statement]) -> None:
        """Shows other statements from the top."""
        self.statements = tuple(statements)
        self.set_options(
            [Option(Wrapped(item.drawn, item.inset), disabled=item.heading) for item in self.statements]
        )
        self.action_first()
        self.scroll_home(animate=False)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(self.Opened(self.statements[event.option_index]))
