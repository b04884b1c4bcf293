"""Answers carried over from last year: they count, they are visible, and each is confirmed in the talk."""

import io
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType

import pytest
import yaml
from last_year import ANSWERS, CLIENT, MOMENT, NOW, SHEET, THEN, last_year, talk_from
from strategies import VOCABULARY

from knowledge.values import UNKNOWN, Chosen, exactly
from questionnaires.interview import Interview
from questionnaires.profile import Profile
from recommender.assessment import assess
from recommender.export.markdown import markdown_of
from recommender.export.redact import redacted
from recommender.export.steps import confirm_groups
from recommender.rulebase import RuleBase, load_rulebase
from tui import wording
from tui.desk.followup import follow_on
from tui.desk.headlines import kept_result
from tui.desk.looking_back import with_result
from tui.desk.papers import paper_of
from tui.desk.records import SavedInterview
from tui.desk.store import SqliteStore
from tui.plain import run
from tui.talk.as_before import as_before
from tui.talk.asides import ALL_SAME, EACH, LOOK
from tui.talk.cards import CARRIED
from tui.talk.conversation import Conversation
from tui.talk.heard import Kept
from tui.talk.messages import Turn
from tui.talk.review import review_rows
from tui.talk.standing import company_lines, progress_text

LINES = Path(__file__).parents[1] / "cases" / "talk" / "carried.yaml"


@pytest.fixture(scope="module")
def rules() -> RuleBase:
    return load_rulebase()


@pytest.fixture
def store(tmp_path: Path) -> SqliteStore:
    return SqliteStore(tmp_path, VOCABULARY)


@pytest.fixture
def talk(store: SqliteStore, rules: RuleBase) -> Conversation:
    """This year's talk at its first carried answer."""
    talk = talk_from(store, last_year(), rules)
    talk.choose_options([EACH])
    return talk


def said(turn: Turn, kind: str) -> list[str]:
    return [message.text for message in turn.says if message.kind == kind]


# --- what comes over ----------------------------------------------------------------------------------


def test_every_answer_but_names_comes_over_with_the_day_it_was_given() -> None:
    """A company's name decides nothing and stands on every page, so that nobody is asked whether it is the same."""
    fresh = follow_on(last_year(), SavedInterview("b", MOMENT, MOMENT, Interview()))
    assert fresh.interview.answers == ANSWERS
    assert fresh.carried == {name: THEN for name in ANSWERS if name != "company_name"}
    assert (fresh.follows, fresh.client) == ("20251120-090000-abcdef", CLIENT)


def test_what_was_never_confirmed_keeps_its_earlier_day() -> None:
    old = date(2024, 10, 1)
    fresh = follow_on(last_year(carried={"pcs": old}), SavedInterview("b", MOMENT, MOMENT, Interview()))
    assert (fresh.carried["pcs"], fresh.carried["employees"]) == (old, THEN)


def test_a_mark_that_was_saved_later_makes_no_answer_younger(rules: RuleBase) -> None:
    shown = kept_result(assess(Profile(ANSWERS), rules, THEN, explain=False))
    marked = last_year(saved=datetime(2026, 6, 1, tzinfo=MOMENT.tzinfo), results=(shown,))
    fresh = follow_on(marked, SavedInterview("b", MOMENT, MOMENT, Interview()))
    assert set(fresh.carried.values()) == {THEN}


def test_what_was_skipped_last_year_is_asked_again() -> None:
    previous = last_year(interview=Interview(ANSWERS, (*ANSWERS, "servers"), frozenset({"servers"})))
    assert not follow_on(previous, SavedInterview("b", MOMENT, MOMENT, Interview())).interview.passed


# --- one after another --------------------------------------------------------------------------------


def test_the_first_card_says_how_many_and_offers_three_ways(store: SqliteStore, rules: RuleBase) -> None:
    talk = talk_from(store, last_year(), rules)
    assert talk.card.ask == "前回（2025年11月20日）の答えが7件あります。どうしますか？"
    assert [option.code for option in talk.card.options] == [EACH, LOOK, ALL_SAME]
    assert talk.choose_options([LOOK]).leads_to == "review"
    assert store.list() == ()


def test_the_card_shows_the_answer_of_last_time_with_its_day(talk: Conversation) -> None:
    assert talk.card.field == "employees"
    assert talk.card.keeps
    assert (talk.card.help or "").startswith("前回（2025年11月20日）は「30人」。同じなら Enter")
    assert talk.card.before is None


def test_carried_answers_come_before_new_questions_in_the_order_of_last_time(talk: Conversation) -> None:
    asked = []
    while talk.carried:
        asked.append(talk.card.field)
        talk.reply("")
    assert asked == [name for name in ANSWERS if name != "company_name"]
    assert talk.card.field not in ANSWERS


