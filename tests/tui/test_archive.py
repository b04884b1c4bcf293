"""The archive between two machines of a consultant: whole or not at all, and nothing here is ever overwritten."""

import json
import stat
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pyrage
import pytest
from age_files import age_file
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import VOCABULARY
from test_store import SAVED

from knowledge.faults import DataError
from knowledge.values import exactly
from questionnaires.interview import Interview
from recommender.quotes.fields import Quote
from tui.desk import archive as archives
from tui.desk import rows, sealer, sealing
from tui.desk.archive import Archive, ArchivedQuote, archive_name, archive_text, gather, read_archive, unpack
from tui.desk.archive import sealed as sealed_archive
from tui.desk.arriving import take_in
from tui.desk.clients import Client, Note, client_text
from tui.desk.errors import DeskError
from tui.desk.exports import write_document
from tui.desk.quotes import QuoteShelf
from tui.desk.records import SavedInterview, to_text
from tui.desk.removal import remove_client
from tui.desk.sealing import seal, unseal, weakness
from tui.desk.store import SqliteStore

JAPAN = timezone(timedelta(hours=9))
MORNING = datetime(2026, 11, 22, 9, 30, tzinfo=JAPAN)
DAY = MORNING.date()
PHRASE = "さくら いぬ かさ うみべ"
COMPANY, FIRST, SECOND = "20261122-093000-aaaaaa", "20261122-093100-bbbbbb", "20261122-093200-cccccc"
NOTE = Note("社長は強気", DAY, FIRST, "pcs")
MARUYAMA = Client(COMPANY, MORNING, MORNING, 1, "丸山製作所", "まるやま", notes=(NOTE,))
TALKS = (
    SavedInterview(FIRST, MORNING, MORNING, Interview({"pcs": exactly(3)}), 1, client=COMPANY),
    SavedInterview(SECOND, MORNING, MORNING, Interview({"pcs": exactly(4)}), 1, follows=FIRST, client=COMPANY),
)
QUOTES = (ArchivedQuote(COMPANY, Quote(provider="例の会社", monthly_total_yen=9_900)),)
WHOLE = Archive((MARUYAMA,), TALKS, QUOTES)


OWN_PROCESS = sealing.in_own_process


@pytest.fixture(scope="module", autouse=True)
def _in_this_process() -> Iterator[None]:
    """A process for each of two thousand damaged files would take minutes; two tests and the commands' use them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sealing, "in_own_process", sealer.work)
        yield


@pytest.fixture
def store(tmp_path: Path) -> SqliteStore:
    return SqliteStore(tmp_path / "desk", VOCABULARY, lambda: MORNING)


def sealed(content: str | bytes, phrase: str = PHRASE) -> bytes:
    """As `seal`, but opened in a moment: the passphrase is hardly stretched."""
    return age_file(content if isinstance(content, bytes) else content.encode(), phrase)


def opened(content: bytes, phrase: str = PHRASE) -> Archive:
    return unpack(content, phrase, "a.age", VOCABULARY)


def refusal(content: bytes, phrase: str = PHRASE) -> str:
    """What is said of a file that doesn't open: one line."""
    with pytest.raises(DataError) as caught:
        opened(content, phrase)
    (fault,) = caught.value.faults
    assert "\n" not in str(fault)
    return str(fault)


def everything(store: SqliteStore) -> dict[str, str]:
    """All that is on a desk, by id; quotes by their place."""
    texts = {record.id: to_text(record) for record in store.list()}
    texts |= {client.id: client_text(client) for client in store.clients.all()}
    files = (store.home / "quotes").rglob("*.yaml")
    return texts | {str(path.relative_to(store.home)): path.read_text(encoding="utf-8") for path in files}


# --- what travels -------------------------------------------------------------------------------------


def test_companies_travel_to_another_machine_with_all_that_belongs_to_them(
    tmp_path: Path, store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sealing, "in_own_process", OWN_PROCESS)
    take_in(store, WHOLE)
    store.save(replace(store.new(), interview=Interview({"pcs": exactly(99)})))
    other = store.clients.add(store.clients.new("川田"))
    content = sealed_archive(gather(store, [COMPANY]), PHRASE, VOCABULARY)
    assert "丸山".encode() not in content
    there = SqliteStore(tmp_path / "there", VOCABULARY, lambda: MORNING)
    # In full width, as an input method writes it: the same passphrase.
    came = unpack(content, "さくら　いぬ　かさ　うみべ", "a.age", VOCABULARY)
    assert came == WHOLE
    (told,) = take_in(there, came)
    assert (told.name, told.id, told.was, told.interviews, told.quotes, told.already) == (
        "丸山製作所",
        COMPANY,
        None,
        2,
        1,
        0,
    )
    assert gather(there, [COMPANY]) == WHOLE
    assert [record.id for record in there.list()] == [SECOND, FIRST]
    assert other.id not in everything(there)


