"""Quotes as they are written down, and the example company: what the tests of quotes begin with."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import yaml
from hypothesis import strategies as st

from questionnaires.profile import Profile, read_profile
from recommender.quotes.fields import Quote, load_quote_fields
from recommender.quotes.reading import read_quote
from recommender.rulebase import load_rulebase

FOLDER = Path(__file__).parents[1] / "cases" / "quotes"
RULES = load_rulebase()
TODAY = date(2026, 11, 22)


def load_table(name: str) -> Any:
    return yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))


BASES: dict[str, dict[str, Any]] = load_table("base.yaml")


def quote_of(stated: dict[str, Any]) -> Quote:
    document = {"schema": "otasuke.quote/1", **{name: value for name, value in stated.items() if value is not None}}
    return read_quote(yaml.safe_dump(document, allow_unicode=True), "quote.yaml")


AMOUNTS = st.one_of(
    st.integers(0, 60_000),
    st.sampled_from((1_999, 2_000, 2_001, 2_200, 2_201, 9_999, 10_000, 10_001, 11_000, 11_001, 20_000, 50_000)),
)


@st.composite
def quotes(draw: st.DrawFn) -> Quote:
    """Quotes that state any of the fields."""
    stated: dict[str, Any] = {}
    for item in load_quote_fields().fields:
        if not draw(st.booleans()):
            continue
        if item.kind == "choice":
            stated[item.id] = draw(st.sampled_from(item.codes))
        elif item.kind == "list":
            stated[item.id] = tuple(draw(st.lists(st.sampled_from(item.codes), unique=True)))
        elif item.kind == "flag":
            stated[item.id] = draw(st.booleans())
        elif item.kind == "yen":
            stated[item.id] = draw(AMOUNTS)
        elif item.kind == "integer":
            stated[item.id] = draw(st.integers(item.min or 0, 70))
    if "class" in stated:
        stated["service_class"] = f"class{stated.pop('class')}"
    return Quote(**stated)


def example_profile(name: str) -> Profile:
    path = Path(__file__).parents[2] / "examples" / f"{name}.yaml"
    return read_profile(path.read_text(encoding="utf-8"), path.name, RULES.vocabulary)
