"""A result drawn large, with room around its parts."""

from __future__ import annotations

from collections.abc import Iterator

from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import Digits

from tui.faces.money import MONEY, SUBSIDY, Figure
from tui.faces.presented import Presented
from tui.faces.verdict import CONCLUSION, GROUNDS, NEXT_STEPS
from tui.layout import cells
from tui.widgets.plain_text import PlainText


class PresentedResult(VerticalScroll):
    """The parts one below the other; the arrows scroll."""

    def show(self, shown: Presented) -> None:
        """Draws a result in place of what stands there."""
        self.remove_children()
        self.mount_all(_parts(shown))
        self.scroll_home(animate=False)


def _parts(shown: Presented) -> Iterator[Widget]:
    yield from (PlainText(item.text, classes="presented-urgent") for item in shown.urgent)
    yield from _titled(CONCLUSION, [PlainText(item.text, classes="presented-said") for item in shown.said])
    large = [_figure(item) for item in shown.figures if item.yen is not None]
    rest = [PlainText(f"{item.label}  {item.text}") for item in shown.figures if item.yen is None]
    yield from _titled(MONEY, [*([Horizontal(*large, classes="presented-figures")] if large else []), *rest])
    grounds = (f"{item.label}  {item.text}" for item in shown.grounds)
    yield from _titled(GROUNDS, [PlainText(text, indent=3) for text in grounds])
    yield from _titled(SUBSIDY, [PlainText(shown.subsidy.text)] if shown.subsidy else [])
    steps = (f"{number}  {what}" for number, what in enumerate(shown.steps, 1))
    yield from _titled(NEXT_STEPS, [PlainText(text, indent=3) for text in steps])


def _titled(title: str, parts: list[Widget]) -> Iterator[Widget]:
    if parts:
        yield PlainText(title, classes="presented-title")
        yield from parts


def _figure(figure: Figure) -> Widget:
    """The words, and below them the same number in large digits, which a terminal may not be able to draw."""
    words = PlainText(f"{figure.label}  {figure.text}", classes="presented-label")
    drawn = Vertical(words, Digits(f"{figure.yen:,}"), classes="presented-figure")
    drawn.styles.min_width = cells(words.text)
    return drawn
