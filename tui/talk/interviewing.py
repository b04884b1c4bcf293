"""The steps of an interview: an answer, back, skip, jump; what follows is found and saved before it is returned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from knowledge.values import UNKNOWN, Chosen, Value
from questionnaires import interview as steps
from tui import wording
from tui.desk.errors import SavedElsewhereError
from tui.desk.records import Course, Mark, SavedInterview, Status, Variant
from tui.talk import carried, course, gathered, saying
from tui.talk.cards import REST, RESULT, RESUME_PASSED, REVIEW, SUBSIDY
from tui.talk.messages import Destination, Message, Turn
from tui.talk.state import TalkState

if TYPE_CHECKING:
    from recommender.results import Assessment


class Interviewing(TalkState):
    """The interview without anything standing over it: each step gives the next turn."""

    # --- the user's steps ---

    def _unknown(self) -> Turn:
        question = self._asked
        if question is None or not self.card.unknown_ok:
            return self._turn(Message("trouble", wording.NOT_AN_OPTION))
        if self._is_partial(question.field):
            return self._keep(steps.skip(self.interview), Message("notice", wording.LIST_KEPT))
        return self._accept(UNKNOWN)

    def _skip(self) -> Turn:
        question = self._asked
        if question is None:
            return self._turn(Message("trouble", wording.NOT_AN_OPTION))
        if self._is_partial(question.field):
            return self._keep(steps.skip(self.interview), Message("notice", wording.LIST_KEPT))
        if question.field in carried.questions_of(self.carried):
            told = wording.LEFT_AS_BEFORE.format(label=self._label(question.field))
            return self._keep(steps.skip(self.interview), Message("notice", told))
        if question.field in self.interview.answers:
            return self._keep(replace(self.interview, current=None), Message("notice", wording.KEPT))
        return self._keep(
            steps.skip(self.interview), Message("notice", wording.PASSED.format(label=self._label(question.field)))
        )

    def _label(self, field: str) -> str:
        return self.questionnaire.vocabulary.fields[field].label

    def _is_partial(self, field: str) -> bool:
        """Whether the field holds a list that was only read from text."""
        value = self.interview.answers.get(field)
        return isinstance(value, Chosen) and not value.complete

    def _back(self) -> Turn:
        before = steps.back(self.interview, self.questionnaire)
        if before is self.interview:
            return self._turn(Message("notice", wording.FIRST_QUESTION))
        return self._open(before)

    def keep_beside(
        self, *, marks: Mapping[str, Mark] | None = None, variants: tuple[Variant, ...] | None = None
    ) -> tuple[Message, ...]:
        """Saves marks or what-ifs with the interview; gives what has to be told, such as that saving failed."""
        earlier = self._record
        return self._keep_as(
            replace(
                earlier,
                marks=MappingProxyType({**earlier.marks, **(marks or {})}),
                variants=earlier.variants if variants is None else variants,
            )
        )

    def keep_result(self, result: Assessment) -> tuple[Message, ...]:
        """Saves a result with a finished interview as it is shown. One with the same answers stays as it was shown.

        A step of the self-check isn't kept with it: that would look like a change of the rules another day.
        """
        from recommender.posture import with_posture
        from tui.desk.looking_back import with_result

        changed = with_result(self._record, with_posture(result, {}, self._needed_rules()))
        return () if changed is self._record else self._keep_as(changed)

    def keep_sent(self, kind: str, result: Assessment) -> tuple[Message, ...]:
        """Saves with the interview that a document was handed over, without the self-check's step as above."""
        from recommender.posture import with_posture
        from tui.desk.sent import with_sent

        told = with_posture(result, {}, self._needed_rules())
        return self._keep_as(with_sent(self._record, kind, self.today, told))

    def _keep_as(self, changed: SavedInterview) -> tuple[Message, ...]:
        earlier, self._record = self._record, changed
        try:
            return tuple(self._save())
        except OSError as error:
            self._record = earlier
            return (Message("trouble", wording.SAVE_FAILED.format(reason=error.strerror or type(error).__name__)),)

    # --- how it goes on ---

    def _accept(self, value: Value, typed: str | None = None) -> Turn:
        question = self._asked
        assert question is not None  # noqa: S101  answers come from question cards alone
        field = self.questionnaire.vocabulary.fields[question.field]
        first = UNKNOWN not in self.interview.answers.values()
        told = saying.on_answer(question, field, value, typed, first_unknown=first)
        changed = gathered.settled(self.interview, question.field, value)
        return self._keep(changed, *told, settled=(question.field,))

    def _finish(self) -> Turn:
        return self._keep(self.interview, status="finished", leads_to="result")

    def _follow(self, code: str) -> Turn:
        """A pick from the menu between the questions."""
        if code == REVIEW:
            return Turn((), self.card, "review")
        if code == RESULT:
            return self._finish()
        if code == RESUME_PASSED:
            again = steps.resume_passed(self.interview, but=carried.questions_of(self.carried))
            return self._keep(again, course_="passed")
        chosen: dict[str, Course] = {SUBSIDY: "subsidy", REST: "rest"}
        return self._keep(self.interview, course_=chosen.get(code, "rest"))

    def _open(self, changed: steps.Interview, *told: Message) -> Turn:
        """A question opened again. Only where the talk stands changes, so nothing has to be saved."""
        self._record = replace(self._record, interview=changed)
        return self._turn(*told)

    def _keep(
        self,
        changed: steps.Interview,
        *told: Message,
        status: Status = "asking",
        course_: Course | None = None,
        leads_to: Destination | None = None,
        settled: Iterable[str] = (),
    ) -> Turn:
        """The changed interview with its next question, saved before it is returned.

        `settled`: the fields that were answered or confirmed, which are carried over no more.
        """
        leader = self._leader()
        earlier, earlier_standing = self._record, self._standing
        self._record = replace(
            earlier,
            interview=changed,
            status=status,
            course=course_ or earlier.course,
            carried=carried.left_of(earlier.carried, changed.answers, settled),
        )
        self._standing = None
        following = changed if leads_to else self._with_next(changed)
        self._record = replace(self._record, interview=following)
        notes: list[Message] = []
        try:
            notes += self._save()
        except OSError as error:
            self._record, self._standing = earlier, earlier_standing
            reason = error.strerror or type(error).__name__
            return self._turn(Message("trouble", wording.SAVE_FAILED.format(reason=reason)))
        moved = self._leader()
        if leader and moved and moved != leader:
            notes.append(Message("notice", wording.LEADER_MOVED.format(name=moved)))
        notes += self._bars_since(earlier)
        reached = () if leads_to or earlier.interview.current is None else self._milestone()
        return self._turn(*told, *notes, *reached, leads_to=leads_to)

    def _bars_since(self, earlier: SavedInterview) -> tuple[Message, ...]:
        """What the last answer has shut the company out of, as soon as that is certain."""
        if self.rules is None:
            return ()
        before = steps.live_answers(earlier.interview.answers, self.questionnaire)
        return saying.on_bar(before, self.profile.answers, self.rules, self.today)

    def _save(self) -> list[Message]:
        try:
            self._record = self._store.save(self._record)
        except SavedElsewhereError:
            fresh = self._store.new()
            apart = replace(self._record, id=fresh.id, created=fresh.created, revision=0)
            self._record = self._store.save(apart)
            return [Message("notice", wording.SAVED_APART)]
        return []

    def _advance(self, *told: Message) -> Turn:
        self._record = replace(self._record, interview=self._with_next(self.interview))
        return self._turn(*told, *self._milestone())

    def _with_next(self, changed: steps.Interview) -> steps.Interview:
        old = carried.next_to_confirm(self._record.carried, changed, self.questionnaire)
        if old:
            return replace(changed, current=old)
        stood = self.standing()
        name = course.next_field(changed, self.questionnaire, stood, self._record.course)
        if name is None and stood is None:
            self.load_rules()
            return self._with_next(changed)
        return replace(changed, current=name)

    def _leader(self) -> str | None:
        stood = self.standing()
        if not stood or not self.rules or stood[0].option is None or not self.interview.answers:
            return None
        return self.rules.option(stood[0].option).name

    def _milestone(self) -> tuple[Message, ...]:
        """What is told where the questions make way for a menu."""
        stood = self.standing()
        if self._asked or not stood:
            return ()
        return saying.at_menu(self.interview, self.questionnaire, stood, carried.questions_of(self.carried))

    def _turn(self, *told: Message, leads_to: Destination | None = None) -> Turn:
        return Turn(told, self.card, leads_to)
