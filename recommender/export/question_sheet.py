"""質問の用紙: every question to answer on paper first, with its choices; it needs no profile."""

from __future__ import annotations

from knowledge.conditions import describe
from questionnaires.records import Question
from recommender.export.blocks import Block, Heading, Items, Paragraph, Table
from recommender.export.letter_wording import QuestionPhrases, load_letter_wording
from recommender.rulebase import RuleBase


def question_blocks(rules: RuleBase) -> tuple[Block, ...]:
    """The sheet, section by section, in the order of the talk."""
    said = load_letter_wording().questions
    questionnaire = rules.questionnaire
    blocks: list[Block] = [Heading(1, said.title), Paragraph(said.filled), Paragraph(said.lead)]
    numbers = {name: number for number, name in enumerate(questionnaire.questions, 1)}
    for section in questionnaire.sections.values():
        rows = tuple(
            (str(numbers[question.field]), _asked(question, rules, said), _to_answer(question, rules, said))
            for question in questionnaire.questions.values()
            if question.section == section.id
        )
        blocks += [Heading(2, section.title), Table(tuple(said.columns), rows)]
    closing = (said.after, rules.counsel.wording.unofficial)
    return (*blocks, Items(tuple(map(Paragraph, closing))))


def _asked(question: Question, rules: RuleBase, said: QuestionPhrases) -> str:
    parts = [question.ask]
    if question.ask_when is not None:
        parts.append(f"（{said.only_if.format(condition=describe(question.ask_when, rules.vocabulary))}）")
    if question.help:
        parts.append(question.help)
    if question.find_out and question.unknown_ok:
        parts.append(said.find_out.format(how=question.find_out))
    return "　".join(parts)


def _to_answer(question: Question, rules: RuleBase, said: QuestionPhrases) -> str:
    field = rules.vocabulary.fields[question.field]
    choices = [said.box.format(say=option.say) for option in question.options]
    if field.kind == "integer":
        choices = [said.number.format(unit=field.unit or "")]
    elif field.kind == "text":
        choices = [said.text]
    elif field.kind == "yes_no" and not choices:
        choices = [said.box.format(say=word) for word in (field.yes, field.no) if word]
    elif question.field == "prefecture":
        choices = [said.text]
    if field.kind == "multi":
        choices.append(f"（{said.many}）")
    if question.unknown_ok:
        choices.append(said.unknown)
    return "　".join(choices)
