"""Companies carried out, taken in, counted and deleted on the screen: nothing is shown that shouldn't be, or lost."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from companies import add, companies, desk, on, to_row, to_the_company, to_the_list
from driving import DAY, Driver, app_in, flat, until, with_rules
from textual.events import Paste

from questionnaires.interview import Interview
from recommender.quotes.fields import Quote
from tui import client_moving, room_words
from tui import moving_words as words
from tui.app import NaviApp
from tui.desk import sealer, sealing
from tui.desk.archive import Archive, gather, sealed, unpack
from tui.desk.clients import Note
from tui.desk.errors import DeskError
from tui.desk.quotes import QuoteShelf
from tui.desk.store import SqliteStore
from tui.screens.carrying import CarryingScreen
from tui.screens.client import ClientScreen
from tui.screens.clients import ClientsScreen
from tui.screens.deleting import DeletingScreen
from tui.screens.interview import InterviewScreen
from tui.screens.passphrase import PassphraseScreen
from tui.screens.private_page import PrivatePageScreen, ReceiptScreen
from tui.screens.start import StartMenu, StartScreen
from tui.widgets.entry_line import EntryLine
from tui.widgets.hidden_line import HiddenLine
from tui.widgets.tick_list import TickList

SIZES = [(120, 36), (60, 20)]
PHRASE = "さくら いぬ q かさ うみべ"
"""With a letter that is a key elsewhere."""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which the program was started."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture(autouse=True)
def gate(monkeypatch: pytest.MonkeyPatch) -> Event:
    """Sealing without its seconds; while the gate is shut it isn't done."""
    opened = Event()
    opened.set()

    def work(what: str, passphrase: str, content: bytes) -> tuple[int, bytes]:
        opened.wait()
        head = b"age-encryption.org/v1\n-> scrypt AAAAAAAAAAAAAAAAAAAAAA 1\n" + passphrase.encode()
        if what == sealer.SEAL:
            return sealer.DONE, head + content
        return (sealer.DONE, content.removeprefix(head)) if content.startswith(head) else (sealer.WRONG, b"")

    monkeypatch.setattr(sealing, "in_own_process", work)
    return opened


def archive_in(folder: Path) -> Archive:
    (path,) = folder.glob("*.age")
    return unpack(path.read_bytes(), PHRASE, path.name, desk(folder).vocabulary)


async def type_phrase(pilot: Driver, phrase: str, *, times: int = 2) -> None:
    for _ in range(times):
        await pilot.press(*_keys(phrase), "enter")
        await pilot.pause()


def _keys(text: str) -> list[str]:
    return ["space" if letter == " " else letter for letter in text]


# --- carrying out ---


@pytest.mark.parametrize("size", SIZES)
async def test_a_company_is_carried_out_from_its_page_and_the_passphrase_is_never_seen(
    size: tuple[int, int], tmp_path: Path, here: Path
) -> None:
    client = add(tmp_path, "緑食品", notes=(Note("電話は昼前に", DAY),))
    add(tmp_path, "佐藤商店", status="closed")
    async with app_in(tmp_path).run_test(size=size) as pilot:
        await to_the_company(pilot)
        await pilot.press("o")
        await until(pilot, on(pilot, PassphraseScreen))
        assert "「緑食品」を持ち出す" in flat(pilot)
        await type_phrase(pilot, "みじかい", times=1)
        assert "12文字以上にしてください" in flat(pilot)
        await type_phrase(pilot, PHRASE, times=1)
        assert "もう一度>" in flat(pilot)
        await type_phrase(pilot, "さくら いぬ かさ うみ", times=1)
        assert "ちがっていました" in flat(pilot)
        await pilot.press(*_keys(PHRASE))
        await until(pilot, lambda: f"合言葉>{'*' * len(PHRASE)}" in flat(pilot))
        assert "さくら" not in flat(pilot)
        await pilot.press("enter")
        await type_phrase(pilot, PHRASE, times=1)
        await until(pilot, on(pilot, PrivatePageScreen))
        assert "お助け隊_持ち出し_20261122.age" in flat(pilot)
        archive = archive_in(here)
        assert [(item.id, item.note()) for item in archive.clients] == [(client.id, "電話は昼前に")]
        await pilot.press("escape")
        await until(pilot, on(pilot, ClientScreen))


