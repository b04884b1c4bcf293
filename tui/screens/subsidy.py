"""補助金の面: the ways compared, and the plan as a timeline from a deadline that the user may name."""

from __future__ import annotations

from pathlib import Path

from textual.app import ComposeResult
from textual.events import Key

from recommender.results import Assessment
from tui import subsidy_target
from tui.days import read_day
from tui.faces.subsidy import FACES, PLAN_FACE, subsidy_faces
from tui.screens.base import NaviScreen, bindings_for
from tui.subsidy_target import export_calendar, is_near, keep_target, target_of, with_target
from tui.talk.statements import placed
from tui.widgets.entry_line import EntryLine
from tui.widgets.face_tabs import FaceTabs
from tui.widgets.key_line import KeyLine
from tui.widgets.statements import StatementList
from tui.widgets.status_line import StatusLine


class SubsidyScreen(NaviScreen):
    """補助金の受け方と予定, a face at a time."""

    where = "subsidy"
    BINDINGS = bindings_for("subsidy")
    CSS_PATH = "../styles/subsidy.tcss"

    def __init__(self, result: Assessment) -> None:
        super().__init__()
        self._result = result
        self.face = 0

    def compose(self) -> ComposeResult:
        yield FaceTabs(FACES)
        yield StatementList(id="subsidy-list")
        yield StatusLine(id="subsidy-status")
        yield EntryLine(id="subsidy-entry")
        yield KeyLine("subsidy")

    def on_mount(self) -> None:
        self.set_focus(self._list)
        self._say("")
        self._draw()

    def on_resize(self) -> None:
        self.call_after_refresh(self._draw)

    @property
    def _list(self) -> StatementList:
        return self.query_one(StatementList)

    def turn_to(self, face: int) -> None:
        """Shows another face from its top."""
        self.face = face % len(FACES)
        self._draw()

    def _draw(self) -> None:
        """The face for the width that there is; redrawn as it stands, it leaves the reader on the line where he was."""
        self.query_one(FaceTabs).show(self.face)
        told = with_target(self._result, self.talk)
        statements = placed(subsidy_faces(told, self.size.width)[self.face], self.navi.rules())
        if self._list.statements != statements:
            self._list.show(statements)

    def _say(self, text: str) -> None:
        self.query_one(StatusLine).say(text)

    # --- the user's steps ---

    def on_statement_list_opened(self, event: StatementList.Opened) -> None:
        event.stop()
        self.navi.show_sources(event.statement)

    def on_face_tabs_picked(self, event: FaceTabs.Picked) -> None:
        event.stop()
        self.turn_to(event.index)

    def on_key(self, event: Key) -> None:
        if event.key.isdigit() and 1 <= int(event.key) <= len(FACES):
            self.turn_to(int(event.key) - 1)

    def action_next_tab(self) -> None:
        self.turn_to(self.face + 1)

    def action_previous_tab(self) -> None:
        self.turn_to(self.face - 1)

    def action_open(self) -> None:
        self._list.action_select()

    def action_target(self) -> None:
        day = target_of(self.talk)
        entry = self.query_one(EntryLine)
        entry.ask(subsidy_target.PROMPT, self._take, day.isoformat() if day else "", subsidy_target.EXAMPLE)
        self._say(subsidy_target.HINT)

    def _take(self, text: str) -> None:
        day = read_day(text, self.navi.today) if text else None
        if text and (day is None or not is_near(day, self.navi.today)):
            self._say(subsidy_target.NOT_READ)
            return
        self._leave_entry()
        told = keep_target(self.talk, day)
        self._say("\n".join(message.text for message in told))
        self.turn_to(PLAN_FACE)

    def action_calendar(self) -> None:
        told = with_target(self._result, self.talk)
        self._say(export_calendar(told, self.navi.rules(), Path.cwd()))

    def action_close(self) -> None:
        if self.query_one(EntryLine).is_open:
            self._leave_entry()
            self._say("")
        else:
            self.app.pop_screen()

    def _leave_entry(self) -> None:
        self.query_one(EntryLine).close()
        self.set_focus(self._list)
