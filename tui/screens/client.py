"""One company: what is noted of it, its interviews, and what is to be done by whom and when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any, ClassVar

from textual.app import ComposeResult

from tui import client_moving, onward_words
from tui import client_ways as ways
from tui import client_words as words
from tui.client_desk import (
    attempt,
    field_rows,
    named_by_interviews,
    newest_first,
    say_interview,
    to_do,
)
from tui.days import read_day, read_past_day, say_left
from tui.desk.client_store import ClientStore
from tui.desk.clients import LONGEST_NAME, STATUSES, Client
from tui.desk.followup import ToDo
from tui.desk.records import SavedInterview
from tui.layout import one_line, pad
from tui.screens.base import bindings_for
from tui.screens.listing import ListingScreen
from tui.widgets.entry_line import EntryLine
from tui.widgets.key_line import KeyLine
from tui.widgets.plain_text import PlainText
from tui.widgets.status_line import StatusLine
from tui.widgets.tick_list import ListRow, TickList, TickRow

_NEW = ".new"
_STEP = ".step."
"""Before the number of a step; no id of an interview begins with a dot."""
_DUE_ROOM = 9


class ClientScreen(ListingScreen):
    """The page of a company. Enter opens an interview or a step, and changes what is noted."""

    where = "client"
    private: ClassVar[bool] = True
    BINDINGS = bindings_for("client")
    CSS_PATH = "../styles/marking.tcss"

    def __init__(self, client_id: str) -> None:
        super().__init__()
        self._client_id = client_id
        self._client: Client | None = None
        self._records: tuple[SavedInterview, ...] = ()
        self._steps: tuple[ToDo, ...] = ()

    def compose(self) -> ComposeResult:
        yield PlainText(id="marking-title")
        yield TickList(id="marking-list")
        yield StatusLine()
        yield EntryLine(id="marking-entry")
        yield KeyLine("client")

    def on_mount(self) -> None:
        self.set_focus(self._list)

    def on_screen_resume(self) -> None:
        self._read()

    # --- what it shows ---

    @property
    def _clients(self) -> ClientStore:
        return self.navi.store.clients

    def _read(self) -> None:
        """The company as it is kept now."""

        def work() -> tuple[Client, tuple[SavedInterview, ...]]:
            client, records = self._clients.load(self._client_id), self.navi.store.of_client(self._client_id)
            return named_by_interviews(self._clients, client, records), newest_first(records)

        read = attempt(work, self.tell)
        if read is None:
            self._client, self._records, self._steps = None, (), ()
            self._list.show([])
            return
        self._client, self._records = read
        self._steps = to_do(self._records, self.navi.rules(), self.navi.today)
        self._draw()

    def _draw(self) -> None:
        if self._client is None:
            return
        client, today, rules = self._client, self.navi.today, self.navi.rules()
        kana = f"（{one_line(client.kana)}）" if client.kana else ""
        self.query_one("#marking-title", PlainText).update(f"{one_line(client.name) or words.NAMELESS}{kana}")
        last = max((record.saved.astimezone().date() for record in self._records), default=None)
        rows: list[ListRow] = [*field_rows(client, last, today), TickRow("", words.INTERVIEWS)]
        for record in self._records:
            state, outcome = say_interview(record, rules, today)
            rows.append(TickRow(record.id, state, "", outcome))
        rows += [TickRow(_NEW, words.NEW_INTERVIEW, "(+)"), TickRow("", words.TO_DO)]
        rows += [self._step_row(number, step, today) for number, step in enumerate(self._steps)]
        rows += [] if self._steps else [TickRow("", words.NOTHING_TO_DO)]
        if self._list.rows:
            self._list.replace(rows)
        else:
            self._list.show(rows, self._records[0].id if self._records else _NEW)

    @staticmethod
    def _step_row(number: int, step: ToDo, today: date) -> TickRow:
        left = step.days_left(today)
        owner = words.OWNER.format(owner=one_line(step.mark.owner)) if step.mark.owner else ""
        noted = "、".join(filter(None, (owner, one_line(step.mark.word))))
        box = pad(words.NO_DAY if left is None else say_left(left), _DUE_ROOM)
        return TickRow(f"{_STEP}{number}", step.what, box, noted)

    # --- the user's steps ---

    def on_tick_list_picked(self, event: TickList.Picked) -> None:
        event.stop()
        self._pick(event.id)

    def _pick(self, name: str) -> None:
        records = {record.id: record for record in self._records}
        fields: dict[str, Callable[[], None]] = {
            "name": self.action_rename,
            "kana": self.action_reading,
            "status": self.action_status,
            "contacted": self.action_contacted,
            "next_contact": self.action_next_contact,
            "note": self.action_note,
            _NEW: self.action_new_interview,
        }
        if name in fields:
            fields[name]()
        elif name in records:
            ways.open_interview(self.navi, records[name])
        elif name.startswith(_STEP):
            step = self._steps[int(name.removeprefix(_STEP))]
            ways.offer_outcomes(self.navi, records[step.interview], step)

    def action_open_row(self) -> None:
        if self._list.pointed:
            self._pick(self._list.pointed)

    def action_new_interview(self) -> None:
        if self._client:
            ways.begin_interview(self.navi, self._client, self._records)

    def action_compare(self) -> None:
        if self._client:
            ways.compare_years(self.navi, self._client_id)

    def action_note(self) -> None:
        if self._client:
            from tui import room_words
            from tui.screens.note import NoteScreen

            title = room_words.NOTE_OF_COMPANY.format(name=one_line(self._client.name) or words.NAMELESS)
            self.app.push_screen(NoteScreen(self._client_id, None, None, title))

    def action_carry_out(self) -> None:
        if self._client:
            client_moving.carry_out(self.navi, (self._client_id,), one_line(self._client.name))

    def action_delete_company(self) -> None:
        if self._client:
            client_moving.delete(self.navi, self._client, len(self._records))

    def action_status(self) -> None:
        if self._client:
            title = words.STATUS_ASK.format(name=one_line(self._client.name) or words.NAMELESS)
            rows = tuple((code, said, None) for code, said in STATUSES.items())
            ways.show_menu(self.navi, title, rows, self._take_status)

    def action_rename(self) -> None:
        if self._client:
            self._ask(words.NAME_ASK, self._take_name, self._client.name, words.NAME_EXAMPLE)

    def action_reading(self) -> None:
        from tui.desk.kana import propose_reading

        if self._client:
            proposed = self._client.kana or propose_reading(self._client.name)[:LONGEST_NAME]
            self._ask(words.KANA_ASK, self._take_kana, proposed, words.KANA_EXAMPLE)
            if proposed and not self._client.kana:
                self.tell(words.KANA_PROPOSED)

    def action_contacted(self) -> None:
        # Nearly always it is written down on the day itself.
        self._ask(words.CONTACTED_ASK, self._take_contacted, "今日", words.CONTACTED_EXAMPLE)

    def action_next_contact(self) -> None:
        if self._client:
            standing = self._client.next_contact
            value = standing.isoformat() if standing else ""
            self._ask(words.NEXT_ASK, self._take_next, value, onward_words.DUE_EXAMPLE)

    def action_close(self) -> None:
        if self._entry.is_open:
            self._leave_entry()
        else:
            self.app.pop_screen()

    # --- what was typed ---

    def _ask(self, prompt: str, take: Callable[[str], None], value: str, example: str) -> None:
        if self._client:
            self._entry.ask(prompt, take, value, example)
            self.tell(onward_words.ESCAPE)

    def _take_name(self, text: str) -> None:
        named_anew = bool(self._client and text and text != self._client.name)
        if self._take_text("name", text) and named_anew:
            self.action_reading()

    def _take_kana(self, text: str) -> None:
        self._take_text("kana", text)

    def _take_status(self, code: str) -> None:
        self._change(status=code)

    def _take_text(self, field: str, text: str) -> bool:
        if len(text) > LONGEST_NAME:
            self.tell(onward_words.TOO_LONG.format(most=LONGEST_NAME))
            return False
        return self._keep(**{field: text})

    def _take_contacted(self, text: str) -> None:
        day = read_past_day(text, self.navi.today)
        if text and day is None:
            self.tell(words.NOT_A_PAST_DAY)
        else:
            self._keep(contacted=day)

    def _take_next(self, text: str) -> None:
        day = read_day(text, self.navi.today)
        if text and day is None:
            self.tell(onward_words.NOT_A_DAY)
        else:
            self._keep(next_contact=day)

    def _keep(self, **changed: Any) -> bool:
        """Closes the line and writes what was typed."""
        self._leave_entry()
        return self._change(**changed)

    def _change(self, **changed: Any) -> bool:
        """Writes a step on the company as it is kept now, so that another window's steps stay; whether that worked."""
        client = attempt(
            lambda: self._clients.change(self._client_id, lambda kept: replace(kept, **changed)), self.tell
        )
        if client is None:
            self._read()  # it may be gone
            return False
        self._client = client
        self._draw()
        return True

    def _leave_entry(self) -> None:
        self._entry.close()
        self.set_focus(self._list)
        self.tell("")
