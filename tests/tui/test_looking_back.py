"""A finished interview on a later day: its result stays as it was shown, and what moved since has its cause."""

import io
from dataclasses import replace
from datetime import date, datetime, timezone
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from strategies import VOCABULARY, answers

from knowledge.values import Number, exactly
from questionnaires.interview import Interview, live_answers
from questionnaires.profile import Profile
from recommender.assessment import assess
from recommender.marks import action_mark
from recommender.rulebase import RuleBase, load_rulebase
from tui.desk.comparing import BY_ANSWERS, BY_RULES, change_lines, changes_since, differences
from tui.desk.followup import due_by, follow_on, marked_steps, steps_of
from tui.desk.headlines import Amount, KeptResult, headline_of, kept_result
from tui.desk.looking_back import on_following, then_and_now, with_result
from tui.desk.portable import anonymised, coarse_answers
from tui.desk.reading import read_file
from tui.desk.records import MOST_RESULTS, Mark, SavedInterview, Variant, to_text
from tui.desk.store import SqliteStore
from tui.plain import run
from tui.talk.conversation import Conversation

DAY = date(2026, 11, 22)
MOMENT = datetime(2026, 11, 22, 3, 4, 5, tzinfo=timezone.utc)  # noqa: UP017  the tests read more plainly so
ANSWERS = {
    "company_name": "株式会社ひみつ製作所",
    "industry": "manufacturing",
    "employees": exactly(37),
    "pcs": exactly(23),
    "servers": exactly(1),
    "sites": exactly(1),
    "network": "mobile_only",
    "remote_work": "most",
    "capital_yen": exactly(12_345_678),
    "monthly_budget": Number(None, 33_000),
    "contract_state": "not_yet",
    "gbizid": "not_yet",
}


@pytest.fixture(scope="module")
def rules() -> RuleBase:
    return load_rulebase()


def finished(rules: RuleBase, **changed: object) -> SavedInterview:
    record = SavedInterview(
        "20261122-030405-abcdef",
        MOMENT,
        MOMENT,
        Interview(ANSWERS, tuple(ANSWERS)),
        4,
        "finished",
        **changed,  # type: ignore[arg-type]
    )
    return with_result(record, assess(profile(record, rules), rules, DAY, explain=False))


def profile(record: SavedInterview, rules: RuleBase) -> Profile:
    return Profile(live_answers(record.interview.answers, rules.questionnaire))


def shown(record: SavedInterview) -> KeptResult:
    assert record.result is not None
    return record.result


# --- what is kept -------------------------------------------------------------------------------------


def test_the_result_is_kept_as_it_was_shown(rules: RuleBase) -> None:
    kept = shown(finished(rules))
    result = assess(Profile(kept.answers), rules, DAY)
    assert (kept.version, kept.digest, kept.as_of) == (rules.knowledge.version, rules.digest, DAY)
    assert kept.headline.verdict == result.verdict
    assert kept.headline.monitoring == result.monitoring.choice
    assert [action.id for action in kept.headline.actions] == [action.id for action in result.actions]
    assert len(kept.headline.actions) <= 6


def test_the_ids_of_the_steps_are_those_of_the_counsel_and_differ(rules: RuleBase) -> None:
    known = {item.id for item in rules.counsel.actions}
    ids = [action.id for action in shown(finished(rules)).headline.actions]
    assert set(ids) <= known
    assert len(set(ids)) == len(ids)


def test_the_same_answers_leave_the_result_as_it_was_even_under_other_rules(rules: RuleBase) -> None:
    record = finished(rules)
    later = assess(profile(record, rules), rules, date(2027, 6, 1), explain=False)
    assert with_result(record, replace(later, knowledge_digest="another")) is record


def test_another_answer_gives_another_result_beside_the_old(rules: RuleBase) -> None:
    record = finished(rules)
    for pcs in range(30, 30 + MOST_RESULTS + 2):
        changed = Interview({**ANSWERS, "pcs": exactly(pcs)})
        record = replace(record, interview=changed)
        record = with_result(record, assess(profile(record, rules), rules, DAY, explain=False))
    assert len(record.results) == MOST_RESULTS
    assert shown(record).answers["pcs"] == exactly(30 + MOST_RESULTS + 1)


def test_an_interview_on_the_way_keeps_no_result(rules: RuleBase) -> None:
    record = SavedInterview("a", MOMENT, MOMENT, Interview(ANSWERS))
    assert with_result(record, assess(profile(record, rules), rules, DAY, explain=False)) is record


def test_the_conversation_keeps_it_on_the_desk(tmp_path: Path, rules: RuleBase) -> None:
    store = SqliteStore(tmp_path, VOCABULARY)
    talk = Conversation(store, DAY, store.save(replace(store.new(), interview=Interview(ANSWERS))))
    talk.rules = rules
    talk.finish()
    assert talk.keep_result(talk.assessment(explain=False)) == ()
    assert store.load(talk.record.id).result == talk.record.result
    revision = talk.record.revision
    talk.keep_result(talk.assessment(explain=False))
    assert talk.record.revision == revision


