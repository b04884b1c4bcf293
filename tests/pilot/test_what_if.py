"""もしも and the pages of the options, on the screen: what changes moves beside the original and is kept."""

from dataclasses import replace
from pathlib import Path

import pytest
from driving import DAY, Driver, begin, card_of, export_summary, flat, shown, until, with_rules

from knowledge.loading import load_vocabulary
from knowledge.values import UNKNOWN
from questionnaires.interview import Interview
from questionnaires.profile import read_profile
from tui.app import NaviApp
from tui.desk.records import MOST_VARIANTS
from tui.desk.store import SqliteStore
from tui.faces.reasons import LOOKING_FOR_FLIPS
from tui.screens.changing import ChangeScreen
from tui.screens.interview import InterviewScreen
from tui.screens.option import OptionScreen
from tui.screens.page import PageScreen, PanelScreen
from tui.screens.result import ResultScreen
from tui.screens.sources import SourcesScreen
from tui.screens.what_if import WhatIfScreen
from tui.talk.what_if import FULL, STILL_EMPTY
from tui.widgets.statements import StatementList

EXAMPLES = Path(__file__).parents[2] / "examples"
SIZES = [(60, 20), (120, 36)]


def app_with(example: str, home: Path) -> NaviApp:
    """The app with an example company's finished interview, as it stands after 結果."""
    store = SqliteStore(home, load_vocabulary())
    profile = read_profile((EXAMPLES / f"{example}.yaml").read_text("utf-8"), example, load_vocabulary())
    record = store.new()
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


@pytest.mark.parametrize("size", SIZES)
async def test_up_to_three_variants_are_kept_and_can_be_deleted(size: tuple[int, int], tmp_path: Path) -> None:
    app = app_with("machikoba", tmp_path)
    async with app.run_test(size=size) as pilot:
        await to_what_if(pilot)
        await pilot.press("n")
        await until(pilot, lambda: STILL_EMPTY in flat(pilot))
        for number, keys in enumerate((["2"], ["3"], ["u"]), 1):
            await change(pilot, "社外・在宅の利用", *keys)
            assert len(app.talk.record.variants) == number
            await pilot.press("n")
        await until(pilot, lambda: FULL in flat(pilot))
        assert [variant.name for variant in app.talk.record.variants] == ["案1", "案2", "案3"]
        assert app.talk.record.variants[2].changes == {"remote_work": UNKNOWN}
        await pilot.press("t")
        await until(pilot, lambda: isinstance(pilot.app.screen, PageScreen))
        assert all(f"案{number}" in shown(pilot) for number in (1, 2, 3))
        await pilot.press("escape", "2", "d")
        await until(pilot, lambda: len(app.talk.record.variants) == MOST_VARIANTS - 1)
        assert [variant.name for variant in app.talk.record.variants] == ["案1", "案3"]
    again = app_with("inshokuten", tmp_path).store.load(app.talk.record.id)
    assert [variant.name for variant in again.variants] == ["案1", "案3"]


async def test_the_answer_as_it_stands_takes_a_change_back(tmp_path: Path) -> None:
    app = app_with("machikoba", tmp_path)
    async with app.run_test(size=(120, 36)) as pilot:
        await to_what_if(pilot)
        await change(pilot, "PC:", *"49", "enter")
        assert "「PC」が「49台」に増えると" in flat(pilot)
        await change(pilot, "PC:", *"9", "enter")
        assert app.talk.record.variants == ()


async def test_a_line_that_is_no_answer_is_told_and_escape_changes_nothing(tmp_path: Path) -> None:
    app = app_with("machikoba", tmp_path)
    async with app.run_test(size=(60, 20)) as pilot:
        await to_what_if(pilot)
        point_at(pilot, "PC:")
        await pilot.press("enter", *"abc", "enter")
        await until(pilot, lambda: "数で教えてください" in flat(pilot))
        await pilot.press("escape", "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, WhatIfScreen))
        assert app.talk.record.variants == ()


async def test_the_face_and_the_file_hold_the_variants(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    app = app_with("machikoba", tmp_path / "home")
    async with app.run_test(size=(120, 36)) as pilot:
        await to_what_if(pilot)
        await change(pilot, "ネット回線", "2")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, ResultScreen))
        await pilot.press("6")
        await until(pilot, lambda: "「ネット回線」が「ビルやシェアオフィスの共用回線」になる" in flat(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, WhatIfScreen))
        await pilot.press("escape")
        await export_summary(pilot, "4")
        await until(pilot, lambda: list(tmp_path.glob("*.md")) != [])
    assert "もしも、答えが変わったら" in next(tmp_path.glob("*.md")).read_text(encoding="utf-8")


@pytest.mark.parametrize("size", SIZES)
async def test_an_option_opens_from_the_reasons_with_its_grounds_and_flips(
    size: tuple[int, int], tmp_path: Path
) -> None:
    app = app_with("machikoba", tmp_path)
    async with app.run_test(size=size) as pilot:
        await to_result(pilot)
        await pilot.press("2", "down", "enter")
        await until(pilot, lambda: isinstance(app.screen, OptionScreen))
        assert "端末監視" in shown(pilot)
        listed = app.screen.query_one(StatementList)
        await until(pilot, lambda: any("端末監視に変わります" in item.text for item in listed.statements))
        headings = [item.text for item in listed.statements if item.heading]
        assert headings[:2] == ["後押しする答え", "弱める答え"]
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, SourcesScreen))


@pytest.mark.parametrize("size", SIZES)
async def test_an_option_opens_by_its_number_while_the_interview_goes_on(size: tuple[int, int], tmp_path: Path) -> None:
    app = NaviApp(tmp_path, DAY)
    async with app.run_test(size=size) as pilot:
        await begin(pilot)
        app.screen.take(app.talk.jump("remote_work"))  # type: ignore[attr-defined]
        await pilot.press("3")
        await until(pilot, lambda: card_of(pilot).field != "remote_work")
        await pilot.press("p")
        await until(pilot, lambda: isinstance(app.screen, PanelScreen))
        await until(pilot, lambda: "端末監視" in shown(pilot))
        await pilot.press("1")
        await until(pilot, lambda: isinstance(app.screen, OptionScreen))
        assert "外や自宅で使うPCの通信は" in flat(pilot)
        texts = [item.text for item in app.screen.query_one(StatementList).statements]
        assert any("「製造・制御設備」" in text or "「UTM」" in text for text in texts)
        await pilot.press("escape", "escape")
        await until(pilot, lambda: isinstance(app.screen, InterviewScreen))


async def test_the_verdict_shows_before_the_search_for_what_would_change_it(tmp_path: Path) -> None:
    app = app_with("machikoba", tmp_path)
    async with app.run_test(size=(120, 36)) as pilot:
        await to_result(pilot)
        screen = app.screen
        assert isinstance(screen, ResultScreen)
        texts = [item.text for item in screen.query_one(StatementList).statements]
        assert screen.result.verdict in texts
        listed = screen.query_one(StatementList)
        await until(pilot, lambda: any("に変わります" in item.text for item in listed.statements))
        assert LOOKING_FOR_FLIPS not in [item.text for item in listed.statements]
