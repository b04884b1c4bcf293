"""HTML files: complete, inert, alone in the world, and readable on paper and in the dark."""

from __future__ import annotations

import struct
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest
from document_samples import CORPUS, EXAMPLES, RULES, named, result_of, squeezed, texts_of
from hypothesis import given
from hypothesis import strategies as st
from tools import needs

from questionnaires.showing import clean
from recommender.export.blocks import Bar, Chart, Heading, Items, Paragraph, Table
from recommender.export.content import summary
from recommender.export.html import html_of, picture

A4_AT_96_DPI = (794, 1123)


class Reader(HTMLParser):
    """Takes a page apart as a browser does."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.words: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return squeezed("".join(self.words))


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_page_says_everything_that_the_blocks_hold(name: str) -> None:
    blocks = summary(result_of(name), RULES)
    text = Reader(html_of(blocks, RULES)).text
    assert [said for said in texts_of(blocks) if squeezed(said) not in text] == []


@pytest.mark.parametrize("evil", CORPUS)
def test_a_hostile_name_stays_a_name(evil: str) -> None:
    page = Reader(html_of(summary(named(evil), RULES), RULES))
    plain = Reader(html_of(summary(named("例製作所"), RULES), RULES))
    assert page.tags == plain.tags
    assert page.attributes == plain.attributes
    assert squeezed(evil) in page.text


@given(st.text(max_size=60))
def test_any_text_comes_back_as_text(text: str) -> None:
    blocks = (Heading(1, text), Paragraph(text), Items((Paragraph(text),)), Table((text,), ((text,),)))
    blocks = (*blocks, Chart(text, (text, text), (Bar(text, (text,), right=1),)))
    page = Reader(html_of(blocks, RULES))
    plain = Reader(
        html_of(
            (
                Heading(1, ""),
                Paragraph(""),
                Items((Paragraph(""),)),
                Table(("",), (("",),)),
                Chart("", ("", ""), (Bar("", ("",), right=1),)),
            ),
            RULES,
        )
    )
    assert page.tags == plain.tags


def test_the_page_loads_nothing_and_runs_nothing() -> None:
    text = html_of(summary(result_of("machikoba"), RULES), RULES)
    page = Reader(text)
    assert not set(page.tags) & {"script", "link", "img", "iframe", "object", "form", "a"}
    assert not page.attributes & {"src", "href", "onclick", "onload"}
    assert "url(" not in text
    assert "@import" not in text
    assert "prefers-color-scheme: dark" in text
    assert "size: A4" in text


def test_bars_stand_on_one_axis_and_fill_the_width_at_most() -> None:
    chart = Chart("図", ("名", "値"), (Bar("甲", ("",), left=3, right=1), Bar("乙", ("",), right=5, up_to=9)))
    drawn = picture(chart)
    first, second = drawn.bars
    assert first.left_x + first.left == pytest.approx(drawn.axis, abs=0.1)
    assert drawn.axis + second.right + second.open_to == pytest.approx(drawn.width, abs=0.3)
    assert first.left == pytest.approx(3 * first.right, abs=0.3)


def test_a_chart_of_nothing_has_no_bars() -> None:
    (bar,) = picture(Chart("図", ("名", "値"), (Bar("甲", ("0点",)),))).bars
    assert (bar.left, bar.right, bar.open_to) == (0, 0, 0)


def test_a_browser_draws_the_page(tmp_path: Path) -> None:
    browser = needs("chromium", "chromium-browser", "google-chrome")
    source, target = tmp_path / "page.html", tmp_path / "page.png"
    source.write_text(html_of(summary(named("<script>document.title='x'</script>"), RULES), RULES), encoding="utf-8")
    size = f"--window-size={A4_AT_96_DPI[0]},{A4_AT_96_DPI[1]}"
    options = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--user-data-dir={tmp_path}/home")
    command = [browser, *options, size, f"--screenshot={target}", source.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    head = target.read_bytes()
    assert struct.unpack(">II", head[16:24]) == A4_AT_96_DPI
    assert len(head) > 20_000  # an empty page of this size packs into a few kilobytes


def test_the_first_page_ends_before_the_reasons() -> None:
    blocks = summary(result_of("machikoba"), RULES)
    breaks = [block.text for block in blocks if isinstance(block, Heading) and block.new_page]
    assert breaks == ["気をつけること"]
    assert clean(breaks[0]) in html_of(blocks, RULES)
