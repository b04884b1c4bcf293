"""The result: the verdict first, its grounds on further faces, every statement's source one key away."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.events import Key

from recommender.results import Assessment
from tui import room_words
from tui.actions import name_of_key
from tui.faces.posture import POSTURE
from tui.faces.presented import presented
from tui.faces.variants import WHAT_IF
from tui.result_pages import Page, result_pages
from tui.screens.base import bindings_for
from tui.screens.in_the_room import RoomScreen
from tui.talk.room_talk import RoomTalk
from tui.widgets.face_tabs import FaceTabs
from tui.widgets.key_line import KeyLine
from tui.widgets.plain_text import PlainText
from tui.widgets.presented import PresentedResult
from tui.widgets.statements import StatementList
from tui.widgets.status_line import StatusLine


class ResultScreen(RoomScreen):
    """The faces of a result, one at a time."""

    where = "result"
    BINDINGS = bindings_for("result")
    CSS_PATH = "../styles/result.tcss"

    def __init__(self, result: Assessment, pages: tuple[Page, ...]) -> None:
        """`result` may come without the search for what would change it; that is done behind the first sight."""
        super().__init__()
        self.result = result
        self._pages = pages
        self._explained = False
        self.face = 0

    def compose(self) -> ComposeResult:
        yield FaceTabs([(page.name, page.short) for page in self._pages])
        yield StatementList(id="page-list")
        yield PresentedResult(id="presented")
        yield StatusLine()
        yield PlainText(room_words.SIGN.format(key=name_of_key("presenter")), id="sign")
        yield KeyLine("result")

    def on_mount(self) -> None:
        self.present(on=self.navi.presenting)
        self.turn_to(0)
        self.say("")
        talk = self.talk
        self.run_worker(lambda: self._explain(talk), thread=True)

    def _explain(self, talk: RoomTalk) -> None:
        explained = talk.assessment()
        if self.is_attached:
            self.app.call_from_thread(self._take, explained)

    def _take(self, explained: Assessment) -> None:
        self.result, self._explained = explained, True
        self._redraw()

    def on_screen_resume(self) -> None:
        self._redraw()

    def _redraw(self) -> None:
        """The faces as they are now; the reader stays on the line where he was."""
        if not self._tabs_there:
            return
        rules, talk = self.navi.rules(), self.talk
        self.result = talk.with_notes(self.result)
        self._pages = result_pages(
            self.result, rules, talk.what_ifs(self.result), talk.record.marks, explained=self._explained
        )
        if self.navi.presenting:
            self.query_one(PresentedResult).show(presented(self.result, rules))
        listed = self.query_one(StatementList)
        if listed.statements != self._pages[self.face].statements:
            pointed, scrolled = listed.highlighted, listed.scroll_offset.y
            listed.show(self._pages[self.face].statements)
            listed.highlighted = pointed
            listed.scroll_to(y=scrolled, animate=False)

    @property
    def _tabs_there(self) -> bool:
        return bool(self.query(StatementList))

    def turn_to(self, face: int) -> None:
        """Shows another face from its top."""
        self.face = face % len(self._pages)
        self.query_one(StatementList).show(self._pages[self.face].statements)
        self.query_one(FaceTabs).show(self.face)

    def present(self, *, on: bool) -> None:
        super().present(on=on)
        shown = self.query_one(PresentedResult)
        self.say("")
        if on:
            shown.show(presented(self.talk.with_notes(self.result), self.navi.rules()))
        self.set_focus(shown if on else self.query_one(StatementList))

    def say(self, text: str) -> None:
        """A word on the status line."""
        self.query_one(StatusLine).say(text)

    def on_face_tabs_picked(self, event: FaceTabs.Picked) -> None:
        event.stop()
        self.turn_to(event.index)

    def on_key(self, event: Key) -> None:
        if not self.navi.presenting and event.key.isdigit() and 1 <= int(event.key) <= len(self._pages):
            self.turn_to(int(event.key) - 1)

    def on_statement_list_opened(self, event: StatementList.Opened) -> None:
        event.stop()
        if event.statement.opens == WHAT_IF:
            self.action_what_if()
        elif event.statement.opens == POSTURE:
            self.action_posture()
        else:
            self.navi.open_statement(event.statement)

    def action_what_if(self) -> None:
        self.navi.show_what_if(self.result)

    def action_onward(self) -> None:
        from tui.ways_on import offer_ways

        offer_ways(self.navi, self.result)

    def action_next_steps(self) -> None:
        from tui.ways_on import open_sheet

        open_sheet(self.navi, self.result, "actions")

    def action_checklist(self) -> None:
        from tui.ways_on import open_sheet

        open_sheet(self.navi, self.result, "contract")

    def action_onboarding(self) -> None:
        from tui.ways_on import open_sheet

        open_sheet(self.navi, self.result, "onboarding")

    def action_posture(self) -> None:
        from tui.ways_on import open_posture

        open_posture(self.navi, self.result)

    def action_classes(self) -> None:
        from tui.ways_on import open_classes

        open_classes(self.navi, self.result)

    def action_request(self) -> None:
        from tui.ways_on import ask_to_whom

        ask_to_whom(self.navi, self.result)

    def action_open(self) -> None:
        self.query_one(StatementList).action_select()

    def action_next_tab(self) -> None:
        self.turn_to(self.face + 1)

    def action_previous_tab(self) -> None:
        self.turn_to(self.face - 1)

    def action_export(self) -> None:
        from tui.exporting import offer_export
        from tui.subsidy_target import with_target

        if not self._explained:
            self._take(self.talk.assessment())
        offer_export(self.navi, with_target(self.result, self.talk), self._say_if_here)

    def _say_if_here(self, text: str) -> None:
        """A word of something that took a while; the reader may have left."""
        if self.is_attached:
            self.say(text)

    def action_subsidy(self) -> None:
        self.navi.show_subsidy(self.result)

    def action_review(self) -> None:
        self.navi.show_review()
