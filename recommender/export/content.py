"""The summary that is handed over, before any format: its parts in their order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from questionnaires.showing import show_value
from recommender.export.blocks import Block, Heading, Items, Paragraph, Table
from recommender.export.grounds import reasons_part, why_not_part
from recommender.export.labels import AS_BEFORE, CONFIDENCE
from recommender.export.letter_wording import load_letter_wording
from recommender.export.marked import NO_MARKS, Marks, checklist_part, onboarding_part, show_day
from recommender.export.money import assumptions_part, money_part, routes_part
from recommender.export.posture import posture_part
from recommender.export.steps import actions_part, candidates_part, confirm_part
from recommender.lists import lists_of
from recommender.results import Assessment
from recommender.rulebase import RuleBase

_FIRST_OF_ALL = "incident_now"
"""The code of the warning that goes before everything."""


def summary(
    assessment: Assessment, rules: RuleBase, beside: Iterable[Block] = (), marks: Marks = NO_MARKS
) -> tuple[Block, ...]:
    """The summary that is handed over: one page of verdict, money and next steps; then reasons, leads and sources.

    `beside` is what the user wants with the reasons, such as the table of もしも. `marks` says what is ticked off.
    """
    behind: list[Block] = [
        *_warnings(assessment),
        *reasons_part(assessment, rules),
        *why_not_part(assessment, rules),
        *beside,
        *assumptions_part(assessment),
        *routes_part(assessment),
        *candidates_part(assessment, rules),
        *confirm_part(assessment),
        *checklist_part(assessment, rules, marks),
        *onboarding_part(assessment, rules, marks),
        *posture_part(marks),
        *_answers(assessment, rules),
        *_sources(assessment, rules),
    ]
    return (*_first_page(assessment, rules), *_on_new_page(behind))


def _on_new_page(blocks: list[Block]) -> list[Block]:
    """The blocks with their first heading, if they begin with one, at the top of a page."""
    if blocks and isinstance(blocks[0], Heading):
        return [replace(blocks[0], new_page=True), *blocks[1:]]
    return blocks


def _first_page(assessment: Assessment, rules: RuleBase) -> list[Block]:
    company, person = company_of(assessment), load_letter_wording().person
    blocks: list[Block] = [
        Heading(1, "お助け隊ナビ 診断のまとめ"),
        Paragraph(f"会社: {company}　日付: {show_day(assessment.as_of)}　ご相談の方: {person}"),
        Heading(2, "結論"),
        *(Paragraph(item.text, item.cites) for item in assessment.warnings if item.code == _FIRST_OF_ALL),
        Paragraph(assessment.verdict),
    ]
    if assessment.monitoring.choice:
        blocks.append(Paragraph(f"確信: {CONFIDENCE[assessment.monitoring.confidence]}"))
    return [*blocks, *money_part(assessment, rules), *actions_part(assessment), about_part(assessment, rules)]


def company_of(assessment: Assessment) -> str:
    """The company's name, or the place where it is to be written."""
    name = assessment.profile.answers.get("company_name")
    return name if isinstance(name, str) and name.strip() else load_letter_wording().company


def about_part(assessment: Assessment, rules: RuleBase) -> Items:
    """What kind of paper this is: not official, for nobody's money, and as of which days."""
    texts, sources = rules.counsel.wording, rules.knowledge.sources
    version = f"知識の版 {assessment.knowledge_version}、診断した日 {assessment.as_of}。"
    standard, lists = sources["src.standard"], lists_of((item.id for item in assessment.candidates), rules.knowledge)
    facts = dict.fromkeys(route.as_of_fact for route in assessment.subsidies if route.as_of_fact)
    days = [f"基準は{standard.checked}に確かめた写し"]
    days += [f"候補は{lists}からのもの"] if lists else []
    days += [f"補助金は{'と'.join(facts)}時点の情報"] if facts else []
    return Items(
        (Paragraph(texts.unofficial), Paragraph(texts.neutrality), Paragraph(f"{version}{'、'.join(days)}です。"))
    )


def _warnings(assessment: Assessment) -> list[Block]:
    items = tuple(Paragraph(item.text, item.cites) for item in assessment.warnings if item.code != _FIRST_OF_ALL)
    return [Heading(2, "気をつけること"), Items(items)] if items else []


def _answers(assessment: Assessment, rules: RuleBase) -> list[Block]:
    fields = rules.vocabulary.fields
    carried = {item.field for item in assessment.to_confirm if item.since}
    answers = assessment.profile.answers.items()
    rows = tuple(
        (fields[name].label, f"{show_value(value, fields[name])}{AS_BEFORE if name in carried else ''}")
        for name, value in answers
    )
    return [Heading(2, "お聞きしたこと（ユーザー概況）"), Table(("項目", "答え"), rows)] if rows else []


def _sources(assessment: Assessment, rules: RuleBase) -> list[Block]:
    cited = dict.fromkeys(
        cite
        for group in (assessment.monitoring.reasons, assessment.service_class.reasons, assessment.warnings)
        for item in group
        for cite in item.cites
    )
    if not cited:
        return []
    items = [Paragraph(rules.knowledge.title(cite)) for cite in cited]
    # The digest is for who wants to check which data gave this result, not for the first page.
    items.append(Paragraph(f"知識の版 {assessment.knowledge_version}（{assessment.knowledge_digest}）"))
    return [Heading(2, "根拠にした資料"), Items(tuple(items))]
