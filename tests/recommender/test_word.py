"""Word files: the content of the blocks and nothing else, in styles that Word knows, whatever the names hold."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from knowledge.records import Service
from questionnaires.profile import Profile, read_profile
from recommender.assessment import assess
from recommender.counsel import checklist_for
from recommender.export.blocks import Block, Heading, Items, Paragraph, Table
from recommender.export.markdown import markdown_of
from recommender.export.request import entitled, request_blocks, unknown_of
from recommender.export.word import FONT, word_of
from recommender.quotes.wording import load_quote_wording
from recommender.rulebase import load_rulebase

RULES = load_rulebase()
DAY = date(2026, 11, 22)
HOSTILE = (
    "[/foo]",
    "[x](http://example.invalid)",
    '{ HYPERLINK "http://example.invalid" }',
    "=cmd|' /C calc'!A0",
    "</w:t></w:r><w:p/>",
    "]]>&amp;<!--",
    "赤\x1b[31m青\x00\x07",
    "\u202eさかさ\ufffe\ud800",
    "{name} %s $HOME",
    "a\nb\tc",
)


def opened(blocks: tuple[Block, ...]) -> docx.document.Document:
    return docx.Document(BytesIO(word_of(blocks, RULES, DAY)))


def words_of(document: docx.document.Document) -> str:
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def _profile(name: str) -> Profile:
    path = Path(__file__).parents[2] / "examples" / f"{name}.yaml"
    return read_profile(path.read_text(encoding="utf-8"), path.name, RULES.vocabulary)


def request_of(name: str = "seizo_80dai", service: Service | None = None) -> tuple[Block, ...]:
    return request_blocks(assess(_profile(name), RULES, DAY, explain=False), RULES, service)


def test_headings_lists_and_tables_are_what_word_takes_them_for() -> None:
    blocks = (
        Heading(1, "題"),
        Heading(2, "節", new_page=True),
        Items((Paragraph("一"), Paragraph("二")), numbered=True),
        Items((Paragraph("点"),)),
        Table(("項目", "内容"), (("台数", "20台"),)),
        Paragraph("日付", at_right=True),
    )
    document = opened(blocks)
    styles = [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs if paragraph.text]  # type: ignore[union-attr]
    assert styles == [
        ("Heading 1", "題"),
        ("Heading 2", "節"),
        ("List Number", "一"),
        ("List Number", "二"),
        ("List Bullet", "点"),
        ("Normal", "日付"),
    ]
    (table,) = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["項目", "内容"], ["台数", "20台"]]
    assert document.paragraphs[1].paragraph_format.page_break_before


def test_every_list_counts_from_one() -> None:
    lists = tuple(Items((Paragraph("一"), Paragraph("二")), numbered=True) for _ in range(3))
    numbers = [
        paragraph._p.pPr.numPr.numId.val  # type: ignore[union-attr]
        for paragraph in opened(lists).paragraphs
    ]
    assert len(set(numbers)) == 3
    assert numbers[::2] == numbers[1::2]


def test_japanese_text_gets_a_japanese_font_in_every_style_that_is_used() -> None:
    document = opened(request_of())
    used = {paragraph.style.name for paragraph in document.paragraphs} | {"Table Grid"}  # type: ignore[union-attr]
    for name in used:
        fonts = document.styles[name].element.rPr.rFonts  # type: ignore[union-attr]
        assert fonts.get(qn("w:eastAsia")) == FONT
        assert fonts.get(qn("w:eastAsiaTheme")) is None


def test_the_file_names_nobody_and_no_clock() -> None:
    properties = opened(request_of()).core_properties
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert properties.created is not None
    assert properties.created.date() == DAY
    assert properties.title == "見積りのお願い"


@pytest.mark.parametrize("name", ["machikoba", "seizo_80dai"])
def test_word_and_markdown_say_the_same(name: str) -> None:
    blocks = request_of(name, RULES.knowledge.services["svc.01"])
    said, text = words_of(opened(blocks)), markdown_of(blocks, RULES)
    for block in blocks:
        spoken = [block.text] if isinstance(block, Heading | Paragraph) else []
        spoken += [item.text for item in block.items] if isinstance(block, Items) else []
        spoken += [cell for row in block.rows for cell in row] if isinstance(block, Table) else []
        assert [words for words in spoken if words not in said] == []
        assert [words for words in spoken if words not in text.replace("\\", "")] == []


@pytest.mark.parametrize("evil", HOSTILE)
def test_a_hostile_name_stays_a_name(evil: str) -> None:
    service = replace(RULES.knowledge.services["svc.01"], provider=evil, name=evil)
    profile = _profile("machikoba")
    named = Profile({**profile.answers, "company_name": evil}, None)
    blocks = request_blocks(assess(named, RULES, DAY, explain=False), RULES, service)
    raw = word_of(blocks, RULES, DAY)
    with zipfile.ZipFile(BytesIO(raw)) as parts:
        tree = ElementTree.fromstring(parts.read("word/document.xml"))  # noqa: S314  our own file
        relations = parts.read("word/_rels/document.xml.rels").decode()
    assert not [
        node for node in tree.iter() if node.tag.endswith(("}fldSimple", "}fldChar", "}hyperlink", "}instrText"))
    ]
    assert "example.invalid" not in relations
    said = words_of(docx.Document(BytesIO(raw)))
    assert not set(said) & set("\x1b\x00\x07\u202e\ufffe\ud800")
    assert len(docx.Document(BytesIO(raw)).paragraphs) == len(opened(request_of("machikoba", service)).paragraphs)


@given(st.text(max_size=60))
def test_any_text_makes_a_file_that_opens(text: str) -> None:
    blocks = (Heading(1, text), Paragraph(text), Items((Paragraph(text),)), Table((text,), ((text,),)))
    assert len(opened(blocks).tables) == 1


def test_a_request_asks_everything_that_the_standard_backs_for_the_plan() -> None:
    for name in ("machikoba", "seizo_80dai"):
        result = assess(_profile(name), RULES, DAY, explain=False)
        option, code = result.monitoring.choice, result.service_class.choice
        assert option
        assert code
        asked = {item.clause for item in entitled(result, RULES)}
        assert {item.clause for item in checklist_for(option, code, RULES)} <= asked
        # What a monitoring must be able to do stands in the definitions: each of its own, none of the other's.
        assert ("std.1.2.8" in asked) == (option in ("network", "both"))
        assert ("std.1.2.9" in asked) == (option in ("endpoint", "both"))
        assert all(item.ask for item in entitled(result, RULES))


def test_whatever_the_catalogue_does_not_state_of_a_service_is_asked() -> None:
    phrases = load_quote_wording().request
    asked_for = {item.fact for item in phrases.unknowns}
    facts = {name for name in Service.__dataclass_fields__ if "Fact[" in str(Service.__dataclass_fields__[name].type)}
    assert facts == asked_for
    for service in RULES.knowledge.services.values():
        open_facts = [name for name in asked_for if getattr(service, name).basis != "stated"]
        assert len(unknown_of(service, phrases)) == len(open_facts)
