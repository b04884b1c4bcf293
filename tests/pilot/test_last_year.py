"""Last year's answers and last year's result on the screen: Enter keeps an answer, and two years stand side by side."""

from dataclasses import replace
from datetime import date, datetime, timezone
from pathlib import Path

import pytest
from driving import Driver, app_in, card_of, flat, until, with_rules

from knowledge.loading import load_vocabulary
from knowledge.values import UNKNOWN, Chosen, Value, exactly
from questionnaires.interview import Interview
from questionnaires.profile import Profile
from recommender.assessment import assess
from recommender.rulebase import load_rulebase
from tui import wording
from tui.desk.followup import follow_on
from tui.desk.headlines import kept_result
from tui.desk.records import SavedInterview
from tui.desk.store import SqliteStore
from tui.desk.year_on_year import BY_COMPANY, TOO_FEW
from tui.screens.interview import InterviewScreen
from tui.screens.page import PageScreen
from tui.screens.review import ReviewScreen
from tui.screens.side_by_side import SideBySideScreen
from tui.year_page import open_year_on_year

SIZES = [(60, 20), (120, 36)]
ANSWERS: dict[str, Value] = {
    "employees": exactly(30),
    "pcs": exactly(25),
    "network": "own_line",
    "concerns": Chosen(frozenset({"ransomware", "leak"})),
    "has": UNKNOWN,
}
CLIENT = "20251101-100000-fedcba"


def finished(name: str, year: int, told: dict[str, Value]) -> SavedInterview:
    moment = datetime(year, 11, 20, 9, 0, 0, tzinfo=timezone.utc)  # noqa: UP017  plainer to read
    shown = kept_result(assess(Profile(told), load_rulebase(), date(year, 11, 20), explain=False))
    record = SavedInterview(name, moment, moment, Interview(told, tuple(told)), 0, "finished", client=CLIENT)
    return replace(record, results=(shown,))


async def begin_from_last_year(pilot: Driver) -> None:
    app = await with_rules(pilot)
    app.open_interview(follow_on(finished("20251120-090000-abcdef", 2025, ANSWERS), app.store.new()))
    await until(pilot, lambda: isinstance(app.screen, InterviewScreen))


@pytest.mark.parametrize("size", [(40, 12), *SIZES])
async def test_enter_keeps_each_answer_of_any_kind(size: tuple[int, int], tmp_path: Path) -> None:
    async with app_in(tmp_path).run_test(size=size) as pilot:
        await begin_from_last_year(pilot)
        assert "前回（2025年11月20日）の答えが5件" in flat(pilot)
        await pilot.press("enter")
        for field in ANSWERS:
            await until(pilot, lambda field=field: card_of(pilot).field == field)
            assert "同じなら Enter" in (card_of(pilot).help or "")
            assert "前回のまま" in flat(pilot) or card_of(pilot).kind == "multi"
            await pilot.press("enter")
        await until(pilot, lambda: card_of(pilot).field not in ANSWERS)
        app = await with_rules(pilot)
        assert app.talk.interview.answers == ANSWERS
        assert not app.talk.record.carried
        assert app.store.load(app.talk.record.id).carried == {}


@pytest.mark.parametrize("size", SIZES)
async def test_another_answer_is_typed_or_picked(size: tuple[int, int], tmp_path: Path) -> None:
    async with app_in(tmp_path).run_test(size=size) as pilot:
        await begin_from_last_year(pilot)
        await pilot.press("1")
        await until(pilot, lambda: card_of(pilot).field == "employees")
        await pilot.press(*"32", "enter")
        await until(pilot, lambda: card_of(pilot).field == "pcs")
        await pilot.press("enter")
        await until(pilot, lambda: card_of(pilot).field == "network")
        await pilot.press("2")
        await until(pilot, lambda: card_of(pilot).field == "concerns")
        app = await with_rules(pilot)
        assert app.talk.interview.answers["employees"] == exactly(32)
        assert app.talk.interview.answers["network"] != "own_line"
        assert set(app.talk.carried) == {"concerns", "has"}


async def test_the_review_of_last_year_opens_from_the_first_card(tmp_path: Path) -> None:
    async with app_in(tmp_path).run_test(size=(120, 36)) as pilot:
        await begin_from_last_year(pilot)
        await pilot.press("2")
        await until(pilot, lambda: isinstance(pilot.app.screen, ReviewScreen))
        assert "25台（前回のまま）" in flat(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, InterviewScreen))
        await pilot.press("3")
        await until(pilot, lambda: card_of(pilot).field not in (None, *ANSWERS))
        assert wording.ALL_KEPT.format(count=5) in flat(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_two_years_stand_side_by_side_and_are_written(
    size: tuple[int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    store = SqliteStore(tmp_path / "home", load_vocabulary())
    store.save(finished("20251120-090000-abcdef", 2025, ANSWERS))
    store.save(finished("20261120-090000-abcdef", 2026, {**ANSWERS, "pcs": exactly(29)}))
    async with app_in(tmp_path / "home").run_test(size=size) as pilot:
        app = await with_rules(pilot)
        open_year_on_year(app, CLIENT)
        await until(pilot, lambda: isinstance(app.screen, SideBySideScreen))
        assert "前回と今回" in flat(pilot)
        assert "前回（2025年11月" in flat(pilot)
        await pilot.press("e")
        await until(pilot, lambda: "書き出し" in flat(pilot))
    (text,) = (path.read_text("utf-8") for path in tmp_path.glob("*.md"))
    assert BY_COMPANY in text
    assert len(list(tmp_path.glob("*.docx"))) == 1


async def test_with_one_result_a_page_says_what_is_missing(tmp_path: Path) -> None:
    SqliteStore(tmp_path, load_vocabulary()).save(finished("20251120-090000-abcdef", 2025, ANSWERS))
    async with app_in(tmp_path).run_test(size=(60, 20)) as pilot:
        app = await with_rules(pilot)
        open_year_on_year(app, CLIENT)
        await until(pilot, lambda: isinstance(app.screen, PageScreen))
        assert "".join(TOO_FEW.split()) in flat(pilot)
