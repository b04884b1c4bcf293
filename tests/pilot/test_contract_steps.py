"""The lists to tick off: what is marked stands on the result, in the summary, and there again another day."""

from datetime import date
from pathlib import Path

import pytest
from driving import Driver, app_in, export_summary, flat, shown, until
from onward import go_on, to_the_result
from textual.screen import Screen

from tui.desk.records import Mark
from tui.layout import cells
from tui.screens.marking import MarkingScreen
from tui.screens.menu import MenuScreen
from tui.screens.quotes import QuotesScreen
from tui.screens.result import ResultScreen
from tui.screens.side_by_side import SideBySideScreen
from tui.screens.sources import SourcesScreen
from tui.widgets.tick_list import TickList

WAYS: dict[str, type[Screen[None]]] = {
    "見積依頼書": MenuScreen,
    "見積りを点検": QuotesScreen,
    "1類と2類": SideBySideScreen,
    "契約の確認": MarkingScreen,
    "導入の段取り": MarkingScreen,
}
SIZES = [(60, 20), (120, 36)]


async def open_list(pilot: Driver, key: str) -> MarkingScreen:
    await pilot.press(key)
    await until(pilot, lambda: isinstance(pilot.app.screen, MarkingScreen))
    screen = pilot.app.screen
    assert isinstance(screen, MarkingScreen)
    return screen


async def typed(pilot: Driver, text: str) -> None:
    await pilot.press(*text, "enter")


@pytest.mark.parametrize("size", SIZES)
async def test_a_question_ticked_off_is_so_on_the_result_and_another_day(
    size: tuple[int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with app_in(tmp_path / "home").run_test(size=size) as pilot:
        await to_the_result(pilot)
        screen = await open_list(pilot, "c")
        first = screen.query_one(TickList).pointed
        assert first == "check.std.2.1.1"
        await pilot.press("enter", "down", "a", "k")
        await typed(pilot, "電話した")
        await until(pilot, lambda: "電話した" in flat(pilot))
        assert "1件が済み、1件が答え待ち" in flat(pilot)
        assert {cells(line) for line in shown(pilot).split("\n")} == {size[0]}
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, ResultScreen))
        await pilot.press("7")
        await until(pilot, lambda: "1件が済み、1件が答え待ち" in flat(pilot))
        assert "[x]" in shown(pilot)
        await export_summary(pilot, "4")
        await until(pilot, lambda: "書き出しました" in flat(pilot))
        text = next(tmp_path.glob("お助け隊診断*.md")).read_text(encoding="utf-8")
        assert "（答え待ち、電話した）" in text
        assert text.index("（答え待ち、電話した）") < text.index("### 済んだこと") < text.index("相談窓口（済み）")
    async with app_in(tmp_path / "home").run_test(size=size) as pilot:
        await to_the_result(pilot)
        await open_list(pilot, "c")
        await until(pilot, lambda: "電話した" in flat(pilot))


@pytest.mark.parametrize("size", SIZES)
async def test_a_step_has_an_owner_and_a_day(size: tuple[int, int], tmp_path: Path) -> None:
    app = app_in(tmp_path)
    async with app.run_test(size=size) as pilot:
        await to_the_result(pilot)
        screen = await open_list(pilot, "o")
        await pilot.press("o")
        await typed(pilot, "総務の佐藤")
        await pilot.press("d")
        await typed(pilot, "１２月５日")
        name = screen.query_one(TickList).pointed
        assert name
        await until(pilot, lambda: app.talk.record.marks.get(name) == Mark("open", "総務の佐藤", date(2026, 12, 5)))
        assert "担当総務の佐藤、2026年12月5日まで" in flat(pilot)
        await pilot.press("d")
        await typed(pilot, "x")
        await until(pilot, lambda: "日付として読めませんでした" in flat(pilot))
        await pilot.press("escape")
        await until(pilot, lambda: "日付として読めませんでした" not in flat(pilot))
        assert isinstance(app.screen, MarkingScreen)
        await pilot.press("s")
        await until(pilot, lambda: isinstance(app.screen, SourcesScreen))


async def test_every_way_on_opens_from_the_menu(tmp_path: Path) -> None:
    app = app_in(tmp_path)
    async with app.run_test(size=(60, 20)) as pilot:
        await to_the_result(pilot)
        for words, opened in WAYS.items():
            await go_on(pilot, words)
            await until(pilot, lambda opened=opened: isinstance(app.screen, opened))
            await pilot.press("escape")
            await until(pilot, lambda: isinstance(app.screen, ResultScreen))
