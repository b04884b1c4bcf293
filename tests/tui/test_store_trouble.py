"""The desk in trouble: killed, no space, no permission, locked. No accepted answer is lost, and it is said why."""

import errno
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from strategies import VOCABULARY

from knowledge.values import Number
from questionnaires.interview import Interview
from tui.cli.main import main
from tui.desk.errors import DeskError
from tui.desk.records import SavedInterview
from tui.desk.store import SqliteStore
from tui.talk.conversation import Conversation

ROOT = Path(__file__).parents[2]
SCRIPT = Path(__file__).with_name("store_crash_script.py")
KILLS = 200
INTERVIEW = Interview(answers={"industry": "retail", "pcs": Number(5, 5)}, current="employees")

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes, limits and signals of POSIX")


@pytest.fixture
def store(tmp_path: Path) -> SqliteStore:
    return SqliteStore(tmp_path, VOCABULARY, patience=0.0)


@pytest.fixture
def saved(store: SqliteStore) -> SavedInterview:
    return store.save(replace(store.new(), interview=INTERVIEW))


def database(home: Path) -> Path:
    return home / "interviews" / "interviews.sqlite3"


@posix
def test_killed_at_any_point_it_keeps_every_accepted_answer(tmp_path: Path) -> None:
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    words = [sys.executable, str(SCRIPT), str(tmp_path), str(KILLS)]
    done = subprocess.run(words, capture_output=True, text=True, env=env, check=False)
    assert done.returncode == 0, done.stderr
    kills, points = map(int, done.stdout.split())
    assert kills == KILLS
    assert points >= 10


BEGIN = """
import sys
from pathlib import Path
from questionnaires.loading import load_questionnaire
from tui.desk.store import SqliteStore
store = SqliteStore(Path(sys.argv[1]), load_questionnaire().vocabulary)
print("ready", flush=True)
sys.stdin.readline()
for _ in range(5):
    store.save(store.new())
"""


def test_windows_that_begin_at_the_same_moment_share_one_desk(tmp_path: Path) -> None:
    words = [sys.executable, "-c", BEGIN, str(tmp_path)]
    windows = [
        subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) for _ in range(4)
    ]
    for window in windows:
        assert window.stdout is not None
        assert window.stdout.readline() == "ready\n"
    for window in windows:
        window.communicate("go\n")
    assert [window.returncode for window in windows] == [0] * 4
    store = SqliteStore(tmp_path, VOCABULARY)
    assert len(store.list()) == 20
    assert store.notices() == ()


# --- locked -------------------------------------------------------------------------------------------


