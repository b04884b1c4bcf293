"""Nothing of the desk reaches a document that a client is given: no ひかえ, path, host, user, id or other company.

Every private text on the desk carries a mark of its own, so that a document shows whence each word came.
"""

from __future__ import annotations

import contextlib
import getpass
import io
import socket
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from types import MappingProxyType
from typing import get_args

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from strategies import VOCABULARY, answers

from knowledge.values import Value, exactly
from questionnaires.interview import Interview
from recommender.export.ics import to_ics
from recommender.results import Assessment
from recommender.rulebase import RuleBase, load_rulebase
from tui.desk.clients import Client, Note, with_note
from tui.desk.portable import anonymised
from tui.desk.records import Mark, SavedInterview, Variant, to_text
from tui.desk.rendering import Shape
from tui.desk.store import SqliteStore
from tui.desk.year_on_year import TITLE, year_on_year
from tui.exporting import Around, Kind, Order, summary_of, written
from tui.paperwork import Paperwork
from tui.talk.conversation import Conversation
from tui.ticks import SheetKind
from tui.year_page import year_blocks

DAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
RULES: RuleBase = load_rulebase()
TEXTS = tuple(name for name, field in VOCABULARY.fields.items() if field.kind == "text")
ANSWERS = answers([name for name in VOCABULARY.fields if name not in TEXTS])
SHAPES: tuple[Shape, ...] = ("md", "html", "docx")
FOLDER, HOST, USER = "ZQFOLDERX", "ZQHOSTX", "ZQUSERX"
OWNER, PRESENT = "ZQOWNERX", "ZQPRESENTX"


@dataclass(frozen=True)
class Filling:
    """What stands on the desk of one company: what its notes are about (None: the company), its interviews' answers."""

    notes: tuple[str | None, ...]
    interviews: tuple[Mapping[str, Value], ...]


FILLINGS = st.builds(
    Filling,
    st.lists(st.none() | st.sampled_from(sorted(VOCABULARY.fields)), min_size=1, max_size=4, unique=True).map(tuple),
    st.lists(ANSWERS, min_size=1, max_size=2).map(tuple),
)


class Desk:
    """A store filled at random. `private` holds the notes, readings and ids, `names` each company's name by its id."""

    def __init__(self, home: Path, fillings: list[Filling]) -> None:
        self.store = SqliteStore(home, VOCABULARY, lambda: NOW)
        self.private: list[str] = []
        self.names: dict[str, str] = {}
        self._marks = (f"ZQ{number:04d}X" for number in count())
        for filling in fillings:
            self._add(filling)

    def _add(self, filling: Filling) -> None:
        name, kana = f"会社{next(self._marks)}", f"かいしゃ{next(self._marks)}"
        client = self.store.clients.add(self.store.clients.new(name, kana))
        self.names[client.id] = name
        self.private += [kana, client.id]
        record: SavedInterview | None = None
        for given_answers in filling.interviews:
            record = self._interview(client, name, given_answers, record)
            self.private.append(record.id)
            for field in filling.notes:
                self._note(client, record.id if field else None, field)

    def _note(self, client: Client, interview: str | None, field: str | None) -> None:
        text = f"ひかえ{next(self._marks)}"
        self.private.append(text)
        self.store.clients.change(client.id, lambda kept: with_note(kept, Note(text, DAY, interview, field), ""))

    def _interview(
        self, client: Client, name: str, given_answers: Mapping[str, Value], before: SavedInterview | None
    ) -> SavedInterview:
        """A finished interview with everything that can stand in one, its result kept as shown."""
        record = replace(
            self.store.new(),
            client=client.id,
            interview=Interview({**given_answers, "company_name": name}),
            status="finished",
            follows=before.id if before else None,
            carried=MappingProxyType(dict.fromkeys(list(given_answers)[:2], DAY) if before else {}),
            resume_on=DAY,
            marks=MappingProxyType({"action.gbizid": Mark("doing", OWNER, DAY, "申込中")}),
            variants=(Variant("台数が増えたら", {"pcs": exactly(40)}),),
        )
        talk = Conversation(self.store, DAY, self.store.save(record))
        talk.rules = RULES
        talk.keep_result(talk.assessment(explain=False))
        return talk.record