@pytest.mark.parametrize("line", ["", "はい", "同じ", "そのまま", "同じです", "変わりません", "前回と同じ", "うん"])
def test_these_lines_say_that_it_is_the_same(talk: Conversation, store: SqliteStore, line: str) -> None:
    turn = talk.reply(line)
    assert turn.card.field == "pcs"
    assert "employees" not in talk.carried
    assert talk.interview.answers == ANSWERS
    kept = store.load(talk.record.id)
    assert (kept.carried, kept.interview.current) == (talk.record.carried, "pcs")


def test_another_answer_replaces_it(talk: Conversation, store: SqliteStore) -> None:
    talk.reply("32人です")
    assert talk.interview.answers["employees"] == exactly(32)
    assert "employees" not in talk.carried
    assert store.load(talk.record.id).interview.answers["employees"] == exactly(32)


def test_the_same_answer_in_full_confirms_it(talk: Conversation) -> None:
    talk.reply("30人")
    assert "employees" not in talk.carried


def test_not_knowing_any_more_is_an_answer(talk: Conversation) -> None:
    talk.reply("わからない")
    assert talk.interview.answers["employees"] is UNKNOWN
    assert "employees" not in talk.carried


def test_that_it_changed_asks_for_the_new_answer(talk: Conversation) -> None:
    turn = talk.reply("変わりました")
    assert said(turn, "trouble") == [wording.CARRIED_CHANGED]
    assert turn.card.field == "employees"
    assert "employees" in talk.carried


def test_what_is_left_for_later_stays_carried_and_waits_in_the_menu(talk: Conversation) -> None:
    talk.reply("あとで")
    assert "employees" in talk.carried
    assert talk.card.field == "pcs"
    while talk.question:
        talk.unknown() if talk.card.field not in talk.carried else talk.reply("")
    assert list(talk.carried) == ["employees"]
    assert [option.code for option in talk.card.options][:2] == ["result", CARRIED]
    assert "前回の答えを確かめる（1件）" in [option.say for option in talk.card.options]
    assert not any("飛ばした" in option.say for option in talk.card.options)
    assert talk.choose_options([CARRIED]).card.field == "employees"


def test_the_menu_says_that_what_waits_may_have_changed(talk: Conversation) -> None:
    talk.reply("あとで")
    turn = Turn((), talk.card)
    while talk.question:
        turn = talk.unknown() if talk.card.field not in talk.carried else talk.reply("")
    told = said(turn, "notice")
    assert wording.CARRIED_LEFT.format(count=1) in told
    assert not any("結論は変わりません" in text for text in told)


def test_back_leads_to_what_was_confirmed_and_from_the_first_to_the_choice_of_ways(talk: Conversation) -> None:
    assert talk.back().card.kind == "menu"
    talk.choose_options([EACH])
    talk.reply("")
    assert talk.back().card.field == "employees"
    assert not talk.card.keeps
    assert talk.card.before == "30人"


def test_the_choice_of_last_time_picked_again_confirms_it(talk: Conversation) -> None:
    talk.jump("network")
    talk.choose_options(["own_line"])
    assert "network" not in talk.carried
    talk.jump("concerns")
    talk.choose_options(["ransomware", "leak"])
    assert "concerns" not in talk.carried
    assert talk.interview.answers == ANSWERS


def test_a_yes_that_could_be_the_answer_itself_is_asked_back(talk: Conversation) -> None:
    """Last time 「いいえ」: はい may say 「the same」 or 「now we did」."""
    talk.jump("past_otasuketai_subsidy")
    for line in ("はい", "いいえ"):
        assert said(talk.reply(line), "trouble") == [wording.SAME_OR_NUMBER]
    assert "past_otasuketai_subsidy" in talk.carried
    talk.reply("同じ")
    assert "past_otasuketai_subsidy" not in talk.carried
    assert talk.interview.answers["past_otasuketai_subsidy"] is False


# --- all at once --------------------------------------------------------------------------------------


@pytest.mark.parametrize("line", ["全部同じ", "まとめて全部そのまま", "全部前回のまま", "何も変わっていません"])
def test_all_at_once_from_the_first_card_or_any_carried_one(store: SqliteStore, rules: RuleBase, line: str) -> None:
    for steps in ([], [""], ["", "28"]):
        talk = talk_from(store, last_year(), rules)
        for step in steps:
            talk.reply(step)
        turn = talk.reply(line)
        assert not talk.record.carried
        assert talk.card.field not in ANSWERS
        assert any("そのまま使います" in text for text in said(turn, "understood"))
        assert store.load(talk.record.id).carried == {}


