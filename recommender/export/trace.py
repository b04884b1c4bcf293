"""判断の記録 as a document, for a reviewer: questions, rules, points, money and the day's knowledge."""

from __future__ import annotations

from itertools import groupby

from knowledge.fields import Answers
from recommender.export.blocks import Block, Heading, Items, Paragraph, Table
from recommender.export.charts import evidence_chart
from recommender.export.content import about_part, company_of
from recommender.export.labels import CONFIDENCE, ELIGIBLE, STATUS
from recommender.export.marked import show_day
from recommender.export.tracing import TracedRule, trace_of
from recommender.results import Assessment
from recommender.rulebase import RuleBase


def trace_blocks(assessment: Assessment, rules: RuleBase, judged_by: Answers | None = None) -> tuple[Block, ...]:
    """The whole way from the answers to the result. `judged_by`: the exact answers where only their bands are shown."""
    trace = trace_of(assessment, rules, judged_by)
    labels = rules.vocabulary.fields
    asked = tuple(
        (labels[item.field].label, item.ask, item.state, item.answer, item.used_for) for item in trace.questions
    )
    blocks: list[Block] = [
        Heading(1, "お助け隊ナビ 判断の記録"),
        Paragraph(f"会社: {company_of(assessment)}　日付: {show_day(assessment.as_of)}"),
        about_part(assessment, rules),
        Heading(2, "結論"),
        Paragraph(assessment.verdict),
        _standing(assessment, rules),
        evidence_chart(assessment, rules),
        Heading(2, "質問と答え", new_page=True),
        Table(("項目", "質問", "どうしたか", "答え", "何に使うか"), asked),
    ]
    for group, found in groupby(trace.rules, key=lambda item: item.group):
        blocks += [Heading(2, group), Table(_RULE_HEAD, tuple(map(_rule_row, found)))]
    return (*blocks, *_routes(assessment))


_RULE_HEAD = ("規則", "条件", "どうだったか", "点や型", "言うこと", "出典")


def _rule_row(item: TracedRule) -> tuple[str, ...]:
    return (item.id, item.condition, item.outcome, item.points, item.because, "、".join(item.cites))


def _standing(assessment: Assessment, rules: RuleBase) -> Items:
    """Confidence and what is still open, in words."""
    stability, fields = assessment.stability, rules.vocabulary.fields
    margins = rules.decisions.confidence
    lines = f"一番悪く転んでも{margins.high}点以上の差なら高い、{margins.medium}点以上なら中くらい"
    said = [
        f"確信: {CONFIDENCE[assessment.monitoring.confidence]}（{lines}）",
        "答えの残りで結論が変わることはありません" if stability.final else "答えの残りで結論が変わることがあります",
    ]
    for label, names in (
        ("まだ聞いていなくて、結論に関わる項目", stability.open_fields),
        ("わからないままで、結論に関わる項目", stability.unknown_could_change),
    ):
        said += [f"{label}: {'、'.join(fields[name].label for name in names)}"] if names else []
    return Items(tuple(map(Paragraph, said)))


def _routes(assessment: Assessment) -> list[Block]:
    rows = tuple(
        (
            route.id,
            f"{route.name}（{STATUS[route.status]}）",
            ELIGIBLE[route.eligible],
            "。".join(item.said for item in route.blockers),
            route.formula,
            "、".join(route.cites),
        )
        for route in assessment.subsidies
    )
    if not rows:
        return []
    return [Heading(2, "補助金の枠"), Table(("枠", "名前と受付", "条件", "足りないこと", "計算", "出典"), rows)]