@pytest.mark.parametrize("size", SIZES)
async def test_the_ticked_companies_and_no_other_are_carried_out(
    size: tuple[int, int], tmp_path: Path, here: Path
) -> None:
    for name, kana in (("緑食品", "みどりしょくひん"), ("佐藤商店", "さとう"), ("鈴木工業", "すずき")):
        add(tmp_path, name, kana)
    loose = desk(tmp_path)
    loose.save(loose.new())
    async with app_in(tmp_path).run_test(size=size) as pilot:
        app = await to_the_list(pilot)
        await pilot.press("f4")
        await until(pilot, on(pilot, CarryingScreen))
        assert "すべての会社（3社）" in flat(pilot)
        await pilot.press("f4")
        assert words.NOBODY.replace(" ", "") in flat(pilot)
        await pilot.press(*"みどり", "enter", "escape")
        await pilot.press(*"すず", "enter", "enter", "enter", "escape")
        await until(pilot, lambda: "2社に印をつけました" in flat(pilot))
        await pilot.press("f4")
        await until(pilot, on(pilot, PassphraseScreen))
        await type_phrase(pilot, PHRASE)
        await until(pilot, on(pilot, PrivatePageScreen))
        assert words.LOOSE_STAYS in flat(pilot)
        assert {item.name for item in archive_in(here).clients} == {"緑食品", "鈴木工業"}
        await pilot.press("escape")
        await until(pilot, on(pilot, ClientsScreen))
        assert app.store.clients.count() == 3


async def test_all_companies_are_ticked_at_once_and_all_ticks_taken_off(tmp_path: Path) -> None:
    for name in ("緑食品", "佐藤商店"):
        add(tmp_path, name)
    async with app_in(tmp_path).run_test(size=(60, 20)) as pilot:
        await to_the_list(pilot)
        await pilot.press("f4")
        await until(pilot, on(pilot, CarryingScreen))
        await to_row(pilot, ".all")
        await pilot.press("enter")
        await until(pilot, lambda: flat(pilot).count("[x]") == 3)
        await pilot.press("enter")
        await until(pilot, lambda: flat(pilot).count("[]") == 3)
        await pilot.click(TickList, offset=(4, 1))
        await until(pilot, lambda: "1社に印をつけました" in flat(pilot))


async def test_leaving_while_it_is_sealed_writes_nothing(tmp_path: Path, here: Path, gate: Event) -> None:
    add(tmp_path, "緑食品")
    async with app_in(tmp_path).run_test(size=(60, 20)) as pilot:
        await to_the_company(pilot)
        await pilot.press("o")
        await until(pilot, on(pilot, PassphraseScreen))
        gate.clear()
        await type_phrase(pilot, PHRASE)
        await until(pilot, lambda: "かぎをかけています" in flat(pilot))
        await pilot.press("escape")
        await until(pilot, on(pilot, ClientScreen))
        gate.set()
    assert list(here.iterdir()) == []


