"""The summary as plain text for a terminal."""

from __future__ import annotations

from collections.abc import Iterable

from questionnaires.showing import clean
from recommender.export.blocks import Block, Chart, Heading, Items, Paragraph, Table, cited
from recommender.export.content import summary
from recommender.results import Assessment
from recommender.rulebase import RuleBase


def to_text(assessment: Assessment, rules: RuleBase) -> str:
    """The whole summary as plain text that ends with a newline."""
    return text_of(summary(assessment, rules), rules)


def text_of(blocks: Iterable[Block], rules: RuleBase) -> str:
    """Any document as plain text that ends with a newline."""
    return "\n\n".join(filter(None, (_block(block, rules) for block in blocks))) + "\n"


def _block(block: Block, rules: RuleBase) -> str:
    if isinstance(block, Heading):
        text = clean(block.text)
        return f"【{text}】" if block.level < 3 else f"[{text}]"
    if isinstance(block, Paragraph):
        return _line(block, rules)
    if isinstance(block, Items):
        marks = [f"{number}." if block.numbered else "-" for number in range(1, len(block.items) + 1)]
        return "\n".join(f"  {mark} {_line(item, rules)}" for mark, item in zip(marks, block.items, strict=True))
    if isinstance(block, Chart):
        return f"{clean(block.caption)}\n{_table(block.figures)}"
    return _table(block)


def _line(paragraph: Paragraph, rules: RuleBase) -> str:
    titles = cited(paragraph.cites, rules)
    return clean(paragraph.text) + (f"  <{titles}>" if titles else "")


def _table(table: Table) -> str:
    return "\n".join("  " + " / ".join(clean(cell) for cell in row if cell) for row in table.rows)
