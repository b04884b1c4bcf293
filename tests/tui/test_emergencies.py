"""Words of an incident that goes on now: which texts are one, and what the talk makes of them."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from recommender.language.emergencies import speaks_of_emergency

TABLE = Path(__file__).parents[1] / "cases" / "talk" / "emergencies.yaml"
CASES: list[dict[str, Any]] = yaml.safe_load(TABLE.read_text(encoding="utf-8"))["cases"]


@pytest.mark.parametrize("case", CASES, ids=[case["typed"] for case in CASES])
def test_an_incident_of_now_is_told_from_fears_and_old_stories(case: dict[str, Any]) -> None:
    assert case["why"]
    assert speaks_of_emergency(case["typed"]) is case["asks"]