async def test_a_folder_that_cannot_be_written_to_is_said_and_the_passphrase_asked_again(
    tmp_path: Path, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> Path:
        raise PermissionError(13, "許可がありません")

    monkeypatch.setattr("tui.desk.moving.write_sealed", refused)
    add(tmp_path, "緑食品")
    async with app_in(tmp_path).run_test(size=(60, 20)) as pilot:
        await to_the_company(pilot)
        await pilot.press("o")
        await until(pilot, on(pilot, PassphraseScreen))
        await type_phrase(pilot, PHRASE)
        await until(pilot, lambda: "許可がありません" in flat(pilot))
        assert "合言葉>" in flat(pilot)
    assert list(here.iterdir()) == []


async def test_what_was_typed_wrong_is_taken_back_letter_by_letter_or_at_once(tmp_path: Path) -> None:
    add(tmp_path, "緑食品")
    async with app_in(tmp_path).run_test(size=(60, 20)) as pilot:
        await to_the_company(pilot)
        await pilot.press("o")
        await until(pilot, on(pilot, PassphraseScreen))
        await pilot.press(*"いぬか", "backspace")
        await until(pilot, lambda: flat(pilot).count("*") - words.CARRY_OUT_LEAD.count("*") == 2)
        pilot.app.screen.query_one(HiddenLine).post_message(Paste("うみべ さくら\n"))
        await until(pilot, lambda: flat(pilot).count("*") - words.CARRY_OUT_LEAD.count("*") == 9)
        await pilot.press("ctrl+u")
        await until(pilot, lambda: flat(pilot).count("*") == words.CARRY_OUT_LEAD.count("*"))
        await pilot.press("enter")
        await until(pilot, lambda: words.EMPTY.replace(" ", "") in flat(pilot))


# --- taking in ---


@pytest.fixture
def brought(tmp_path: Path, here: Path) -> Path:
    """An archive of a company with an interview and a quote, from another desk."""
    other = tmp_path / "other"
    client = add(other, "はまかぜ水産")
    store = desk(other)
    store.save(replace(store.new(), client=client.id))
    shelf = QuoteShelf(other, client.id)
    shelf.keep(shelf.new_place(), Quote(provider="例の会社"))
    path = here / "持ち出し 1.age"
    path.write_bytes(sealed(gather(store, [client.id]), PHRASE, store.vocabulary))
    return path


@pytest.mark.parametrize("size", SIZES)
async def test_a_file_that_was_brought_is_taken_in(size: tuple[int, int], tmp_path: Path, brought: Path) -> None:
    async with app_in(tmp_path).run_test(size=size) as pilot:
        app = await to_the_list(pilot)
        await pilot.press("f5")
        await until(pilot, lambda: "ファイル>持ち出し1.age" in flat(pilot))
        await pilot.press("enter")
        await until(pilot, on(pilot, PassphraseScreen))
        await type_phrase(pilot, "たぬき きつね うさぎ", times=1)
        await until(pilot, lambda: "合言葉が違うか" in flat(pilot))
        assert app.store.clients.count() == 0
        await type_phrase(pilot, PHRASE, times=1)
        await until(pilot, on(pilot, PrivatePageScreen))
        assert "取り込みました:はまかぜ水産" in flat(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: companies(pilot) == ["はまかぜ水産"])
        (client,) = app.store.clients.all()
        assert len(app.store.of_client(client.id)) == len(QuoteShelf(tmp_path, client.id).kept()) == 1
    assert brought.exists()


@pytest.mark.parametrize("name", ["'{}'", '"{}"', "{}"])
async def test_a_file_dropped_on_the_terminal_is_found(name: str, tmp_path: Path, brought: Path) -> None:
    async with app_in(tmp_path).run_test(size=(60, 20)) as pilot:
        await to_the_list(pilot)
        app = pilot.app
        assert isinstance(app, NaviApp)
        typed = name.format(brought) if name[0] != "{" else str(brought).replace(" ", "\\ ")
        assert client_moving.take_in(app, typed, app.screen.tell)  # type: ignore[attr-defined]
        await until(pilot, on(pilot, PassphraseScreen))


async def test_a_file_that_is_none_is_said_and_the_line_stays(tmp_path: Path, here: Path) -> None:
    (here / "none.age").write_text("{}", encoding="utf-8")
    async with app_in(tmp_path).run_test(size=(60, 20)) as pilot:
        app = await to_the_list(pilot)
        await pilot.press("f5", "enter")
        await until(pilot, lambda: "持ち出しファイルではありません" in flat(pilot))
        for name in ("nothing", "~nobody-here/a.age", ".", "a" * 300):
            await pilot.press("ctrl+u", *name, "enter")
            await until(pilot, lambda: "を確かめてください" in flat(pilot))
        assert app.screen.query_one(EntryLine).is_open
        await pilot.press("escape")
        await until(pilot, lambda: not app.screen.query_one(EntryLine).is_open)


# --- the report ---


@pytest.mark.parametrize("size", SIZES)
async def test_the_report_is_written_where_the_user_stands(size: tuple[int, int], tmp_path: Path, here: Path) -> None:
    add(tmp_path, "緑食品")
    async with app_in(tmp_path).run_test(size=size) as pilot:
        await to_the_list(pilot)
        await pilot.press("f6")
        await until(pilot, lambda: "社外には渡さないでください" in flat(pilot))
    assert sorted(path.suffix for path in here.iterdir()) == [".csv", ".html"]


@pytest.mark.parametrize("key", ["f4", "f6"])
async def test_an_empty_list_has_nothing_to_carry_or_count(key: str, tmp_path: Path, here: Path) -> None:
    async with app_in(tmp_path).run_test(size=(60, 20)) as pilot:
        await to_the_list(pilot)
        await pilot.press(key)
        await until(pilot, lambda: words.NO_COMPANY in flat(pilot))
        assert isinstance(pilot.app.screen, ClientsScreen)
    assert list(here.iterdir()) == []


# --- deleting ---


@pytest.mark.parametrize("size", SIZES)
async def test_a_company_is_deleted_after_its_name_and_the_receipt_can_be_kept(
    size: tuple[int, int], tmp_path: Path, here: Path
) -> None:
    client = add(tmp_path, "株式会社緑食品", "みどりしょくひん", notes=(Note("電話は昼前に", DAY),))
    store = desk(tmp_path)
    record = store.save(replace(store.new(), client=client.id))
    add(tmp_path, "佐藤商店", status="closed")
    async with app_in(tmp_path).run_test(size=size) as pilot:
        app = await to_the_list(pilot)
        await pilot.press(*"みどり", "enter")
        await until(pilot, on(pilot, ClientScreen))
        await pilot.press("x")
        await until(pilot, on(pilot, DeletingScreen))
        assert "診断1件、ひかえ1件、見積り0件" in flat(pilot)
        for wrong in ("佐藤商店", "はい", "みどり", ""):
            await pilot.press(*wrong, "enter")
            await until(pilot, lambda: "消していません" in flat(pilot))
        assert app.store.clients.count() == 2
        await pilot.press(*"ミドリショクヒン", "enter")
        await until(pilot, on(pilot, ReceiptScreen))
        assert [row.name for row in app.store.clients.find().rows] == ["佐藤商店"]
        assert app.store.list() == ()
        await pilot.press("n", "n")
        await until(pilot, lambda: words.RECEIPT_ONCE in flat(pilot))
        (written,) = here.iterdir()
        text = written.read_text(encoding="utf-8")
        assert all(word in text for word in ("株式会社緑食品", client.id, record.id, "ひかえ 1件"))
        assert str(tmp_path) not in text
        await pilot.press("escape")
        await until(pilot, on(pilot, ClientsScreen))
        await pilot.press("escape")
        await until(pilot, lambda: companies(pilot) == ["佐藤商店"])


async def test_what_remains_is_told_with_its_place(tmp_path: Path, here: Path) -> None:
    add(tmp_path, "緑食品")
    left = tmp_path / "interviews" / "interviews.damaged.sqlite3"
    left.write_bytes(b"x")
    async with app_in(tmp_path).run_test(size=(120, 36)) as pilot:
        await to_the_company(pilot)
        await pilot.press("x")
        await until(pilot, on(pilot, DeletingScreen))
        await pilot.press(*"緑食品", "enter")
        await until(pilot, on(pilot, ReceiptScreen))
        assert f"interviews/{left.name}" in flat(pilot)
        assert str(tmp_path) in flat(pilot)
        await pilot.press("n")
        await until(pilot, lambda: any(here.iterdir()))
    (written,) = here.iterdir()
    assert str(tmp_path) not in written.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["", "株式会社"])
