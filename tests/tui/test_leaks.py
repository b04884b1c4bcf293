"""Nothing of the desk reaches a document that a client is given: no ひかえ, path, host, user, id or other company.

Every text on the desk that is private carries a mark of its own, so that a document shows whence each word came.
"""

import getpass
import io
import os
import socket
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from types import MappingProxyType
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import VOCABULARY, answers

from knowledge.values import exactly
from questionnaires.interview import Interview
from recommender.results import Assessment
from recommender.rulebase import RuleBase, load_rulebase
from tui.conversation import Conversation
from tui.desk.clients import Client, Note, with_note
from tui.desk.portable import anonymised
from tui.desk.records import Mark, SavedInterview, Variant, to_text
from tui.desk.rendering import Shape
from tui.desk.store import SqliteStore
from tui.exporting import Kind, Order, summary_of, written
from tui.paperwork import Paperwork
from tui.ticks import SheetKind

DAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
RULES: RuleBase = load_rulebase()
FIELDS = st.sampled_from(sorted(VOCABULARY.fields))
TEXTS = tuple(name for name, field in VOCABULARY.fields.items() if field.kind == "text")
SHAPES: tuple[Shape, ...] = ("md", "html", "docx")


@dataclass(frozen=True)
class Desk:
    """A filled store in a folder whose name is marked, and what each company's documents must not hold."""

    store: SqliteStore
    folder: Path
    private: tuple[str, ...]
    """Notes, ids and readings of every company."""
    names: dict[str, str]
    """The marked name of each company by its id."""


@dataclass(frozen=True)
class Filling:
    """What stands on the desk of one company: how many notes, and its interviews' answers."""

    notes: tuple[str | None, ...]
    interviews: tuple[dict[str, object], ...]


FILLINGS = st.builds(
    Filling,
    st.lists(st.none() | FIELDS, min_size=1, max_size=4).map(tuple),
    st.lists(answers([name for name in VOCABULARY.fields if name not in TEXTS]), min_size=1, max_size=2).map(tuple),
)


def filled(folder: Path, fillings: list[Filling]) -> Desk:
    """The desk with a company for each filling."""
    store = SqliteStore(folder, VOCABULARY, lambda: NOW)
    marks = (f"ZQ{number:04d}X" for number in count())
    private, names = [], {}
    for filling in fillings:
        name, kana = f"会社{next(marks)}", f"かいしゃ{next(marks)}"
        client = store.clients.add(store.clients.new(name, kana))
        names[client.id] = name
        private += [kana, client.id]
        previous: SavedInterview | None = None
        for given_answers in filling.interviews:
            record = store.save(_interview(store, client, name, given_answers, previous))
            private.append(record.id)
            previous = record
            for field in filling.notes:
                text = f"ひかえ{next(marks)}"
                private.append(text)
                note = Note(text, DAY, record.id if field else None, field)
                client = store.clients.change(client.id, lambda kept, note=note: with_note(kept, note, ""))  # type: ignore[misc]  # mypy can't infer a lambda with a default
    return Desk(store, folder, tuple(private), names)


def _interview(
    store: SqliteStore, client: Client, name: str, given_answers: dict[str, object], previous: SavedInterview | None
) -> SavedInterview:
    interview = Interview({**given_answers, "company_name": name})  # type: ignore[dict-item]  # answers() draws values
    return replace(
        store.new(),
        client=client.id,
        interview=interview,
        status="finished",
        follows=previous.id if previous else None,
        carried=MappingProxyType({"pcs": DAY} if "pcs" in interview.answers else {}),
        resume_on=DAY,
        marks=MappingProxyType({"action.gbizid": Mark("doing", "田中", DAY, "申込中")}),
        variants=(Variant("在宅が増えたら", {"pcs": exactly(40)}),),
    )


def documents(desk: Desk, record: SavedInterview) -> Iterator[tuple[str, bytes]]:
    """Every document that can be given to a client, by its file name."""
    talk = Conversation(desk.store, DAY, record)
    talk.rules = RULES
    result = talk.assessment(explain=False)
    talk.keep_result(result)
    with tempfile.TemporaryDirectory() as out:
        folder = Path(out)
        _write_all(talk, result, folder)
        for path in sorted(folder.iterdir()):
            yield path.name, path.read_bytes()
    yield "anonymised.json", to_text(anonymised(record, RULES)).encode()


def _write_all(talk: Conversation, result: Assessment, folder: Path) -> None:
    around = Around(summary_of(talk, result, RULES), talk.record.carried)
    for kind in get_args(Kind):
        for shape in ("text",) if kind == "steps" else SHAPES:
            for redact in (False, True):
                place = folder / ("redacted" if redact else "named")
                place.mkdir(exist_ok=True)
                order = Order(kind, shape, redact, "" if redact else "山本 一郎")
                assert written(order, result, around, RULES, place)[1]
    papers = Paperwork(RULES, DAY, talk.record.marks, lambda _kind, _result: ())
    with contextlib.chdir(folder / "named"):
        papers.write_request(result, None, ())
        for kind in get_args(SheetKind):
            papers.write_sheet(kind, result)
        finished = [record for record in talk.store.of_client(talk.record.client or "") if record.result]
        if len(finished) > 1:
            papers.write("年ごとの比較", "", year_blocks(year_on_year(finished[1], finished[0], RULES, DAY)))


def readable(content: bytes) -> str:
    """What stands in a file, the parts of a Word file unpacked."""
    if not content.startswith(b"PK"):
        return content.decode("utf-8-sig")
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return "\n".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())


@pytest.fixture(autouse=True)
def marked_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Host and user with names that stand nowhere else."""
    monkeypatch.setattr(socket, "gethostname", lambda: "ZQHOSTX")
    monkeypatch.setattr(getpass, "getuser", lambda: "ZQUSERX")
    for name in ("USER", "LOGNAME", "USERNAME", "HOSTNAME"):
        monkeypatch.setenv(name, "ZQUSERX")


@settings(max_examples=6)
@given(fillings=st.lists(FILLINGS, min_size=2, max_size=3))
def test_no_document_holds_anything_private_or_of_another_company(fillings: list[Filling]) -> None:
    with tempfile.TemporaryDirectory(suffix="ZQFOLDERX") as home:
        desk = filled(Path(home), fillings)
        for client_id, name in desk.names.items():
            others = {other for key, other in desk.names.items() if key != client_id}
            record = desk.store.of_client(client_id)[0]
            for title, content in documents(desk, record):
                text = f"{title}\n{readable(content)}"
                for secret in (*desk.private, *others, "ZQFOLDERX", "ZQHOSTX", "ZQUSERX", str(Path.cwd()), os.uname()[1]):
                    assert secret not in text, (title, secret)
                if "anonymised" in title:
                    assert name not in text
