"""The conversation: one step of the user in, what is said next and the open card out.

The screen, the line-by-line interview and the tests share it; it knows no terminal. An accepted answer is on the
desk before the next question is returned, and nothing read from text is an answer before the user has seen it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from knowledge.values import UNKNOWN, Value
from questionnaires import interview as steps
from recommender.language.fold import READ_AT_MOST
from tui import wording
from tui.layout import one_line, truncate
from tui.talk import saying
from tui.talk.asides import (
    AFRESH,
    DROP,
    LISTED,
    NEITHER,
    RIGHT,
    YES,
    Alarm,
    Aside,
    CarriedOver,
    Choosing,
    Confirming,
    Fixing,
    Opening,
    StartingOver,
    with_more,
)
from tui.talk.asked import Asked
from tui.talk.carrying import Carrying
from tui.talk.gathered import Fact, taken, unread, without
from tui.talk.heard import AboutCard, Kept, Removed, Stated, Unclear, What
from tui.talk.hearing import hear
from tui.talk.messages import Message, Turn
from tui.talk.understanding import Answered, NotUnderstood, Picked, Wish, Wished, chosen_value

MOST_QUESTIONS = 3
"""So many questions of one text are answered; more at once couldn't be read."""
_UNREAD_SHOWN = 40
"""Cells of a sentence that wasn't read."""


