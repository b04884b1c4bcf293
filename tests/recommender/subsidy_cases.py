"""The tables of tests/cases/subsidies, and a company that may apply for every subsidy."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from knowledge.values import Value, exactly
from questionnaires.profile import Profile, read_profile
from recommender.rulebase import load_rulebase

FOLDER = Path(__file__).parents[1] / "cases" / "subsidies"
TODAY = date(2026, 11, 22)
RULES = load_rulebase()
FRAMES = RULES.knowledge.frames
COMPUTED = [frame for frame in FRAMES.values() if frame.computed]
ANCHOR: dict[str, Value] = {
    "entity": "corporation",
    "industry": "manufacturing",
    "employees": exactly(30),
    "capital_yen": exactly(10_000_000),
    "sites": exactly(1),
    "large_company_owned": False,
    "contract_state": "not_yet",
    "past_otasuketai_subsidy": False,
    "gbizid": "acquired",
    "security_action": "one_star",
}


def read_table(name: str) -> Any:
    """A table of the folder."""
    return yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))


def profile_of(answers: Mapping[str, Any], plan: Mapping[str, int] | None = None) -> Profile:
    """A profile as a file states it; an answer that is None there isn't given."""
    document: dict[str, Any] = {
        "schema": "otasuke.profile/1",
        "answers": {name: value for name, value in answers.items() if value is not None},
    }
    if plan:
        document["plan"] = dict(plan)
    return read_profile(yaml.safe_dump(document, allow_unicode=True), "case.yaml", RULES.vocabulary)