def test_all_at_once_by_the_choice(store: SqliteStore, rules: RuleBase) -> None:
    talk = talk_from(store, last_year(), rules)
    talk.choose_options([ALL_SAME])
    assert not talk.record.carried
    assert set(talk.interview.trail) == set(ANSWERS) - {"company_name"}


def test_what_could_not_be_saved_stays_carried(
    talk: Conversation, store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: SavedInterview) -> SavedInterview:
        raise OSError(28, "空き容量がありません")

    before = talk.record
    monkeypatch.setattr(store, "save", full)
    for line in ("", "32", "全部同じ"):
        assert said(talk.reply(line), "trouble")
        assert talk.record == before
        assert talk.card.keeps


# --- in one's own words -------------------------------------------------------------------------------


def test_a_line_about_several_fields_confirms_and_replaces_what_it_states(talk: Conversation) -> None:
    turn = talk.reply("従業員は30人でパソコンは28台")
    rows = {option.code: option.say for option in turn.card.options}
    assert wording.SAME_AS_LAST in rows["employees"]
    assert "28台" in rows["pcs"]
    assert set(talk.carried) == set(ANSWERS) - {"company_name"}
    talk.reply("はい")
    assert not {"employees", "pcs"} & set(talk.carried)
    assert talk.interview.answers["pcs"] == exactly(28)


def test_a_paragraph_at_the_first_card_is_read_too(store: SqliteStore, rules: RuleBase) -> None:
    talk = talk_from(store, last_year(), rules)
    turn = talk.reply("パソコンは25台のままです。サーバーが1台増えて1台になりました")
    assert turn.card.kind == "confirm"
    talk.reply("はい")
    assert "pcs" not in talk.carried
    assert talk.card.field == "employees"


def test_what_is_read_but_not_wanted_leads_back_to_the_first_card(store: SqliteStore, rules: RuleBase) -> None:
    talk = talk_from(store, last_year(), rules)
    first = talk.card
    talk.reply("パソコンは28台")
    assert talk.reply("使わない").card == first


def test_a_part_of_a_list_confirms_the_list_only_as_it_is_shown_in_full(talk: Conversation) -> None:
    turn = talk.reply("従業員は30人で、ランサムウェアが心配")
    row = next(option.say for option in turn.card.options if option.code == "concerns")
    assert "情報漏えい" in row
    assert wording.SAME_AS_LAST in row


# --- what doesn't count now ---------------------------------------------------------------------------


def test_an_answer_whose_question_is_gone_vanishes_and_comes_back_unconfirmed(
    store: SqliteStore, rules: RuleBase
) -> None:
    """The cost of the tills is asked of those alone who want tills."""
    told = {"pos_cost_yen": exactly(300_000), "main_tool": Chosen(frozenset({"pos"}))}
    talk = talk_from(store, last_year(interview=Interview(told, tuple(told))), rules)
    talk.jump("main_tool")
    talk.choose_options(["none"])
    assert not talk.carried
    assert talk.assessment(explain=False).to_confirm == tuple(
        item for item in talk.assessment(explain=False).to_confirm if item.since is None
    )
    talk.jump("main_tool")
    talk.choose_options(["pos"])
    assert list(talk.carried) == ["pos_cost_yen"]
    assert talk.card.field == "pos_cost_yen"


def test_an_answer_that_speaks_for_another_takes_its_mark_along(store: SqliteStore, rules: RuleBase) -> None:
    told = {"annual_budget": exactly(360_000), "employees": exactly(3)}
    talk = talk_from(store, last_year(interview=Interview(told, tuple(told))), rules)
    talk.choose_options([EACH])
    assert talk.card.field == "monthly_budget"
    assert "36万円" in (talk.card.help or "")
    talk.reply("月2万円")
    assert list(talk.record.carried) == ["employees"]


def test_an_incident_is_certain_and_the_other_reasons_still_wait(store: SqliteStore, rules: RuleBase) -> None:
    told = {"drivers": Chosen(frozenset({"customer_request"})), "urgency": "year"}
    talk = talk_from(store, last_year(interview=Interview(told, tuple(told))), rules)
    talk.start_in_incident()
    assert list(talk.carried) == ["drivers"]


# --- where it is seen ---------------------------------------------------------------------------------


def test_the_review_the_panel_and_the_progress_show_it(talk: Conversation) -> None:
    rows = {row.field: row.answer for row in review_rows(talk)}
    assert rows["pcs"] == "25台（前回のまま）"
    assert rows["company_name"] == "やまと製作所"
    assert dict(company_lines(talk))["PC"] == "25台（前回のまま）"
    assert progress_text(talk) == "前回の答え あと7件"
    talk.reply("")
    assert {row.field: row.answer for row in review_rows(talk)}["employees"] == "30人"
    assert progress_text(talk) == "前回の答え あと6件"


