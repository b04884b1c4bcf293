"""Two windows on one desk, in any order of steps: no accepted answer is overwritten by the other window."""

import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule
from strategies import VOCABULARY

from knowledge.values import exactly
from questionnaires.interview import Interview
from tui.desk.errors import SavedElsewhereError
from tui.desk.records import SavedInterview
from tui.desk.store import SqliteStore

WINDOWS = st.sampled_from((0, 1))


class TwoWindows(RuleBasedStateMachine):
    """What each saving put on the desk is followed in `truth`; a refused saving changes nothing."""

    records = Bundle("records")

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        home = Path(self._folder.name)
        self.stores = [SqliteStore(home, VOCABULARY), SqliteStore(home, VOCABULARY)]
        self.truth: dict[str, SavedInterview] = {}
        self.answers = 0

    def teardown(self) -> None:
        for store in self.stores:
            store.close()
        self._folder.cleanup()

    @initialize(target=records)
    def first(self) -> SavedInterview:
        return self.begin(0)

    @rule(target=records, window=WINDOWS)
    def begin(self, window: int) -> SavedInterview:
        record = self.stores[window].save(self.stores[window].new())
        self.truth[record.id] = record
        return record

    @rule(target=records, window=WINDOWS, record=records)
    def answer(self, window: int, record: SavedInterview) -> SavedInterview:
        """An answer on top of whatever the window had read, be it stale."""
        self.answers += 1
        changed = replace(record, interview=Interview({**record.interview.answers, "pcs": exactly(self.answers)}))
        stands = self.truth.get(record.id)
        try:
            saved = self.stores[window].save(changed)
        except SavedElsewhereError:
            assert stands is not None
            assert stands.revision != record.revision
            return record
        assert stands is None or stands.revision == record.revision
        self.truth[record.id] = saved
        return saved

    @rule(target=records, window=WINDOWS, record=records)
    def read(self, window: int, record: SavedInterview) -> SavedInterview:
        try:
            loaded = self.stores[window].load(record.id)
        except FileNotFoundError:
            assert record.id not in self.truth
            return record
        assert loaded.revision == self.truth[record.id].revision
        return loaded

    @rule(window=WINDOWS, record=records)
    def delete(self, window: int, record: SavedInterview) -> None:
        if record.id in self.truth:
            self.stores[window].delete(record.id)
            del self.truth[record.id]

    @rule(window=WINDOWS)
    def leave(self, window: int) -> None:
        self.stores[window].close()

    @invariant()
    def both_see_what_was_accepted(self) -> None:
        kept = {name: record.interview for name, record in self.truth.items()}
        for store in self.stores:
            assert {record.id: record.interview for record in store.list()} == kept
            assert store.notices() == ()


TestTwoWindows = TwoWindows.TestCase
TestTwoWindows.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)
