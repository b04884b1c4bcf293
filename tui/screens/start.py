"""The first screen: what this is, and where to begin."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widgets import OptionList

from tui import wording
from tui.first_card import BEGIN, CLIENTS, FOLLOW, INCIDENT, LOOK_AGAIN, QUOTES, RESUME, start_menu
from tui.screens.base import NaviScreen, bindings_for
from tui.widgets.choices import Choices, Row
from tui.widgets.key_line import KeyLine
from tui.widgets.plain_text import PlainText


class StartMenu(Choices):
    """The choices of the first screen; here the list itself takes the keys."""

    can_focus = True

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        self.point(event.option_index)


class StartScreen(NaviScreen):
    """Begin, go on with an unfinished interview, or get help at once."""

    where = "start"
    BINDINGS = bindings_for("start")
    CSS_PATH = "../styles/start.tcss"

    def __init__(self) -> None:
        super().__init__()
        self._told: tuple[str, ...] = ()

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="start", can_focus=False), Vertical(id="start-box"):
            yield PlainText(wording.APP_NAME, id="start-name")
            yield PlainText(wording.SLOGAN, id="start-slogan")
            yield PlainText(wording.ABOUT, id="start-about")
            yield PlainText(id="start-notice")
            yield StartMenu(id="start-menu")
            yield PlainText(wording.NOT_OFFICIAL, id="start-official")
        yield KeyLine("start")

    def on_mount(self) -> None:
        self.query_one(StartMenu).focus()

    def on_screen_resume(self) -> None:
        self.refresh_menu()

    def refresh_menu(self) -> None:
        """Offers what the desk holds now."""
        card = start_menu(self.navi.unfinished(), self.navi.finished(), self.navi.companies())
        self.query_one(StartMenu).show(
            Row(option.code, str(number), option.say, option.hint) for number, option in enumerate(card.options, 1)
        )
        self._told += tuple(told for told in self.navi.notices() if told not in self._told)
        notice = self.query_one("#start-notice", PlainText)
        notice.update("\n".join(self._told))
        notice.display = bool(self._told)

    def on_key(self, event: object) -> None:
        key = getattr(event, "key", "")
        menu = self.query_one(StartMenu)
        if key.isdigit() and 1 <= int(key) <= len(menu.rows):
            menu.pick(int(key) - 1)

    def on_choices_picked(self, event: Choices.Picked) -> None:
        event.stop()
        step = {
            BEGIN: self.navi.begin,
            RESUME: self.navi.resume_latest,
            INCIDENT: self.navi.begin_in_incident,
            LOOK_AGAIN: self.navi.look_again,
            FOLLOW: self.navi.follow_on,
            QUOTES: self.action_quotes,
            CLIENTS: self.action_clients,
        }[event.code]
        step()
