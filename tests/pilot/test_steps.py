"""Single steps on the screen: back, why, unknown, review, result, sources, export, resume, and hostile text."""

from pathlib import Path

import pytest
from driving import app_in, begin, card_of, export_summary, flat, shown, to_the_menu, until, with_rules

from knowledge.values import UNKNOWN, Number
from tui import wording
from tui.screens.help import HelpScreen
from tui.screens.interview import InterviewScreen
from tui.screens.page import PageScreen
from tui.screens.result import ResultScreen
from tui.screens.review import ReviewScreen
from tui.screens.sources import SourcesScreen
from tui.screens.start import StartScreen
from tui.talk.messages import Message
from tui.widgets.answer_line import AnswerLine
from tui.widgets.chat_log import MOUNTED, ChatLog
from tui.widgets.statements import StatementList

SIZE = (80, 24)


async def test_back_changes_an_answer_and_keeps_the_rest(tmp_path: Path) -> None:
    app = app_in(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await begin(pilot)
        await pilot.press("1", "enter", "3", "0", "enter", "2", "5", "enter")
        await until(pilot, lambda: card_of(pilot).field == "network")
        await pilot.press("b", "b")
        await until(pilot, lambda: card_of(pilot).field == "employees")
        assert "いまの答え: 30人" in shown(pilot)
        await pilot.press("4", "0", "enter")
        await until(pilot, lambda: card_of(pilot).field == "network")
        assert app.talk.interview.answers["employees"] == Number(40, 40)
        assert app.talk.interview.answers["pcs"] == Number(25, 25)


async def test_not_knowing_is_one_key(tmp_path: Path) -> None:
    app = app_in(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await begin(pilot)
        await pilot.press("u")
        await until(pilot, lambda: card_of(pilot).field == "employees")
        assert app.talk.interview.answers["industry"] is UNKNOWN
        assert wording.UNKNOWN_IS_FINE in shown(pilot)


async def test_trouble_stands_on_the_card_and_the_text_stays(tmp_path: Path) -> None:
    async with app_in(tmp_path).run_test(size=SIZE) as pilot:
        await begin(pilot)
        pilot.app.screen.query_one(AnswerLine).value = "へのへの業"
        await pilot.press("enter")
        await until(pilot, lambda: wording.NOT_AN_OPTION in flat(pilot))
        assert pilot.app.screen.query_one(AnswerLine).value == "へのへの業"
        assert card_of(pilot).field == "industry"


async def test_why_opens_a_page_whose_sources_open(tmp_path: Path) -> None:
    async with app_in(tmp_path).run_test(size=SIZE) as pilot:
        await begin(pilot)
        pilot.app.screen.take(pilot.app.talk.jump("remote_work"))  # type: ignore[attr-defined]
        await pilot.press("w")
        await until(pilot, lambda: isinstance(pilot.app.screen, PageScreen))
        assert "とうかがうのは" in flat(pilot)
        await pilot.press("down", "down", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, SourcesScreen))
        assert "第1章2(9)" in flat(pilot)
        await pilot.press("escape", "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, InterviewScreen))


async def test_review_opens_an_answer_again(tmp_path: Path) -> None:
    async with app_in(tmp_path).run_test(size=SIZE) as pilot:
        await begin(pilot)
        await pilot.press("1", "enter", "f4")
        await until(pilot, lambda: isinstance(pilot.app.screen, ReviewScreen))
        assert "製造業" in shown(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, InterviewScreen))
        assert card_of(pilot).before == "製造業"


async def test_the_result_its_faces_its_sources_and_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with app_in(tmp_path / "home").run_test(size=SIZE) as pilot:
        await begin(pilot)
        await to_the_menu(pilot)
        await pilot.press("1")
        await until(pilot, lambda: isinstance(pilot.app.screen, ResultScreen))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, SourcesScreen))
        assert "出典" in shown(pilot) or "基準" in shown(pilot)
        await pilot.press("escape")
        await export_summary(pilot, "4")
        await until(pilot, lambda: "お助け隊診断.md" in shown(pilot))
        assert (tmp_path / "お助け隊診断.md").read_text(encoding="utf-8").startswith("# ")
        await export_summary(pilot, "4")
        await until(pilot, lambda: "お助け隊診断-2.md" in shown(pilot))
        faces = []
        for key in "12345678":
            await pilot.press(key)
            faces.append(pilot.app.screen.query_one(StatementList).statements[0].text)
        assert len(set(faces)) == len(faces)
        await pilot.press("left", "right")
        assert "[根拠]" in shown(pilot)


@pytest.mark.parametrize("name", ["[/foo]", "[@click=app.quit]x[/]", "[b]太字[/b]", "$primary {x}"])
async def test_a_name_that_looks_like_markup_is_text(name: str, tmp_path: Path) -> None:
    app = app_in(tmp_path)
    async with app.run_test(size=(160, 50)) as pilot:
        await begin(pilot)
        app.screen.take(app.talk.jump("company_name"))  # type: ignore[attr-defined]
        app.screen.query_one(AnswerLine).insert_text_at_cursor(name)
        await pilot.press("enter")
        await until(pilot, lambda: "company_name" in app.talk.interview.answers)
        assert shown(pilot).count(name) >= 3  # said, understood, and in the company's panel
        await pilot.press("f4")
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen))
        assert name in shown(pilot)
        await pilot.press("v")
        await until(pilot, lambda: isinstance(app.screen, ResultScreen))


