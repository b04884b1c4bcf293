"""The page of one company: what it tells, what is changed on it, and its interviews."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from types import MappingProxyType

import pytest
from companies import LAST_YEAR, SIZES, add, desk, on, to_row, to_the_company
from driving import Driver, app_in, flat, shown, until
from onward import finish

from questionnaires.interview import Interview
from recommender.marks import action_mark
from tui.desk.clients import Note
from tui.desk.records import Mark
from tui.desk.year_on_year import TOO_FEW
from tui.layout import cells
from tui.screens.client import ClientScreen
from tui.screens.clients import ClientsScreen
from tui.screens.interview import InterviewScreen
from tui.screens.marking import MarkingScreen
from tui.screens.menu import MenuScreen
from tui.screens.start import StartMenu
from tui.widgets.tick_list import TickList


@pytest.mark.parametrize("size", [*SIZES, (40, 12)])
async def test_the_page_tells_the_notes_the_interviews_and_what_is_to_do(size: tuple[int, int], tmp_path: Path) -> None:
    client = add(tmp_path, "緑食品", "みどりしょくひん", notes=(Note("電話は昼前に", date(2026, 11, 1)),))
    finish(tmp_path)
    store = desk(tmp_path)
    (record,) = store.without_client()
    mark = Mark("doing", "山田", date(2026, 11, 20))
    store.save(replace(record, client=client.id, marks=MappingProxyType({action_mark("gbiz_id"): mark})))
    async with app_in(tmp_path).run_test(size=size) as pilot:
        await to_the_company(pilot)
        drawn = [line for row in pilot.app.screen.query_one(TickList).rows for line, _ in row.lines(60, pointed=True)]
        told = "".join("".join(drawn).split())
        assert all(word in told for word in ("電話は昼前に", "結果あり", "2日遅れ", "担当山田"))
        assert "緑食品" in flat(pilot)
        assert {cells(line) for line in shown(pilot).split("\n")} == {size[0]}


async def test_a_changed_name_has_its_reading_proposed_and_the_user_has_the_last_word(tmp_path: Path) -> None:
    add(tmp_path, "仮の名前")
    async with app_in(tmp_path).run_test(size=(60, 20)) as pilot:
        screen = await to_the_company(pilot)
        await to_row(pilot, "name")
        await pilot.press("enter", *"健友会", "enter")
        await until(pilot, lambda: "読みの案です" in flat(pilot))
        assert screen.navi.store.clients.all()[0].kana == ""
        await pilot.press(*"けんゆうかい", "enter")
        await until(pilot, lambda: "（けんゆうかい）" in flat(pilot))
        (kept,) = screen.navi.store.clients.all()
        assert (kept.name, kept.kana) == ("健友会", "けんゆうかい")


async def test_a_day_that_is_still_to_come_is_no_day_of_talking(tmp_path: Path) -> None:
    add(tmp_path, "緑食品")
    async with app_in(tmp_path).run_test(size=(60, 20)) as pilot:
        screen = await to_the_company(pilot)
        await pilot.press("d", *"2026-12-01", "enter")
        await until(pilot, lambda: "今日までの日付" in flat(pilot))
        await pilot.press("escape")
        assert screen.navi.store.clients.all()[0].contacted is None


async def test_a_step_of_another_window_is_not_lost(tmp_path: Path) -> None:
    client = add(tmp_path, "緑食品")
    async with app_in(tmp_path).run_test(size=(60, 20)) as pilot:
        await to_the_company(pilot)
        desk(tmp_path).clients.change(client.id, lambda kept: replace(kept, next_contact=date(2026, 12, 24)))
        await pilot.press("d", "enter")
        await until(pilot, lambda: "12月24日" in flat(pilot))
        kept = desk(tmp_path).clients.load(client.id)
        assert (kept.contacted, kept.next_contact) == (date(2026, 11, 22), date(2026, 12, 24))


async def test_a_company_that_is_gone_is_said_to_be_and_nothing_breaks(tmp_path: Path) -> None:
    client = add(tmp_path, "緑食品")
    async with app_in(tmp_path).run_test(size=(60, 20)) as pilot:
        await to_the_company(pilot)
        desk(tmp_path)._database.use(lambda made: made.execute("DELETE FROM clients WHERE id = ?", (client.id,)))
        await pilot.press("d", "enter")
        await until(pilot, lambda: "消されています" in flat(pilot))
        await pilot.press("n", "e", "m", "s", "c", "escape")
        await until(pilot, on(pilot, ClientsScreen))


async def test_a_new_interview_starts_from_the_answers_of_the_last_one_or_from_nothing(tmp_path: Path) -> None:
    client = add(tmp_path, "緑食品")
    finish(tmp_path)
    store = desk(tmp_path)
    (before,) = store.without_client()
    store.clients.take_interview(before.id, client.id)
    async with app_in(tmp_path).run_test(size=(60, 20)) as pilot:
        screen = await to_the_company(pilot)
        await pilot.press("n")
        await until(pilot, on(pilot, MenuScreen))
        await pilot.press("1")
        await until(pilot, on(pilot, InterviewScreen))
        record = screen.navi.talk.record
        assert (record.follows, record.client) == (before.id, client.id)
        assert record.interview.answers["employees"] == before.interview.answers["employees"]
        screen.navi.screen.action_clients()  # type: ignore[attr-defined]
        await until(pilot, on(pilot, ClientScreen))
        await pilot.press("n")
        await until(pilot, on(pilot, MenuScreen))
        await pilot.press("2")
        await until(pilot, on(pilot, InterviewScreen))
        record = screen.navi.talk.record
        assert (record.follows, record.client) == (None, client.id)
        assert dict(record.interview.answers) == {"company_name": "緑食品"}


async def test_a_finished_interview_opens_with_what_changed_and_an_open_one_goes_on(tmp_path: Path) -> None:
    client = add(tmp_path, "緑食品")
    finish(tmp_path)
    store = desk(tmp_path, LAST_YEAR + timedelta(days=1))
    (finished,) = store.without_client()
    store.clients.take_interview(finished.id, client.id)
    asking = store.save(replace(store.new(), client=client.id, interview=Interview({"company_name": "緑食品"})))
    async with app_in(tmp_path).run_test(size=(80, 24)) as pilot:
        screen = await to_the_company(pilot)
        await to_row(pilot, asking.id)
        await pilot.press("enter")
        await until(pilot, on(pilot, InterviewScreen))
        assert screen.navi.talk.record.id == asking.id
        screen.navi.screen.action_clients()  # type: ignore[attr-defined]
        await until(pilot, on(pilot, ClientScreen))
        await to_row(pilot, finished.id)
        await pilot.press("enter")
        await until(pilot, lambda: not isinstance(pilot.app.screen, ClientScreen))
        assert screen.navi.talk.record.id == finished.id


@pytest.fixture
def with_a_step(tmp_path: Path) -> str:
    """A company with a finished interview, one step of which is overdue; gives the interview's id."""
    client = add(tmp_path, "緑食品")
    finish(tmp_path)
    store = desk(tmp_path)
    (record,) = store.without_client()
    marks = MappingProxyType({action_mark("gbiz_id"): Mark("open", "社長", date(2026, 11, 20))})
    return store.save(replace(record, client=client.id, marks=marks)).id


