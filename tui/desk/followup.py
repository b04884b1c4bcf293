"""What is to be done, by whom and by when: the next steps of kept interviews, and how they came out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from knowledge.loading import load_vocabulary
from questionnaires.interview import Interview
from recommender.marks import ACTION, action_mark
from tui.desk.records import Mark, MarkState, SavedInterview

if TYPE_CHECKING:
    from recommender.results import Assessment

OUTCOMES: Mapping[MarkState, str] = {
    "open": "まだ",
    "doing": "進行中",
    "done": "済み",
    "failed": "できなかった",
    "dropped": "やめた",
}
"""The four outcomes of a step, and the state before any of them."""
SETTLED: tuple[MarkState, ...] = ("done", "failed", "dropped")
NO_TEXTS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class ToDo:
    """A step of an interview with its mark. `what` is the step as it was shown."""

    interview: str
    company: str
    id: str
    what: str
    mark: Mark

    def days_left(self, today: date) -> int | None:
        """Days until it is due, negative once it is over; None without a day."""
        return (self.mark.due - today).days if self.mark.due else None


def steps_of(record: SavedInterview, texts: Mapping[str, str] = NO_TEXTS) -> tuple[ToDo, ...]:
    """The next steps of an interview in the order in which they were shown, then marked ones that are shown no more.

    With `texts` (the sentence of each other thing that can be marked, by the id of its mark) those that have a day
    come after them.
    """
    shown = {
        action_mark(action.id): action.what for action in (record.result.headline.actions if record.result else ())
    }
    earlier = {action_mark(action.id): action.what for result in record.results for action in result.headline.actions}
    for name, mark in record.marks.items():
        if name.startswith(ACTION):
            shown.setdefault(name, earlier.get(name) or _text_of(name.removeprefix(ACTION)))
        elif mark.due and name in texts:
            shown.setdefault(name, texts[name])
    company = company_of(record)
    return tuple(
        ToDo(record.id, company, name.removeprefix(ACTION), what, record.marks.get(name, Mark()))
        for name, what in shown.items()
    )


def _text_of(action_id: str) -> str:
    """A step that was never among the shown ones: one of the self-check's, or one that the rules no longer have."""
    from recommender.posture import step_text

    return step_text(action_id) or action_id


def due_by(
    records: Iterable[SavedInterview],
    today: date,
    texts: Mapping[str, str] = NO_TEXTS,
    *,
    everything: bool = False,
) -> tuple[ToDo, ...]:
    """The steps that are due today or overdue, the longest overdue first; with `everything` all that aren't settled.

    An interview that was taken up again is spoken for by the one that follows it.
    """
    kept = tuple(records)
    followed = {record.follows for record in kept}
    waiting = [
        step
        for record in kept
        if record.id not in followed
        for step in steps_of(record, texts)
        if step.mark.state not in SETTLED and (everything or (step.mark.due is not None and step.mark.due <= today))
    ]
    return tuple(sorted(waiting, key=lambda step: step.mark.due or date.max))


def next_due(record: SavedInterview) -> date | None:
    """The first day on which something of the interview is due: a step that isn't settled, or going on with it."""
    days = [mark.due for mark in record.marks.values() if mark.state not in SETTLED]
    return min((day for day in (*days, record.resume_on) if day), default=None)


def assigned(result: Assessment, marks: Mapping[str, Mark]) -> Assessment:
    """The result with the owners and days that its next steps were given."""
    noted = [(action, marks.get(action_mark(action.id), Mark())) for action in result.actions]
    return replace(
        result,
        actions=tuple(replace(action, owner=mark.owner or None, due=mark.due) for action, mark in noted),
    )


def follow_on(previous: SavedInterview, fresh: SavedInterview) -> SavedInterview:
    """A new interview of the same company: it starts from the answers, the result and the steps of the one before.

    Every answer is carried over until it is confirmed, but for names, which nothing is decided by and which anybody
    sees at once. What was skipped then is asked again.
    """
    answers = previous.interview.answers
    return replace(
        fresh,
        interview=Interview(answers),
        marks=MappingProxyType({name: mark for name, mark in previous.marks.items() if name.startswith(ACTION)}),
        results=previous.results[-1:],
        follows=previous.id,
        client=previous.client,
        carried=MappingProxyType(dict(_carried_from(previous))),
    )


def _carried_from(previous: SavedInterview) -> Iterator[tuple[str, date]]:
    """The answers to confirm, in the order in which they were put, with the day on which they were given.

    A saving for a mark comes later than the answers, so the day of a result that was made of an answer goes first.
    """
    fields = load_vocabulary().fields
    interview, result, saved = previous.interview, previous.result, previous.saved.date()
    for name in dict.fromkeys((*interview.trail, *interview.answers)):
        if name not in interview.answers or fields[name].kind == "text":
            continue
        shown = result is not None and result.answers.get(name) == interview.answers[name]
        given = min(result.as_of, saved) if result and shown else saved
        yield name, previous.carried.get(name, given)


def marked_steps(record: SavedInterview) -> tuple[ToDo, ...]:
    """The steps of which something is noted."""
    return tuple(step for step in steps_of(record) if step.mark != Mark())


def company_of(record: SavedInterview) -> str:
    """The company's name as the user gave it; empty where it wasn't."""
    name = record.interview.answers.get("company_name")
    return name if isinstance(name, str) else ""


def say_step(step: ToDo) -> str:
    """「GビズIDプライムを申し込む（進行中、担当 山田、12月5日まで、申込済み）」."""
    due = f"{step.mark.due.month}月{step.mark.due.day}日まで" if step.mark.due else ""
    owner = f"担当 {step.mark.owner}" if step.mark.owner else ""
    noted = "、".join(filter(None, (OUTCOMES[step.mark.state], owner, due, step.mark.word)))
    return f"{step.what}（{noted}）"
