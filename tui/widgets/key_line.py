"""The line of keys at the foot of a screen, from the registry of actions. Every entry can be clicked."""

from __future__ import annotations

from dataclasses import replace

from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from tui.actions import Action, Where, actions_on, key_name, keys_of
from tui.layout import cells

_ALWAYS = ("tools", "close", "show_help", "leave")
_WHILE_ASKING = ("close", "show_help", "leave")
_GAP = 2
_ROOM_FOR_STATE = 76
"""In a narrower line the keys need all the room."""
_SPARES_ROWS = 17
_MOST_ROWS = 3
_ONE_ROW: tuple[Where, ...] = ("interview", "start")
"""Where the card needs every row; its keys stand in the help."""


Entry = tuple[str, str, str]
"""An action's id, its key as people know it, and its label."""


def entries_of(actions: tuple[Action, ...], *, typing: bool = False) -> list[Entry]:
    """The entries that a key line can show."""
    shown = ((action, keys_of(action, typing=typing)) for action in actions if action.shown)
    return [(action.id, key_name(keys[0]), action.label) for action, keys in shown if keys]


def fitting(entries: list[Entry], columns: int, rows: int = 1) -> list[list[Entry]]:
    """The entries in at most so many rows, in order. Where not all fit, those of _ALWAYS go before the others."""
    placed: list[list[Entry]] = [[]]
    left = columns
    waiting = sum(_width(entry) for entry in entries if entry[0] in _ALWAYS)
    for entry in entries:
        width, always = _width(entry), entry[0] in _ALWAYS
        waiting -= width if always else 0
        if width > left and len(placed) < rows:
            placed.append([])
            left = columns
        reserved = waiting if len(placed) == rows else 0
        if always or width + reserved <= left:
            placed[-1].append(entry)
            left -= width
    return placed


def _width(entry: Entry) -> int:
    return cells(entry[1]) + 1 + cells(entry[2]) + _GAP


class KeyLine(Widget):
    """What can be done here, as many entries as there is room for."""

    DEFAULT_CSS = "KeyLine { height: auto; dock: bottom; }"

    def __init__(self, where: Where, *, id: str | None = None) -> None:  # noqa: A002  Textual's name
        super().__init__(id=id)
        self._where: Where = where
        self._typing = False
        self._asking = False
        self._said = ""
        self._enter: str | None = None

    def set_typing(self, *, typing: bool) -> None:
        """While something is typed only keys that aren't letters work."""
        if typing != self._typing:
            self._typing = typing
            self.refresh()

    def set_asking(self, *, asking: bool) -> None:
        """While one thing is asked for at the foot of a list, the list's own keys do nothing."""
        if asking != self._asking:
            self._asking = asking
            self.refresh(layout=True)

    def set_enter(self, label: str | None) -> None:
        """What Enter does now, where it isn't what the registry says."""
        if label != self._enter:
            self._enter = label
            self.refresh()

    def say(self, text: str) -> None:
        """A short word of state at the right end, such as 「保存済み 14:02」."""
        if text != self._said:
            self._said = text
            self.refresh()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002  Textual's signature
        """More rows where one can't hold the keys and the screen can spare them."""
        if viewport.height < _SPARES_ROWS or self._where in _ONE_ROW:
            return 1
        return len(fitting(self._entries(), width, _MOST_ROWS))

    def _entries(self) -> list[Entry]:
        actions = actions_on(self._where)
        if self._enter:
            actions = tuple(
                replace(action, label=self._enter) if action.id == "answer" else action for action in actions
            )
        if self._asking:
            actions = tuple(action for action in actions if action.id in _WHILE_ASKING)
        return entries_of(actions, typing=self._typing or self._asking)

    def render(self) -> RenderResult:
        room = self.content_size.width
        said = self._said if room >= _ROOM_FOR_STATE else ""
        rows = fitting(self._entries(), room - cells(said), max(self.content_size.height, 1))
        first, *more = (self._row(row) for row in rows)
        gap = Content(" " * max(room - first.cell_length - cells(said), 0))
        return Content("\n").join([first + gap + Content(said).stylize("$foreground 65%"), *more])

    @staticmethod
    def _row(entries: list[Entry]) -> Content:
        line = Content("")
        for action, key, label in entries:
            # Words of our own registry alone, so markup is safe here.
            line += Content.from_markup(f"[@click=screen.{action}][b $accent]$key[/] $label[/]", key=key, label=label)
            line += Content(" " * _GAP)
        return line
