"""Checked and compared quotes, and 1類 against 2類, as JSON (CONTRACT) and as plain text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from questionnaires.showing import clean
from recommender.cost import MONTHS, Span
from recommender.export.blocks import Block, Heading, Items, Paragraph, Table, cited
from recommender.export.labels import ELIGIBLE, STATUS
from recommender.quotes.checking import HELPDESK
from recommender.quotes.classes import ClassComparison
from recommender.quotes.comparing import ComparedQuote, Comparison, RouteCost
from recommender.quotes.fields import Quote, load_quote_fields
from recommender.quotes.results import Check, QuoteResult, Result
from recommender.quotes.wording import QuoteWording, load_quote_wording
from recommender.results import Reason
from recommender.rulebase import RuleBase

Json = dict[str, Any]
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
        "monthly_yen": _span_json(item.monthly),
        "initial_yen": _span_json(item.initial),
        "two_years_yen": _span_json(item.two_years),
        "per_device_yen": _span_json(item.per_device),
        "subsidies": [
            {
                "id": route.id,
                "name": route.name,
                "status": route.status,
                "eligible": route.eligible,
                "amount_yen": _span_json(route.amount),
                "own_cost_24_months_yen": _span_json(route.own_24_months),
            }
            for route in item.routes
        ],
        "left_out": list(item.left_out),
        "remarks": list(item.remarks),
    }


def _span_json(span: Span | None) -> Json | None:
    return None if span is None else {"low": span.low, "high": span.high}


def classes_json(result: ClassComparison) -> Json:
    """1類 and 2類 side by side for one company."""
    return {
        "as_of": result.as_of.isoformat(),
        "monitoring": result.monitoring,
        "service_class": result.choice,
        "rows": [
            {
                "topic": row.topic,
                "class1": row.class1,
                "class2": row.class2,
                "differs": row.differs,
                "offer": None,
                "cites": list(row.cites),
            }
            for row in result.rows
        ],
        "adds": [_reason_json(item) for item in result.adds],
        "could_add": [_reason_json(item) for item in result.could_add],
        "yardstick": None
        if result.yardstick_monthly is None
        else {
            "monthly_cap_yen": _span_json(result.yardstick_monthly),
            "initial_cap_yen": result.yardstick_initial,
            "two_year_cap_yen": _span_json(result.yardstick_two_years),
        },
        "worth": list(result.worth),
        "asks": [{"clause": item.clause, "ask": item.ask} for item in result.asks],
        "notes": list(result.notes),
    }


def _reason_json(reason: Reason) -> Json:
    return {"text": reason.text, "answers": list(reason.answers), "cites": list(reason.cites)}


def check_text(name: str, result: QuoteResult, rules: RuleBase) -> str:
    """One quote for a reader: what is wrong or open first, with the sentence for the provider."""
    wording = load_quote_wording()
    return _joined(_check_lines(name, result, wording, rules))


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


def letter_blocks(quote: Quote, result: QuoteResult) -> tuple[Block, ...]:
    """What to send back to the provider: every sentence of the checks, once; none where nothing is left to ask."""
    wording = load_quote_wording()
    asks = tuple(dict.fromkeys(check.ask for check in told_once(result) if check.ask))
    if not asks:
        return ()
    request = wording.request
    to = request.to.format(provider=quote.provider) if quote.provider else request.to_anyone
    return (
        Heading(1, wording.headings.letter),
        Paragraph(to),
        Paragraph(wording.headings.letter_lead),
        Items(tuple(map(Paragraph, asks)), numbered=True),
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
    return _joined(iter(lines))


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


def classes_text(result: ClassComparison, rules: RuleBase) -> str:
    """1類 and 2類 for one company in words."""
    return _joined(_classes_lines(result, rules))


def _classes_lines(result: ClassComparison, rules: RuleBase) -> Iterator[str]:
    wording = load_quote_wording()
    phrases, words = wording.classes, wording.headings
    yield f"【{phrases.title}】"
    if result.monitoring and result.choice:
        option, name = rules.option(result.monitoring).name, rules.service_class(result.choice).name
        yield phrases.chosen.format(option=option, name=name)
        yield ""
        yield f"[{words.adds}]"
        yield phrases.adds_some if result.adds else phrases.adds_none
        yield from (f"  - {item.text}  <{cited(item.cites, rules)}>" for item in result.adds)
        if result.could_add:
            yield phrases.adds_open
            yield from (f"  - {item.text}  <{cited(item.cites, rules)}>" for item in result.could_add)
        yield ""
        yield f"[{words.worth}]"
        yield from (f"  - {text}" for text in result.worth)
    yield from result.notes
    yield ""
    yield f"[{words.table}]"
    yield phrases.template
    yield f"  {' / '.join(words.columns)}"
    yield from (f"  {row.topic} / {row.class1} / {row.class2} / {row.offer}" for row in result.rows)
    yield ""
    yield f"[{words.asks}]"
    yield from (f"  - {item.ask}" for item in result.asks)


def classes_blocks(result: ClassComparison, rules: RuleBase) -> tuple[Block, ...]:
    """1類 and 2類 for one company as a document, with the column that the provider fills in."""
    wording = load_quote_wording()
    phrases, words = wording.classes, wording.headings
    blocks: list[Block] = [Heading(1, phrases.title)]
    blocks += [Paragraph(text) for text in classes_lead(result, rules)]
    if result.worth:
        blocks += [Heading(2, words.worth), Items(tuple(map(Paragraph, result.worth)))]
    blocks += [Paragraph(note) for note in result.notes]
    rows = tuple((row.topic, row.class1, row.class2, row.offer) for row in result.rows)
    blocks += [Heading(2, words.table), Paragraph(phrases.template), Table(words.columns, rows)]
    asks = tuple(Paragraph(item.ask, (item.clause,)) for item in result.asks)
    return (*blocks, Heading(2, words.asks), Items(asks))


def classes_lead(result: ClassComparison, rules: RuleBase) -> tuple[str, ...]:
    """What fits the company, and what 2類 adds for it, a sentence at a time."""
    phrases = load_quote_wording().classes
    if result.monitoring is None or result.choice is None:
        return ()
    option, name = rules.option(result.monitoring).name, rules.service_class(result.choice).name
    said = [phrases.chosen.format(option=option, name=name), phrases.adds_some if result.adds else phrases.adds_none]
    said += [f"{phrases.bullet}{item.text}" for item in result.adds]
    if result.could_add:
        said += [phrases.adds_open, *(f"{phrases.bullet}{item.text}" for item in result.could_add)]
    return tuple(said)


def _joined(lines: Iterator[str]) -> str:
    return "\n".join(clean(line) for line in lines) + "\n"
