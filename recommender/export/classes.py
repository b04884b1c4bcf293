"""1類 against 2類 for one company as JSON, as plain text for a terminal, and as a document to fill in."""

from __future__ import annotations

from collections.abc import Iterator

from recommender.export.blocks import Block, Heading, Items, Paragraph, Table, cited
from recommender.export.json_parts import Json, grounds_json, span_json
from recommender.export.quotes import joined
from recommender.quotes.classes import ClassComparison
from recommender.quotes.wording import load_quote_wording
from recommender.rulebase import RuleBase


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
        "adds": [grounds_json(item) for item in result.adds],
        "could_add": [grounds_json(item) for item in result.could_add],
        "yardstick": None
        if result.yardstick_monthly is None
        else {
            "monthly_cap_yen": span_json(result.yardstick_monthly),
            "initial_cap_yen": result.yardstick_initial,
            "two_year_cap_yen": span_json(result.yardstick_two_years),
        },
        "worth": list(result.worth),
        "asks": [{"clause": item.clause, "ask": item.ask} for item in result.asks],
        "notes": list(result.notes),
    }


def classes_text(result: ClassComparison, rules: RuleBase) -> str:
    """1類 and 2類 for one company in words."""
    return joined(_classes_lines(result, rules))


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
