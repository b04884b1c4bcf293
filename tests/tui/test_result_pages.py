"""The faces of the result: every statement that claims something names a source that opens."""

from datetime import date
from pathlib import Path

import pytest

from knowledge.loading import load_vocabulary
from questionnaires.profile import read_profile
from recommender.assessment import assess
from recommender.export.records import describe_record
from recommender.results import Assessment
from recommender.rulebase import load_rulebase
from tui.desk.records import Mark
from tui.result_pages import Page, result_pages

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))
ROOM_FOR_ACTIONS = 6


def result_of(path: Path) -> Assessment:
    profile = read_profile(path.read_text(encoding="utf-8"), path.name, load_vocabulary())
    return assess(profile, load_rulebase(), date(2026, 11, 22), explain=False)


def pages_of(path: Path) -> dict[str, Page]:
    return {page.name: page for page in result_pages(result_of(path), load_rulebase())}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_source_of_every_statement_opens(path: Path) -> None:
    rules = load_rulebase()
    for page in pages_of(path).values():
        for statement in page.statements:
            for cite in statement.cites:
                assert describe_record(cite, rules)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_verdict_comes_first(path: Path) -> None:
    result, pages = result_of(path), pages_of(path)
    texts = [statement.text for statement in pages["結論"].statements]
    assert result.verdict in texts
    steps = texts[texts.index("次の一歩") + 1 :] if "次の一歩" in texts else []
    assert len([text for text in steps if "\n担当 " in text]) <= ROOM_FOR_ACTIONS


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_contract_face_shows_how_far_each_question_is(path: Path) -> None:
    rules, result = load_rulebase(), result_of(path)
    if not result.checklist:
        return
    first = result.checklist[0].clause
    marks = {f"check.{first}": Mark("doing", owner="佐藤", word="電話した")}
    pages = {page.name: page for page in result_pages(result, rules, marks=marks)}
    listed = [item for item in pages["契約の確認"].statements if item.cites == (first,)]
    assert [(item.label, "答え待ち、担当 佐藤、電話した" in item.text) for item in listed] == [("[~]", True)]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_amount_never_stands_without_the_state_of_its_window(path: Path) -> None:
    for route in result_of(path).subsidies:
        if route.frame == "security" and route.status != "open":
            labels = [statement.label.strip() for statement in pages_of(path)["費用と補助金"].statements]
            assert "補助の額" not in labels