async def test_a_company_without_a_name_is_deleted_after_a_yes(name: str, tmp_path: Path) -> None:
    add(tmp_path, name)
    async with app_in(tmp_path).run_test(size=(60, 20)) as pilot:
        screen = await to_the_company(pilot)
        await pilot.press("x")
        await until(pilot, on(pilot, DeletingScreen))
        await pilot.press("enter")
        await until(pilot, lambda: "消していません" in flat(pilot))
        await pilot.press(*"はい", "enter")
        await until(pilot, on(pilot, ReceiptScreen))
        assert screen.navi.store.clients.count() == 0


async def test_open_interviews_of_a_deleted_company_are_closed_and_never_come_back(tmp_path: Path) -> None:
    client, other = add(tmp_path, "緑食品"), add(tmp_path, "佐藤商店")
    store = desk(tmp_path)
    answered = Interview({"company_name": "緑食品"})
    record = store.save(replace(store.new(), client=client.id, interview=answered))
    kept = store.save(replace(store.new(), client=other.id, interview=Interview({"company_name": "佐藤商店"})))
    async with app_in(tmp_path).run_test(size=(60, 20)) as pilot:
        app = await with_rules(pilot)
        talks = []
        for opened in (kept, record, replace(store.new(), client=client.id, interview=answered)):
            app.open_interview(opened)
            await until(pilot, on(pilot, InterviewScreen))
            app.screen.take(app.talk.jump("industry"))  # type: ignore[attr-defined]
            talks.append(app.talk)
        app.screen.action_clients()  # type: ignore[attr-defined]
        await until(pilot, on(pilot, ClientScreen))
        await pilot.press("x")
        await until(pilot, on(pilot, DeletingScreen))
        await pilot.press(*"緑食品", "enter")
        await until(pilot, on(pilot, ReceiptScreen))
        assert [talk.record.id for talk in app.other_talks()] == [kept.id]
        for talk in talks[1:]:
            talk.reply("1")
        assert [item.id for item in app.store.list()] == [kept.id]
        assert app.store.clients.count() == 1
        await pilot.press("escape", "escape")
        await until(pilot, on(pilot, StartScreen))
        assert next(row.say for row in app.screen.query_one(StartMenu).rows) == "前の続きから"
        assert (app.unfinished() or record).id == kept.id


