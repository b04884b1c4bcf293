"""対策の点検: the optional second questionnaire. Its answers are its own, so its options make its vocabulary."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from knowledge.fields import Choice, Field, Vocabulary
from questionnaires.loading import DATA, questionnaire_of, read_sheet
from questionnaires.records import Question, Questionnaire

FILE = DATA / "posture.yaml"


@cache
def load_self_check(path: Path = FILE) -> Questionnaire:
    """The questions of the self-check. Raises DataError with all faults."""
    sheet = read_sheet(path, Vocabulary({}, {}))
    fields = {question.field: _field(question) for question in sheet.questions}
    return questionnaire_of(sheet, Vocabulary(fields, {}))


def _field(question: Question) -> Field:
    codes = {option.code: Choice(option.code, option.say) for option in question.options}
    return Field(
        id=question.field,
        label=question.ask,
        kind="choice",
        unit=None,
        part="",
        slot=False,
        min=None,
        max=None,
        choices=tuple(codes.values()),
        exclusive=(),
        yes=None,
        no=None,
        place=question.place,
    )
