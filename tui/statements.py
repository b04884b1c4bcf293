"""Statements of a page: one thing said, with what it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tui.messages import Message


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence with the ids of its sources. A `heading` parts sections and can't be opened."""

    text: str
    cites: tuple[str, ...] = ()
    label: str = ""
    heading: bool = False

    @property
    def inset(self) -> int:
        """By how many cells later lines are set in."""
        from tui.layout import cells

        return 0 if self.heading else 2 + (cells(self.label) + 2 if self.label else 0)

    @property
    def drawn(self) -> str:
        """The statement as it is drawn, its label before it."""
        if self.heading:
            return f"\n{self.text}" if self.text else ""
        lead = f"{self.label}  " if self.label else ""
        more = " [出典]" if self.cites else ""
        return f"  {lead}{self.text}{more}"


def heading(text: str) -> Statement:
    return Statement(text, heading=True)


def from_messages(messages: Iterable[Message]) -> tuple[Statement, ...]:
    """Said things as statements."""
    return tuple(Statement(message.text, message.cites) for message in messages)
