"""ユーザー概況と提案の記録: every element of std.1.2.10 with its answer, the reasons with clauses, room to sign."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import docx
import pytest
import yaml

from knowledge.values import UNKNOWN
from questionnaires.profile import Profile, read_profile
from questionnaires.showing import show_value
from recommender.assessment import assess
from recommender.export.blocks import Block, Heading, Items, Paragraph, Table
from recommender.export.markdown import markdown_of
from recommender.export.overview_sheet import overview_sheet
from recommender.export.overview_wording import load_overview_wording
from recommender.export.word import word_of
from recommender.rulebase import load_rulebase

ROOT = Path(__file__).parents[2]
RULES, WORDS, DAY = load_rulebase(), load_overview_wording(), date(2026, 11, 22)
CASES = yaml.safe_load((ROOT / "tests/cases/documents/overview_elements.yaml").read_text(encoding="utf-8"))
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))


@dataclass(frozen=True)
class Element:
    """An element as the definition names it, the fields that answer it, and why these."""

    name: str
    fields: list[str]
    why: str


ELEMENTS = [Element(**row) for row in CASES]


def profile_of(path: Path) -> Profile:
    return read_profile(path.read_text(encoding="utf-8"), path.name, RULES.vocabulary)


def sheet(profile: Profile, **more: object) -> tuple[Block, ...]:
    return overview_sheet(assess(profile, RULES, DAY, explain=False), RULES, **more)  # type: ignore[arg-type]


def overview(blocks: tuple[Block, ...]) -> list[tuple[str, ...]]:
    return [row for block in blocks if isinstance(block, Table) and block.head == WORDS.columns for row in block.rows]


def said(blocks: tuple[Block, ...]) -> str:
    return markdown_of(blocks, RULES)


EMPTY = sheet(Profile({}))


@pytest.mark.parametrize("element", ELEMENTS, ids=lambda element: element.name)
def test_every_element_of_the_definition_is_there_even_where_nothing_is_known(element: Element) -> None:
    rows = [row for row in overview(EMPTY) if row[0] == element.name]
    assert rows, element.why
    if element.fields:
        assert {answer for _, _, answer in rows} == {WORDS.not_asked}


@pytest.mark.parametrize("element", ELEMENTS, ids=lambda element: element.name)
def test_the_fields_that_answer_an_element_stand_at_it(element: Element) -> None:
    for name in element.fields:
        field = RULES.vocabulary.fields[name]
        value = UNKNOWN if field.kind != "text" else "会社"
        rows = [row for row in overview(sheet(Profile({name: value}))) if row[1] == field.label]
        assert rows == [(element.name, field.label, show_value(value, field))], element.why


def test_no_part_of_the_profile_is_lost() -> None:
    placed = [part for element in WORDS.elements for part in element.parts] + list(WORDS.left_out)
    assert sorted(placed) == sorted({field.part for field in RULES.vocabulary.fields.values()})
    assert {element.name for element in ELEMENTS} == {element.name for element in WORDS.elements}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_answer_of_an_example_stands_on_it_but_those_of_the_subsidy(path: Path) -> None:
    result = assess(profile_of(path), RULES, DAY, explain=False)
    rows = {(label, answer) for _, label, answer in overview(overview_sheet(result, RULES))}
    for name, value in result.profile.answers.items():
        field = RULES.vocabulary.fields[name]
        assert ((field.label, show_value(value, field)) in rows) == (field.part not in WORDS.left_out)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_reasons_come_with_their_clauses(path: Path) -> None:
    result = assess(profile_of(path), RULES, DAY, explain=False)
    cited = {
        (item.text, item.cites)
        for block in overview_sheet(result, RULES)
        if isinstance(block, Items)
        for item in block.items
    }
    reasons = (*result.monitoring.reasons, *result.service_class.reasons)
    assert {(reason.text, reason.cites) for reason in reasons} <= cited


def test_what_nobody_knows_or_asked_is_told_as_such() -> None:
    text = said(sheet(Profile({"pcs": UNKNOWN, "industry": "retail"})))
    assert "| システム構成の規模 | PC | わからない |" in text
    assert "| 業績規模 | 年間の売上 | （まだ聞いていません） |" in text
    assert "まだ聞いていないこと:" in text
    assert "1類か2類かを決められていません" in text or "1類です" in text


def test_a_recommendation_of_class_2_has_the_word_on_its_price_and_class_1_says_whom_the_rule_asks() -> None:
    second = said(sheet(profile_of(ROOT / "examples" / "seizo_80dai.yaml")))
    first = said(sheet(profile_of(ROOT / "examples" / "machikoba.yaml")))
    assert "第3章1(2)ア" in second
    assert WORDS.class1 not in second
    assert "第3章1(2)ア" not in first
    assert WORDS.class1 in first
    assert all(place in second for place in ("第3章1(8)ア", "第3章1(8)イ", "第1章2(10)"))


def test_there_is_a_day_and_room_for_those_present_and_for_both_signatures() -> None:
    blocks = sheet(profile_of(EXAMPLES[0]))
    text = said(blocks)
    assert "2026年11月22日" in text
    assert "同席した方: （書き入れてください）" in text
    (signatures,) = (block for block in blocks if isinstance(block, Table) and block.head == WORDS.signature_columns)
    assert signatures.by_hand
    assert "署名" in {row[0] for row in signatures.rows}
    assert all(row[1:] == ("", "") for row in signatures.rows)
    assert len(signatures.head) == 3


HOSTILE = ["**太字**", "<script>alert(1)</script>", "| 列 |", "[x](javascript:1)", "a\nb\x1b[31m", "\u202eabc"]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_stays_a_name(name: str) -> None:
    answers = dict(profile_of(EXAMPLES[0]).answers)
    blocks = sheet(Profile({**answers, "company_name": name}), present=(name, "山田"))
    text = said(blocks)
    assert not any(sign in text for sign in ("<script>", "**太字**", "\x1b", "\u202e"))
    assert not re.search(r"(?<!\\)\]\(", text)
    assert text.count("\n# ") == said(sheet(Profile(answers))).count("\n# ")
    document = docx.Document(io.BytesIO(word_of(blocks, RULES, DAY)))
    assert any("山田" in paragraph.text for paragraph in document.paragraphs)
    rows = [line for line in text.splitlines() if line.startswith("| そのほかの属性 | 会社名 |")]
    assert len(rows) == 1


def test_names_of_nothing_leave_the_place_to_write_in() -> None:
    assert "同席した方: （書き入れてください）" in said(sheet(Profile({}), present=("", "  ", "\n")))


def test_what_is_left_out_is_told_nowhere() -> None:
    profile = profile_of(ROOT / "examples" / "seizo_80dai.yaml")
    shown = said(sheet(profile))
    assert "300,000円" in shown
    hidden = said(sheet(profile, omit=("monthly_budget", "company_name")))
    assert "300,000円" not in hidden
    assert "| 対策へのニーズの規模 | 月の予算 | （この紙には書きません） |" in hidden


def test_a_word_file_has_rows_high_enough_to_sign_in() -> None:
    document = docx.Document(io.BytesIO(word_of(sheet(profile_of(EXAMPLES[0])), RULES, DAY)))
    signing = document.tables[-1]
    assert [cell.text for cell in signing.rows[0].cells][1:] == list(WORDS.signature_columns[1:])
    assert all(row.height and row.height.mm > 9 for row in signing.rows[1:])


def test_headings_come_in_one_order() -> None:
    levels = [block.level for block in EMPTY if isinstance(block, Heading)]
    assert levels[0] == 1
    assert 1 not in levels[1:]
    right = [block for block in EMPTY if isinstance(block, Paragraph) and block.at_right]
    assert [block.text for block in right] == ["2026年11月22日"]
    assert replace(right[0], at_right=False).cites == ()


def test_answers_of_the_interview_before_stand_as_such_until_they_are_confirmed() -> None:
    profile = profile_of(ROOT / "examples" / "seizo_80dai.yaml")
    given = date(2025, 11, 20)
    carried = {"pcs": given, "monthly_budget": given, "company_name": given, "urgency": given}
    text = said(sheet(profile, carried=carried, omit=("monthly_budget",)))
    pcs = RULES.vocabulary.fields["pcs"]
    answer = show_value(profile.answers["pcs"], pcs)
    assert f"| システム構成の規模 | PC | {answer}（前回のまま。2025年11月20日の答え） |" in text
    assert WORDS.overview_carried in text
    open_line = next(line for line in text.splitlines() if "前回のままで、まだ確かめていないこと" in line)
    assert "PC" in open_line
    assert RULES.vocabulary.fields["monthly_budget"].label not in open_line
    # The need's urgency stands a second time, under the time; there as well it isn't this year's word.
    urgency = RULES.vocabulary.fields["urgency"].label
    assert len([line for line in text.splitlines() if f"| {urgency} |" in line and "前回のまま" in line]) == 2


def test_without_carried_answers_nothing_is_said_of_them() -> None:
    text = said(sheet(profile_of(EXAMPLES[0]), carried={"it_level": date(2025, 1, 1)}))
    profile = profile_of(EXAMPLES[0])
    assert ("前回のまま" in text) is ("it_level" in profile.answers)
    assert "前回のまま" not in said(sheet(profile))
