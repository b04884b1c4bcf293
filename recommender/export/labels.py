"""The words that screens and documents share for parts of a result."""

from __future__ import annotations

from collections.abc import Iterable

from knowledge.records import ClassCode
from knowledge.values import Chosen
from questionnaires.profile import Plan
from questionnaires.showing import NOTHING_CHOSEN, show_yen
from recommender.cost import Span
from recommender.lists import lists_of
from recommender.results import Assessment, Candidate, Change, SubsidyRoute
from recommender.rulebase import RuleBase
from recommender.verdict import show_span

CONFIDENCE = {"high": "高い", "medium": "中くらい", "low": "低い"}
AS_BEFORE = "（前回のまま）"
"""What stands behind an answer that comes from the interview before and that nobody has confirmed since."""
STATUS = {"open": "受付中", "closed": "受付終了", "upcoming": "受付前", "unknown": "受付状況は未確認"}
ELIGIBLE = {
    "yes": "条件に当てはまります",
    "no": "条件に当てはまりません",
    "unknown": "条件に当てはまるかは、まだわかりません",
}
FIT = {"stated": "型が資料にあるもの", "inferred": "型を名前から推しはかったもの", "unknown": "型がわからないもの"}

MONTHLY_CAP, INITIAL_CAP, TWO_YEARS_CAP = "月額の上限", "初期費用の上限", "2年の上限"
AMOUNT, OWN_COST, CASH_FIRST = "補助の額", "2年の自己負担", "先に払うお金"
"""The names of the figures, wherever they stand."""

YARDSTICK = "2類の料金には上限がないので、補助の額や自己負担は、1類の上限を目安に計算しました。"
ELSEWHERE = "国の補助金のほかの道"
_CANDIDATES_FIRST = (
    "まずIPAの最新の一覧を見てください。{here}{lists}からの手がかりで、順番に意味はありません。"
    "料金や地域は、ほとんどが確かめられていません。"
)
YARDSTICK_PREFIX = "1類ならば"
WITH_TOOLS = "業務ソフト・機器の費用を含む"


def candidates_first(here: str, candidates: Iterable[Candidate], rules: RuleBase) -> str:
    """What goes before the candidates. `here`: where they stand, as the subject of a sentence."""
    lists = lists_of((item.id for item in candidates), rules.knowledge)
    return _CANDIDATES_FIRST.format(here=here, lists=lists)


def day_of_fact(as_of: str) -> str:
    """As of when the facts of a route are."""
    return f"この情報は{as_of}時点のものです。"


def by_yardstick(assessment: Assessment) -> bool:
    """Whether amounts of subsidies rest on the caps of 1類 although 2類, which has none, is recommended."""
    return rests_on_yardstick(assessment.service_class.choice, assessment.profile.plan)


def rests_on_yardstick(service_class: ClassCode | None, plan: Plan | None) -> bool:
    """The same for a class and a plan of their own: a plan that states its prices needs no caps."""
    stated = plan is not None and plan.monthly_yen is not None and plan.initial_yen is not None
    return service_class == "class2" and not stated


def asked_routes(assessment: Assessment) -> tuple[SubsidyRoute, ...]:
    """The frames that the answers ask for: that for お助け隊 alone, and those for the software that is planned."""
    planned = isinstance(assessment.profile.answers.get("main_tool"), Chosen)
    return tuple(
        route
        for route in assessment.subsidies
        if route.frame == "security" or (planned and not needs_other_tool(route))
    )


def amount_text(route: SubsidyRoute) -> str:
    """The amount of subsidy, or its range; empty where nothing can be said."""
    return yen_text(route.amount_yen, route.amount_range_yen)


def yen_text(exact: int | None, span: Span | None) -> str:
    """An amount, or its range (「480万円から」 where nothing limits it); empty where neither is known."""
    if exact is not None:
        return show_yen(exact)
    if span is None:
        return ""
    return show_span(span) or f"{show_yen(span.low)}から"


def needs_other_tool(route: SubsidyRoute) -> bool:
    """Whether the frame is out only because no software that it covers is planned."""
    return any(item.kind == "final" and item.field == "main_tool" for item in route.blockers)


def changes_text(changes: tuple[Change, ...], rules: RuleBase) -> str:
    """A set of changes in words: 「社外・在宅の利用」が「大半」になる、かつ…, without the final とき."""
    return "、かつ".join(_change_text(change, rules) for change in changes)


def _change_text(change: Change, rules: RuleBase) -> str:
    """One change, said as what becomes of an answer; of one that isn't known yet, as what it turns out to be."""
    field = rules.vocabulary.fields[change.field]
    before, after = change.before, change.after
    turns = "だとわかる" if before in (None, "unknown") else "になる"
    if not isinstance(after, list):
        if isinstance(before, int) and isinstance(after, int) and not isinstance(after, bool):
            return f"「{field.label}」が「{_plain(change, rules)}」に{'増える' if after > before else '減る'}"
        return f"「{field.label}」が「{_plain(change, rules)}」{turns}"
    if not after or set(after) <= set(field.exclusive) or not isinstance(before, list):
        said = "、".join(map(field.choice_label, after)) or NOTHING_CHOSEN
        return f"「{field.label}」が「{said}」{turns}"
    gone = [code for code in before if code not in after and code not in field.exclusive]
    come = "、".join(field.choice_label(code) for code in after if code not in before)
    parts = [f"「{field.label}」に「{come}」が加わる"] if come else []
    parts += [f"「{field.label}」から「{'、'.join(map(field.choice_label, gone))}」がなくなる"] if gone else []
    return "、".join(parts)


def _plain(change: Change, rules: RuleBase) -> str:
    field = rules.vocabulary.fields[change.field]
    after = change.after
    if isinstance(after, bool):
        return (field.yes if after else field.no) or ""
    if isinstance(after, int):
        unit = field.unit or ""
        return show_yen(after) if unit.startswith("円") else f"{after:,}{unit}"
    return field.choice_label(str(after))
