"""A list to tick off: the questions of the contract, or the steps after signing. Every mark is saved at once."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal

from textual.app import ComposeResult

from recommender.results import Assessment
from tui import onward_words as words
from tui import ways_on
from tui.days import read_day
from tui.desk.records import Mark, MarkState
from tui.screens.base import bindings_for
from tui.screens.listing import ListingScreen
from tui.talk.statements import Statement
from tui.ticks import Sheet, Tick, box, toggled
from tui.widgets.entry_line import EntryLine
from tui.widgets.key_line import KeyLine
from tui.widgets.plain_text import PlainText
from tui.widgets.status_line import StatusLine
from tui.widgets.tick_list import TickList, TickRow

Purpose = Literal["owner", "due", "word"]
_LONGEST: dict[Purpose, int] = {"owner": 40, "due": 40, "word": 200}


class MarkingScreen(ListingScreen):
    """A sheet with its marks, which are kept with the interview."""

    where = "marking"
    private = True
    BINDINGS = bindings_for("marking")
    CSS_PATH = "../styles/marking.tcss"

    def __init__(self, sheet: Sheet, result: Assessment) -> None:
        super().__init__()
        self.sheet = sheet
        self._result = result
        self._by_id = {tick.id: tick for tick in sheet.ticks}

    def compose(self) -> ComposeResult:
        yield PlainText(id="marking-title")
        yield PlainText(self.sheet.lead, id="marking-lead")
        yield TickList(id="marking-list")
        yield StatusLine()
        yield EntryLine(id="marking-entry")
        yield KeyLine("marking")

    def on_mount(self) -> None:
        self._list.show(self._rows())
        self._list.focus()
        self._draw("")

    # --- what it shows ---

    def _mark(self, name: str) -> Mark:
        return self.talk.record.marks.get(name, Mark())

    def _rows(self) -> list[TickRow]:
        rows = []
        for name, ticks in self.sheet.groups:
            rows.append(TickRow("", name))
            rows += [self._row(tick) for tick in ticks]
        return rows

    def _row(self, tick: Tick) -> TickRow:
        mark = self._mark(tick.id)
        return TickRow(tick.id, tick.text, box(mark), self.sheet.said(mark), tick.how)

    def _draw(self, said: str) -> None:
        self._list.replace(self._rows())
        title = f"{self.sheet.title}  {self.sheet.progress(self.talk.record.marks)}"
        self.query_one("#marking-title", PlainText).update(title)
        self.query_one(StatusLine).say(said)

    # --- the user's steps ---

    def on_tick_list_picked(self, event: TickList.Picked) -> None:
        event.stop()
        self._toggle(event.id, "done")

    def action_tick(self) -> None:
        self._toggle(self._list.pointed, "done")

    def action_waiting(self) -> None:
        self._toggle(self._list.pointed, "doing")

    def action_failed(self) -> None:
        self._toggle(self._list.pointed, "failed")

    def action_dropped(self) -> None:
        self._toggle(self._list.pointed, "dropped")

    def action_owner(self) -> None:
        self._ask("owner", words.OWNER, words.OWNER_EXAMPLE)

    def action_due(self) -> None:
        self._ask("due", words.DUE, words.DUE_EXAMPLE)

    def action_word(self) -> None:
        self._ask("word", words.WORD, words.WORD_EXAMPLE)

    def action_details(self) -> None:
        tick = self._by_id.get(self._list.pointed or "")
        if tick:
            self.navi.show_sources(Statement(tick.text, tick.cites))

    def action_write(self) -> None:
        self._draw(ways_on.paperwork(self.navi).write_sheet(self.sheet.kind, self._result))

    def action_close(self) -> None:
        if self._entry.is_open:
            self._leave_entry()
        else:
            self.app.pop_screen()

    def _toggle(self, name: str | None, state: MarkState) -> None:
        if name:
            self._keep(name, toggled(self._mark(name), state))

    def _keep(self, name: str, mark: Mark) -> None:
        told = self.talk.keep_beside(marks={name: mark})
        self._draw("\n".join(message.text for message in told))

    def _ask(self, purpose: Purpose, prompt: str, example: str) -> None:
        name = self._list.pointed
        if name:
            value = getattr(self._mark(name), purpose) or ""
            self._entry.ask(prompt, lambda text: self._take(name, purpose, text), str(value), example)
            self._draw(words.ESCAPE)

    def _take(self, name: str, purpose: Purpose, text: str) -> None:
        day = read_day(text, self.navi.today) if purpose == "due" else None
        if len(text) > _LONGEST[purpose]:
            self._draw(words.TOO_LONG.format(most=_LONGEST[purpose]))
        elif purpose == "due" and text and day is None:
            self._draw(words.NOT_A_DAY)
        else:
            self._leave_entry()
            changed: dict[str, Any] = {purpose: day if purpose == "due" else text}
            self._keep(name, replace(self._mark(name), **changed))

    def _leave_entry(self) -> None:
        self._entry.close()
        self.set_focus(self._list)
        self._draw("")
