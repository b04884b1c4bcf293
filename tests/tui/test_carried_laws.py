"""Laws of carried answers: nobody loses one without having seen it, and confirming changes nothing."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from last_year import MOMENT, NOW, SHEET, last_year, talk_from
from strategies import VOCABULARY, answers

from knowledge.values import Value
from questionnaires.interview import Interview, live_answers
from questionnaires.profile import Profile
from recommender.assessment import assess
from recommender.confirm import with_carried
from recommender.rulebase import RuleBase, load_rulebase
from tui.desk.followup import follow_on
from tui.desk.reading import from_text
from tui.desk.records import SavedInterview, to_text
from tui.desk.store import SqliteStore
from tui.talk.asides import ALL_SAME, EACH, Choosing
from tui.talk.conversation import Conversation


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


class Memory(SqliteStore):
    """A desk without a disk: what was saved last, by its id."""

    def __init__(self) -> None:
        super().__init__(Path("/nowhere"), VOCABULARY, lambda: MOMENT)
        self.kept: dict[str, SavedInterview] = {}

    def save(self, record: SavedInterview) -> SavedInterview:
        saved = replace(record, revision=record.revision + 1)
        self.kept[record.id] = saved
        return saved


def carried_talk(given_answers: dict[str, Value]) -> Conversation:
    return talk_from(Memory(), last_year(interview=Interview(given_answers, tuple(given_answers))))


LINES_SAID = st.sampled_from(
    ["", "同じ", "わからない", "あとで", "戻る", "変わった", "3", "全部", "従業員は12人", "はい"]
)


@given(given_answers=answers(), lines=st.lists(LINES_SAID, max_size=12))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_is_typed_no_carried_answer_is_lost_unseen(given_answers: dict[str, Value], lines: list[str]) -> None:
    """A carried answer goes only with its question on the card, or in the list that was agreed to."""
    talk = carried_talk(given_answers)
    for line in lines:
        aside = talk._aside
        offered = {fact.field for fact in aside.readings} if isinstance(aside, Choosing) else set()
        card, before, held = talk.card, dict(talk.record.carried), dict(talk.interview.answers)
        talk.reply(line)
        carried = talk.record.carried
        assert set(carried) <= set(talk.interview.answers)
        gone = set(before) - set(carried)
        in_sight = {option.code for option in card.options} if card.kind == "confirm" else {card.field}
        # The first card offers to keep everything, with the list of it.
        seen = {name for name in before if name in in_sight or ALL_SAME in {item.code for item in card.options}}
        # The answers without a question of their own go with the one that speaks for them.
        assert gone <= seen | offered | {"has_not", "annual_budget", "per_device_budget"}
        for name in carried:
            assert talk.interview.answers[name] == held[name] or name in ("has_not", "drivers")
            assert carried[name] == before[name]


@given(given_answers=answers())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_confirming_changes_no_answer_and_ends_as_if_freshly_answered(given_answers: dict[str, Value]) -> None:
    talk = carried_talk(given_answers)
    talk.choose_options([EACH]) if talk.card.kind == "menu" and talk.carried else None
    for _ in range(len(given_answers) + 1):
        if not talk.card.keeps:
            break
        talk.reply("")
        assert dict(talk.interview.answers) == given_answers
    assert not talk.carried
    assert talk.profile.answers == live_answers(given_answers, SHEET)
    rules = talk.rules
    assert rules
    fresh = assess(Profile(given_answers), rules, NOW, explain=False)
    assert with_carried(fresh, talk.carried, rules) == fresh
    assert talk.with_notes(fresh).to_confirm == fresh.to_confirm


@given(given_answers=answers())
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_one_by_one_and_all_at_once_come_to_the_same(given_answers: dict[str, Value]) -> None:
    one, all_ = carried_talk(given_answers), carried_talk(given_answers)
    if not one.carried:
        return
    one.choose_options([EACH])
    while one.card.keeps:
        one.reply("")
    all_.choose_options([ALL_SAME])
    assert one.record.carried == all_.record.carried
    assert one.interview == all_.interview


@given(given_answers=answers())
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_carried_answers_decide_like_any_others(given_answers: dict[str, Value]) -> None:
    talk = carried_talk(given_answers)
    rules = talk.rules
    assert rules
    plain, shown = assess(Profile(given_answers), rules, NOW, explain=False), talk.assessment(explain=False)
    assert {item.field for item in shown.to_confirm} == {item.field for item in plain.to_confirm} | set(talk.carried)
    assert replace(shown, to_confirm=()) == replace(plain, to_confirm=(), actions=shown.actions)


def test_the_marks_survive_the_file() -> None:
    record = follow_on(last_year(), SavedInterview("20261122-090000-abcdef", MOMENT, MOMENT, Interview()))
    assert from_text(to_text(record), VOCABULARY).carried == record.carried
    assert list(from_text(to_text(record), VOCABULARY).carried) == list(record.carried)
