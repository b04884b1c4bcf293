"""The interview line by line has every feature of the talk."""

import io
from datetime import date
from pathlib import Path

import pytest

from knowledge.values import Number
from questionnaires.loading import load_questionnaire
from tui import wording
from tui.desk.store import SqliteStore
from tui.plain import run


def talk(home: Path, *lines: str, resume: str | None = None) -> str:
    out = io.StringIO()
    source = io.StringIO("".join(f"{line}\n" for line in lines))
    assert run(home, date(2026, 11, 22), resume, source, out) == 0
    return out.getvalue()


def test_from_the_first_question_to_the_result(tmp_path: Path) -> None:
    said = talk(tmp_path, "1", "", "三十", "25", "ビル", "なし", "1", "結果", "終わり")
    assert "従業員は「30人」ですね。" in said
    assert "【結論】" in said
    assert "端末監視" in said
    assert wording.GOODBYE in said


def test_back_why_unknown_and_review(tmp_path: Path) -> None:
    first = ("新しい", "", "見直し", "1", "製造業")
    said = talk(tmp_path, *first, "なぜ", "わからない", "戻る", "40", "見直し", "1", "小売業", "終わり")
    assert "この答えは、中小企業" in said
    assert wording.UNKNOWN_IS_FINE in said
    assert "いまの答え: わからない" in said
    assert wording.PLAIN_REVIEW in said
    assert "いまの答え: 製造業" in said
    (record,) = SqliteStore(tmp_path, load_questionnaire().vocabulary).list()
    assert record.interview.answers["industry"] == "retail"


def test_an_unfinished_interview_is_offered_and_taken_up(tmp_path: Path) -> None:
    talk(tmp_path, "1", "", "30", "25")
    said = talk(tmp_path, "1", "終わり")
    assert "前の続きから" in said
    assert "2問まで答えてあります" in said
    assert "会社のインターネットの回線は、どれですか？" in said


def test_an_interview_is_resumed_by_name(tmp_path: Path) -> None:
    talk(tmp_path, "1", "", "30")
    (record,) = SqliteStore(tmp_path, load_questionnaire().vocabulary).list()
    assert "仕事で使うパソコンは何台ですか？" in talk(tmp_path, resume=record.id)


def test_a_name_of_nothing_is_said_and_gives_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, resume="nothing\x1b[31m") == 2
    error = capsys.readouterr().err
    assert "「nothing」という診断は見当たりません" in error
    assert "\x1b" not in error


def test_an_incident_gets_first_aid_before_any_question(tmp_path: Path) -> None:
    said = talk(tmp_path, "いま", "終わり")
    assert said.index(wording.INCIDENT_HEAD) < said.index("従業員は何人ですか？")


def test_the_end_of_input_ends_the_talk_with_everything_saved(tmp_path: Path) -> None:
    said = talk(tmp_path, "1", "", "30")
    assert said.endswith(f"{wording.GOODBYE}\n")
    assert len(SqliteStore(tmp_path, load_questionnaire().vocabulary).list()) == 1


def test_what_a_terminal_obeys_is_never_printed(tmp_path: Path) -> None:
    said = talk(tmp_path, "1", "", "\x1b[2J\x1b]0;x\x07", "30", "終わり")
    assert "\x1b" not in said
    assert "\x07" not in said


def test_a_paragraph_is_confirmed_corrected_and_asked_about(tmp_path: Path) -> None:
    said = talk(
        tmp_path,
        "1",
        "従業員三十名くらいの金属加工です。パソコンは25台、サーバーは1台です",
        "4を消す",
        "2",
        "40",
        "UTMって何？",
        "はい",
        "やっぱりPCは30台",
        "",
        "解約したらどうなる？",
        "終わります",
    )
    assert "「三十名くらい」" in said
    assert "出入口" in said
    assert "基準 第1章2(8)" in said
    assert "いまは25台" in said
    assert "違約金" in said
    (record,) = SqliteStore(tmp_path, load_questionnaire().vocabulary).list()
    assert record.interview.answers == {
        "industry": "manufacturing",
        "employees": Number(40, 40),
        "pcs": Number(30, 30),
    }


def test_what_nobody_knows_is_said_so(tmp_path: Path) -> None:
    said = talk(tmp_path, "1", "", "明日の天気は？", "終わり")
    assert wording.NO_ANSWER in said
    assert said.count("従業員は何人ですか？") == 2


def test_starting_over_keeps_the_first_interview(tmp_path: Path) -> None:
    talk(tmp_path, "1", "", "見直し", "1", "製造業", "やり直し", "1", "", "見直し", "1", "小売業", "終わり")
    records = SqliteStore(tmp_path, load_questionnaire().vocabulary).list()
    assert {record.interview.answers["industry"] for record in records} == {"manufacturing", "retail"}


@pytest.mark.parametrize("typed", ["見積りを点検する・比べる", "3"])
def test_quotes_are_said_to_be_elsewhere_and_no_interview_begins(typed: str, tmp_path: Path) -> None:
    said = talk(tmp_path, typed)
    assert "otasuke quote" in said
    assert said.count(wording.START_ASK) == 2
    assert SqliteStore(tmp_path, load_questionnaire().vocabulary).list() == ()


def test_the_first_menu_takes_a_paragraph(tmp_path: Path) -> None:
    said = talk(tmp_path, "従業員30人の金属加工です", "はい", "終わり")
    assert wording.CONFIRM_ASK in said
    (record,) = SqliteStore(tmp_path, load_questionnaire().vocabulary).list()
    assert record.interview.answers["employees"] == Number(30, 30)
