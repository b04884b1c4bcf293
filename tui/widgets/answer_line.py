"""The input line. It always has the focus, so that keys arrive in the order in which they were typed.

While nothing is typed, arrows, digits and the letters of actions go to the card; everything else is text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.message import Message
from textual.widgets import Input

from recommender.language.fold import READ_AT_MOST
from tui.actions import actions_on
from tui.pasting import joined

LONGEST = READ_AT_MOST + 1
"""One more than is read, so that a text that is too long is known to be."""
_LETTERS = {key: action.id for action in actions_on("interview") for key in action.keys if len(key) == 1}
_LETTERS["question_mark"] = "show_help"
_MOVES = {"up": -1, "down": 1}


class AnswerLine(Input):
    """One line of text, or a key for the card.

    An input method sends 「pcは30台」 in one burst, whose first letter is a key of the card too. So such a key waits
    for HOLD seconds: where text follows at once it is text.
    """

    HOLD: ClassVar[float] = 0.03

    @dataclass
    class Moved(Message):
        """An arrow: the cursor of the card moves."""

        step: int

    class NextWanted(Message):
        """Tab: on to つぎへ."""

    @dataclass
    class Pressed(Message):
        """Enter or a blank without text: what the cursor of the card is on."""

        by_blank: bool

    @dataclass
    class DigitPressed(Message):
        """A digit without text before it, which the card takes."""

        digit: str

    @dataclass
    class ActionWanted(Message):
        """The letter of an action."""

        action: str

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's name
        super().__init__(id=id, compact=True, max_length=LONGEST)
        self.takes_letters = False
        """Whether letters are text from the first one on, as in a name."""
        self.takes_digits = True
        """Whether digits are text, as where a number is asked for."""
        self._held: tuple[str, Message] | None = None

    async def _on_key(self, event: events.Key) -> None:
        self._settle(event)
        message = self._message_for(event)
        if message is None:
            await super()._on_key(event)
            return
        event.stop()
        event.prevent_default()
        if self.HOLD and isinstance(message, self.ActionWanted | self.DigitPressed):
            self._held = (event.character or "", message)
            self.set_timer(self.HOLD, self._act)
        else:
            self.post_message(message)

    def _settle(self, event: events.Key) -> None:
        """The held key, now that another one follows: the beginning of a text, or an action after all."""
        if self._held is None:
            return
        if event.is_printable:
            self.insert_text_at_cursor(self._held[0])
            self._held = None
        else:
            self._act()

    def _act(self) -> None:
        if self._held is not None:
            message, self._held = self._held[1], None
            self.post_message(message)

    def _message_for(self, event: events.Key) -> Message | None:
        """What the key means to the card; None where it is text."""
        if event.key in _MOVES:
            return self.Moved(_MOVES[event.key])
        if event.key == "tab":
            return self.NextWanted()
        return None if self.value else self._first_key(event)

    def _first_key(self, event: events.Key) -> Message | None:
        if event.character and event.character in "0123456789" and not self.takes_digits:
            return self.DigitPressed(event.character)
        if self.takes_letters:
            return None
        if event.character in (" ", "\u3000"):
            return self.Pressed(by_blank=True)
        return self.ActionWanted(_LETTERS[event.key]) if event.key in _LETTERS else None

    async def action_submit(self) -> None:
        if self.value.strip():
            await super().action_submit()
        else:
            self.value = ""
            self.post_message(self.Pressed(by_blank=False))

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self.insert_text_at_cursor(joined(event.text[:LONGEST])[:LONGEST])
