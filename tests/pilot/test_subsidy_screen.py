"""補助金の面: reached from the result by key, the table and the timeline on every size, a day that stays named."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import icalendar
import pytest
from driving import DAY, Driver, app_in, begin, flat, shown, until, with_rules

from questionnaires.profile import read_profile
from recommender.assessment import assess
from recommender.results import Assessment
from tui.layout import cells
from tui.screens.result import ResultScreen
from tui.screens.sources import SourcesScreen
from tui.screens.subsidy import SubsidyScreen
from tui.subsidy_target import target_of, with_target
from tui.widgets.plain_text import PlainText

SIZES = [(60, 20), (120, 36)]
PROFILE = """
schema: otasuke.profile/1
answers:
  industry: manufacturing
  entity: corporation
  employees: 30
  pcs: 10
  servers: 0
  sites: 1
  network: own_line
  remote_work: none
  prefecture: 東京都
  company_name: "[/foo] [@click=app.quit]製作所[/]"
  large_company_owned: false
  contract_state: {contract}
  past_otasuketai_subsidy: false
  gbizid: not_yet
  security_action: none
  main_tool: [accounting, ordering]
  main_tool_cost_yen: 1000000
plan: {{monthly_yen: 20000, initial_yen: 0}}
"""


def _result(pilot: Driver, contract: str = "not_yet") -> Assessment:
    rules = pilot.app.rules()  # type: ignore[attr-defined]
    profile = read_profile(PROFILE.format(contract=contract), "会社", rules.vocabulary)
    return assess(profile, rules, DAY, explain=False)


async def _open(pilot: Driver, contract: str = "not_yet") -> SubsidyScreen:
    app = await with_rules(pilot)
    app.talk.rules = app.rules()
    app.show_subsidy(_result(pilot, contract))
    await until(pilot, lambda: isinstance(pilot.app.screen, SubsidyScreen))
    screen = pilot.app.screen
    assert isinstance(screen, SubsidyScreen)
    return screen


async def _name_day(pilot: Driver, text: str) -> None:
    await pilot.press("d")
    await pilot.press(*text, "enter")
    await pilot.pause()


@pytest.mark.parametrize("size", SIZES)
async def test_it_is_one_key_from_the_result_and_one_back(size: tuple[int, int], tmp_path: Path) -> None:
    async with app_in(tmp_path).run_test(size=size) as pilot:
        await begin(pilot)
        app = await with_rules(pilot)
        app.show_result()
        await until(pilot, lambda: isinstance(pilot.app.screen, ResultScreen))
        await pilot.press("s")
        await until(pilot, lambda: isinstance(pilot.app.screen, SubsidyScreen))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, ResultScreen))


@pytest.mark.parametrize("size", SIZES)
async def test_the_ways_stand_side_by_side_with_money_and_effort(size: tuple[int, int], tmp_path: Path) -> None:
    async with app_in(tmp_path).run_test(size=size) as pilot:
        screen = await _open(pilot)
        # 480,000 の 1/2 = 240,000。2年の自己負担 1,480,000 - 240,000 = 1,240,000
        rows = [item.text for item in screen._list.statements if item.label.strip() == "2年の自己負担"]
        assert "124万円" in rows[0]
        rows = [item.text for item in screen._list.statements if item.label.strip() == "申請できた場合"]
        assert "24万円" in rows[0]
        for line in shown(pilot).split("\n"):
            assert cells(line) == size[0]


@pytest.mark.parametrize("size", [*SIZES, (40, 12)])
async def test_the_plan_is_a_timeline_from_the_day_that_is_named(size: tuple[int, int], tmp_path: Path) -> None:
    async with app_in(tmp_path).run_test(size=size) as pilot:
        await _open(pilot)
        await _name_day(pilot, "2027-03-31")
        await until(pilot, lambda: "2027年3月31日は、ご自分で決めた" in flat(pilot))
        await pilot.press("pagedown", "pagedown")
        await pilot.pause()
        text = "".join(item.text for item in pilot.app.screen.query_one("#subsidy-list").statements)  # type: ignore[attr-defined]
        assert "2027年1月30日（土）までに始めて" in text
        assert ("####" in text) == (size[0] > 40)
        for line in shown(pilot).split("\n"):
            assert cells(line) == size[0]


async def test_a_named_day_is_kept_with_the_interview_and_can_be_taken_back(tmp_path: Path) -> None:
    async with app_in(tmp_path).run_test(size=(120, 36)) as pilot:
        await _open(pilot)
        await _name_day(pilot, "3/31")
        app = pilot.app
        assert target_of(app.talk) == date(2027, 3, 31)  # type: ignore[attr-defined]
        record = app.store.load(app.talk.record.id)  # type: ignore[attr-defined]
        assert record.marks["subsidy.deadline"].due == date(2027, 3, 31)
        assert with_target(_result(pilot), app.talk).outlook.plan.deadline == date(2027, 3, 31)  # type: ignore[attr-defined, union-attr]
        await pilot.press("d", "ctrl+u", "enter")
        await pilot.pause()
        assert target_of(app.talk) is None  # type: ignore[attr-defined]
        assert "締切がわからない" in flat(pilot)


async def test_what_is_no_day_is_told_and_the_line_stays_open(tmp_path: Path) -> None:
    async with app_in(tmp_path).run_test(size=(60, 20)) as pilot:
        screen = await _open(pilot)
        await _name_day(pilot, "いつか")
        assert "日付として読めません" in flat(pilot)
        assert target_of(pilot.app.talk) is None  # type: ignore[attr-defined]
        await pilot.press("escape")
        await pilot.pause()
        assert pilot.app.screen is screen
        assert not screen.query_one("#subsidy-status", PlainText).display


async def test_the_calendar_is_written_where_the_user_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    async with app_in(tmp_path).run_test(size=(120, 36)) as pilot:
        await _open(pilot)
        await pilot.press("c")
        await pilot.pause()
        (path,) = here.glob("補助金の予定*.ics")
        assert path.name in flat(pilot)
        titles = [str(event["SUMMARY"]) for event in icalendar.Calendar.from_ical(path.read_text()).walk("VEVENT")]
        assert titles
        assert all(title.startswith("[/foo] [@click=app.quit]製作所[/]: ") for title in titles)


async def test_without_a_plan_nothing_is_written_and_the_reason_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    async with app_in(tmp_path).run_test(size=(60, 20)) as pilot:
        await _open(pilot, "signed")
        await pilot.press("c")
        await pilot.pause()
        assert "申請できないので、予定は立てていません" in flat(pilot)
        assert list(here.iterdir()) == []


async def test_every_face_is_reached_by_number_arrow_and_mouse(tmp_path: Path) -> None:
    async with app_in(tmp_path).run_test(size=(120, 36)) as pilot:
        screen = await _open(pilot)
        await pilot.press("3")
        await until(pilot, lambda: "10.95%" in flat(pilot))
        await pilot.press("right")
        await until(pilot, lambda: "東京都サイバーセキュリティ対策促進助成金（助成金、受付前）" in flat(pilot))
        await pilot.press("right")
        assert screen.face == 0
        await pilot.press("left")
        assert screen.face == 3
        assert await pilot.click(screen.query(".tab")[1])
        await until(pilot, lambda: screen.face == 1)


async def test_the_rule_behind_a_line_opens(tmp_path: Path) -> None:
    async with app_in(tmp_path).run_test(size=(60, 20)) as pilot:
        await _open(pilot)
        await pilot.press("3")
        await pilot.pause()
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, SourcesScreen))
        assert "途中で解約したとき" in flat(pilot)


async def test_a_narrower_screen_breaks_the_table_into_parts(tmp_path: Path) -> None:
    async with app_in(tmp_path).run_test(size=(120, 36)) as pilot:
        screen = await _open(pilot)
        wide = sum(item.label.strip() == "できるか" for item in screen._list.statements)
        await pilot.resize_terminal(60, 20)
        await until(pilot, lambda: sum(item.label.strip() == "できるか" for item in screen._list.statements) > wide)
        for line in shown(pilot).split("\n"):
            assert cells(line) == 60


async def test_a_company_without_frames_is_no_fault(tmp_path: Path) -> None:
    async with app_in(tmp_path).run_test(size=(60, 20)) as pilot:
        app = await with_rules(pilot)
        result = _result(pilot)
        bare = replace(result, subsidies=(), outlook=replace(result.outlook, ways=(), plan=None, elsewhere=()))
        app.show_subsidy(bare)
        await until(pilot, lambda: isinstance(pilot.app.screen, SubsidyScreen))
        for key in "1234":
            await pilot.press(key)
            await pilot.pause()
        assert "見つかっていません" in flat(pilot)
