"""見積依頼書を作る: which facts go in, for which candidate, and the letter as Markdown and Word."""

from __future__ import annotations

from textual.app import ComposeResult

from recommender.export.request import offered_facts
from recommender.results import Assessment
from tui import ways_on
from tui.screens.base import NaviScreen, bindings_for
from tui.widgets.key_line import KeyLine
from tui.widgets.plain_text import PlainText
from tui.widgets.status_line import StatusLine
from tui.widgets.tick_list import TickList, TickRow

_LEAD = "手紙に書くことに印があります。知らせたくないことは、Enter で外してください。e で手紙を作ります。"
_NOTHING = "書けることがまだありません。このままでも、e で手紙を作れます。"
_ANYONE = "（あて先は、あとで書き入れます）"
_GOES, _STAYS = "[x]", "[ ]"


class RequestScreen(NaviScreen):
    """The facts of the letter, each in or out."""

    where = "request"
    BINDINGS = bindings_for("request")
    CSS_PATH = "../styles/marking.tcss"

    def __init__(self, result: Assessment, service_id: str | None) -> None:
        super().__init__()
        self._result = result
        self._service_id = service_id
        self._omitted: set[str] = set()

    def compose(self) -> ComposeResult:
        yield PlainText(id="marking-title")
        yield PlainText(_LEAD, id="marking-lead")
        yield TickList(id="marking-list")
        yield StatusLine()
        yield KeyLine("request")

    def on_mount(self) -> None:
        rules = self.navi.rules()
        service = rules.knowledge.services[self._service_id] if self._service_id else None
        to = f"{service.provider}「{service.name}」" if service else _ANYONE
        self.query_one("#marking-title", PlainText).update(f"見積依頼書  あて先 {to}")
        self._list.show(self._rows())
        self._list.focus()
        self._say("" if self._list.rows else _NOTHING)

    @property
    def _list(self) -> TickList:
        return self.query_one(TickList)

    def _rows(self) -> list[TickRow]:
        return [
            TickRow(name, f"{label}: {said}", _STAYS if name in self._omitted else _GOES)
            for name, label, said in offered_facts(self._result, self.navi.rules())
        ]

    def _say(self, text: str) -> None:
        self.query_one(StatusLine).say(text)

    def on_tick_list_picked(self, event: TickList.Picked) -> None:
        event.stop()
        self._toggle(event.id)

    def action_tick(self) -> None:
        self._toggle(self._list.pointed)

    def _toggle(self, name: str | None) -> None:
        if name:
            self._omitted ^= {name}
            self._list.replace(self._rows())

    def action_write(self) -> None:
        self._say(ways_on.paperwork(self.navi).write_request(self._result, self._service_id, frozenset(self._omitted)))
