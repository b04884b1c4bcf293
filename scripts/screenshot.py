"""Draws the real screens as PNG pictures under docs/screens, cell by cell.

Textual's own SVG export counts characters where a terminal counts cells, which squeezes Japanese. This needs Pillow
and the Noto Sans CJK fonts: `pip install pillow`, `apt install fonts-noto-cjk`.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from rich.segment import Segment

from tui.app import NaviApp
from tui.layout import cells
from tui.widgets.answer_line import AnswerLine
from tui.widgets.question_card import QuestionCard

FONTS = Path("/usr/share/fonts/opentype/noto")
MONO_JP = 5
"""The face Noto Sans Mono CJK JP within the collection."""
WIDTH, HEIGHT, SIZE = 11, 26, 20
BLOCKS = {"█": (0, 0, 1, 1), "▌": (0, 0, 0.5, 1), "▐": (0.5, 0, 1, 1), "▀": (0, 0, 1, 0.5), "▄": (0, 0.5, 1, 1)}
BLOCKS |= {character: (0, 1 - step / 8, 1, 1) for step, character in enumerate("▁▂▃▄▅▆▇", 1)}
LINES = {"─": "lr", "│": "ud", "╭": "rd", "╮": "ld", "╰": "ru", "╯": "lu", "┌": "rd", "┐": "ld", "└": "ru", "┘": "lu"}
Steps = Callable[["Driver"], Awaitable[None]]


class Driver:
    """A running app that is driven by keys."""

    def __init__(self, app: NaviApp, pilot: object) -> None:
        self.app = app
        self.pilot = pilot

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)  # type: ignore[attr-defined]
        await self.pilot.pause()  # type: ignore[attr-defined]

    async def answer(self, answers: dict[str, list[str]], until: str | None = None) -> None:
        """Answers the open questions; わからない where nothing is given. Stops at the menu or at a field."""
        for _ in range(MOST_STEPS):
            card = self.app.screen.query_one(QuestionCard).card
            if card.kind == "menu" or (until and card.field == until):
                return
            await self.press(*(["enter"] if card.kind == "free" else answers.get(card.field or "", ["u"])))
        raise RuntimeError(card.ask)


MOST_STEPS = 100
PARAGRAPH = (
    "従業員三十名くらいの金属加工です。パソコンは25台でサーバー1台、情シスはいません。"
    "取引先から言われて、ランサムが心配。月3万まで"
)
MACHIKOBA = {
    "industry": ["1", "enter"],
    "employees": ["3", "0", "enter"],
    "pcs": ["2", "5", "enter"],
    "servers": ["1", "enter"],
    "sites": ["2", "enter"],
    "network": ["1"],
    "remote_work": ["2"],
    "current_service": ["1"],
    "concerns": ["1", "3", "tab", "enter"],
    "drivers": ["1", "tab", "enter"],
    "wants": ["3", "tab", "enter"],
    "unmanaged_devices": ["2", "tab", "enter"],
    "has": ["1", "tab", "enter"],
    "cloud": ["2"],
    "outage_tolerance": ["2"],
    "entity": ["1"],
}


async def start(driver: Driver) -> None:
    await driver.press()


async def interview(driver: Driver) -> None:
    await driver.press("1")
    await driver.answer(MACHIKOBA, until="remote_work")


async def confirming(driver: Driver) -> None:
    await driver.press("1")
    driver.app.screen.query_one(AnswerLine).insert_text_at_cursor(PARAGRAPH)
    await driver.press("enter")


async def what_if(driver: Driver) -> None:
    await result(driver)
    await driver.press("m")


async def several(driver: Driver) -> None:
    await driver.press("1")
    await driver.answer(MACHIKOBA, until="unmanaged_devices")
    await driver.press("1", "2")


async def why(driver: Driver) -> None:
    await interview(driver)
    await driver.press("w")


async def result(driver: Driver) -> None:
    await driver.press("1")
    await driver.answer(MACHIKOBA)
    await driver.press("1")


async def clause(driver: Driver) -> None:
    await result(driver)
    await driver.press("enter")


SCREENS: dict[str, tuple[tuple[int, int], Steps]] = {
    "start": ((100, 28), start),
    "interview": ((120, 36), interview),
    "interview-60x20": ((60, 20), interview),
    "interview-40x12": ((40, 12), interview),
    "confirming": ((120, 36), confirming),
    "several-80x24": ((80, 24), several),
    "why": ((100, 28), why),
    "result": ((100, 40), result),
    "result-40x12": ((40, 12), result),
    "clause": ((100, 30), clause),
    "what_if": ((120, 36), what_if),
}


async def capture(size: tuple[int, int], steps: Steps, out: Path) -> None:
    """Runs the app to a screen and draws it."""
    with tempfile.TemporaryDirectory() as home:
        app = NaviApp(Path(home), date(2026, 11, 22))
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            app.rules()
            await steps(Driver(app, pilot))
            await pilot.pause()
            draw([list(strip) for strip in app.screen._compositor.render_strips()], size).save(out)  # noqa: SLF001


def draw(lines: list[list[Segment]], size: tuple[int, int]) -> Image.Image:
    """The segments of a screen as a picture."""
    regular = ImageFont.truetype(FONTS / "NotoSansCJK-Regular.ttc", SIZE, index=MONO_JP)
    bold = ImageFont.truetype(FONTS / "NotoSansCJK-Bold.ttc", SIZE, index=MONO_JP)
    image = Image.new("RGB", (size[0] * WIDTH, size[1] * HEIGHT))
    pen = ImageDraw.Draw(image)
    for row, segments in enumerate(lines):
        column = 0
        for text, style, _ in segments:
            ink, paper = colours(style)
            font = bold if style and style.bold else regular
            width = sum(cells(character) for character in text)
            box = (column * WIDTH, row * HEIGHT, (column + width) * WIDTH - 1, (row + 1) * HEIGHT - 1)
            if width:
                pen.rectangle(box, fill=paper)
            for character in text:
                put(pen, character, (column * WIDTH, row * HEIGHT), ink, font)
                column += cells(character)
    return image


def colours(style: object) -> tuple[tuple[int, int, int], tuple[int, int, int]]:
    """Ink and paper of a segment."""
    ink = getattr(style, "color", None)
    paper = getattr(style, "bgcolor", None)
    front = tuple(ink.triplet) if ink and ink.triplet else (233, 230, 221)
    back = tuple(paper.triplet) if paper and paper.triplet else (18, 24, 29)
    return (back, front) if getattr(style, "reverse", False) else (front, back)


def put(
    pen: ImageDraw.ImageDraw,
    character: str,
    at: tuple[int, int],
    ink: tuple[int, int, int],
    font: ImageFont.FreeTypeFont,
) -> None:
    """One character in its cell; blocks and lines are drawn, because fonts for Japanese make them two cells wide."""
    left, top = at
    if character in BLOCKS:
        x0, y0, x1, y1 = BLOCKS[character]
        pen.rectangle((left + x0 * WIDTH, top + y0 * HEIGHT, left + x1 * WIDTH - 1, top + y1 * HEIGHT - 1), fill=ink)
    elif character in LINES:
        middle = (left + WIDTH // 2, top + HEIGHT // 2)
        ends = {"l": (left, middle[1]), "r": (left + WIDTH, middle[1])}
        ends |= {"u": (middle[0], top), "d": (middle[0], top + HEIGHT)}
        for side in LINES[character]:
            pen.line((middle, ends[side]), fill=ink, width=1)
    elif character.strip():
        pen.text((left, top - 2), character, fill=ink, font=font)


def main() -> None:
    """Draws the screens named on the command line, or all."""
    directory = Path(__file__).parent.parent / "docs" / "screens"
    directory.mkdir(parents=True, exist_ok=True)
    for name in sys.argv[1:] or SCREENS:
        size, steps = SCREENS[name]
        asyncio.run(capture(size, steps, directory / f"{name}.png"))


if __name__ == "__main__":
    main()
