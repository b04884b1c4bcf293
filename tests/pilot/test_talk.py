"""The talk on the screen: the opening paragraph, the list to confirm, questions in between, and what is pasted."""

import threading
from pathlib import Path

import pytest
from driving import app_in, at_the_opening, begin, card_of, flat, shown, until, write
from textual import events

from knowledge.values import Number
from tui import wording
from tui.layout import cells
from tui.screens.interview import InterviewScreen
from tui.screens.page import PageScreen
from tui.widgets.answer_line import AnswerLine
from tui.widgets.chat_log import ChatLog
from tui.widgets.question_card import UNKNOWN_CODE, QuestionCard

SMALL, WIDE = (60, 20), (120, 36)
PARAGRAPH = (
    "従業員三十名くらいの金属加工です。パソコンは25台でサーバー1台、情シスはいません。"
    "取引先から言われて、ランサムが心配。月3万まで"
)


@pytest.mark.parametrize("size", [SMALL, WIDE])
async def test_a_paragraph_is_read_shown_and_confirmed(size: tuple[int, int], tmp_path: Path) -> None:
    app = app_in(tmp_path)
    async with app.run_test(size=size) as pilot:
        await at_the_opening(pilot)
        assert wording.OPENING_ASK in flat(pilot)
        await write(pilot, PARAGRAPH)
        await until(pilot, lambda: card_of(pilot).kind == "confirm")
        assert "「三十名くらい」" in flat(pilot)
        assert all(cells(line) == size[0] for line in shown(pilot).split("\n"))
        assert app.talk.interview.answers == {}
        card = pilot.app.screen.query_one(QuestionCard)
        for _ in range(3):  # where the list is longer than the screen, Enter shows the rest of it first
            if card_of(pilot).kind == "confirm":
                await pilot.press("enter")
                await pilot.pause()
        await until(pilot, lambda: card.card.kind != "confirm")
        assert app.talk.interview.answers["employees"] == Number(30, 30, approx=True)


async def test_a_yes_counts_only_for_what_was_shown(tmp_path: Path) -> None:
    app = app_in(tmp_path)
    async with app.run_test(size=(60, 12)) as pilot:
        await at_the_opening(pilot)
        await write(pilot, f"{PARAGRAPH}。大阪です。ウイルス対策ソフトは入っています。在宅は一部です")
        await until(pilot, lambda: card_of(pilot).kind == "confirm")
        assert "心配ごと" not in shown(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: "心配ごと" in shown(pilot) or "まだ下に" in flat(pilot))
        assert app.talk.interview.answers == {}


async def test_a_line_is_opened_corrected_and_removed_by_keys(tmp_path: Path) -> None:
    app = app_in(tmp_path)
    async with app.run_test(size=WIDE) as pilot:
        await at_the_opening(pilot)
        await write(pilot, PARAGRAPH)
        await until(pilot, lambda: card_of(pilot).kind == "confirm")
        await pilot.press("2")
        await until(pilot, lambda: card_of(pilot).field == "employees")
        await pilot.press("4", "0", "enter")
        await until(pilot, lambda: card_of(pilot).kind == "confirm")
        await pilot.press("down", "x")
        await until(pilot, lambda: "industry" not in [option.code for option in card_of(pilot).options])
        await pilot.press("enter")
        await until(pilot, lambda: card_of(pilot).kind != "confirm")
        assert app.talk.interview.answers["employees"] == Number(40, 40)
        assert "industry" not in app.talk.interview.answers


async def test_the_mouse_confirms_and_opens_lines(tmp_path: Path) -> None:
    app = app_in(tmp_path)
    async with app.run_test(size=WIDE) as pilot:
        await at_the_opening(pilot)
        await write(pilot, "パソコンは25台です")
        await until(pilot, lambda: card_of(pilot).kind == "confirm")
        assert await pilot.click("#choices", offset=(6, 0))
        await until(pilot, lambda: card_of(pilot).field == "pcs")
        await pilot.press("b")
        await until(pilot, lambda: card_of(pilot).kind == "confirm")
        assert await pilot.click("#next", offset=(6, 0))
        await until(pilot, lambda: card_of(pilot).kind != "confirm")
        assert app.talk.interview.answers == {"pcs": Number(25, 25)}


