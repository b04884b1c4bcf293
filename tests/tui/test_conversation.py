"""The conversation without a screen: order, saving, going back, and what it says."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from knowledge.values import UNKNOWN, Number
from questionnaires.loading import load_questionnaire
from recommender.rulebase import load_rulebase
from recommender.stability import examine
from tui import wording
from tui.desk.records import SavedInterview
from tui.desk.store import SqliteStore
from tui.talk.conversation import Conversation
from tui.talk.course import CONDITIONS, DECISIVE
from tui.talk.first_aid import IN_AN_INCIDENT, first_aid
from tui.talk.messages import Turn

DAY = date(2026, 11, 22)


@pytest.fixture
def store(tmp_path: Path) -> SqliteStore:
    return SqliteStore(tmp_path, load_questionnaire().vocabulary)


@pytest.fixture
def talk(store: SqliteStore) -> Conversation:
    """A talk past its opening, at the question of the trade."""
    talk = Conversation(store, DAY)
    talk.start()
    talk.skip()
    talk.load_rules()
    talk.jump("industry")
    return talk


def said(turn: Turn, kind: str) -> list[str]:
    return [message.text for message in turn.says if message.kind == kind]


def answer_all(talk: Conversation) -> Turn:
    """Takes the first option, or a small number, until a menu opens."""
    turn = Turn((), talk.card)
    while talk.question:
        card = talk.card
        number = "2万" if "円" in (card.example or "") else "2"
        turn = talk.choose_options([card.options[0].code]) if card.options else talk.reply(number)
    return turn


def test_the_opening_needs_no_rules(store: SqliteStore) -> None:
    talk = Conversation(store, DAY)
    assert talk.start().card.kind == "free"
    cards = [talk.reply("").card, talk.reply("30").card]
    assert [card.field for card in cards] == ["employees", "pcs"]
    assert talk.rules is None


def test_after_the_opening_conditions_come_first_and_nothing_is_asked_that_nothing_hangs_on(
    talk: Conversation,
) -> None:
    for text in ("卸売業", "30", "25"):
        talk.reply(text)
    asked: list[str] = []
    while talk.question:
        stability = examine(talk.profile.answers, load_rulebase())
        field = talk.question.field
        assert field in stability.stakes or (stability.final and field in ("pcs", "servers", "sites"))
        waiting = [name for name in CONDITIONS if stability.stakes.get(name, 0) >= DECISIVE]
        assert not waiting or field == waiting[0]
        asked.append(field)
        talk.unknown()
    assert asked[0] == "network"


def test_the_trade_is_asked_once_the_result_stands(store: SqliteStore) -> None:
    talk = Conversation(store, DAY)
    talk.start()
    talk.skip()
    talk.load_rules()
    asked = []
    while talk.question:
        asked.append(talk.question.field)
        if talk.question.field == "employees":
            talk.reply("30")
        else:
            talk.unknown()
    assert asked[0] == "employees"
    assert asked[-1] == "industry"


def test_every_answer_is_saved_before_the_next_question(talk: Conversation, store: SqliteStore) -> None:
    for text in ("製造業", "約30", "わからない"):
        turn = talk.reply(text)
        kept = store.load(talk.record.id)
        assert kept.interview == talk.interview
        assert kept.interview.current == turn.card.field


def test_what_was_understood_is_said(talk: Conversation) -> None:
    talk.reply("1")
    assert said(talk.reply("三十"), "understood") == ["従業員は「30人」ですね。"]


def test_not_knowing_is_a_full_answer(talk: Conversation) -> None:
    assert said(talk.unknown(), "notice") == [wording.UNKNOWN_IS_FINE]
    assert said(talk.unknown(), "notice") == [wording.UNKNOWN_NOTED]
    assert talk.interview.answers["industry"] is UNKNOWN


def test_what_is_not_understood_leaves_the_question_open(talk: Conversation, store: SqliteStore) -> None:
    turn = talk.reply("へのへの業")
    assert said(turn, "trouble") == [wording.NOT_AN_OPTION]
    assert turn.card.field == "industry"
    assert store.list() == ()


def test_going_back_keeps_later_answers(talk: Conversation) -> None:
    for text in ("製造業", "30", "25"):
        talk.reply(text)
    talk.back()
    assert talk.back().card.field == "employees"
    assert talk.card.before == "30人"
    talk.reply("40")
    assert talk.interview.answers["employees"] == Number(40, 40)
    assert talk.interview.answers["pcs"] == Number(25, 25)


def test_back_at_the_first_question_says_so(talk: Conversation) -> None:
    assert talk.back().card.kind == "free"
    assert said(talk.back(), "notice") == [wording.FIRST_QUESTION]


def test_a_skipped_question_comes_back_from_the_menu(talk: Conversation) -> None:
    talk.skip()
    assert talk.card.field == "employees"
    answer_all(talk)
    turn = talk.choose_options(["passed"])
    assert turn.card.field == "industry"


def test_skipping_an_answered_question_keeps_its_answer(talk: Conversation) -> None:
    talk.reply("製造業")
    talk.jump("industry")
    assert said(talk.skip(), "notice") == [wording.KEPT]
    assert talk.interview.answers["industry"] == "manufacturing"


def test_at_the_end_of_the_deciding_questions_it_says_that_the_rest_changes_nothing(talk: Conversation) -> None:
    turn = answer_all(talk)
    assert any("結論は変わりません" in text for text in said(turn, "notice"))
    assert [option.code for option in turn.card.options][:2] == ["result", "subsidy"]
    stability = talk.assessment(explain=False).stability
    assert stability.final


def test_the_figures_of_the_cost_are_asked_before_the_menu(talk: Conversation) -> None:
    answer_all(talk)
    cost = talk.assessment(explain=False).cost
    assert cost is not None
    span = cost.monthly or cost.yardstick_monthly
    assert span is not None
    assert span.high is not None


def test_the_subsidy_questions_follow_on_wish_and_then_the_menu_again(talk: Conversation) -> None:
    answer_all(talk)
    talk.choose_options(["subsidy"])
    sections = set()
    while talk.question:
        sections.add(talk.question.section)
        answer = talk.choose_options([talk.card.options[0].code]) if talk.card.options else talk.reply("20万円")
        assert not said(answer, "trouble")
    assert sections == {"subsidy"}


def test_the_rest_asks_everything_and_says_so(talk: Conversation) -> None:
    answer_all(talk)
    talk.choose_options(["rest"])
    turn = answer_all(talk)
    assert wording.ALL_ASKED in said(turn, "notice")


def test_no_fit_is_said(talk: Conversation) -> None:
    talk.reply("製造業")
    talk.reply("5000")
    talk.jump("entity")
    talk.reply("会社")
    talk.jump("capital_yen")
    turn = talk.reply("50億円")
    assert wording.NO_FIT in said(turn, "notice")
    assert talk.assessment().monitoring.choice is None


def test_why_comes_from_the_rules_that_read_the_field(talk: Conversation) -> None:
    talk.jump("remote_work")
    turn = talk.why()
    rules = load_rulebase()
    strongest = next(item for item in rules.decisions.evidence if item.id == "remote_most")
    assert strongest.because in "".join(said(turn, "reason"))
    assert any(text.startswith("確かめ方") for text in said(turn, "reason"))
    assert "端末監視" in said(turn, "reason")[0]


def test_every_question_can_say_why(talk: Conversation) -> None:
    for name in talk.questionnaire.questions:
        talk.jump(name)
        assert said(talk.why(), "reason")


def test_an_interview_is_taken_up_where_it_stopped(talk: Conversation, store: SqliteStore) -> None:
    for text in ("製造業", "30", "25"):
        talk.reply(text)
    record = store.latest_unfinished()
    assert record is not None
    again = Conversation(store, DAY, record)
    turn = again.start()
    assert turn.card == talk.card
    assert said(turn, "notice") == ["前の続きから始めます。3問まで答えてあります。"]


def test_asking_for_the_result_finishes_until_an_answer_changes(talk: Conversation, store: SqliteStore) -> None:
    talk.reply("製造業")
    assert talk.finish().leads_to == "result"
    assert store.latest_unfinished() is None
    talk.reply("30")
    assert store.latest_unfinished() is not None


def test_two_windows_on_one_interview_keep_both_answers(talk: Conversation, store: SqliteStore) -> None:
    talk.reply("製造業")
    other = Conversation(store, DAY, store.load(talk.record.id))
    other.load_rules()
    other.reply("30")
    turn = talk.reply("99")
    assert wording.SAVED_APART in said(turn, "notice")
    assert {record.interview.answers["employees"] for record in store.list()} == {Number(30, 30), Number(99, 99)}


@dataclass
class FullDisk:
    """A desk that can't write."""

    store: SqliteStore
    tries: list[SavedInterview] = field(default_factory=list)

    def new(self) -> SavedInterview:
        return self.store.new()

    def save(self, record: SavedInterview) -> SavedInterview:
        self.tries.append(record)
        raise OSError(28, "No space left on device")

    def load(self, record_id: str) -> SavedInterview:
        return self.store.load(record_id)

    def list(self) -> tuple[SavedInterview, ...]:
        return ()

    def latest_unfinished(self) -> SavedInterview | None:
        return None

    def latest_finished(self) -> SavedInterview | None:
        return None

    def notices(self) -> tuple[str, ...]:
        return ()