async def to_the_step(pilot: Driver) -> ClientScreen:
    screen = await to_the_company(pilot)
    await to_row(pilot, ".step.0")
    await pilot.press("enter")
    await until(pilot, on(pilot, MenuScreen))
    return screen


@pytest.mark.parametrize("size", SIZES)
async def test_what_became_of_a_step_is_kept_from_the_page(
    size: tuple[int, int], tmp_path: Path, with_a_step: str
) -> None:
    async with app_in(tmp_path).run_test(size=size) as pilot:
        screen = await to_the_step(pilot)
        menu = screen.navi.screen.query_one(StartMenu)
        menu.pick(next(index for index, row in enumerate(menu.rows) if row.say == "済み"))
        await until(pilot, on(pilot, ClientScreen))
        await until(pilot, lambda: "2日遅れ" not in flat(pilot))
        mark = screen.navi.store.load(with_a_step).marks[action_mark("gbiz_id")]
        assert mark == Mark("done", "社長", date(2026, 11, 20))


async def test_a_step_is_marked_in_the_interview_that_is_open_too(tmp_path: Path, with_a_step: str) -> None:
    async with app_in(tmp_path).run_test(size=(80, 24)) as pilot:
        screen = await to_the_company(pilot)
        navi = screen.navi
        navi.open_interview(navi.store.load(with_a_step))
        await until(pilot, on(pilot, InterviewScreen))
        talk = navi.talk
        navi.screen.action_clients()  # type: ignore[attr-defined]
        await until(pilot, on(pilot, ClientScreen))
        await to_row(pilot, ".step.0")
        await pilot.press("enter")
        await until(pilot, on(pilot, MenuScreen))
        await pilot.press("1")
        await until(pilot, on(pilot, ClientScreen))
        kept = navi.store.load(with_a_step)
        assert (talk.record.revision, talk.record.marks) == (kept.revision, kept.marks)
        assert len(navi.store.list()) == 1


async def test_owner_and_day_of_a_step_are_changed_on_its_list(tmp_path: Path, with_a_step: str) -> None:
    async with app_in(tmp_path).run_test(size=(80, 24)) as pilot:
        screen = await to_the_step(pilot)
        menu = screen.navi.screen.query_one(StartMenu)
        menu.pick(len(menu.rows) - 1)
        await until(pilot, on(pilot, MarkingScreen))
        assert screen.navi.talk.record.id == with_a_step


async def test_comparing_waits_for_a_second_result(tmp_path: Path) -> None:
    add(tmp_path, "緑食品")
    async with app_in(tmp_path).run_test(size=(60, 20)) as pilot:
        await to_the_company(pilot)
        await pilot.press("c")
        await until(pilot, lambda: TOO_FEW in flat(pilot))
