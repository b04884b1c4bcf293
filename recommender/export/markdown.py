"""Documents as Markdown. What isn't our literal is escaped, so that a company's name can't become markup."""

from __future__ import annotations

import re
from collections.abc import Iterable

from questionnaires.showing import clean
from recommender.export.blocks import Block, Chart, Heading, Items, Paragraph, Table, cited
from recommender.rulebase import RuleBase

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!])")


def markdown_of(blocks: Iterable[Block], rules: RuleBase) -> str:
    """Any document as one Markdown text that ends with a newline."""
    parts = [_block(block, rules) for block in blocks]
    return "\n\n".join(part for part in parts if part) + "\n"


def _block(block: Block, rules: RuleBase) -> str:
    if isinstance(block, Heading):
        return f"{'#' * block.level} {escaped(block.text)}"
    if isinstance(block, Paragraph):
        return _line(block, rules)
    if isinstance(block, Items):
        marks = [f"{number}." if block.numbered else "-" for number in range(1, len(block.items) + 1)]
        return "\n".join(f"{mark} {_line(item, rules)}" for mark, item in zip(marks, block.items, strict=True))
    if isinstance(block, Chart):
        return f"{escaped(block.caption)}\n\n{_table(block.figures)}"
    return _table(block)


def _line(paragraph: Paragraph, rules: RuleBase) -> str:
    titles = cited(paragraph.cites, rules)
    return escaped(paragraph.text) + (f" [{escaped(titles)}]".replace("[", "〔").replace("]", "〕") if titles else "")


def _table(table: Table) -> str:
    rows = [table.head, tuple("---" for _ in table.head)]
    lines = ["| " + " | ".join(map(escaped, rows[0])) + " |", "| " + " | ".join(rows[1]) + " |"]
    lines += ["| " + " | ".join(map(escaped, row)) + " |" for row in table.rows]
    return "\n".join(lines)


def escaped(text: str) -> str:
    """The text with Markdown's signs escaped, control characters removed, on one line."""
    return _SPECIAL.sub(r"\\\1", clean(text))
