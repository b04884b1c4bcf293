"""受け方の比較 as a table: money and effort side by side, for the summary, the command line and the screen."""

from __future__ import annotations

from collections.abc import Sequence

from questionnaires.showing import show_yen
from recommender.cost import Span
from recommender.export.blocks import Block, Heading, Items, Paragraph, Table
from recommender.export.labels import AMOUNT, CASH_FIRST, OWN_COST, STATUS, yen_text
from recommender.subsidies.results import Way

NOT_KNOWN = "未確認"
ALLOWED = {"yes": "条件に合います", "no": "できません", "unknown": "確かめられていません"}
NOT_COMPUTED = "未計算"
_SHORT_ALLOWED = {"yes": "合います", "no": "できません", "unknown": NOT_KNOWN}
_SHORT_STATUS = {**STATUS, "unknown": NOT_KNOWN}


def way_rows(ways: Sequence[Way], *, full: bool = False) -> tuple[tuple[str, ...], ...]:
    """The comparison, a row a question: its name, then what each way says to it, in the order of `compared`.

    `full`: names that have room say what of the money is software and hardware; else `tools_text` tells it.
    """
    ways = compared(ways)
    columns = [_cells(way) for way in ways]
    labels = list(_LABELS)
    if any(way.status != "open" for way in ways):
        labels[labels.index(AMOUNT)] = _IF_PAID
    counted = tools_text(ways)
    if full and counted:
        labels = [f"{label}（{counted}）" if label in _WITH_TOOLS else label for label in labels]
    return tuple((label, *(column[number] for column in columns)) for number, label in enumerate(labels))


def tools_text(ways: Sequence[Way]) -> str:
    """「業務ソフト・機器の費用120万円を含む」; empty where none is planned, or its yen are open."""
    planned = next((way.tools_yen for way in ways if way.tools_yen), None)
    return f"業務ソフト・機器の費用{show_yen(planned)}を含む" if planned else ""


def compared(ways: Sequence[Way]) -> tuple[Way, ...]:
    """The ways that have money to compare; to be paid twice for the same fees is only told."""
    return tuple(way for way in ways if way.kind != "twice")


def way_heads(ways: Sequence[Way]) -> tuple[str, ...]:
    """The heads of the comparison's columns: the number of a way and, below it, its kind in a word."""
    return tuple(f"{number}\n{_KINDS[way.kind]}" for number, way in enumerate(compared(ways), 1))


def ways_part(ways: Sequence[Way]) -> list[Block]:
    """The comparison for a summary: the ways by number with their rule, the table, and what each wants."""
    if not ways:
        return []
    named = tuple(Paragraph(way_text(way), way.cites) for way in ways)
    head = ("", *(name.replace("\n", " ") for name in way_heads(ways)))
    return [
        Heading(3, "受け方の比較"),
        Items(named, numbered=True),
        Table(head, way_rows(ways, full=True)),
        Items(tuple(Paragraph(text) for text in needs_text(ways))),
    ]


def way_text(way: Way) -> str:
    """A way in one line: its name, whether it can be gone, and the rule that says so."""
    rule = "。".join(filter(None, (way.rule, *way.to_confirm)))
    return f"{way.name}: {ALLOWED[way.allowed]}{f'。{rule}' if rule else ''}"


def needs_text(ways: Sequence[Way]) -> tuple[str, ...]:
    """The papers and requirements of all ways, each once, with the ways that want them where not all do."""
    said, ways = [], compared(ways)
    for label, listed in (
        ("書類", [way.documents for way in ways]),
        ("そろえること", [way.in_place for way in ways]),
    ):
        for text in dict.fromkeys(text for items in listed for text in items):
            numbers = [str(number) for number, items in enumerate(listed, 1) if text in items]
            only = f"（{'・'.join(numbers)}のとき）" if len(numbers) < len(ways) else ""
            said.append(f"{label}{only}: {text}")
    return tuple(said)


_KINDS = {"alone": "単独で", "option": "オプション", "separate": "2つに分ける", "twice": "両方に"}
_IF_PAID = "申請できた場合"
_WITH_TOOLS = (OWN_COST, CASH_FIRST)
_LABELS = (
    "できるか",
    "受付",
    AMOUNT,
    OWN_COST,
    CASH_FIRST,
    "対象の月数",
    "加点",
    "申請と報告",
    "残りの段取り",
    "決定まで",
    "書類",
    "そろえること",
)


def _cells(way: Way) -> tuple[str, ...]:
    return (
        _SHORT_ALLOWED[way.allowed],
        _SHORT_STATUS[way.status],
        yen_text(way.amount_yen, way.amount_range_yen) or NOT_COMPUTED,
        yen_text(way.own_cost_24_months_yen, way.own_cost_24_months_range_yen) or NOT_COMPUTED,
        yen_text(way.cash_needed_first_yen, way.cash_needed_first_range_yen) or NOT_COMPUTED,
        f"{way.fee_months}か月" if way.fee_months else NOT_KNOWN,
        {True: "あり", False: "なし", None: NOT_KNOWN}[way.bonus] if way.kind == "option" else "なし",
        f"{way.applications}件",
        f"{way.steps_left}つ",
        weeks_text(way.days_to_decision),
        f"{len(way.papers)}種類" if way.papers else NOT_KNOWN,
        f"{len(way.in_place)}つ",
    )


def weeks_text(days: Span) -> str:
    """「8〜16週」: begun weeks of a span of days."""
    low, high = -(-days.low // 7), -(-(days.high or days.low) // 7)
    return f"{low}週" if low == high else f"{low}〜{high}週"
