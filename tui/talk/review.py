"""The rows of the review: each question that has a place in the talk, with its answer."""

from __future__ import annotations

from dataclasses import dataclass

from questionnaires.interview import is_asked, live_answers
from tui import wording
from tui.layout import cells, pad
from tui.talk.phrasing import say_answer
from tui.talk.state import TalkState


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A question with its answer in words; a section's title has no field."""

    field: str | None
    label: str
    answer: str = ""


def review_rows(talk: TalkState) -> tuple[ReviewRow, ...]:
    """Sections with their questions, in the order of the questionnaire. Hidden questions are left out."""
    questionnaire = talk.questionnaire
    fields = questionnaire.vocabulary.fields
    live = live_answers(talk.interview.answers, questionnaire)
    carried = talk.carried
    room = max(cells(fields[name].label) for name in questionnaire.questions)
    rows: list[ReviewRow] = []
    for section in questionnaire.sections.values():
        rows.append(ReviewRow(None, section.title))
        for name, question in questionnaire.questions.items():
            if question.section != section.id or not is_asked(question, live, questionnaire):
                continue
            if name in live:
                said = say_answer(live[name], fields[name], question)
                if name in carried:
                    said += f"（{wording.AS_BEFORE}）"
            else:
                said = wording.PASSED_ROW if name in talk.interview.passed else wording.NOT_YET_ROW
            rows.append(ReviewRow(name, pad(fields[name].label, room), said))
    return tuple(rows)
