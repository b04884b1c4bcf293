"""Days as people type them: 12/5, 2026-12-05, 12月5日, 明日, 来週金曜, 3日後, 月末; days that are over: 昨日."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta

from recommender.language.fold import fold

_WEEKDAYS = "月火水木金土日"
_WORDS = {"今日": 0, "きょう": 0, "本日": 0, "明日": 1, "あした": 1, "明後日": 2, "あさって": 2}
_PAST_WORDS = {"今日": 0, "きょう": 0, "本日": 0, "昨日": 1, "きのう": 1, "一昨日": 2, "おととい": 2}
_NAMED = re.compile(r"(?:(?P<year>[0-9]{4})[-/.年] ?)?(?P<month>[0-9]{1,2})[-/.月] ?(?P<day>[0-9]{1,2})日?(?:まで)?")
_LATER = re.compile(r"(?P<count>[0-9]{1,3}) ?(?P<unit>日|週間?|か月|ヶ月|カ月)後(?:まで)?")
_AGO = re.compile(r"(?P<count>[0-9]{1,3}) ?(?P<unit>日|週間?|か月|ヶ月|カ月)前")
_PAST_WEEKDAY = re.compile(rf"(?:この前|先週|前)?の? ?(?P<day>[{_WEEKDAYS}])(?:曜日?)")
_WEEKDAY = re.compile(rf"(?P<week>今週|来週|再来週)?の? ?(?P<day>[{_WEEKDAYS}])(?:曜日?)?(?:まで)?")
_WEEKS = {"今週": 0, "来週": 1, "再来週": 2}
_MONTH_END = re.compile(r"(?P<month>今|来)?月末(?:まで)?")


def read_day(text: str, today: date) -> date | None:
    """The day that a short text names, seen from `today`; None where it names none.

    A month and day without a year is the next such day. A weekday alone is the next one after today.
    """
    folded = fold(text).text.strip(" 。、")
    if folded in _WORDS:
        return today + timedelta(days=_WORDS[folded])
    for pattern, read in _READERS:
        found = pattern.fullmatch(folded)
        if found:
            with suppress(OverflowError, ValueError):  # beyond the year 9999
                return read(found, today)
    return None


def read_past_day(text: str, today: date) -> date | None:
    """The day that is over, or today, that a short text names; None where it names none, or one that is still to come.

    A month and day without a year is the last such day.
    """
    folded = fold(text).text.strip(" 。、")
    if folded in _PAST_WORDS:
        return today - timedelta(days=_PAST_WORDS[folded])
    for pattern, read in _PAST_READERS:
        found = pattern.fullmatch(folded)
        if found:
            with suppress(OverflowError, ValueError):  # before the year 1
                day = read(found, today)
                return day if day and day <= today else None
    return None


def say_left(days: int) -> str:
    """「あと3日」「今日まで」「2日遅れ」, of the days that are left."""
    if days == 0:
        return "今日まで"
    return f"あと{days}日" if days > 0 else f"{-days}日遅れ"


def _named(found: re.Match[str], today: date) -> date | None:
    month, day = int(found["month"]), int(found["day"])
    if found["year"]:
        return _day(int(found["year"]), month, day)
    # 2月29日 may be up to eight years away.
    years = (_day(today.year + more, month, day) for more in range(9))
    return next((named for named in years if named and named >= today), None)


def _named_before(found: re.Match[str], today: date) -> date | None:
    month, day = int(found["month"]), int(found["day"])
    if found["year"]:
        return _day(int(found["year"]), month, day)
    years = (_day(today.year - less, month, day) for less in range(9))
    return next((named for named in years if named and named <= today), None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _later(found: re.Match[str], today: date) -> date:
    count = int(found["count"])
    if found["unit"] == "日":
        return today + timedelta(days=count)
    if found["unit"].startswith("週"):
        return today + timedelta(weeks=count)
    return _months_on(today, count)


def _ago(found: re.Match[str], today: date) -> date:
    count = int(found["count"])
    if found["unit"] == "日":
        return today - timedelta(days=count)
    if found["unit"].startswith("週"):
        return today - timedelta(weeks=count)
    return _months_on(today, -count)


def _weekday_before(found: re.Match[str], today: date) -> date:
    return today - timedelta(days=(today.weekday() - _WEEKDAYS.index(found["day"]) - 1) % 7 + 1)


def _months_on(day: date, count: int) -> date:
    years, month = divmod(day.month - 1 + count, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _weekday(found: re.Match[str], today: date) -> date:
    wanted = _WEEKDAYS.index(found["day"])
    if found["week"]:
        monday = today - timedelta(days=today.weekday())
        return monday + timedelta(weeks=_WEEKS[found["week"]], days=wanted)
    return today + timedelta(days=(wanted - today.weekday() - 1) % 7 + 1)


def _month_end(found: re.Match[str], today: date) -> date:
    month = _months_on(today.replace(day=1), 1 if found["month"] == "来" else 0)
    return month.replace(day=monthrange(month.year, month.month)[1])


_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], date | None]], ...] = (
    (_NAMED, _named),
    (_LATER, _later),
    (_WEEKDAY, _weekday),
    (_MONTH_END, _month_end),
)
_PAST_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], date | None]], ...] = (
    (_NAMED, _named_before),
    (_AGO, _ago),
    (_PAST_WEEKDAY, _weekday_before),
)
