"""What stands above and beside the talk of an interview: the company, the standing, how far it is, and 聞き方."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from tui import in_the_room, room_words, wording
from tui.layout import truncate
from tui.screens.in_the_room import RoomScreen
from tui.talk.standing import brief_text, progress_text
from tui.widgets.key_line import KeyLine
from tui.widgets.panels import CompanyPanel, StandingPanel
from tui.widgets.plain_text import PlainText
from tui.widgets.prompter import PrompterPanel
from tui.widgets.statements import StatementList

_NAME_ROOM = 24
"""Cells for the company's name where it stands before the standing."""


class BriefLine(PlainText):
    """The panel on one line, for narrow screens; a click opens it in full."""

    def on_click(self) -> None:
        self.app.call_later(self.screen.run_action, "panel")


class BesideScreen(RoomScreen):
    """An interview's screen with all that isn't the talk itself."""

    def __init__(self) -> None:
        super().__init__()
        self._known = in_the_room.Known()
        self._prompting = False

    def above(self) -> ComposeResult:
        """The line of the company and of how far it is; on narrow screens the panels on one line."""
        with Horizontal(id="top"):
            yield PlainText(wording.APP_NAME, id="top-name")
            yield PlainText(id="top-progress")
        yield BriefLine(id="brief")

    def beside(self) -> ComposeResult:
        """The panels of wide screens."""
        with Vertical(id="side"):
            yield CompanyPanel(id="company")
            yield StandingPanel(id="standing")
            yield PrompterPanel(id="prompter")

    def on_screen_resume(self) -> None:
        """Another screen, or another window, may have written a note meanwhile."""
        self._known = in_the_room.known_of(self.navi, self.talk)
        if self.is_mounted:
            self.draw_panels()

    def draw_panels(self) -> None:
        """The company, the standing, the progress and what was noted, as they are now."""
        talk, question = self.talk, self.talk.question
        name = self._known.name or talk.company
        several = self.navi.several_open
        if several and not name:
            name = room_words.NAMELESS.format(time=talk.begun)
        self.query_one("#top-name", PlainText).update(f"{wording.APP_NAME}  {name}".rstrip())
        self.query_one("#top-progress", PlainText).update(progress_text(talk))
        brief = f"{truncate(name, _NAME_ROOM)}  {brief_text(talk)}" if several else brief_text(talk)
        self.query_one("#brief", PlainText).update(brief)
        noted = question is not None and question.field in self._known.noted
        self.query_one("#noted", PlainText).update(room_words.NOTED if noted else "")
        if self.has_class("-wide"):
            self._draw_side()
        if talk.record.revision:
            self.query_one(KeyLine).say(f"保存済み {talk.record.saved:%H:%M}")

    def _draw_side(self) -> None:
        if self._prompting:
            self.query_one(PrompterPanel).show(in_the_room.prompts(self.navi, self.talk))
        else:
            self.query_one(CompanyPanel).show(self.talk)
            self.query_one(StandingPanel).show(self.talk)

    def on_statement_list_opened(self, event: StatementList.Opened) -> None:
        event.stop()
        self.navi.open_statement(event.statement)

    def action_prompter(self) -> None:
        """聞き方 beside the question in place of the panels, and away again; without room on a page."""
        if self.has_class("-wide") and not self.navi.presenting:
            self._prompting = not self._prompting
            self.set_class(self._prompting, "-prompting")
            self.call_after_refresh(self.draw_panels)
        else:
            in_the_room.show_prompts(self.navi, self.talk)

    def action_panel(self) -> None:
        self.navi.show_panel()
