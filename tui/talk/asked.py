"""What the user asks in between: looked up in the knowledge base, told, and told again on request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.talk import asking_back
from tui.talk.interviewing import Interviewing
from tui.talk.messages import Message, Turn

if TYPE_CHECKING:
    from recommender.language.answering import Answer


class Asked(Interviewing):
    """An interview that answers questions; whatever stands open stays as it is."""

    _last_answer: Answer | None = None
    _told_answers: tuple[Answer, ...] = ()

    def look_up(self, question: str) -> Answer:
        """The knowledge base's answer to a question of the user. Slow the first time; changes nothing of the talk."""
        asked = self._asked.field if self._asked else None
        return asking_back.look_up(question, self._last_answer, asked, self._needed_rules(), self.today)

    def tell(self, answer: Answer) -> Turn:
        """An answer that was looked up, said."""
        self._last_answer = answer
        self._told_answers += (answer,)
        return self._turn(*asking_back.say(answer, self._needed_rules()))

    @property
    def last_answer(self) -> tuple[Message, ...]:
        """The answers to what was asked last, for reading them again with their sources."""
        rules = self._needed_rules()
        return tuple(message for answer in self._told_answers for message in asking_back.say(answer, rules))

    def _forget_told(self) -> None:
        """New questions begin; what was told to earlier ones isn't read again with them."""
        self._told_answers = ()
