"""The topics of the talk: how many of their questions are answered, and which question each opens."""

from __future__ import annotations

from dataclasses import dataclass

from questionnaires.interview import Interview, is_answered, is_asked, live_answers
from questionnaires.records import Questionnaire


@dataclass(frozen=True, slots=True)
class Topic:
    """A section with its answered questions of all that have a place in this talk; `opens` is a field."""

    id: str
    title: str
    answered: int
    count: int
    opens: str


def topics(interview: Interview, questionnaire: Questionnaire) -> tuple[Topic, ...]:
    """The sections in the order of the questionnaire; one without a question for this company is left out.

    A topic opens its first question that has no answer, those that were put aside last; else its first question.
    """
    live = live_answers(interview.answers, questionnaire)
    found = []
    for section in questionnaire.sections.values():
        fields = [
            name
            for name, question in questionnaire.questions.items()
            if question.section == section.id and is_asked(question, live, questionnaire)
        ]
        if fields:
            waiting = [name for name in fields if not is_answered(live.get(name))]
            first = sorted(waiting, key=lambda name: name in interview.passed) or fields
            found.append(Topic(section.id, section.title, len(fields) - len(waiting), len(fields), first[0]))
    return tuple(found)
