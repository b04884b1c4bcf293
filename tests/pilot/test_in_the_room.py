"""A consultant beside a company: notes, 聞き方, topics, putting off, two interviews at once, and 見せる画面."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from driving import DAY, Driver, app_in, card_of, flat, shown, until, with_rules, write
from onward import choose, to_the_result
from textual.widgets import Input, TextArea

from knowledge.values import Number
from tui.app import NaviApp
from tui.desk.clients import LONGEST_NOTE, Note, with_note
from tui.desk.records import SavedInterview
from tui.screens.interview import InterviewScreen
from tui.screens.menu import MenuScreen
from tui.screens.note import NoteScreen
from tui.screens.prompter import PrompterScreen
from tui.screens.result import ResultScreen
from tui.screens.start import StartScreen
from tui.widgets.chat_log import ChatLog

SIZES = [(120, 36), (80, 24)]
NOTE = "台数の一覧は、奥さまが引き出しに。"
NAME, OTHER = "山田製作所", "となりの商店"


@pytest.fixture(autouse=True)
def _notes_are_saved_when_left() -> Iterator[None]:
    before, NoteScreen.SAVED_EVERY = NoteScreen.SAVED_EVERY, 3600
    yield
    NoteScreen.SAVED_EVERY = before


async def open_company(pilot: Driver, name: str) -> SavedInterview:
    """A new interview of a company on the desk, past its opening: at the first question."""
    app = await with_rules(pilot)
    client = app.store.clients.add(app.store.clients.new(name))
    app.open_interview(replace(app.store.new(), client=client.id))
    await until(pilot, lambda: isinstance(app.screen, InterviewScreen) and app.screen.is_mounted)
    await pilot.press("enter")
    await until(pilot, lambda: card_of(pilot).field == "employees")
    return app.talk.record


async def tool(pilot: Driver, words: str) -> None:
    """One of the tools, from the menu."""
    await pilot.press("f10")
    await until(pilot, lambda: isinstance(pilot.app.screen, MenuScreen))
    await choose(pilot, words)
    await until(pilot, lambda: type(pilot.app.screen) is not MenuScreen or words.startswith("話題"))


async def write_note(pilot: Driver, text: str) -> None:
    """Into the note that is open, and back."""
    await until(pilot, lambda: isinstance(pilot.app.screen, NoteScreen))
    pilot.app.screen.query_one(TextArea).insert(text)
    await pilot.press("escape")
    await until(pilot, lambda: not isinstance(pilot.app.screen, NoteScreen))


def log_of(screen: object) -> str:
    assert isinstance(screen, InterviewScreen)
    return "\n".join(message.text for message in screen.query_one(ChatLog).messages)


def bare(text: str) -> str:
    return "".join(text.split())


def at_the_right(pilot: Driver) -> str:
    """The panel beside the talk, or the whole screen where there is none, as if no line were broken."""
    return bare("".join(line.rpartition("│")[2] for line in shown(pilot).split("\n")))


async def to_the_number_of_pcs(pilot: Driver, name: str, employees: str) -> SavedInterview:
    """A company's interview with its first answer."""
    record = await open_company(pilot, name)
    await pilot.press(*employees, "enter")
    await until(pilot, lambda: card_of(pilot).field == "pcs")
    return record


async def see_how_to_ask(pilot: Driver, *, wide: bool) -> None:
    """聞き方 with the note, opened and put away."""
    app = await with_rules(pilot)
    await pilot.press("k")
    asked = app.talk.question
    assert asked
    wanted = [bare(text or "") for text in (asked.prompt, asked.find_out, NOTE)]
    assert all(wanted)
    await until(pilot, lambda: all(text in at_the_right(pilot) for text in wanted))
    await pilot.press("k" if wide else "escape")
    await until(pilot, lambda: wanted[0] not in at_the_right(pilot))


async def go_to_topic(pilot: Driver, title: str) -> None:
    """Another topic, whose first question is put off."""
    app = await with_rules(pilot)
    await pilot.press("t")
    await until(pilot, lambda: "問のうち" in shown(pilot))
    await choose(pilot, title)
    await until(pilot, lambda: isinstance(app.screen, InterviewScreen))
    assert app.talk.question
    sections = app.talk.questionnaire.sections
    assert sections[app.talk.question.section].title == title
    await pilot.press("f6")
    await until(pilot, lambda: "あとにしました" in log_of(app.screen))


