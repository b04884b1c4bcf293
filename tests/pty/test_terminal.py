"""The program in a real terminal: bursts of Japanese, pasted text; and killed, it loses no accepted answer."""

import signal
import sys
from pathlib import Path

import pytest
from terminal import Terminal

from knowledge.values import Number
from questionnaires.loading import load_questionnaire
from tui.desk.store import SqliteStore

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo terminals of POSIX")
BURST = "金属加工の会社です。従業員は三十名くらいで、パソコンは二十五台あります。取引先から言われました。"


OPENING = "会社のことを自由に書いてください"


def test_a_burst_of_japanese_is_read_confirmed_and_saved(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, (120, 36))
    terminal.until_shown("新しい診断をはじめる")
    terminal.send("1")
    terminal.until_shown(OPENING)
    terminal.send(BURST)
    terminal.until_shown(BURST[-12:])
    assert BURST in terminal.text()
    terminal.send("\r")
    terminal.until_shown("「三十名くらい」")
    assert SqliteStore(tmp_path, load_questionnaire().vocabulary).list() == ()
    terminal.send("\r")
    terminal.until_shown("次のように受け取りました。")
    terminal.send("\x11")
    assert terminal.until_ended() == 0
    (record,) = SqliteStore(tmp_path, load_questionnaire().vocabulary).list()
    assert record.interview.answers["employees"] == Number(30, 30, approx=True)
    assert record.interview.answers["pcs"] == Number(25, 25)


def test_a_burst_that_begins_with_the_key_of_an_action_is_text(tmp_path: Path) -> None:
    """An input method sends 「utmって何？」 at once; its u isn't the key of わからない."""
    terminal = Terminal(tmp_path, (120, 36))
    terminal.until_shown("新しい診断をはじめる")
    terminal.send("1")
    terminal.until_shown(OPENING)
    terminal.send("\r")
    terminal.until_shown("従業員は何人ですか？")
    terminal.send("utmって何？\r")
    terminal.until_shown("箱の形の機器")
    assert "従業員は何人ですか？" in terminal.text()
    terminal.send("pcは25台でサーバーは1台\r")
    terminal.until_shown("こう受け取りました")
    terminal.send("\x11")
    assert terminal.until_ended() == 0


def test_a_pasted_text_of_several_lines_becomes_sentences(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, (120, 36))
    terminal.until_shown("新しい診断をはじめる")
    terminal.send("1")
    terminal.until_shown(OPENING)
    terminal.send("\x1b[200~従業員 40名\nPC 25台\x1b[201~")
    terminal.until_shown("> 従業員 40名。PC 25台")
    terminal.send("\x11")
    assert terminal.until_ended() == 0


def test_killed_it_loses_no_accepted_answer(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path)
    terminal.until_shown("新しい診断をはじめる")
    terminal.send("1")
    terminal.until_shown(OPENING)
    terminal.send("\r")
    terminal.until_shown("従業員は何人ですか？")
    terminal.send("約30\r")
    terminal.until_shown("仕事で使うパソコンは何台ですか？")
    terminal.send("25")
    terminal.child.kill(signal.SIGKILL)
    terminal.child.wait()
    store = SqliteStore(tmp_path, load_questionnaire().vocabulary)
    (record,) = store.list()
    assert store.notices() == ()
    assert record.interview.answers == {"employees": Number(30, 30, approx=True)}
    again = Terminal(tmp_path)
    again.until_shown("前の続きから")
    again.send("1")
    again.until_shown("仕事で使うパソコンは何台ですか？")
    again.send("\x11")
    assert again.until_ended() == 0
