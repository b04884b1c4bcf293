"""Any document as a Word file: real heading styles, lists and tables, in a Japanese font, on A4.

This module loads python-docx, so it is imported only where a file is made. All text goes in as runs of text, never as
fields or markup, and without characters that XML or an editor would obey.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from recommender.export.blocks import Block, Chart, Heading, Items, Paragraph, Table, cited, plain
from recommender.export.columns import shares
from recommender.rulebase import RuleBase

FONT = "游ゴシック"
"""The Japanese font that Word has on Windows and macOS alike; elsewhere the reader's own takes its place."""
_LATIN_FONT = "Yu Gothic"
_LANGUAGE = "ja-JP"
_BODY_POINTS = 10
_HEADING_POINTS = {1: 16, 2: 12, 3: 11}
_A4_MM = (210, 297)
_MARGIN_MM = 15
_CITED_POINTS = 8
_BY_HAND_MM = 11
_CELL_POINTS = 9
_LINE = 1.45
"""The height of a line in its letters; left to itself this font takes a line and a half of paper for one of text."""
_STYLES = ("Normal", "Heading 1", "Heading 2", "Heading 3", "List Bullet", "List Number", "Table Grid")


def word_of(blocks: Iterable[Block], rules: RuleBase, as_of: date) -> bytes:
    """The bytes of a .docx file. `as_of` is the date that the file's properties carry."""
    document = docx.Document()
    _set_page(document)
    _set_fonts(document)
    _set_properties(document, as_of)
    for block in blocks:
        _add(document, block, rules)
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def _add(document: Document, block: Block, rules: RuleBase) -> None:
    if isinstance(block, Heading):
        _add_heading(document, block)
    elif isinstance(block, Paragraph):
        _fill(document.add_paragraph(), block, rules)
    elif isinstance(block, Items):
        _add_items(document, block, rules)
    elif isinstance(block, Chart):
        caption = document.add_paragraph(plain(block.caption))
        caption.paragraph_format.keep_with_next = True
        _add_table(document, block.figures)
    else:
        _add_table(document, block)


def _add_heading(document: Document, heading: Heading) -> None:
    paragraph = document.add_heading(plain(heading.text), min(heading.level, max(_HEADING_POINTS)))
    paragraph.paragraph_format.page_break_before = heading.new_page
    if heading.level == 1 and not document.core_properties.title:
        document.core_properties.title = plain(heading.text)


def _fill(paragraph: WordParagraph, said: Paragraph, rules: RuleBase) -> None:
    paragraph.add_run(plain(said.text))
    if said.at_right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    titles = cited(said.cites, rules)
    if titles:
        paragraph.add_run(f"〔{plain(titles)}〕").font.size = Pt(_CITED_POINTS)


def _add_items(document: Document, listed: Items, rules: RuleBase) -> None:
    style = "List Number" if listed.numbered else "List Bullet"
    numbering = _fresh_numbering(document) if listed.numbered else None
    for item in listed.items:
        paragraph = document.add_paragraph(style=style)
        if numbering is not None:
            properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001  python-docx has no public way
            properties.get_or_add_ilvl().val = 0
            properties.get_or_add_numId().val = numbering
        _fill(paragraph, item, rules)


def _fresh_numbering(document: Document) -> int:
    """A numbering that begins at 1: every list of the style would otherwise go on from the one before."""
    shared = document.styles["List Number"].element.pPr.numPr.numId.val
    definitions = document.part.numbering_part.element
    abstract = definitions.num_having_numId(shared).abstractNumId.val
    number = definitions.add_num(abstract)
    number.add_lvlOverride(ilvl=0).add_startOverride(1)
    identity: int = number.numId
    return identity


def _add_table(document: Document, table: Table) -> None:
    if not table.head:
        return
    drawn = document.add_table(rows=1, cols=len(table.head), style="Table Grid")
    for cell, text in zip(drawn.rows[0].cells, table.head, strict=True):
        _write(cell, text, bold=True)
    _repeat_head(drawn.rows[0])
    for row in table.rows:
        added = drawn.add_row()
        if table.by_hand:
            added.height = Mm(_BY_HAND_MM)
        for cell, text in zip(added.cells, row, strict=True):
            _write(cell, text)
    _set_widths(drawn, table)
    after = document.add_paragraph()
    after.paragraph_format.space_after = 0
    after.paragraph_format.line_spacing = Pt(_CITED_POINTS)


def _set_widths(drawn: Any, table: Table) -> None:
    """Word goes by the cells, LibreOffice by the columns: both are told."""
    drawn.autofit = False
    parts = shares(table)
    whole = _A4_MM[0] - 2 * _MARGIN_MM
    for column, part in zip(drawn.columns, parts, strict=True):
        width = Mm(whole * part / sum(parts))
        column.width = width
        for cell in column.cells:
            cell.width = width


def _write(cell: _Cell, text: str, *, bold: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = 0
    run = paragraph.add_run(plain(text))
    run.bold, run.font.size = bold, Pt(_CELL_POINTS)


def _repeat_head(row: Any) -> None:
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)  # noqa: SLF001  python-docx has no public way


def _set_page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = map(Mm, _A4_MM)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(_MARGIN_MM)


def _set_fonts(document: Document) -> None:
    """Our fonts on every style that we use, with the theme's own taken out: they would go before ours."""
    for name in _STYLES:
        style: Any = document.styles[name]
        style.font.name = _LATIN_FONT
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        fonts.set(qn("w:eastAsia"), FONT)
        _set_language(style)
    normal: Any = document.styles["Normal"]
    normal.font.size = Pt(_BODY_POINTS)
    normal.paragraph_format.space_after = Pt(4)
    normal.paragraph_format.line_spacing = Pt(_BODY_POINTS * _LINE)
    for level, points in _HEADING_POINTS.items():
        heading: Any = document.styles[f"Heading {level}"]
        heading.font.size = Pt(points)
        heading.font.color.rgb = RGBColor(0x1F, 0x2A, 0x30)
        heading.paragraph_format.space_before = Pt(8)
        heading.paragraph_format.space_after = Pt(3)
        heading.paragraph_format.line_spacing = Pt(points * _LINE)
    for name in ("List Bullet", "List Number"):
        listed: Any = document.styles[name]
        listed.paragraph_format.space_after = Pt(1)


def _set_language(style: Any) -> None:
    properties = style.element.get_or_add_rPr()
    language = properties.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        properties.append(language)
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:eastAsia"), _LANGUAGE)


def _set_properties(document: Document, as_of: date) -> None:
    """Nobody's name, and the day of the document instead of the template's or the clock's."""
    day = datetime(as_of.year, as_of.month, as_of.day)  # noqa: DTZ001  a calendar day, in no zone
    properties = document.core_properties
    properties.author = properties.last_modified_by = properties.comments = properties.title = ""
    properties.language = _LANGUAGE
    properties.created = properties.modified = day
