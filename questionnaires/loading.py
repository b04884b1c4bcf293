"""Reads a questionnaire's YAML. This, with the vocabulary, is all that the first question on the screen needs."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from knowledge.conditions import Condition, fields_of, read_condition
from knowledge.decoding import Decoder
from knowledge.faults import Faults, suggest
from knowledge.fields import Field, Vocabulary
from knowledge.reading import read_tree
from knowledge.vocabulary import load_vocabulary
from questionnaires.records import Question, Questionnaire, Sheet

DATA = Path(__file__).parent / "data"


@cache
def load_questionnaire(path: Path = DATA / "profile.yaml", facts: Path | None = None) -> Questionnaire:
    """The questionnaire of a file over the vocabulary of the directory `facts`. Raises DataError with all faults."""
    vocabulary = load_vocabulary(facts) if facts else load_vocabulary()
    return questionnaire_of(read_sheet(path, vocabulary), vocabulary)


def read_sheet(path: Path, vocabulary: Vocabulary) -> Sheet:
    """The questions as they stand in a file, whose conditions speak of the vocabulary. Raises DataError."""
    faults = Faults()
    hooks = {Condition: lambda node, found: read_condition(node, vocabulary, found)}
    sheet = Decoder(faults, hooks).read(read_tree(path), Sheet)
    faults.raise_if_any()
    assert isinstance(sheet, Sheet)  # noqa: S101  anything else has raised above; narrows the type
    return sheet


def questionnaire_of(sheet: Sheet, vocabulary: Vocabulary) -> Questionnaire:
    """The sheet as a questionnaire over its vocabulary. Raises DataError with all faults."""
    faults = Faults()
    _check(sheet, vocabulary, faults)
    faults.raise_if_any()
    return Questionnaire(
        id=sheet.id,
        title=sheet.title,
        sections={section.id: section for section in sheet.sections},
        questions={question.field: question for question in sheet.questions},
        vocabulary=vocabulary,
    )


def _check(sheet: Sheet, vocabulary: Vocabulary, faults: Faults) -> None:
    sections = {section.id for section in sheet.sections}
    seen: set[str] = set()
    for question in sheet.questions:
        field = vocabulary.fields.get(question.field)
        if field is None:
            mend = suggest(question.field, vocabulary.fields)
            faults.add(question.place, f"「{question.field}」という項目はありません", mend)
            continue
        if question.field in seen:
            faults.add(question.place, f"「{question.field}」の質問が2つあります", "どちらかを消してください")
        if question.ask_when is not None:
            for name in fields_of(question.ask_when, vocabulary):
                if name not in seen:
                    what = f"聞く条件の「{name}」は、この質問より前に聞かれていません"
                    faults.add(question.place, what, "質問の順番か、聞く条件を直してください")
        seen.add(question.field)
        if question.section not in sections:
            mend = suggest(question.section, sections)
            faults.add(question.place, f"「{question.section}」という章はありません", mend)
        _check_options(question, field, faults)


def _check_options(question: Question, field: Field, faults: Faults) -> None:
    allowed = ("yes", "no") if field.kind == "yes_no" else field.codes
    named = [option.code for option in question.options]
    for code in named:
        if code not in allowed:
            faults.add(question.place, f"「{field.id}」に「{code}」という選択肢はありません", suggest(code, allowed))
        if named.count(code) > 1:
            faults.add(question.place, f"選択肢「{code}」が2回あります", "どちらか1つを消してください")
    missing = "、".join(code for code in allowed if code not in named)
    if named and missing:
        faults.add(question.place, f"選択肢「{missing}」の言い方がありません", "options に書き足してください")
