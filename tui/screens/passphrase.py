"""合言葉: asked for without showing it, twice where it is new; then the work that it is for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual.app import ComposeResult

from tui import moving_words as words
from tui.desk.sealing import normal, weakness
from tui.screens.base import bindings_for
from tui.screens.private_page import PrivatePageScreen
from tui.screens.working import Step, WorkingScreen
from tui.talk.messages import Message
from tui.talk.statements import from_messages
from tui.widgets.hidden_line import HiddenLine
from tui.widgets.key_line import KeyLine
from tui.widgets.plain_text import PlainText
from tui.widgets.status_line import StatusLine


@dataclass(frozen=True, slots=True)
class Sealed:
    """What a passphrase is asked for. `prepare` takes seconds and writes nothing; its step writes and gives sentences.

    `is_new`: the passphrase is being chosen, so it has to be a good one and is typed twice. `done` stands over the
    sentences.
    """

    title: str
    lead: str
    busy: str
    done: str
    is_new: bool
    prepare: Callable[[str], Step]


class PassphraseScreen(WorkingScreen):
    """Asks for the passphrase of a file."""

    where = "passphrase"
    BINDINGS = bindings_for("passphrase")
    CSS_PATH = "../styles/one_line.tcss"

    def __init__(self, sealed: Sealed) -> None:
        super().__init__()
        self._sealed = sealed

    def compose(self) -> ComposeResult:
        yield PlainText(self._sealed.title, id="one-line-title")
        yield PlainText(self._sealed.lead, id="one-line-lead")
        yield StatusLine()
        yield HiddenLine(id="one-line-entry")
        yield KeyLine("passphrase")

    def on_mount(self) -> None:
        self.query_one(KeyLine).set_typing(typing=True)
        self._ask("")

    def _ask(self, said: str) -> None:
        self.query_one(HiddenLine).ask(words.PHRASE, self._take)
        self.tell(said)

    def _take(self, phrase: str) -> None:
        why = weakness(phrase) if self._sealed.is_new else None
        if not normal(phrase):
            self.tell(words.EMPTY)
        elif why:
            self.tell(f"{why}。")
        elif self._sealed.is_new:
            self.query_one(HiddenLine).ask(words.PHRASE_AGAIN, lambda again: self._compare(phrase, again))
            self.tell(words.AGAIN_HINT)
        else:
            self._go_on(phrase)

    def _compare(self, phrase: str, again: str) -> None:
        if normal(again) == normal(phrase):
            self._go_on(phrase)
        else:
            self._ask(words.DIFFERENT)

    def _go_on(self, phrase: str) -> None:
        self.query_one(HiddenLine).close()
        self.start(self._sealed.busy, lambda: self._sealed.prepare(phrase))

    def failed(self, why: str) -> None:
        self._ask(why)

    def finished(self, outcome: tuple[str, ...]) -> None:
        from tui.screens.carrying import CarryingScreen

        self.app.pop_screen()
        if isinstance(self.app.screen, CarryingScreen):
            self.app.pop_screen()
        told = from_messages((Message("notice", line) for line in outcome), self.navi.rules())
        self.app.push_screen(PrivatePageScreen(self._sealed.done, told))
