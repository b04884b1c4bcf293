"""What the interview and its result share: the tools of whoever guides a company（相談の道具）."""

from __future__ import annotations

from tui import in_the_room
from tui.screens.base import NaviScreen


class RoomScreen(NaviScreen):
    """A screen of an interview, with the tools of the registry."""

    def action_tools(self) -> None:
        in_the_room.offer_tools(self)

    def action_note(self) -> None:
        in_the_room.write_note(self.navi, self.talk)

    def action_company_note(self) -> None:
        in_the_room.write_company_note(self.navi, self.talk)

    def action_topics(self) -> None:
        in_the_room.choose_topic(self.navi, self.talk)

    def action_park(self) -> None:
        in_the_room.park(self.navi, self.talk)

    def action_home(self) -> None:
        self.navi.go_home()
