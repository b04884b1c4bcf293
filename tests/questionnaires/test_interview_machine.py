"""The interview: whatever the user does, nothing accepted is lost, nothing hidden counts, and it leads on."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from strategies import VOCABULARY, answers, known_values, values

from knowledge.fields import Answers
from knowledge.values import UNKNOWN, Chosen, exactly
from questionnaires.interview import (
    Interview,
    answer,
    ask_next,
    back,
    forget,
    is_asked,
    jump,
    live_answers,
    open_questions,
    resume_passed,
    skip,
)
from questionnaires.loading import load_questionnaire

SHEET = load_questionnaire()
NAMES = tuple(SHEET.questions)


def started() -> Interview:
    return ask_next(Interview(), SHEET)


class AnyTalk(RuleBasedStateMachine):
    """A user who does anything at any time."""

    def __init__(self) -> None:
        super().__init__()
        self.talk = started()
        self.accepted: dict[str, object] = {}

    def lead_on(self, optional: bool = False) -> None:  # noqa: FBT001, FBT002
        self.talk = ask_next(self.talk, SHEET, optional=optional)
        name = self.talk.current
        left = open_questions(self.talk, SHEET, optional=optional)
        assert (name is None) == (not left)
        if name is not None:
            assert is_asked(SHEET.questions[name], live_answers(self.talk.answers, SHEET), SHEET)
            assert name not in self.talk.answers
            assert name not in self.talk.passed

    @rule(data=st.data())
    @precondition(lambda self: self.talk.current is not None)
    def answers_the_question(self, data: st.DataObject) -> None:
        name = str(self.talk.current)
        value = data.draw(known_values(VOCABULARY.fields[name]))
        self.talk = answer(self.talk, name, value)
        self.accepted[name] = value
        self.lead_on(optional=data.draw(st.booleans()))

    @rule()
    @precondition(lambda self: self.talk.current is not None)
    def does_not_know(self) -> None:
        name = str(self.talk.current)
        self.talk = answer(self.talk, name, UNKNOWN)
        self.accepted[name] = UNKNOWN
        self.lead_on()

    @rule()
    def skips(self) -> None:
        self.talk = skip(self.talk)
        self.lead_on()

    @rule()
    def goes_back(self) -> None:
        before = self.talk
        self.talk = back(before, SHEET)
        assert (self.talk.answers, self.talk.trail, self.talk.passed) == (before.answers, before.trail, before.passed)

    @rule(name=st.sampled_from(NAMES))
    def jumps(self, name: str) -> None:
        self.talk = jump(self.talk, name)
        assert self.talk.current == name

    @rule(name=st.sampled_from(NAMES))
    def takes_an_answer_back(self, name: str) -> None:
        self.talk = forget(self.talk, name)
        self.accepted.pop(name, None)
        self.lead_on()

    @rule()
    def takes_up_what_was_skipped(self) -> None:
        self.talk = resume_passed(self.talk)
        self.lead_on(optional=True)

    @invariant()
    def every_accepted_answer_is_kept(self) -> None:
        assert dict(self.talk.answers) == self.accepted

    @invariant()
    def what_counts_is_what_is_still_asked(self) -> None:
        live = live_answers(self.talk.answers, SHEET)
        assert live.items() <= dict(self.talk.answers).items()
        for name in self.talk.answers:
            assert (name in live) == is_asked(SHEET.questions[name], live, SHEET)

    @invariant()
    def the_way_back_holds_every_answer_once(self) -> None:
        assert len(self.talk.trail) == len(set(self.talk.trail))
        assert set(self.talk.answers) | self.talk.passed <= set(self.talk.trail)


AnyTalk.TestCase.settings = settings(max_examples=40, stateful_step_count=40, deadline=None)
TestAnyTalk = AnyTalk.TestCase


def answered(data: st.DataObject, talk: Interview) -> Interview:
    name = str(talk.current)
    return answer(talk, name, data.draw(values(VOCABULARY.fields[name]), label=name))


@given(st.data(), st.booleans())
def test_answering_what_is_asked_ends_after_each_asked_question_was_put_once(
    data: st.DataObject,
    optional: bool,  # noqa: FBT001
) -> None:
    talk, put = started(), []
    while talk.current is not None:
        put.append(talk.current)
        talk = ask_next(answered(data, talk), SHEET, optional=optional)
    live = live_answers(talk.answers, SHEET)
    asked = [
        question.field
        for question in SHEET.questions.values()
        if (optional or not question.optional) and is_asked(question, live, SHEET)
    ]
    assert put == asked


@given(st.data(), st.integers(1, 12))
def test_going_back_retraces_the_talk_and_answering_again_leads_on_from_where_one_was(
    data: st.DataObject, steps: int
) -> None:
    talk, way = started(), []
    for _ in range(steps):
        way.append(str(talk.current))
        talk = ask_next(answered(data, talk), SHEET)
    ahead, kept = talk.current, dict(talk.answers)
    live = live_answers(kept, SHEET)
    for name in [name for name in reversed(way) if is_asked(SHEET.questions[name], live, SHEET)]:
        talk = back(talk, SHEET)
        assert talk.current == name
    assert back(talk, SHEET) == talk
    first = str(talk.current)
    talk = ask_next(answer(talk, first, kept[first]), SHEET)
    assert talk.current == ahead
    assert talk.answers == kept


@given(st.data())
def test_an_answer_then_back_then_another_answer_leads_on(data: st.DataObject) -> None:
    talk = ask_next(answered(data, started()), SHEET)
    again = back(talk, SHEET)
    assert again.current == NAMES[0]
    talk = ask_next(answered(data, again), SHEET)
    assert talk.current not in (None, NAMES[0])
    assert list(talk.answers) == [NAMES[0]]


def test_back_at_the_first_question_changes_nothing() -> None:
    assert back(started(), SHEET) == started()


def test_back_in_the_review_opens_the_last_question() -> None:
    talk = answer(answer(started(), "industry", "retail"), "prefecture", "東京都")
    assert talk.current is None
    assert back(talk, SHEET).current == "prefecture"


def test_back_passes_over_a_question_that_is_hidden_now() -> None:
    talk = Interview()
    for name, value in (
        ("industry", "manufacturing"),
        ("industry_detail", "rubber_products"),
        ("prefecture", "東京都"),
    ):
        talk = answer(talk, name, value)
    talk = jump(answer(talk, "industry", "retail"), "prefecture")
    assert back(talk, SHEET).current == "industry"


def test_a_changed_answer_hides_what_depended_on_it_and_changed_back_it_counts_again() -> None:
    talk = answer(answer(Interview(), "main_tool", Chosen(frozenset({"pos"}))), "pos_cost_yen", exactly(300_000))
    assert "pos_cost_yen" in live_answers(talk.answers, SHEET)
    without = answer(talk, "main_tool", Chosen(frozenset({"none"})))
    assert "pos_cost_yen" not in live_answers(without.answers, SHEET)
    assert live_answers(answer(without, "main_tool", Chosen(frozenset({"pos"}))).answers, SHEET) == talk.answers


def test_a_question_is_hidden_only_when_its_condition_is_false_and_not_while_it_is_open() -> None:
    detail = SHEET.questions["industry_detail"]
    assert is_asked(detail, {}, SHEET)
    assert is_asked(detail, {"industry": UNKNOWN}, SHEET)
    assert is_asked(detail, {"industry": "lodging"}, SHEET)
    assert not is_asked(detail, {"industry": "retail"}, SHEET)


def test_a_skipped_question_waits_until_it_is_taken_up_and_back_leads_to_it() -> None:
    talk = ask_next(skip(started()), SHEET)
    assert talk.current == NAMES[1]
    assert NAMES[0] not in [question.field for question in open_questions(talk, SHEET)]
    assert back(talk, SHEET).current == NAMES[0]
    assert ask_next(resume_passed(talk), SHEET).current == NAMES[0]
    assert not answer(talk, NAMES[0], "retail").passed


def test_the_question_that_matters_most_comes_first_and_one_that_is_answered_or_hidden_never_does() -> None:
    assert ask_next(Interview(), SHEET, ["pcs", "sites"]).current == "pcs"
    assert ask_next(answer(Interview(), "pcs", exactly(5)), SHEET, ["pcs", "sites"]).current == "sites"
    nobody = answer(Interview(), "industry", "retail")
    assert ask_next(nobody, SHEET, ["industry_detail", "no_such_field"]).current == "prefecture"


def test_an_optional_question_is_put_only_on_wish() -> None:
    assert ask_next(Interview(), SHEET, ["company_name"]).current == NAMES[0]
    assert ask_next(Interview(), SHEET, ["company_name"], optional=True).current == "company_name"


@given(answers())
def test_what_counts_counts_again(given_answers: Answers) -> None:
    live = live_answers(given_answers, SHEET)
    assert live_answers(live, SHEET) == live


@given(st.data(), answers())
def test_the_order_of_answers_does_not_change_what_counts(data: st.DataObject, given_answers: Answers) -> None:
    order = data.draw(st.permutations(list(given_answers)))
    shuffled = {name: given_answers[name] for name in order}
    assert live_answers(shuffled, SHEET) == live_answers(given_answers, SHEET)


@given(st.data(), answers(NAMES))
def test_the_order_of_answering_does_not_change_what_is_left_to_ask(
    data: st.DataObject, given_answers: Answers
) -> None:
    def left(order: list[str]) -> list[str]:
        talk = Interview()
        for name in order:
            talk = answer(talk, name, given_answers[name])
        return [question.field for question in open_questions(talk, SHEET, optional=True)]

    assert left(data.draw(st.permutations(list(given_answers)))) == left(list(given_answers))


@given(answers(NAMES))
def test_no_question_is_put_again_while_its_answer_is_kept(given_answers: Answers) -> None:
    left = open_questions(Interview(given_answers), SHEET, optional=True)
    assert not {question.field for question in left} & set(given_answers)


CHAIN = """id: chain
title: 鎖
sections:
- {id: one, title: 一}
questions:
"""
LINK = """- field: {field}
  section: one
  ask: いくつですか？
  help: null
  find_out: null
  prompt: null
  ask_when: {when}
  options: []
  unknown_ok: true
  example: null
  optional: false
"""


def test_a_chain_of_conditions_is_judged_in_order_by_the_answers_that_still_count(tmp_path: Path) -> None:
    path = tmp_path / "chain.yaml"
    links = (("employees", "null"), ("pcs", "{employees: {at_least: 1}}"), ("servers", "{pcs: {at_least: 1}}"))
    path.write_text(CHAIN + "".join(LINK.format(field=field, when=when) for field, when in links), encoding="utf-8")
    chain = load_questionnaire(path)
    talk = Interview({"employees": exactly(0), "pcs": exactly(0), "servers": exactly(2)})
    # The PCs are hidden, so nothing speaks against the servers: their answer counts and isn't asked for again.
    assert live_answers(talk.answers, chain) == {"employees": exactly(0), "servers": exactly(2)}
    assert open_questions(talk, chain) == ()