async def test_a_desk_in_use_is_told_and_nothing_is_deleted(tmp_path: Path) -> None:
    add(tmp_path, "緑食品")
    async with app_in(tmp_path).run_test(size=(60, 20)) as pilot:
        screen = await to_the_company(pilot)
        await pilot.press("x")
        await until(pilot, on(pilot, DeletingScreen))
        screen.navi.store.database._patience = 0
        screen.navi.store.close()
        with closing(sqlite3.connect(tmp_path / "interviews" / "interviews.sqlite3", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            await pilot.press(*"緑食品", "enter")
            await until(pilot, lambda: "ほかのプログラムが保存ファイルを使っています" in flat(pilot))
        assert screen.navi.store.clients.count() == 1
        await pilot.press(*"緑食品", "enter")
        await until(pilot, on(pilot, ReceiptScreen))


async def test_a_deletion_under_way_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    going = Event()

    def slow(store: SqliteStore, client_id: str) -> object:
        going.wait()
        raise DeskError(5, f"{store.home.name}{client_id}は、いまは消せません")

    monkeypatch.setattr("tui.screens.deleting.remove_client", slow)
    add(tmp_path, "緑食品")
    async with app_in(tmp_path).run_test(size=(60, 20)) as pilot:
        await to_the_company(pilot)
        await pilot.press("x")
        await until(pilot, on(pilot, DeletingScreen))
        await pilot.press(*"緑食品", "enter")
        screen = pilot.app.screen
        assert isinstance(screen, DeletingScreen)
        await until(pilot, lambda: screen._writes)
        await pilot.press("escape")
        await until(pilot, lambda: words.WRITING in flat(pilot))
        assert pilot.app.screen is screen
        going.set()
        await until(pilot, lambda: "いまは消せません" in flat(pilot))
        await pilot.press("escape")
        await until(pilot, on(pilot, ClientScreen))


# --- while the company looks on ---


async def test_nothing_of_this_opens_in_the_view_for_the_company(tmp_path: Path, brought: Path) -> None:
    client = add(tmp_path, "緑食品")
    async with app_in(tmp_path).run_test(size=(60, 20)) as pilot:
        app = await with_rules(pilot)
        app.open_interview(replace(app.store.new(), client=client.id))
        await until(pilot, on(pilot, InterviewScreen))
        await pilot.press("f12")
        await until(pilot, lambda: app.presenting)
        before = app.screen
        client_moving.choose_companies(app)
        client_moving.carry_out(app, (client.id,), client.name)
        client_moving.take_in(app, str(brought), before.tell)  # type: ignore[attr-defined]
        client_moving.delete(app, client, 0)
        app.push_screen(ReceiptScreen("控え", "", app.rules()))
        await pilot.pause()
        assert app.screen is before
        assert room_words.LEAVE_FIRST.format(key="F12").replace(" ", "") in flat(pilot)
