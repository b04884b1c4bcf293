"""The content of a summary, before any format: headings, paragraphs, lists and tables with their citations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from knowledge.values import Value
from questionnaires.showing import show_value, show_yen
from recommender.results import Assessment, Change, SubsidyRoute
from recommender.rulebase import RuleBase
from recommender.verdict import show_span


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the document's title."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. `cites` are ids of the records that it rests on."""

    text: str
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Items:
    """A list of paragraphs, numbered or not."""

    items: tuple[Paragraph, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under headings."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block: TypeAlias = Heading | Paragraph | Items | Table
MOST_CITED = 3
CONFIDENCE = {"high": "高い", "medium": "中くらい", "low": "低い"}
STATUS = {"open": "受付中", "closed": "受付終了", "upcoming": "受付前", "unknown": "受付状況は未確認"}
ELIGIBLE = {
    "yes": "条件に当てはまります",
    "no": "条件に当てはまりません",
    "unknown": "条件に当てはまるかは、まだわかりません",
}
FIT = {"stated": "型が資料にあるもの", "inferred": "型を名前から推しはかったもの", "unknown": "型がわからないもの"}


def cited(cites: tuple[str, ...], rules: RuleBase) -> str:
    """The names of the records that a statement rests on: the first three, and how many more there are."""
    names = [rules.knowledge.title(cite) for cite in cites[:MOST_CITED]]
    more = len(cites) - MOST_CITED
    return "、".join(names) + (f"、ほか{more}件" if more > 0 else "")


def summary(assessment: Assessment, rules: RuleBase) -> tuple[Block, ...]:
    """The summary that is handed over: verdict, money and next steps first; then reasons, leads and sources."""
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
    blocks += _money(assessment)
    blocks += _actions(assessment)
    blocks += _reasons(assessment, rules)
    blocks += _why_not(assessment, rules)
    blocks += _confirm(assessment)
    blocks += _routes(assessment)
    blocks += _candidates(assessment, rules)
    blocks += _checklist(assessment)
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


def _money(assessment: Assessment) -> list[Block]:
    cost = assessment.cost
    if cost is None:
        return []
    rows = []
    if cost.monthly and cost.two_years and cost.initial is not None:
        rows.append(("月額の上限", show_span(cost.monthly) or "台数か拠点が決まると出せます"))
        rows.append(("初期費用の上限", show_yen(cost.initial)))
        rows.append(("2年の上限（24か月と初期費用）", show_span(cost.two_years) or "台数か拠点が決まると出せます"))
    if cost.yardstick_monthly and cost.yardstick_initial is not None:
        rows.append(("2類の料金", "上限の数字はありません"))
        rows.append(
            ("目安: 1類ならばの月額の上限", show_span(cost.yardstick_monthly) or "台数か拠点が決まると出せます")
        )
        rows.append(("目安: 1類ならばの初期費用の上限", show_yen(cost.yardstick_initial)))
    for route in assessment.subsidies:
        if route.frame == "security":
            rows += subsidy_rows(route)
    notes = tuple(Paragraph(text, ("std.2.1.7.a", "std.2.1.7.i")) for text in cost.assumptions)
    return [Heading(2, "お金"), Table(("項目", "金額など"), tuple(rows)), Items(notes)]


def subsidy_rows(route: SubsidyRoute) -> list[tuple[str, str]]:
    """The money of one route as rows of a table, with its status beside every amount."""
    state = STATUS[route.status]
    rows = [(f"補助金: {route.name}", f"{state}。{ELIGIBLE[route.eligible]}")]
    amount = amount_text(route)
    if amount:
        label = "補助の額" if route.status == "open" else "補助の額（申請できた場合）"
        rows.append((label, amount))
    if route.own_cost_24_months_yen is not None:
        rows.append(("2年の自己負担（申請できた場合）", show_yen(route.own_cost_24_months_yen)))
    if route.cash_needed_first_yen is not None:
        rows.append(("補助が入る前に払うお金", show_yen(route.cash_needed_first_yen)))
    return rows


def amount_text(route: SubsidyRoute) -> str:
    """The amount of subsidy, or its range; empty where nothing can be said."""
    if route.amount_yen is not None:
        return show_yen(route.amount_yen)
    return show_span(route.amount_range_yen) if route.amount_range_yen else ""


def _actions(assessment: Assessment) -> list[Block]:
    if not assessment.actions:
        return []
    rows = tuple(
        (str(number), item.what, item.how, item.owner or "", item.due.isoformat() if item.due else "")
        for number, item in enumerate(assessment.actions, 1)
    )
    return [Heading(2, "次の一歩"), Table(("", "すること", "どうやって", "担当", "いつまで"), rows)]


def _reasons(assessment: Assessment, rules: RuleBase) -> list[Block]:
    choice = assessment.monitoring.choice
    if choice is None:
        return []
    text = rules.option(choice)
    blocks: list[Block] = [Heading(2, f"なぜ{text.name}か"), Paragraph(text.plain, text.cites)]
    items = tuple(Paragraph(f"{item.text}", item.cites) for item in assessment.monitoring.reasons)
    blocks.append(Items(items, numbered=True) if items else Paragraph("決め手になる答えは、まだありません。"))
    code = assessment.service_class.choice
    if code:
        blocks.append(Heading(2, f"なぜ{rules.service_class(code).name}か"))
        blocks.append(Paragraph(rules.service_class(code).plain, rules.service_class(code).cites))
        blocks.append(Items(tuple(Paragraph(item.text, item.cites) for item in assessment.service_class.reasons)))
    return blocks


def _why_not(assessment: Assessment, rules: RuleBase) -> list[Block]:
    if assessment.monitoring.choice is None:
        return []
    blocks: list[Block] = [Heading(2, "ほかの選び方と、変わるとき")]
    items = []
    for item in (*assessment.monitoring.why_not, *assessment.service_class.why_not):
        changes = "、または".join(changes_text(change, rules) for change in item.flips_if)
        items.append(Paragraph(f"{item.text}{f'変わるのは、{changes}ときです。' if changes else ''}"))
    return [*blocks, Items(tuple(items))]


def changes_text(changes: tuple[Change, ...], rules: RuleBase) -> str:
    """A set of changes in words: 「社外・在宅の利用」が「大半」になる、かつ…, without the final とき."""
    return "、かつ".join(_change_text(change, rules) for change in changes)


def _change_text(change: Change, rules: RuleBase) -> str:
    field = rules.vocabulary.fields[change.field]
    if not isinstance(change.after, list):
        return f"「{field.label}」が「{_plain(change, rules)}」になる"
    before = change.before if isinstance(change.before, list) else []
    come = "、".join(field.choice_label(code) for code in change.after if code not in before)
    gone = "、".join(field.choice_label(code) for code in before if code not in change.after)
    parts = [f"「{field.label}」に「{come}」が加わる"] if come else []
    parts += [f"「{field.label}」から「{gone}」がなくなる"] if gone else []
    return "、".join(parts)


def _plain(change: Change, rules: RuleBase) -> str:
    field = rules.vocabulary.fields[change.field]
    after = change.after
    if isinstance(after, bool):
        return (field.yes if after else field.no) or ""
    if isinstance(after, int):
        return f"{after:,}{field.unit or ''}"
    return field.choice_label(str(after))


def _confirm(assessment: Assessment) -> list[Block]:
    if not assessment.to_confirm:
        return []
    rows = tuple((item.label, item.why, item.how) for item in assessment.to_confirm)
    return [Heading(2, "確かめること"), Table(("項目", "なぜ", "どうやって"), rows)]


def _routes(assessment: Assessment) -> list[Block]:
    if not assessment.subsidies:
        return []
    blocks: list[Block] = [Heading(2, "補助金")]
    elsewhere = [route for route in assessment.subsidies if needs_other_tool(route)]
    for route in assessment.subsidies:
        if route in elsewhere:
            continue
        blocks.append(Heading(3, route.name))
        lines = [Paragraph(f"{route.window}", route.cites)]
        lines += [Paragraph(item.text, item.cites) for item in route.blockers]
        lines += [Paragraph(f"計算: {route.formula}")] if route.formula else []
        lines += [Paragraph(f"確かめること: {text}") for text in route.to_confirm]
        if route.as_of_fact:
            lines.append(Paragraph(f"この情報は{route.as_of_fact}時点のものです。"))
        blocks.append(Items(tuple(lines)))
    if elsewhere:
        names = "、".join(route.name for route in elsewhere)
        blocks.append(Paragraph(f"{names}は、業務ソフトなどを一緒に入れるときの枠なので、いまは計算していません。"))
    return blocks


def needs_other_tool(route: SubsidyRoute) -> bool:
    """Whether the frame is out only because no software that it covers is planned."""
    return any(item.kind == "final" and item.field == "main_tool" for item in route.blockers)


def _candidates(assessment: Assessment, rules: RuleBase) -> list[Block]:
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


def _checklist(assessment: Assessment) -> list[Block]:
    if not assessment.checklist:
        return []
    items = tuple(Paragraph(item.ask, (item.clause,)) for item in assessment.checklist)
    return [Heading(2, "契約の前に事業者へ聞くこと"), Items(items)]


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
