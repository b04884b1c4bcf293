"""What is ticked off, in the summary: open questions first, steps by phase with owner and day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from questionnaires.profile import read_profile
from recommender.assessment import assess
from recommender.export.blocks import Heading, Items, Table
from recommender.export.content import summary
from recommender.export.marked import (
    CHECK_STATES,
    STEP_STATES,
    check_mark,
    checklist_part,
    onboarding_part,
    onboarding_tables,
    show_mark,
)
from recommender.rulebase import load_rulebase
from tui.desk.records import Mark, MarkState

RULES = load_rulebase()
DAY = date(2026, 11, 22)
PATH = Path(__file__).parents[2] / "examples" / "seizo_80dai.yaml"
RESULT = assess(read_profile(PATH.read_text(encoding="utf-8"), PATH.name, RULES.vocabulary), RULES, DAY, explain=False)


@dataclass(frozen=True)
class Noted:
    """The least that a document takes for a mark."""

    state: str = "open"
    owner: str = ""
    due: date | None = None
    word: str = ""


def test_without_marks_every_question_stands_and_no_step() -> None:
    (heading, items) = checklist_part(RESULT, RULES, {})
    assert isinstance(heading, Heading)
    assert isinstance(items, Items)
    assert len(items.items) == len(RESULT.checklist)
    assert onboarding_part(RESULT, RULES, {}) == []


def test_what_is_open_comes_before_what_is_settled() -> None:
    first, second, third = (check_mark(item.clause) for item in RESULT.checklist[:3])
    marks = {first: Noted("done"), second: Noted("doing", word="来週返事"), third: Noted("dropped")}
    blocks = checklist_part(RESULT, RULES, marks)
    waiting, settled = (block for block in blocks if isinstance(block, Items))
    assert len(waiting.items) == len(RESULT.checklist) - 2
    assert waiting.items[0].text.endswith("（答え待ち、来週返事）")
    assert [item.cites[0] for item in settled.items] == [RESULT.checklist[0].clause, RESULT.checklist[2].clause]


def test_one_marked_step_brings_the_whole_plan_with_owner_and_day() -> None:
    marks = {"onboard.alert_contacts": Noted("open", "佐藤", date(2026, 12, 5), "2人分")}
    blocks = summary(RESULT, RULES, marks=marks)
    assert Heading(2, "契約したあとの段取り") in blocks
    rows = [row for block in blocks if isinstance(block, Table) for row in block.rows if "佐藤" in row]
    assert [row[3:] for row in rows] == [("佐藤", "2026年12月5日", "2人分")]


def test_on_wish_the_plan_stands_without_any_mark() -> None:
    names = [block.text for block in onboarding_tables(RESULT, RULES, {}) if isinstance(block, Heading)]
    assert names == [phase.name for phase in RULES.onboarding.phases]


@pytest.mark.parametrize("states", [CHECK_STATES, STEP_STATES])
def test_every_state_of_a_mark_has_a_word(states: dict[str, str]) -> None:
    for state in MarkState.__args__:  # type: ignore[attr-defined]
        assert show_mark(Mark(state), states) == states[state]
