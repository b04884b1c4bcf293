"""The gold cases of tests/cases/decisions: every one is advised rightly, and every rule is held by one of them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from decision_cases import Case, missed, read_cases

from recommender.rulebase import load_rulebase

ROOT = Path(__file__).parents[2]
RULES = load_rulebase()
CASES = read_cases(RULES)
EXPECTATIONS = {"monitoring", "class", "top_reason", "excluded", "warning", "advice", "silent"}
LEAST = 60
"""So many cases the sheet of calibration rests on at least."""


def by_id(case: Case) -> str:
    return case.id


@pytest.mark.parametrize("case", CASES, ids=by_id)
def test_the_recommendation_is_one_that_an_adviser_would_give(case: Case) -> None:
    assert missed(case, RULES) == (), case.why


def test_every_case_has_its_own_id_a_rationale_and_only_known_expectations() -> None:
    ids = [case.id for case in CASES]
    assert len(set(ids)) == len(ids) >= LEAST
    assert [case.id for case in CASES if not case.why.strip()] == []
    assert [case.id for case in CASES if not {"monitoring", "class"} <= set(case.expect) <= EXPECTATIONS] == []
    assert "beyond_sme" in {case.expect.get("warning") for case in CASES}


def test_the_sheet_of_calibration_is_current_and_every_rule_is_held_by_a_case() -> None:
    command = [sys.executable, str(ROOT / "scripts" / "calibration.py"), "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
