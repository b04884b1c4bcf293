"""Dated values on the day of use: nothing is open outside its window, and nothing becomes fresher as time passes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.freshness import KINDS, month_text, review_of, stale, window_status
from knowledge.loading import load_knowledge
from knowledge.subsidy_records import Window

KNOWN = load_knowledge()
CHECKED = date(2026, 11, 22)
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
ENDS = st.one_of(st.none(), DAYS)
WINDOWS = st.lists(st.builds(Window, ENDS, ENDS, st.none()), max_size=4)
DATED = [*KNOWN.clauses, *KNOWN.terms, *KNOWN.faq, *KNOWN.services, *KNOWN.frames, *KNOWN.routes, *KNOWN.sources]


@given(WINDOWS, DAYS, st.booleans())
def test_a_window_is_open_only_on_days_inside_one_whose_ends_are_known(
    windows: list[Window],
    day: date,
    is_stale: bool,  # noqa: FBT001  hypothesis fills it
) -> None:
    inside = any(item.from_ and item.to and item.from_ <= day <= item.to for item in windows)
    assert (window_status(windows, day, is_stale=is_stale) == "open") is (inside and not is_stale)


@given(WINDOWS, DAYS)
def test_a_window_is_closed_only_where_every_end_is_known_and_gone(windows: list[Window], day: date) -> None:
    if window_status(windows, day) == "closed":
        assert windows
        assert all(item.from_ and item.to and item.to < day for item in windows if item.from_ <= (item.to or day))


@given(st.sampled_from(DATED), DAYS, st.integers(0, 5000))
def test_a_fact_never_becomes_fresher_as_time_passes(record: str, day: date, later: int) -> None:
    review = review_of(record, KNOWN)
    if review and review.is_stale(day):
        assert review.is_stale(day + timedelta(days=later))


@given(DAYS, st.integers(0, 2000))
def test_what_wants_checking_only_grows(day: date, later: int) -> None:
    first = {review.id for review in stale(KNOWN, day)}
    assert first <= {review.id for review in stale(KNOWN, day + timedelta(days=later))}


def test_every_kind_has_its_interval_with_a_reason() -> None:
    assert set(KNOWN.review) == set(KINDS)
    assert all(item.days > 0 and item.why and item.name for item in KNOWN.review.values())


@pytest.mark.parametrize(
    ("record", "days"),
    [
        ("subsidy.da2026.security", 60),
        ("subsidy.rule.gbizid", 60),
        ("route.scs", 60),
        ("svc.01", 180),
        ("std.2.1.7.i", 365),
        ("term.utm", 365),
    ],
)
def test_a_record_is_fresh_on_the_last_day_of_its_interval_and_stale_on_the_next(record: str, days: int) -> None:
    review = review_of(record, KNOWN)
    assert review
    last = CHECKED + timedelta(days=days)
    assert not review.is_stale(last)
    assert review.is_stale(last + timedelta(days=1))


def test_a_route_wants_checking_when_its_last_known_window_is_over_though_its_interval_is_not() -> None:
    review = review_of("route.tokyo_cyber", KNOWN)
    assert review
    assert review.due == date(2027, 1, 15) < CHECKED + timedelta(days=60)
    assert review.is_stale(date(2027, 1, 16))


def test_a_window_that_was_over_when_it_was_checked_asks_for_no_new_look() -> None:
    review = review_of("route.kumamoto_dx", KNOWN)
    assert review
    assert review.due == CHECKED + timedelta(days=60)


def test_what_wants_checking_has_a_name_that_people_read() -> None:
    for review in stale(KNOWN, date(2035, 1, 1)):
        assert KNOWN.title(review.id) != review.id


def test_nothing_is_stale_on_the_day_on_which_the_facts_were_gathered() -> None:
    assert stale(KNOWN, date.fromisoformat(KNOWN.version)) == ()


@pytest.mark.parametrize(
    ("day", "says"),
    [
        (date(2026, 11, 22), "2026年11月時点"),
        ("2025-06", "2025年6月時点"),
        ("2023", "2023年時点"),
        ("2024-03-15", "2024年3月時点"),
    ],
)
def test_a_date_is_said_as_far_as_it_is_known(day: date | str, says: str) -> None:
    assert month_text(day) == says


def test_an_unknown_id_has_no_review() -> None:
    assert review_of("std.9.9.9", KNOWN) is None
