"""Checked and compared quotes as JSON (CONTRACT), as plain text for a terminal, and as documents."""

from __future__ import annotations

from collections.abc import Iterator

from questionnaires.showing import clean
from recommender.cost import MONTHS, Span
from recommender.export.blocks import Block, Heading, Items, Paragraph, Table
from recommender.export.json_parts import Json, span_json
from recommender.export.labels import ELIGIBLE, STATUS
from recommender.quotes.checking import HELPDESK
from recommender.quotes.comparing import ComparedQuote, Comparison, RouteCost
from recommender.quotes.fields import Quote, load_quote_fields
from recommender.quotes.results import Check, QuoteResult, Result
from recommender.quotes.wording import QuoteWording, load_quote_wording
from recommender.rulebase import RuleBase

OPEN_RESULTS: tuple[Result, ...] = ("violation", "disputed", "unknown")


def verdict_text(result: QuoteResult) -> str:
    """The verdict as a sentence."""
    verdicts = load_quote_wording().verdicts
    return {"pass": verdicts.pass_, "fail": verdicts.fail, "unclear": verdicts.unclear}[result.verdict]


def check_json(result: QuoteResult) -> Json:
    """The checks of one quote in the contract's shape."""
    return {
        "verdict": result.verdict,
        "summary": verdict_text(result),
        "checks": [
            {
                "clause": item.clause,
                "result": item.result,
                "found": item.found,
                "limit": item.limit,
                "message": item.message,
                "ask": item.ask,
            }
            for item in result.checks
        ],
    }


def comparison_json(comparison: Comparison) -> Json:
    """Several quotes side by side."""
    return {"quotes": [_compared_json(item) for item in comparison.quotes], "notes": list(comparison.notes)}


def _compared_json(item: ComparedQuote) -> Json:
    return {
        "name": item.name,
        "provider": item.quote.provider,
        **check_json(item.result),
        "monthly_yen": span_json(item.monthly),
        "initial_yen": span_json(item.initial),
        "two_years_yen": span_json(item.two_years),
        "per_device_yen": span_json(item.per_device),
        "subsidies": [
            {
                "id": route.id,
                "name": route.name,
                "status": route.status,
                "eligible": route.eligible,
                "amount_yen": span_json(route.amount),
                "own_cost_24_months_yen": span_json(route.own_24_months),
            }
            for route in item.routes
        ],
        "left_out": list(item.left_out),
        "remarks": list(item.remarks),
    }


def check_text(name: str, result: QuoteResult, rules: RuleBase) -> str:
    """One quote for a reader: what is wrong or open first, with the sentence for the provider."""
    wording = load_quote_wording()
    return joined(_check_lines(name, result, wording, rules))


def _check_lines(name: str, result: QuoteResult, wording: QuoteWording, rules: RuleBase) -> Iterator[str]:
    words, names = wording.headings, wording.results
    yield f"【{words.check.format(name=name)}】"
    yield words.result.format(verdict=verdict_text(result))
    shown = told_once(result)
    for kind in OPEN_RESULTS:
        found = [item for item in shown if item.result == kind]
        if found:
            yield ""
            yield f"[{getattr(names, kind)}]"
        for item in found:
            yield from _one_check(item, wording, rules)
    for kind, heading in (("ok", words.fine), ("not_applicable", words.elsewhere)):
        titles = [_title(item.clause, rules) for item in shown if item.result == kind]
        if titles:
            yield ""
            yield f"[{heading}]"
            yield f"  {'、'.join(titles)}"


def asked_back(result: QuoteResult) -> tuple[str, ...]:
    """The sentences for the provider, each once."""
    return tuple(dict.fromkeys(check.ask for check in told_once(result) if check.ask))


def letter_blocks(quote: Quote, result: QuoteResult) -> tuple[Block, ...]:
    """What to send back to the provider: every sentence of the checks, once. Without any, a word that all is told."""
    wording = load_quote_wording()
    asks = asked_back(result)
    request = wording.request
    to = request.to.format(provider=quote.provider) if quote.provider else request.to_anyone
    return (
        Heading(1, wording.headings.letter),
        Paragraph(to),
        Paragraph(wording.headings.letter_lead if asks else wording.headings.letter_none),
        *([Items(tuple(map(Paragraph, asks)), numbered=True)] if asks else []),
        Paragraph(request.closing),
        Paragraph(request.neutral),
    )


def told_once(result: QuoteResult) -> tuple[Check, ...]:
    """The checks without the four topics of the helpdesk where all four come out alike."""
    topics = {item.result for item in result.checks if item.clause in HELPDESK}
    return tuple(item for item in result.checks if len(topics) > 1 or item.clause not in HELPDESK)


