"""What every screen shares: its keys from the registry, and opening the sources of a statement."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.screen import Screen

from tui.actions import Where, actions_on
from tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from tui.app import NaviApp
    from tui.talk.room_talk import RoomTalk


def bindings_for(where: Where) -> list[BindingType]:
    """The bindings of a screen's own actions and of those that work anywhere."""
    return [
        Binding(key, action.id, action.label, show=False, id=f"{where}.{action.id}.{key}")
        for action in actions_on(where)
        for key in action.keys
        if key != "enter"  # Enter belongs to the widget that has the focus
    ]


class NaviScreen(Screen[None]):
    """A screen of the program; `where` names its actions in the registry.

    A `private` screen shows what is for the consultant's eyes alone; it doesn't open while the company looks on.
    """

    where: ClassVar[Where] = "page"
    private: ClassVar[bool] = False
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (48, "-narrow"), (100, "-wide")]  # noqa: RUF012  as Screen declares it
    VERTICAL_BREAKPOINTS = [(0, "-short"), (17, "-tall")]  # noqa: RUF012  as above

    @property
    def navi(self) -> NaviApp:
        from tui.app import NaviApp

        assert isinstance(self.app, NaviApp)  # noqa: S101  these screens run in no other app; narrows the type
        return self.app

    @cached_property
    def talk(self) -> RoomTalk:
        """The talk of the interview that the screen was opened in, whichever is in front."""
        return self.navi.talk_of(self)

    def tell(self, text: str) -> None:
        """A word on the status line, where the screen has one."""
        for line in self.query(StatusLine):
            line.say(text)

    def present(self, *, on: bool) -> None:
        """Turns the view for the company on or off."""
        self.set_class(on, "-presenting")

    def action_presenter(self) -> None:
        self.navi.present(on=not self.navi.presenting)

    def action_other_talks(self) -> None:
        from tui.in_the_room import choose_other

        choose_other(self.navi)

    def action_quotes(self) -> None:
        from tui.ways_on import open_quotes

        open_quotes(self.navi)

    def action_clients(self) -> None:
        from tui.client_ways import open_clients

        open_clients(self.navi)

    def action_close(self) -> None:
        self.app.pop_screen()

    def action_show_help(self) -> None:
        self.navi.show_help(self.where)

    def action_palette(self) -> None:
        self.navi.action_command_palette()

    def action_brightness(self) -> None:
        self.navi.switch_brightness()

    def action_borders(self) -> None:
        self.navi.switch_borders()

    def action_leave(self) -> None:
        self.app.exit()
