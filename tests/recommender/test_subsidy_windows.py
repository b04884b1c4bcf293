"""When applications are taken: the frames' windows and the edition in force, to the day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from subsidy_cases import ANCHOR, FRAMES, RULES, read_table

from recommender.subsidies.routes import subsidy_routes
from recommender.subsidies.windows import edition_in_force, opening_of
from recommender.subsidies.wording import load_wording

TABLE = read_table("windows")


@pytest.mark.parametrize("row", TABLE["rows"], ids=lambda row: "-".join(map(str, row.values())))
def test_window_to_the_day(row: dict[str, Any]) -> None:
    opening = opening_of(FRAMES[row["frame"]], RULES.knowledge, row["as_of"], load_wording().window)
    assert opening.status == row["status"]
    assert row["text"] in opening.text


@pytest.mark.parametrize("row", TABLE["in_force"], ids=lambda row: "-".join(map(str, row.values())))
def test_edition_in_force(row: dict[str, Any]) -> None:
    assert edition_in_force(RULES.knowledge.editions, row["as_of"]).id == row["edition"]
    found = subsidy_routes(ANCHOR, None, "network", RULES, row["as_of"])
    assert {route.edition for route in found} == {row["edition"]}


def test_an_edition_without_dates_is_never_open() -> None:
    editions = dict(RULES.knowledge.editions)
    editions["da2026"] = replace(editions["da2026"], opens=None)
    knowledge, phrases = replace(RULES.knowledge, editions=editions), load_wording().window
    undated = opening_of(FRAMES["subsidy.da2026.security"], knowledge, date(2026, 4, 1), phrases)
    before = opening_of(FRAMES["subsidy.it2025.security"], knowledge, date(2025, 12, 3), phrases)
    assert (undated.status, before.status) == ("unknown", "closed")
