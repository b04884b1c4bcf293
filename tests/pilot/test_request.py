"""見積依頼書 from the screen: what the user leaves out stays out, and the Word file opens."""

from pathlib import Path

import docx
import pytest
from driving import app_in, flat, shown, until
from onward import go_on, to_the_result

from tui.layout import cells
from tui.screens.request import RequestScreen
from tui.widgets.tick_list import TickList


@pytest.mark.parametrize("size", [(60, 20), (120, 36)])
async def test_a_letter_is_made_without_what_is_left_out(
    size: tuple[int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    app = app_in(tmp_path / "home")
    async with app.run_test(size=size) as pilot:
        await to_the_result(pilot, "seizo_80dai")
        await go_on(pilot, "見積依頼書")
        await until(pilot, lambda: "どなたへの" in flat(pilot))
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(app.screen, RequestScreen))
        listed = app.screen.query_one(TickList)
        while listed.pointed != "employees":
            await pilot.press("down")
        await pilot.press("enter")
        await until(pilot, lambda: "[]従業員:110人" in flat(pilot))
        assert {cells(line) for line in shown(pilot).split("\n")} == {size[0]}
        await pilot.press("e")
        await until(pilot, lambda: "書き出しました" in flat(pilot))
    (letter,) = tmp_path.glob("見積依頼書_*.docx")
    (text,) = tmp_path.glob("見積依頼書_*.md")
    document = docx.Document(str(letter))
    told = "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    assert "110人" not in told
    assert "74台" in told
    assert "110人" not in text.read_text(encoding="utf-8")
    assert letter.stat().st_mode & 0o077 == 0
    headings = [item.text for item in document.paragraphs if item.style and item.style.name == "Heading 2"]
    assert "当社の状況" in headings
    assert any("御中" in item.text for item in document.paragraphs)
