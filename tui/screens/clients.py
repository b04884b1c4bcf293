"""会社の一覧: the companies, found while their name is typed; those with something due come first."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult

from tui import client_moving, moving_words, onward_words
from tui import client_words as words
from tui.client_desk import attempt, company_rows
from tui.client_ways import offer_loose, open_client
from tui.desk.client_store import ClientStore, Listed
from tui.desk.clients import LONGEST_NAME, STATUSES, ClientStatus, search_key
from tui.screens.base import bindings_for
from tui.screens.listing import ListingScreen
from tui.widgets.entry_line import EntryLine
from tui.widgets.key_line import KeyLine
from tui.widgets.plain_text import PlainText
from tui.widgets.search_line import SearchLine
from tui.widgets.status_line import StatusLine
from tui.widgets.tick_list import ListRow, TickList, TickRow

_NEW, _LOOSE = ".new", ".loose"
"""Rows that are no companies; no id begins with a dot."""
_PLUS = "(+)"


class ClientsScreen(ListingScreen):
    """The list of companies. With `choose` one of them is chosen for something, and nothing else is offered."""

    where = "clients"
    private: ClassVar[bool] = True
    BINDINGS = bindings_for("clients")
    CSS_PATH = "../styles/marking.tcss"

    def __init__(self, choose: Callable[[str], None] | None = None) -> None:
        super().__init__()
        self._choose = choose
        self._status: ClientStatus | None = None
        self._sought: str | None = None
        self._listed = Listed((), 0)
        self._loose = 0

    def compose(self) -> ComposeResult:
        yield PlainText(words.CHOOSE if self._choose else words.LIST, id="marking-title")
        yield SearchLine(words.SEARCH, words.SEARCH_HINT, self._follow, self._move)
        yield TickList(id="marking-list")
        yield StatusLine()
        yield EntryLine(id="marking-entry")
        yield KeyLine("clients")

    def on_mount(self) -> None:
        self._list.can_focus = False  # what is typed is looked for, wherever the mouse was
        self.query_one(KeyLine).set_typing(typing=True)
        self._search.take_focus()

    def on_screen_resume(self) -> None:
        self._sought = None
        self._follow(self._search.text, keep=True)

    # --- what it shows ---

    @property
    def _search(self) -> SearchLine:
        return self.query_one(SearchLine)

    @property
    def _clients(self) -> ClientStore:
        return self.navi.store.clients

    def _follow(self, text: str, *, keep: bool = False) -> None:
        """Shows what fits the text; called with every letter, and again before Enter does anything.

        The cursor comes to the first company, or stays where it was (`keep`).
        """
        if text == self._sought:
            return
        self._sought = text
        self.tell("")
        found = attempt(lambda: self._clients.find(text, self._status), self.tell)
        self._listed = found or Listed((), 0)
        self._loose = 0 if self._choose or text else attempt(self._clients.loose, self.tell) or 0
        pointed = self._list.pointed if keep else None
        if not self._listed.count and text:
            self.tell(words.NOT_FOUND)
        elif found is not None and not self._choose and not (found.count or self._status or self._loose):
            self.tell(words.NONE_YET)
        elif self._status and found is not None:
            self.tell(words.ONLY.format(status=STATUSES[self._status], count=found.count))
        rows = self._rows(text)
        self._list.show(rows, pointed if any(row.id == pointed for row in rows) else self._first)

    @property
    def _first(self) -> str | None:
        """The first company, which the cursor is on before anything else."""
        return self._listed.rows[0].id if self._listed.rows else None

    def _rows(self, text: str) -> list[ListRow]:
        rows: list[ListRow] = [*company_rows(self._listed, self.navi.today)]
        more = self._listed.count - len(self._listed.rows)
        rows += [TickRow("", words.MORE.format(count=more))] if more else []
        if self._choose:
            return rows
        new = TickRow(_NEW, words.NEW_NAMED.format(name=text) if text else words.NEW, _PLUS)
        if text:
            return [*rows, new]
        loose = [TickRow(_LOOSE, words.LOOSE.format(count=self._loose), _PLUS)] if self._loose else []
        return [new, *loose, *rows]

    # --- the user's steps ---

    def _move(self, key: str) -> None:
        steps: dict[str, Callable[[], None]] = {
            "up": self._list.action_cursor_up,
            "down": self._list.action_cursor_down,
            "pageup": self._list.action_page_up,
            "pagedown": self._list.action_page_down,
            "enter": partial(self._pick, self._list.pointed),
        }
        steps[key]()

    def on_tick_list_picked(self, event: TickList.Picked) -> None:
        event.stop()
        self._pick(event.id)

    def _pick(self, name: str | None) -> None:
        if name == _NEW:
            self.action_new_company()
        elif name == _LOOSE:
            offer_loose(self.navi)
        elif name and self._choose:
            self.app.pop_screen()
            self._choose(name)
        elif name:
            open_client(self.navi, name)

    def action_open_company(self) -> None:
        self._pick(self._list.pointed)

    def action_filter_status(self) -> None:
        """All, then one status after the other."""
        if self._entry.is_open:
            return
        order: list[ClientStatus | None] = [None, *STATUSES]
        self._status = order[(order.index(self._status) + 1) % len(order)]
        self._sought = None
        self._follow(self._search.text)
        if self._status is None:
            self.tell(words.EVERY_STATUS)

    def action_new_company(self) -> None:
        if self._may_ask:
            self._entry.ask(words.NAME_ASK, self._take_name, example=words.NAME_EXAMPLE, begun=self._search.text)
            self.tell(onward_words.ESCAPE)

    def _take_name(self, name: str) -> None:
        from tui.desk.kana import propose_reading

        if len(name) > LONGEST_NAME:
            self.tell(onward_words.TOO_LONG.format(most=LONGEST_NAME))
            return
        if not name:
            self._add("", "")
            return
        proposed = propose_reading(name)[:LONGEST_NAME]
        self._entry.ask(words.KANA_ASK, partial(self._add, name), proposed, words.KANA_EXAMPLE)
        same = attempt(lambda: self._clients.find(name), self.tell)
        if same and any(search_key(row.name) == search_key(name) for row in same.rows):
            self.tell(words.SAME_NAME)
        else:
            self.tell(words.KANA_PROPOSED if proposed else words.KANA_NONE)

    def _add(self, name: str, kana: str) -> None:
        if len(kana) > LONGEST_NAME:
            self.tell(onward_words.TOO_LONG.format(most=LONGEST_NAME))
            return
        added = attempt(lambda: self._clients.add(self._clients.new(name, kana)), self.tell)
        if added:
            self._leave_entry()
            self._search.clear()
            open_client(self.navi, added.id)

    def action_carry_out(self) -> None:
        if self._has_companies:
            client_moving.choose_companies(self.navi)

    def action_count_all(self) -> None:
        if self._has_companies:
            client_moving.count_all(self.navi, self.tell)

    @property
    def _may_ask(self) -> bool:
        """Whether the keys of the list count now; what is being typed below it isn't to be lost by one of them."""
        return not self._choose and not self._entry.is_open

    @property
    def _has_companies(self) -> bool:
        """Whether there are any to do something with; says so where there are none."""
        if not self._may_ask:
            return False
        count = attempt(self._clients.count, self.tell)
        if count == 0:
            self.tell(moving_words.NO_COMPANY)
        return bool(count)

    def action_take_in(self) -> None:
        if self._may_ask:
            self._entry.ask(
                moving_words.FILE, self._take_file, client_moving.proposed_file(), moving_words.FILE_EXAMPLE
            )
            self.tell(onward_words.ESCAPE)

    def _take_file(self, text: str) -> None:
        if text and client_moving.take_in(self.navi, text, self.tell):
            self._leave_entry()

    def action_close(self) -> None:
        """Esc: out of the entry, then out of the search, then back."""
        if self._entry.is_open:
            self._leave_entry()
        elif self._search.text:
            self._search.clear()
        else:
            self.app.pop_screen()

    def _leave_entry(self) -> None:
        self._entry.close()
        self._search.take_focus()
        self.tell("")
