"""Interviews that belong to no company: put into one, and open meanwhile."""

from dataclasses import replace
from pathlib import Path

import pytest
from companies import SIZES, add, companies, desk, on, to_row, to_the_list
from driving import app_in, flat, until, with_rules

from questionnaires.interview import Interview
from tui import client_words as words
from tui.screens.client import ClientScreen
from tui.screens.clients import ClientsScreen
from tui.screens.interview import InterviewScreen
from tui.screens.menu import MenuScreen
from tui.screens.start import StartMenu


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
