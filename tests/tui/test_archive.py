"""The archive between two machines of a consultant: what travels, the passphrase, and what doesn't open."""

import json
import stat
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pyrage
import pytest
from age_files import age_file
from archive_samples import COMPANY, DAY, FIRST, MARUYAMA, MORNING, QUOTES, SECOND, WHOLE, everything
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import VOCABULARY
from test_store import SAVED

from knowledge.faults import DataError
from knowledge.values import exactly
from questionnaires.interview import Interview
from tui.desk import archive as archives
from tui.desk import sealer, sealing
from tui.desk.archive import Archive, archive_name, archive_text, gather, read_archive, unpack
from tui.desk.archive import sealed as sealed_archive
from tui.desk.arriving import take_in
from tui.desk.clients import Client, Note
from tui.desk.exports import write_document
from tui.desk.records import SavedInterview
from tui.desk.sealing import seal, unseal, weakness
from tui.desk.store import SqliteStore

PHRASE = "さくら いぬ かさ うみべ"


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


def test_the_day_stands_in_the_name() -> None:
    assert archive_name(date(2026, 1, 2)) == "お助け隊_持ち出し_20260102"
