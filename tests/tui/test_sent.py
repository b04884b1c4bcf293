"""Documents that were handed over: the interview remembers the newest of each kind, with what it told."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from strategies import VOCABULARY

from questionnaires.interview import Interview
from questionnaires.profile import read_profile
from recommender.marks import answer_mark
from recommender.rulebase import RuleBase, load_rulebase
from tui.desk.headlines import kept_result
from tui.desk.records import MOST_SENT, Mark
from tui.desk.sent import TITLES, cites_of, with_sent
from tui.desk.store import SqliteStore
from tui.paperwork import Paperwork
from tui.talk.conversation import Conversation

DAY = date(2026, 11, 22)
EXAMPLE = Path(__file__).parents[2] / "examples" / "machikoba.yaml"
ANSWERS = read_profile(EXAMPLE.read_text(encoding="utf-8"), EXAMPLE.name, VOCABULARY).answers


@pytest.fixture(scope="module")
def rules() -> RuleBase:
    return load_rulebase()


@pytest.fixture
def store(tmp_path: Path) -> SqliteStore:
    return SqliteStore(tmp_path / "home", VOCABULARY)


@pytest.fixture
def talk(store: SqliteStore, rules: RuleBase) -> Conversation:
    made = Conversation(store, DAY, store.save(replace(store.new(), interview=Interview(ANSWERS))))
    made.rules = rules
    made.finish()
    return made


def paperwork(talk: Conversation, rules: RuleBase) -> Paperwork:
    return Paperwork(rules, DAY, talk.record.marks, talk.keep_sent)


def test_the_newest_of_each_kind_is_remembered(talk: Conversation) -> None:
    result, record = talk.assessment(explain=False), talk.record
    for number, kind in enumerate((*TITLES, "client")):
        record = with_sent(record, kind, DAY + timedelta(days=number), result)
    assert len(TITLES) <= MOST_SENT
    assert sorted(item.kind for item in record.sent) == sorted(TITLES)
    assert record.sent[-1].kind == "client"
    assert record.sent[-1].day == DAY + timedelta(days=len(TITLES))
    assert record.sent[-1].result == kept_result(result)


def test_what_a_result_cites_is_named_once_clauses_frames_routes_and_services(
    talk: Conversation, rules: RuleBase
) -> None:
    result = talk.assessment(explain=False)
    cites = cites_of(result)
    assert len(set(cites)) == len(cites)
    known = rules.knowledge
    for table in (known.clauses, known.frames, known.routes, known.services):
        assert set(cites) & set(table)
    assert {reason_cite for reason in result.monitoring.reasons for reason_cite in reason.cites} <= set(cites)
    assert {route.id for route in result.subsidies} <= set(cites)
    assert {item.id for item in result.candidates} <= set(cites)


def test_a_document_is_on_the_desk_and_comes_back_as_it_was(talk: Conversation, store: SqliteStore) -> None:
    assert talk.keep_sent("ringi", talk.assessment(explain=False)) == ()
    kept = store.load(talk.record.id)
    assert kept.sent == talk.record.sent
    assert [(item.kind, item.day) for item in kept.sent] == [("ringi", DAY)]


def test_a_step_of_the_self_check_is_no_part_of_what_was_told(talk: Conversation) -> None:
    """It comes from marks and not from the rules: another day it would look like a change of the rules."""
    plain = talk.assessment(explain=False)
    talk.keep_beside(marks={answer_mark("backup"): Mark("done", word="none")})
    with_step = talk.assessment(explain=False)
    assert [action.id for action in with_step.actions] != [action.id for action in plain.actions]
    talk.keep_sent("client", with_step)
    assert talk.record.sent[0].result.headline.actions == kept_result(plain).headline.actions


def test_every_paper_that_tells_the_result_counts_and_the_self_check_does_not(
    talk: Conversation, rules: RuleBase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result, writes = talk.assessment(explain=False), paperwork(talk, rules)
    writes.write_request(result, None, ())
    for kind in ("actions", "contract", "onboarding", "posture"):
        assert "書き出しました" in writes.write_sheet(kind, result)  # type: ignore[arg-type]  a Literal each
    assert [item.kind for item in talk.record.sent] == ["request", "steps", "contract", "onboarding"]
    assert {path.stem.split("_")[0] for path in tmp_path.glob("*.docx")} == {
        "見積依頼書",
        "次の一歩",
        "契約の確認",
        "導入の段取り",
        "対策の点検",
    }


def test_what_could_not_be_written_was_not_handed_over(
    talk: Conversation, rules: RuleBase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    told = paperwork(talk, rules).write_request(talk.assessment(explain=False), None, ())
    assert "書き出せませんでした" in told
    assert talk.record.sent == ()
