"""A screen on which something takes seconds, such as sealing: it is said, and the screen goes on answering."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from typing import Any

from tui import moving_words as words
from tui.client_desk import attempt
from tui.screens.base import NaviScreen

Step = Callable[[], Any]
"""Writes, and gives what came of it."""


class WorkingScreen(NaviScreen):
    """Work in two parts: what only computes, which may be left at any time, and what writes, which is waited for."""

    private = True
    _writes = False

    def start(self, busy: str, prepare: Callable[[], Step]) -> None:
        """Says what goes on, and does it beside the screen: `prepare` writes nothing and gives the step that does."""
        self.tell(busy)

        def work() -> None:
            said: list[str] = []
            step = attempt(prepare, said.append)
            done = None
            if step and self.app.call_from_thread(self._begin_to_write):
                done = attempt(step, said.append)
            self.app.call_from_thread(self._end, done, "\n".join(said))

        self.run_worker(work, thread=True)

    @abstractmethod
    def finished(self, outcome: Any) -> None:
        """Called in front of everything with what the step gave; the work is done."""

    @abstractmethod
    def failed(self, why: str) -> None:
        """Called with the reason in words; nothing was written."""

    def _begin_to_write(self) -> bool:
        # Asked in the screen's own thread, so that nobody can leave between the question and the answer.
        self._writes = self._is_open
        return self._writes

    @property
    def _is_open(self) -> bool:
        return self.is_running and self in self.app.screen_stack

    def _end(self, outcome: Any, why: str) -> None:
        if not self._is_open:
            return
        self._writes = False
        if outcome is None:
            self.failed(why)
            return
        while self.app.screen is not self:
            self.app.pop_screen()  # the help, opened meanwhile
        self.finished(outcome)

    def action_close(self) -> None:
        if self._writes:
            self.tell(words.WRITING)
        else:
            self.app.pop_screen()
