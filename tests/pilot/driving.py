"""Driving the app as a user does, waiting for what is on the screen and never for a time."""

from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path

from textual.pilot import Pilot

from tui.app import NaviApp
from tui.screens.interview import InterviewScreen
from tui.screens.result import ResultScreen
from tui.talk.messages import Card
from tui.widgets.answer_line import AnswerLine
from tui.widgets.question_card import QuestionCard

DAY = date(2026, 11, 22)
SIZES = [(40, 12), (80, 24), (160, 50)]
PAUSES = 200
Driver = Pilot[int]
ANSWERS = {
    "industry": ["1", "enter"],
    "employees": ["3", "0", "enter"],
    "pcs": ["2", "5", "enter"],
    "servers": ["1", "enter"],
    "sites": ["2", "enter"],
    "network": ["1"],
    "remote_work": ["2"],
    "monthly_budget": [*"30000", "enter"],
    "capital_yen": [*"3000000", "enter"],
    "it_staff": ["0", "enter"],
    "initial_budget": [*"200000", "enter"],
}


def app_in(home: Path) -> NaviApp:
    AnswerLine.HOLD = 0  # a pilot presses one key at a time, so that nothing has to wait for the rest of a burst
    return NaviApp(home, DAY)


async def until(pilot: Driver, holds: Callable[[], bool]) -> None:
    """Waits until the screen has come to a state."""
    for _ in range(PAUSES):
        if holds():
            await pilot.pause()
            return
        await pilot.pause()
    raise AssertionError("the screen never came to that state")


async def with_rules(pilot: Driver) -> NaviApp:
    app = pilot.app
    assert isinstance(app, NaviApp)
    await pilot.pause()
    app.rules()
    return app


def card_of(pilot: Driver) -> Card:
    screen = pilot.app.screen
    assert isinstance(screen, InterviewScreen)
    return screen.query_one(QuestionCard).card


def shown(pilot: Driver) -> str:
    """The text that stands on the screen, line by line."""
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)


def flat(pilot: Driver) -> str:
    """The text of the screen as if no line were broken."""
    return "".join(character for character in shown(pilot) if not character.isspace() and character != "█")


def keys_for(card: Card) -> list[str]:
    """Keys that answer a card: the first option, a small number, or what ANSWERS says."""
    if card.field in ANSWERS:
        return ANSWERS[card.field]
    if card.kind == "multi":
        return ["1", "tab", "enter"]
    return {"number": [*"20000", "enter"], "text": [*"abc", "enter"], "single": ["enter"]}[card.kind]


async def at_the_opening(pilot: Driver) -> None:
    """A new interview, where a paragraph may be written."""
    await with_rules(pilot)
    await pilot.press("1")
    await until(pilot, lambda: isinstance(pilot.app.screen, InterviewScreen))


async def begin(pilot: Driver) -> None:
    """A new interview past its opening, at the question of the trade."""
    await at_the_opening(pilot)
    await pilot.press("enter")
    await until(pilot, lambda: card_of(pilot).kind != "free")
    app = pilot.app
    assert isinstance(app, NaviApp)
    assert isinstance(app.screen, InterviewScreen)
    app.screen.take(app.talk.jump("industry"))
    await until(pilot, lambda: card_of(pilot).field == "industry")


async def export_summary(pilot: Driver, format_number: str) -> None:
    """From the result: the summary, in the format of that number."""
    await until(pilot, lambda: isinstance(pilot.app.screen, ResultScreen))
    await pilot.press("e")
    await until(pilot, lambda: "どの書類を" in flat(pilot))
    await pilot.press("1")
    await until(pilot, lambda: "どの形で" in flat(pilot))
    await pilot.press(format_number)
    await until(pilot, lambda: isinstance(pilot.app.screen, ResultScreen))


async def write(pilot: Driver, text: str) -> None:
    """Types a line as an input method does, and sends it."""
    pilot.app.screen.query_one(AnswerLine).insert_text_at_cursor(text)
    await pilot.press("enter")


async def to_the_menu(pilot: Driver, answer: Callable[[Card], Awaitable[None]] | None = None) -> int:
    """Answers until the menu opens; gives how many questions were asked."""
    asked = 0
    while card_of(pilot).kind != "menu":
        before = card_of(pilot)
        if answer:
            await answer(before)
        else:
            await pilot.press(*keys_for(before))
        await until(pilot, lambda before=before: card_of(pilot) != before)
        asked += 1
        assert asked < 60
    return asked
