"""The next steps on the spot: owner, day and outcome; and a finished interview looked at on a later day."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from driving import Driver, app_in, flat, shown, until, with_rules
from onward import finish, to_the_result

from questionnaires.loading import load_questionnaire
from tui.app import NaviApp
from tui.desk import sentences
from tui.desk.records import Mark
from tui.desk.store import SqliteStore
from tui.layout import cells
from tui.screens.interview import InterviewScreen
from tui.screens.marking import MarkingScreen
from tui.screens.page import PageScreen
from tui.screens.result import ResultScreen
from tui.widgets.statements import StatementList

SIZES = [(60, 20), (120, 36)]


async def open_steps(pilot: Driver) -> MarkingScreen:
    await pilot.press("a")
    await until(pilot, lambda: isinstance(pilot.app.screen, MarkingScreen))
    screen = pilot.app.screen
    assert isinstance(screen, MarkingScreen)
    return screen


async def filled(pilot: Driver, key: str, text: str) -> None:
    await pilot.press(key, *text, "enter")
    await until(pilot, lambda: not pilot.app.screen.query_one("#marking-entry").display)


def desk(home: Path) -> SqliteStore:
    return SqliteStore(home, load_questionnaire().vocabulary)


@pytest.mark.parametrize("size", SIZES)
async def test_owner_day_and_outcome_are_chosen_at_the_end(size: tuple[int, int], tmp_path: Path) -> None:
    async with app_in(tmp_path).run_test(size=size) as pilot:
        app = await to_the_result(pilot)
        assert "aを押すと、担当といつまでを、この場で決められます" in "".join(
            statement.text
            for statement in app.screen._pages[0].statements  # type: ignore[attr-defined]
        ).replace(" ", "")
        screen = await open_steps(pilot)
        first, second = (tick.id for tick in screen.sheet.ticks[:2])
        assert len(screen.sheet.ticks) <= 6
        await filled(pilot, "o", "山田")
        await filled(pilot, "d", "12/5")
        await pilot.press("down", "x")
        await filled(pilot, "k", "時間がなかった")
        await until(pilot, lambda: "できなかった、時間がなかった" in flat(pilot))
        assert {cells(line) for line in shown(pilot).split("\n")} == {size[0]}
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ResultScreen))
        texts = "".join(statement.text for statement in app.screen._pages[0].statements)  # type: ignore[attr-defined]
        assert "担当 山田  いつまで 12月5日" in texts
    kept = desk(tmp_path).list()[0].marks
    assert kept == {first: Mark("open", "山田", date(2026, 12, 5)), second: Mark("failed", word="時間がなかった")}


async def test_under_other_rules_the_old_result_shows_with_what_moved(tmp_path: Path) -> None:
    async with app_in(tmp_path).run_test(size=(80, 24)) as pilot:
        await to_the_result(pilot)
    store = desk(tmp_path)
    record = store.list()[0]
    assert record.result is not None
    older = replace(record.result, headline=replace(record.result.headline, verdict="前の結論です。", initial_cap=1))
    store.save(replace(record, results=(older,)))
    store.close()
    async with app_in(tmp_path).run_test(size=(80, 24)) as pilot:
        app = await with_rules(pilot)
        app.look_again()
        await until(pilot, lambda: isinstance(app.screen, PageScreen))
        assert "前の結論です。" in flat(pilot)
        await until(pilot, lambda: "規則や料金が変わったため" in everything(app))
        assert "初期費用の上限: 「1円」から" in everything(app)
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, ResultScreen))
    (kept,) = desk(tmp_path).list()
    assert kept.results == (older,)


def everything(app: NaviApp) -> str:
    return "\n".join(statement.text for statement in app.screen.query_one(StatementList).statements)


async def test_a_new_interview_of_the_same_company_starts_from_the_steps(tmp_path: Path) -> None:
    finish(tmp_path)
    async with app_in(tmp_path).run_test(size=(100, 30)) as pilot:
        app = await to_the_result(pilot)
        screen = await open_steps(pilot)
        step = screen.sheet.ticks[0]
        app.talk.keep_beside(marks={step.id: Mark("done", word="すぐ終わった")})
        app.go_home()
        await pilot.pause()
        await until(pilot, lambda: "同じ会社でもう一度診断する" in shown(pilot))
        await pilot.press("3")
        await until(pilot, lambda: isinstance(app.screen, InterviewScreen))
        # The panel beside the talk breaks its lines.
        await until(pilot, lambda: sentences.STEPS_SO_FAR in shown(pilot) and "（済み、すぐ終" in shown(pilot))
        assert app.talk.record.follows
