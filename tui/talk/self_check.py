"""The self-check among the marks of an interview: where it stands, and the mark that an answer becomes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from knowledge.values import UNKNOWN, Value
from questionnaires import interview as steps
from questionnaires.interview import Interview
from questionnaires.posture import load_self_check
from recommender.export.posture import replies_in
from recommender.marks import answer_mark
from recommender.posture import UNKNOWN_CODE, known_replies
from tui.desk.records import Mark


def open_interview(marks: Mapping[str, Mark]) -> Interview:
    """The self-check as it is kept, with the first question that has no answer open; none is where all have one."""
    replies = known_replies(replies_in(marks))
    answers: dict[str, Value] = {name: UNKNOWN if code == UNKNOWN_CODE else code for name, code in replies.items()}
    return steps.ask_next(Interview(answers, tuple(answers)), load_self_check(), optional=True)


def from_the_start(marks: Mapping[str, Mark]) -> Interview:
    """The same with the first question open, whatever its answer."""
    return steps.jump(open_interview(marks), next(iter(load_self_check().questions)))


def after(interview: Interview) -> Interview:
    """The question that follows the open one in the sheet, answered or not; none after the last."""
    order = list(load_self_check().questions)
    place = order.index(interview.current) + 1 if interview.current else len(order)
    return replace(interview, current=order[place] if place < len(order) else None)


def answer_marks(name: str, code: str | None) -> Mapping[str, Mark]:
    """The mark of an answer; `code` None is わからない."""
    return {answer_mark(name): Mark(state="done", word=code or UNKNOWN_CODE)}
