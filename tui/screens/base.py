"""What every screen shares: its keys from the registry, and opening the sources of a statement."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.screen import Screen

from tui.actions import Where, actions_on

if TYPE_CHECKING:
    from tui.app import NaviApp
    from tui.conversation import Conversation


def bindings_for(where: Where) -> list[BindingType]:
    """The bindings of a screen's own actions and of those that work anywhere."""
    return [
        Binding(key, action.id, action.label, show=False, id=f"{where}.{action.id}.{key}")
        for action in actions_on(where)
        for key in action.keys
        if key != "enter"  # Enter belongs to the widget that has the focus
    ]


class NaviScreen(Screen[None]):
    """A screen of the program; `where` names its actions in the registry."""

    where: ClassVar[Where] = "page"
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (48, "-narrow"), (100, "-wide")]  # noqa: RUF012  as Screen declares it
    VERTICAL_BREAKPOINTS = [(0, "-short"), (17, "-tall")]  # noqa: RUF012  as above

    @property
    def navi(self) -> NaviApp:
        from tui.app import NaviApp

        assert isinstance(self.app, NaviApp)  # noqa: S101  these screens run in no other app; narrows the type
        return self.app

    @property
    def talk(self) -> Conversation:
        return self.navi.talk

    def action_quotes(self) -> None:
        from tui.ways_on import open_quotes

        open_quotes(self.navi)

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