async def test_a_question_is_answered_in_the_talk_and_its_source_is_one_key_away(tmp_path: Path) -> None:
    async with app_in(tmp_path).run_test(size=WIDE) as pilot:
        await begin(pilot)
        await pilot.press("1", "enter")
        await until(pilot, lambda: card_of(pilot).field == "employees")
        before = card_of(pilot)
        await write(pilot, "UTMって何？")
        await pilot.app.workers.wait_for_complete()
        await until(pilot, lambda: "出典基準" in flat(pilot))
        assert card_of(pilot) == before
        assert any("出入口" in message.text for message in pilot.app.screen.query_one(ChatLog).messages)
        await pilot.press("f9")
        await until(pilot, lambda: isinstance(pilot.app.screen, PageScreen))
        assert "出入口" in flat(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, InterviewScreen))


async def test_where_the_talk_has_no_room_the_answer_gets_a_page(tmp_path: Path) -> None:
    async with app_in(tmp_path).run_test(size=SMALL) as pilot:
        await begin(pilot)
        before = card_of(pilot)
        await write(pilot, "解約したらどうなる？")
        await pilot.app.workers.wait_for_complete()
        await until(pilot, lambda: isinstance(pilot.app.screen, PageScreen))
        assert "違約金" in flat(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, InterviewScreen))
        assert card_of(pilot) == before


async def test_while_a_question_is_looked_up_answers_go_on(tmp_path: Path) -> None:
    app = app_in(tmp_path)
    async with app.run_test(size=WIDE) as pilot:
        await begin(pilot)
        await write(pilot, "製造業")
        await until(pilot, lambda: card_of(pilot).field == "employees")
        await write(pilot, "UTMって何？")
        await write(pilot, "30")
        await until(pilot, lambda: card_of(pilot).field == "pcs")
        await pilot.app.workers.wait_for_complete()
        await until(pilot, lambda: "出入口" in flat(pilot))
        assert card_of(pilot).field == "pcs"
        assert app.talk.interview.answers == {"industry": "manufacturing", "employees": Number(30, 30)}


@pytest.mark.parametrize(
    ("pasted", "line"),
    [
        ("従業員 40名\n・PC 25台\n・サーバー 2台", "従業員 40名。PC 25台。サーバー 2台"),
        ("金属加工\nの会社です。\n\n在宅はしていません", "金属加工の会社です。在宅はしていません"),
        ("\x1b[31m赤い\x07文字\r\n25台", "赤い文字。25台"),
    ],
)
async def test_pasted_lines_become_sentences(pasted: str, line: str, tmp_path: Path) -> None:
    async with app_in(tmp_path).run_test(size=SMALL) as pilot:
        await at_the_opening(pilot)
        pilot.app.screen.query_one(AnswerLine).post_message(events.Paste(pasted))
        await until(pilot, lambda: pilot.app.screen.query_one(AnswerLine).value == line)


async def test_a_huge_paste_is_cut_and_that_is_said(tmp_path: Path) -> None:
    async with app_in(tmp_path).run_test(size=SMALL) as pilot:
        await at_the_opening(pilot)
        line = pilot.app.screen.query_one(AnswerLine)
        line.post_message(events.Paste("パソコンは25台です。" + "あ" * 100_000))
        await until(pilot, lambda: bool(line.value))
        await pilot.press("enter")
        await until(pilot, lambda: card_of(pilot).kind == "confirm")
        assert any("20,000文字" in message.text for message in pilot.app.screen.query_one(ChatLog).messages)


async def test_letters_and_digits_are_text_at_the_opening(tmp_path: Path) -> None:
    async with app_in(tmp_path).run_test(size=SMALL) as pilot:
        await at_the_opening(pilot)
        await pilot.press("p", "c", "2", "5")
        assert pilot.app.screen.query_one(AnswerLine).value == "pc25"
        assert card_of(pilot).kind == "free"


async def test_at_the_opening_the_whole_text_is_in_sight_while_it_is_typed(tmp_path: Path) -> None:
    async with app_in(tmp_path).run_test(size=SMALL) as pilot:
        await at_the_opening(pilot)
        pilot.app.screen.query_one(AnswerLine).insert_text_at_cursor(PARAGRAPH)
        await until(pilot, lambda: PARAGRAPH in flat(pilot))


