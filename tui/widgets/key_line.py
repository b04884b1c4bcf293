"""The line of keys at the foot of a screen, from the registry of actions. Every entry can be clicked."""

from __future__ import annotations

from dataclasses import replace

from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget

from tui.actions import Action, Where, actions_on, key_name, keys_of
from tui.layout import cells

_ALWAYS = ("close", "show_help", "leave")
_GAP = 2
_ROOM_FOR_STATE = 76
"""In a narrower line the keys need all the room."""


def fitting(actions: tuple[Action, ...], columns: int, *, typing: bool = False) -> list[tuple[str, str, str]]:
    """The entries (action, key, label) that fit in so many cells, in order; those of _ALWAYS always do."""
    entries = []
    for action in actions:
        keys = keys_of(action, typing=typing)
        if action.shown and keys:
            entries.append((action.id, key_name(keys[0]), action.label))
    left = columns - sum(_width(entry) for entry in entries if entry[0] in _ALWAYS)
    kept = []
    for entry in entries:
        if entry[0] in _ALWAYS:
            kept.append(entry)
        elif _width(entry) <= left:
            kept.append(entry)
            left -= _width(entry)
    return kept


def _width(entry: tuple[str, str, str]) -> int:
    return cells(entry[1]) + 1 + cells(entry[2]) + _GAP


class KeyLine(Widget):
    """What can be done here, as many entries as there is room for."""

    DEFAULT_CSS = "KeyLine { height: 1; dock: bottom; }"

    def __init__(self, where: Where, *, id: str | None = None) -> None:  # noqa: A002  Textual's name
        super().__init__(id=id)
        self._where: Where = where
        self._typing = False
        self._said = ""
        self._enter: str | None = None

    def set_typing(self, *, typing: bool) -> None:
        """While something is typed only keys that aren't letters work."""
        if typing != self._typing:
            self._typing = typing
            self.refresh()

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

    def render(self) -> RenderResult:
        room = self.content_size.width
        said = self._said if room >= _ROOM_FOR_STATE else ""
        actions = actions_on(self._where)
        if self._enter:
            actions = tuple(
                replace(action, label=self._enter) if action.id == "answer" else action for action in actions
            )
        entries = fitting(actions, room - cells(said), typing=self._typing)
        line = Content("")
        for action, key, label in entries:
            # Words of our own registry alone, so markup is safe here.
            line += Content.from_markup(f"[@click=screen.{action}][b $accent]$key[/] $label[/]", key=key, label=label)
            line += Content(" " * _GAP)
        used = line.cell_length
        return line + Content(" " * max(room - used - cells(said), 0)) + Content(said).stylize("$foreground 65%")
