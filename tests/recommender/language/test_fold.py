import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommender.language.fold import READ_AT_MOST, fold

ANYTHING = st.text(alphabet=st.characters(exclude_categories=()), max_size=200)


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("ＰＣ２０台", "pc20台"),
        ("ﾊﾟｿｺﾝ", "パソコン"),
        ("サ－バ－", "サーバー"),
        ("30～40名", "30〜40名"),
        ("30−40名", "30-40名"),
        ("30ー40名", "30ー40名"),
        ("㈱山田", "(株)山田"),
        ("①PC", "①pc"),
        ("\x1b[31m20台\x1b[0m", "20台"),
        ("20\x00台", "20台"),
        ("\ud80020台", "20台"),
        ("\u202e20台", "20台"),
        ("PC\t20台\r\nOK", "pc 20台\n\nok"),
    ],
)
def test_spellings_become_one(typed: str, folded: str) -> None:
    assert fold(typed).text == folded


@given(ANYTHING)
def test_every_folded_character_knows_where_it_came_from(text: str) -> None:
    folded = fold(text)
    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    for start, end in zip(folded.starts, folded.ends, strict=True):
        assert 0 <= start < end <= len(text)
    assert list(folded.starts) == sorted(folded.starts)


@given(ANYTHING)
def test_nothing_that_a_terminal_obeys_is_left(text: str) -> None:
    assert not any(ord(character) < 32 and character != "\n" for character in fold(text).text)


@given(ANYTHING)
def test_folding_twice_is_folding_once(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once


def test_a_span_leads_back_to_the_text_as_typed() -> None:
    typed = "従業員\x1b[1m３０\x1b[0m名"
    folded = fold(typed)
    start = folded.text.index("30")
    span = folded.span(start, start + 2)
    assert typed[span.start : span.end] == "３０"


def test_a_very_long_text_is_read_up_to_a_limit() -> None:
    assert len(fold("あ" * 100_000).text) == READ_AT_MOST
