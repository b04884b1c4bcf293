"""Opening and filtering the list of companies: 1,000 with 3 interviews each against 10, turn by turn in one process.

The interviews hold the answers of the example companies, so that the files have the size that they have in use.

usage: python -m benchmarks.clients [TURNS]
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import time
from dataclasses import replace
from datetime import date
from pathlib import Path
from statistics import median

os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")

from textual.pilot import Pilot

from questionnaires.interview import Interview
from questionnaires.loading import load_questionnaire
from questionnaires.profile import read_profile
from tui.app import NaviApp
from tui.client_ways import open_clients
from tui.desk.store import SqliteStore
from tui.screens.clients import ClientsScreen
from tui.screens.start import StartScreen

DAY = date(2026, 11, 22)
FEW, MANY, EACH = 10, 1_000, 3
AT_MOST = 2.0
EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*.yaml"))


def fill(home: Path, count: int) -> None:
    vocabulary = load_questionnaire().vocabulary
    read = [read_profile(path.read_text(encoding="utf-8"), path.name, vocabulary).answers for path in EXAMPLES]
    store = SqliteStore(home, vocabulary)
    companies, interviews = [], []
    for number in range(count):
        name, kana = f"株式会社みどり{number:04}", f"みどり{number:04}"
        company = replace(store.clients.new(name, kana), id=f"c{number}", next_contact=DAY, revision=1)
        companies.append(company)
        for turn in range(EACH):
            answers = Interview({**read[(number + turn) % len(read)], "company_name": name})
            made = replace(store.new(), id=f"i{number}-{turn}", interview=answers, client=company.id, revision=1)
            interviews.append(made)
    store.clients.take_in(companies, interviews)
    store.close()


async def reached(pilot: Pilot[int], screen: type) -> None:
    while not isinstance(pilot.app.screen, screen):
        await pilot.pause()
    await pilot.pause()


async def one_turn(app: NaviApp, pilot: Pilot[int]) -> tuple[float, float]:
    """Seconds to open the list, and to filter it by a letter."""
    started = time.perf_counter()
    open_clients(app)
    await reached(pilot, ClientsScreen)
    opened = time.perf_counter()
    await pilot.press("9")
    await pilot.pause()
    filtered = time.perf_counter()
    await pilot.press("escape", "escape")
    await reached(pilot, StartScreen)
    return opened - started, filtered - opened


async def measure(turns: int) -> int:
    with tempfile.TemporaryDirectory() as few, tempfile.TemporaryDirectory() as many:
        fill(Path(few), FEW)
        fill(Path(many), MANY)
        taken: dict[str, list[tuple[float, float]]] = {few: [], many: []}
        for turn in range(turns + 1):
            for home, times in taken.items():
                app = NaviApp(Path(home), DAY)
                async with app.run_test(size=(120, 36)) as pilot:
                    await reached(pilot, StartScreen)
                    await app.workers.wait_for_complete()
                    once = await one_turn(app, pilot)
                    if turn:  # the first turn imports what the later ones have
                        times.append(once)
    held = True
    for step, name in enumerate(("open", "filter")):
        ten, thousand = (median(times[step] for times in taken[home]) for home in (few, many))
        ratio = thousand / ten
        held = held and ratio <= AT_MOST
        said = f"{name}: {1000 * ten:.0f} ms of {FEW}, {1000 * thousand:.0f} ms of {MANY:,}"
        print(f"{said}: {ratio:.2f} x (<= {AT_MOST})")
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(asyncio.run(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 9)))
