"""Two programs on one desk, in any order of steps: no accepted step of one is lost to the other.

Each window is a process of its own, as two terminals are.
"""

import multiprocessing
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule
from strategies import VOCABULARY

from knowledge.values import exactly
from questionnaires.interview import Interview
from tui.desk.client_reading import client_from_text
from tui.desk.clients import Client, Note, client_text, with_note
from tui.desk.errors import DeskError, NoSuchClientError, SavedElsewhereError
from tui.desk.reading import from_text
from tui.desk.records import SavedInterview, to_text
from tui.desk.removal import remove_interview
from tui.desk.store import SqliteStore

DAY = date(2026, 11, 22)
WINDOWS = st.sampled_from((0, 1))
FIELDS = st.sampled_from(("pcs", "sites", None))
REFUSED = (SavedElsewhereError, NoSuchClientError, FileNotFoundError, DeskError)


def serve(line: Connection, home: Path) -> None:
    """One program: does on its own store what it is told, and answers with what came of it."""
    store = SqliteStore(home, VOCABULARY)
    while True:
        work, arguments = line.recv()
        try:
            line.send((work(store, *arguments), None))
        except REFUSED as error:
            line.send((None, type(error)))


class Window:
    """A second program, spoken to over a pipe."""

    def __init__(self, home: Path) -> None:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["strategies", "tui.desk.store", "tui.desk.client_store", "tui.desk.rows"])
        self._line, theirs = context.Pipe()
        self._process = context.Process(target=serve, args=(theirs, home), daemon=True)
        self._process.start()

    def do(self, work: Callable[..., Any], *arguments: object) -> tuple[Any, type[Exception] | None]:
        """What the work gave, or the kind of refusal."""
        self._line.send((work, arguments))
        came: tuple[Any, type[Exception] | None] = self._line.recv()
        return came

    def end(self) -> None:
        """Killed, as a closed terminal kills."""
        self._process.kill()
        self._process.join()


# Interviews and companies travel between the programs in the form of their files.


def begin(store: SqliteStore, client: str | None) -> str:
    return to_text(store.save(replace(store.new(), client=client)))


def answer(store: SqliteStore, record: str, count: int) -> str:
    read = from_text(record, VOCABULARY)
    return to_text(store.save(replace(read, interview=Interview({**read.interview.answers, "pcs": exactly(count)}))))


def load(store: SqliteStore, record_id: str) -> str:
    return to_text(store.load(record_id))


def delete(store: SqliteStore, record_id: str) -> None:
    remove_interview(store, record_id)


def close(store: SqliteStore) -> None:
    store.close()


def add(store: SqliteStore, name: str) -> str:
    return client_text(store.clients.add(store.clients.new(name)))


def note(store: SqliteStore, client_id: str, new: Note, seen: str) -> str:
    return client_text(store.clients.change(client_id, lambda kept: with_note(kept, new, seen)))


def rename(store: SqliteStore, client_id: str, kana: str) -> str:
    return client_text(store.clients.change(client_id, lambda kept: replace(kept, kana=kana)))


def everything(store: SqliteStore) -> tuple[dict[str, str], dict[str, str], object]:
    interviews = {record.id: to_text(record) for record in store.list()}
    return interviews, {client.id: client_text(client) for client in store.clients.all()}, store.notices()


class TwoPrograms(RuleBasedStateMachine):
    """What each accepted step put on the desk is followed in `truth`; a refused one changes nothing."""

    records = Bundle("records")
    clients = Bundle("clients")

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        home = Path(self._folder.name)
        self.windows = [Window(home), Window(home)]
        self.truth: dict[str, SavedInterview] = {}
        self.companies: dict[str, Client] = {}
        self.steps = 0

    def teardown(self) -> None:
        for window in self.windows:
            window.end()
        self._folder.cleanup()

    def do(self, window: int, work: Callable[..., Any], *arguments: object) -> tuple[Any, type[Exception] | None]:
        self.steps += 1
        return self.windows[window].do(work, *arguments)

    @initialize(target=clients)
    def first_company(self) -> str:
        return self._new_company(0)

    @initialize(target=records)
    def first(self) -> SavedInterview:
        return self._new_interview(0, None)

    @rule(target=clients, window=WINDOWS)
    def add_company(self, window: int) -> str:
        return self._new_company(window)

    @rule(target=records, window=WINDOWS, client=st.none() | clients)
    def begin(self, window: int, client: str | None) -> SavedInterview:
        return self._new_interview(window, client)

    def _new_company(self, window: int) -> str:
        client = client_from_text(self.do(window, add, f"会社{self.steps}")[0], VOCABULARY)
        self.companies[client.id] = client
        return client.id

    def _new_interview(self, window: int, client: str | None) -> SavedInterview:
        record = from_text(self.do(window, begin, client)[0], VOCABULARY)
        self.truth[record.id] = record
        return record

    @rule(target=records, window=WINDOWS, record=records)
    def answer(self, window: int, record: SavedInterview) -> SavedInterview:
        """An answer on top of whatever the window had read, be it stale or deleted meanwhile."""
        stands = self.truth.get(record.id)
        came, refused = self.do(window, answer, to_text(record), self.steps)
        if stands is None:
            assert refused is DeskError
            return record
        if stands.revision != record.revision:
            assert refused is SavedElsewhereError
            return record
        saved = from_text(came, VOCABULARY)
        self.truth[record.id] = saved
        return saved

    @rule(target=records, window=WINDOWS, record=records)
    def read(self, window: int, record: SavedInterview) -> SavedInterview:
        came, refused = self.do(window, load, record.id)
        if record.id not in self.truth:
            assert refused is FileNotFoundError
            return record
        return from_text(came, VOCABULARY)

    @rule(window=WINDOWS, record=records)
    def delete(self, window: int, record: SavedInterview) -> None:
        if record.id in self.truth:
            self.do(window, delete, record.id)
            del self.truth[record.id]

    @rule(window=WINDOWS, client=clients, field=FIELDS, stale=st.booleans())
    def write_a_note(self, window: int, client: str, field: str | None, *, stale: bool) -> None:
        """A note over one that was seen as it stands, or as it stood before another window wrote."""
        stands = self.companies[client].note("x", field)
        text = f"ひかえ{self.steps}"
        came, _ = self.do(window, note, client, Note(text, DAY, "x", field), "" if stale else stands)
        changed = client_from_text(came, VOCABULARY)
        written = changed.note("x", field)
        assert text in written
        assert stands in written or not stale
        self.companies[client] = changed

    @rule(window=WINDOWS, client=clients)
    def rename(self, window: int, client: str) -> None:
        came, _ = self.do(window, rename, client, f"かいしゃ{self.steps}")
        before, after = self.companies[client], client_from_text(came, VOCABULARY)
        assert after.notes == before.notes
        self.companies[client] = after

    @rule(window=WINDOWS)
    def leave(self, window: int) -> None:
        self.do(window, close)

    @invariant()
    def both_see_what_was_accepted(self) -> None:
        kept = {name: to_text(record) for name, record in self.truth.items()}
        companies = {name: client_text(client) for name, client in self.companies.items()}
        for window in self.windows:
            assert window.do(everything)[0] == (kept, companies, ())


TestTwoPrograms = TwoPrograms.TestCase
TestTwoPrograms.settings = settings(max_examples=20, stateful_step_count=20, deadline=None)
