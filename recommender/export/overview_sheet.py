"""ユーザー概況と提案の記録: what std.3.1.8 asks a 2類 proposal to be fitted to, its reasons, and both signatures."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from knowledge.fields import Field
from questionnaires.interview import is_asked
from questionnaires.showing import clean, show_value
from recommender.export.blocks import Block, Heading, Items, Paragraph, Table
from recommender.export.content import about_part, company_of
from recommender.export.letter_wording import load_letter_wording
from recommender.export.marked import show_day
from recommender.export.overview_wording import Element, OverviewWording, load_overview_wording
from recommender.results import Assessment, Reason
from recommender.rulebase import RuleBase

_NONE: Mapping[str, date] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class _Talk:
    """What the parts of the sheet are made of. `omit`: fields that the user doesn't want on it.

    `carried`: answers of the interview before that nobody has confirmed since, with the day they were given.
    """

    assessment: Assessment
    rules: RuleBase
    omit: Collection[str]
    words: OverviewWording
    carried: Mapping[str, date]


def overview_sheet(
    assessment: Assessment,
    rules: RuleBase,
    present: Sequence[str] = (),
    omit: Collection[str] = (),
    carried: Mapping[str, date] = _NONE,
) -> tuple[Block, ...]:
    """The record of one talk. `present`: who was there; none leaves a place to write the names in.

    `omit`: fields that stand there without their answer, and whose reasons are left out as they would tell it.
    `carried`: answers that come from the interview before and were not confirmed, with the day they were given.
    """
    words = load_overview_wording()
    standing = {name: day for name, day in carried.items() if name in assessment.profile.answers and name not in omit}
    talk = _Talk(assessment, rules, omit, words, standing)
    names = "、".join(filter(None, (clean(name).strip() for name in present)))
    to_fill = load_letter_wording().to_fill
    company = words.omitted if "company_name" in omit else company_of(assessment)
    return (
        Heading(1, words.title),
        Paragraph(show_day(assessment.as_of), at_right=True),
        Items(
            (
                Paragraph(words.company.format(name=company)),
                Paragraph(words.present.format(names=names or to_fill)),
            )
        ),
        Paragraph(words.lead, words.lead_cites),
        *_standing(talk),
        Heading(2, words.overview),
        Paragraph(words.overview_note, words.overview_cites),
        *([Paragraph(words.overview_carried)] if standing else []),
        Table(words.columns, tuple(_rows(words.elements, talk))),
        *_reasons(talk),
        Heading(2, words.timing),
        Table(words.columns[1:], tuple(row[1:] for row in _rows(_urgent(words), talk))),
        Paragraph(words.timing_blank.format(to_fill=to_fill)),
        Heading(2, words.open),
        *_open(talk),
        Heading(2, words.offer),
        Table(words.offer_columns, tuple((row, "") for row in words.offer_rows), by_hand=True),
        Heading(2, words.signatures),
        Paragraph(words.signatures_lead),
        Table(words.signature_columns, tuple((row, "", "") for row in words.signature_rows), by_hand=True),
        about_part(assessment, rules),
    )


def _standing(talk: _Talk) -> Iterator[Block]:
    """What the sheet is worth where the recommendation isn't 2類."""
    choice = talk.assessment.service_class.choice
    if choice is None:
        yield Paragraph(talk.words.undecided)
    elif choice == "class1":
        yield Paragraph(talk.words.class1)


def _urgent(words: OverviewWording) -> Iterable[Element]:
    return (element for element in words.elements if set(element.parts) & set(words.urgent))


def _rows(elements: Iterable[Element], talk: _Talk) -> Iterator[tuple[str, ...]]:
    """Every element with its answers; one that nobody asked for stands there as well, and says so."""
    for element in elements:
        if not element.parts:
            yield (element.name, talk.words.other, load_letter_wording().to_fill)
            continue
        found = [(field.label, _answer(field, talk)) for field in _fields(element, talk)]
        for label, answer in found or [("", talk.words.not_asked)]:
            yield (element.name, label, answer)


def _fields(element: Element, talk: _Talk) -> list[Field]:
    """The fields of an element: those answered, and those whose question this company would be asked."""
    answers, asked = talk.assessment.profile.answers, talk.rules.questionnaire
    return [
        field
        for field in talk.rules.vocabulary.fields.values()
        if field.part in element.parts
        and (
            field.id in answers or (field.id in asked.questions and is_asked(asked.questions[field.id], answers, asked))
        )
    ]


def _answer(field: Field, talk: _Talk) -> str:
    if field.id in talk.omit:
        return talk.words.omitted
    value = talk.assessment.profile.answers.get(field.id)
    if value is None:
        return talk.words.not_asked
    said, given = show_value(value, field), talk.carried.get(field.id)
    return talk.words.carried.format(answer=said, day=show_day(given)) if given else said


def _reasons(talk: _Talk) -> Iterator[Block]:
    """The verdict with what speaks for it, each with its clauses, and why the others weren't chosen."""
    monitoring, chosen, words = talk.assessment.monitoring, talk.assessment.service_class, talk.words
    yield Heading(2, words.reasons)
    yield Paragraph(talk.assessment.verdict)
    yield from _listed(words.monitoring, monitoring.reasons, talk)
    yield from _listed(words.service_class, chosen.reasons, talk)
    if chosen.choice == "class2":
        yield Paragraph(words.price, words.price_cites)
    others = tuple(Paragraph(item.text) for item in (*monitoring.why_not, *chosen.why_not))
    if others:
        yield Heading(3, words.others)
        yield Items(others)


def _listed(title: str, reasons: tuple[Reason, ...], talk: _Talk) -> Iterator[Block]:
    said = tuple(Paragraph(reason.text, reason.cites) for reason in reasons if not set(reason.answers) & set(talk.omit))
    if said:
        yield Heading(3, title)
        yield Items(said, numbered=True)


def _open(talk: _Talk) -> Iterator[Block]:
    """What is unknown with how to find it out, and the names of what nobody has confirmed or asked yet."""
    answers = talk.assessment.profile.answers
    unknown = [f"{item.label}: {item.how}" for item in talk.assessment.to_confirm if item.field in answers]
    shown = [field for element in talk.words.elements for field in _fields(element, talk)]
    unasked = "、".join(field.label for field in shown if field.id not in {*answers, *talk.omit})
    carried = "、".join(field.label for field in shown if field.id in talk.carried)
    lines = list(unknown)
    if carried:
        lines.append(talk.words.open_carried.format(names=carried))
    if unasked:
        lines.append(talk.words.open_unasked.format(names=unasked))
    yield Items(tuple(map(Paragraph, lines))) if lines else Paragraph(talk.words.open_none)
