"""`otasuke clients report` as a consultant runs it."""

import stat
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from strategies import VOCABULARY

from knowledge.values import exactly
from questionnaires.interview import Interview
from recommender.rulebase import load_rulebase
from tui.cli.main import main
from tui.desk.clients import Note
from tui.desk.store import SqliteStore
from tui.talk.conversation import Conversation

DAY = date(2026, 11, 22)
ANSWERS = {
    "industry": "retail",
    "employees": exactly(12),
    "pcs": exactly(9),
    "servers": exactly(0),
    "sites": exactly(1),
    "network": "mobile_only",
    "remote_work": "none",
}


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One company with a finished interview, a document in its hands, and a note."""
    monkeypatch.setenv("OTASUKE_HOME", str(tmp_path / "home"))
    store = SqliteStore(tmp_path / "home", VOCABULARY)
    client = store.clients.add(replace(store.clients.new("丸山\x1b[31m商店"), notes=(Note("ないしょ", DAY),)))
    record = replace(store.new(), client=client.id, interview=Interview(ANSWERS))
    talk = Conversation(store, DAY, store.save(record))
    talk.rules = load_rulebase()
    talk.finish()
    result = talk.assessment(explain=False)
    talk.keep_result(result)
    talk.keep_sent("client", result)
    store.close()


def told(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(["clients", "report", *words])
    shown = capsys.readouterr()
    return code, shown.out, shown.err


@pytest.mark.usefixtures("desk")
def test_the_report_comes_as_text_on_the_screen(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = told(capsys, "--as-of", "2026-11-22")
    assert code == 0
    assert out.startswith("# 会社全体のまとめ\n")
    assert "| 端末監視 | 1社 |" in out
    assert "社外に渡さないでください" in out
    assert not [word for word in ("ないしょ", "\x1b") if word in out]


@pytest.mark.usefixtures("desk")
def test_a_file_is_for_its_owner_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "report.html"
    assert told(capsys, "--format", "html", "-o", str(out))[0] == 0
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert "<h1>会社全体のまとめ</h1>" in out.read_text(encoding="utf-8")


@pytest.mark.usefixtures("desk")
def test_the_tables_come_for_spreadsheets(capsys: pytest.CaptureFixture[str]) -> None:
    _, companies, _ = told(capsys, "--format", "csv", "--as-of", "2026-11-22")
    assert companies.startswith('\ufeff"会社","よみ"')
    assert companies.count("\n") == 2
    _, calls, _ = told(capsys, "--format", "csv", "--changes", "--as-of", "2026-11-22")
    assert calls.startswith('\ufeff"会社","状況"')
    assert calls.count("\n") == 1
    _, later, _ = told(capsys, "--format", "csv", "--changes", "--as-of", "2028-11-22")
    assert "確かめ直してから伝える" in later
    assert "電話で伝える" not in later


def test_nothing_kept_is_no_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("OTASUKE_HOME", str(tmp_path / "none"))
    assert told(capsys)[0] == 0
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("words", [("--changes",), ("--format", "pdf"), ("--as-of", "soon")])
def test_what_is_wrong_is_told_in_one_line(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = told(capsys, *words)
    assert code == 2
    assert len(err.splitlines()) == 1
