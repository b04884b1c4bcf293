"""対策の点検: every weak answer leads to one step, the six actions stay six, and nothing is copied."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from knowledge.faults import DataError, Faults
from knowledge.values import UNKNOWN
from questionnaires.posture import FILE as SHEET_FILE
from questionnaires.posture import load_self_check
from questionnaires.profile import read_profile
from recommender.assessment import assess
from recommender.counsel import MOST_ACTIONS
from recommender.export.blocks import Chart, Heading
from recommender.export.content import summary
from recommender.export.markdown import markdown_of
from recommender.export.posture import posture_part, replies_in
from recommender.marks import action_mark, answer_mark, check_mark
from recommender.posture import MOST_JOINED, UNKNOWN_CODE, posture_of, step_text, urgency_lines, with_posture
from recommender.posture_rules import FILE, check_posture, load_posture, read_posture
from recommender.rulebase import load_rulebase
from tui.desk.records import Mark

ROOT = Path(__file__).parents[2]
SHEET, RULES = load_self_check(), load_rulebase()
ITEMS = load_posture().items
FIELDS = SHEET.vocabulary.fields
CASES = yaml.safe_load((ROOT / "tests/cases/posture/outcomes.yaml").read_text(encoding="utf-8"))
RESULTS = {
    path.stem: assess(
        read_profile(path.read_text(encoding="utf-8"), path.name, RULES.vocabulary),
        RULES,
        date(2026, 11, 22),
        explain=False,
    )
    for path in sorted((ROOT / "examples").glob("*.yaml"))
}
replies = st.fixed_dictionaries(
    {}, optional={name: st.sampled_from((*field.codes, UNKNOWN_CODE)) for name, field in FIELDS.items()}
)


@dataclass(frozen=True)
class Case:
    name: str
    why: str
    replies: dict[str, str]
    steps: list[str]
    urgent: int
    joins: str | None


OUTCOMES = [Case(**row) for row in CASES]


# --- the questions and what follows ---


def test_there_are_about_ten_questions_with_three_or_four_answers_and_not_knowing_is_one() -> None:
    assert 8 <= len(SHEET.questions) <= 12
    for question in SHEET.questions.values():
        assert question.unknown_ok
        assert question.optional
        assert question.find_out
        assert 3 <= len(question.options) + 1 <= 4


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_every_answer_that_is_not_good_leads_to_one_step_that_says_what_how_and_who(item) -> None:  # type: ignore[no-untyped-def]
    for answer in item.levels:
        steps = posture_of({item.id: answer.code}).steps
        assert len(steps) == (0 if answer.level == "good" else 1)
        assert all(step.what and step.why and step.how and step.who for step in steps)
    (step,) = posture_of({item.id: UNKNOWN_CODE}).steps
    assert item.name in step.what
    assert step.how == (SHEET.questions[item.id].find_out or "").removesuffix("。")


@pytest.mark.parametrize("step", load_posture().steps.values(), ids=lambda step: step.id)
def test_a_step_cites_what_is_there(step) -> None:  # type: ignore[no-untyped-def]
    assert step.cites
    assert all(RULES.knowledge.knows(cite) for cite in step.cites)


def test_it_points_to_the_official_tools_and_gives_no_points() -> None:
    words = load_posture().wording
    assert "自社診断" in words.elsewhere
    assert "SECURITY ACTION" in words.elsewhere
    assert all(RULES.knowledge.knows(cite) for cite in words.elsewhere_cites)
    shown = SHEET_FILE.read_text(encoding="utf-8") + FILE.read_text(encoding="utf-8")
    assert "点満点" not in shown


# --- what the answers come to ---


@pytest.mark.parametrize("case", OUTCOMES, ids=lambda case: case.name)
def test_the_answers_come_to_what_the_table_says(case: Case) -> None:
    found = posture_of(case.replies)
    assert [step.id for step in found.steps] == case.steps, case.why
    assert len(found.urgent) == case.urgent
    joined = with_posture(RESULTS["machikoba"], case.replies, RULES).actions
    assert [action.id for action in joined if action.id.startswith("posture.")] == ([case.joins] if case.joins else [])


@given(replies)
def test_every_answer_is_counted_once_and_every_weak_one_has_its_step(given_replies: dict[str, str]) -> None:
    found = posture_of(given_replies)
    assert len(found.told) == len(given_replies)
    assert sum(area.answered for area in found.areas) == len(given_replies)
    assert len(found.steps) == sum(told.standing != "good" for told in found.told)
    assert all(step_text(step.id) == step.what for step in found.steps)


@given(st.sampled_from(sorted(RESULTS)), replies)
def test_there_are_never_more_than_six_actions_and_the_first_ones_stay(
    name: str, given_replies: dict[str, str]
) -> None:
    before = RESULTS[name]
    after = with_posture(before, given_replies, RULES)
    own = [action for action in after.actions if not action.id.startswith("posture.")]
    assert len(after.actions) <= MOST_ACTIONS
    assert len(after.actions) - len(own) <= MOST_JOINED
    assert own == list(before.actions[: len(own)])
    assert len(own) >= len(before.actions) - MOST_JOINED
    assert replace(after, actions=before.actions) == before
    assert with_posture(after, given_replies, RULES) == after
    assert with_posture(after, {}, RULES) == before


def test_how_urgent_it_is_stands_beside_what_the_user_said_of_the_time() -> None:
    result = RESULTS["machikoba"]
    late = replace(result, profile=replace(result.profile, answers={**result.profile.answers, "urgency": "year"}))
    open_ = replace(result, profile=replace(result.profile, answers={**result.profile.answers, "urgency": UNKNOWN}))
    soon = replace(result, profile=replace(result.profile, answers={**result.profile.answers, "urgency": "now"}))
    urgent = posture_of({"backup": "none"})
    assert "1年以内" in "".join(urgency_lines(urgent, late, RULES))
    assert "わからない" in "".join(urgency_lines(urgent, open_, RULES))
    assert len(urgency_lines(urgent, soon, RULES)) == 1
    assert len(urgency_lines(posture_of({"backup": "attached"}), late, RULES)) == 1


# --- documents ---


def test_a_summary_has_the_section_where_the_self_check_was_begun_and_else_none() -> None:
    result = RESULTS["machikoba"]
    marks = {
        answer_mark("backup"): Mark("done", word="none"),
        action_mark("posture.backup"): Mark("doing", "総務 <b>|", date(2026, 12, 5)),
    }
    headings = [block.text for block in summary(result, RULES) if isinstance(block, Heading)]
    assert "対策の点検" not in headings
    text = markdown_of(summary(result, RULES, marks=marks), RULES)
    part = text[text.index("## 対策の点検") :]
    assert "11問のうち 1問に答えました" in part
    assert r"進めている、担当 総務 \<b\>\|、2026年12月5日まで" in part
    assert "バックアップから戻せたか" in part
    (chart,) = (block for block in posture_part(marks) if isinstance(block, Chart))
    assert [bar.label for bar in chart.bars] == ["データの控えと持ち出し"]
    assert (chart.bars[0].left, chart.bars[0].right) == (1, 0)


def test_the_ids_of_marks_stay_those_of_what_is_kept() -> None:
    """A step of the self-check is marked as an action of the same id. Databases of users hold these words."""
    assert action_mark("posture.backup") == "action.posture.backup"
    assert answer_mark("backup") == "posture.backup"
    assert check_mark("std.2.1.7.i") == "check.std.2.1.7.i"


def test_marks_of_steps_are_no_answers() -> None:
    marks = {"posture.mail": Mark("done", word="rule"), "action.posture.mail": Mark("done", word="話した")}
    assert replies_in(marks) == {"mail": "rule"}


# --- faults ---


@pytest.mark.parametrize(
    ("turn", "into", "says"),
    [
        ("- {code: always, level: good}", "- {code: always, level: best}", "best"),
        ("- {code: always, level: good}", "- {code: allways, level: good}", "「allways」という答えはありません"),
        ("    urgency: now", "    urgency: today", "today"),
        ("id: posture.antivirus", "id: posture.updates", "「posture.updates」が2回あります"),
        ("- id: updates", "- id: upgrades", "「upgrades」という点検の質問はありません"),
    ],
)
def test_a_wrong_file_is_told_with_its_place(turn: str, into: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / FILE.name
    text = FILE.read_text(encoding="utf-8")
    assert turn in text
    path.write_text(text.replace(turn, into, 1), encoding="utf-8")
    faults = Faults()
    try:
        check_posture(read_posture(path), SHEET, faults)
    except DataError as error:
        faults.extend(error.faults)
    assert any(says in str(fault) and fault.place.file in (FILE.name, SHEET_FILE.name) for fault in faults.sorted())
