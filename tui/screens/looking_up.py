"""Questions of the user, looked up beside the talk: the card and the line stay usable meanwhile."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tui import wording
from tui.screens.card import CardScreen
from tui.talk.messages import Card, Message, Turn
from tui.widgets.answer_line import AnswerLine
from tui.widgets.chat_log import ChatLog

if TYPE_CHECKING:
    from recommender.language.answering import Answer


class LookingUpScreen(CardScreen):
    """A card with a chat log, into which answers come whenever they are found; also behind another interview."""

    def draw(self, turn: Turn) -> None:
        """Shows what was said and the open card."""
        raise NotImplementedError

    @property
    def has_room(self) -> bool:
        """Whether an answer can be read in the talk itself."""
        raise NotImplementedError

    def look_up(self, questions: tuple[str, ...]) -> None:
        """Has the questions looked up beside the talk."""
        if not questions:
            return
        talk, card = self.talk, self.talk.card
        self.show_card(card, wording.LOOKING_UP)

        def work() -> None:
            for number, question in enumerate(questions, 1):
                answer = talk.look_up(question)
                several, last = len(questions) > 1, number == len(questions)
                self.app.call_from_thread(self._tell_answer, answer, card, question, named=several, last=last)

        self.run_worker(work, thread=True, name="question", group="questions")

    def _tell_answer(self, answer: Answer, asked_at: Card, question: str, *, named: bool, last: bool) -> None:
        """Says the answer; where there is no room for it, on a page, unless the user has gone on meanwhile.

        An answer that comes late, or is one of several, names its question, since other words stand between.
        """
        if not self.is_attached:
            return  # the interview was closed meanwhile
        turn = self.talk.tell(answer)
        self.query_one(ChatLog).show_newest()
        if named or turn.card != asked_at:
            turn = replace(turn, says=(Message("asked", wording.LATE_ANSWER.format(question=question)), *turn.says))
        self.draw(turn)
        if not last:
            self.show_card(turn.card, wording.LOOKING_UP)
            return
        if self.has_room:
            return
        if self.is_current and turn.card == asked_at and not self.query_one(AnswerLine).value:
            self.action_last_answer()
        else:
            self.show_card(turn.card, wording.ANSWER_FOUND)

    def action_last_answer(self) -> None:
        told = tuple(message for message in self.talk.last_answer if message.kind != "source")
        if told:
            self.navi.show_page(wording.ANSWER_TITLE, told)
        else:
            self.show_card(self.talk.card, wording.NOTHING_ASKED)
