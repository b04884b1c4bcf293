"""One question of もしも, put with the same card and line as in the interview."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input

from knowledge.fields import Field
from knowledge.values import UNKNOWN, Value
from tui import wording
from tui.screens.base import bindings_for
from tui.screens.card import CardScreen
from tui.talk.messages import Card
from tui.talk.understanding import Answered, chosen_value, understand
from tui.widgets.answer_line import AnswerLine
from tui.widgets.key_line import KeyLine
from tui.widgets.plain_text import PlainText
from tui.widgets.question_card import QuestionCard

_ALLOWED = ("show_help", "unknown")
"""Actions whose letters the line hands on; the others belong to the interview."""


class ChangeScreen(CardScreen):
    """The question with another answer; Esc leaves it as it was."""

    where = "changing"
    BINDINGS = bindings_for("changing")
    CSS_PATH = ["../styles/interview.tcss", "../styles/what_if.tcss"]  # noqa: RUF012  as Screen declares it

    def __init__(self, card: Card, field: Field, changed: Callable[[Value], None]) -> None:
        super().__init__()
        self._card = card
        self._field = field
        self._changed = changed

    def compose(self) -> ComposeResult:
        yield PlainText("もしも、この答えが変わったら", id="page-title")
        yield QuestionCard(self._card, id="card")
        with Horizontal(id="line"):
            yield PlainText(">", id="prompt")
            yield AnswerLine(id="answer")
        yield KeyLine("changing")

    def on_mount(self) -> None:
        self.show_card(self._card)
        self.query_one(AnswerLine).focus()

    def _take(self, understood: object) -> None:
        if isinstance(understood, Answered):
            self.app.pop_screen()
            self._changed(understood.value)
        else:
            why = getattr(understood, "why", wording.NOT_AN_OPTION)
            self.show_card(self._card, why)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._take(understand(event.value, self._card, self._field))

    def on_question_card_chosen(self, event: QuestionCard.Chosen) -> None:
        event.stop()
        self._take(chosen_value(event.codes, self._card, self._field))

    def on_question_card_unknown_chosen(self, event: QuestionCard.UnknownChosen) -> None:
        event.stop()
        self.action_unknown()

    async def on_answer_line_action_wanted(self, event: AnswerLine.ActionWanted) -> None:
        if event.action in _ALLOWED:
            await self.run_action(event.action)

    def on_key(self, event: events.Key) -> None:
        if event.key == "escape" and self.query_one(AnswerLine).value:
            event.stop()
            self.query_one(AnswerLine).value = ""

    def action_unknown(self) -> None:
        self._take(Answered(UNKNOWN))