def documents(desk: Desk, client_id: str) -> Iterator[tuple[Path, bytes]]:
    """Every document of a company's newest interview that can leave the house."""
    records = desk.store.of_client(client_id)
    talk = Conversation(desk.store, DAY, records[0])
    talk.rules = RULES
    result = talk.assessment(explain=False)
    with tempfile.TemporaryDirectory() as out:
        named, hidden = Path(out) / "named", Path(out) / "hidden"
        for folder in (named, hidden):
            folder.mkdir()
        _write_results(talk, result, named, hidden)
        _write_papers(talk, result, named)
        if len(records) > 1 and (compared := year_on_year(records[1], records[0], RULES)):
            with contextlib.chdir(named):
                papers_of(talk).write(TITLE, compared.company, year_blocks(compared, RULES))
        (hidden / "interview.json").write_text(to_text(anonymised(records[0], RULES)), encoding="utf-8")
        if result.outlook.plan:
            (named / "plan.ics").write_text(to_ics(result.outlook.plan, desk.names[client_id], RULES), encoding="utf-8")
        for path in sorted(Path(out).glob("*/*")):
            yield path.relative_to(out), path.read_bytes()


def _write_results(talk: Conversation, result: Assessment, named: Path, hidden: Path) -> None:
    around = Around(summary_of(talk, result, RULES), talk.record.carried)
    shapes_of: dict[Kind, tuple[Shape, ...]] = {"steps": ("text",)}
    for kind in get_args(Kind):
        for shape in shapes_of.get(kind, SHAPES):
            assert written(Order(kind, shape, False, PRESENT), result, around, RULES, named)[1]  # noqa: FBT003  not hidden
            assert written(Order(kind, shape, True), result, around, RULES, hidden)[1]  # noqa: FBT003  hidden


def _write_papers(talk: Conversation, result: Assessment, folder: Path) -> None:
    with contextlib.chdir(folder):
        papers_of(talk).write_request(result, None, ())
        for kind in get_args(SheetKind):
            papers_of(talk).write_sheet(kind, result)


def papers_of(talk: Conversation) -> Paperwork:
    return Paperwork(RULES, DAY, talk.record.marks, lambda _kind, _result: ())


def readable(content: bytes) -> str:
    """What stands in a file, the parts of a Word file unpacked."""
    if not content.startswith(b"PK"):
        return content.decode("utf-8-sig")
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return "\n".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())


@pytest.fixture(autouse=True)
def marked_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Host and user with names that stand nowhere else."""
    monkeypatch.setattr(socket, "gethostname", lambda: HOST)
    monkeypatch.setattr(getpass, "getuser", lambda: USER)
    for name in ("USER", "LOGNAME", "USERNAME", "HOSTNAME"):
        monkeypatch.setenv(name, USER)


@settings(max_examples=6, phases=(Phase.explicit, Phase.generate))  # shrinking would write thousands of documents
@given(fillings=st.lists(FILLINGS, min_size=2, max_size=3))
def test_no_document_holds_anything_private_or_of_another_company(fillings: list[Filling]) -> None:
    """Where names are hidden the company's own name is private too, and so is who has to do something."""
    with tempfile.TemporaryDirectory(suffix=FOLDER) as home:
        desk = Desk(Path(home), fillings)
        for client_id, name in desk.names.items():
            others = set(desk.names.values()) - {name}
            secrets = {*desk.private, *others, FOLDER, HOST, USER, str(Path.cwd()), tempfile.gettempdir()}
            for path, content in documents(desk, client_id):
                text = f"{path.name}\n{readable(content)}"
                hidden = {name, OWNER, PRESENT} if path.parent.name == "hidden" else set()
                found = {secret for secret in secrets | hidden if secret in text}
                assert not found, (path.name, found)


def test_the_documents_say_what_the_company_told(tmp_path: Path) -> None:
    """So that the test above reads the documents as a person would: what belongs in them is found in them."""
    desk = Desk(tmp_path, [Filling((None,), ({"pcs": exactly(23), "employees": exactly(30)}, {"pcs": exactly(23)}))])
    ((client_id, name),) = desk.names.items()
    texts = {path: readable(content) for path, content in documents(desk, client_id)}
    telling = [path for path, text in texts.items() if name in text and path.parent.name == "named"]
    kinds = {path.name.split("_")[0].split(".")[0] for path in telling}
    assert {"お助け隊診断", "判断の記録", "ユーザー概況と提案の記録", TITLE} <= kinds
    assert any("23台" in text for path, text in texts.items() if path.suffix == ".docx")
