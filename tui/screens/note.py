"""ひかえ: what the consultant writes down for themselves. It is kept with the company and goes nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import TextArea

from tui import room_words as words
from tui.desk.clients import LONGEST_NOTE, Client, Note, with_note
from tui.desk.errors import DamagedRecordError, NoSuchClientError
from tui.layout import visible
from tui.screens.base import NaviScreen, bindings_for
from tui.widgets.key_line import KeyLine
from tui.widgets.plain_text import PlainText
from tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from textual.timer import Timer


class _NoRoomError(Exception):
    """Another window's text and this one are too long together; `args` is that text."""


Maker = Callable[[], tuple[str, str]]
"""Makes the company when there is something to keep; gives its id and what has to be told."""


class NoteArea(TextArea):
    """The lines of a note. A paste keeps its line ends and loses what a terminal obeys."""

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self.replace(visible(event.text.replace("\r\n", "\n").replace("\r", "\n")), *self.selection)


class NoteScreen(NaviScreen):
    """One note, about a question of an interview (`field`), an interview, or the company as a whole.

    It is saved when it is left, and while it is written every SAVED_EVERY seconds, so that a kill costs no more than
    the last words.
    """

    where = "note"
    private = True
    BINDINGS = bindings_for("note")
    CSS_PATH = "../styles/room.tcss"
    SAVED_EVERY: ClassVar[float] = 2

    def __init__(self, client: str | Maker, interview: str | None, field: str | None, title: str) -> None:
        super().__init__()
        self._client = client
        self._interview = interview
        self._field = field
        self._title = title
        self._before = ""
        self._told = ""
        self._waiting: Timer | None = None
        self._leaving = False

    def compose(self) -> ComposeResult:
        yield PlainText(self._title, id="page-title")
        yield VerticalScroll(id="note-earlier", can_focus=False)
        yield NoteArea(id="note-text", compact=True, highlight_cursor_line=False)
        yield PlainText(id="note-count")
        yield StatusLine()
        yield KeyLine("note")

    def on_mount(self) -> None:
        self.query_one(KeyLine).set_typing(typing=True)
        client = self._kept()
        if client:
            self._before = client.note(self._interview, self._field)
            self._show_earlier(client)
        self.query_one("#note-earlier").display = bool(self.query(".note-earlier"))
        self._area.load_text(visible(self._before))
        self._area.move_cursor(self._area.document.end)
        self._area.focus()
        self.tell(words.NOTE_HINT)

    def _kept(self) -> Client | None:
        if not isinstance(self._client, str):
            return None
        try:
            return self.navi.store.clients.load(self._client)
        except (OSError, NoSuchClientError, DamagedRecordError):
            return None

    def _show_earlier(self, client: Client) -> None:
        """What was noted about the same question in other interviews, the newest first."""
        if self._field:
            for note in client.earlier_notes(self._interview, self._field):
                text = f"{note.day:%Y-%m-%d}  {note.text}"
                self.query_one("#note-earlier").mount(PlainText(text, classes="note-earlier", indent=2))

    @property
    def _area(self) -> NoteArea:
        return self.query_one(NoteArea)

    # --- writing ---

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        event.stop()
        self._leaving = False
        count = len(self._area.text.strip())
        self.query_one("#note-count", PlainText).update(words.NOTE_COUNT.format(count=count, most=LONGEST_NOTE))
        if self._is_changed and self._waiting is None:
            self._waiting = self.set_timer(self.SAVED_EVERY, self._save_meanwhile)

    @property
    def _is_changed(self) -> bool:
        return self._area.text.strip() != visible(self._before).strip()

    def _save_meanwhile(self) -> None:
        self._waiting = None
        self._save()

    def _save(self) -> bool:
        """Whether nothing is left unsaved. A text that is too long waits in the lines until it is shorter."""
        text = self._area.text.strip()
        if not self._is_changed:
            return True
        if len(text) > LONGEST_NOTE:
            self.tell(words.NOTE_TOO_LONG.format(most=LONGEST_NOTE, over=len(text) - LONGEST_NOTE))
            return False
        note = Note(text, self.navi.today, self._interview, self._field)
        try:
            client = self.navi.store.clients.change(self._company(), lambda kept: self._with(note, kept))
        except _NoRoomError as error:
            self._take_both(*error.args)
            return False
        except OSError as error:
            return self._failed(error.strerror or type(error).__name__)
        except (NoSuchClientError, DamagedRecordError):
            return self._failed(words.NOTE_GONE)
        self._before = client.note(self._interview, self._field)
        if self._before != text:
            self._area.load_text(visible(self._before))
            self._area.move_cursor(self._area.document.end)
            self._told = words.NOTE_MERGED
        self.tell(self._told or words.NOTE_KEPT)
        return True

    def _with(self, note: Note, kept: Client) -> Client:
        standing = kept.note(self._interview, self._field)
        if standing not in (self._before, note.text) and len(standing) + len(note.text) >= LONGEST_NOTE:
            raise _NoRoomError(standing)
        return with_note(kept, note, self._before)

    def _take_both(self, standing: str) -> None:
        """Another window's text before this one, for whoever writes to shorten."""
        self._before = standing
        self._area.load_text(f"{visible(standing)}\n\n{self._area.text}")
        self._area.move_cursor(self._area.document.end)
        self.tell(words.NOTE_MERGED)

    def _company(self) -> str:
        """The id of the company, which is made now if there is none yet."""
        if not isinstance(self._client, str):
            self._client, self._told = self._client()
        return self._client

    def _failed(self, reason: str) -> bool:
        self.tell(words.NOTE_FAILED.format(reason=reason))
        return False

    # --- leaving ---

    def action_close(self) -> None:
        if not self._may_go():
            return
        self.app.pop_screen()
        if self._told and isinstance(self.app.screen, NaviScreen):
            self.app.screen.tell(self._told)

    def action_leave(self) -> None:
        if self._may_go():
            self.app.exit()

    def _may_go(self) -> bool:
        """Once nothing is left unsaved; or when the user, who was told that it can't be saved, asks again."""
        may = self._leaving or self._save()
        self._leaving = not may
        return may
