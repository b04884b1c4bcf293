"""What to do next, in a summary: actions, what to find out, and leads."""

from __future__ import annotations

from knowledge.values import UNKNOWN
from recommender.candidates import regions_text
from recommender.export.blocks import Block, Heading, Paragraph, Table
from recommender.export.labels import FIT, candidates_first
from recommender.results import Assessment, Candidate, ToConfirm
from recommender.rulebase import RuleBase

_COULD_CHANGE = "先に確かめたいこと: 結論が変わるかもしれません"
_NOT_ASKED = "まだ聞いていないこと: 答えで結論が変わるかもしれません"
_CARRIED = "前回の答えのままのこと: 変わっていると、結論や費用が変わるかもしれません"
_REST = "そのほか: 結論は変わりません"


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
    blocks: list[Block] = [Heading(2, "確かめること")]
    groups = confirm_groups(assessment)
    for title, items in groups:
        if len(groups) > 1 or title in (_NOT_ASKED, _CARRIED):
            blocks.append(Heading(3, f"{title}（{len(items)}件）"))
        blocks.append(Table(("項目", "なぜ", "どうやって"), tuple((item.label, item.why, item.how) for item in items)))
    return blocks


def confirm_groups(assessment: Assessment) -> list[tuple[str, tuple[ToConfirm, ...]]]:
    """What isn't known yet: unknown and could change the result, not asked and could, carried over, the rest.

    No group is empty.
    """
    weighty, unasked = assessment.stability.unknown_could_change, assessment.stability.open_fields
    answers = assessment.profile.answers
    groups: dict[str, list[ToConfirm]] = {_COULD_CHANGE: [], _NOT_ASKED: [], _CARRIED: [], _REST: []}
    for item in assessment.to_confirm:
        if item.field in weighty:
            title = _COULD_CHANGE
        elif item.field in unasked:
            title = _NOT_ASKED
        else:
            title = _CARRIED if item.since and answers.get(item.field) is not UNKNOWN else _REST
        groups[title].append(item)
    return [(title, tuple(items)) for title, items in groups.items() if items]


def _named(item: Candidate) -> str:
    """A candidate of unknown type with what else is known of it."""
    more = "。".join(item.why[1:])
    return f"{item.provider}「{item.service}」{f'（{more}）' if more else ''}"


def candidates_part(assessment: Assessment, rules: RuleBase) -> list[Block]:
    if not assessment.candidates:
        return []
    known = [item for item in assessment.candidates if item.fit != "unknown"]
    unknown = [item for item in assessment.candidates if item.fit == "unknown"]
    rows = tuple((FIT[item.fit], item.provider, item.service, "。".join(item.why)) for item in known)
    first = Paragraph(candidates_first("下は", assessment.candidates, rules), ("ovw.list",))
    neutral = Paragraph(rules.counsel.wording.neutrality)
    blocks: list[Block] = [Heading(2, "候補"), first, neutral]
    regions = regions_text(assessment.candidates, rules)
    if regions:
        blocks.append(Paragraph(regions))
    if rows:
        blocks.append(Table(("わかり方", "事業者", "サービス", "わかっていること"), rows))
    if unknown:
        names = "、".join(map(_named, unknown))
        blocks.append(Paragraph(f"監視の型がわからないもの（事業者に聞いてください）: {names}"))
    return blocks
