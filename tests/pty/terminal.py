"""A real terminal for the program: a pseudo terminal whose output a screen emulator draws."""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pexpect
import pyte

PATIENCE = 30.0
"""Seconds after which a state that doesn't come is a failure; nothing waits that long otherwise."""


class Terminal:
    """The program in a pseudo terminal."""

    def __init__(self, home: Path, size: tuple[int, int] = (80, 24)) -> None:
        columns, rows = size
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        inherited = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
        env = {**inherited, "OTASUKE_HOME": str(home), "TERM": "xterm-256color", "LC_ALL": "C.UTF-8"}
        self.child = pexpect.spawn(
            sys.executable, ["-m", "tui.cli.main"], env=env, dimensions=(rows, columns), timeout=PATIENCE
        )

    def text(self) -> str:
        """What stands on the screen; the second cell of a wide character holds nothing."""
        cells = range(self.screen.columns)
        rows = ("".join(self.screen.buffer[row][cell].data for cell in cells) for row in range(self.screen.lines))
        return "\n".join(row.rstrip() for row in rows)

    def until(self, holds: Callable[[], bool]) -> None:
        """Reads what the program draws until the screen has come to a state."""
        end = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < end, self.text()
            try:
                self._stream.feed(self.child.read_nonblocking(65536, timeout=0.2))
            except pexpect.TIMEOUT:
                continue
            except pexpect.EOF:
                assert holds(), self.text()
                return

    def until_shown(self, text: str) -> None:
        self.until(lambda: text in self.text())

    def send(self, text: str) -> None:
        self.child.send(text)

    def until_ended(self) -> int:
        """Reads to the end; gives the exit code."""
        self.child.expect(pexpect.EOF)
        self.child.close()
        return self.child.exitstatus if self.child.exitstatus is not None else -1