def _one_check(item: Check, wording: QuoteWording, rules: RuleBase) -> Iterator[str]:
    words, clause = wording.headings, rules.knowledge.clauses[item.clause]
    yield f"  {clause.title}（基準 {clause.where}）"
    yield f"    {words.found}: {item.found}"
    yield f"    {words.limit}: {item.limit}"
    yield f"    {item.message}"
    if item.ask:
        yield f"    {words.ask}: {item.ask}"


def _title(clause: str, rules: RuleBase) -> str:
    return rules.knowledge.clauses[clause].title


def comparison_text(comparison: Comparison, rules: RuleBase) -> str:
    """The quotes one below the other, with the same lines in the same order, and what a price can't tell."""
    words = load_quote_wording().headings
    lines = [f"【{words.compare}】"]
    rows = comparison_rows(comparison, rules)
    for index, item in enumerate(comparison.quotes):
        provider = item.quote.provider
        lines += ["", f"[{provider}（{item.name}）]" if provider else f"[{item.name}]"]
        lines += [f"  {label}: {texts[index]}" for label, texts in rows if texts[index]]
    lines += ["", f"[{words.notes}]", *(f"  - {note}" for note in comparison.notes)]
    return joined(iter(lines))


def comparison_blocks(comparison: Comparison, rules: RuleBase) -> tuple[Block, ...]:
    """The quotes side by side as a document."""
    words = load_quote_wording().headings
    head = (words.item, *(item.quote.provider or item.name for item in comparison.quotes))
    rows = tuple((label, *texts) for label, texts in comparison_rows(comparison, rules))
    return (
        Heading(1, words.compare),
        Table(head, rows),
        Heading(2, words.notes),
        Items(tuple(map(Paragraph, comparison.notes))),
    )


def comparison_rows(comparison: Comparison, rules: RuleBase) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Every row of a comparison: its label, and the words for each quote. Rows that are empty for all are left out."""
    columns = [_column(item, rules) for item in comparison.quotes]
    labels = list(dict.fromkeys(label for column in columns for label in column))
    # A quote without routes must not push its last lines before the routes of the others.
    wording = load_quote_wording()
    at_end = (wording.results.unknown, wording.headings.left_out, wording.headings.remarks)
    last = [label for label in labels if label in at_end]
    ordered = [label for label in labels if label not in last] + last
    rows = ((label, tuple(column.get(label, "") for column in columns)) for label in ordered)
    return tuple((label, texts) for label, texts in rows if any(texts))


def _column(item: ComparedQuote, rules: RuleBase) -> dict[str, str]:
    """One quote's words by their label."""
    wording = load_quote_wording()
    words, fields = wording.headings, load_quote_fields().by_id
    column = {words.verdict: verdict_text(item.result)}
    for kind in OPEN_RESULTS:
        titles = [_title(check.clause, rules) for check in told_once(item.result) if check.result == kind]
        column[getattr(wording.results, kind)] = "、".join(titles)
    column[words.monthly] = yen_text(item.monthly, words.not_known)
    column[words.initial] = yen_text(item.initial, words.not_known)
    column[words.two_years.format(months=MONTHS)] = yen_text(item.two_years, words.not_known)
    column[words.per_device] = yen_text(item.per_device, wording.compare.no_devices)
    for route in item.routes:
        column[words.route.format(name=route.name)] = _route_text(route, wording)
    left_out = "、".join(fields[name].label for name in item.left_out)
    column[words.left_out] = left_out or wording.compare.nothing_left_out
    column[words.remarks] = "。".join(item.remarks)
    return column


def _route_text(route: RouteCost, wording: QuoteWording) -> str:
    words = wording.headings
    said = [words.route_state.format(status=STATUS[route.status], eligible=ELIGIBLE[route.eligible])]
    if route.amount:
        possible = "" if route.status == "open" else f"（{wording.compare.if_possible}）"
        amount = yen_text(route.amount, words.not_known)
        said.append(words.amount.format(if_possible=possible, amount=amount))
    if route.own_24_months:
        said.append(words.own.format(own=yen_text(route.own_24_months, words.not_known)))
    return "、".join(said)


def yen_text(span: Span | None, unknown: str) -> str:
    """An amount or a range of amounts in plain digits, which line up better than 万 in a comparison."""
    if span is None:
        return unknown
    if span.high is None:
        return f"{span.low:,}円以上"
    return f"{span.low:,}円" if span.low == span.high else f"{span.low:,}〜{span.high:,}円"


def joined(lines: Iterator[str]) -> str:
    """The lines as one text that ends with a newline, without anything that a terminal obeys."""
    return "\n".join(clean(line) for line in lines) + "\n"
