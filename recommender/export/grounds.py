"""Why this choice, why not another, and what would change it, in a summary."""

from __future__ import annotations

from recommender.export.blocks import Block, Heading, Items, Paragraph
from recommender.export.charts import evidence_chart
from recommender.export.labels import changes_text
from recommender.results import Assessment
from recommender.rulebase import RuleBase


def reasons_part(assessment: Assessment, rules: RuleBase) -> list[Block]:
    choice = assessment.monitoring.choice
    if choice is None:
        return []
    text = rules.option(choice)
    blocks: list[Block] = [Heading(2, f"なぜ{text.name}か"), Paragraph(text.plain, text.cites)]
    items = tuple(Paragraph(item.text, item.cites) for item in assessment.monitoring.reasons)
    blocks.append(Items(items, numbered=True) if items else Paragraph("決め手になる答えは、まだありません。"))
    blocks.append(evidence_chart(assessment, rules))
    code = assessment.service_class.choice
    if code:
        blocks.append(Heading(2, f"なぜ{rules.service_class(code).name}か"))
        blocks.append(Paragraph(rules.service_class(code).plain, rules.service_class(code).cites))
        blocks.append(Items(tuple(Paragraph(item.text, item.cites) for item in assessment.service_class.reasons)))
    return blocks


def why_not_part(assessment: Assessment, rules: RuleBase) -> list[Block]:
    if assessment.monitoring.choice is None:
        return []
    blocks: list[Block] = [Heading(2, "ほかの選び方と、変わるとき")]
    items = []
    for item in (*assessment.monitoring.why_not, *assessment.service_class.why_not):
        changes = "、または".join(changes_text(change, rules) for change in item.flips_if)
        items.append(Paragraph(f"{item.text}{f'変わるのは、{changes}ときです。' if changes else ''}"))
    return [*blocks, Items(tuple(items))]
