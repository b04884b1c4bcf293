"""The same facts of a route stand on screen, in `otasuke subsidy`, in JSON and in the summary."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import answers as any_answers

from knowledge.values import Value, exactly
from questionnaires.profile import Plan, Profile, read_profile
from recommender.assessment import assess
from recommender.export.combining import way_heads, way_rows, way_text
from recommender.export.json import to_json
from recommender.export.labels import amount_text, needs_other_tool
from recommender.export.money import leaving_lines, rate_text, subsidy_rows
from recommender.export.routes import routes_text
from recommender.export.subsidy_json import outlook_json
from recommender.export.text import to_text
from recommender.results import Assessment
from recommender.rulebase import load_rulebase
from recommender.subsidies.outlook import outlook_of
from recommender.subsidies.routes import subsidy_routes
from tui.desk.store import SqliteStore
from tui.faces.money import money
from tui.faces.subsidy import bar, subsidy_faces, table_statements
from tui.layout import cells
from tui.talk.conversation import Conversation
from tui.talk.saying import on_bar

RULES = load_rulebase()
TODAY = date(2026, 11, 22)
EXAMPLES = [
    path
    for path in sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))
    if path.read_text(encoding="utf-8").startswith(("schema:", "# "))
    and "otasuke.profile/1" in path.read_text(encoding="utf-8")
]


def _assessed(path: Path, as_of: date = TODAY) -> Assessment:
    profile = read_profile(path.read_text(encoding="utf-8"), path.name, RULES.vocabulary)
    return assess(profile, RULES, as_of, explain=False)


def _places(result: Assessment) -> dict[str, str]:
    faces = [*money(result, RULES), *(item for face in subsidy_faces(result, 120) for item in face)]
    return {
        "screen": "\n".join(f"{item.label} {item.text}" for item in faces),
        "command": routes_text(result.subsidies, result.outlook, RULES),
        "summary": to_text(result, RULES),
        "json": json.dumps(to_json(result), ensure_ascii=False),
    }


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_window_formula_leaving_and_day_of_the_fact_are_told_everywhere(path: Path) -> None:
    result = _assessed(path)
    for where, text in _places(result).items():
        for route in result.subsidies:
            if needs_other_tool(route):
                continue
            wanted = [route.window, route.formula, route.leaving.text, route.leaving.formula, route.as_of_fact or ""]
            wanted += [item.text for item in route.blockers]
            wanted += [item.remedy for item in route.blockers if item.remedy]
            assert (where, [said for said in wanted if said not in text]) == (where, [])


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_yen_is_told_in_words_everywhere(path: Path) -> None:
    result = _assessed(path)
    places = _places(result)
    del places["json"]
    for where, text in places.items():
        for route in result.subsidies:
            if needs_other_tool(route):
                continue
            wanted = [said for _, said in subsidy_rows(route)[1:]]
            wanted += [rate_text(route)] if route.rates else []
            assert (where, [said for said in wanted if said not in text]) == (where, [])


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_ways_the_plan_and_the_other_routes_are_told_everywhere(path: Path) -> None:
    result = _assessed(path)
    assert result.outlook.plan is not None
    for where, text in _places(result).items():
        wanted = [result.outlook.plan.text, *(step.what for step in result.outlook.plan.steps)]
        wanted += [way.name for way in result.outlook.ways]
        wanted += [route.window for route in result.outlook.elsewhere]
        assert (where, [said for said in wanted if said not in text]) == (where, [])
    for where in ("screen", "command", "summary"):
        assert [way_text(way) for way in result.outlook.ways if way_text(way) not in _places(result)[where]] == []


def test_json_carries_the_yen_as_whole_numbers() -> None:
    # 480,000 の 1/2 = 240,000、自己負担 240,000、月 10,000
    answers: dict[str, Value] = {
        "industry": "manufacturing",
        "entity": "corporation",
        "employees": exactly(30),
        "network": "own_line",
        "pcs": exactly(10),
    }
    result = assess(Profile(answers, Plan(20_000, 0)), RULES, TODAY, explain=False)
    route = to_json(result)["subsidies"][0]
    wanted = {
        "amount_yen": 240_000,
        "own_cost_24_months_yen": 240_000,
        "own_cost_monthly_yen": 10_000,
        "cash_needed_first_yen": 480_000,
    }
    assert {name: route[name] for name in wanted} == wanted
    # 240,000 × 1.1095 = 266,280
    assert route["leaving"]["total_yen"] == {"low": 266_280, "high": 266_280}


def test_no_amount_stands_as_if_open_where_the_window_is_not() -> None:
    for day in (TODAY, date(2026, 4, 1)):
        result = _assessed(EXAMPLES[0], day)
        for route in result.subsidies:
            labels = [label for label, _ in subsidy_rows(route)]
            if amount_text(route):
                assert ("補助の額" in labels) == (route.status == "open")
        shown = [item.label.strip() for item in subsidy_faces(result, 120)[0]]
        assert ("補助の額" in shown) == all(way.status == "open" for way in result.outlook.ways)


def test_leaving_is_told_with_what_would_have_to_be_known() -> None:
    for route in _assessed(EXAMPLES[0]).subsidies:
        assert len(leaving_lines(route)) == 2 + len(route.leaving.to_confirm)


@pytest.mark.parametrize("columns", [40, 60, 80, 120, 200])
def test_no_line_of_the_table_needs_more_than_the_screen_has(columns: int) -> None:
    for path in EXAMPLES:
        ways = _assessed(path).outlook.ways
        for item in table_statements(way_heads(ways), way_rows(ways), columns - 6):
            assert max(map(cells, item.text.split("\n"))) + cells(item.label) + 4 <= columns


def test_a_bar_fills_its_days_of_the_whole() -> None:
    first, last = date(2026, 1, 1), date(2026, 1, 11)
    assert bar(first, last, first, last, 11) == "#" * 11
    assert bar(first, first, first, last, 11) == "#" + "-" * 10
    assert bar(last, last, first, last, 11) == "-" * 10 + "#"
    assert bar(date(2026, 1, 3), date(2026, 1, 5), first, last, 11) == "--###------"
    assert bar(first, first, first, first, 11) == "#" + "-" * 10


def test_the_interview_says_at_once_why_no_subsidy_will_come_and_goes_on() -> None:
    signed: dict[str, Value] = {"contract_state": "signed"}
    (said,) = on_bar({}, signed, RULES, TODAY)
    assert said.kind == "notice"
    assert "もう契約・発注しています" in said.text
    assert "契約・発注していないことが条件" in said.text
    assert "続けられます" in said.text
    assert said.cites == ("subsidy.rule.before_decision",)
    assert on_bar(signed, signed, RULES, TODAY) == ()


@given(any_answers(), st.dates(date(2021, 1, 1), date(2028, 1, 1)), st.sampled_from([40, 60, 120]))
@settings(max_examples=60, deadline=None)
def test_any_company_on_any_day_gets_every_page_without_a_fault(
    given_answers: dict[str, Value], as_of: date, columns: int
) -> None:
    editions = tuple(RULES.knowledge.editions)
    routes = subsidy_routes(given_answers, None, "both", RULES, as_of, editions=editions)
    outlook = outlook_of(given_answers, None, "both", RULES, as_of, routes)
    assert json.loads(json.dumps(outlook_json(outlook))) == outlook_json(outlook)
    assert routes_text(routes, outlook, RULES)
    result = replace(_assessed(EXAMPLES[0]), subsidies=routes, outlook=outlook)
    for face in subsidy_faces(result, columns):
        assert face
        cites = {cite for item in face for cite in item.cites}
        assert {cite for cite in cites if not RULES.knowledge.knows(cite)} == set()
    for way in outlook.ways:
        assert way.allowed != "no" or way.amount_yen is None
        assert way.amount_yen is None or way.amount_range_yen is None


def test_the_talk_tells_a_bar_with_the_answer_that_makes_it_certain_and_asks_on(tmp_path: Path) -> None:
    talk = Conversation(SqliteStore(tmp_path, RULES.vocabulary), TODAY)
    talk.start()
    talk.load_rules()
    talk.jump("contract_state")
    turn = talk.choose_options(["signed"])
    told = [message.text for message in turn.says if message.kind == "notice" and "補助金は" in message.text]
    assert len(told) == 1
    assert "契約・発注していないことが条件" in told[0]
    assert turn.card.field != "contract_state"
    talk.jump("contract_state")
    again = talk.choose_options(["signed"])
    assert not [message for message in again.says if message.kind == "notice" and "補助金は" in message.text]
