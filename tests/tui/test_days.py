"""Days as people type them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.days import read_day

SUNDAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("12/5", date(2026, 12, 5)),
        ("１２／５", date(2026, 12, 5)),
        ("2026-12-05", date(2026, 12, 5)),
        ("2026年12月5日まで", date(2026, 12, 5)),
        ("11/21", date(2027, 11, 21)),
        ("2/29", date(2028, 2, 29)),
        ("明日", date(2026, 11, 23)),
        ("来週金曜", date(2026, 11, 27)),
        ("金曜日", date(2026, 11, 27)),
        ("日", date(2026, 11, 29)),
        ("3日後", date(2026, 11, 25)),
        ("2週間後", date(2026, 12, 6)),
        ("3か月後", date(2027, 2, 22)),
        ("月末", date(2026, 11, 30)),
        ("来月末", date(2026, 12, 31)),
    ],
)
def test_a_day_is_read_as_people_write_it(text: str, day: date) -> None:
    assert read_day(text, SUNDAY) == day


@pytest.mark.parametrize("text", ["", "2/30", "13/1", "いつか", "12", "0/0", "9999-99-99"])
def test_what_names_no_day_is_none(text: str) -> None:
    assert read_day(text, SUNDAY) is None


@given(st.dates(date(2000, 1, 1), date(2200, 1, 1)), st.dates(date(2000, 1, 1), date(2200, 1, 1)))
def test_a_day_with_its_year_is_itself_whatever_today_is(day: date, today: date) -> None:
    assert read_day(day.isoformat(), today) == day


@given(st.text(max_size=20))
def test_no_text_breaks_it(text: str) -> None:
    read_day(text, SUNDAY)


def test_far_days_are_none_rather_than_an_error() -> None:
    assert read_day("999か月後", date(9990, 1, 1)) is None
    assert read_day("999週間後", date(9999, 1, 1)) is None
