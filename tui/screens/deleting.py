"""消す: a company with all that belongs to it, after its name was typed; then the receipt.

A yes alone is soon given to the wrong company. Its name has to be meant, and is no harder to type than to search for.
"""

from __future__ import annotations

from functools import partial

from textual.app import ComposeResult

from tui import moving_words as words
from tui.client_words import NAMELESS
from tui.desk.clients import Client, search_key
from tui.desk.removal import PLACE, Receipt, receipt_text, remove_client
from tui.layout import one_line
from tui.screens.base import bindings_for
from tui.screens.working import WorkingScreen
from tui.widgets.entry_line import EntryLine
from tui.widgets.key_line import KeyLine
from tui.widgets.plain_text import PlainText
from tui.widgets.status_line import StatusLine


class DeletingScreen(WorkingScreen):
    """Says what goes, and asks for the name; `counts` are the interviews and the quotes of the company."""

    where = "deleting"
    BINDINGS = bindings_for("deleting")
    CSS_PATH = "../styles/one_line.tcss"

    def __init__(self, client: Client, interviews: int, quotes: int) -> None:
        super().__init__()
        self._client = client
        self._name = one_line(client.name)
        self._keys = {key for key in map(search_key, (client.name, client.kana)) if key}
        self._counts = words.COUNTED.format(interviews=interviews, notes=len(client.notes), quotes=quotes)

    @property
    def _by_name(self) -> bool:
        """Whether there is a name that can be asked for."""
        return bool(search_key(self._client.name))

    def compose(self) -> ComposeResult:
        lead = words.DELETE_LEAD.format(counts=self._counts) + (words.BY_NAME if self._by_name else words.BY_YES)
        yield PlainText(words.DELETE.format(name=self._name or NAMELESS), id="one-line-title")
        yield PlainText(lead, id="one-line-lead")
        yield StatusLine()
        yield EntryLine(id="one-line-entry")
        yield KeyLine("deleting")

    def on_mount(self) -> None:
        self.query_one(KeyLine).set_typing(typing=True)
        self._ask()

    def _ask(self) -> None:
        prompt = words.DELETE_ASK if self._by_name else words.DELETE_ASK_YES
        self.query_one(EntryLine).ask(prompt, self._take, example=words.DELETE_EXAMPLE)

    def _take(self, text: str) -> None:
        said = search_key(text) in self._keys if self._by_name else text == words.YES
        if said:
            self.query_one(EntryLine).close()
            self.start(words.DELETING, lambda: partial(remove_client, self.navi.store, self._client.id))
        else:
            self._ask()
            self.tell(words.ANOTHER_NAME if self._by_name else words.NOT_YES)

    def failed(self, why: str) -> None:
        self._ask()
        self.tell(why)

    def finished(self, outcome: Receipt) -> None:
        """The receipt over the list of companies: the page of the company goes, and so do its open interviews."""
        from tui.screens.client import ClientScreen
        from tui.screens.private_page import ReceiptScreen

        self.navi.close_talks_of(self._client.id, outcome.ids)
        self.app.pop_screen()
        if isinstance(self.app.screen, ClientScreen):
            self.app.pop_screen()
        place = PLACE.format(home=self.navi.store.home) if outcome.remaining else ""
        self.app.push_screen(ReceiptScreen(receipt_text(outcome), place, self.navi.rules()))