# --- what moved since ---------------------------------------------------------------------------------


@given(given_answers=answers())
@settings(max_examples=10)
def test_on_the_same_day_under_the_same_rules_nothing_moved(given_answers: dict[str, object]) -> None:
    rules = load_rulebase()
    live = Profile(live_answers(given_answers, rules.questionnaire))  # type: ignore[arg-type]
    kept = kept_result(assess(live, rules, DAY, explain=False))
    assert not changes_since(kept, live, rules, DAY)


def test_what_an_answer_moves_is_put_down_to_the_answer(rules: RuleBase) -> None:
    record = finished(rules)
    now = Profile({**shown(record).answers, "pcs": exactly(29)})
    changes = changes_since(shown(record), now, rules, DAY)
    assert (changes.rules, changes.days) == ((), ())
    assert [item.said for item in changes.answered] == ["PC: 「23台」から「29台」になりました"]
    # The cap of std.2.1.7: 2,000 yen a device, 24 devices before and 30 now.
    caps = {item.subject: item for item in changes.answers}
    assert "6万円" in caps["月額の上限"].after
    assert [heading for heading, _ in change_lines(changes)] == [BY_ANSWERS]


def test_what_a_rule_or_a_price_moved_is_put_down_to_it(rules: RuleBase) -> None:
    """As if the interview had been made under knowledge with another cap: the old figure stands as it was shown."""
    record = finished(rules)
    before = shown(record)
    older = replace(
        before, version="2025.01", digest="older", headline=replace(before.headline, monthly_cap=Amount(1000, 1000))
    )
    changes = changes_since(older, Profile(before.answers), rules, DAY)
    assert [item.subject for item in changes.rules] == ["月額の上限"]
    assert changes.rules[0].before == "1,000円"
    assert (changes.days, changes.answers, changes.answered) == ((), (), ())
    told = then_and_now(replace(record, results=(older,)), Profile(before.answers), rules, DAY)
    texts = [message.text for message in told]
    assert before.headline.verdict in texts
    assert f"【{BY_RULES}】" in texts


def test_rules_and_answers_are_told_apart_when_both_moved(rules: RuleBase) -> None:
    before = shown(finished(rules))
    older = replace(before, headline=replace(before.headline, initial_cap=1))
    changes = changes_since(older, Profile({**before.answers, "pcs": exactly(29)}), rules, DAY)
    assert [item.subject for item in changes.rules] == ["初期費用の上限"]
    assert "月額の上限" in {item.subject for item in changes.answers}
    assert "初期費用の上限" not in {item.subject for item in changes.answers}


def test_what_a_later_day_moves_is_put_down_to_the_day(rules: RuleBase) -> None:
    """Windows of subsidies close with the days; neither answers nor rules moved."""
    record = finished(rules)
    kept = kept_result(assess(profile(record, rules), rules, date(2026, 4, 15), explain=False))
    changes = changes_since(kept, Profile(kept.answers), rules, date(2028, 4, 15))
    assert (changes.rules, changes.answers, changes.answered) == ((), (), ())
    assert changes.days


def test_two_headlines_differ_in_nothing_from_themselves(rules: RuleBase) -> None:
    headline = shown(finished(rules)).headline
    assert differences(headline, headline, rules) == ()
    assert differences(headline, replace(headline, reasons=()), rules)


# --- what is to be done -------------------------------------------------------------------------------


def test_what_is_due_stands_first_by_its_day(rules: RuleBase) -> None:
    record = finished(rules)
    first, second, third = (step.id for step in steps_of(record)[:3])
    marks = {
        action_mark(first): Mark(due=DAY, owner="山田"),
        action_mark(second): Mark("doing", due=date(2026, 11, 1)),
        action_mark(third): Mark("done", due=date(2026, 10, 1), word="すぐ終わった"),
    }
    kept = replace(record, marks=MappingProxyType(marks))
    assert [step.id for step in due_by([kept], DAY)] == [second, first]
    assert [step.days_left(DAY) for step in due_by([kept], DAY)] == [-21, 0]
    assert due_by([kept], date(2026, 10, 31)) == ()
    waiting = [step.id for step in due_by([kept], DAY, everything=True)]
    assert waiting[:2] == [second, first]
    assert third not in waiting
    assert len(waiting) == len(steps_of(record)) - 1


def test_other_marks_with_a_day_are_due_too(rules: RuleBase) -> None:
    record = replace(
        finished(rules), marks={"check.std.2.1.7.i": Mark("doing", due=DAY), "check.unknown": Mark(due=DAY)}
    )
    (step,) = due_by([record], DAY, {"check.std.2.1.7.i": "月額はいくらですか"})
    assert step.what == "月額はいくらですか"


