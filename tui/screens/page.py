"""A page to read: statements whose sources open with Enter. For 「なぜ」, the first aid, and the panel."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.events import Key

from tui.screens.base import NaviScreen, bindings_for
from tui.talk.standing import moving_text, standing_statements
from tui.talk.statements import Statement
from tui.widgets.key_line import KeyLine
from tui.widgets.panels import CompanyPanel
from tui.widgets.plain_text import PlainText
from tui.widgets.question_card import NextButton
from tui.widgets.statements import StatementList


class PageScreen(NaviScreen):
    """Statements under a title. With `onward`, a button that goes on from here."""

    where = "page"
    BINDINGS = bindings_for("page")
    CSS_PATH = "../styles/page.tcss"

    def __init__(
        self,
        title: str,
        statements: tuple[Statement, ...],
        onward: tuple[str, Callable[[], None]] | None = None,
    ) -> None:
        super().__init__()
        self._title = title
        self._statements = statements
        self._onward = onward

    def compose(self) -> ComposeResult:
        yield PlainText(self._title, id="page-title")
        yield StatementList(self._statements, spaced=True, id="page-list")
        if self._onward:
            yield NextButton(f"[ {self._onward[0]}（n） ]", id="page-next")
        # A page of plain words names no key that would open nothing.
        yield KeyLine("page" if any(item.cites or item.opens for item in self._statements) else "reading")

    def on_mount(self) -> None:
        self.query_one(StatementList).focus()

    def on_statement_list_opened(self, event: StatementList.Opened) -> None:
        event.stop()
        self.navi.open_statement(event.statement)

    def key_n(self, event: Key) -> None:
        # The key has done its work here; the screen that opens must not take it too.
        event.stop().prevent_default()
        self._go_on()

    def on_next_button_pressed(self, event: NextButton.Pressed) -> None:
        event.stop()
        self._go_on()

    def _go_on(self) -> None:
        if self._onward:
            self._onward[1]()


class PanelScreen(NaviScreen):
    """The standing and the company on a screen of their own; each option opens."""

    where = "page"
    BINDINGS = bindings_for("page")
    CSS_PATH = "../styles/page.tcss"

    def compose(self) -> ComposeResult:
        yield PlainText("いまの見立て（番号か Enter で、くわしく見られます）", id="page-title")
        with Vertical(id="panel-box"):
            yield StatementList(id="standing-list")
            yield PlainText(id="moving")
            yield CompanyPanel(id="company")
        yield KeyLine("page")

    def on_mount(self) -> None:
        self.query_one(StatementList).focus()
        self.call_after_refresh(self._draw)

    def on_resize(self) -> None:
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        self.query_one(StatementList).show(standing_statements(self.talk))
        self.query_one("#moving", PlainText).update(moving_text(self.talk))
        self.query_one(CompanyPanel).show(self.talk)

    def on_statement_list_opened(self, event: StatementList.Opened) -> None:
        event.stop()
        self.navi.open_statement(event.statement)

    def on_key(self, event: Key) -> None:
        listed = self.query_one(StatementList).statements
        if event.key.isdigit() and 1 <= int(event.key) <= len(listed):
            self.navi.open_statement(listed[int(event.key) - 1])
