"""The questions: one for every field that is asked, in words that fit a terminal, and a loader that is strict."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

from knowledge.conditions import fields_of
from knowledge.faults import DataError
from questionnaires.loading import DATA, load_questionnaire
from questionnaires.records import Question

SHEET = load_questionnaire()
QUESTIONS = list(SHEET.questions.values())
FIELDS = SHEET.vocabulary.fields
NEVER_ASKED = {"has_not", "annual_budget", "per_device_budget"}  # understood from free text, or the other side of `has`
ASKED_BY_NAME = {"prefecture"}  # its 47 codes are their own names
MOST_SENTENCES = 2  # more of them nobody says from a screen while looking at the other
POLITE = re.compile(r"(?:です|ます|ません|ましょう|でしょう|ください|か)[。？]$")
LEADS = ("ネットワーク監視", "端末監視", "併用", "1類", "2類", "おすすめ", "危険", "危ない")


def words_of(question: Question) -> list[str]:
    texts = [question.ask, question.help, question.find_out, question.prompt, question.example]
    options = [text for option in question.options for text in (option.say, option.hint)]
    return [text for text in (*texts, *options) if text]


def test_every_field_has_a_question_but_those_that_only_free_text_tells() -> None:
    assert set(FIELDS) - set(SHEET.questions) == NEVER_ASKED


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.field)
def test_the_options_of_a_question_are_the_codes_of_its_field_each_once(question: Question) -> None:
    field = FIELDS[question.field]
    codes = [option.code for option in question.options]
    expected = ("yes", "no") if field.kind == "yes_no" else field.codes
    if question.field in ASKED_BY_NAME:
        expected = ()
    assert len(codes) == len(set(codes))
    assert set(codes) == set(expected)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.field)
def test_no_two_options_of_a_question_are_said_alike(question: Question) -> None:
    said = [option.say for option in question.options]
    assert len(said) == len(set(said))


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.field)
def test_a_question_stands_in_a_section_and_asks_and_tells_where_to_find_out(question: Question) -> None:
    assert question.section in SHEET.sections
    assert question.ask.endswith(("？", "（いくつでも）"))
    assert question.find_out
    assert question.unknown_ok


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.field)
def test_a_consultant_has_words_to_ask_each_question_with(question: Question) -> None:
    """One or two polite sentences to say aloud, other than what stands there for the one who answers."""
    prompt = question.prompt or ""
    sentences = re.findall("[^。？]+[。？]", prompt)
    assert "".join(sentences) == prompt
    assert "？" in prompt
    assert 1 <= len(sentences) <= MOST_SENTENCES
    assert all(POLITE.search(sentence) for sentence in sentences)
    assert not {question.ask, question.help, question.find_out} & {prompt, *sentences}


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.field)
def test_what_a_consultant_says_leads_to_no_result_and_frightens_nobody(question: Question) -> None:
    assert [word for word in LEADS if word in str(question.prompt)] == []


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.field)
def test_a_number_is_asked_with_an_example_of_how_to_write_it(question: Question) -> None:
    assert bool(question.example) or FIELDS[question.field].kind != "integer"


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.field)
def test_a_question_depends_only_on_what_was_asked_before_it(question: Question) -> None:
    before = QUESTIONS[: QUESTIONS.index(question)]
    needed = fields_of(question.ask_when, SHEET.vocabulary) if question.ask_when else ()
    assert set(needed) <= {earlier.field for earlier in before}


def test_the_questions_of_a_section_stand_together_in_the_order_of_the_sections() -> None:
    sections = [question.section for question in QUESTIONS]
    assert list(dict.fromkeys(sections)) == list(SHEET.sections)
    assert sections == sorted(sections, key=list(SHEET.sections).index)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.field)
def test_a_question_is_said_in_characters_of_certain_width_and_on_one_line_each(question: Question) -> None:
    for text in words_of(question):
        assert {char for char in text if unicodedata.east_asian_width(char) == "A"} == set()
        assert text.isprintable()
        assert "\n" not in text


@pytest.mark.parametrize("path", sorted(DATA.glob("*.yaml")), ids=lambda path: path.name)
def test_no_character_of_ambiguous_width_stands_in_the_files(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert {char for char in text if unicodedata.east_asian_width(char) == "A"} == set()


RIGHT = """id: small
title: 小さな質問票
sections:
- {id: one, title: 一}
questions:
- field: remote_work
  section: one
  ask: 外で使いますか？
  help: null
  find_out: null
  prompt: null
  ask_when: null
  options:
  - {code: none, say: 使わない, hint: null}
  - {code: some, say: 一部, hint: null}
  - {code: most, say: 大半, hint: null}
  unknown_ok: true
  example: null
  optional: false
- field: it_part_time
  section: one
  ask: 兼任の人はいますか？
  help: null
  find_out: null
  prompt: null
  ask_when: {remote_work: {is: some}}
  options:
  - {code: "yes", say: いる, hint: null}
  - {code: "no", say: いない, hint: null}
  unknown_ok: true
  example: null
  optional: false
"""
WRONG = [
    pytest.param(
        "field: it_part_time", "field: it_parttime", "「it_parttime」という項目はありません", id="no_such_field"
    ),
    pytest.param(
        "section: one\n  ask: 外", "section: two\n  ask: 外", "「two」という章はありません", id="no_such_section"
    ),
    pytest.param("code: some", "code: sum", "「sum」という選択肢はありません", id="no_such_option"),
    pytest.param(
        '  - {code: "no", say: いない, hint: null}\n', "", "選択肢「no」の言い方がありません", id="option_left_out"
    ),
    pytest.param("code: most", "code: none", "選択肢「none」が2回あります", id="option_twice"),
    pytest.param("ask_when: null", "ask_when: {it_part_time: {is: true}}", "より前に聞かれていません", id="asks_ahead"),
    pytest.param("{is: some}", "{is: soem}", "「soem」という選択肢はありません", id="condition_on_no_option"),
    pytest.param("optional: false\n- ", "optional: perhaps\n- ", "true か false", id="flag_in_words"),
]


def sheet(directory: Path, text: str) -> Path:
    path = directory / "small.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_questionnaire_of_ones_own_is_read(tmp_path: Path) -> None:
    assert list(load_questionnaire(sheet(tmp_path, RIGHT)).questions) == ["remote_work", "it_part_time"]


@pytest.mark.parametrize(("old", "new", "says"), WRONG)
def test_a_wrong_questionnaire_is_refused_with_its_place(old: str, new: str, says: str, tmp_path: Path) -> None:
    assert RIGHT.count(old) == 1
    with pytest.raises(DataError) as refused:
        load_questionnaire(sheet(tmp_path, RIGHT.replace(old, new)))
    assert any(says in str(fault) for fault in refused.value.faults)
    assert all(fault.place.file == "small.yaml" and fault.place.line > 4 for fault in refused.value.faults)


def test_a_question_that_is_asked_twice_is_refused(tmp_path: Path) -> None:
    again = RIGHT[RIGHT.index("- field: it_part_time") :]
    with pytest.raises(DataError, match="「it_part_time」の質問が2つあります"):
        load_questionnaire(sheet(tmp_path, RIGHT + again))