async def show_the_result(pilot: Driver) -> None:
    """The result, large and back."""
    await pilot.press("f8")
    await until(pilot, lambda: "[結論]" in shown(pilot))
    await pilot.press("f12")
    await until(pilot, lambda: "もとの画面に戻ります" in shown(pilot))
    screen = pilot.app.screen
    assert isinstance(screen, ResultScreen)
    assert bare(screen.result.verdict)[:20] in flat(pilot)
    assert "[結論]" not in shown(pilot)
    await pilot.press("f12")
    await until(pilot, lambda: "[結論]" in shown(pilot))


@pytest.mark.parametrize("size", SIZES)
async def test_a_session_with_a_company(size: tuple[int, int], tmp_path: Path) -> None:
    async with app_in(tmp_path).run_test(size=size) as pilot:
        record = await to_the_number_of_pcs(pilot, NAME, "30")
        app = await with_rules(pilot)
        await tool(pilot, "ひかえを書く（この質問）")
        await write_note(pilot, NOTE)
        await until(pilot, lambda: "ひかえあり" in shown(pilot))
        assert app.store.clients.load(record.client or "").note(record.id, "pcs") == NOTE
        assert NOTE not in log_of(app.screen)
        await see_how_to_ask(pilot, wide=size[0] >= 100)
        await go_to_topic(pilot, "補助金の確認")

        await tool(pilot, "はじめの画面")
        await until(pilot, lambda: isinstance(app.screen, StartScreen))
        other = await to_the_number_of_pcs(pilot, OTHER, "50")
        assert "ひかえあり" not in shown(pilot)
        assert app.talk.interview.answers == {"employees": Number(50, 50)}
        assert "30人" not in log_of(app.screen)

        await tool(pilot, "ほかの診断へ")
        await until(pilot, lambda: NAME in shown(pilot))
        await choose(pilot, NAME)
        await until(pilot, lambda: isinstance(app.screen, InterviewScreen) and NAME in shown(pilot))
        assert app.talk.record.id == record.id
        assert app.talk.interview.answers == {"employees": Number(30, 30)}
        assert "30人" in log_of(app.screen)
        assert "50人" not in log_of(app.screen)
        await show_the_result(pilot)

        await tool(pilot, "中断して")
        await until(pilot, lambda: "いつ続きを" in shown(pilot))
        app.screen.query_one(Input).insert_text_at_cursor("来週金曜")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, StartScreen))
        assert app.store.load(record.id).resume_on == date(2026, 11, 27)
        assert app.store.load(other.id).resume_on is None
        assert [talk.record.id for talk in app.other_talks()] == [other.id]


@pytest.mark.parametrize("size", [*SIZES, (60, 20)])
async def test_the_view_for_the_company_holds_nothing_private(size: tuple[int, int], tmp_path: Path) -> None:
    async with app_in(tmp_path).run_test(size=size) as pilot:
        await to_the_number_of_pcs(pilot, OTHER, "50")
        app = await with_rules(pilot)
        app.go_home()
        record = await open_company(pilot, NAME)
        await pilot.press("m")
        await write_note(pilot, NOTE)
        await until(pilot, lambda: "ひかえあり" in shown(pilot))
        await pilot.press("f12")
        await until(pilot, lambda: "もとの画面に戻ります" in shown(pilot))
        ask = bare(card_of(pilot).ask)

        def is_clean() -> None:
            assert bare(NOTE) not in flat(pilot)
            assert OTHER not in flat(pilot)
            for private in ("ひかえあり", "保存済み", "御社について", "結論まで"):
                assert private not in flat(pilot)

        is_clean()
        assert ask in flat(pilot)
        for action in ("company_note", "prompter", "other_talks", "park", "home"):
            await app.screen.run_action(action)
            await until(pilot, lambda: "もとの画面に戻してから" in flat(pilot))
            assert isinstance(app.screen, InterviewScreen)
            is_clean()
        await pilot.press("3", "0", "enter")  # answering goes on
        await until(pilot, lambda: card_of(pilot).field == "pcs")
        is_clean()
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(app.screen, ResultScreen))
        await until(pilot, lambda: "決め手" in flat(pilot) or "結論" in flat(pilot))
        is_clean()
        await pilot.press("a")  # the sheet holds the consultant's words
        await until(pilot, lambda: "もとの画面に戻してから" in flat(pilot))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, InterviewScreen))
        is_clean()
        await pilot.press("f12")
        await until(pilot, lambda: "もとの画面に戻り" not in flat(pilot))
        assert app.store.load(record.id).interview.answers == {"employees": Number(30, 30)}


