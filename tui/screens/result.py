"""The result: the verdict first, its grounds on further faces, every statement's source one key away."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.events import Key

from recommender.results import Assessment
from tui.result_pages import Page
from tui.screens.base import NaviScreen, bindings_for
from tui.widgets.key_line import KeyLine
from tui.widgets.plain_text import PlainText
from tui.widgets.statements import StatementList


class TabLabel(PlainText):
    """The name of a face; a click turns to it."""

    def __init__(self, index: int, page: Page) -> None:
        super().__init__(classes="tab")
        self.index = index
        self.page = page

    def on_click(self) -> None:
        screen = self.screen
        if isinstance(screen, ResultScreen):
            screen.turn_to(self.index)


class ResultScreen(NaviScreen):
    """The faces of a result, one at a time."""

    where = "result"
    BINDINGS = bindings_for("result")
    CSS_PATH = "../styles/result.tcss"

    def __init__(self, result: Assessment, pages: tuple[Page, ...]) -> None:
        super().__init__()
        self.result = result
        self._pages = pages
        self.face = 0

    def compose(self) -> ComposeResult:
        with Horizontal(id="tabs"):
            for index, page in enumerate(self._pages):
                yield TabLabel(index, page)
        yield StatementList(id="page-list")
        yield PlainText(id="status")
        yield KeyLine("result")

    def on_mount(self) -> None:
        self.query_one(StatementList).focus()
        self.turn_to(0)
        self.say("")

    def on_resize(self) -> None:
        self.call_after_refresh(self._draw_tabs)

    def _draw_tabs(self) -> None:
        narrow = self.size.width < 76
        for tab in self.query(TabLabel):
            name = tab.page.short if narrow else tab.page.name
            shown = tab.index == self.face
            tab.update(f"[{name}]" if shown else f" {name} ")
            tab.set_class(shown, "-shown")

    def turn_to(self, face: int) -> None:
        """Shows another face from its top."""
        self.face = face % len(self._pages)
        self.query_one(StatementList).show(self._pages[self.face].statements)
        self._draw_tabs()

    def say(self, text: str) -> None:
        """A word on the status line."""
        status = self.query_one("#status", PlainText)
        status.update(text)
        status.display = bool(text)

    def on_key(self, event: Key) -> None:
        if event.key.isdigit() and 1 <= int(event.key) <= len(self._pages):
            self.turn_to(int(event.key) - 1)

    def on_statement_list_opened(self, event: StatementList.Opened) -> None:
        event.stop()
        self.navi.show_sources(event.statement)

    def action_open(self) -> None:
        self.query_one(StatementList).action_select()

    def action_next_tab(self) -> None:
        self.turn_to(self.face + 1)

    def action_previous_tab(self) -> None:
        self.turn_to(self.face - 1)

    def action_export(self) -> None:
        self.say(self.navi.export(self.result))

    def action_review(self) -> None:
        self.navi.show_review()

    def action_home(self) -> None:
        self.navi.go_home()
