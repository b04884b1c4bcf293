"""Width in cells, line breaks, and text that a terminal can't be made to obey."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcwidth

from tui.layout import NOT_AT_END, NOT_AT_START, cells, pad, truncate, visible, wrap

SENTENCE = "見張りの機器（UTMなど）を置き、「24時間」見守ります。Microsoft 365、Googleドライブなどです。"


@pytest.mark.parametrize(("text", "width"), [("", 0), ("abc", 3), ("従業員", 6), ("ｱｲ", 2), ("がん", 4), ("a・b", 4)])
def test_width_is_counted_in_cells(text: str, width: int) -> None:
    assert cells(text) == width


def test_the_quick_way_of_counting_agrees_with_wcwidth() -> None:
    letters = (chr(code) for code in range(0x20, 0x10000) if wcwidth(chr(code)) >= 0)
    assert [letter for letter in letters if cells(letter) != wcwidth(letter)] == []


@pytest.mark.parametrize("columns", range(8, 60, 3))
def test_lines_fit_and_keep_the_rules_of_line_breaks(columns: int) -> None:
    lines = wrap(SENTENCE, columns)
    assert all(cells(line) <= columns for line in lines)
    assert not [line for line in lines if line[0] in NOT_AT_START or line[-1] in NOT_AT_END]


@given(st.text(alphabet="あ漢、。」「（）ァー aB1", max_size=80), st.integers(2, 40))
def test_nothing_is_lost_but_blanks_and_every_line_fits(text: str, columns: int) -> None:
    lines = wrap(text, columns)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(cells(line) <= columns for line in lines)


def test_a_word_stays_whole_where_it_fits() -> None:
    assert wrap("これはMicrosoftです", 12) == ["これは", "Microsoftで", "す"]


def test_later_lines_are_set_in() -> None:
    assert wrap("一二三四\n五", 6, indent=2) == ["一二三", "  四", "  五"]


def test_truncation_ends_in_two_dots() -> None:
    assert truncate("あいうえお", 7) == "あい.."
    assert pad("あいうえお", 7) == "あい.. "
    assert pad("あ", 4) == "あ  "


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("赤\x1b[31mい\x1b[0m", "赤い"),
        ("題\x1b]0;title\x07名", "題名"),
        ("鈴\x07\x00\x9b", "鈴"),
        ("逆\u202eさ", "逆さ"),
        ("\ud800片割れ", "片割れ"),
        ("一\r\n二\t三", "一\n二 三"),
    ],
)
def test_what_a_terminal_would_obey_is_left_out(typed: str, seen: str) -> None:
    assert visible(typed) == seen
