"""Text before it is answers: the opening, the list to confirm, readings of a number, starting over, asking back."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.values import UNKNOWN, Chosen, Number
from questionnaires.interview import is_answered
from questionnaires.loading import load_questionnaire
from recommender.language.fold import READ_AT_MOST
from tui import wording
from tui.desk.store import SqliteStore
from tui.layout import one_line
from tui.talk.conversation import Conversation
from tui.talk.messages import Turn

DAY = date(2026, 11, 22)
PARAGRAPH = (
    "従業員三十名くらいの金属加工です。パソコンは25台でサーバー1台、情シスはいません。"
    "取引先から言われて、ランサムが心配。月3万まで"
)


@pytest.fixture
def store(tmp_path: Path) -> SqliteStore:
    return SqliteStore(tmp_path, load_questionnaire().vocabulary)


@pytest.fixture
def talk(store: SqliteStore) -> Conversation:
    """A new interview at its opening."""
    talk = Conversation(store, DAY)
    talk.load_rules()
    talk.start()
    return talk


def said(turn: Turn, kind: str) -> list[str]:
    return [message.text for message in turn.says if message.kind == kind]


def listed(turn: Turn) -> list[str]:
    return [option.code for option in turn.card.options]


def test_the_opening_shows_what_was_understood_with_the_words_it_came_from(talk: Conversation) -> None:
    turn = talk.reply(PARAGRAPH)
    assert turn.card.kind == "confirm"
    rows = {option.code: (option.say, option.hint) for option in turn.card.options}
    assert rows["employees"][0].endswith("30人くらい")
    assert rows["employees"][1] == "「三十名くらい」"
    assert rows["concerns"][1] == "「ランサム」"
    assert set(rows) == {
        "industry", "employees", "pcs", "servers", "it_staff", "monthly_budget", "drivers", "concerns",
    }  # fmt: skip


def test_nothing_is_in_the_profile_before_the_yes_and_everything_is_saved_after_it(
    talk: Conversation, store: SqliteStore
) -> None:
    talk.reply(PARAGRAPH)
    assert talk.interview.answers == {}
    assert store.list() == ()
    turn = talk.reply("はい")
    kept = store.load(talk.record.id)
    assert kept.revision == 1
    assert kept.interview == talk.interview
    assert kept.interview.answers["pcs"] == Number(25, 25)
    assert kept.interview.answers["monthly_budget"] == Number(None, 30_000)
    assert turn.card.field not in talk.interview.answers


def test_a_line_is_corrected_on_the_spot(talk: Conversation) -> None:
    talk.reply(PARAGRAPH)
    assert talk.choose_options(["employees"]).card.field == "employees"
    turn = talk.reply("40")
    assert turn.card.kind == "confirm"
    assert next(option.say for option in turn.card.options if option.code == "employees").endswith("40人")
    talk.reply("合っている")
    assert talk.interview.answers["employees"] == Number(40, 40)


def test_a_line_is_removed_on_the_spot(talk: Conversation) -> None:
    talk.reply(PARAGRAPH)
    assert "pcs" not in listed(talk.reply("3を消す"))
    assert "servers" not in listed(talk.remove("servers"))
    talk.reply("")
    assert not {"pcs", "servers"} & set(talk.interview.answers)


def test_more_facts_join_the_list(talk: Conversation) -> None:
    talk.reply("製造業です")
    assert listed(talk.reply("従業員は30人、PCは25台")) == ["industry", "employees", "pcs"]
    assert listed(talk.reply("PCは30台でした")) == ["industry", "employees", "pcs"]
    talk.reply("")
    assert talk.interview.answers["pcs"] == Number(30, 30)


def test_going_back_from_the_list_opens_the_opening_again(talk: Conversation) -> None:
    talk.reply(PARAGRAPH)
    assert talk.reply("戻る").card.kind == "free"
    assert talk.interview.answers == {}


def test_a_text_that_says_nothing_leads_on_kindly(talk: Conversation) -> None:
    turn = talk.reply("こんにちは、よろしくお願いします")
    assert wording.NOTHING_READ in said(turn, "notice")
    assert turn.card.field == "employees"


def test_a_list_read_from_text_is_asked_again_with_its_items_marked(talk: Conversation) -> None:
    talk.reply("ランサムが心配です")
    talk.reply("はい")
    assert talk.interview.answers["concerns"] == Chosen(frozenset({"ransomware"}), complete=False)
    card = talk.jump("concerns").card
    assert card.chosen == {"ransomware"}
    talk.choose_options(["ransomware", "leak"])
    assert talk.interview.answers["concerns"] == Chosen(frozenset({"ransomware", "leak"}))


@pytest.mark.parametrize("step", ["unknown", "skip"])
def test_what_was_read_of_a_list_survives_not_knowing_more(talk: Conversation, step: str) -> None:
    talk.reply("ランサムが心配です")
    talk.reply("はい")
    talk.jump("concerns")
    turn = getattr(talk, step)()
    assert wording.LIST_KEPT in said(turn, "notice")
    assert talk.interview.answers["concerns"] == Chosen(frozenset({"ransomware"}), complete=False)
    assert turn.card.field != "concerns"


def test_the_questions_left_are_those_without_a_whole_answer(talk: Conversation) -> None:
    talk.reply(PARAGRAPH)
    talk.reply("はい")
    asked = []
    while talk.question:
        asked.append(talk.question.field)
        assert not is_answered(talk.interview.answers.get(asked[-1]))
        talk.unknown()
    assert not {"industry", "employees", "pcs", "servers", "monthly_budget"} & set(asked)


def test_a_year_is_put_into_months_before_the_users_eyes(talk: Conversation) -> None:
    turn = talk.reply("年間予算は100万円以内です")
    (row,) = turn.card.options
    assert row.code == "monthly_budget"
    assert "年100万円を12か月で割りました" in row.say
    talk.reply("はい")
    assert talk.interview.answers["monthly_budget"] == Number(None, 83_333)


def test_what_the_writer_does_not_know_is_an_answer(talk: Conversation) -> None:
    talk.reply("予算はまだわかりません")
    talk.reply("はい")
    assert talk.interview.answers["monthly_budget"] is UNKNOWN


def test_what_is_not_there_is_kept_until_the_question_itself_is_answered(talk: Conversation) -> None:
    talk.reply("UTMは入れてませんがウイルス対策ソフトは入ってます")
    talk.reply("はい")
    assert talk.interview.answers["has_not"] == Chosen(frozenset({"utm"}), complete=False)
    talk.jump("has")
    talk.choose_options(["antivirus", "utm"])
    assert "has_not" not in talk.interview.answers


def test_a_correction_shows_the_old_answer_and_waits(talk: Conversation) -> None:
    talk.skip()
    for text in ("30", "25"):
        talk.reply(text)
    opened = talk.card
    turn = talk.reply("やっぱりPCは30台")
    assert "いまは25台" in turn.card.options[0].say
    assert talk.interview.answers["pcs"] == Number(25, 25)
    assert talk.reply("戻る").card == opened
    talk.reply("やっぱりPCは30台")
    assert talk.reply("はい").card.field is not None
    assert talk.interview.answers["pcs"] == Number(30, 30)


def test_an_unclear_number_is_asked_about(talk: Conversation) -> None:
    talk.skip()
    talk.jump("remote_work")
    turn = talk.reply("25台")
    assert "25台" in turn.card.ask
    assert [option.say.split()[0] for option in turn.card.options] == ["PC", "サーバー", wording.NEITHER]
    assert talk.interview.answers == {}
    assert talk.reply("ちがいます").card.field == "remote_work"
    talk.reply("25台")
    talk.reply("1")
    assert talk.interview.answers == {"pcs": Number(25, 25)}


def test_few_yen_are_asked_about(talk: Conversation) -> None:
    talk.skip()
    talk.jump("monthly_budget")
    turn = talk.reply("3")
    assert [option.say for option in turn.card.options[:3]] == ["月3万円", "月3,000円", "月3円"]
    talk.reply("1")
    assert talk.interview.answers["monthly_budget"] == Number(30_000, 30_000)


def test_starting_over_asks_first_and_keeps_the_old_interview(talk: Conversation, store: SqliteStore) -> None:
    talk.skip()
    talk.jump("industry")
    talk.reply("製造業")
    old = talk.record.id
    opened = talk.card
    assert talk.reply("やり直し").card.ask == wording.START_OVER_ASK
    assert talk.reply("いまの続きに戻る").card == opened
    talk.reply("最初から")
    turn = talk.reply("1")
    assert turn.card.kind == "free"
    assert talk.interview.answers == {}
    assert talk.record.id != old
    assert store.load(old).interview.answers == {"industry": "manufacturing"}


def test_a_question_is_answered_with_its_source_and_the_card_stays(talk: Conversation) -> None:
    talk.skip()
    talk.jump("remote_work")
    opened = talk.card
    turn = talk.reply("UTMって何？")
    assert turn.card == opened
    assert turn.questions == ("UTMって何？",)
    told = talk.tell(talk.look_up(turn.questions[0]))
    assert told.card == opened
    assert told.says[0].cites[0] == "term.utm"
    assert any("基準" in text for text in said(told, "source"))
    assert talk.interview.answers == {}


def test_it_refers_to_what_was_just_answered(talk: Conversation) -> None:
    talk.skip()
    talk.jump("network")
    talk.tell(talk.look_up("EDRとは"))
    assert "EDR" in talk.look_up("それって何の略ですか？").text


def test_it_refers_to_the_open_question_otherwise(talk: Conversation) -> None:
    talk.skip()
    talk.jump("gbizid")
    assert "gビズid" in talk.look_up("それって何？").text.lower()


def test_what_is_not_known_is_said_with_whom_to_ask(talk: Conversation) -> None:
    talk.skip()
    turn = talk.tell(talk.look_up("明日の天気は？"))
    assert said(turn, "answer")[0] == wording.NO_ANSWER
    assert wording.WHO_KNOWS in said(turn, "answer")


def test_an_answer_and_a_question_in_one_line_both_count(talk: Conversation) -> None:
    talk.skip()
    talk.jump("pcs")
    turn = talk.reply("25台です。UTMって何？")
    assert talk.interview.answers == {"pcs": Number(25, 25)}
    assert turn.questions == ("UTMって何？",)


def test_a_long_text_is_read_to_the_limit_and_that_is_said(talk: Conversation) -> None:
    turn = talk.reply("パソコンは25台です。" + "あ" * 100_000)
    assert wording.READ_SO_FAR.format(count=READ_AT_MOST) in said(turn, "notice")
    assert listed(turn) == ["pcs"]


STATES = ["opening", "industry", "pcs", "remote_work", "concerns", "monthly_budget", "company_name", "list", "which"]
_SHEET = load_questionnaire()
ANY_TEXT = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from(
            ["25台", "30人", "PC", "サーバー", "UTM", "って何", "？", "。", "たぶん", "やっぱり", "はい", "一部",
             "2を消す", "月3万", "在宅", "戻る", "やり直し", "\x1b[2J", "\u202e", "\ud800", "わからない", "\n", "ない"]
        ),
        max_size=6,
    ).map("".join),
)  # fmt: skip


class Nowhere(SqliteStore):
    """A desk that keeps nothing."""

    def save(self, record):  # type: ignore[no-untyped-def]
        return record

    def latest_unfinished(self) -> None:
        return None


def in_state(state: str, home: Path) -> Conversation:
    talk = Conversation(Nowhere(home, _SHEET.vocabulary), DAY)
    talk.start()
    if state == "opening":
        return talk
    talk.skip()
    talk.jump(state if state in _SHEET.questions else "network")
    if state == "list":
        talk.reply("パソコンは25台でサーバーは1台です")
    elif state == "which":
        talk.reply("25台")
    return talk


@given(text=ANY_TEXT, state=st.sampled_from(STATES))
@settings(max_examples=150, deadline=None)
def test_any_text_in_any_state_is_taken_safely(text: str, state: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """It never raises; only the open question's own answer, or a yes to what is shown, reaches the profile."""
    talk = in_state(state, tmp_path_factory.getbasetemp())
    before, card = dict(talk.interview.answers), talk.card
    turn = talk.reply(text)
    changed = {name for name, value in talk.interview.answers.items() if before.get(name) != value}
    assert changed <= {card.field} or card.kind in ("confirm", "menu")
    shown = {option.code for option in card.options} | {"pcs", "servers"}
    assert changed <= shown | {card.field}
    if turn.questions and one_line(text) == "".join(turn.questions):
        # Nothing but questions: the card stands. What else a line holds may answer it, or want to be confirmed.
        assert turn.card == card
    for message in turn.says:
        assert not set(message.text) & set("\x1b\u202e\ud800")


