"""The plan as an iCalendar file, read back by an independent library and checked against RFC 5545 line by line."""

from __future__ import annotations

import getpass
import platform
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from subsidy_cases import RULES, TODAY

from knowledge.values import Value
from recommender.export.ics import escaped, folded, to_ics
from recommender.subsidies.outlook import plan_of
from recommender.subsidies.results import SubsidyPlan
from recommender.subsidies.routes import subsidy_routes

HOSTILE = [
    "例, 製作所; \\n",
    "改行\nBEGIN:VEVENT\r\nSUMMARY:にせもの",
    "\x1b]0;題\x07\u202e逆さ",
    'ATTENDEE;CN="x":mailto:x@example.invalid',
    "長い" * 120,
    "",
]


def _plan(answers: dict[str, Value] | None = None, deadline: date | None = date(2027, 3, 31)) -> SubsidyPlan:
    routes = subsidy_routes(answers or {}, None, "network", RULES, TODAY)
    plan = plan_of(answers or {}, RULES, TODAY, routes, deadline=deadline)
    assert plan is not None
    return plan


def _events(text: str) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(text).walk("VEVENT"))


def test_every_dated_step_is_an_event_of_its_days() -> None:
    plan = _plan()
    dated = [step for step in plan.steps if step.first and step.last and not step.done]
    events = _events(to_ics(plan, "", RULES))
    assert [str(event["SUMMARY"]) for event in events] == [step.what for step in dated]
    for event, step in zip(events, dated, strict=True):
        assert event["DTSTART"].dt == step.first
        # The end of an all-day event is the day after its last.
        assert event["DTEND"].dt == (step.last or TODAY) + timedelta(days=1)


def test_what_is_done_or_without_a_day_is_no_event() -> None:
    done = to_ics(_plan({"gbizid": "acquired", "security_action": "two_stars"}), "", RULES)
    titles = [str(event["SUMMARY"]) for event in _events(done)]
    assert not [title for title in titles if "GビズID" in title or "SECURITY ACTION" in title or "入金" in title]
    assert "交付決定の通知が届くまで、契約・発注・支払いをしない" in titles


def test_a_step_that_should_have_begun_begins_today() -> None:
    plan = _plan(deadline=date(2026, 12, 31))
    assert plan.prospect == "tight"
    starts = [event["DTSTART"].dt for event in _events(to_ics(plan, "", RULES))]
    assert min(starts) == TODAY


def test_importing_it_again_replaces_events_and_another_plan_has_its_own() -> None:
    def uids(plan: SubsidyPlan, company: str) -> list[str]:
        return [str(event["UID"]) for event in _events(to_ics(plan, company, RULES))]

    mine = uids(_plan(), "例製作所")
    assert len(set(mine)) == len(mine)
    later = replace(_plan(), as_of=date(2026, 12, 1))
    assert uids(later, "例製作所") == mine
    assert not set(mine) & set(uids(_plan(), "別の会社"))
    assert not set(mine) & set(uids(_plan(deadline=date(2027, 4, 30)), "例製作所"))


def test_nothing_of_the_machine_or_its_user_is_in_it() -> None:
    text = to_ics(_plan(), "例製作所", RULES)
    assert platform.node() not in text
    assert f"/{getpass.getuser()}" not in text
    assert str(Path.cwd()) not in text
    assert "例製作所" not in "".join(line for line in text.splitlines() if line.startswith("UID"))


def test_the_same_plan_gives_the_same_file() -> None:
    assert to_ics(_plan(), "例", RULES) == to_ics(_plan(), "例", RULES)


@pytest.mark.parametrize("company", HOSTILE)
def test_a_company_name_is_text_and_nothing_else(company: str) -> None:
    plain, hostile = to_ics(_plan(), "例", RULES), to_ics(_plan(), company, RULES)
    assert len(_events(hostile)) == len(_events(plain))
    keys = [{str(key) for key in event} for event in _events(hostile)]
    assert keys == [{str(key) for key in event} for event in _events(plain)]
    first = str(_events(hostile)[0]["SUMMARY"])
    assert "\n" not in first
    assert "\x1b" not in first


@given(st.text(max_size=80))
@settings(max_examples=40)
def test_a_file_of_any_company_can_be_read_and_keeps_the_name(company: str) -> None:
    text = to_ics(_plan(), company, RULES)
    for line in text.split("\r\n"):
        assert len(line.encode()) <= 75
        assert "\n" not in line
        assert "\r" not in line
    assert text.endswith("END:VCALENDAR\r\n")
    assert len(_events(text)) == len(_events(to_ics(_plan(), "", RULES)))


@given(st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=300))
def test_folding_loses_nothing_and_cuts_no_character(line: str) -> None:
    pieces = list(folded(line))
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == line
    assert all(len(piece.encode()) <= 75 for piece in pieces)
    assert all(piece.startswith(" ") for piece in pieces[1:])


@given(st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=60))
def test_escaped_text_reads_back_as_it_was(text: str) -> None:
    written = escaped(f"{text}\n{text}")
    assert "\n" not in written
    event = icalendar.Event.from_ical(f"BEGIN:VEVENT\r\nSUMMARY:{written}\r\nEND:VEVENT\r\n")
    assert str(event["SUMMARY"]) == f"{text}\n{text}"