@pytest.mark.parametrize("size", [*SIZES, (60, 20)])
async def test_the_large_result_tells_what_the_result_tells(size: tuple[int, int], tmp_path: Path) -> None:
    async with app_in(tmp_path).run_test(size=size) as pilot:
        app = await to_the_result(pilot)
        result = app.screen.result  # type: ignore[attr-defined]
        reason, step = result.monitoring.reasons[0].text, result.actions[0].what
        await pilot.press("f12")
        seen = ""
        for _ in range(12):
            await pilot.pause()
            seen += flat(pilot)
            await pilot.press("pagedown")
        for text in (result.verdict[:20], "月額の上限", "2年の上限", reason[:12], result.subsidies[0].name, step):
            assert bare(text) in seen
        assert "________" not in seen


async def test_an_answer_that_was_looked_up_lands_where_it_was_asked(tmp_path: Path) -> None:
    async with app_in(tmp_path).run_test(size=(120, 36)) as pilot:
        first = await open_company(pilot, NAME)
        app = await with_rules(pilot)
        asked_on, waiting = app.screen, threading.Event()
        talk, look_up = app.talk, app.talk.look_up
        talk.look_up = lambda question: (waiting.wait(10), look_up(question))[1]  # type: ignore[method-assign]
        await write(pilot, "UTMって何？")
        app.go_home()
        await open_company(pilot, OTHER)
        before = log_of(app.screen)
        waiting.set()
        await until(pilot, lambda: "出典" in log_of(asked_on))
        assert app.talk.record.id != first.id
        assert log_of(app.screen) == before
        assert app.talk.last_answer == ()
        assert talk.last_answer


async def test_an_open_interview_comes_back_as_it_was_left(tmp_path: Path) -> None:
    async with app_in(tmp_path).run_test(size=(80, 24)) as pilot:
        record = await to_the_number_of_pcs(pilot, NAME, "30")
        app = await with_rules(pilot)
        screen = app.screen
        app.go_home()
        await pilot.pause()
        await choose(pilot, "前の続きから")
        await until(pilot, lambda: app.screen is screen)
        app.go_home()
        # Another window went on with it, so what is on the disk is opened anew.
        app.store.save(app.store.load(record.id))
        app.open_interview(app.store.load(record.id))
        await until(pilot, lambda: isinstance(app.screen, InterviewScreen) and app.screen.is_mounted)
        assert app.screen is not screen
        assert app.other_talks() == ()


async def test_a_new_interview_left_untouched_is_not_kept_open(tmp_path: Path) -> None:
    async with app_in(tmp_path).run_test(size=(80, 24)) as pilot:
        app = await with_rules(pilot)
        await pilot.press("1")
        await until(pilot, lambda: isinstance(app.screen, InterviewScreen) and app.screen.is_mounted)
        app.go_home()
        await pilot.pause()
        assert app.other_talks() == ()
        assert app.store.list() == ()


async def test_the_day_to_go_on_is_dropped_by_the_next_answer(tmp_path: Path) -> None:
    async with app_in(tmp_path).run_test(size=(80, 24)) as pilot:
        record = await to_the_number_of_pcs(pilot, NAME, "30")
        app = await with_rules(pilot)
        await tool(pilot, "中断して")
        await until(pilot, lambda: "いつ続きを" in shown(pilot))
        await pilot.press(*"2026-11-01", "enter")
        await until(pilot, lambda: "もう過ぎた日です" in flat(pilot))
        app.screen.query_one(Input).value = "12/5"
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, StartScreen))
        assert app.other_talks() == ()
        await choose(pilot, "前の続きから")
        await until(pilot, lambda: isinstance(app.screen, InterviewScreen) and card_of(pilot).field == "pcs")
        assert app.store.load(record.id).resume_on == date(2026, 12, 5)
        await pilot.press("2", "5", "enter")
        await until(pilot, lambda: card_of(pilot).field != "pcs")
        assert app.store.load(record.id).resume_on is None


# --- ひかえ ---


async def test_a_first_note_puts_the_interview_into_a_company(tmp_path: Path) -> None:
    async with app_in(tmp_path).run_test(size=(80, 24)) as pilot:
        app = await with_rules(pilot)
        await pilot.press("1")
        await until(pilot, lambda: isinstance(app.screen, InterviewScreen) and app.screen.is_mounted)
        await pilot.press("enter")
        await until(pilot, lambda: card_of(pilot).field == "employees")
        await pilot.press("m")
        await write_note(pilot, "")  # nothing written: nothing made
        assert app.store.clients.find().count == 0
        await pilot.press("m")
        await write_note(pilot, f"{NOTE}\n2行め")
        await until(pilot, lambda: "この診断を入れました" in flat(pilot))
        client = app.store.clients.load(app.talk.record.client or "")
        assert client.notes == (Note(f"{NOTE}\n2行め", DAY, app.talk.record.id, "employees"),)
        assert app.store.load(app.talk.record.id).client == client.id