async def test_the_smallest_screen_holds_the_opening_and_the_list(tmp_path: Path) -> None:
    async with app_in(tmp_path).run_test(size=(40, 12)) as pilot:
        await at_the_opening(pilot)
        assert wording.OPENING_ASK in flat(pilot)
        assert wording.ONE_BY_ONE in flat(pilot)
        await write(pilot, "パソコンは25台でサーバーは1台")
        await until(pilot, lambda: card_of(pilot).kind == "confirm")
        assert "合っている（2項目）" in flat(pilot)
        assert "25台" in flat(pilot)


async def test_the_first_question_at_the_opening_says_that_it_is_looked_up(tmp_path: Path) -> None:
    app = app_in(tmp_path)
    async with app.run_test(size=WIDE) as pilot:
        await at_the_opening(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, InterviewScreen)
        waiting = threading.Event()
        look_up = app.talk.look_up
        app.talk.look_up = lambda question: (waiting.wait(10), look_up(question))[1]  # type: ignore[method-assign]
        await write(pilot, "UTMって何？EDRって何？")
        await until(pilot, lambda: wording.LOOKING_UP in flat(pilot))
        waiting.set()
        await pilot.app.workers.wait_for_complete()
        told = [message.text for message in screen.query_one(ChatLog).messages]
        assert [wording.LATE_ANSWER.format(question=name) in told for name in ("UTMって何？", "EDRって何？")] == [
            True
        ] * 2


async def test_back_from_the_list_puts_the_text_into_the_line(tmp_path: Path) -> None:
    async with app_in(tmp_path).run_test(size=SMALL) as pilot:
        await at_the_opening(pilot)
        await write(pilot, PARAGRAPH)
        await until(pilot, lambda: card_of(pilot).kind == "confirm")
        await pilot.press("escape")
        await until(pilot, lambda: card_of(pilot).kind == "free")
        assert pilot.app.screen.query_one(AnswerLine).value == PARAGRAPH


async def test_an_incident_opens_the_first_aid_over_the_talk(tmp_path: Path) -> None:
    async with app_in(tmp_path).run_test(size=SMALL) as pilot:
        await begin(pilot)
        await write(pilot, "画面に英語が出て動かない")
        await until(pilot, lambda: card_of(pilot).ask == wording.ALARM_ASK)
        await pilot.press("1")
        await until(pilot, lambda: isinstance(pilot.app.screen, PageScreen))
        assert wording.INCIDENT_HEAD in flat(pilot)
        await pilot.press("n")
        await until(pilot, lambda: isinstance(pilot.app.screen, InterviewScreen))
        assert card_of(pilot).field is not None


async def test_one_q_asks_and_a_second_one_leaves(tmp_path: Path) -> None:
    app = app_in(tmp_path)
    async with app.run_test(size=WIDE) as pilot:
        await begin(pilot)
        await pilot.press("q")
        await until(pilot, lambda: "終わりますか" in flat(pilot))
        assert app.is_running
        await pilot.press("q")
        await until(pilot, lambda: not app.is_running or app._exit)
        assert app._exit


async def test_on_the_smallest_screen_a_typed_why_gets_a_page_with_a_way_back(tmp_path: Path) -> None:
    async with app_in(tmp_path).run_test(size=(40, 12)) as pilot:
        await begin(pilot)
        await write(pilot, "なぜ")
        await until(pilot, lambda: isinstance(pilot.app.screen, PageScreen))
        assert "Esc戻る" in flat(pilot)


async def test_an_answer_of_several_is_shown_again_with_its_way_on(tmp_path: Path) -> None:
    app = app_in(tmp_path)
    async with app.run_test(size=WIDE) as pilot:
        await begin(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, InterviewScreen)
        screen.take(app.talk.jump("concerns"))
        await until(pilot, lambda: card_of(pilot).field == "concerns")
        assert "Enter印をつける" in flat(pilot)
        app.talk.unknown()
        screen.take(app.talk.jump("concerns"))
        await until(pilot, lambda: card_of(pilot).before == wording.UNKNOWN)
        assert screen.query_one(QuestionCard).pointed_code == UNKNOWN_CODE
