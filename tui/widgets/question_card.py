"""The open card: the question, one line of help or of trouble, and its options."""

from __future__ import annotations

from dataclasses import dataclass, replace

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message

from tui import wording
from tui.talk.asides import RIGHT
from tui.talk.messages import Card
from tui.widgets.choices import Choices, Row
from tui.widgets.plain_text import PlainText

UNKNOWN_CODE = "?unknown"
"""The code of the row わからない; no choice of a field can be spelt so."""


def takes_digits(card: Card) -> bool:
    """Whether digits are text on this card rather than keys of its rows."""
    return card.kind in ("number", "text", "free") or (card.kind in ("single", "confirm") and len(card.options) > 9)


MOST_OF_SCREEN = 0.66
"""The part of the screen's height that a card may take; the stylesheet's `-long` fills as much."""
_PREVIEWED = 400
"""Characters of a long text that are shown while it is typed."""
_AROUND = 5
"""Lines of padding and margins around the options."""


class NextButton(PlainText):
    """The button below the options: つぎへ of a question with several answers, 合っている of a list to confirm."""

    class Pressed(Message):
        """What is marked, or listed, is the answer."""

    def on_click(self) -> None:
        self.post_message(self.Pressed())


class QuestionCard(Vertical):
    """Shows a Card. What is picked is posted; keys are handed in by the screen."""

    can_focus = False

    @dataclass
    class Chosen(Message):
        """Options were chosen as the whole answer."""

        codes: tuple[str, ...]

    class UnknownChosen(Message):
        """わからない was picked."""

    def __init__(self, card: Card, *, id: str | None = None) -> None:  # noqa: A002  Textual's name
        super().__init__(id=id)
        self.card = card
        self._ticked: frozenset[str] = frozenset()
        self._on_next = False
        self._previewing = False

    def compose(self) -> ComposeResult:
        yield PlainText(id="ask")
        yield PlainText(id="note")
        yield Choices(id="choices")
        yield NextButton(id="next")

    def on_mount(self) -> None:
        self.show(self.card)

    # --- what it shows ---

    def show(self, card: Card, trouble: str | None = None) -> None:
        """Shows a card; with `trouble`, why the last line was no answer."""
        same = card == self.card and bool(self._choices.rows)
        self.card = card
        self._previewing = False
        self.query_one("#ask", PlainText).update(card.ask)
        self._show_note(trouble)
        if same:
            return
        self._ticked = card.chosen if card.kind == "multi" else frozenset()
        self._on_next = card.kind == "confirm" or card.keeps or (card.kind == "multi" and bool(card.chosen))
        self._choices.show(self._rows(), self._first(), whole=card.kind == "confirm")
        self._show_next()
        self.set_class(not self._choices.rows, "-no-choices")
        self.call_after_refresh(self.fit)

    def _show_note(self, trouble: str | None) -> None:
        card = self.card
        parts = [trouble or card.help or ""]
        if card.kind == "free" and card.example:
            parts.append(wording.FOR_EXAMPLE.format(example=card.example))
        if card.before and not trouble:
            parts.append(f"{wording.BEFORE}: {card.before}")
        note = self.query_one("#note", PlainText)
        note.update("\n".join(part for part in parts if part))
        note.set_class(bool(trouble), "-trouble")
        note.set_class(not any(parts), "-empty")

    def preview(self, typed: str) -> None:
        """Shows what is being typed in full where the line shows only its end; without it, the card's own note."""
        if typed:
            self.query_one("#note", PlainText).update(typed[-_PREVIEWED:])
        elif self._previewing:
            self._show_note(None)
        self._previewing = bool(typed)

    def _first(self) -> int | None:
        """Where the cursor starts: on the answer that stands, else on the first option; nowhere without options."""
        if not self.card.options or self._on_next:
            return None
        if self.card.unknown_ok and self.card.before == wording.UNKNOWN:
            return len(self.card.options)
        codes = [option.code for option in self.card.options]
        chosen = [index for index, code in enumerate(codes) if code in self.card.chosen]
        return chosen[0] if chosen and self.card.kind == "single" else 0

    def _rows(self) -> list[Row]:
        card = self.card
        wide = len(card.options) > 9
        several = card.kind == "multi"
        rows = [
            Row(
                option.code,
                f"{number:>2}" if wide else str(number),
                option.say,
                option.hint,
                option.code in self._ticked if several else None,
            )
            for number, option in enumerate(card.options, 1)
        ]
        if card.unknown_ok:
            key = "0" if card.options else "u"
            rows.append(Row(UNKNOWN_CODE, f"{key:>2}" if wide else key, wording.UNKNOWN))
        return rows

    def _show_next(self) -> None:
        button = self.query_one("#next", NextButton)
        button.display = self.card.button is not None
        button.set_class(self._on_next, "-pointed")
        marker = ">" if self._on_next else " "
        marked = f"  {wording.MARKED.format(count=len(self._ticked))}" if self.card.kind == "multi" else ""
        button.update(f"{marker} [ {self.card.button} ]{marked}")

    @property
    def _choices(self) -> Choices:
        return self.query_one("#choices", Choices)

    @property
    def ticked(self) -> frozenset[str]:
        return self._ticked

    @property
    def pointed_code(self) -> str | None:
        """The code under the cursor."""
        pointed = self._choices.pointed
        return None if pointed is None or self._on_next else self._choices.rows[pointed].code

    # --- keys, handed in ---

    def move(self, step: int) -> None:
        """Moves the cursor by one row; below the last and above the first stands the button, where there is one."""
        count = len(self._choices.rows)
        stops = count + (1 if self.card.button else 0)
        if not stops:
            return
        pointed = self._choices.pointed
        here = count if self._on_next else (pointed if pointed is not None else (-1 if step > 0 else stops))
        self._stand((here + step) % stops)

    def to_next(self) -> None:
        """Moves the cursor to the button, and from there to the first option."""
        if self.card.button:
            self._stand(0 if self._on_next else len(self._choices.rows))

    def _stand(self, place: int) -> None:
        self._on_next = place == len(self._choices.rows)
        self._choices.point(None if self._on_next else place)
        self._show_next()

    def press(self) -> bool:
        """Enter without text: picks what the cursor is on. False where it is on nothing."""
        if self._on_next:
            self._finish()
            return True
        if self._choices.pointed is None:
            return False
        self._choices.pick(self._choices.pointed)
        return True

    def press_key(self, key: str) -> bool:
        """A digit: picks the row with that key. False where the digit must be typed instead."""
        if takes_digits(self.card):
            return False
        index = next((index for index, row in enumerate(self._choices.rows) if row.key.strip() == key), None)
        if index is not None:
            self._stand(index)
            self._choices.pick(index)
        return True

    def point_at(self, code: str | None) -> None:
        """Moves the cursor to the option that typed text names so far."""
        index = next((index for index, row in enumerate(self._choices.rows) if row.code == code), None)
        if index is not None:
            self._stand(index)

    def set_hints(self, *, shown: bool) -> None:
        self._choices.set_hints(shown=shown)
        self.fit()

    def fit(self) -> None:
        """Lets a list that is too long for the screen scroll, so that the button below it stays in sight."""
        others = [child for child in self.children if child is not self._choices and child.display]
        wanted = sum(child.outer_size.height for child in others) + self._choices.lines_wanted() + _AROUND
        self.set_class(wanted > self.screen.size.height * MOST_OF_SCREEN, "-long")

    # --- picking ---

    def on_choices_picked(self, event: Choices.Picked) -> None:
        event.stop()
        if event.code == UNKNOWN_CODE:
            self.post_message(self.UnknownChosen())
        elif self.card.kind == "multi":
            self._toggle(event.code)
        else:
            self.post_message(self.Chosen((event.code,)))

    def _toggle(self, code: str) -> None:
        alone = self.card.exclusive
        if code in self._ticked:
            self._ticked -= {code}
        elif code in alone:
            self._ticked = frozenset({code})
        else:
            self._ticked = (self._ticked - alone) | {code}
        self._on_next = False
        rows = [
            row if row.ticked is None else replace(row, ticked=row.code in self._ticked) for row in self._choices.rows
        ]
        self._choices.replace(rows)
        self._show_next()

    def on_next_button_pressed(self, event: NextButton.Pressed) -> None:
        event.stop()
        self._finish()

    def _finish(self) -> None:
        if self.card.kind == "confirm":
            if self._choices.scroll_offset.y < self._choices.max_scroll_y:
                # A yes counts for what was on the screen; the rest is shown first.
                self._choices.scroll_page_down(animate=False)
                self._show_note(wording.MORE_BELOW)
                return
            self.post_message(self.Chosen((RIGHT,)))
            return
        order = [option.code for option in self.card.options]
        self.post_message(self.Chosen(tuple(code for code in order if code in self._ticked)))
