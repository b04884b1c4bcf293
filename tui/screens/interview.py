"""The interview: the talk and the open card on the left, the company and the standing on the right."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from tui import room_words, wording
from tui.actions import name_of_key
from tui.screens.base import bindings_for
from tui.screens.beside import BesideScreen
from tui.screens.card import CardScreen
from tui.screens.looking_up import look_up
from tui.talk.messages import Card, Message, Turn
from tui.talk.understanding import options_begun
from tui.widgets.answer_line import AnswerLine
from tui.widgets.chat_log import ChatLog
from tui.widgets.key_line import KeyLine
from tui.widgets.plain_text import PlainText
from tui.widgets.question_card import QuestionCard

_ENTER = {"multi": "印をつける", "confirm": "合っている"}
"""What Enter does where it doesn't answer."""
_WHY_TITLE = "なぜ聞くの？"
_ROOM_FOR_ANSWER = 9
"""Lines of talk from which on an answer to a question can be read beside the card; else it gets a page."""


class InterviewScreen(BesideScreen, CardScreen):
    """Draws the turns of the conversation and hands the user's steps to it."""

    where = "interview"
    BINDINGS = bindings_for("interview")
    CSS_PATH = "../styles/interview.tcss"

    def __init__(self, turn: Turn) -> None:
        super().__init__()
        self._first = turn
        self._leaving = False

    def compose(self) -> ComposeResult:
        yield from self.above()
        with Horizontal(id="body"):
            with Vertical(id="talk"):
                yield ChatLog(id="chat")
                yield QuestionCard(self._first.card, id="card")
            yield from self.beside()
        with Horizontal(id="line"):
            yield PlainText(">", id="prompt")
            yield AnswerLine(id="answer")
            yield PlainText(id="noted")
        yield PlainText(room_words.SIGN.format(key=name_of_key("presenter")), id="sign")
        yield KeyLine("interview", id="keys")

    def on_mount(self) -> None:
        self.query_one(AnswerLine).focus()
        self.draw(self._first)

    @property
    def is_untouched(self) -> bool:
        """Whether nothing was written or answered in a new interview, so that closing it loses nothing."""
        if not self.is_mounted:
            return False
        empty = not self.talk.record.revision and self.query_one(QuestionCard).card.kind == "free"
        return empty and not self.query_one(AnswerLine).value

    # --- drawing ---

    def draw(self, turn: Turn) -> None:
        """Shows what was said and the open card, and goes where the turn leads."""
        trouble = next((message.text for message in turn.says if message.kind == "trouble"), None)
        self.query_one(ChatLog).say(message for message in turn.says if message.kind != "trouble")
        self.show_card(turn.card, trouble or (self._notices(turn) if self._log_is_hidden else None))
        self.draw_panels()
        if turn.leads_to == "result":
            self.navi.show_result()
        elif turn.leads_to == "review":
            self.action_review()
        elif turn.leads_to == "help":
            self.action_show_help()
        elif turn.leads_to == "first_aid":
            self._show_first_aid()
        elif turn.leads_to == "quit":
            self.app.exit()

    def _show_first_aid(self) -> None:
        """The first steps over the talk, which waits below with all that was said."""
        from tui.talk.first_aid import first_aid

        self.navi.show_page(wording.ALARM_TITLE, first_aid(self.navi.rules()), (wording.KEEP_GOING, self._back_here))

    def _back_here(self) -> None:
        self.app.pop_screen()

    @property
    def _is_short(self) -> bool:
        return self.has_class("-short") or self.has_class("-tiny")

    @property
    def _log_is_hidden(self) -> bool:
        return self._is_short or self.has_class("-presenting")

    @staticmethod
    def _notices(turn: Turn) -> str | None:
        """Where the talk itself has no room, the last notice stands on the card."""
        notices = [message.text for message in turn.says if message.kind == "notice"]
        return notices[-1] if notices else None

    def show_card(self, card: Card, trouble: str | None = None) -> None:
        """The card, its keys, and what the line is for."""
        super().show_card(card, trouble)
        line = self.query_one(AnswerLine)
        keys = self.query_one(KeyLine)
        keys.set_typing(typing=bool(line.value) or line.takes_letters)
        keys.set_enter(_ENTER.get(card.kind))

    def tell(self, text: str) -> None:
        """A word on the card."""
        self.show_card(self.talk.card, text)

    def present(self, *, on: bool) -> None:
        super().present(on=on)
        if self.is_mounted:
            self.show_card(self.talk.card)  # without the word that was told before
            self.call_after_refresh(self._fit)

    def on_resize(self) -> None:
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        self.query_one(QuestionCard).set_hints(shown=not self._is_short)
        self.draw_panels()

    # --- the user's steps ---

    def take(self, turn: Turn) -> None:
        """Draws the answer of the conversation to a step."""
        self._leaving = False
        line = self.query_one(AnswerLine)
        line.value = turn.typed
        line.cursor_position = len(line.value)
        self.query_one(ChatLog).show_newest()
        self.draw(turn)
        look_up(self, turn.questions)
        told = tuple(message for message in turn.says if message.kind in ("reason", "answer"))
        if told and not self.has_room:
            title = _WHY_TITLE if told[0].kind == "reason" else wording.ANSWER_TITLE
            self.navi.show_page(title, told)

    @property
    def has_room(self) -> bool:
        return not self._log_is_hidden and self.query_one(ChatLog).size.height >= _ROOM_FOR_ANSWER

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        turn = self.talk.reply(event.value)
        trouble = next((message.text for message in turn.says if message.kind == "trouble"), None)
        if trouble:
            self.show_card(turn.card, trouble)
            self.query_one(AnswerLine).select_all()
            return
        self.take(turn)

    def action_remove_line(self) -> None:
        card = self.query_one(QuestionCard)
        self.take(self.talk.remove(card.pointed_code))

    def on_input_changed(self, event: Input.Changed) -> None:
        # Textual calls the handler of CardScreen after this one.
        self._leaving = False
        card = self.query_one(QuestionCard)
        if card.card.kind == "free":
            card.preview(event.value if len(event.value) * 2 > self.query_one(AnswerLine).size.width else "")
        if event.value and card.card.kind in ("single", "menu"):
            begun = options_begun(event.value, card.card)
            card.point_at(begun[0] if begun else None)

    def on_question_card_chosen(self, event: QuestionCard.Chosen) -> None:
        event.stop()
        self.take(self.talk.choose_options(event.codes))

    def on_question_card_unknown_chosen(self, event: QuestionCard.UnknownChosen) -> None:
        event.stop()
        self.take(self.talk.unknown())

    async def on_answer_line_action_wanted(self, event: AnswerLine.ActionWanted) -> None:
        await self.run_action(event.action)

    def on_key(self, event: events.Key) -> None:
        if event.key == "pageup":
            self.query_one(ChatLog).scroll_page_up(animate=False)
        elif event.key == "pagedown":
            self.query_one(ChatLog).scroll_page_down(animate=False)
        elif event.key == "escape":
            self._escape()

    def _escape(self) -> None:
        line = self.query_one(AnswerLine)
        if line.value:
            line.value = ""
        elif self.query_one(QuestionCard).card.kind == "confirm":
            self.action_back()
        elif self.query_one(QuestionCard).card.kind in ("text", "free"):
            self.action_skip()

    # --- actions ---

    def action_last_answer(self) -> None:
        told = tuple(message for message in self.talk.last_answer if message.kind != "source")
        if told:
            self.navi.show_page(wording.ANSWER_TITLE, told)
        else:
            self.show_card(self.talk.card, wording.NOTHING_ASKED)

    def action_leave(self) -> None:
        """One press may be the first letter of a word that was typed without the input method; two are meant."""
        if self._leaving:
            self.app.exit()
            return
        self.tell(wording.LEAVE_ASK)
        self._leaving = True

    def action_answer(self) -> None:
        self.query_one(AnswerLine).post_message(AnswerLine.Pressed(by_blank=False))

    def action_back(self) -> None:
        self.take(self.talk.back())

    def action_skip(self) -> None:
        self.take(self.talk.skip())

    def action_unknown(self) -> None:
        self.take(self.talk.unknown())

    def action_why(self) -> None:
        turn = self.talk.why()
        if self.talk.question is None:
            self.take(turn)
            return
        self.navi.show_page(_WHY_TITLE, self._why_statements(turn.says))

    def _why_statements(self, says: tuple[Message, ...]) -> tuple[Message, ...]:
        return (Message("asked", self.talk.card.ask), *says)

    def action_review(self) -> None:
        self.navi.show_review()

    def action_result(self) -> None:
        self.take(self.talk.finish())
