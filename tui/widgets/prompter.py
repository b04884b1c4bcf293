"""聞き方 beside the question, on wide screens."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical

from tui import room_words as words
from tui.talk.statements import Statement
from tui.widgets.plain_text import PlainText
from tui.widgets.statements import StatementList


class _Prompts(StatementList):
    """The lines; a click opens the sources of one. The keys stay with the question."""

    can_focus = False


class PrompterPanel(Vertical):
    """How to put the open question. Drawn only while it is shown."""

    def compose(self) -> ComposeResult:
        yield PlainText(words.PROMPTER, classes="panel-title")
        yield _Prompts()

    def show(self, statements: tuple[Statement, ...]) -> None:
        """Shows how to put another question."""
        listed = self.query_one(_Prompts)
        if listed.statements != statements:
            listed.show(statements)
            listed.highlighted = None
