"""Companies that come to a desk from an archive: whole or not at all, and nothing here is ever overwritten."""

import stat
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from archive_samples import COMPANY, FIRST, MARUYAMA, MORNING, QUOTES, SECOND, TALKS, WHOLE, everything
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import VOCABULARY

from knowledge.values import exactly
from questionnaires.interview import Interview
from recommender.quotes.fields import Quote
from tui.desk import rows
from tui.desk.archive import Archive, gather
from tui.desk.arriving import take_in
from tui.desk.errors import DeskError
from tui.desk.quotes import QuoteShelf
from tui.desk.records import SavedInterview
from tui.desk.removal import remove_client
from tui.desk.store import SqliteStore


@pytest.fixture
def store(tmp_path: Path) -> SqliteStore:
    return SqliteStore(tmp_path / "desk", VOCABULARY, lambda: MORNING)


def test_what_is_here_already_is_left_as_it_is_and_said(store: SqliteStore) -> None:
    take_in(store, WHOLE)
    before = everything(store)
    saved_again = replace(MARUYAMA, revision=9, saved=MORNING + timedelta(days=1))
    (told,) = take_in(store, replace(WHOLE, clients=(saved_again,)))
    assert (told.is_new, told.interviews, told.quotes, told.already) == (False, 0, 0, 3)
    assert everything(store) == before


def test_a_new_interview_joins_the_company_that_is_here(store: SqliteStore) -> None:
    take_in(store, replace(WHOLE, interviews=TALKS[:1]))
    (told,) = take_in(store, WHOLE)
    assert (told.is_new, told.interviews, told.already) == (False, 1, 2)
    assert {record.id for record in store.of_client(COMPANY)} == {FIRST, SECOND}


def test_another_company_of_the_same_id_comes_under_a_new_one_with_all_its_references(store: SqliteStore) -> None:
    take_in(store, WHOLE)
    before = everything(store)
    (told,) = take_in(store, replace(WHOLE, clients=(replace(MARUYAMA, status="closed"),)))
    assert told.was == COMPANY
    after = everything(store)
    assert {name: after[name] for name in before} == before
    new = store.clients.load(told.id)
    second, first = store.of_client(told.id)
    assert {first.id, second.id}.isdisjoint({FIRST, SECOND})
    assert (second.follows, new.notes[0].interview, new.notes[0].text) == (first.id, first.id, "社長は強気")
    assert [kept.quote for kept in QuoteShelf(store.home, told.id).kept()] == [QUOTES[0].quote]


def test_another_interview_of_the_same_id_comes_under_a_new_one(store: SqliteStore) -> None:
    take_in(store, replace(WHOLE, interviews=(replace(TALKS[0], interview=Interview({"pcs": exactly(77)})),)))
    take_in(store, WHOLE)
    second = store.load(SECOND)
    assert second.follows is not None
    assert second.follows != FIRST
    assert store.load(second.follows).interview == TALKS[0].interview
    assert store.load(FIRST).interview.answers == {"pcs": exactly(77)}


def test_a_company_that_was_deleted_here_comes_back_when_it_is_taken_in_again(store: SqliteStore) -> None:
    take_in(store, WHOLE)
    remove_client(store, COMPANY)
    take_in(store, WHOLE)
    assert gather(store, [COMPANY]) == WHOLE
    store.save(store.load(FIRST))


DESKS = st.builds(
    lambda clients, talks: Archive(
        tuple(replace(MARUYAMA, id=name, name=said) for name, said in clients.items()),
        tuple(
            replace(
                TALKS[0],
                id=name,
                client=min(clients),
                follows=follows,
                interview=Interview({"pcs": exactly(pcs)}),
            )
            for name, (follows, pcs) in (talks if clients else {}).items()
        ),
    ),
    st.dictionaries(st.sampled_from(("c1", "c2")), st.sampled_from(("甲", "乙")), max_size=2),
    st.dictionaries(
        st.sampled_from(("i1", "i2", "i3")),
        st.tuples(st.none() | st.sampled_from(("i1", "i2")), st.integers(0, 1)),
        max_size=3,
    ),
)


@given(here=DESKS, comes=DESKS)
@settings(max_examples=25)
def test_whatever_comes_is_all_there_and_whatever_was_here_is_untouched(here: Archive, comes: Archive) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = SqliteStore(Path(folder), VOCABULARY, lambda: MORNING)
        take_in(store, here)
        before = everything(store)
        told = take_in(store, comes)
        after = everything(store)
        assert {name: after[name] for name in before} == before
        for client, what in zip(comes.clients, told, strict=True):
            assert store.clients.load(what.id).name == client.name
            came = sorted(str(r.interview.answers) for r in comes.interviews if r.client == client.id)
            there = [str(record.interview.answers) for record in store.of_client(what.id)]
            assert all(there.count(text) >= came.count(text) for text in came)
        for record in store.list():
            assert record.follows in {None, "i1", "i2"} | {other.id for other in store.of_client(record.client or "")}
        if not before:
            take_in(store, comes)
            assert everything(store) == after
        store.close()


@pytest.mark.parametrize("fails_at", [1, 2, 3])
def test_all_comes_or_nothing(fails_at: int, store: SqliteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever the disk is full: at the first company, or between two interviews."""
    calls: list[object] = []

    def counting(real: Any) -> Any:
        def put(connection: object, item: object) -> None:
            calls.append(item)
            if len(calls) == fails_at:
                raise OSError(28, "full")
            real(connection, item)

        return put

    kept = store.clients.add(store.clients.new("川田"))
    before = everything(store)
    monkeypatch.setattr(rows, "put_client", counting(rows.put_client))
    monkeypatch.setattr(rows, "put_interview", counting(rows.put_interview))
    with pytest.raises(DeskError):
        take_in(store, WHOLE)
    monkeypatch.undo()
    assert everything(store) == before
    assert list(before) == [kept.id]
    assert not (store.home / "quotes" / COMPANY).exists()


def test_an_id_that_is_taken_in_between_is_never_written_over(store: SqliteStore) -> None:
    take_in(store, WHOLE)
    before = everything(store)

    def again() -> Iterable[SavedInterview]:
        return TALKS

    with pytest.raises(DeskError):
        store.clients.take_in([], again())
    with pytest.raises(DeskError):
        store.clients.take_in([replace(MARUYAMA, name="川田")], [])
    assert everything(store) == before


def test_a_count_of_savings_that_no_database_holds_does_no_harm(store: SqliteStore) -> None:
    take_in(store, Archive((replace(MARUYAMA, revision=10**30),), (replace(TALKS[0], revision=-(10**30)),)))
    assert store.save(store.load(FIRST)).revision == 2


def test_quotes_stand_on_the_shelf_of_their_company_alone(tmp_path: Path) -> None:
    shelves = [QuoteShelf(tmp_path, name) for name in ("c1", "c2", None)]
    for number, shelf in enumerate(shelves):
        shelf.keep(shelf.new_place(), Quote(provider=f"事業者{number}"))
    assert [[kept.name for kept in shelf.kept()] for shelf in shelves] == [["事業者0"], ["事業者1"], ["事業者2"]]
    assert [shelves[0].holds(shelf.kept()[0].path) for shelf in shelves] == [True, False, False]
    if sys.platform != "win32":  # which keeps no POSIX modes
        assert stat.S_IMODE((tmp_path / "quotes").stat().st_mode) == 0o700
        assert stat.S_IMODE((tmp_path / "quotes" / "c1").stat().st_mode) == 0o700
