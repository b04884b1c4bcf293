"""From a finished interview on: what the tests of the way to the contract begin with."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from driving import Driver, until, with_rules

from questionnaires.interview import Interview
from questionnaires.loading import load_questionnaire
from questionnaires.profile import read_profile
from tui.app import NaviApp
from tui.desk.store import SqliteStore
from tui.screens.menu import MenuScreen
from tui.screens.result import ResultScreen
from tui.screens.start import StartMenu

EXAMPLES = Path(__file__).parents[2] / "examples"


def finish(home: Path, name: str = "machikoba") -> None:
    """Leaves a finished interview of an example company on the desk, unless there is one."""
    vocabulary = load_questionnaire().vocabulary
    store = SqliteStore(home, vocabulary, lambda: datetime(2026, 11, 21, 9, tzinfo=UTC))
    if store.latest_finished():
        return
    path = EXAMPLES / f"{name}.yaml"
    answers = read_profile(path.read_text(encoding="utf-8"), path.name, vocabulary).answers
    store.save(replace(store.new(), interview=Interview(dict(answers)), status="finished"))


async def to_the_result(pilot: Driver, name: str = "machikoba") -> NaviApp:
    """The app with the result of the finished interview open."""
    app = await with_rules(pilot)
    finish(app._home, name)
    app.look_again()
    await until(pilot, lambda: isinstance(app.screen, ResultScreen))
    return app


async def choose(pilot: Driver, words: str) -> None:
    """Picks the row of an open menu that begins with the words."""
    menu = pilot.app.screen.query_one(StartMenu)
    menu.pick(next(index for index, row in enumerate(menu.rows) if row.say.startswith(words)))


async def go_on(pilot: Driver, words: str) -> None:
    """From the result along one of the ways to the contract."""
    await pilot.press("n")
    await until(pilot, lambda: isinstance(pilot.app.screen, MenuScreen))
    await choose(pilot, words)