def test_back_from_the_list_gives_the_text_again_and_the_list_stays_in_reach(talk: Conversation) -> None:
    talk.reply(PARAGRAPH)
    talk.choose_options(["employees"])
    talk.reply("40")
    turn = talk.back()
    assert turn.card.kind == "free"
    assert turn.typed == PARAGRAPH
    again = talk.reply(wording.TO_THE_LIST)
    assert next(option.say for option in again.card.options if option.code == "employees").endswith("40人")


def test_neither_of_the_readings_drops_that_number_alone(talk: Conversation) -> None:
    listed_before = talk.reply("従業員は30人の製造業です").card
    assert talk.reply("25台").card.kind == "menu"
    turn = talk.skip()
    assert turn.card == listed_before
    assert said(turn, "notice") == [wording.NUMBER_DROPPED.format(typed="25台")]
    talk.reply("25台")
    assert listed(talk.reply("1")) == ["industry", "employees", "pcs"]


def test_the_result_does_not_drop_a_list_without_a_word(talk: Conversation) -> None:
    talk.reply("従業員は30人の製造業です")
    turn = talk.reply("結果")
    assert turn.card.kind == "confirm"
    assert said(turn, "notice") == [wording.LIST_WAITS]
    turn = talk.reply("結果")
    assert turn.leads_to == "result"
    assert wording.DROPPED in said(turn, "notice")