async def test_typed_and_pasted_controls_are_never_shown(tmp_path: Path) -> None:
    app = app_in(tmp_path)
    async with app.run_test(size=(120, 36)) as pilot:
        await begin(pilot)
        app.screen.take(app.talk.jump("company_name"))  # type: ignore[attr-defined]
        app.screen.query_one(AnswerLine).insert_text_at_cursor("例\x1b[31m赤\x07\u202e逆")
        await pilot.press("enter")
        await until(pilot, lambda: "company_name" in app.talk.interview.answers)
        assert app.talk.interview.answers["company_name"] == "例赤逆"
        assert not set(shown(pilot)) & {"\x1b", "\x07", "\u202e"}


async def test_an_unfinished_interview_is_offered_again(tmp_path: Path) -> None:
    async with app_in(tmp_path).run_test(size=SIZE) as pilot:
        await begin(pilot)
        await pilot.press("1", "enter", "3", "0", "enter")
        await until(pilot, lambda: card_of(pilot).field == "pcs")
    async with app_in(tmp_path).run_test(size=SIZE) as pilot:
        await with_rules(pilot)
        assert "前の続きから" in shown(pilot)
        assert "2問まで" in shown(pilot)
        await pilot.press("1")
        await until(pilot, lambda: isinstance(pilot.app.screen, InterviewScreen))
        assert card_of(pilot).field == "pcs"


async def test_a_finished_interview_opens_at_its_result(tmp_path: Path) -> None:
    async with app_in(tmp_path).run_test(size=SIZE) as pilot:
        await begin(pilot)
        await to_the_menu(pilot)
        await pilot.press("1")
        await until(pilot, lambda: isinstance(pilot.app.screen, ResultScreen))
        await pilot.press("h")
        await until(pilot, lambda: isinstance(pilot.app.screen, StartScreen))
        assert "前の診断の結果を開く" in shown(pilot)
        await pilot.press("2")
        await until(pilot, lambda: isinstance(pilot.app.screen, ResultScreen))


async def test_a_damaged_interview_is_told_and_kept(tmp_path: Path) -> None:
    directory = tmp_path / "interviews"
    directory.mkdir()
    (directory / "20261101-090000-aaaaaa.json").write_text("{", encoding="utf-8")
    async with app_in(tmp_path).run_test(size=SIZE) as pilot:
        await with_rules(pilot)
        await until(pilot, lambda: "20261101-090000-aaaaaa.damaged.txt" in flat(pilot))


async def test_first_aid_comes_before_any_question(tmp_path: Path) -> None:
    app = app_in(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await with_rules(pilot)
        await pilot.press("2")
        await until(pilot, lambda: isinstance(app.screen, PageScreen))
        assert wording.INCIDENT_HEAD in shown(pilot)
        assert "LAN" in shown(pilot)
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, InterviewScreen))
        assert app.talk.interview.answers["urgency"] == "now"


@pytest.mark.parametrize("where", ["start", "interview"])
async def test_help_opens_and_closes(where: str, tmp_path: Path) -> None:
    async with app_in(tmp_path).run_test(size=SIZE) as pilot:
        await (begin(pilot) if where == "interview" else with_rules(pilot))
        await pilot.press("question_mark")
        await until(pilot, lambda: isinstance(pilot.app.screen, HelpScreen))
        assert "終わる" in shown(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(pilot.app.screen, HelpScreen))


async def test_the_palette_offers_the_actions_in_japanese(tmp_path: Path) -> None:
    async with app_in(tmp_path).run_test(size=SIZE) as pilot:
        await begin(pilot)
        await pilot.press("ctrl+p")
        await until(pilot, lambda: "見直す（r・F4）" in shown(pilot))


async def test_a_long_talk_mounts_few_bubbles_and_older_ones_come_back(tmp_path: Path) -> None:
    async with app_in(tmp_path).run_test(size=SIZE) as pilot:
        await begin(pilot)
        log = pilot.app.screen.query_one(ChatLog)
        for number in range(300):
            log.say([Message("notice", f"{number}番目")])
            await pilot.pause()
        assert len(log.query(".bubble")) <= MOUNTED
        assert "299番目" in shown(pilot)
        log.show_older()
        await until(pilot, lambda: any("190番目" in getattr(child, "text", "") for child in log.children))
        assert len(log.query(".bubble")) <= MOUNTED
        log.show_newest()
        await until(pilot, lambda: "299番目" in shown(pilot))


async def test_scrolled_up_the_talk_stays_where_it_is(tmp_path: Path) -> None:
    async with app_in(tmp_path).run_test(size=SIZE) as pilot:
        await begin(pilot)
        log = pilot.app.screen.query_one(ChatLog)
        log.say([Message("notice", f"{number}番目") for number in range(60)])
        await until(pilot, lambda: log.max_scroll_y > 0 and log.scroll_y == log.max_scroll_y)
        await pilot.press("pageup")
        await until(pilot, lambda: log.scroll_y < log.max_scroll_y)
        place = log.scroll_y
        log.say([Message("notice", "あとから")])
        await pilot.pause()
        assert log.scroll_y == place


async def test_ascii_borders_draw_no_line_characters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTASUKE_ASCII", "1")
    async with app_in(tmp_path).run_test(size=(120, 36)) as pilot:
        await begin(pilot)
        await pilot.press("1", "enter", "f1")
        await until(pilot, lambda: isinstance(pilot.app.screen, HelpScreen))
        drawn = {character for character in shown(pilot) if "\u2500" <= character <= "\u259f"}
        assert drawn == set()


async def test_without_colour_the_marks_still_tell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with app_in(tmp_path).run_test(size=SIZE) as pilot:
        await begin(pilot)
        pilot.app.screen.take(pilot.app.talk.jump("unmanaged_devices"))  # type: ignore[attr-defined]
        await pilot.press("2")
        await until(pilot, lambda: "> 2 [x]" in shown(pilot))
        assert "  1 [ ]" in shown(pilot)
        await pilot.press("tab")
        await until(pilot, lambda: "> [ つぎへ ]  印は1個" in shown(pilot))
