"""Companies on the desk and the way to their screens: what the tests of those begin with."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from driving import Driver, until, with_rules

from questionnaires.loading import load_questionnaire
from tui import client_words as words
from tui.app import NaviApp
from tui.desk.clients import Client
from tui.desk.store import SqliteStore
from tui.screens.client import ClientScreen
from tui.screens.clients import ClientsScreen
from tui.screens.start import StartMenu
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
