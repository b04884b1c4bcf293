"""What the tests of documents share: examples, their results, and a corpus of hostile names."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import yaml

from knowledge.values import Value
from questionnaires.profile import Profile, read_profile
from questionnaires.showing import clean
from recommender.assessment import assess
from recommender.export.blocks import Block, Chart, Heading, Items, Paragraph, Table
from recommender.results import Assessment
from recommender.rulebase import load_rulebase

ROOT = Path(__file__).parents[1]
RULES = load_rulebase()
DAY = date(2026, 11, 22)
EXAMPLES = sorted(
    path.stem for path in (ROOT / "examples").glob("*.yaml") if "otasuke.profile/1" in path.read_text(encoding="utf-8")
)
CORPUS: list[str] = [
    row["text"]
    for row in yaml.safe_load((ROOT / "tests/cases/documents/injection.yaml").read_text(encoding="utf-8"))["names"]
]


def profile_of(name: str) -> Profile:
    path = ROOT / "examples" / f"{name}.yaml"
    return read_profile(path.read_text(encoding="utf-8"), path.name, RULES.vocabulary)


@cache
def result_of(name: str) -> Assessment:
    return assess(profile_of(name), RULES, DAY)


def with_answers(name: str, **answers: Value) -> Profile:
    profile = profile_of(name)
    return Profile({**profile.answers, **answers}, profile.plan)


def named(company: str) -> Assessment:
    """A result that holds a company's name, and the same name as the owner of a step."""
    result = assess(with_answers("machikoba", company_name=company), RULES, DAY, explain=False)
    return replace(result, actions=tuple(replace(action, owner=company) for action in result.actions))


def texts_of(blocks: tuple[Block, ...]) -> list[str]:
    """Everything that the blocks say, each text on its own."""
    said: list[str] = []
    for block in blocks:
        if isinstance(block, Heading | Paragraph):
            said.append(block.text)
        elif isinstance(block, Items):
            said += [item.text for item in block.items]
        else:
            table = block.figures if isinstance(block, Chart) else block
            assert isinstance(table, Table)
            said += [block.caption] if isinstance(block, Chart) else []
            said += [*table.head, *(cell for row in table.rows for cell in row)]
    return [text for text in said if text]


def squeezed(text: str) -> str:
    """Without any blank, as texts come back from formats that break lines."""
    return "".join(clean(text).replace("\u200b", "").split())
