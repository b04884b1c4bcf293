"""会社の一覧 on the screen: a company is made, found by kana and kanji, changed, interviewed, and seen as due."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from companies import SIZES, add, companies, desk, on, to_the_list
from driving import app_in, flat, keys_for, shown, until

from tui import client_words as words
from tui.desk.client_store import MOST_ROWS
from tui.layout import cells
from tui.screens.client import ClientScreen
from tui.screens.clients import ClientsScreen
from tui.screens.interview import InterviewScreen
from tui.screens.menu import MenuScreen
from tui.screens.start import StartScreen
from tui.widgets.entry_line import EntryLine
from tui.widgets.question_card import QuestionCard
from tui.widgets.search_line import SearchLine
from tui.widgets.tick_list import TickList

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
