"""The quotes at hand: those typed in here and the files of the folder; open one, or tick up to five and compare."""

from __future__ import annotations

from pathlib import Path

from textual.app import ComposeResult

from recommender.export.quotes import verdict_text
from recommender.quotes.checking import check_quote
from recommender.quotes.comparing import MOST_QUOTES
from tui import onward_words as words
from tui import ways_on, wording
from tui.desk.quotes import KeptQuote, open_quote, quotes_beside
from tui.pasting import path_of
from tui.screens.base import bindings_for
from tui.screens.listing import ListingScreen
from tui.screens.quote_form import QuoteFormScreen
from tui.talk.messages import Message
from tui.widgets.entry_line import EntryLine
from tui.widgets.key_line import KeyLine
from tui.widgets.plain_text import PlainText
from tui.widgets.status_line import StatusLine
from tui.widgets.tick_list import TickList, TickRow

_NEW = "new"


class QuotesScreen(ListingScreen):
    """The list of quotes."""

    where = "quotes"
    private = True
    BINDINGS = bindings_for("quotes")
    CSS_PATH = "../styles/marking.tcss"

    def __init__(self) -> None:
        super().__init__()
        self._quotes: dict[str, KeptQuote] = {}
        self._opened: dict[str, KeptQuote] = {}
        self._chosen: list[str] = []
        self._to_delete = ""

    def compose(self) -> ComposeResult:
        yield PlainText(words.QUOTES_TITLE, id="marking-title")
        yield PlainText(words.QUOTES_LEAD, id="marking-lead")
        yield TickList(id="marking-list")
        yield StatusLine()
        yield EntryLine(id="marking-entry")
        yield KeyLine("quotes")

    def on_mount(self) -> None:
        self.set_focus(self._list)

    def on_screen_resume(self) -> None:
        self._read()
        self._draw("")

    # --- what it shows ---

    def _read(self) -> None:
        """What is at hand now; files that were opened by name are read again."""
        for name, before in list(self._opened.items()):
            again = open_quote(before.path)
            if isinstance(again, KeptQuote):
                self._opened[name] = again
        at_hand = (*self.navi.quote_shelf.kept(), *quotes_beside(Path.cwd()))
        self._quotes = {str(item.path): item for item in at_hand} | self._opened
        self._chosen = [name for name in self._chosen if name in self._quotes]

    def _draw(self, said: str) -> None:
        shelf = self.navi.quote_shelf
        rows = [TickRow(_NEW, words.QUOTE_NEW, "(+)")]
        for heading, is_kept in ((words.QUOTES_KEPT, True), (words.QUOTES_FILES, False)):
            found = [(name, item) for name, item in self._quotes.items() if shelf.holds(item.path) == is_kept]
            rows += [TickRow("", heading)] if found else []
            rows += [self._row(name, item, file=not is_kept) for name, item in found]
        self._list.replace(rows)
        self.query_one(StatusLine).say(said)

    def _row(self, name: str, item: KeptQuote, *, file: bool) -> TickRow:
        saved = item.saved.astimezone()
        place = item.path.name if file else f"{saved.month}月{saved.day}日 {saved:%H:%M}"
        verdict = verdict_text(check_quote(item.quote, self.navi.rules()))
        return TickRow(name, f"{item.name}（{place}）", "[x]" if name in self._chosen else "[ ]", "", verdict)

    # --- the user's steps ---

    def on_tick_list_picked(self, event: TickList.Picked) -> None:
        event.stop()
        self.app.push_screen(QuoteFormScreen(self._quotes.get(event.id)))

    def on_tick_list_pointed(self, event: TickList.Pointed) -> None:
        event.stop()
        self._to_delete = ""

    def action_open_quote(self) -> None:
        self._list.action_select()

    def action_choose_quote(self) -> None:
        name = self._list.pointed
        if name not in self._quotes:
            return
        if name in self._chosen:
            self._chosen.remove(name)
        elif len(self._chosen) == MOST_QUOTES:
            self._draw(words.QUOTES_MOST.format(most=MOST_QUOTES))
            return
        else:
            self._chosen.append(name)
        self._draw("")

    def action_compare(self) -> None:
        if not self._chosen:
            self._draw(words.QUOTES_NONE)
            return
        chosen = [self._quotes[name] for name in self._chosen]
        ways_on.compare(self.navi, [(item.name, item.quote) for item in chosen])

    def action_new_quote(self) -> None:
        self.app.push_screen(QuoteFormScreen())

    def action_open_file(self) -> None:
        self._entry.ask(words.QUOTE_FILE, self._open, "", words.QUOTE_FILE_EXAMPLE)
        self._draw(words.ESCAPE)

    def _open(self, text: str) -> None:
        path = path_of(text)
        opened = open_quote(path)
        if isinstance(opened, KeptQuote):
            self._leave_entry()
            self._opened[str(path)] = opened
            self._quotes[str(path)] = opened
            self.app.push_screen(QuoteFormScreen(opened))
            return
        self._draw(words.QUOTE_FAULTS.format(count=len(opened)))
        if text:
            self._leave_entry()
            self.navi.show_page(words.QUOTE_FAULTS_TITLE, tuple(Message("notice", str(fault)) for fault in opened))

    def action_delete_quote(self) -> None:
        """Asks once more; a file of the folder is the user's own and stays."""
        name = self._list.pointed or ""
        item = self._quotes.get(name)
        if item is None or not self.navi.quote_shelf.holds(item.path):
            self._draw(words.QUOTE_NOT_OURS)
        elif self._to_delete != name:
            self._to_delete = name
            self._draw(words.QUOTE_DELETE.format(name=item.name))
        else:
            try:
                self.navi.quote_shelf.forget(item.path)
            except OSError as error:
                self._draw(wording.EXPORT_FAILED.format(reason=error.strerror or type(error).__name__))
                return
            self._read()
            self._draw(words.QUOTE_DELETED)

    def action_close(self) -> None:
        if self._entry.is_open:
            self._leave_entry()
        else:
            self.app.pop_screen()

    def _leave_entry(self) -> None:
        self._entry.close()
        self.set_focus(self._list)
        self._draw("")
