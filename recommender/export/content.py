"""The summary that is handed over, before any format: its parts in their order."""

from __future__ import annotations

from collections.abc import Iterable

from knowledge.values import Value
from questionnaires.showing import show_value
from recommender.export.blocks import Block, Heading, Items, Paragraph, Table
from recommender.export.grounds import reasons_part, why_not_part
from recommender.export.labels import CONFIDENCE
from recommender.export.marked import NO_MARKS, Marks, checklist_part, onboarding_part
from recommender.export.money import money_part, routes_part
from recommender.export.steps import actions_part, candidates_part, confirm_part
from recommender.results import Assessment
from recommender.rulebase import RuleBase


def summary(
    assessment: Assessment, rules: RuleBase, beside: Iterable[Block] = (), marks: Marks = NO_MARKS
) -> tuple[Block, ...]:
    """The summary that is handed over: verdict, money and next steps first; then reasons, leads and sources.

    `beside` is what the user wants with the reasons, such as the table of もしも. `marks` says what is ticked off.
    """
    answers = assessment.profile.answers
    name = answers.get("company_name")
    company = name if isinstance(name, str) and name.strip() else "（会社名は書かれていません）"
    blocks: list[Block] = [
        Heading(1, "お助け隊ナビ 診断のまとめ"),
        Paragraph(f"{company}　{_day(assessment)}"),
        Heading(2, "結論"),
        Paragraph(assessment.verdict),
    ]
    if assessment.monitoring.choice:
        blocks.append(Paragraph(f"確信: {CONFIDENCE[assessment.monitoring.confidence]}"))
    blocks += _warnings(assessment)
    blocks += money_part(assessment)
    blocks += actions_part(assessment)
    blocks += reasons_part(assessment, rules)
    blocks += why_not_part(assessment, rules)
    blocks += beside
    blocks += confirm_part(assessment)
    blocks += routes_part(assessment)
    blocks += candidates_part(assessment, rules)
    blocks += checklist_part(assessment, rules, marks)
    blocks += onboarding_part(assessment, rules, marks)
    blocks += _answers(assessment, rules)
    blocks += _closing(assessment, rules)
    return tuple(blocks)


def _day(assessment: Assessment) -> str:
    day = assessment.as_of
    return f"{day.year}年{day.month}月{day.day}日"


def _warnings(assessment: Assessment) -> list[Block]:
    if not assessment.warnings:
        return []
    items = tuple(Paragraph(item.text, item.cites) for item in assessment.warnings)
    return [Heading(2, "気をつけること"), Items(items)]


def _answers(assessment: Assessment, rules: RuleBase) -> list[Block]:
    fields = rules.vocabulary.fields
    rows = tuple((fields[name].label, show_value(value, fields[name])) for name, value in _known(assessment))
    return [Heading(2, "お聞きしたこと（ユーザー概況）"), Table(("項目", "答え"), rows)] if rows else []


def _known(assessment: Assessment) -> list[tuple[str, Value]]:
    return list(assessment.profile.answers.items())


def _closing(assessment: Assessment, rules: RuleBase) -> list[Block]:
    texts = rules.counsel.wording
    version = f"知識の版 {assessment.knowledge_version}（{assessment.knowledge_digest}）、診断した日 {assessment.as_of}"
    cited = dict.fromkeys(
        cite
        for group in (assessment.monitoring.reasons, assessment.service_class.reasons, assessment.warnings)
        for item in group
        for cite in item.cites
    )
    items = tuple(Paragraph(rules.knowledge.title(cite)) for cite in cited)
    return [
        Heading(2, "根拠にした資料"),
        Items(items),
        Heading(2, "この文書について"),
        Items((Paragraph(texts.unofficial), Paragraph(texts.neutrality), Paragraph(version))),
    ]
