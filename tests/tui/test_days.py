"""Days as people type them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.days import read_day, read_past_day, say_left

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


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("今日", SUNDAY),
        ("きのう", date(2026, 11, 21)),
        ("おととい", date(2026, 11, 20)),
        ("11/20", date(2026, 11, 20)),
        ("１１月２２日", SUNDAY),
        ("11/23", date(2025, 11, 23)),
        ("2/29", date(2024, 2, 29)),
        ("2025-04-01", date(2025, 4, 1)),
        ("3日前", date(2026, 11, 19)),
        ("2週間前", date(2026, 11, 8)),
        ("1か月前", date(2026, 10, 22)),
        ("金曜", date(2026, 11, 20)),
        ("日曜日", date(2026, 11, 15)),
    ],
)
def test_a_day_on_which_something_was_is_never_to_come(text: str, day: date) -> None:
    assert read_past_day(text, SUNDAY) == day


@pytest.mark.parametrize("text", ["", "2026-11-23", "2027年1月5日", "明日", "来週金曜", "3日後", "2/30", "いつか"])
def test_what_is_still_to_come_is_no_day_that_was(text: str) -> None:
    assert read_past_day(text, SUNDAY) is None


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.text(max_size=12))
def test_any_text_for_a_past_day_gives_a_day_that_is_over_or_none(today: date, text: str) -> None:
    day = read_past_day(text, today)
    assert day is None or day <= today


@pytest.mark.parametrize(("days", "said"), [(3, "あと3日"), (1, "あと1日"), (0, "今日まで"), (-2, "2日遅れ")])
def test_the_days_that_are_left_are_said_without_a_minus(days: int, said: str) -> None:
    assert say_left(days) == said
