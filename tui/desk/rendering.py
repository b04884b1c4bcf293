"""Any document in any of its formats. The machinery of a format is loaded only where a file of it is made."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from recommender.export.blocks import Block
    from recommender.rulebase import RuleBase

Shape = Literal["text", "md", "html", "docx", "pdf"]
SHAPES: tuple[Shape, ...] = get_args(Shape)
BINARY = frozenset({"docx", "pdf"})
ENDINGS: dict[Shape, str] = {"text": ".txt", "md": ".md", "html": ".html", "docx": ".docx", "pdf": ".pdf"}


def rendered(blocks: Iterable[Block], shape: Shape, rules: RuleBase, as_of: date) -> str | bytes:
    """The document as text, or as bytes where the format is binary. Raises PdfError where a PDF can't be made."""
    if shape == "html":
        from recommender.export.html import html_of

        return html_of(blocks, rules)
    if shape == "docx":
        from recommender.export.word import word_of

        return word_of(blocks, rules, as_of)
    if shape == "pdf":
        from tui.desk.pdf import pdf_of

        return pdf_of(blocks, rules, as_of)
    if shape == "md":
        from recommender.export.markdown import markdown_of

        return markdown_of(blocks, rules)
    from recommender.export.text import text_of

    return text_of(blocks, rules)
