"""What the day of use does to a result."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.subsidy_records import Round
from questionnaires.profile import Profile, read_profile
from recommender.assessment import assess
from recommender.dependants import dependants, wanting
from recommender.rulebase import load_rulebase
from recommender.subsidies.windows import opening_of
from recommender.subsidies.wording import load_wording

RULES = load_rulebase()
FRESH, AGED = date(2026, 11, 22), date(2027, 11, 23)
LEVELS = ("low", "medium", "high")


@pytest.fixture(scope="module")
def profile() -> Profile:
    path = Path(__file__).parents[2] / "examples" / "machikoba.yaml"
    return read_profile(path.read_text(encoding="utf-8"), path.name, RULES.vocabulary)


def codes_on(day: date, profile: Profile) -> list[str]:
    return [item.code for item in assess(profile, RULES, day, explain=False).warnings]


def test_fresh_facts_bring_no_warning(profile: Profile) -> None:
    assert "stale_facts" not in codes_on(FRESH, profile)


def test_stale_subsidies_are_told_as_of_their_month_and_leave_the_confidence(profile: Profile) -> None:
    fresh, later = (assess(profile, RULES, day, explain=False) for day in (FRESH, FRESH + timedelta(days=61)))
    (notice,) = [item for item in later.warnings if item.code == "stale_facts" and "補助金の情報" in item.text]
    # The frame's facts are of 2026-09-23, the rules of repayment and of paying in time of 2025-06.
    assert "2025年6月から2026年9月までの間の内容" in notice.text
    assert "資料を見たのは2026年11月" in notice.text
    assert any(cite.startswith("subsidy.") for cite in notice.cites)
    assert later.monitoring.confidence == fresh.monitoring.confidence


def test_stale_grounds_take_one_step_of_confidence_and_the_verdict_says_so(profile: Profile) -> None:
    fresh, later = (assess(profile, RULES, day, explain=False) for day in (FRESH, AGED))
    assert (fresh.monitoring.confidence, later.monitoring.confidence) == ("high", "medium")
    assert later.monitoring.choice == fresh.monitoring.choice
    assert RULES.counsel.wording.verdict.aged in later.verdict
    assert RULES.counsel.wording.verdict.aged not in fresh.verdict


def test_confidence_never_rises_as_time_passes(profile: Profile) -> None:
    days = [FRESH + timedelta(days=step) for step in (0, 30, 61, 181, 366, 2000)]
    levels = [LEVELS.index(assess(profile, RULES, day, explain=False).monitoring.confidence) for day in days]
    assert levels == sorted(levels, reverse=True)


def test_a_window_past_its_review_date_is_never_shown_open() -> None:
    known, phrases = RULES.knowledge, load_wording().window
    frame = known.frames["subsidy.da2026.security"]
    edition = known.editions["da2026"]
    last = Round(6, date(2027, 12, 1), None, None, None)
    extended = replace(edition, rounds=(*edition.rounds, last))
    longer = replace(known, editions={**known.editions, "da2026": extended})
    assert opening_of(frame, longer, date(2027, 1, 21), phrases).status == "open"
    opening = opening_of(frame, longer, date(2027, 1, 22), phrases)
    assert opening.status == "unknown"
    # The frame's own day, 2026-09-23, and not the day on which we looked at its sources.
    assert "2026年9月時点" in opening.text


def test_the_day_of_our_check_is_never_told_as_the_day_of_the_fact(profile: Profile) -> None:
    told = {
        name: item.text
        for item in assess(profile, RULES, date(2030, 1, 1), explain=False).warnings
        if item.code == "stale_facts"
        for name in ("登録サービスの情報", "統計の数字", "お助け隊サービス基準の説明")
        if item.text.startswith(name)
    }
    # The list of services is of 2023, and one price of it older still (svc.01: 2019-07-04); the figures of 2026-03.
    assert "2019年7月から2023年までの間の内容" in told["登録サービスの情報"]
    assert "2026年3月時点の内容" in told["統計の数字"]
    # The copy of the standard bears no date.
    assert "日付のない資料もあります" in told["お助け隊サービス基準の説明"]
    assert not any("2026年11月時点" in text for text in told.values())


DAYS = st.dates(date(2025, 1, 1), date(2029, 12, 31))


@given(DAYS, st.lists(DAYS, max_size=4, unique=True), DAYS)
def test_a_frame_is_open_only_between_the_first_day_and_a_known_deadline_and_while_it_is_fresh(
    opens: date, deadlines: list[date], day: date
) -> None:
    known = RULES.knowledge
    rounds = tuple(Round(number, end, None, None, None) for number, end in enumerate(sorted(deadlines), 1))
    edition = replace(known.editions["da2026"], opens=opens, rounds=rounds)
    changed = replace(known, editions={**known.editions, "da2026": edition})
    opening = opening_of(known.frames["subsidy.da2026.security"], changed, day, load_wording().window)
    inside = opens <= day and any(day <= end for end in deadlines)
    assert (opening.status == "open") is (inside and day <= FRESH + timedelta(days=60))


def test_what_wants_checking_comes_with_the_most_depended_on_first() -> None:
    found = wanting(RULES, AGED)
    counts = [item.dependants for item in found]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > 5
    assert wanting(RULES, FRESH) == ()


def test_a_source_counts_what_rests_on_it_through_a_record() -> None:
    counted = dependants(RULES)
    assert counted["src.standard"] >= counted["std.2.1.7.i"] > 3