def test_an_answer_that_cannot_be_saved_leaves_the_question_open(store: SqliteStore) -> None:
    talk = Conversation(FullDisk(store), DAY)
    talk.start()
    talk.skip()
    turn = talk.reply("30")
    assert "保存できませんでした" in said(turn, "trouble")[0]
    assert turn.card.field == "employees"
    assert talk.interview.answers == {}


def test_in_an_incident_first_aid_needs_no_answer_and_every_line_has_a_source() -> None:
    told = first_aid(load_rulebase())
    assert told[0].text == wording.INCIDENT_HEAD
    titles = (wording.INCIDENT_HEAD, wording.INCIDENT_CONTACTS)
    assert all(message.cites for message in told if message.text not in titles)
    assert any("電話" in message.text for message in told)


def test_after_first_aid_the_interview_knows_of_the_incident(talk: Conversation, store: SqliteStore) -> None:
    turn = talk.start_in_incident()
    assert turn.card.field == "employees"
    kept = store.load(talk.record.id).interview.answers
    assert kept == IN_AN_INCIDENT
    result = talk.assessment()
    assert result.warnings[0].code == "incident_now"


def test_a_hidden_answer_stays_on_the_desk_but_counts_no_more(talk: Conversation) -> None:
    talk.reply("製造業")
    talk.jump("it_staff")
    talk.reply("0")
    talk.jump("it_part_time")
    talk.reply("いる")
    talk.jump("it_staff")
    talk.reply("2")
    assert "it_part_time" not in talk.profile.answers
    assert talk.interview.answers["it_part_time"] is True


