"""Routes beside the national frames: which apply, how their windows stand on a day, and a city's from an overlay."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from overlay_samples import GOOD, write_overlay
from subsidy_cases import RULES, TODAY, profile_of, read_table

from knowledge.base import OWN_MARK
from questionnaires.profile import Profile
from recommender.assessment import assess
from recommender.export.content import summary
from recommender.export.json import to_json
from recommender.export.money import elsewhere_part, other_state, other_text
from recommender.export.routes import routes_text
from recommender.rulebase import Folders, RuleBase, load_rulebase
from recommender.subsidies.elsewhere import other_routes
from recommender.subsidies.results import OtherRoute
from recommender.subsidies.wording import load_wording

TABLE = read_table("elsewhere")
PHRASES = load_wording().elsewhere


def _routes(answers: dict[str, Any], as_of: date, rules: RuleBase = RULES) -> dict[str, OtherRoute]:
    return {route.id: route for route in other_routes(profile_of(answers).answers, rules, as_of, PHRASES)}


@pytest.mark.parametrize("row", TABLE["windows"], ids=lambda row: f"{row['route']}-{row['as_of']}")
def test_window_to_the_day(row: dict[str, Any]) -> None:
    found = _routes({}, row["as_of"])[row["route"]]
    assert found.status == row["status"]
    assert row["text"] in found.window


@pytest.mark.parametrize("row", TABLE["conditions"], ids=lambda row: f"{row['route']}-{row['answers']}")
def test_condition(row: dict[str, Any]) -> None:
    found = _routes(row["answers"], TODAY)
    if row["applies"] == "absent":
        assert row["route"] not in found
        return
    assert found[row["route"]].applies is row["applies"]
    if row["applies"] is None:
        assert "いまの答えでは決まりません" in found[row["route"]].condition


def test_what_applies_comes_before_what_may_and_open_before_closed() -> None:
    found = list(_routes({"prefecture": "東京都"}, date(2027, 1, 10)).values())
    assert found[0].id == "route.tokyo_cyber"
    assert [route.applies is None for route in found] == sorted(route.applies is None for route in found)


def test_a_citys_own_route_comes_from_an_overlay_with_its_window_and_prefecture(tmp_path: Path) -> None:
    dated = "windows: [{from: 2026-12-01, to: 2026-12-25, note: 第1回}]"
    write_overlay(tmp_path, "mine.yaml", GOOD.replace("windows: []", dated))
    rules = load_rulebase(Folders(named=tmp_path))
    assert "route.my_city" not in _routes({"prefecture": "大阪府"}, TODAY, rules)
    mine = _routes({"prefecture": "東京都"}, date(2026, 12, 25), rules)["route.my_city"]
    assert (mine.applies, mine.status) == (True, "open")
    assert mine.name == f"例市の助成金{OWN_MARK}"
    assert "2026年12月25日" in mine.window
    assert _routes({"prefecture": "東京都"}, date(2026, 12, 26), rules)["route.my_city"].status == "closed"


def test_every_place_tells_the_routes_with_their_state_and_day() -> None:
    result = assess(Profile({"prefecture": "東京都"}), RULES, TODAY, explain=False)
    tokyo = next(route for route in result.outlook.elsewhere if route.id == "route.tokyo_cyber")
    shown = f"{tokyo.name}（助成金、受付前）"
    assert other_state(tokyo) == "助成金、受付前"
    said = [item.text for block in summary(result, RULES) for item in getattr(block, "items", ())]
    assert [text for text in said if text.startswith(shown)]
    assert shown in routes_text(result.subsidies, result.outlook, RULES)
    listed = {item["id"]: item for item in to_json(result)["subsidy_outlook"]["elsewhere"]}
    assert listed["route.tokyo_cyber"]["status"] == "upcoming"
    assert "2026年8月時点" in other_text(tokyo)
    assert elsewhere_part(()) == []


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_open_is_said_only_within_a_known_window(day: date) -> None:
    for name, route in _routes({}, day).items():
        windows = RULES.knowledge.routes[name].windows
        within = any(item.from_ and item.to and item.from_ <= day <= item.to for item in windows)
        assert route.status != "open" or within
        assert route.window