def test_the_result_can_be_asked_for_at_any_time_and_the_answers_count(talk: Conversation, rules: RuleBase) -> None:
    turn = talk.reply("結果")
    assert turn.leads_to == "result"
    shown, plain = talk.assessment(explain=False), assess(Profile(ANSWERS), rules, NOW, explain=False)
    assert shown.verdict == plain.verdict
    assert shown.profile.answers == plain.profile.answers
    waiting = {item.field: item for item in shown.to_confirm if item.since}
    assert set(waiting) == set(ANSWERS) - {"company_name"}
    assert waiting["pcs"].how == f"前回（2025年11月20日）の答えのままです。{SHEET.questions['pcs'].find_out}"
    assert talk.with_notes(shown).to_confirm == shown.to_confirm


def test_they_have_a_group_of_their_own_that_never_says_nothing_changes(talk: Conversation) -> None:
    groups = dict(confirm_groups(talk.assessment(explain=False)))
    (mine,) = (title for title in groups if title.startswith("前回の答え"))
    assert {"pcs", "employees"} <= {item.field for item in groups[mine]}
    for title, items in groups.items():
        if "変わりません" in title:
            assert not any(item.since and ANSWERS[item.field] is not UNKNOWN for item in items)


@pytest.mark.parametrize("kind", ["client", "ringi", "overview", "trace"])
@pytest.mark.parametrize("hidden", [False, True])
def test_every_document_of_the_company_tells_it(
    talk: Conversation,
    rules: RuleBase,
    kind: str,
    hidden: bool,  # noqa: FBT001
) -> None:
    result = talk.assessment(explain=False)
    shown = redacted(result, rules) if hidden else result
    text = markdown_of(paper_of(kind, shown, result.profile.answers, rules), rules)
    assert "2025年11月20日）の答えのまま" in text
    for _ in range(7):
        talk.reply("") if talk.carried else None
    confirmed = markdown_of(paper_of(kind, talk.assessment(explain=False), ANSWERS, rules), rules)
    assert "答えのまま" not in confirmed
    assert wording.AS_BEFORE not in confirmed


def test_a_result_of_the_same_answers_a_year_later_is_a_result_of_its_own(store: SqliteStore, rules: RuleBase) -> None:
    """Else nobody could see what the rules changed for a company that changed nothing."""
    shown = kept_result(assess(Profile(ANSWERS), rules, THEN, explain=False))
    fresh = replace(follow_on(last_year(results=(shown,)), store.new()), status="finished")
    later = with_result(fresh, assess(Profile(ANSWERS), rules, NOW, explain=False))
    assert [result.as_of for result in later.results] == [THEN, NOW]
    assert with_result(later, assess(Profile(ANSWERS), rules, date(2027, 1, 1), explain=False)) is later


# --- how people say it --------------------------------------------------------------------------------


@pytest.mark.parametrize("case", yaml.safe_load(LINES.read_text("utf-8"))["cases"], ids=lambda case: case["typed"])
def test_lines_at_a_carried_answer(store: SqliteStore, rules: RuleBase, case: dict[str, str]) -> None:
    talk = talk_from(store, last_year(), rules)
    talk.jump(case["open"])
    what = as_before(case["typed"], talk._setting)
    said_of_it = {True: "all", False: "same"}[what.everything] if isinstance(what, Kept) else "ask" if what else "other"
    assert said_of_it == case["outcome"]


# --- line by line -------------------------------------------------------------------------------------


def plain_talk(home: Path, *lines: str) -> str:
    out = io.StringIO()
    assert run(home, NOW, None, io.StringIO("".join(f"{line}\n" for line in lines)), out) == 0
    return out.getvalue().replace("\n", "").replace(" ", "")


def test_line_by_line_everything_works_the_same(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path, VOCABULARY, lambda: MOMENT)
    store.save(last_year(revision=0))
    text = plain_talk(tmp_path, "3", "1", "", "28", "あとで", "全部同じ", "見直し", "", "結果", "終わり")
    assert "前回（2025年11月20日）は「30人」。同じならEnter" in text
    assert "「ネット回線」は前回の答えのまま、あとで確かめることに残しました。" in text
    assert "前回の答え5件を、そのまま使います。" in text
    newest = SqliteStore(tmp_path, VOCABULARY).list()[0]
    assert newest.carried == MappingProxyType({})
    assert newest.interview.answers == {**ANSWERS, "pcs": exactly(28)}


def test_line_by_line_the_result_lists_what_waits(tmp_path: Path) -> None:
    SqliteStore(tmp_path, VOCABULARY, lambda: MOMENT).save(last_year(revision=0))
    text = plain_talk(tmp_path, "3", "結果", "終わり")
    assert "前回の答えのままのこと" in text
    assert "前回（2025年11月20日）の答えのままです。" in text
