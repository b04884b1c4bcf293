"""Peak memory of the screen with the tagger loaded and the search index built, as the system counts it (Linux, macOS).

One process runs the program without a terminal: first card, rules, index, an interview, and as many questions asked of
the knowledge base as the tuning half has, asked last. Measured twice, with an empty cache (the index is built) and with
what the first run kept.

usage: python -m benchmarks.memory
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml

QUESTIONS = Path(__file__).parent.parent / "tests" / "cases" / "language" / "questions_tuning.yaml"
AT_MOST = 90
_PROGRAM = """
import asyncio, json, resource, sys, tempfile
from datetime import date
from pathlib import Path
from tui.app import NaviApp

async def main():
    app = NaviApp(Path(tempfile.mkdtemp()), date(2026, 11, 22))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        app.begin()
        await pilot.pause()
        await app.workers.wait_for_complete()
        app.screen.take(app.talk.skip())
        for _ in range(20):
            app.screen.take(app.talk.unknown())
            await pilot.pause()
        from recommender.language.answering import ask
        for question in json.load(sys.stdin):
            ask(question, app.rules())

asyncio.run(main())
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(peak / (2**20 if sys.platform == "darwin" else 2**10))
"""


def peak(home: str) -> float:
    """Peak MiB of one run whose cache lies in `home`."""
    environment = {**os.environ, "OTASUKE_HOME": home}
    asked = json.dumps([case["q"] for case in yaml.safe_load(QUESTIONS.read_text("utf-8"))["questions"]])
    run = subprocess.run(
        [sys.executable, "-c", _PROGRAM], input=asked, stdout=subprocess.PIPE, text=True, check=True, env=environment
    )
    return float(run.stdout)


def main() -> int:
    """Prints the peaks; 1 where one is above the goal."""
    with tempfile.TemporaryDirectory() as home:
        building, kept = peak(home), peak(home)
        size = sum(path.stat().st_size for path in Path(home).rglob("*.json")) / 2**20
    print(f"peak {building:.0f} MiB while the index is built, {kept:.0f} MiB with a kept one (<= {AT_MOST})")
    print(f"cache {size:.1f} MiB")
    return 0 if max(building, kept) <= AT_MOST else 1


if __name__ == "__main__":
    sys.exit(main())
