"""The company and the standing of the three options, beside the talk or on a screen of their own."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll

from tui.layout import cells, pad, truncate, wrap
from tui.talk.conversation import Conversation
from tui.talk.standing import company_lines, standing_text
from tui.widgets.plain_text import PlainText

_LABEL_ROOM = 22


class StandingPanel(Vertical):
    """いまの見立て."""

    def compose(self) -> ComposeResult:
        yield PlainText("いまの見立て", classes="panel-title")
        yield PlainText(classes="panel-body")

    def show(self, talk: Conversation) -> None:
        """Draws how the options stand now."""
        columns = self.content_size.width or 36
        self.query_one(".panel-body", PlainText).update(standing_text(talk, columns))


class CompanyPanel(VerticalScroll):
    """御社について."""

    can_focus = False

    def compose(self) -> ComposeResult:
        yield PlainText("御社について", classes="panel-title")
        yield PlainText(classes="panel-body")

    def show(self, talk: Conversation) -> None:
        """Draws what is known of the company so far."""
        lines = company_lines(talk)
        columns = (self.content_size.width or 36) - 1
        widest = max((cells(label) for label, _ in lines), default=0)
        room = min(widest + 2, _LABEL_ROOM, columns // 2 + 2)
        drawn = [row for label, said in lines for row in _row(label, said, room, columns)]
        self.query_one(".panel-body", PlainText).update("\n".join(drawn) or "答えると、ここにまとまります。")


def _row(label: str, said: str, room: int, columns: int) -> list[str]:
    head, *rest = wrap(said, max(columns - room, 8))
    # However narrow, a blank stays between the name and the answer.
    return [pad(truncate(label, room - 1), room) + head, *(" " * room + more for more in rest)]