class Conversation(Carrying, Asked):
    """One interview in progress: each step of the user gives the next turn."""

    # --- beginning ---

    def start_in_incident(self) -> Turn:
        """The interview of a company in the middle of an incident: no opening, two answers are known already."""
        from tui.talk.first_aid import IN_AN_INCIDENT, with_incident

        if isinstance(self._aside, Opening | CarriedOver):
            self._aside = None
        certain = [name for name, value in IN_AN_INCIDENT.items() if steps.is_answered(value)]
        noted = Message("notice", wording.INCIDENT_NOTED)
        return self._keep(with_incident(self.interview), noted, settled=certain)

    def start(self) -> Turn:
        """The opening of a new interview, or the open card of one that is taken up again."""
        if self._record.follows and not self._record.revision:
            from tui.desk.looking_back import on_following

            told = on_following(self._record)
            return self._over(self._ground, *told) if self._ground else self._advance(*told)
        if not self._record.revision:
            return self._over(Opening())
        resumed = Message("notice", wording.RESUMED.format(count=self._record.answered))
        return self._turn(resumed) if self.interview.current else self._advance(resumed)

    # --- the user's steps ---

    def reply(self, text: str) -> Turn:
        """A typed line, whatever it is. What isn't understood is said so, and the card stands."""
        if not one_line(text):
            return self._enter()
        if isinstance(self._aside, Alarm):
            return self._alarm_answered(text, self._aside)
        if self._alarms(text):
            return self._over(Alarm(text, self._aside), Message("said", one_line(text)))
        return self._read(text)

    def _read(self, text: str) -> Turn:
        heard = hear(text, self._setting)
        long = () if len(text) <= READ_AT_MOST else (wording.READ_SO_FAR.format(count=READ_AT_MOST),)
        turn = self._hear(heard.what, one_line(text[:READ_AT_MOST]))
        says = (*(Message("notice", note) for note in long), *turn.says, *self._not_read(text, heard.questions))
        if not heard.questions:
            return replace(turn, says=says)
        self._forget_told()
        asked = () if any(message.kind == "said" for message in says) else (Message("said", "".join(heard.questions)),)
        return replace(turn, says=(*asked, *says), questions=heard.questions[:MOST_QUESTIONS])

    def _not_read(self, text: str, asked: tuple[str, ...]) -> tuple[Message, ...]:
        """The sentences of the first paragraph that said nothing to us, so that the user doesn't count on them."""
        if not isinstance(self._aside, Confirming) or not self._aside.opening:
            return ()
        left = unread(text[:READ_AT_MOST], asked)
        if not left:
            return ()
        quoted = "".join(f"「{truncate(part, _UNREAD_SHOWN)}」" for part in left[:MOST_QUESTIONS])
        more = wording.AND_MORE.format(count=len(left) - MOST_QUESTIONS) if len(left) > MOST_QUESTIONS else ""
        return (Message("notice", wording.NOT_READ.format(parts=quoted + more)),)

    def _alarms(self, text: str) -> bool:
        """Whether the line tells of an incident of now; what the open card offers as an option doesn't."""
        from recommender.language.emergencies import speaks_of_emergency

        line = one_line(text)
        return line not in (option.say for option in self.card.options) and speaks_of_emergency(text)

    def _alarm_answered(self, text: str, alarm: Alarm) -> Turn:
        """Yes or no to whether an incident is going on; only wishes count beside it."""
        what = hear(text, self._setting).what
        if isinstance(what, Picked):
            return self._choose_in(alarm, what.code)
        return self.wish(what.wish) if isinstance(what, Wished) else self._turn(Message("trouble", wording.ALARM_WHICH))

    def _to_first_aid(self, alarm: Alarm, *, certain: bool) -> Turn:
        """The first aid; the talk behind it goes on with all that the text said besides."""
        from tui.talk.first_aid import with_incident

        self._aside = alarm.over
        after = with_incident(self.interview) if certain else self.interview
        heard = hear(alarm.text, replace(self._setting, answers=after.answers))
        what, field = heard.what, self.card.field
        if isinstance(what, Answered) and field:
            what = Stated((Fact(field, what.value, (one_line(alarm.text),)),))
        noted = self.start_in_incident() if certain else self._turn()
        turn = self._to_be_seen(what, "") if isinstance(what, Stated) else self._turn()
        says = tuple(message for message in (*noted.says, *turn.says) if message.text)
        return replace(turn, says=says, leads_to="first_aid", questions=heard.questions[:MOST_QUESTIONS])

    def _no_alarm(self, alarm: Alarm) -> Turn:
        """No incident: on with the text where it was written."""
        self._aside = alarm.over
        turn = self._read(alarm.text)
        return replace(turn, says=tuple(message for message in turn.says if message.kind != "trouble"))

    def _enter(self) -> Turn:
        """An empty line: on with the questions, or yes to what is listed or came over from last time."""
        if isinstance(self._aside, Opening | CarriedOver):
            return self._one_by_one()
        if isinstance(self._aside, Confirming):
            return self._take(self._aside.facts)
        if self.card.keeps:
            return self._keep_as_before()
        return self._turn(Message("trouble", wording.EMPTY))

    def _hear(self, what: What | None, typed: str) -> Turn:
        if isinstance(what, Wished):
            return self.wish(what.wish)
        if isinstance(what, Picked | Answered):
            return self.choose_options((what.code,)) if isinstance(what, Picked) else self._answered(what.value, typed)
        if isinstance(what, Removed):
            return self.remove(what.field)
        if isinstance(what, Kept):
            return self._keep_everything() if what.everything else self._keep_as_before()
        if isinstance(what, NotUnderstood):
            return self._not_understood(what, typed)
        return self._about_card(what) if isinstance(what, AboutCard) else self._to_be_seen(what, typed)

    def _about_card(self, what: AboutCard) -> Turn:
        """What the card or the program says of itself; what it doesn't is asked of the knowledge base."""
        from tui.talk.card_talk import told_of_card

        said, told = Message("said", what.asked), told_of_card(what.topic, self)
        return self._turn(said, *told) if told else replace(self._turn(said), questions=(what.asked,))

    def _not_understood(self, what: NotUnderstood, typed: str) -> Turn:
        if isinstance(self._aside, Opening):
            return self._one_by_one(Message("said", typed), Message("notice", wording.NOTHING_READ))
        return self._turn(Message("trouble", what.why))

    def _to_be_seen(self, what: Stated | Unclear | None, typed: str) -> Turn:
        """Facts, or readings of a number, before the user's eyes."""
        if what is None:
            return self._turn()
        told = Message("said", typed)
        if isinstance(what, Unclear):
            return self._over(Choosing(what.typed, what.readings, self._aside), told)
        aside = self._aside.waiting if isinstance(self._aside, Fixing) else self._aside
        earlier = aside if isinstance(aside, Confirming) else Confirming((), opening=isinstance(aside, Opening))
        return self._over(with_more(earlier, what.facts, typed), told)

    def choose_options(self, codes: Iterable[str]) -> Turn:
        """Options picked on the card, by their codes."""
        picked, card, aside = tuple(codes), self.card, self._aside
        if card.field is None:
            return self._choose_in(aside, picked[0]) if aside else self._follow(picked[0])
        if card.keeps and frozenset(picked) in (card.chosen, frozenset()):
            return self._keep_as_before()
        understood = chosen_value(picked, card, self.questionnaire.vocabulary.fields[card.field])
        if isinstance(understood, Answered):
            return self._answered(understood.value)
        return self._turn(Message("trouble", understood.why if isinstance(understood, NotUnderstood) else ""))

    def _choose_in(self, aside: Aside, code: str) -> Turn:
        """A pick on the card of an aside."""
        if isinstance(aside, Confirming):
            return self._choose_of_list(aside, code)
        if isinstance(aside, Alarm):
            return self._to_first_aid(aside, certain=True) if code == YES else self._no_alarm(aside)
        if isinstance(aside, Choosing) and code != NEITHER:
            return self._chosen(aside, aside.readings[int(code)])
        if isinstance(aside, CarriedOver):
            return self._choose_of_carried(code)
        if isinstance(aside, Opening):
            return self._over(aside.waiting) if code == LISTED else self._one_by_one()
        return self._start_over() if code == AFRESH else self._close()

    def _choose_of_list(self, aside: Confirming, code: str) -> Turn:
        if code == DROP:
            return self._close(wording.DROPPED)
        return self._take(aside.facts) if code == RIGHT else self._over(Fixing(aside, code))

    def _chosen(self, aside: Choosing, fact: Fact) -> Turn:
        """A number that it is known of now what it is about: taken at once, or into the list that waits."""
        over = aside.over.waiting if isinstance(aside.over, Fixing) else aside.over
        if isinstance(over, Confirming):
            return self._over(with_more(over, (fact,), aside.typed))
        return self._take((fact,))

    def unknown(self) -> Turn:
        """わからない."""
        if isinstance(self._aside, Fixing):
            return self._answered(UNKNOWN)
        if isinstance(self._aside, Opening | CarriedOver):
            return self._one_by_one()
        if isinstance(self._aside, Alarm):
            return self._to_first_aid(self._aside, certain=False)
        if isinstance(self._aside, Confirming):
            return self._turn(Message("trouble", wording.LIST_IS_OPEN))
        return self._turn(Message("trouble", wording.NOT_AN_OPTION)) if self._aside else self._unknown()

    def skip(self) -> Turn:
        """The open question put aside; one that is answered already keeps its answer."""
        if isinstance(self._aside, Opening | CarriedOver):
            return self._one_by_one()
        return self._close() if self._aside else self._skip()

    def back(self) -> Turn:
        """The question before this one, open again with its answer; from an aside to what it stands over."""
        if isinstance(self._aside, Opening | CarriedOver):
            return self._turn(Message("notice", wording.FIRST_QUESTION))
        if self._aside:
            return self._close()
        return self._over(self._ground) if self._ground else self._back()

    def jump(self, field: str) -> Turn:
        """The question of a field, open again."""
        dropped = isinstance(self._aside, Confirming | Fixing | Choosing)
        self._aside = None
        return self._open(steps.jump(self.interview, field), *([Message("notice", wording.DROPPED)] if dropped else []))

    def why(self) -> Turn:
        """What hangs on the open question, said by the rules that read it."""
        from tui.talk.reasons import why_asked

        question = self.question
        if question is None:
            return self._turn(Message("notice", wording.NO_QUESTION_OPEN))
        return self._turn(*why_asked(question, self._needed_rules()))

    def finish(self) -> Turn:
        """The result was asked for: the interview counts as finished until an answer changes."""
        if isinstance(self._aside, Choosing | Fixing):
            closed = self._close()
            if self._aside:
                return closed
        aside, self._aside = self._aside, None
        if isinstance(aside, Confirming):
            if not aside.warned:
                return self._over(replace(aside, warned=True), Message("notice", wording.LIST_WAITS))
            turn = self._finish()
            return replace(turn, says=(Message("notice", wording.DROPPED), *turn.says))
        return self._finish()

    def wish(self, wish: Wish) -> Turn:
        """Something other than an answer."""
        match wish:
            case "review" | "help" | "quit":
                return Turn((), self.card, wish)
            case "restart":
                return self._turn() if isinstance(self._aside, Opening) else self._over(StartingOver(self._aside))
        step = {"back": self.back, "skip": self.skip, "why": self.why, "unknown": self.unknown, "result": self.finish}
        return step[wish]()

    def remove(self, field: str | None) -> Turn:
        """A line of the waiting facts taken out."""
        aside = self._aside
        if not isinstance(aside, Confirming):
            return self._turn(Message("trouble", wording.NOTHING_TO_REMOVE))
        left = without(aside.facts, field or "")
        if field is None and len(aside.facts) == 1:
            left = ()
        if len(left) == len(aside.facts):
            return self._turn(Message("trouble", wording.WHICH_LINE))
        return self._over(replace(aside, facts=left)) if left else self._close(wording.NOTHING_LEFT)

    # --- what waits for a yes ---

    def _answered(self, value: Value, typed: str | None = None) -> Turn:
        aside = self._aside
        if not isinstance(aside, Fixing):
            return self._accept(value, typed)
        waiting = aside.waiting
        before = next((fact.before for fact in waiting.facts if fact.field == aside.question), None)
        fixed = Fact(aside.question, value, (typed,) if typed else (), before)
        places = {fact.field for fact in waiting.facts}
        if aside.field != aside.question and aside.question not in places:
            facts = tuple(fixed if fact.field == aside.field else fact for fact in waiting.facts)
        else:
            facts = tuple(fixed if fact.field == aside.question else fact for fact in waiting.facts)
        return self._over(replace(waiting, facts=facts))

    def _take(self, facts: tuple[Fact, ...]) -> Turn:
        """Confirmed facts into the interview, in one saving. Where that fails they wait on."""
        waiting, self._aside = self._aside, None
        self._needed_rules()
        told, stated = saying.on_confirmed(facts, self.questionnaire), [fact.field for fact in facts]
        turn = self._keep(taken(self.interview, facts), told, settled=stated)
        if any(message.kind == "trouble" for message in turn.says):
            return self._over(waiting, *turn.says)
        return turn

    def _start_over(self) -> Turn:
        self._record, self._standing = replace(self._store.new(), client=self._record.client), None
        return self._over(Opening(), Message("notice", wording.STARTED_OVER))

    def _over(self, aside: Aside | None, *told: Message) -> Turn:
        self._aside = aside
        return self._turn(*told)

    def _close(self, note: str = "") -> Turn:
        """Back to what the aside stands over: the list, the opening, or the interview's own card."""
        aside = self._aside
        if isinstance(aside, Alarm):
            return self._no_alarm(aside)
        if isinstance(aside, Fixing):
            return self._over(aside.waiting)
        if isinstance(aside, Choosing):
            return self._over(aside.over, Message("notice", wording.NUMBER_DROPPED.format(typed=aside.typed)))
        if isinstance(aside, StartingOver):
            return self._over(aside.over)
        return self._close_list(aside, note) if isinstance(aside, Confirming) else self._over(None)

    def _close_list(self, aside: Confirming, note: str) -> Turn:
        """From the list back to the text that it was read from; with a note, the list is used no more."""
        if aside.opening and not note:
            turn = self._over(Opening(aside), Message("notice", wording.TEXT_AGAIN))
            return replace(turn, typed=aside.text)
        return self._over(None if self._asked else self._ground, Message("notice", note or wording.DROPPED))
