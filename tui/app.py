"""The app: opens the first screen, loads the rules behind it, and moves between screens."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tui import wording
from tui.actions import Where
from tui.open_talks import OpenTalks
from tui.theme import DARK, LIGHT, THEMES
from tui.widgets.scroll_bars import use_whole_cells

if TYPE_CHECKING:
    from knowledge.records import Monitoring
    from recommender.results import Assessment
    from recommender.rulebase import RuleBase
    from tui.desk.quotes import QuoteShelf
    from tui.desk.records import SavedInterview
    from tui.screens.interview import InterviewScreen
    from tui.talk.messages import Message, Turn
    from tui.talk.statements import Statement

BAD_DATA = 2


class NaviApp(OpenTalks):
    """お助け隊ナビ on the screen."""

    TITLE = wording.APP_NAME
    CSS_PATH = "styles/app.tcss"
    ENABLE_COMMAND_PALETTE = True

    def __init__(self, home: Path, today: date, resume: SavedInterview | None = None) -> None:
        super().__init__(home, today)
        self._resume = resume
        use_whole_cells()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = DARK

    @property
    def quote_shelf(self) -> QuoteShelf:
        from tui.desk.quotes import QuoteShelf

        return QuoteShelf(self._home, self.talk.record.client)

    def on_mount(self) -> None:
        self.set_class(os.environ.get("OTASUKE_ASCII", "") not in ("", "0"), "-ascii")
        if self._resume:
            self.open_interview(self._resume)
        self.call_after_refresh(self._load_rules)

    def _load_rules(self) -> None:
        from tui.heap import share_one_heap

        share_one_heap()
        self.run_worker(self._load, thread=True, name="rules", exit_on_error=True)

    def _load(self) -> None:
        from knowledge.faults import DataError
        from recommender.rulebase import load_rulebase
        from tui.heap import give_back_free
        from tui.places import own_folders
        from tui.readying import make_ready
        from tui.residency import watch_memory

        self._load_talk()
        watch_memory()
        try:
            rules = load_rulebase(own_folders())
        except DataError as error:
            self.call_from_thread(self.exit, BAD_DATA, BAD_DATA, "\n".join(map(str, error.faults)))
            return
        self.call_from_thread(self._rules_loaded, rules)
        make_ready(rules)
        give_back_free()

    def _load_talk(self) -> None:
        """Imports what comes after the first screen."""
        import tui.screens.interview  # noqa: F401

    def _rules_loaded(self, rules: RuleBase) -> None:
        self.take_rules(rules)
        for screen in self.interview_screens():
            if screen.is_mounted:
                screen.draw_panels()

    # --- beginning and going on ---

    @property
    def _has_desk(self) -> bool:
        """Whether anything can have been saved; where nothing has, nothing needs to be read."""
        return "store" in self.__dict__ or (self._home / "interviews").is_dir()

    def unfinished(self) -> SavedInterview | None:
        return self.store.latest_unfinished() if self._has_desk else None

    def finished(self) -> SavedInterview | None:
        return self.store.latest_finished() if self._has_desk else None

    def companies(self) -> int:
        """How many companies are on the desk; a desk that can't be opened tells so by its notices."""
        from contextlib import suppress

        with suppress(OSError):
            return self.store.clients.count() if self._has_desk else 0
        return 0

    def notices(self) -> tuple[str, ...]:
        """What the user has to be told about what is saved."""
        return self.store.notices() if self._has_desk else ()

    def begin(self) -> None:
        """A new interview."""
        self.open_interview(None)

    def resume_latest(self) -> None:
        record = self.unfinished()
        self.open_interview(record)

    def look_again(self) -> None:
        record = self.finished()
        if record:
            self.look_again_at(record)

    def look_again_at(self, record: SavedInterview) -> None:
        """The result of an interview, after what changed since it was shown."""
        from tui.desk import sentences
        from tui.desk.looking_back import then_and_now

        self.open_interview(record)
        self._unwind()
        told = then_and_now(record, self.talk.profile, self.rules(), self.today)
        if told:
            self.show_page(sentences.THEN_AND_NOW, told, (sentences.NOW, self.show_result))
        else:
            self.show_result()

    def follow_on(self) -> None:
        """A new interview of the company whose result was looked at last."""
        record = self.finished()
        if record:
            from tui.desk.followup import follow_on

            self.open_interview(follow_on(record, self.store.new()))

    def begin_in_incident(self) -> None:
        """First aid before any question; the interview can follow."""
        from tui.talk.first_aid import first_aid

        onward = (wording.KEEP_GOING, self._after_first_aid)
        self.show_page("いま被害が起きているとき", first_aid(self.rules()), onward)

    def _after_first_aid(self) -> None:
        talk = self._talk_about(None)
        self.pop_screen()
        self.enter(talk, talk.start_in_incident())

    # --- other screens ---

    def show_page(
        self, title: str, messages: tuple[Message, ...], onward: tuple[str, Callable[[], None]] | None = None
    ) -> None:
        from tui.screens.page import PageScreen
        from tui.talk.statements import from_messages

        self.push_screen(PageScreen(title, from_messages(messages, self.rules()), onward))

    def show_panel(self) -> None:
        from tui.screens.page import PanelScreen

        self.push_screen(PanelScreen())

    def show_option(self, option: Monitoring) -> None:
        """How one option stands, in full."""
        from tui.screens.option import OptionScreen

        self.push_screen(OptionScreen(option, self.talk.profile.answers, self.rules()))

    def show_what_if(self, result: Assessment) -> None:
        """もしも: the answers changed beside the result."""
        from tui.screens.what_if import WhatIfScreen

        self.push_screen(WhatIfScreen(result))

    def open_statement(self, statement: Statement) -> None:
        """What a statement opens: an option where it speaks of one, else its sources."""
        from tui.talk.statements import opened

        option = opened(statement.opens)
        if option:
            self.show_option(option)
        else:
            self.show_sources(statement)

    def show_help(self, where: Where) -> None:
        from tui.screens.help import HelpScreen

        self.push_screen(HelpScreen(where))

    def show_sources(self, statement: Statement) -> None:
        from recommender.export.records import describe_record
        from tui.screens.sources import SourcesScreen

        rules = self.rules()
        texts = tuple(describe_record(cite, rules, self.today) for cite in dict.fromkeys(statement.cites))
        self.push_screen(SourcesScreen(statement.text, texts))

    def show_subsidy(self, result: Assessment) -> None:
        from tui.screens.subsidy import SubsidyScreen

        self.rules()
        self.push_screen(SubsidyScreen(result))

    def show_review(self) -> None:
        from tui.screens.review import ReviewScreen

        self.push_screen(ReviewScreen())

    def show_result(self) -> None:
        from tui.result_pages import result_pages
        from tui.screens.result import ResultScreen

        rules = self.rules()
        result = self.talk.assessment(explain=False)
        self.talk.keep_result(result)
        self.push_screen(ResultScreen(result, result_pages(result, rules, self.talk.what_ifs(result), explained=False)))

    def change_answer(self, field: str) -> None:
        """Opens a question again, on the interview."""
        self._back_to_interview(self.talk.jump(field))

    def leave_review_for_result(self) -> None:
        self._back_to_interview(self.talk.finish())

    def _back_to_interview(self, turn: Turn) -> None:
        self._unwind().take(turn)

    def _unwind(self) -> InterviewScreen:
        """Back to the talk of the interview in front."""
        from tui.screens.interview import InterviewScreen

        while not isinstance(self.screen, InterviewScreen):
            self.pop_screen()
        return self.screen

    # --- appearance, and what the framework would do in English ---

    def switch_brightness(self) -> None:
        self.theme = LIGHT if self.theme == DARK else DARK

    def switch_borders(self) -> None:
        self.toggle_class("-ascii")

    def action_command_palette(self) -> None:
        from textual.command import CommandPalette

        from tui.commands import ActionCommands

        if not any(isinstance(screen, CommandPalette) for screen in self.screen_stack):
            self.push_screen(CommandPalette([ActionCommands], placeholder="できることを探す", id="--command-palette"))

    def action_help_quit(self) -> None:
        """Ctrl+C: the framework would show a toast, which loses Japanese characters. Answers are saved; we leave."""
        self.exit()

    def _fatal_error(self) -> None:
        """Our own fault: the framework would print every local value in English. `run` hands the error on instead."""
        self._close_messages_no_wait()

    @property
    def fault(self) -> Exception | None:
        """What ended the program, if it was our own fault."""
        return self._exception


def run(home: Path | None = None, as_of: date | None = None, resume: str | None = None) -> int:
    """Runs the program on the terminal; gives its exit code."""
    from questionnaires.loading import load_questionnaire
    from tui.desk.errors import DamagedRecordError
    from tui.desk.store import SqliteStore, home_directory
    from tui.layout import one_line

    today = as_of or date.today()  # noqa: DTZ011  "today" is the user's own calendar day
    place = home or home_directory()
    try:
        record = SqliteStore(place, load_questionnaire().vocabulary).load(resume) if resume else None
    except (FileNotFoundError, DamagedRecordError):
        sys.stderr.write(f"--resume: {wording.NO_SUCH_INTERVIEW.format(id=one_line(resume or ''))}\n")
        return BAD_DATA
    app = NaviApp(place, today, record)
    app.run()
    if app.fault:
        raise app.fault
    return app.return_code or 0
