"""Key echo on the interview after 1,000 turns against after 10: a long talk must not slow the typing down.

A turn is a reply that the screen draws: a number for the open question, then back to it. The echo is that of `echoing`,
on the interview's own input line.

usage: python -m benchmarks.echo
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from datetime import date
from pathlib import Path
from statistics import median

from textual.pilot import Pilot

from benchmarks.echoing import Cost, Typist
from tui.app import NaviApp
from tui.screens.interview import InterviewScreen
from tui.widgets.answer_line import AnswerLine

FEW, MANY, KEYS = 10, 1000, 60
AT_MOST = 1.5
_LETTER = "z"  # no action of the interview, so the line takes it as text at once


async def talked(app: NaviApp, pilot: Pilot[int], turns: int) -> None:
    """So many turns more."""
    screen = app.screen
    assert isinstance(screen, InterviewScreen)  # noqa: S101  the benchmark stays on it; narrows the type
    for number in range(turns):
        screen.take(app.talk.back() if number % 2 else app.talk.unknown())
        if number % 10 == 0:
            await pilot.pause()
    await pilot.pause()


async def measured() -> tuple[list[Cost], list[Cost]]:
    """The echoes after few turns and after many."""
    with tempfile.TemporaryDirectory() as home:
        app = NaviApp(Path(home), date(2026, 11, 22))
        async with app.run_test(size=(100, 30)) as pilot:
            await pilot.pause()
            app.rules()
            app.begin()
            await pilot.pause()
            await app.workers.wait_for_complete()
            await talked(app, pilot, FEW)
            typist = Typist(app, app.screen.query_one(AnswerLine))
            await typist.type(_LETTER)
            few = [await typist.type(_LETTER) for _ in range(KEYS)]
            await talked(app, pilot, MANY - FEW)
            return few, [await typist.type(_LETTER) for _ in range(KEYS)]


def main() -> int:
    """Prints both medians and their ratio; 1 where it is above its goal."""
    few, many = asyncio.run(measured())
    walls = [median(item.wall for item in costs) for costs in (few, many)]
    works = [median(item.work for item in costs) for costs in (few, many)]
    ratio = walls[1] / walls[0]
    print(
        f"key echo after {FEW} turns {1000 * walls[0]:.1f} ms, after {MANY} {1000 * walls[1]:.1f} ms, "
        f"ratio {ratio:.2f} (<= {AT_MOST}); of its work {works[1] / works[0]:.2f}"
    )
    return 0 if ratio <= AT_MOST else 1


if __name__ == "__main__":
    sys.exit(main())
