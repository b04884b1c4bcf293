"""Words of an incident that goes on now: which texts are one, and what the talk makes of them."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge.values import Chosen, Number
from questionnaires.loading import load_questionnaire
from recommender.language.emergencies import speaks_of_emergency
from tui import wording
from tui.desk.store import SqliteStore
from tui.plain import run
from tui.talk.conversation import Conversation
from tui.talk.messages import Turn

DAY = date(2026, 11, 22)
TABLE = Path(__file__).parents[1] / "cases" / "talk" / "emergencies.yaml"
CASES: list[dict[str, Any]] = yaml.safe_load(TABLE.read_text(encoding="utf-8"))["cases"]


@pytest.mark.parametrize("case", CASES, ids=[case["typed"] for case in CASES])
def test_an_incident_of_now_is_told_from_fears_and_old_stories(case: dict[str, Any]) -> None:
    assert case["why"]
    assert speaks_of_emergency(case["typed"]) is case["asks"]


@pytest.fixture
def talk(tmp_path: Path) -> Conversation:
    talk = Conversation(SqliteStore(tmp_path, load_questionnaire().vocabulary), DAY)
    talk.load_rules()
    talk.start()
    return talk


def codes(turn: Turn) -> list[str]:
    return [option.code for option in turn.card.options]


@pytest.mark.parametrize("place", ["opening", "pcs", "industry", "list", "menu"])
def test_it_is_asked_wherever_it_is_written_and_no_goes_on_there(place: str, talk: Conversation) -> None:
    if place != "opening":
        talk.skip()
    if place in ("pcs", "industry"):
        talk.jump(place)
    elif place == "list":
        talk.reply("サーバーは2台です")
    elif place == "menu":
        while talk.question:
            talk.unknown()
    stood = talk.card
    asked = talk.reply("画面に英語が出て動かない")
    assert asked.card.ask == wording.ALARM_ASK
    assert talk.reply("なんとなく").card.ask == wording.ALARM_ASK
    turn = talk.reply("いいえ")
    assert turn.leads_to is None
    assert turn.card == stood or (place == "opening" and turn.card.field == "employees")


def test_after_no_the_text_is_read_as_ever(talk: Conversation) -> None:
    talk.reply("従業員30人です。変な画面が出て消えません。UTMって何？")
    turn = talk.reply("違います")
    assert codes(turn) == ["employees"]
    assert turn.questions == ("UTMって何？",)


def test_yes_opens_first_aid_and_keeps_what_was_written(talk: Conversation) -> None:
    talk.reply("従業員30人です。昨日ランサムウェアにやられた")
    turn = talk.reply("はい")
    assert turn.leads_to == "first_aid"
    assert talk.interview.answers["urgency"] == "now"
    assert "employees" in codes(turn)
    talk.reply("はい")
    assert talk.interview.answers["employees"] == Number(30, 30)
    drivers = talk.interview.answers["drivers"]
    assert isinstance(drivers, Chosen)
    assert "own_incident" in drivers.codes


def test_an_earlier_reason_stays_beside_the_incident(talk: Conversation) -> None:
    talk.skip()
    talk.jump("drivers")
    talk.choose_options(["customer_request"])
    talk.reply("感染したかもしれない")
    talk.reply("1")
    assert talk.interview.answers["drivers"] == Chosen(frozenset({"customer_request", "own_incident"}))


def test_not_being_sure_shows_the_first_aid_and_notes_nothing(talk: Conversation) -> None:
    talk.skip()
    talk.reply("パスワードが漏れたかも")
    assert talk.reply("わからない").leads_to == "first_aid"
    assert "drivers" not in talk.interview.answers


def test_line_by_line_it_is_the_same(tmp_path: Path) -> None:
    out = io.StringIO()
    source = io.StringIO("新しい\n\n15人\n画面が動かない\nはい\n終わり\n")
    assert run(tmp_path, DAY, None, source, out) == 0
    said = out.getvalue()
    assert said.index(wording.ALARM_ASK) < said.index(wording.INCIDENT_HEAD)