CLIENTS = st.builds(
    replace,
    st.just(MARUYAMA),
    revision=st.integers(0, 10**6),
    name=st.text(max_size=20),
    kana=st.text(max_size=20),
    status=st.sampled_from(("talking", "deciding", "contracted", "closed")),
    contacted=st.none() | st.dates(),
    next_contact=st.none() | st.dates(),
    notes=st.lists(st.builds(Note, st.text(max_size=40), st.dates(), st.none() | st.just(FIRST)), max_size=3).map(
        tuple
    ),
)


@given(client=CLIENTS, record=SAVED)
def test_every_company_and_interview_comes_back_as_it_was(client: Client, record: SavedInterview) -> None:
    archive = Archive((client,), (replace(record, client=COMPANY),), QUOTES)
    assert read_archive(archive_text(archive).encode(), "a", VOCABULARY) == archive


@given(content=st.binary(max_size=300))
@settings(max_examples=20)
def test_what_another_program_of_the_format_sealed_opens_here(content: bytes) -> None:
    assert unseal(sealed(content), PHRASE, "a.age") == content


def test_the_name_of_the_file_tells_of_no_company_and_nothing_is_overwritten(tmp_path: Path) -> None:
    made = [write_document(archive_name(DAY), "", {archives.ENDING: b"x"}, tmp_path)[0] for _ in range(2)]
    assert [path.name for path in made] == ["お助け隊_持ち出し_20261122.age", "お助け隊_持ち出し_20261122-2.age"]
    assert sys.platform == "win32" or {stat.S_IMODE(path.stat().st_mode) for path in made} == {0o600}


def test_a_company_that_could_not_be_read_back_is_not_packed(store: SqliteStore) -> None:
    take_in(store, WHOLE)
    store.clients.change(COMPANY, lambda client: replace(client, notes=(Note("半分\ud83d", DAY),)))
    with pytest.raises(DataError, match="会社の1件めが正しくありません"):
        sealed_archive(gather(store, [COMPANY]), PHRASE, VOCABULARY)


# --- the passphrase -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("phrase", "says"),
    [
        ("", "12文字以上"),
        ("さくら いぬ", "12文字以上"),
        ("           a", "12文字以上"),
        ("あああああああああああああ", "くり返し"),
        ("090-1234-5678", "数字だけ"),
        ("さくら\x00いぬ かさ うみべ", "使えない文字"),
    ],
)
def test_what_is_guessed_too_easily_is_refused_kindly(phrase: str, says: str) -> None:
    why = weakness(phrase)
    assert why is not None
    assert says in why
    with pytest.raises(ValueError, match=says):
        seal(b"x", phrase)


@pytest.mark.parametrize("phrase", [PHRASE, "correct horse battery", "桜と犬と傘と海と山と川と"])
def test_length_is_enough(phrase: str) -> None:
    assert weakness(phrase) is None


# --- what doesn't open --------------------------------------------------------------------------------

SMALL = sealed(archive_text(Archive((replace(MARUYAMA, notes=()),))))


def test_another_passphrase_does_not_open_it() -> None:
    assert refusal(SMALL, PHRASE + "ね").startswith("a.age:1: 合言葉が違うか、ファイルがこわれています・")


@pytest.mark.parametrize("bit", [0x01, 0x80])
def test_a_single_changed_byte_anywhere_refuses_the_whole(bit: int) -> None:
    assert opened(SMALL).clients[0].name == "丸山製作所"
    for at in range(len(SMALL)):
        refusal(SMALL[:at] + bytes([SMALL[at] ^ bit]) + SMALL[at + 1 :])


def test_a_file_that_was_cut_anywhere_or_went_on_refuses_the_whole() -> None:
    for length in range(len(SMALL)):
        refusal(SMALL[:length])
    refusal(SMALL + b"\x00")


@given(garbage=st.binary(max_size=200))
def test_what_is_no_archive_is_said_to_be_none(garbage: bytes) -> None:
    assert "持ち出しファイルではありません" in refusal(garbage)
    end = SMALL.index(b"---")
    assert refusal(SMALL[:end] + garbage)


