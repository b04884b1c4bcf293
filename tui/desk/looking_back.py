"""What a finished interview keeps of its result, and what is said when it is looked at on a later day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from questionnaires.profile import Profile
from tui.desk import sentences
from tui.desk.followup import marked_steps, say_step
from tui.desk.headlines import KeptResult, kept_result
from tui.desk.records import MOST_RESULTS, SavedInterview
from tui.talk.messages import Message

if TYPE_CHECKING:
    from recommender.results import Assessment
    from recommender.rulebase import RuleBase


def with_result(record: SavedInterview, shown: Assessment) -> SavedInterview:
    """The record with a result that is shown; itself where that result is kept, or the interview isn't finished.

    A result of the same answers stays as it was shown first, whatever the rules say since. Only the one that came
    over from the interview before doesn't stand for this one: a year later the same answers may mean another result.
    """
    own = own_result(record)
    if record.status != "finished" or (own and dict(own.answers) == dict(shown.profile.answers)):
        return record
    return replace(record, results=(*record.results, kept_result(shown))[-MOST_RESULTS:])


def own_result(record: SavedInterview) -> KeptResult | None:
    """The result that was shown last in this very interview.

    One that follows another begins with the result of that one, which was shown before this one was begun: on an
    earlier day, or on the same one while this interview hasn't come to a result.
    """
    last, begun = record.result, record.created.date()
    if last is None or not record.follows or len(record.results) > 1:
        return last
    came_over = last.as_of < begun or (last.as_of == begun and record.status == "asking")
    return None if came_over else last


def then_and_now(record: SavedInterview, now: Profile, rules: RuleBase, today: date) -> tuple[Message, ...]:
    """The result as it was shown, and what moved since by its cause; nothing where nothing moved."""
    from tui.desk.comparing import change_lines, changes_since, result_lines

    kept = record.result
    if kept is None:
        return ()
    changes = changes_since(kept, now, rules, today)
    if not changes:
        return ()
    told = [Message("notice", line) for line in result_lines(kept, rules)]
    for heading, lines in change_lines(changes):
        told.append(Message("notice", f"【{heading}】"))
        told += [Message("reason", line) for line in lines]
    return tuple(told)


def on_following(record: SavedInterview) -> tuple[Message, ...]:
    """What is said where a new interview of the same company begins: whence, and how the steps came out."""
    told = [Message("notice", sentences.FOLLOWING.format(count=record.answered))]
    steps = marked_steps(record)
    if steps:
        told.append(Message("notice", sentences.STEPS_SO_FAR))
        told += [Message("notice", say_step(step)) for step in steps]
    return tuple(told)
