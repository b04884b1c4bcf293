"""The interview walked to its end, by keyboard and by mouse, on small and large screens."""

from pathlib import Path

import pytest
from driving import SIZES, app_in, begin, card_of, shown, to_the_menu, until, with_rules

from tui.layout import cells
from tui.screens.interview import InterviewScreen
from tui.screens.result import ResultScreen
from tui.talk.messages import Card
from tui.widgets.choices import Choices
from tui.widgets.question_card import QuestionCard


@pytest.mark.parametrize("size", SIZES)
async def test_by_keyboard_to_the_result(size: tuple[int, int], tmp_path: Path) -> None:
    async with app_in(tmp_path).run_test(size=size) as pilot:
        await begin(pilot)
        await to_the_menu(pilot)
        assert "結果を見る" in shown(pilot)
        await pilot.press("1")
        await until(pilot, lambda: isinstance(pilot.app.screen, ResultScreen))
        assert "監視" in shown(pilot)
        assert "[結論]" in shown(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_by_keyboard_through_every_question(size: tuple[int, int], tmp_path: Path) -> None:
    async with app_in(tmp_path).run_test(size=size) as pilot:
        await begin(pilot)
        asked = await to_the_menu(pilot)
        rest = [option.code for option in card_of(pilot).options].index("rest") + 1
        await pilot.press(str(rest))
        await until(pilot, lambda: card_of(pilot).kind != "menu")
        asked += await to_the_menu(pilot)
        assert asked > 30
        assert not [option for option in card_of(pilot).options if option.code in ("rest", "subsidy")]


@pytest.mark.parametrize("size", SIZES)
async def test_by_mouse_to_the_result(size: tuple[int, int], tmp_path: Path) -> None:
    async with app_in(tmp_path).run_test(size=size) as pilot:
        await with_rules(pilot)
        menu = pilot.app.screen.query_one(Choices)
        assert await pilot.click(menu, offset=(6, 0))
        await until(pilot, lambda: isinstance(pilot.app.screen, InterviewScreen))
        assert await pilot.click("#choices", offset=(6, 0))
        await until(pilot, lambda: card_of(pilot).kind != "free")

        async def by_mouse(card: Card) -> None:
            screen = pilot.app.screen
            if card.kind == "number":  # わからない stands alone below the question
                assert await pilot.click("#choices", offset=(6, 0))
                return
            before = screen.query_one(QuestionCard).ticked
            assert await pilot.click("#choices", offset=(6, 0))
            if card.kind == "multi":
                await until(pilot, lambda: screen.query_one(QuestionCard).ticked != before)
                assert await pilot.click("#next", offset=(6, 0))

        await to_the_menu(pilot, by_mouse)
        assert await pilot.click("#choices", offset=(6, 0))
        await until(pilot, lambda: isinstance(pilot.app.screen, ResultScreen))


@pytest.mark.parametrize("size", [*SIZES, (60, 20), (200, 60)])
async def test_no_line_is_wider_than_the_screen(size: tuple[int, int], tmp_path: Path) -> None:
    async with app_in(tmp_path).run_test(size=size) as pilot:
        await begin(pilot)
        for line in shown(pilot).split("\n"):
            assert cells(line) == size[0]


async def test_the_smallest_screen_holds_question_options_and_line_alone(tmp_path: Path) -> None:
    async with app_in(tmp_path).run_test(size=(40, 12)) as pilot:
        await begin(pilot)
        await pilot.press("1", "enter", "3", "0", "enter", "2", "5", "enter")
        await until(pilot, lambda: card_of(pilot).field == "network")
        lines = [line.rstrip() for line in shown(pilot).split("\n")]
        assert lines[0] == "会社のインターネットの回線は、どれです"
        assert lines[-1].startswith(">")
        assert "F2" not in "\n".join(lines)
        assert "0 わからない" in "\n".join(lines)


async def test_wide_screens_show_the_company_and_the_standing(tmp_path: Path) -> None:
    async with app_in(tmp_path).run_test(size=(120, 36)) as pilot:
        await begin(pilot)
        await pilot.press("1", "enter")
        await until(pilot, lambda: card_of(pilot).field == "employees")
        assert "御社について" in shown(pilot)
        assert "いまの見立て" in shown(pilot)
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: "御社について" not in shown(pilot))
        assert "結論まで あと" in shown(pilot)
        await pilot.press("p") if card_of(pilot).kind != "number" else await pilot.press("f7")
        await until(pilot, lambda: "御社について" in shown(pilot))
        assert "製造業" in shown(pilot)


@pytest.mark.parametrize("size", [*SIZES, (60, 20)])
async def test_the_last_option_of_a_long_list_can_be_seen(size: tuple[int, int], tmp_path: Path) -> None:
    async with app_in(tmp_path).run_test(size=size) as pilot:
        await begin(pilot)
        await pilot.press("up")
        await until(pilot, lambda: ">  0 わからない" in shown(pilot))
        await pilot.press("up")
        await until(pilot, lambda: "> 17 電気・ガス" in shown(pilot))


async def test_a_screen_made_smaller_drops_hints_and_help_without_gaps(tmp_path: Path) -> None:
    async with app_in(tmp_path).run_test(size=(60, 20)) as pilot:
        await begin(pilot)
        await pilot.press("1", "enter", "3", "0", "enter", "2", "5", "enter")
        await until(pilot, lambda: card_of(pilot).field == "network")
        await pilot.resize_terminal(40, 12)
        await until(pilot, lambda: "ほかの会社" not in shown(pilot) and "見張りの機器" not in shown(pilot))
        lines = [line.strip("> ") for line in shown(pilot).split("\n")]
        assert [line[:1] for line in lines[2:7]] == ["1", "2", "る", "3", "0"]
