"""The self-check: from the result through its questions to chart and steps, kept with the interview all the while."""

from pathlib import Path

import pytest
from driving import Driver, app_in, flat, shown, until
from onward import to_the_result

from tui.app import NaviApp
from tui.desk.records import Mark
from tui.layout import cells
from tui.screens.marking import MarkingScreen
from tui.screens.posture import PosturePage, PostureScreen
from tui.screens.result import ResultScreen
from tui.screens.sources import SourcesScreen
from tui.widgets.statements import StatementList
from tui.widgets.tick_list import TickList

SIZES = [(60, 20), (120, 36)]


async def open_it(pilot: Driver) -> NaviApp:
    """From the result along the line on 確かめること."""
    app = await to_the_result(pilot)
    await pilot.press("5")
    await until(pilot, lambda: "ふだんの対策を見直す" in flat(pilot))
    listed = app.screen.query_one(StatementList)
    listed.highlighted = next(index for index, item in enumerate(listed.statements) if item.opens == "posture")
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(app.screen, (PostureScreen, PosturePage)))
    return app


def word(app: NaviApp, item: str) -> str | None:
    mark = app.talk.record.marks.get(f"posture.{item}")
    return mark.word if mark else None


@pytest.mark.parametrize("size", SIZES)
async def test_a_walk_to_the_chart_and_a_step_with_an_owner(size: tuple[int, int], tmp_path: Path) -> None:
    async with app_in(tmp_path).run_test(size=size) as pilot:
        app = await open_it(pilot)
        assert "わからない" in flat(pilot)
        assert {cells(line) for line in shown(pilot).split("\n")} == {size[0]}
        await pilot.press("3")  # updates: put off
        await until(pilot, lambda: "2/11" in shown(pilot))
        assert word(app, "updates") == "rarely"
        await pilot.press("b")
        await until(pilot, lambda: "1/11" in shown(pilot) and "いまの答え" in flat(pilot))
        await pilot.press("down", "enter")
        await until(pilot, lambda: "2/11" in shown(pilot))
        for key in ["u", "1", "1", "1", "s", "3", "0", "1", "1", "1"]:
            here = shown(pilot)
            await pilot.press(key)
            await until(pilot, lambda here=here: shown(pilot) != here)
        await until(pilot, lambda: isinstance(app.screen, PosturePage))
        assert (word(app, "antivirus"), word(app, "sharing"), word(app, "backup")) == ("unknown", None, "none")
        assert "11問のうち10問に答えました" in flat(pilot)
        assert "#" in shown(pilot)
        assert {cells(line) for line in shown(pilot).split("\n")} == {size[0]}
        listed = app.screen.query_one(StatementList)
        listed.highlighted = next(index for index, item in enumerate(listed.statements) if "控えを、今週" in item.text)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, SourcesScreen))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, PosturePage))
        await pilot.press("a")
        await until(pilot, lambda: isinstance(app.screen, MarkingScreen))
        assert app.screen.query_one(TickList).pointed == "action.posture.backup"
        await pilot.press("o")
        await pilot.press(*"佐藤[b]", "enter")
        await until(pilot, lambda: "担当佐藤[b]" in flat(pilot))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, PosturePage))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ResultScreen))
        screen = app.screen
        assert isinstance(screen, ResultScreen)
        await until(pilot, lambda: screen.result.actions[-1].id == "posture.backup")
        assert len(screen.result.actions) == 6
        assert screen.result.actions[-1].owner == "佐藤[b]"


async def test_answers_survive_a_restart_and_can_be_changed(tmp_path: Path) -> None:
    async with app_in(tmp_path).run_test(size=(60, 20)) as pilot:
        app = await open_it(pilot)
        for key in ["1", "u", "3"]:
            here = shown(pilot)
            await pilot.press(key)
            await until(pilot, lambda here=here: shown(pilot) != here)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ResultScreen))
        await until(pilot, lambda: "11問のうち3問に答えました" in flat(pilot))
    async with app_in(tmp_path).run_test(size=(60, 20)) as pilot:
        app = await open_it(pilot)
        await until(pilot, lambda: "4/11" in shown(pilot))
        assert [word(app, name) for name in ("updates", "antivirus", "gateway")] == ["always", "unknown", "never"]
        for _ in range(8):
            here = shown(pilot)
            await pilot.press("1")
            await until(pilot, lambda here=here: shown(pilot) != here)
        await until(pilot, lambda: isinstance(app.screen, PosturePage))
        await pilot.press("r")
        await until(pilot, lambda: isinstance(app.screen, PostureScreen) and "1/11" in shown(pilot))
        await pilot.press("2", "1", "1", "escape")
        await until(pilot, lambda: isinstance(app.screen, ResultScreen))
        assert [word(app, name) for name in ("updates", "antivirus", "gateway")] == ["partly", "all", "kept"]


async def test_nothing_has_to_be_answered(tmp_path: Path) -> None:
    async with app_in(tmp_path).run_test(size=(60, 20)) as pilot:
        app = await open_it(pilot)
        for place in range(2, 12):
            await pilot.press("s")
            await until(pilot, lambda place=place: f"{place}/11" in shown(pilot))
        await pilot.press("s")
        await until(pilot, lambda: isinstance(app.screen, ResultScreen))
        assert not any(name.startswith("posture.") for name in app.talk.record.marks)


async def test_an_answer_that_cant_be_saved_is_told_and_the_question_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with app_in(tmp_path).run_test(size=(60, 20)) as pilot:
        app = await open_it(pilot)

        def full(_: object) -> object:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(app.store, "save", full)
        await pilot.press("1")
        await until(pilot, lambda: "保存できません" in flat(pilot))
        assert "1/11" in shown(pilot)
        assert word(app, "updates") is None


async def test_a_mark_of_an_older_version_asks_again(tmp_path: Path) -> None:
    async with app_in(tmp_path).run_test(size=(40, 12)) as pilot:
        app = await to_the_result(pilot)
        app.talk.keep_beside(marks={"posture.updates": Mark("done", word="gone"), "posture.old": Mark("done")})
        app.screen.action_posture()  # type: ignore[attr-defined]
        await until(pilot, lambda: isinstance(app.screen, PostureScreen))
        assert "1/11" in shown(pilot)
        assert {cells(line) for line in shown(pilot).split("\n")} == {40}
