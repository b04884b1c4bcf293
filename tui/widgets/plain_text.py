"""Text that is never markup. Everything that isn't our own literal goes to the screen through here."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from textual.content import Content
from textual.visual import Visual
from textual.widget import Widget

from tui.layout import cells, visible, wrap

if TYPE_CHECKING:
    from textual.css.styles import RulesMap
    from textual.geometry import Size
    from textual.strip import Strip
    from textual.style import Style
    from textual.visual import RenderOptions


class Wrapped(Visual):
    """Text as a visual: cleaned of what a terminal obeys, broken by the rules of Japanese, without markup."""

    def __init__(self, text: str, indent: int = 0) -> None:
        self.text = visible(text)
        self._indent = indent

    def lines(self, width: int) -> tuple[str, ...]:
        return _lines(self.text, width, self._indent)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:  # noqa: ARG002  Textual's signature
        return max(map(cells, self.text.split("\n")))

    def get_height(self, rules: RulesMap, width: int) -> int:  # noqa: ARG002  Textual's signature
        return len(self.lines(width))

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        return Content("\n".join(self.lines(width))).render_strips(width, height, style, options)


@lru_cache(maxsize=1024)
def _lines(text: str, width: int, indent: int) -> tuple[str, ...]:
    return tuple(wrap(text, width, indent=indent))


class PlainText(Widget):
    """A paragraph of plain text. Later lines of it are set in by `indent` cells."""

    DEFAULT_CSS = "PlainText { height: auto; }"

    def __init__(self, text: str = "", *, indent: int = 0, **options: Any) -> None:
        super().__init__(**options)
        self._wrapped = Wrapped(text, indent)
        self._indent = indent

    @property
    def text(self) -> str:
        return self._wrapped.text

    def update(self, text: str) -> None:
        """Shows another text."""
        if visible(text) != self.text:
            self._wrapped = Wrapped(text, self._indent)
            self.refresh(layout=True)

    def render(self) -> Wrapped:
        return self._wrapped

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002  Textual's signature
        return min(self._wrapped.get_optimal_width({}, container.width), container.width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002  as above
        return len(self._wrapped.lines(width))
