"""Questions of the user, looked up beside the talk: the card and the line stay usable meanwhile."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tui import wording
from tui.talk.messages import Card, Message
from tui.widgets.answer_line import AnswerLine
from tui.widgets.chat_log import ChatLog

if TYPE_CHECKING:
    from recommender.language.answering import Answer
    from tui.screens.interview import InterviewScreen


def look_up(screen: InterviewScreen, questions: tuple[str, ...]) -> None:
    """Has the questions looked up beside the talk; answers come whenever they are found, also behind another one."""
    if not questions:
        return
    talk, card = screen.talk, screen.talk.card
    screen.show_card(card, wording.LOOKING_UP)

    def work() -> None:
        for number, question in enumerate(questions, 1):
            answer = talk.look_up(question)
            named, last = len(questions) > 1, number == len(questions)
            screen.app.call_from_thread(_tell, screen, answer, card, question, named=named, last=last)

    screen.run_worker(work, thread=True, name="question", group="questions")


def _tell(screen: InterviewScreen, answer: Answer, asked_at: Card, question: str, *, named: bool, last: bool) -> None:
    """Says the answer; where there is no room for it, on a page, unless the user has gone on meanwhile.

    An answer that comes late, or is one of several, names its question, since other words stand between.
    """
    if not screen.is_attached:
        return  # the interview was closed meanwhile
    turn = screen.talk.tell(answer)
    screen.query_one(ChatLog).show_newest()
    if named or turn.card != asked_at:
        turn = replace(turn, says=(Message("asked", wording.LATE_ANSWER.format(question=question)), *turn.says))
    screen.draw(turn)
    if not last:
        screen.show_card(turn.card, wording.LOOKING_UP)
        return
    if screen.has_room:
        return
    if screen.is_current and turn.card == asked_at and not screen.query_one(AnswerLine).value:
        screen.action_last_answer()
    else:
        screen.show_card(turn.card, wording.ANSWER_FOUND)
