"""The steps with answers carried over from last time: each is confirmed, or all at once, or left for later."""

from __future__ import annotations

from dataclasses import replace

from tui import wording
from tui.talk import carried, saying
from tui.talk.asides import ALL_SAME, LOOK, Aside, CarriedOver, Opening
from tui.talk.cards import CARRIED
from tui.talk.interviewing import Interviewing
from tui.talk.messages import Message, Turn


class Carrying(Interviewing):
    """An interview that may have begun from the answers of the one before."""

    @property
    def _ground(self) -> Aside | None:
        """What stands open before anything was answered: the opening, or what came over from last time."""
        if self._record.revision or self.interview.trail:
            return None
        if self.carried:
            return CarriedOver(len(carried.questions_of(self.carried)), max(self.carried.values()))
        return None if self.interview.answers else Opening()

    def _choose_of_carried(self, code: str) -> Turn:
        if code == LOOK:
            return Turn((), self.card, "review")
        return self._keep_everything() if code == ALL_SAME else self._one_by_one()

    def _one_by_one(self, *told: Message) -> Turn:
        self._aside = None
        return self._advance(*told)

    def _keep_as_before(self) -> Turn:
        """The open question's answer of last time holds."""
        question = self._asked
        assert question is not None  # noqa: S101  only the card of a question offers it
        names = carried.spoken_of_by(question.field, self.carried)
        said = carried.say_carried(names, self.interview.answers, self.questionnaire)
        told = saying.on_kept(question, said)
        return self._keep(carried.confirmed(self.interview, (question.field,)), *told, settled=names)

    def _keep_everything(self) -> Turn:
        """Every answer of last time that counts holds."""
        names = tuple(self.carried)
        if not names:
            return self._turn(Message("notice", wording.NOTHING_CARRIED))
        waiting, self._aside = self._aside, None
        questions = carried.questions_of(names)
        told = Message("understood", wording.ALL_KEPT.format(count=len(questions)))
        turn = self._keep(carried.confirmed(self.interview, questions), told, settled=names)
        if any(message.kind == "trouble" for message in turn.says):
            self._aside = waiting
            return replace(turn, card=self.card)
        return turn

    def _follow(self, code: str) -> Turn:
        """A pick from the menu; there the answers that wait are put again, also those that were left for later."""
        if code != CARRIED:
            return super()._follow(code)
        left = self.interview.passed.difference(carried.questions_of(self.carried))
        return self._keep(replace(self.interview, passed=left))
