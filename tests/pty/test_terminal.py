"""The program in a real terminal: start, a burst of Japanese, quit; and killed, it loses no accepted answer."""

import signal
import sys
from pathlib import Path

import pytest

pytest.importorskip("pexpect")
pytest.importorskip("pyte")

from terminal import Terminal

from knowledge.values import Number
from questionnaires.loading import load_questionnaire
from tui.desk.store import FileStore

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo terminals are POSIX")
BURST = "金属加工の会社です。従業員は三十名くらいで、パソコンは二十五台あります。取引先から言われました。"


def test_it_starts_takes_a_burst_of_japanese_and_quits(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, (120, 36))
    terminal.until_shown("新しい診断をはじめる")
    terminal.send("1")
    terminal.until_shown("どんなお仕事の会社ですか？")
    terminal.send(BURST)
    terminal.until_shown(BURST[-12:])
    assert BURST in terminal.text()
    terminal.send("\x15\r")
    terminal.until_shown("従業員は何人ですか？")
    terminal.send("\x11")
    assert terminal.until_ended() == 0


def test_a_pasted_text_of_several_lines_becomes_one(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, (120, 36))
    terminal.until_shown("新しい診断をはじめる")
    terminal.send("1")
    terminal.until_shown("どんなお仕事の会社ですか？")
    terminal.send("\x1b[200~金属加工\nの会社\x1b[201~")
    terminal.until_shown("> 金属加工 の会社")
    terminal.send("\x11")
    assert terminal.until_ended() == 0


def test_killed_it_loses_no_accepted_answer(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path)
    terminal.until_shown("新しい診断をはじめる")
    terminal.send("1")
    terminal.until_shown("どんなお仕事の会社ですか？")
    terminal.send("製造業\r")
    terminal.until_shown("従業員は何人ですか？")
    terminal.send("約30\r")
    terminal.until_shown("仕事で使うパソコンは何台ですか？")
    terminal.send("25")
    terminal.child.kill(signal.SIGKILL)
    terminal.child.wait()
    store = FileStore(tmp_path, load_questionnaire().vocabulary)
    (record,) = store.list()
    assert store.notices() == ()
    assert record.interview.answers == {"industry": "manufacturing", "employees": Number(30, 30, approx=True)}
    again = Terminal(tmp_path)
    again.until_shown("前の続きから")
    again.send("1")
    again.until_shown("仕事で使うパソコンは何台ですか？")
    again.send("\x11")
    assert again.until_ended() == 0
