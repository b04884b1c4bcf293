"""What to do next, in a summary: actions, what to find out, and leads."""

from __future__ import annotations

from recommender.export.blocks import Block, Heading, Paragraph, Table
from recommender.export.labels import FIT
from recommender.results import Assessment
from recommender.rulebase import RuleBase


def actions_part(assessment: Assessment) -> list[Block]:
    if not assessment.actions:
        return []
    rows = tuple(
        (str(number), item.what, item.how, item.owner or "", item.due.isoformat() if item.due else "")
        for number, item in enumerate(assessment.actions, 1)
    )
    return [Heading(2, "次の一歩"), Table(("", "すること", "どうやって", "担当", "いつまで"), rows)]


def confirm_part(assessment: Assessment) -> list[Block]:
    if not assessment.to_confirm:
        return []
    rows = tuple((item.label, item.why, item.how) for item in assessment.to_confirm)
    return [Heading(2, "確かめること"), Table(("項目", "なぜ", "どうやって"), rows)]


def candidates_part(assessment: Assessment, rules: RuleBase) -> list[Block]:
    if not assessment.candidates:
        return []
    known = [item for item in assessment.candidates if item.fit != "unknown"]
    unknown = [item for item in assessment.candidates if item.fit == "unknown"]
    rows = tuple((FIT[item.fit], item.provider, item.service, "。".join(item.why)) for item in known)
    first = Paragraph(
        "まずIPAの最新の一覧を見てください。下は2023年の一覧からの手がかりで、順番に意味はありません。"
        "料金や地域は、ほとんどが確かめられていません。",
        ("ovw.list",),
    )
    neutral = Paragraph(rules.counsel.wording.neutrality)
    blocks: list[Block] = [Heading(2, "候補"), first, neutral]
    if rows:
        blocks.append(Table(("わかり方", "事業者", "サービス", "わかっていること"), rows))
    if unknown:
        names = "、".join(f"{item.provider}「{item.service}」" for item in unknown)
        blocks.append(Paragraph(f"監視の型がわからないもの（事業者に聞いてください）: {names}"))
    return blocks
