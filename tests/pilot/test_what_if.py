"""もしも and the pages of the options, on the screen: what changes moves beside the original and is kept."""

from pathlib import Path

import pytest
from driving import DAY, Driver, flat, until, with_rules

from knowledge.loading import load_vocabulary
from questionnaires.interview import Interview
from questionnaires.profile import read_profile
from tui.app import NaviApp
from tui.desk.store import FileStore
from tui.screens.changing import ChangeScreen
from tui.screens.result import ResultScreen
from tui.screens.what_if import WhatIfScreen
from tui.widgets.statements import StatementList

EXAMPLES = Path(__file__).parents[2] / "examples"
SIZES = [(60, 20), (120, 36)]


def app_with(example: str, home: Path) -> NaviApp:
    """The app with an example company's finished interview, as it stands after 結果."""
    store = FileStore(home, load_vocabulary())
    profile = read_profile((EXAMPLES / f"{example}.yaml").read_text("utf-8"), example, load_vocabulary())
    record = store.new()
    from dataclasses import replace

    store.save(replace(record, interview=Interview(dict(profile.answers)), status="finished"))
    return NaviApp(home, DAY)


async def to_result(pilot: Driver) -> None:
    app = await with_rules(pilot)
    app.look_again()
    await until(pilot, lambda: isinstance(app.screen, ResultScreen))


async def to_what_if(pilot: Driver) -> None:
    await to_result(pilot)
    await pilot.press("m")
    await until(pilot, lambda: isinstance(pilot.app.screen, WhatIfScreen))


def point_at(pilot: Driver, label: str) -> None:
    """The cursor on the line of a question."""
    listed = pilot.app.screen.query_one(StatementList)
    listed.highlighted = next(at for at, item in enumerate(listed.statements) if item.text.startswith(label))


async def change(pilot: Driver, label: str, *keys: str) -> None:
    point_at(pilot, label)
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, ChangeScreen))
    await pilot.press(*keys)
    await until(pilot, lambda: isinstance(pilot.app.screen, WhatIfScreen))


@pytest.mark.parametrize("size", SIZES)
async def test_a_changed_answer_moves_the_result_beside_the_original(size: tuple[int, int], tmp_path: Path) -> None:
    app = app_with("machikoba", tmp_path)
    async with app.run_test(size=size) as pilot:
        await to_what_if(pilot)
        await change(pilot, "ネット回線", "2")
        await until(pilot, lambda: "*端末監視（1類）" in flat(pilot))
        assert "ネットワーク監視（1類）から端末監視（1類）に変わります" in flat(pilot)
        assert app.talk.record.variants[0].changes == {"network": "shared_line"}
