"""会社の一覧 on the screen: a company is made, found by kana and kanji, changed, interviewed, and seen as due."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import MappingProxyType

import pytest
from driving import Driver, app_in, flat, keys_for, shown, until, with_rules
from onward import finish

from questionnaires.interview import Interview
from questionnaires.loading import load_questionnaire
from recommender.marks import action_mark
from tui import client_words as words
from tui.app import NaviApp
from tui.desk.client_store import MOST_ROWS
from tui.desk.clients import Client, Note
from tui.desk.records import Mark
from tui.desk.store import SqliteStore
from tui.desk.year_on_year import TOO_FEW
from tui.layout import cells
from tui.screens.client import ClientScreen
from tui.screens.clients import ClientsScreen
from tui.screens.interview import InterviewScreen
from tui.screens.marking import MarkingScreen
from tui.screens.menu import MenuScreen
from tui.screens.start import StartMenu, StartScreen
from tui.widgets.entry_line import EntryLine
from tui.widgets.question_card import QuestionCard
from tui.widgets.search_line import SearchLine
from tui.widgets.tick_list import TickList

SIZES = [(120, 36), (80, 24), (60, 20)]
LAST_YEAR = datetime(2025, 11, 20, 9, tzinfo=UTC)


def desk(home: Path, now: datetime = LAST_YEAR) -> SqliteStore:
    return SqliteStore(home, load_questionnaire().vocabulary, lambda: now)


def add(home: Path, name: str, kana: str = "", **known: object) -> Client:
    clients = desk(home).clients
    return clients.add(replace(clients.new(name, kana), **known))  # type: ignore[arg-type]


def on(pilot: Driver, screen: type[object]) -> Callable[[], bool]:
    return lambda: isinstance(pilot.app.screen, screen)


async def to_the_list(pilot: Driver) -> NaviApp:
    """From the first screen to the list, by its row."""
    app = await with_rules(pilot)
    menu = app.screen.query_one(StartMenu)
    await pilot.press(next(row.key for row in menu.rows if row.say == words.START_ROW))
    await until(pilot, on(pilot, ClientsScreen))
    return app


async def to_the_company(pilot: Driver) -> ClientScreen:
    """To the page of the only company, or of the first one."""
    app = await to_the_list(pilot)
    await pilot.press("enter")
    await until(pilot, on(pilot, ClientScreen))
    screen = app.screen
    assert isinstance(screen, ClientScreen)
    return screen


async def to_row(pilot: Driver, name: str) -> None:
    listed = pilot.app.screen.query_one(TickList)
    for _ in range(len(listed.rows)):
        if listed.pointed == name:
            return
        await pilot.press("down")
    assert listed.pointed == name


def companies(pilot: Driver) -> list[str]:
    """The names of the companies in the list, from above."""
    rows = pilot.app.screen.query_one(TickList).rows
    return [row.row.name for row in rows if hasattr(row, "row")]


# --- a walk ---


@pytest.mark.parametrize("size", SIZES)
async def test_a_company_is_made_found_changed_interviewed_and_seen_as_due(
    size: tuple[int, int], tmp_path: Path
) -> None:
    async with app_in(tmp_path).run_test(size=size) as pilot:
        app = await to_the_list(pilot)
        assert "まだ会社がありません" in flat(pilot)
        await pilot.press("enter", *"株式会社みどり食品[/b]", "enter")
        await until(pilot, lambda: "読みの案です" in flat(pilot))
        assert "みどりしょくひん" in flat(pilot)
        await pilot.press("enter")
        await until(pilot, on(pilot, ClientScreen))
        assert "株式会社みどり食品[/b]" in flat(pilot)
        assert {cells(line) for line in shown(pilot).split("\n")} == {size[0]}

        await pilot.press("d", "enter", "t", *"11/25", "enter", "s")
        await until(pilot, on(pilot, MenuScreen))
        await pilot.press("2")
        await until(pilot, lambda: "検討中" in flat(pilot))
        assert "11月25日（あと3日）" in flat(pilot)
        (kept,) = app.store.clients.all()
        assert (kept.contacted, kept.next_contact, kept.status) == (date(2026, 11, 22), date(2026, 11, 25), "deciding")

        await pilot.press("n")
        await until(pilot, on(pilot, InterviewScreen))
        await pilot.press("enter")
        await until(pilot, lambda: app.screen.query_one(QuestionCard).card.kind != "free")
        card = app.screen.query_one(QuestionCard).card
        assert card.field != "company_name"
        await pilot.press(*keys_for(card))
        await until(pilot, lambda: app.screen.query_one(QuestionCard).card != card)
        (record,) = app.store.of_client(kept.id)
        assert record.interview.answers["company_name"] == "株式会社みどり食品[/b]"

        app.screen.action_clients()  # type: ignore[attr-defined]
        await until(pilot, on(pilot, ClientScreen))
        assert "途中（" in flat(pilot)
        await pilot.press("escape")
        await until(pilot, on(pilot, ClientsScreen))
        await until(pilot, lambda: "あと3日" in flat(pilot))
        assert {cells(line) for line in shown(pilot).split("\n")} == {size[0]}
        await pilot.press("escape")
        await until(pilot, on(pilot, StartScreen))
        assert "1社" in flat(pilot)


# --- the list ---


@pytest.mark.parametrize("size", [*SIZES, (40, 12)])
@pytest.mark.parametrize("typed", ["みどり", "ﾐﾄﾞﾘ", "緑", "食品 緑", "しょくひん"])
async def test_the_list_follows_what_is_typed_in_kana_or_kanji(
    size: tuple[int, int], typed: str, tmp_path: Path
) -> None:
    add(tmp_path, "緑食品", "みどりしょくひん")
    add(tmp_path, "佐藤商店", "さとうしょうてん")
    async with app_in(tmp_path).run_test(size=size) as pilot:
        await to_the_list(pilot)
        assert sorted(companies(pilot)) == ["佐藤商店", "緑食品"]
        await pilot.press(*typed)
        await until(pilot, lambda: companies(pilot) == ["緑食品"])
        assert "緑食品" in flat(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: len(companies(pilot)) == 2)
        await pilot.press(*typed, "enter")
        await until(pilot, on(pilot, ClientScreen))
        assert "緑食品" in flat(pilot)


async def test_a_name_that_is_not_there_is_made_from_what_was_typed(tmp_path: Path) -> None:
    add(tmp_path, "佐藤商店")
    async with app_in(tmp_path).run_test(size=(60, 20)) as pilot:
        app = await to_the_list(pilot)
        await pilot.press(*"鈴木工業", "enter", "enter")
        await until(pilot, lambda: "読みの案です" in flat(pilot))
        await pilot.press(*"すずきこうぎょう", "enter")
        await until(pilot, on(pilot, ClientScreen))
        assert [(client.name, client.kana) for client in app.store.clients.all()][1:] == [
            ("鈴木工業", "すずきこうぎょう")
        ]


async def test_leaving_the_line_for_the_reading_makes_no_company(tmp_path: Path) -> None:
    async with app_in(tmp_path).run_test(size=(60, 20)) as pilot:
        app = await to_the_list(pilot)
        await pilot.press("f2", *"鈴木工業", "enter", "escape")
        await until(pilot, lambda: not app.screen.query_one(EntryLine).is_open)
        assert app.store.clients.count() == 0


async def test_a_second_company_of_the_same_name_is_told(tmp_path: Path) -> None:
    add(tmp_path, "株式会社佐藤商店")
    async with app_in(tmp_path).run_test(size=(60, 20)) as pilot:
        await to_the_list(pilot)
        await pilot.press("f2", *"佐藤商店", "enter")
        await until(pilot, lambda: "同じ名前の会社がもうあります" in flat(pilot))


async def test_tab_goes_from_one_status_to_the_next(tmp_path: Path) -> None:
    add(tmp_path, "緑食品", status="talking")
    add(tmp_path, "佐藤商店", status="closed")
    async with app_in(tmp_path).run_test(size=(60, 20)) as pilot:
        await to_the_list(pilot)
        listed, seen = pilot.app.screen.query_one(TickList), []
        for _ in range(5):
            await pilot.press("tab")
            await pilot.pause()
            seen.append(companies(pilot))
            assert not seen[-1] or listed.pointed not in (".new", None)
        assert seen == [["緑食品"], [], [], ["佐藤商店"], ["緑食品", "佐藤商店"]]
        assert "すべての状況" in flat(pilot)


async def test_of_many_companies_the_list_shows_some_and_says_how_to_find_the_rest(tmp_path: Path) -> None:
    store = desk(tmp_path).clients
    store.take_in([store.new(f"会社{number:03}") for number in range(MOST_ROWS + 7)], [])
    async with app_in(tmp_path).run_test(size=(60, 20)) as pilot:
        await to_the_list(pilot)
        assert len(companies(pilot)) == MOST_ROWS
        rows = pilot.app.screen.query_one(TickList).rows
        assert rows[-1].lines(60, pointed=False)[-1][0] == words.MORE.format(count=7)
        await pilot.press(*"００３")
        await until(pilot, lambda: companies(pilot) == ["会社003"])


async def test_the_list_of_a_new_desk_writes_nothing(tmp_path: Path) -> None:
    async with app_in(tmp_path).run_test(size=(60, 20)) as pilot:
        await to_the_list(pilot)
        await pilot.press(*"みどり")
        await pilot.pause()
    assert not (tmp_path / "interviews").exists()


async def test_the_mouse_leaves_the_typing_to_the_search(tmp_path: Path) -> None:
    add(tmp_path, "緑食品")
    async with app_in(tmp_path).run_test(size=(60, 20)) as pilot:
        app = await to_the_list(pilot)
        await pilot.click(TickList, offset=(4, 2))
        await until(pilot, on(pilot, ClientScreen))
        await pilot.press("escape")
        await until(pilot, on(pilot, ClientsScreen))
        await pilot.press(*"緑")
        assert app.screen.query_one(SearchLine).text == "緑"


# --- one company ---


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


# --- interviews that belong to no company ---


def leave_loose(home: Path, name: str) -> str:
    store = desk(home)
    answers = {"company_name": name} if name else {}
    return store.save(replace(store.new(), interview=Interview(answers))).id


@pytest.mark.parametrize("size", SIZES)
async def test_a_loose_interview_goes_into_a_new_company_of_its_name(size: tuple[int, int], tmp_path: Path) -> None:
    loose = leave_loose(tmp_path, "はまかぜ水産")
    async with app_in(tmp_path).run_test(size=size) as pilot:
        app = await to_the_list(pilot)
        assert "会社に入れていない診断（1件）" in flat(pilot)
        await to_row(pilot, ".loose")
        await pilot.press("enter")
        await until(pilot, on(pilot, MenuScreen))
        await pilot.press("1")
        await until(pilot, lambda: "「はまかぜ水産」を新しい会社として入れる" in flat(pilot))
        await pilot.press("1")
        await until(pilot, on(pilot, ClientScreen))
        (client,) = app.store.clients.all()
        assert client.name == "はまかぜ水産"
        assert app.store.load(loose).client == client.id
        await pilot.press("escape")
        await until(pilot, lambda: "会社に入れていない" not in flat(pilot))


async def test_a_loose_interview_is_offered_the_company_of_its_name_and_any_other(tmp_path: Path) -> None:
    loose = leave_loose(tmp_path, "緑食品")
    same, other = add(tmp_path, "株式会社緑食品"), add(tmp_path, "佐藤商店", "さとうしょうてん")
    async with app_in(tmp_path).run_test(size=(60, 20)) as pilot:
        app = await to_the_list(pilot)
        await to_row(pilot, ".loose")
        await pilot.press("enter")
        await until(pilot, on(pilot, MenuScreen))
        await pilot.press("1")
        await until(pilot, lambda: "「株式会社緑食品」に入れる" in flat(pilot))
        offered = [row.code for row in app.screen.query_one(StartMenu).rows]
        assert offered == [same.id, ".new", ".other"]
        await pilot.press("3")
        await until(pilot, lambda: words.CHOOSE in flat(pilot))
        await pilot.press(*"さとう", "enter")
        await until(pilot, on(pilot, ClientScreen))
        assert app.store.load(loose).client == other.id


async def test_a_loose_interview_that_is_open_goes_on_in_its_company(tmp_path: Path) -> None:
    loose, client = leave_loose(tmp_path, "緑食品"), add(tmp_path, "緑食品")
    async with app_in(tmp_path).run_test(size=(60, 20)) as pilot:
        app = await with_rules(pilot)
        app.open_interview(app.store.load(loose))
        await until(pilot, on(pilot, InterviewScreen))
        talk = app.talk
        app.screen.action_clients()  # type: ignore[attr-defined]
        await until(pilot, on(pilot, ClientsScreen))
        await to_row(pilot, ".loose")
        await pilot.press("enter")
        await until(pilot, on(pilot, MenuScreen))
        await pilot.press("1")
        await until(pilot, lambda: "「緑食品」に入れる" in flat(pilot))
        await pilot.press("1")
        await until(pilot, on(pilot, ClientScreen))
        kept = app.store.load(loose)
        assert (talk.record.client, talk.record.revision) == (client.id, kept.revision)
        assert kept.client == client.id


async def test_a_nameless_company_has_the_name_that_its_interview_is_told(tmp_path: Path) -> None:
    client = add(tmp_path, "")
    store = desk(tmp_path)
    store.save(replace(store.new(), client=client.id, interview=Interview({"company_name": "緑食品"})))
    async with app_in(tmp_path).run_test(size=(60, 20)) as pilot:
        await to_the_list(pilot)
        assert words.NAMELESS in flat(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ClientScreen) and "緑食品" in flat(pilot))
        await pilot.press("escape")
        await until(pilot, lambda: companies(pilot) == ["緑食品"])


async def test_a_desk_that_is_in_use_is_told_and_the_name_stays_to_try_again(tmp_path: Path) -> None:
    add(tmp_path, "緑食品")
    async with app_in(tmp_path).run_test(size=(60, 20)) as pilot:
        app = await to_the_list(pilot)
        app.store._database._patience = 0
        app.store.close()
        with closing(sqlite3.connect(tmp_path / "interviews" / "interviews.sqlite3", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            await pilot.press("f2", *"鈴木", "enter", "enter")
            await until(pilot, lambda: "ほかのプログラムが保存ファイルを使っています" in flat(pilot))
        await pilot.press("enter")
        await until(pilot, on(pilot, ClientScreen))
        assert app.store.clients.count() == 2


async def test_a_name_that_is_being_typed_is_lost_to_no_key_of_the_list(tmp_path: Path) -> None:
    async with app_in(tmp_path).run_test(size=(60, 20)) as pilot:
        app = await to_the_list(pilot)
        await pilot.press("f2", *"abc", "f2", "f5", "f4", "f6", "tab")
        entry = app.screen.query_one(EntryLine)
        assert "会社名> abc" in shown(pilot)
        assert "F2" not in shown(pilot).splitlines()[-1]
        await pilot.press("escape")
        assert not entry.is_open
        assert "F2 新しい会社" in shown(pilot)
