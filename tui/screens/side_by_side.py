"""Things compared in columns: quotes, or 1類 and 2類. Where not all columns fit, the arrows move along them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from tui.columns import columns_that_fit, side_by_side
from tui.screens.base import NaviScreen, bindings_for
from tui.widgets.key_line import KeyLine
from tui.widgets.plain_text import PlainText
from tui.widgets.status_line import StatusLine

_MOVE = "  {count}のうち{first}〜{last}（左右で動きます）"


@dataclass(frozen=True, slots=True)
class Compared:
    """What is compared: the names of the columns, the rows under their labels, and words before and after."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


class SideBySideScreen(NaviScreen):
    """A comparison in columns; `write` writes it as documents and says where."""

    where = "compare"
    BINDINGS = bindings_for("compare")
    CSS_PATH = "../styles/compare.tcss"

    def __init__(self, compared: Compared, write: Callable[[], str]) -> None:
        super().__init__()
        self._compared = compared
        self._write = write
        self._first = 0

    def compose(self) -> ComposeResult:
        compared = self._compared
        yield PlainText(id="compare-title")
        yield PlainText(id="compare-head")
        with VerticalScroll(id="compare-body"):
            yield PlainText("\n".join(compared.before), classes="compare-said")
            for label, _ in compared.rows:
                yield PlainText(label, classes="compare-label")
                yield PlainText(classes="compare-row")
            yield PlainText("\n".join(compared.after), classes="compare-said")
        yield StatusLine()
        yield KeyLine("compare")

    def on_mount(self) -> None:
        for said in self.query(".compare-said").results(PlainText):
            said.display = bool(said.text)
        self.query_one("#compare-body").focus()
        self._say("")
        self.call_after_refresh(self._draw)

    def on_resize(self) -> None:
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        compared = self._compared
        width = self.query_one("#compare-body").scrollable_content_region.width or self.size.width
        count = len(compared.head)
        shown = columns_that_fit(width, count)
        self._first = min(self._first, count - shown)
        last = self._first + shown
        more = _MOVE.format(first=self._first + 1, last=last, count=count) if shown < count else ""
        self.query_one("#compare-title", PlainText).update(f"{compared.title}{more}")
        names = compared.head[self._first : last]
        self.query_one("#compare-head", PlainText).update("\n".join(side_by_side(names, width)))
        for drawn, (_, texts) in zip(self.query(".compare-row").results(PlainText), compared.rows, strict=True):
            drawn.update("\n".join(side_by_side(texts[self._first : last], width)))

    def _say(self, text: str) -> None:
        self.query_one(StatusLine).say(text)

    def action_next_column(self) -> None:
        self._first += 1
        self._draw()

    def action_previous_column(self) -> None:
        self._first = max(0, self._first - 1)
        self._draw()

    def action_write(self) -> None:
        self._say(self._write())
