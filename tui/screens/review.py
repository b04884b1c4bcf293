"""見直し: every question with its answer; Enter opens one again."""

from __future__ import annotations

from textual.app import ComposeResult

from tui.screens.base import NaviScreen, bindings_for
from tui.talk.review import review_rows
from tui.talk.statements import Statement
from tui.widgets.key_line import KeyLine
from tui.widgets.plain_text import PlainText
from tui.widgets.statements import StatementList


class ReviewScreen(NaviScreen):
    """All answers so far."""

    where = "review"
    BINDINGS = bindings_for("review")
    CSS_PATH = "../styles/page.tcss"

    def compose(self) -> ComposeResult:
        yield PlainText("答えの見直し（変えたい行で Enter）", id="page-title")
        yield StatementList(id="page-list")
        yield KeyLine("review")

    def on_mount(self) -> None:
        listed = self.query_one(StatementList)
        statements = []
        for row in review_rows(self.talk):
            if row.field is None:
                statements.append(Statement(row.label, heading=True))
            else:
                statements.append(Statement(row.answer, (), row.label))
        listed.show(statements)
        self._fields = [row.field for row in review_rows(self.talk)]
        listed.focus()

    def on_statement_list_opened(self, event: StatementList.Opened) -> None:
        event.stop()
        field = self._fields[event.index]
        if field:
            self.navi.change_answer(field)

    def action_result(self) -> None:
        self.navi.leave_review_for_result()