@pytest.mark.parametrize("factor", ["23", "30", "64", "99", "0", "01", "+1", "100", ""])
def test_a_header_that_asks_for_too_much_work_is_refused_before_any(factor: str) -> None:
    lines = SMALL.split(b"\n", 2)
    stanza = lines[1].rsplit(b" ", 1)[0]
    began = time.monotonic()
    refusal(b"\n".join((lines[0], stanza + b" " + factor.encode(), lines[2])))
    assert time.monotonic() - began < 1


def test_a_file_sealed_for_a_key_instead_of_a_passphrase_is_refused() -> None:
    key = pyrage.x25519.Identity.generate()
    assert "持ち出しファイルではありません" in refusal(pyrage.encrypt(b"x", [key.to_public()]))


def test_a_file_that_is_too_large_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "MOST_BYTES", 100)
    assert "大きすぎます" in refusal(SMALL)
    monkeypatch.undo()
    monkeypatch.setattr(archives, "MOST_BYTES", 100)
    assert "大きすぎます" in refusal(SMALL)


def test_a_sealer_that_comes_to_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where the system ends it for want of memory."""
    monkeypatch.setattr(sealing, "in_own_process", OWN_PROCESS)
    monkeypatch.setattr(sealing, "LONGEST", 0.001)
    assert "いまは開けません" in refusal(SMALL)
    with pytest.raises(DataError, match="終わりませんでした"):
        seal(b"x", PHRASE)


# --- what is wrong inside -----------------------------------------------------------------------------

PLAIN: dict[str, Any] = json.loads(archive_text(WHOLE))


def changed(*path: str | int, to: object) -> str:
    """The archive's text with one thing changed."""
    document = json.loads(json.dumps(PLAIN))
    inner = document
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = to
    return json.dumps(document)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "中身を読めません"),
        ("{", "中身を読めません"),
        ("[" * 100_000, "中身を読めません"),
        ("[]", "会社の持ち出しではありません"),
        ('{"schema": "otasuke.interview/1"}', "会社の持ち出しではありません"),
        (changed("schema", to="otasuke.archive/2"), "もっと新しい版"),
        (changed("schema", to=1), "会社の持ち出しではありません"),
        (changed("surprise", to=1), "中身の形が違います"),
        (changed("interviews", to={}), "中身の形が違います"),
        (changed("clients", to=["x"]), "会社の1件めが正しくありません"),
        (changed("clients", 0, "id", to="../x"), "会社の1件めが正しくありません（「id」に使えない文字があります）"),
        (changed("clients", 0, "name", to="長" * 101), "「name」が長すぎます"),
        (changed("clients", 0, "notes", 0, "field", to="nonsense"), "という項目はありません"),
        (changed("clients", 0, "name", to="\ud800"), "使えない文字"),
        (changed("clients", to=PLAIN["clients"] * 2), "同じIDのものが2つあります"),
        (changed("interviews", to=PLAIN["interviews"] * 2), "同じIDのものが2つあります"),
        (
            changed("interviews", 1, "status", to="asleep"),
            "診断の2件めが正しくありません（「asleep」は使えない値です）",
        ),
        (
            changed("interviews", 0, "revision", to=0).replace('"revision": 0', f'"revision": {"9" * 5000}', 1),
            "中身を読めません",
        ),
        (changed("interviews", 0, "marks", to=json.loads("[" * 40 + "]" * 40)), "入れ子が深すぎます"),
        (changed("interviews", 0, "client", to="other"), "会社のない診断か見積りがあります"),
        (changed("interviews", 0, "client", to=None), "会社のない診断か見積りがあります"),
        (changed("quotes", 0, "client", to="../.."), "会社のない診断か見積りがあります"),
        (changed("quotes", 0, "quote", to=[]), "見積りの1件めが正しくありません"),
        (changed("quotes", 0, "quote", "devices", to=-1), "見積りの1件めが正しくありません"),
        (changed("quotes", 0, "path", to="x"), "見積りの形が違います"),
    ],
)
def test_what_is_wrong_inside_is_told_in_one_line(text: str, says: str) -> None:
    assert says in refusal(sealed(text))


# --- coming to a desk ---------------------------------------------------------------------------------


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


def test_the_day_stands_in_the_name() -> None:
    assert archive_name(date(2026, 1, 2)) == "お助け隊_持ち出し_20260102"
