"""中断して日を決める: the day to go on with an interview, which may stay open."""

from __future__ import annotations

from textual.app import ComposeResult

from tui import onward_words
from tui import room_words as words
from tui.days import read_day
from tui.screens.base import NaviScreen, bindings_for
from tui.talk.room_talk import RoomTalk
from tui.widgets.entry_line import EntryLine
from tui.widgets.key_line import KeyLine
from tui.widgets.plain_text import PlainText
from tui.widgets.status_line import StatusLine


class ParkScreen(NaviScreen):
    """Asks for the day; Enter saves it and leaves the interview, Esc goes on with it."""

    where = "parking"
    private = True
    BINDINGS = bindings_for("parking")
    CSS_PATH = "../styles/room.tcss"

    def __init__(self, talk: RoomTalk) -> None:
        super().__init__()
        self._parked = talk

    def compose(self) -> ComposeResult:
        yield PlainText(words.PARK, id="page-title")
        yield PlainText(words.PARK_LEAD, id="park-lead")
        yield StatusLine()
        yield EntryLine(id="park-entry")
        yield KeyLine("parking")

    def on_mount(self) -> None:
        self.query_one(KeyLine).set_typing(typing=True)
        self.query_one(EntryLine).ask(words.PARK_DAY, self._take, example=words.PARK_EXAMPLE)

    def _take(self, text: str) -> None:
        day = read_day(text, self.navi.today) if text else None
        if text and (day is None or day < self.navi.today):
            self.tell(onward_words.NOT_A_DAY if day is None else words.DAY_GONE)
            return
        told = self._parked.put_off(day)
        if any(message.kind == "trouble" for message in told):
            self.tell("\n".join(message.text for message in told))
            return
        self.navi.go_home(closing=True)
