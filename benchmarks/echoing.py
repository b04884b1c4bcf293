"""Key echo (打鍵の反映): the time from a key until the screen that shows it has been drawn, in the process itself.

The key is posted to the app as its driver posts it; the clock stops when the screen has been refreshed after the input
line took the character. That includes the wait for the next of Textual's frames, which a user waits for too.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import Any

from textual import events
from textual.app import App
from textual.widgets import Input

QUIET = 0.004
"""Seconds between two keys, so that one doesn't ride on the frame of the other."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds on the clock, and seconds that the process worked meanwhile."""

    wall: float
    work: float


class Clock:
    """Runs from when it is made."""

    def __init__(self) -> None:
        self._wall, self._work = time.perf_counter(), time.process_time()

    def stop(self) -> Cost:
        """What has passed."""
        return Cost(time.perf_counter() - self._wall, time.process_time() - self._work)


class Typist:
    """Types into the input line of a running app."""

    def __init__(self, app: App[Any], line: Input) -> None:
        self._app, self._line = app, line
        self._drawn = asyncio.Event()
        line.watch(line, "value", lambda: app.call_after_refresh(self._drawn.set), init=False)

    async def type(self, key: str = "a") -> Cost:
        """One key, and what its echo took. The line is emptied again, outside the measure."""
        self._line.focus()
        await asyncio.sleep(QUIET)
        self._drawn.clear()
        clock = Clock()
        self._app.post_message(events.Key(key, key))
        await self._drawn.wait()
        echo = clock.stop()
        self._drawn.clear()
        self._line.value = ""
        await self._drawn.wait()
        return echo


def percentile(values: list[float], share: float) -> float:
    """The value below which a share of the values lies."""
    return sorted(values)[min(int(len(values) * share), len(values) - 1)]
