"""What the list of companies and the page of one say, at any width; and putting an interview into a company."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import VOCABULARY

from knowledge.values import UNKNOWN
from questionnaires.interview import Interview
from recommender.marks import action_mark
from recommender.rulebase import load_rulebase
from tui import client_words as words
from tui.client_desk import (
    CompanyRow,
    FieldRow,
    attempt,
    company_rows,
    field_rows,
    named_by_interviews,
    newest_first,
    say_interview,
    short_day,
    to_do,
)
from tui.desk.client_store import ClientRow, Listed
from tui.desk.clients import Note
from tui.desk.errors import DamagedRecordError, DeskError, NoSuchClientError, SavedElsewhereError
from tui.desk.records import Mark, SavedInterview
from tui.desk.store import SqliteStore
from tui.layout import cells

JAPAN = timezone(timedelta(hours=9))
MORNING = datetime(2026, 11, 22, 9, 30, tzinfo=JAPAN)
DAY = MORNING.date()
RULES = load_rulebase()
NAMES = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cf", "Co", "Cn", "Mn", "Me")), max_size=60)
DAYS = st.none() | st.dates(date(2000, 1, 1), date(2099, 12, 31))
ROWS = st.builds(
    ClientRow,
    id=st.just("20261122-093000-abcdef"),
    name=NAMES,
    kana=NAMES,
    status=st.sampled_from(("talking", "deciding", "contracted", "closed")),
    contacted=DAYS,
    due=DAYS,
    interviews=st.integers(0, 99),
)
MIDORI = ClientRow("a", "みどり食品", "みどりしょくひん", "deciding", date(2026, 11, 20), date(2026, 11, 20), 2)


@pytest.fixture
def store(tmp_path: Path) -> SqliteStore:
    return SqliteStore(tmp_path, VOCABULARY, lambda: MORNING)


def text_of(row: CompanyRow | FieldRow, width: int, *, pointed: bool = False) -> str:
    return "\n".join(line for line, _ in row.lines(width, pointed=pointed))


# --- the list ---


@given(ROWS, st.integers(30, 200), st.booleans())
def test_a_company_takes_one_line_of_any_width_and_at_most_one_more_at_the_cursor(
    row: ClientRow,
    width: int,
    pointed: bool,  # noqa: FBT001  hypothesis gives it
) -> None:
    lines = CompanyRow(row, DAY).lines(width, pointed=pointed)
    assert len(lines) <= 1 + pointed
    assert all(cells(line) <= width for line, _ in lines)


@pytest.mark.parametrize("width", [38, 58, 78, 118])
def test_at_any_width_name_and_due_day_stand_there_and_the_cursor_shows_the_rest(width: int) -> None:
    row = CompanyRow(MIDORI, DAY)
    assert "みどり食品" in text_of(row, width)
    assert "2日遅れ" in text_of(row, width)
    told = text_of(row, width, pointed=True)
    assert all(word in told for word in ("検討中", "11月20日", "2件"))


def test_the_columns_of_all_rows_stand_under_their_headings() -> None:
    heading, row = company_rows(Listed((MIDORI,), 1), DAY)
    for width in (38, 58, 78, 118):
        named = heading.lines(width, pointed=False)[0][0]
        (line, _) = row.lines(width, pointed=False)[0]
        left = named.partition(words.HEADINGS["due"])[0]
        assert cells(line.partition("2日遅れ")[0]) == cells(left)


@pytest.mark.parametrize(("days", "said"), [(0, "今日まで"), (3, "あと3日"), (-2, "2日遅れ")])
def test_the_next_due_day_is_told_by_the_days_that_are_left(days: int, said: str) -> None:
    row = CompanyRow(replace(MIDORI, due=DAY + timedelta(days=days)), DAY)
    assert said in text_of(row, 58)


def test_a_day_of_another_year_has_its_year() -> None:
    assert short_day(date(2025, 3, 1), DAY) == "2025年3月1日"
    assert "2025年3月" in text_of(CompanyRow(replace(MIDORI, contacted=date(2025, 3, 1)), DAY), 78)


def test_a_nameless_company_is_said_to_be_one() -> None:
    assert words.NAMELESS in text_of(CompanyRow(replace(MIDORI, name=""), DAY), 58)


# --- the page ---


def test_what_is_not_noted_is_seen_to_be_missing(store: SqliteStore) -> None:
    rows = {row.id: row.value for row in field_rows(store.clients.new(), None, DAY)}
    assert rows["name"] == rows["kana"] == rows["contacted"] == rows["next_contact"] == words.EMPTY
    assert rows["status"] == "相談中"


def test_the_last_contact_is_the_later_of_what_was_noted_and_the_last_interview(store: SqliteStore) -> None:
    client = replace(store.clients.new("みどり"), contacted=date(2026, 11, 10))
    by_id = {row.id: row.value for row in field_rows(client, date(2026, 11, 5), DAY)}
    assert by_id["contacted"] == "11月10日"
    by_id = {row.id: row.value for row in field_rows(client, date(2026, 11, 15), DAY)}
    assert by_id["contacted"] == "11月15日（診断の日）"


def test_of_a_long_note_the_page_shows_the_first_lines_and_that_there_is_more(store: SqliteStore) -> None:
    client = replace(store.clients.new("みどり"), notes=(Note("一\n\n二\n三\n四", DAY), Note("別", DAY, "a")))
    note = next(row for row in field_rows(client, None, DAY) if row.id == "note")
    assert note.value == "一\n二\n三.."
    assert [line.strip() for line, _ in note.lines(60, pointed=False)][1:] == ["二", "三.."]


def test_an_interview_is_told_by_how_far_it_is(store: SqliteStore) -> None:
    record = replace(store.new(), interview=Interview({"pcs": UNKNOWN}))
    assert say_interview(record, RULES, DAY) == ("11月22日  途中（1問まで）", "")
    parked = replace(record, resume_on=date(2026, 12, 5))
    assert say_interview(parked, RULES, DAY) == ("11月22日  中断中（12月5日に再開）", "")
    carried = replace(record, carried=MappingProxyType({"pcs": date(2025, 11, 22)}))
    assert say_interview(carried, RULES, DAY)[1] == "前回のままの答え 1問"


def test_interviews_go_by_the_day_they_were_begun_and_not_by_their_last_saving(store: SqliteStore) -> None:
    old = replace(store.new(), created=MORNING - timedelta(days=365), saved=MORNING)
    new = replace(store.new(), created=MORNING, saved=MORNING)
    assert newest_first([old, new]) == (new, old)


def test_what_is_to_do_are_open_steps_with_a_day_or_a_person_the_most_urgent_first(store: SqliteStore) -> None:
    marks = {
        "later": Mark("open", "山田", date(2026, 12, 1)),
        "late": Mark("doing", "", date(2026, 11, 20)),
        "whose": Mark("open", "社長"),
        "over": Mark("done", "社長", date(2026, 11, 1)),
        "nothing": Mark("open", "", None, "ひとこと"),
    }
    record = replace(store.new(), marks=MappingProxyType({action_mark(name): mark for name, mark in marks.items()}))
    assert [step.id for step in to_do([record], RULES, DAY)] == ["late", "later", "whose"]


# --- a name from an interview ---


def test_a_nameless_company_takes_the_name_that_its_interview_was_told(store: SqliteStore) -> None:
    client = store.clients.add(store.clients.new())
    told = replace(store.new(), client=client.id, interview=Interview({"company_name": "みどり\n食品"}))
    assert named_by_interviews(store.clients, client, [store.new(), told]).name == "みどり 食品"
    assert store.clients.load(client.id).name == "みどり 食品"


def test_a_name_that_was_given_meanwhile_stays(store: SqliteStore) -> None:
    seen = store.clients.add(store.clients.new())
    store.clients.change(seen.id, lambda kept: replace(kept, name="別の窓の名前"))
    told = replace(store.new(), interview=Interview({"company_name": "みどり"}))
    assert named_by_interviews(store.clients, seen, [told]).name == "別の窓の名前"


# --- putting an interview into a company ---


@pytest.fixture
def loose(store: SqliteStore) -> SavedInterview:
    """An interview of last year that belongs to no company, and another one of now."""
    past = SqliteStore(store._database.path.parents[1], VOCABULARY, lambda: MORNING - timedelta(days=365))
    record = past.save(replace(past.new(), interview=Interview({"pcs": UNKNOWN}), status="finished"))
    store.save(replace(store.new(), status="finished"))
    return record


def test_an_interview_that_is_put_into_a_company_keeps_its_day_and_its_turn(
    store: SqliteStore, loose: SavedInterview
) -> None:
    client = store.clients.add(store.clients.new("みどり"))
    latest = store.latest_finished()
    assert store.clients.loose() == 2
    store.clients.take_interview(loose.id, client.id)
    (record,) = store.of_client(client.id)
    assert (record.interview, record.saved) == (loose.interview, loose.saved)
    assert store.clients.find().rows[0].contacted == date(2025, 11, 22)
    assert store.clients.loose() == 1
    assert store.latest_finished() == latest


def test_a_window_in_which_it_is_open_does_not_take_it_out_again(store: SqliteStore, loose: SavedInterview) -> None:
    client = store.clients.add(store.clients.new("みどり"))
    store.clients.take_interview(loose.id, client.id)
    with pytest.raises(SavedElsewhereError):
        store.save(loose)
    assert store.load(loose.id).client == client.id


def test_into_a_company_that_is_gone_nothing_is_put(store: SqliteStore, loose: SavedInterview) -> None:
    with pytest.raises(NoSuchClientError):
        store.clients.take_interview(loose.id, "20200101-000000-abcdef")
    assert store.load(loose.id) == loose


def test_an_interview_that_was_deleted_meanwhile_is_said_to_be(store: SqliteStore) -> None:
    client = store.clients.add(store.clients.new("みどり"))
    with pytest.raises(DeskError, match="消されて"):
        store.clients.take_interview("20200101-000000-abcdef", client.id)


def test_counting_makes_no_file(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path, VOCABULARY, lambda: MORNING)
    assert (store.clients.count(), store.clients.loose()) == (0, 0)
    assert [*tmp_path.iterdir()] == []


def fails(error: Exception) -> Callable[[], None]:
    def work() -> None:
        raise error

    return work


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (NoSuchClientError("a"), words.GONE),
        (DamagedRecordError("a"), words.DAMAGED),
        (DeskError(28, "ディスクの空きが足りません"), "ディスクの空きが足りません"),
    ],
)
def test_what_could_not_be_done_is_told_with_its_reason(error: Exception, told: str) -> None:
    said: list[str] = []
    assert attempt(fails(error), said.append) is None
    assert told in said[0]
