"""PDF files: real Japanese text on A4 that comes back, and one plain sentence where a part is missing."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from document_samples import CORPUS, DAY, EXAMPLES, RULES, named, result_of, squeezed, texts_of
from tools import lacking, needs

from recommender.export.blocks import Block, Heading, Paragraph, Table
from recommender.export.content import summary
from tui.desk import pdf
from tui.desk.pdf import PdfError, pdf_of
from tui.desk.typesetter import NO_TYPESETTER

FONTS = "fonts-noto-cjk"
"""The Debian package that the reason names where there is no Japanese font."""


def made(blocks: tuple[Block, ...]) -> bytes:
    """The file. Without a Japanese font there is none; any other reason is a fault."""
    try:
        return pdf_of(blocks, RULES, DAY)
    except PdfError as error:
        if FONTS not in str(error):
            raise
        lacking(str(error))


def asked(tool: str, content: bytes, *options: str) -> str:
    """What one of poppler's tools says of a file."""
    ends = ("-",) if tool == "pdftotext" else ()
    command = [needs(tool), *options, "-", *ends]
    return subprocess.run(command, input=content, capture_output=True, check=True).stdout.decode()


def pages_of(content: bytes) -> list[str]:
    return asked("pdftotext", content, "-raw", "-enc", "UTF-8").split("\f")[:-1]


def without_page_numbers(pages: list[str]) -> str:
    return squeezed("".join(re.sub(r"\n\s*\d+ / \d+\s*$", "", page.rstrip()) for page in pages))


def test_the_japanese_comes_back_as_text() -> None:
    blocks = (
        Heading(1, "診断のまとめ"),
        Paragraph("端末監視（1類）から始めるのが合っています。"),
        Table(("項目", "金額"), (("月額の上限", "5万2,000円"),)),
    )
    (page,) = pages_of(made(blocks))
    assert "端末監視（1類）から始めるのが合っています。" in page
    assert "5万2,000円" in page


@pytest.mark.parametrize("name", EXAMPLES)
def test_verdict_money_and_steps_fill_one_page_and_the_rest_follows(name: str) -> None:
    result = result_of(name)
    blocks = summary(result, RULES)
    pages = pages_of(made(blocks))
    first = squeezed(pages[0])
    assert squeezed(result.verdict) in first
    assert [item.what for item in result.actions if squeezed(item.what) not in first] == []
    assert squeezed(RULES.counsel.wording.unofficial) in first
    assert squeezed(RULES.counsel.wording.neutrality) in first
    assert f"知識の版{result.knowledge_version}" in first
    assert len(pages) > 1
    assert "なぜ" not in first


def test_nothing_is_lost_on_the_way_to_the_page() -> None:
    blocks = summary(result_of("machikoba"), RULES)
    paragraphs = [said for block in blocks if isinstance(block, Heading | Paragraph) for said in texts_of((block,))]
    text = without_page_numbers(pages_of(made(blocks)))
    assert [said for said in paragraphs if squeezed(said) not in text] == []


def test_hostile_names_stand_there_as_they_are() -> None:
    blocks = tuple(Paragraph(evil) for evil in CORPUS)
    text = without_page_numbers(pages_of(made(blocks)))
    assert [evil for evil in CORPUS if squeezed(evil) not in text] == []


def test_a_hostile_name_in_a_summary_makes_the_same_pages() -> None:
    evil = made(summary(named('#pagebreak() = 見出し $x$ \\ "'), RULES))
    assert squeezed('#pagebreak() = 見出し $x$ \\ "') in squeezed("".join(pages_of(evil)))


def test_the_file_names_nobody_and_no_clock_and_carries_its_font() -> None:
    content = made((Heading(1, "題"), Paragraph("文")))
    facts = dict(re.findall(r"^(\w[\w ]*):\s+(.*)$", asked("pdfinfo", content), re.MULTILINE))
    assert facts["Title"] == "題"
    assert "Author" not in facts
    assert "Nov 22 00:00:00 2026" in facts["CreationDate"]
    assert "A4" in facts["Page size"]
    for private in (str(Path.home()), Path.home().name, "/tmp"):  # noqa: S108  looked for, not written to
        assert private.encode() not in content
    fonts = asked("pdffonts", content).splitlines()[2:]
    assert fonts
    assert all(re.search(r"\byes yes yes\b", line) for line in fonts)  # embedded, a subset, with its Unicode


def test_the_same_document_gives_the_same_file() -> None:
    blocks = (Heading(1, "題"), Paragraph("文"))
    assert made(blocks) == made(blocks)


def test_without_a_japanese_font_it_says_what_to_install_and_offers_html(tmp_path: Path) -> None:
    with pytest.raises(PdfError) as caught:
        pdf_of((Paragraph("文"),), RULES, DAY, fonts=(tmp_path,))
    said = str(caught.value)
    assert FONTS in said
    assert "fonts-ipaexfont" in said
    assert "HTML" in said
    assert "\n" not in said


def test_without_the_typesetter_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    done = subprocess.CompletedProcess[bytes]((), NO_TYPESETTER, b"", b"")
    monkeypatch.setattr(pdf.subprocess, "run", lambda *_, **__: done)
    with pytest.raises(PdfError, match="pip install typst"):
        pdf_of((Paragraph("文"),), RULES, DAY)


def test_the_typesetter_stays_out_of_this_process() -> None:
    made((Paragraph("文"),))
    code = (
        "import sys; from datetime import date; from recommender.rulebase import load_rulebase;"
        "from recommender.export.blocks import Paragraph; from tui.desk.pdf import PdfError, pdf_of\n"
        "pdf_of((Paragraph('文'),), load_rulebase(), date(2026, 11, 22)); print('typst' in sys.modules)"
    )

    # the whole path in a process of its own
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
