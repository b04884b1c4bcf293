"""書き出す: the document and its format by number, on screens of every size."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from driving import SIZES, Driver, app_in, export_summary, flat, shown, until
from onward import to_the_result
from textual.widgets import Input

from tui.app import NaviApp
from tui.layout import cells
from tui.screens.menu import MenuScreen
from tui.screens.one_line import OneLineScreen
from tui.screens.result import ResultScreen


@pytest.mark.parametrize("size", SIZES)
async def test_documents_and_formats_are_chosen_by_number(
    size: tuple[int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with app_in(tmp_path / "home").run_test(size=size) as pilot:
        await to_the_result(pilot)
        await pilot.press("e")
        await until(pilot, lambda: isinstance(pilot.app.screen, MenuScreen))
        assert "1まとめ" in flat(pilot)
        assert {cells(line) for line in shown(pilot).split("\n")} == {size[0]}
        await pilot.press("escape")
        await export_summary(pilot, "1")
        await until(pilot, lambda: "書き出しました" in flat(pilot))
    (path,) = tmp_path.glob("*.docx")
    assert path.name == "お助け隊診断.docx"
    assert docx.Document(str(path)).paragraphs[0].text == "お助け隊ナビ 診断のまとめ"


@pytest.mark.parametrize(
    ("document", "shape", "name"),
    [
        ("2", "4", "稟議書案.md"),
        ("3", "3", "取引先への返事案.html"),
        ("4", "1", "次の一歩.csv"),
        ("5", "4", "判断の記録.md"),
        ("6", "4", "質問の用紙.md"),
    ],
)
async def test_every_document_is_written(
    document: str, shape: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with app_in(tmp_path / "home").run_test(size=(80, 24)) as pilot:
        await to_the_result(pilot)
        await pilot.press("e")
        await until(pilot, lambda: "どの書類を" in flat(pilot))
        await pilot.press(document)
        await until(pilot, lambda: "どの形で" in flat(pilot))
        await pilot.press(shape)
        await until(pilot, lambda: (tmp_path / name).exists() and "書き出しました" in flat(pilot))
        # The sheet of questions tells nothing of the company.
        assert len(sent_in(pilot.app)) == (document != "6")


def sent_in(app: object) -> list[str]:
    """The documents that the open interview remembers, from the disk."""
    assert isinstance(app, NaviApp)
    return [item.kind for item in app.store.load(app.talk.record.id).sent]


async def to_the_names(pilot: Driver, shape: str = "4") -> None:
    """From the result to the question who was there."""
    await to_the_result(pilot)
    await pilot.press("e")
    await until(pilot, lambda: "どの書類を" in flat(pilot))
    await pilot.press("7")
    await until(pilot, lambda: "どの形で" in flat(pilot))
    await pilot.press(shape)


@pytest.mark.parametrize("size", [*SIZES, (60, 20), (120, 36)])
@pytest.mark.parametrize(("typed", "stands"), [("山田 太郎、佐藤", "山田 太郎、佐藤"), ("", "（書き入れてください）")])
async def test_the_record_of_a_talk_asks_who_was_there_and_takes_nobody_for_an_answer(
    typed: str, stands: str, size: tuple[int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with app_in(tmp_path / "home").run_test(size=size) as pilot:
        await to_the_names(pilot)
        await until(pilot, lambda: isinstance(pilot.app.screen, OneLineScreen))
        assert "同席した人" in flat(pilot)
        assert {cells(line) for line in shown(pilot).split("\n")} == {size[0]}
        pilot.app.screen.query_one(Input).insert_text_at_cursor(typed)
        await pilot.press("enter")
        await until(pilot, lambda: "書き出しました" in flat(pilot))
        assert sent_in(pilot.app) == ["overview"]
        assert "山田" not in (tmp_path / "home" / "interviews" / "interviews.sqlite3").read_bytes().decode(
            errors="ignore"
        )
    text = (tmp_path / "ユーザー概況と提案の記録.md").read_text(encoding="utf-8")
    assert f"同席した方: {stands}" in text


async def test_escape_makes_no_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with app_in(tmp_path / "home").run_test(size=(80, 24)) as pilot:
        await to_the_names(pilot)
        await until(pilot, lambda: isinstance(pilot.app.screen, OneLineScreen))
        await pilot.press("q", "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, ResultScreen))
        assert sent_in(pilot.app) == []
    assert not list(tmp_path.glob("*.md"))


async def test_a_record_that_hides_names_asks_for_none_and_is_remembered_as_exact_as_it_was_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with app_in(tmp_path / "home").run_test(size=(80, 24)) as pilot:
        await to_the_names(pilot, shape="8")
        await until(pilot, lambda: "書き出しました" in flat(pilot))
        app = pilot.app
        assert isinstance(app, NaviApp)
        (sent,) = app.talk.record.sent
        assert dict(sent.result.answers) == dict(app.talk.profile.answers)
    assert "6〜10台" in (tmp_path / "ユーザー概況と提案の記録.md").read_text(encoding="utf-8")


async def test_a_hidden_document_has_no_exact_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with app_in(tmp_path / "home").run_test(size=(80, 24)) as pilot:
        await to_the_result(pilot)
        await export_summary(pilot, "8")
        await until(pilot, lambda: "書き出しました" in flat(pilot))
        assert isinstance(pilot.app.screen, ResultScreen)
    text = (tmp_path / "お助け隊診断.md").read_text(encoding="utf-8")
    assert "15,000円" not in text
    assert "PC: 6〜10台" in text


async def test_a_pdf_or_the_reason_why_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with app_in(tmp_path / "home").run_test(size=(80, 24)) as pilot:
        await to_the_result(pilot)
        await export_summary(pilot, "2")
        told = ("書き出しました", "PDFに要る日本語の書体")
        for _ in range(60):  # the typesetter is a process of its own; the screen goes on meanwhile
            await pilot.pause(0.1)
            if any(word in flat(pilot) for word in told):
                break
        assert any(word in flat(pilot) for word in told)
