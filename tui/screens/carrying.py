"""持ち出す会社に印をつける: the companies to tick, found by typing as on their list."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult

from tui import client_words
from tui import moving_words as words
from tui.client_desk import attempt
from tui.client_moving import carry_out
from tui.desk.client_store import ClientRow, Listed
from tui.layout import one_line
from tui.screens.base import NaviScreen, bindings_for
from tui.widgets.key_line import KeyLine
from tui.widgets.plain_text import PlainText
from tui.widgets.search_line import SearchLine
from tui.widgets.status_line import StatusLine
from tui.widgets.tick_list import ListRow, TickList, TickRow

_ALL = ".all"
"""The row of every company; no id begins with a dot."""
_EVERY = 10**9
_TICKED, _OPEN = "[x]", "[ ]"


class CarryingScreen(NaviScreen):
    """Enter ticks a company, or all of them; F4 goes on to the passphrase."""

    where = "carrying"
    private = True
    BINDINGS = bindings_for("carrying")
    CSS_PATH = "../styles/marking.tcss"

    def __init__(self) -> None:
        super().__init__()
        self._everybody: dict[str, ClientRow] = {}
        self._chosen: set[str] = set()
        self._listed = Listed((), 0)

    def compose(self) -> ComposeResult:
        yield PlainText(words.CHOOSE, id="marking-title")
        yield SearchLine(client_words.SEARCH, client_words.SEARCH_HINT, self._follow, self._move)
        yield TickList(id="marking-list")
        yield StatusLine()
        yield KeyLine("carrying")

    def on_mount(self) -> None:
        self._list.can_focus = False  # what is typed is looked for, wherever the mouse was
        self.query_one(KeyLine).set_typing(typing=True)
        self._search.take_focus()
        listed = attempt(lambda: self.navi.store.clients.find(most=_EVERY), self.tell)
        self._everybody = {row.id: row for row in listed.rows} if listed else {}
        self._follow("")

    @property
    def _list(self) -> TickList:
        return self.query_one(TickList)

    @property
    def _search(self) -> SearchLine:
        return self.query_one(SearchLine)

    # --- what it shows ---

    def _follow(self, text: str) -> None:
        found = attempt(lambda: self.navi.store.clients.find(text), self.tell)
        self._listed = found or Listed((), 0)
        self._draw()

    def _draw(self) -> None:
        rows: list[ListRow] = []
        if not self._search.text:
            everything = words.EVERYTHING.format(count=len(self._everybody))
            rows.append(TickRow(_ALL, everything, self._box(on=self._chosen == self._everybody.keys())))
        for row in self._listed.rows:
            name, kana = one_line(row.name) or client_words.NAMELESS, one_line(row.kana)
            rows.append(TickRow(row.id, name, self._box(on=row.id in self._chosen), "", kana))
        more = self._listed.count - len(self._listed.rows)
        rows += [TickRow("", client_words.MORE.format(count=more))] if more else []
        self._list.replace(rows)
        self.tell(words.CHOSEN.format(count=len(self._chosen)) if self._chosen else words.NOBODY)

    @staticmethod
    def _box(*, on: bool) -> str:
        return _TICKED if on else _OPEN

    # --- the user's steps ---

    def _move(self, key: str) -> None:
        steps: dict[str, Callable[[], None]] = {
            "up": self._list.action_cursor_up,
            "down": self._list.action_cursor_down,
            "pageup": self._list.action_page_up,
            "pagedown": self._list.action_page_down,
            "enter": self.action_tick,
        }
        steps[key]()

    def on_tick_list_picked(self, event: TickList.Picked) -> None:
        event.stop()
        self._tick(event.id)

    def action_tick(self) -> None:
        if self._list.pointed:
            self._tick(self._list.pointed)

    def _tick(self, name: str) -> None:
        if name != _ALL:
            self._chosen ^= {name}
        elif self._chosen == self._everybody.keys():
            self._chosen = set()
        else:
            self._chosen = set(self._everybody)
        self._draw()

    def action_carry_out(self) -> None:
        """On to the passphrase, in the order of the list. Ticks stay, in case it is left again."""
        ids = tuple(name for name in self._everybody if name in self._chosen)
        if not ids:
            self.tell(words.NOBODY)
            return
        carry_out(self.navi, ids, one_line(self._everybody[ids[0]].name))

    def action_close(self) -> None:
        """Esc: out of the search, then back."""
        if self._search.text:
            self._search.clear()
        else:
            self.app.pop_screen()