@pytest.mark.parametrize(
    ("field", "typed", "answer"),
    [
        ("industry", "金属加工です", "製造業"),
        ("industry", "うちは歯医者", "医療・福祉"),
        ("prefecture", "名古屋", "愛知県"),
        ("remote_work", "在宅はしていません", "使わない"),
    ],
)
def test_an_answer_in_own_words_is_taken_and_said_back(talk: Conversation, field: str, typed: str, answer: str) -> None:
    talk.jump(field)
    turn = talk.reply(typed)
    assert field in talk.interview.answers
    assert said(turn, "said") == [typed]
    assert any(answer in text for text in said(turn, "understood"))


def test_questions_about_the_card_are_answered_from_it(talk: Conversation) -> None:
    talk.jump("employees")
    question = talk.question
    assert question is not None
    for typed, told in (("パートは入る？", question.help), ("どうやって調べるの", question.find_out)):
        turn = talk.reply(typed)
        assert told
        assert any(told in text for text in said(turn, "answer"))
        assert turn.card.field == "employees"
        assert not turn.questions


def test_a_card_without_an_answer_asks_the_knowledge_base(talk: Conversation) -> None:
    while talk.question:
        talk.unknown()
    assert talk.reply("どういう意味？").questions


def test_why_begins_with_the_question_itself(talk: Conversation) -> None:
    talk.jump("network")
    assert talk.question is not None
    assert said(talk.why(), "reason")[0].startswith(f"「{talk.question.ask}」")


def test_a_skipped_question_is_named(talk: Conversation) -> None:
    talk.jump("employees")
    assert "従業員" in said(talk.skip(), "notice")[0]


def test_what_was_not_read_of_the_first_paragraph_is_said(store: SqliteStore) -> None:
    talk = Conversation(store, DAY)
    talk.start()
    turn = talk.reply("お世話になります。従業員は30人です。社長の趣味は釣りです。UTMって何？")
    assert said(turn, "notice") == [wording.NOT_READ.format(parts="「社長の趣味は釣りです」")]