@pytest.fixture
def locked(saved: SavedInterview, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    assert saved.revision
    other = sqlite3.connect(database(tmp_path), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield other
    other.close()


def test_while_another_program_writes_an_answer_waits_for_a_second_try(
    locked: sqlite3.Connection, store: SqliteStore, saved: SavedInterview
) -> None:
    talk = Conversation(store, date(2026, 11, 22), store.load(saved.id))
    talk.start()
    turn = talk.reply("30")
    assert "ほかのプログラムが保存ファイルを使っています" in turn.says[0].text
    assert turn.card.field == "employees"
    locked.execute("COMMIT")
    talk.reply("30")
    assert store.load(saved.id).interview.answers["employees"] == Number(30, 30)


def test_a_file_that_is_locked_altogether_is_told_and_the_program_starts(
    store: SqliteStore, saved: SavedInterview, tmp_path: Path
) -> None:
    store.close()
    other = sqlite3.connect(database(tmp_path), isolation_level=None)
    other.execute("PRAGMA locking_mode=EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    assert store.latest_unfinished() is None
    assert store.notices() == (
        "保存してある診断を、いまは開けません（ほかのプログラムが保存ファイルを使っています）。消えてはいません。",
    )
    with pytest.raises(DeskError, match="ほかのプログラム"):
        store.save(saved)
    other.execute("COMMIT")
    other.close()
    assert store.load(saved.id) == saved or store.load(saved.id).interview == saved.interview


# --- no space -----------------------------------------------------------------------------------------


def test_a_full_disk_is_said_and_nothing_is_lost(store: SqliteStore, saved: SavedInterview) -> None:
    connection = store._database._connection
    assert connection is not None
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")

    def fill() -> None:
        for _ in range(100):
            store.save(replace(store.new(), interview=INTERVIEW))

    with pytest.raises(DeskError, match="空きが足りません") as caught:
        fill()
    assert caught.value.errno == errno.ENOSPC
    assert store.load(saved.id).interview == INTERVIEW
    assert store.save(store.load(saved.id)).revision == 2


NO_ROOM = """
import resource, sys
from pathlib import Path
from questionnaires.loading import load_questionnaire
from tui.desk.store import SqliteStore
store = SqliteStore(Path(sys.argv[1]), load_questionnaire().vocabulary)
record = store.latest_unfinished()
size = (Path(sys.argv[1]) / "interviews" / "interviews.sqlite3-wal").stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (size + 5000, size + 5000))
kept = record.revision
try:
    for _ in range(100):
        kept = store.save(record if kept == record.revision else store.load(record.id)).revision
except OSError as error:
    print(kept, error.strerror)
"""


@posix
def test_a_file_that_may_not_grow_keeps_every_saving_that_was_told_of(saved: SavedInterview, tmp_path: Path) -> None:
    words = [sys.executable, "-c", NO_ROOM, str(tmp_path)]
    done = subprocess.run(words, capture_output=True, text=True, cwd=ROOT, check=True)
    kept, said = done.stdout.split(maxsplit=1)
    assert said.strip() in ("ディスクの読み書きに失敗しました", "ディスクの空きが足りません")
    assert SqliteStore(tmp_path, VOCABULARY).load(saved.id).revision == int(kept)


# --- no permission ------------------------------------------------------------------------------------

READ_ONLY = """
import os, sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from questionnaires.loading import load_questionnaire
from tui.talk.conversation import Conversation
from tui.desk import database, older_files
from tui.desk.store import SqliteStore
import sqlite3
vocabulary = load_questionnaire().vocabulary
if os.geteuid() == 0:
    os.setuid(65534)
home = Path(sys.argv[1])
store = SqliteStore(home, vocabulary)
print(store.latest_unfinished(), *store.notices())
talk = Conversation(store, date(2026, 11, 22))
talk.start()
talk.skip()
turn = talk.reply("5")
print(turn.card.field, *(message.text for message in turn.says))
"""


@pytest.fixture
def shared() -> Iterator[Path]:
    """A directory that another user can come to: the tests may run as root, whom no mode stops."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name)
        path.chmod(0o755)
        yield path


def read_only(home: Path) -> str:
    words = [sys.executable, "-c", READ_ONLY, str(home)]
    return subprocess.run(words, capture_output=True, text=True, cwd=ROOT, check=True).stdout


@posix
def test_a_directory_that_may_not_be_written_is_said_and_the_question_stays(shared: Path) -> None:
    shared.chmod(0o555)
    told = read_only(shared)
    assert told.splitlines()[0] == "None"
    assert "保存する場所に書き込む許可がありません" in told.splitlines()[1]
    assert list(shared.iterdir()) == []


@posix
def test_a_file_that_may_not_be_written_is_said_and_stays_as_it_is(shared: Path) -> None:
    store = SqliteStore(shared, VOCABULARY)
    saved = store.save(replace(store.new(), interview=INTERVIEW))
    store.close()
    before = database(shared).read_bytes()
    database(shared).chmod(0o444)
    database(shared).parent.chmod(0o555)
    told = read_only(shared)
    assert told.startswith("None 保存してある診断を、いまは開けません（保存する場所に書き込む許可がありません）")
    assert database(shared).read_bytes() == before
    database(shared).parent.chmod(0o700)
    assert SqliteStore(shared, VOCABULARY).load(saved.id).interview == INTERVIEW


def test_the_command_line_says_it_in_one_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "interviews" / "interviews.sqlite3").mkdir(parents=True)
    monkeypatch.setenv("OTASUKE_HOME", str(tmp_path))
    assert main(["sessions", "list"]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith("otasuke: 保存してある診断を、いまは開けません")
    assert shown.err.count("\n") == 1


# --- a copy while it is open --------------------------------------------------------------------------


def test_a_copy_of_the_directory_is_a_whole_desk(store: SqliteStore, saved: SavedInterview, tmp_path: Path) -> None:
    """People copy folders while the program runs; with its log the copy holds the last answer."""
    shutil.copytree(tmp_path / "interviews", tmp_path / "copy" / "interviews")
    assert SqliteStore(tmp_path / "copy", VOCABULARY).load(saved.id).interview == INTERVIEW
    assert store.load(saved.id).interview == INTERVIEW