def test_the_next_interview_starts_from_the_steps_of_the_one_before(tmp_path: Path, rules: RuleBase) -> None:
    record = finished(rules)
    step = steps_of(record)[0]
    marked = replace(
        record, marks={action_mark(step.id): Mark("failed", word="時間がなかった"), "check.x": Mark("done")}
    )
    store = SqliteStore(tmp_path, VOCABULARY)
    fresh = follow_on(marked, store.new())
    assert fresh.interview.answers == record.interview.answers
    assert (fresh.follows, fresh.status, fresh.revision) == (record.id, "asking", 0)
    assert [item.id for item in marked_steps(fresh)] == [step.id]
    told = "".join(message.text for message in on_following(fresh))
    assert "できなかった" in told
    assert "時間がなかった" in told
    talk = Conversation(store, DAY, fresh)
    talk.rules = rules
    assert told in "".join(message.text for message in talk.start().says)
    assert due_by([marked, fresh], date(2030, 1, 1), everything=True) == due_by(
        [fresh], date(2030, 1, 1), everything=True
    )


# --- without names ------------------------------------------------------------------------------------


def test_an_anonymised_interview_names_nobody_and_no_exact_number(rules: RuleBase) -> None:
    record = finished(
        rules,
        marks={"action.gbizid": Mark("doing", "佐藤花子", DAY, "社長に聞く")},
        variants=(Variant("ひみつの案", {"pcs": exactly(41)}),),
    )
    plain = anonymised(record, rules)
    text = to_text(plain)
    for secret in ("ひみつ", "佐藤", "社長", "12345678", "33000", record.id):
        assert secret not in text, secret
    assert {plain.created.day, plain.saved.day, shown(plain).as_of.day} == {1}
    assert plain.interview.answers["employees"] == Number(21, 50)
    assert plain.interview.answers["pcs"] == Number(21, 50)
    assert plain.interview.answers["servers"] == Number(1, 1)
    assert plain.interview.answers["capital_yen"] == Number(10_000_001, 50_000_000)
    assert plain.interview.answers["monthly_budget"] == Number(None, 49_999)
    assert plain.marks["action.gbizid"] == Mark("doing")


def test_an_anonymised_interview_is_an_example_case(rules: RuleBase) -> None:
    """Read back as a file, its answers give the result that stands beside them."""
    text = to_text(anonymised(finished(rules), rules))
    case = read_file(text, "case.json", VOCABULARY)
    kept = shown(case)
    assert headline_of(assess(Profile(kept.answers), rules, kept.as_of, explain=False)) == kept.headline


@given(given_answers=answers())
def test_rough_answers_hold_what_the_exact_ones_said(given_answers: dict[str, object]) -> None:
    rough = coarse_answers(given_answers, VOCABULARY)  # type: ignore[arg-type]
    for name, value in given_answers.items():
        if VOCABULARY.fields[name].kind == "text":
            assert name not in rough
        elif isinstance(value, Number):
            band = rough[name]
            assert isinstance(band, Number)
            assert not band.approx
            if value.low is not None:
                assert band.low is not None
                assert band.low <= value.low
            if value.high is not None:
                assert band.high is None or band.high >= value.high
            assert coarse_answers({name: band}, VOCABULARY)[name] == band
        else:
            assert rough[name] == value


# --- line by line -------------------------------------------------------------------------------------


def talk_through(home: Path, *lines: str) -> str:
    out = io.StringIO()
    assert run(home, DAY, None, io.StringIO("".join(f"{line}\n" for line in lines)), out) == 0
    return out.getvalue()


def test_line_by_line_the_old_result_comes_first_with_what_moved(tmp_path: Path, rules: RuleBase) -> None:
    record = finished(rules)
    older = replace(shown(record), headline=replace(shown(record).headline, initial_cap=1))
    SqliteStore(tmp_path, VOCABULARY).save(replace(record, results=(older,), revision=0))
    said = talk_through(tmp_path, "2", "終わり")
    assert said.index(BY_RULES) < said.index("【結論】")
    assert SqliteStore(tmp_path, VOCABULARY).load(record.id).results == (older,)


def test_line_by_line_the_same_company_begins_again_from_its_steps(tmp_path: Path, rules: RuleBase) -> None:
    record = finished(rules)
    mark = {action_mark(steps_of(record)[0].id): Mark("dropped", word="ほかで足りた")}
    SqliteStore(tmp_path, VOCABULARY).save(replace(record, marks=mark, revision=0))
    said = talk_through(tmp_path, "3", "終わり")
    assert "やめた、ほかで足りた" in said.replace("\n", "").replace("  ", "")