@pytest.mark.parametrize("typed", ["わからん", "たまに", "わからない"])
def test_what_is_meant_for_another_card_is_told_what_is_open(typed: str, talk: Conversation) -> None:
    opened = talk.reply("従業員は30人の製造業です").card
    turn = talk.reply(typed)
    assert turn.card == opened
    assert said(turn, "trouble") == [wording.LIST_IS_OPEN]


@pytest.mark.parametrize("typed", ["違います", "ちがう", "ない"])
def test_a_no_to_the_list_asks_which_line(typed: str, talk: Conversation) -> None:
    talk.reply("従業員は30人の製造業です")
    assert said(talk.reply(typed), "trouble") == [wording.WHICH_LINE]


def test_the_list_is_left_with_one_word(talk: Conversation) -> None:
    talk.skip()
    opened = talk.card
    talk.reply("板金")
    assert talk.card.kind == "confirm"
    assert talk.reply("使わない").card == opened
    assert talk.interview.answers == {}


def test_a_later_reading_shows_what_it_replaces(talk: Conversation) -> None:
    talk.reply("小売業です")
    turn = talk.reply("金属加工です")
    assert "さきほどは小売業" in turn.card.options[0].say


def test_starting_over_taken_back_leaves_the_list(talk: Conversation) -> None:
    opened = talk.reply(PARAGRAPH).card
    talk.reply("やり直し")
    assert talk.reply("いまの続きに戻る").card == opened


def test_every_question_of_a_text_is_asked(talk: Conversation) -> None:
    turn = talk.reply("従業員は30人です。UTMって何？EDRって何？")
    assert turn.questions == ("UTMって何？", "EDRって何？")
    assert listed(turn) == ["employees"]
