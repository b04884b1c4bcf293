"""The checks of a quote as statements: what is wrong or open first, with the sentence for the provider."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from recommender.export.quotes import OPEN_RESULTS, told_once, verdict_text
from recommender.quotes.fields import Quote, QuoteField
from recommender.quotes.results import Check, QuoteResult, Result
from recommender.quotes.wording import load_quote_wording
from tui.talk.statements import Statement, heading, placed

if TYPE_CHECKING:
    from recommender.rulebase import RuleBase

_ORDER: tuple[Result, ...] = (*OPEN_RESULTS, "ok", "not_applicable")
_BOXES: dict[Result, str] = {
    "violation": "[!]",
    "disputed": "[?]",
    "unknown": "[x]",
    "ok": "[x]",
    "not_applicable": "[x]",
}
_SHORT: dict[Result, str] = {"violation": "合わない", "disputed": "読み方が分かれる", "unknown": "まだ", "ok": "合う"}


def check_statements(result: QuoteResult, rules: RuleBase) -> tuple[Statement, ...]:
    """All checks, by result: the open ones in full, the rest in short."""
    return placed(_said(result, rules), rules)


def _said(result: QuoteResult, rules: RuleBase) -> Iterable[Statement]:
    names = load_quote_wording().results
    yield Statement(verdict_text(result))
    for kind in _ORDER:
        found = [check for check in told_once(result) if check.result == kind]
        if found:
            yield heading(f"{getattr(names, kind)}（{len(found)}）")
        for check in found:
            yield Statement(_in_words(check, rules), (check.clause,))


def _in_words(check: Check, rules: RuleBase) -> str:
    words = load_quote_wording().headings
    lines = [
        rules.knowledge.clauses[check.clause].title,
        f"{words.found}: {check.found}",
        f"{words.limit}: {check.limit}",
        check.message,
    ]
    if check.ask:
        lines.append(f"{words.ask}: {check.ask}")
    return "\n".join(lines)


def brief(result: QuoteResult) -> str:
    """The checks in one line: 「合わない 1、まだ 12、合う 9」."""
    shown = told_once(result)
    counts = ((name, sum(check.result == kind for check in shown)) for kind, name in _SHORT.items())
    return "、".join(f"{name} {count}" for name, count in counts if count)


def box_of(described: QuoteField, quote: Quote, result: QuoteResult) -> str:
    """The state of a field as a box: empty where it isn't stated, else the gravest result of its clauses."""
    if quote.stated(described.id) is None:
        return "[ ]"
    kinds = {check.result for check in result.checks if check.clause in described.clauses}
    return next((_BOXES[kind] for kind in _ORDER if kind in kinds), "[x]")