async def test_a_note_written_in_two_windows_keeps_both(tmp_path: Path) -> None:
    async with app_in(tmp_path).run_test(size=(80, 24)) as pilot:
        record = await open_company(pilot, NAME)
        app = await with_rules(pilot)
        await pilot.press("m")
        await until(pilot, lambda: isinstance(app.screen, NoteScreen))
        theirs = Note("あちらで書いた。", DAY, record.id, "employees")
        app.store.clients.change(record.client or "", lambda client: with_note(client, theirs, ""))
        await write_note(pilot, "こちらで書いた。")
        kept = app.store.clients.load(record.client or "").note(record.id, "employees")
        assert "あちらで書いた。" in kept
        assert "こちらで書いた。" in kept


async def test_a_note_that_is_too_long_stays_in_the_lines(tmp_path: Path) -> None:
    async with app_in(tmp_path).run_test(size=(80, 24)) as pilot:
        record = await open_company(pilot, NAME)
        app = await with_rules(pilot)
        await pilot.press("m")
        await until(pilot, lambda: isinstance(app.screen, NoteScreen))
        area = app.screen.query_one(TextArea)
        area.insert("あ" * (LONGEST_NOTE + 3))
        await pilot.press("escape")
        await until(pilot, lambda: "あと3文字減らす" in flat(pilot))
        await pilot.press("backspace", "backspace", "backspace", "escape")
        await until(pilot, lambda: isinstance(app.screen, InterviewScreen))
        kept = app.store.clients.load(record.client or "").note(record.id, "employees")
        assert kept == "あ" * LONGEST_NOTE


async def test_a_note_is_saved_while_it_is_written(tmp_path: Path) -> None:
    NoteScreen.SAVED_EVERY = 0.01
    async with app_in(tmp_path).run_test(size=(80, 24)) as pilot:
        record = await open_company(pilot, NAME)
        app = await with_rules(pilot)
        await tool(pilot, "ひかえを書く（会社）")
        await until(pilot, lambda: isinstance(app.screen, NoteScreen))
        app.screen.query_one(TextArea).insert(NOTE)
        await until(pilot, lambda: app.store.clients.load(record.client or "").note() == NOTE)
        assert isinstance(app.screen, NoteScreen)


async def test_earlier_notes_stand_above_with_their_day(tmp_path: Path) -> None:
    async with app_in(tmp_path).run_test(size=(80, 24)) as pilot:
        record = await open_company(pilot, NAME)
        app = await with_rules(pilot)
        earlier = Note("去年は29人だった。", date(2025, 11, 3), "20251103-090000-abcdef", "employees")
        app.store.clients.change(record.client or "", lambda client: with_note(client, earlier, ""))
        await pilot.press("m")
        await until(pilot, lambda: "2025-11-03去年は29人だった。" in flat(pilot))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, InterviewScreen))
        await until(pilot, lambda: "ひかえあり" in shown(pilot))


async def test_the_prompter_page_closes_with_escape_and_is_gone_in_the_view(tmp_path: Path) -> None:
    async with app_in(tmp_path).run_test(size=(60, 20)) as pilot:
        await open_company(pilot, NAME)
        await pilot.press("k")
        await until(pilot, lambda: isinstance(pilot.app.screen, PrompterScreen))
        await pilot.press("f12")  # what is private is closed first
        app = pilot.app
        assert isinstance(app, NaviApp)
        assert not app.presenting
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, InterviewScreen))


async def test_before_the_company_the_tools_name_nothing_private(tmp_path: Path) -> None:
    async with app_in(tmp_path).run_test(size=(80, 24)) as pilot:
        await open_company(pilot, NAME)
        await pilot.press("f12", "f10")
        await until(pilot, lambda: "話題を選ぶ" in flat(pilot))
        assert not [word for word in ("ひかえ", "会社の一覧", "ほかの診断") if word in flat(pilot)]


@pytest.mark.parametrize("size", [*SIZES, (60, 20)])
async def test_other_screens_stay_readable_while_the_company_looks_on(size: tuple[int, int], tmp_path: Path) -> None:
    """The result's large view hides its own list, not that of the menus and pages that open over it."""
    async with app_in(tmp_path).run_test(size=size) as pilot:
        app = await to_the_result(pilot)
        await pilot.press("f12", "f10")
        await until(pilot, lambda: isinstance(app.screen, MenuScreen) and "話題を選ぶ" in flat(pilot))
        await pilot.press("escape", "r")
        await until(pilot, lambda: "従業員" in flat(pilot) and "答えの見直し" in flat(pilot))
