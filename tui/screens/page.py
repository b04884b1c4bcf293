"""A page to read: statements whose sources open with Enter. For 「なぜ」, the first aid, and the panel."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Horizontal

from tui.screens.base import NaviScreen, bindings_for
from tui.statements import Statement
from tui.widgets.key_line import KeyLine
from tui.widgets.panels import CompanyPanel, StandingPanel
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
            yield NextButton(f"[ {self._onward[0]} ]  n", id="page-next")
        yield KeyLine("page")

    def on_mount(self) -> None:
        self.query_one(StatementList).focus()

    def on_statement_list_opened(self, event: StatementList.Opened) -> None:
        event.stop()
        self.navi.show_sources(event.statement)

    def key_n(self) -> None:
        if self._onward:
            self._onward[1]()

    def on_next_button_pressed(self, event: NextButton.Pressed) -> None:
        event.stop()
        self.key_n()


class PanelScreen(NaviScreen):
    """The company and the standing on a screen of their own."""

    where = "page"
    BINDINGS = bindings_for("page")
    CSS_PATH = "../styles/page.tcss"

    def compose(self) -> ComposeResult:
        with Horizontal(id="panel-box"):
            yield StandingPanel(id="standing")
            yield CompanyPanel(id="company")
        yield KeyLine("page")

    def on_mount(self) -> None:
        self.call_after_refresh(self._draw)

    def on_resize(self) -> None:
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        self.query_one(StandingPanel).show(self.talk)
        self.query_one(CompanyPanel).show(self.talk)
