"""The interviews that are open at once: each in a mode of its own, with its own screens and its own talk.

No screen asks which interview is in front: it keeps the talk in whose mode it was opened.
"""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.screen import Screen

from tui.screens.base import NaviScreen
from tui.screens.start import StartScreen

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date
    from pathlib import Path

    from recommender.rulebase import RuleBase
    from tui.desk.records import SavedInterview
    from tui.desk.store import SqliteStore
    from tui.screens.interview import InterviewScreen
    from tui.talk.messages import Turn
    from tui.talk.room_talk import RoomTalk

HOME = "home"
MOST_OPEN = 5
"""So many interviews stay open; of more, the one that was longest not looked at is closed. Its answers are saved."""


class OpenTalks(App[int]):
    """The app as the place where interviews are open. `HOME` is the mode of the first screen."""

    DEFAULT_MODE = HOME
    MODES = {HOME: StartScreen}  # noqa: RUF012  as App declares it

    def __init__(self, home: Path, today: date) -> None:
        super().__init__()
        self.today = today
        self.presenting = False
        """Whether the screen is being shown to the company（見せる画面）: nothing private opens meanwhile."""
        self._home = home
        self._rules: RuleBase | None = None
        self._talks: dict[str, RoomTalk] = {}
        self._opened = 0

    # The first paint waits for nothing that an empty desk can do without: neither the questions nor the talk.

    @cached_property
    def store(self) -> SqliteStore:
        from questionnaires.loading import load_questionnaire
        from tui.desk.store import SqliteStore

        return SqliteStore(self._home, load_questionnaire().vocabulary)

    def rules(self) -> RuleBase:
        """The rules; waits for them where they are wanted before the worker is done."""
        if self._rules is None:
            from recommender.rulebase import load_rulebase
            from tui.places import own_folders

            self.take_rules(load_rulebase(own_folders()))
        assert self._rules is not None  # noqa: S101  taken above; narrows the type
        return self._rules

    def take_rules(self, rules: RuleBase) -> None:
        """The rules, which are loaded once, for every talk that is open."""
        self._rules = rules
        nobody = (self._about_nobody,) if "_about_nobody" in self.__dict__ else ()
        for talk in (*self._talks.values(), *nobody):
            talk.rules = rules

    # --- whose talk it is ---

    @property
    def talk(self) -> RoomTalk:
        """The talk of the interview in front; without one, a talk about nobody."""
        return self._talks.get(self.current_mode) or self._about_nobody

    @cached_property
    def _about_nobody(self) -> RoomTalk:
        return self._talk_about(None)

    def talk_of(self, screen: Screen[Any]) -> RoomTalk:
        """The talk of the interview that the screen belongs to, whether that is in front or not."""
        modes = (mode for mode in self._talks if screen in self._stack(mode))
        mode = next(modes, None)
        return self._talks[mode] if mode else self._about_nobody

    def _stack(self, mode: str) -> list[Screen[Any]]:
        with suppress(KeyError):  # a mode has no screens before it was in front
            return self.get_screen_stack(mode)
        return []

    @property
    def in_an_interview(self) -> bool:
        return self.current_mode in self._talks

    def other_talks(self) -> tuple[RoomTalk, ...]:
        """The interviews that are open beside the one in front, the last looked at first."""
        return tuple(talk for mode, talk in reversed(self._talks.items()) if mode != self.current_mode)

    @property
    def several_open(self) -> bool:
        return len(self._talks) > 1

    def interview_screens(self) -> Iterator[InterviewScreen]:
        """The first screen of every interview that is open."""
        from tui.screens.interview import InterviewScreen

        for mode in self._talks:
            yield from (screen for screen in self._stack(mode)[:1] if isinstance(screen, InterviewScreen))

    # --- opening, going back and forth, closing ---

    def open_interview(self, record: SavedInterview | None) -> None:
        """Opens an interview, or a new one; one that was never saved is taken as it stands.

        An interview that is open already comes to the front as it was left, unless it went on in another window.
        """
        mode = next((mode for mode, talk in self._talks.items() if record and talk.record.id == record.id), None)
        if mode and record and self._talks[mode].record.revision >= record.revision:
            self.switch_to(self._talks[mode])
            return
        talk = self._talk_about(record)
        self.enter(talk, talk.start())
        if mode:
            self._close(mode)

    def enter(self, talk: RoomTalk, turn: Turn) -> None:
        """Brings a talk that isn't open yet to the front."""
        from tui.screens.interview import InterviewScreen

        self._put_away()
        talk.taken_up()
        self._opened += 1
        mode = f"interview-{self._opened}"
        self._talks[mode] = talk
        self.add_mode(mode, lambda: InterviewScreen(turn))
        self.switch_mode(mode)
        for oldest in list(self._talks)[:-MOST_OPEN]:
            self._close(oldest)

    def switch_to(self, talk: RoomTalk) -> None:
        """Brings an interview that is open to the front, as it was left."""
        self._put_away()
        mode = next(mode for mode, kept in self._talks.items() if kept is talk)
        self._talks[mode] = self._talks.pop(mode)
        talk.taken_up()
        before = self.current_mode
        self.switch_mode(mode)
        self._drop_untouched(before)

    def go_home(self, *, closing: bool = False) -> None:
        """Back to the first screen. The interview stays open unless it is `closing` or nothing was done in it."""
        if self.presenting:
            self.refuse()
            return
        mode = self.current_mode
        self.switch_mode(HOME)
        while not isinstance(self.screen, StartScreen):
            self.pop_screen()
        if closing and mode in self._talks:
            self._close(mode)
        self._drop_untouched(mode)

    def _put_away(self) -> None:
        """Closes what led from the interview in front to another one, such as the list of companies."""
        while self.in_an_interview and _is_private(self.screen):
            self.pop_screen()

    def _drop_untouched(self, mode: str) -> None:
        stack = self._stack(mode)
        if mode in self._talks and mode != self.current_mode and stack and getattr(stack[0], "is_untouched", False):
            self._close(mode)

    def close_talks_of(self, client_id: str, gone: Collection[str]) -> None:
        """Closes the interviews of a company that was deleted from the first screen; `gone`: the ids that went."""
        for mode, talk in list(self._talks.items()):
            if talk.record.client == client_id or talk.record.id in gone:
                self._close(mode)

    def _close(self, mode: str) -> None:
        del self._talks[mode]
        self.remove_mode(mode)

    def _talk_about(self, record: SavedInterview | None) -> RoomTalk:
        from tui.talk.room_talk import RoomTalk

        talk = RoomTalk(self.store, self.today, record)
        talk.rules = self._rules
        return talk

    # --- 見せる画面 ---

    def present(self, *, on: bool) -> None:
        """Turns the view for the company on or off, on every screen that is open."""
        if on and not (self.in_an_interview and all(not _is_private(screen) for screen in self.screen_stack)):
            return
        self.presenting = on
        for mode in (HOME, *self._talks):
            for screen in self._stack(mode):
                if isinstance(screen, NaviScreen):
                    screen.present(on=on)

    def push_screen(self, screen: Any, *args: Any, **options: Any) -> Any:
        """As Textual's; but a private screen doesn't open before the company's eyes."""
        if self.presenting and _is_private(screen):
            self.refuse()
            return None
        if isinstance(screen, NaviScreen):
            screen.set_class(self.presenting, "-presenting")
        return super().push_screen(screen, *args, **options)

    def refuse(self) -> None:
        """Says that what was asked for doesn't open while the company looks on."""
        from tui import room_words
        from tui.actions import name_of_key

        if isinstance(self.screen, NaviScreen):
            self.screen.tell(room_words.LEAVE_FIRST.format(key=name_of_key("presenter")))


def _is_private(screen: object) -> bool:
    return isinstance(screen, NaviScreen) and screen.private
