"""The recommendation as data: the contract's shape, and what a reader of it may count on."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from strategies import profiles

from knowledge.records import Fact
from knowledge.values import UNKNOWN, Chosen, Value, exactly
from questionnaires.profile import Profile, read_profile
from recommender.assessment import assess
from recommender.export.json import to_json
from recommender.rulebase import RuleBase, load_rulebase

RULES = load_rulebase()
TODAY = date(2026, 11, 22)
EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))
SERVICES = list(RULES.knowledge.services)
FIELDS = set(RULES.vocabulary.fields)
OPTIONS = ["network", "endpoint", "both"]
LEVELS = {"high", "medium", "low"}
GROUPS = ("stated", "inferred", "unknown")
INCIDENT: dict[str, Value] = {"drivers": Chosen(frozenset({"own_incident"})), "urgency": "now"}

TOP = {
    "schema",
    "as_of",
    "knowledge",
    "profile",
    "monitoring",
    "service_class",
    "stability",
    "cost",
    "subsidies",
    "candidates",
    "to_confirm",
    "checklist",
    "actions",
    "warnings",
}


def _judged(profile: Profile, *, explain: bool = False, as_of: date = TODAY) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(json.dumps(to_json(assess(profile, RULES, as_of, explain=explain))))
    return data


def _check_reasons(reasons: list[dict[str, Any]], toward: set[str]) -> None:
    for reason in reasons:
        assert {"text", "toward", "weight", "answers", "cites"} <= set(reason)
        assert reason["text"]
        assert reason["toward"] in toward
        assert type(reason["weight"]) is int
        assert set(reason["answers"]) <= FIELDS
        assert all(RULES.knowledge.knows(cite) for cite in reason["cites"])
    weights = [abs(reason["weight"]) for reason in reasons]
    assert weights == sorted(weights, reverse=True)


def _check_why_not(items: list[dict[str, Any]], names: set[str]) -> None:
    assert {item["option"] for item in items} == names
    for item in items:
        assert item["text"]
        for changes in item["flips_if"]:
            assert changes
            assert all(set(change) == {"field", "from", "to"} and change["field"] in FIELDS for change in changes)


def _check_span(span: dict[str, Any]) -> None:
    assert set(span) == {"low", "high"}
    assert type(span["low"]) is int
    assert span["high"] is None or (type(span["high"]) is int and span["high"] >= span["low"])


def _check_cost(cost: dict[str, Any], service_class: str) -> None:
    names = {"monthly_cap_yen", "initial_cap_yen", "two_year_cap_yen", "yardstick", "assumptions"}
    assert set(cost) == names
    if service_class == "class2":
        assert cost["monthly_cap_yen"] is cost["two_year_cap_yen"] is cost["initial_cap_yen"] is None
        assert set(cost["yardstick"]) == {"monthly_cap_yen", "initial_cap_yen"}
        _check_span(cost["yardstick"]["monthly_cap_yen"])
        return
    assert cost["yardstick"] is None
    assert type(cost["initial_cap_yen"]) is int
    for name in ("monthly_cap_yen", "two_year_cap_yen"):
        _check_span(cost[name])


def _check_shape(data: dict[str, Any]) -> None:
    assert set(data) >= TOP
    assert data["schema"] == "otasuke.recommendation/1"
    assert data["as_of"] == "2026-11-22"
    assert data["knowledge"] == {"version": RULES.knowledge.version, "digest": RULES.digest}
    assert data["profile"]["schema"] == "otasuke.profile/1"
    monitoring, service_class = data["monitoring"], data["service_class"]
    assert [item["option"] for item in monitoring["options"]] == OPTIONS
    for item in monitoring["options"]:
        assert type(item["score"]) is int
        excluded = item["excluded_by"]
        assert excluded is None or set(excluded) == {"text", "answers", "cites"}
    choice, code = monitoring["choice"], service_class["choice"]
    assert {monitoring["confidence"], service_class["confidence"]} <= LEVELS
    assert set(data["stability"]) == {"final", "open_fields", "unknown_could_change"}
    if choice is None:
        assert code is None
        assert data["cost"] is None
        assert data["candidates"] == data["checklist"] == []
    else:
        _check_reasons(monitoring["reasons"], {choice})
        _check_reasons(service_class["reasons"], {code})
        _check_why_not(monitoring["why_not"], set(OPTIONS) - {choice})
        _check_why_not(service_class["why_not"], {"class1", "class2"} - {code})
        _check_cost(data["cost"], code)
    for item in data["checklist"]:
        assert item["clause"] in RULES.knowledge.clauses
        assert item["ask"]
    assert 1 <= len(data["actions"]) <= 6
    for item in data["actions"]:
        assert set(item) == {"id", "what", "why", "how", "owner", "due", "cites"}
        assert item["what"]
        assert "{" not in item["what"]
    for item in data["warnings"]:
        assert set(item) == {"code", "text", "cites"}
        assert item["text"]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_company_gives_the_contracts_json_with_a_recommendation(path: Path) -> None:
    profile = read_profile(path.read_text(encoding="utf-8"), path.name, RULES.vocabulary)
    data = _judged(profile, explain=True)
    _check_shape(data)
    assert data["monitoring"]["choice"] is not None


def test_at_least_eight_example_companies_come_to_different_results() -> None:
    results = set()
    for path in EXAMPLES:
        data = _judged(read_profile(path.read_text(encoding="utf-8"), path.name, RULES.vocabulary))
        results.add((data["monitoring"]["choice"], data["service_class"]["choice"]))
    assert len(EXAMPLES) >= 8
    assert {choice for choice, _ in results} >= set(OPTIONS)
    assert {code for _, code in results} == {"class1", "class2"}


@settings(max_examples=6)
@given(profiles())
def test_any_profile_gives_the_contracts_json(profile: Profile) -> None:
    _check_shape(_judged(profile))


@settings(max_examples=6)
@given(profiles())
def test_every_unknown_answer_that_counts_is_to_be_confirmed_with_why_and_how(profile: Profile) -> None:
    result = assess(profile, RULES, TODAY, explain=False)
    asked = RULES.questionnaire.questions
    unknown = {name for name, value in result.profile.answers.items() if value is UNKNOWN and name in asked}
    assert {item.field for item in result.to_confirm} == unknown | set(result.stability.open_fields)
    assert all(item.why and item.how and item.label for item in result.to_confirm)
    assert set(result.stability.unknown_could_change) <= {
        name for name, value in result.profile.answers.items() if value is UNKNOWN
    }


def test_what_could_change_the_result_is_confirmed_first() -> None:
    unknown = dict.fromkeys(("company_name", "prefecture", "business_form", "network"), UNKNOWN)
    result = assess(Profile({"pcs": exactly(10), **unknown}), RULES, TODAY, explain=False)
    assert result.to_confirm[0].field == "network"


@pytest.mark.parametrize("option_answers", [{"network": "shared_line"}, {"pcs": exactly(0), "servers": exactly(0)}, {}])
def test_candidates_are_grouped_by_how_their_type_is_known_and_keep_the_lists_order(
    option_answers: dict[str, Value],
) -> None:
    result = assess(Profile(option_answers), RULES, TODAY, explain=False)
    assert result.candidates
    groups = [GROUPS.index(item.fit) for item in result.candidates]
    assert groups == sorted(groups)
    for group in GROUPS:
        places = [SERVICES.index(item.id) for item in result.candidates if item.fit == group]
        assert places == sorted(places)
    for item in result.candidates:
        kind = RULES.knowledge.services[item.id].monitoring
        assert kind.basis == item.fit
        assert kind.value in (result.monitoring.choice, None)
        assert set(item.unknown) <= {*RULES.knowledge.services[item.id].__dataclass_fields__}
        assert item.why


def test_a_company_in_the_middle_of_an_incident_gets_first_aid_before_everything() -> None:
    cases: list[dict[str, Value]] = [{}, {"pcs": exactly(10), "network": "own_line"}, {"pcs": exactly(0)}]
    for more in cases:
        result = assess(Profile({**INCIDENT, **more}), RULES, TODAY, explain=False)
        assert result.warnings[0].code == "incident_now"
        assert result.actions[0].what == next(a.what for a in RULES.counsel.actions if a.id == "first_aid")


def test_an_incident_keeps_the_choice() -> None:
    calm = assess(Profile({**INCIDENT, "urgency": "year"}), RULES, TODAY, explain=False)
    urgent = assess(Profile(INCIDENT), RULES, TODAY, explain=False)
    assert calm.monitoring.choice == urgent.monitoring.choice
    assert "incident_now" not in {notice.code for notice in calm.warnings}


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ({"pcs": 0, "servers": 0, "network": "mobile_only"}, "no_target"),
        ({"pcs": 0, "servers": 0, "unmanaged_devices": "none"}, "no_target"),
        ({"entity": "medical_corporation", "employees": 301}, "beyond_sme"),
        ({"network": "shared_line", "current_service": "class1_network", "wants": "cloud_monitoring"}, "no_target"),
    ],
)
def test_a_case_without_a_good_answer_says_why_first_and_still_offers_a_next_step(
    answers: dict[str, Any], code: str
) -> None:
    kinds = {name: RULES.vocabulary.fields[name].kind for name in answers}
    read: dict[str, Value] = {
        name: exactly(value)
        if kinds[name] == "integer"
        else Chosen(frozenset({value}))
        if kinds[name] == "multi"
        else value
        for name, value in answers.items()
    }
    result = assess(Profile(read), RULES, TODAY, explain=False)
    assert result.monitoring.choice is None
    assert result.warnings[0].code == code
    assert result.actions
    assert result.verdict


LARGE: dict[str, Value] = {
    "industry": "manufacturing",
    "entity": "corporation",
    "employees": exactly(500),
    "capital_yen": exactly(500_000_000),
}


def test_no_choice_is_sure_only_when_no_other_answer_could_bring_one() -> None:
    # Beyond every line of lodging (ryokan: 200), but the question still offers rubber products (900).
    open_ended = assess(Profile({**LARGE, "industry": "lodging"}), RULES, TODAY, explain=False)
    settled = assess(Profile({**LARGE, "industry_detail": "none"}), RULES, TODAY, explain=False)
    assert (open_ended.monitoring.choice, settled.monitoring.choice) == (None, None)
    assert (open_ended.stability.final, open_ended.monitoring.confidence) == (False, "medium")
    assert (settled.stability.final, settled.monitoring.confidence) == (True, "high")


def test_a_finer_industry_that_was_not_asked_yet_never_empties_the_choice() -> None:
    # 500 people: beyond manufacturing's 300, within rubber products' 900; 901 is beyond both.
    result = assess(Profile(LARGE), RULES, TODAY, explain=False)
    assert result.monitoring.choice is not None
    assert "industry_detail" in result.stability.open_fields
    assert not result.stability.final
    beyond = assess(Profile({**LARGE, "employees": exactly(901)}), RULES, TODAY, explain=False)
    assert beyond.monitoring.choice is None


def test_a_company_that_is_too_large_is_told_so_where_the_tool_judged_and_is_sent_to_the_right_answers() -> None:
    shop: dict[str, Value] = {**LARGE, "industry": "food_service", "employees": exactly(60)}
    result = assess(Profile(shop), RULES, TODAY, explain=False)
    (warning,) = [item for item in result.warnings if item.code == "beyond_sme"]
    assert "飲食業を小売業と見たのは、この道具の判断です" in warning.text
    assert "事務局に確かめてください" in warning.text
    (action,) = result.actions
    assert "従業員、資本金の答えを確かめ" in action.how
    assert not any(word in action.how for word in ("台数", "回線"))
    # The table itself names manufacturing, and every line is below 1,000 people: nothing of ours decides.
    for known in ({**LARGE, "industry_detail": "none"}, {**shop, "industry": "finance", "employees": exactly(1000)}):
        plain = assess(Profile(known), RULES, TODAY, explain=False)
        assert plain.monitoring.choice is None
        assert not any("この道具の判断" in item.text for item in plain.warnings)


def test_without_devices_or_a_line_the_next_step_is_to_look_at_those_answers() -> None:
    nothing: dict[str, Value] = {"pcs": exactly(0), "servers": exactly(0), "network": "mobile_only"}
    (action,) = assess(Profile(nothing), RULES, TODAY, explain=False).actions
    assert "台数や回線の答えを確かめ" in action.how


@pytest.mark.parametrize(
    ("answers", "sent_to"),
    [
        ({"contract_state": "signed"}, {"check_signed"}),
        ({"contract_state": "not_yet"}, {"official_list", "ask_quotes"}),
        ({"contract_state": UNKNOWN}, {"official_list", "ask_quotes"}),
        ({}, {"official_list", "ask_quotes"}),
    ],
    ids=["signed", "not-yet", "unknown", "not-asked"],
)
def test_only_a_company_that_surely_signed_is_sent_to_its_contract_instead_of_to_quotes(
    answers: dict[str, Value], sent_to: set[str]
) -> None:
    company: dict[str, Value] = {"pcs": exactly(20), "employees": exactly(25)}
    steps = {action.id for action in assess(Profile(company | answers), RULES, TODAY, explain=False).actions}
    assert steps & {"official_list", "ask_quotes", "check_signed"} == sent_to


@pytest.mark.parametrize("as_of", [date(2022, 1, 1), date(2024, 6, 1), date(2026, 4, 1), TODAY, date(2030, 1, 1)])
def test_a_frame_that_is_not_known_to_be_open_is_never_left_to_look_open(as_of: date) -> None:
    answers: dict[str, Value] = {"industry": "retail", "employees": exactly(5), "pcs": exactly(10)}
    result = assess(Profile(answers), RULES, as_of, explain=False)
    frames = [route for route in result.subsidies if route.frame == "security"]
    warned = [notice.text for notice in result.warnings if notice.code == "subsidy_not_open"]
    assert frames
    for route in frames:
        said = any(route.window in text for text in warned)
        assert said is (route.status != "open")


def test_after_the_last_known_deadline_nothing_is_open() -> None:
    result = assess(Profile({"industry": "retail"}), RULES, TODAY, explain=False)
    assert {route.status for route in result.subsidies} <= {"closed", "unknown", "upcoming"}


def test_the_checklist_leaves_out_what_only_the_other_type_has_to_do_with() -> None:
    endpoint = assess(Profile({"network": "shared_line"}), RULES, TODAY, explain=False)
    network = assess(Profile({"pcs": exactly(0), "servers": exactly(0)}), RULES, TODAY, explain=False)
    only: dict[str, set[str]] = {listed.option: set(listed.clauses) for listed in RULES.counsel.checklist_only_for}
    for result, mine, other in ((endpoint, "endpoint", "network"), (network, "network", "endpoint")):
        assert result.monitoring.choice == mine
        clauses = {item.clause for item in result.checklist}
        assert not clauses & (only[other] - only[mine])
        assert clauses


def test_the_searched_changes_are_left_out_of_a_turn_and_everything_else_is_the_same() -> None:
    profile = read_profile(EXAMPLES[0].read_text(encoding="utf-8"), "見本", RULES.vocabulary)
    fast, slow = _judged(profile), _judged(profile, explain=True)
    for part in ("monitoring", "service_class"):
        for item in (*fast[part]["why_not"], *slow[part]["why_not"]):
            item.pop("flips_if")
    assert fast == slow


def test_a_hidden_answer_counts_nowhere_in_the_result() -> None:
    shown: dict[str, Value] = {"it_staff": exactly(2), "employees": exactly(10), "entity": "corporation"}
    hidden: dict[str, Value] = {**shown, "it_part_time": True, "capital_yen": UNKNOWN}
    assert _judged(Profile(shown)) == _judged(Profile(hidden))


def _with_service(name: str, **facts: Fact[str]) -> RuleBase:
    services = RULES.knowledge.services
    changed = {**services, name: replace(services[name], **facts)}
    return replace(RULES, knowledge=replace(RULES.knowledge, services=changed))


FOR_NETWORK: dict[str, Value] = {"pcs": exactly(0), "servers": exactly(0)}


def test_a_provider_from_elsewhere_is_told_only_to_a_company_of_another_known_prefecture() -> None:
    said = {}
    for prefecture in ("大阪府", "東京都", UNKNOWN):
        answers = {**FOR_NETWORK, "prefecture": prefecture}
        found = assess(Profile(answers), RULES, TODAY, explain=False).candidates
        said[prefecture] = next("".join(item.why) for item in found if item.provider == "大阪商工会議所")
    assert ["本拠は大阪府のようです" in text for text in said.values()] == [False, True, False]


@pytest.mark.parametrize(
    ("area", "prefecture", "out"),
    [
        ("大阪府、京都府", "東京都", True),
        ("大阪府、京都府", "京都府", False),
        # 県名の並びでない書き方からは、何も決めない
        ("関西と関東", "東京都", False),
        ("全国", "東京都", False),
        ("大阪府、京都府", None, False),
    ],
)
def test_a_service_whose_stated_area_leaves_the_company_out_goes_last_with_the_reason(
    area: str, prefecture: str | None, *, out: bool
) -> None:
    stated: Fact[str] = Fact(area, "stated", ("src.overview",), "2023", None)
    rules = _with_service("svc.01", region=stated)
    answers = {**FOR_NETWORK, **({"prefecture": prefecture} if prefecture else {})}
    group = [item for item in assess(Profile(answers), rules, TODAY, explain=False).candidates if item.fit == "stated"]
    mine = next(item for item in group if item.id == "svc.01")
    assert mine.elsewhere is out
    assert (group[-1] is mine) is out
    assert (f"{prefecture}は入っていません" in "".join(mine.why)) is out


@pytest.mark.parametrize(("budget", "told"), [(52_000, False), (51_999, True), (20_000, True)])
def test_a_recommendation_above_the_budget_says_so(budget: int, told: bool) -> None:  # noqa: FBT001  a table's column
    """26 devices at 2,000 yen are 52,000 a month (std.2.1.7.i); the network's cap of 10,000 would fit every budget."""
    answers: dict[str, Value] = {
        "pcs": exactly(25),
        "servers": exactly(1),
        "sites": exactly(1),
        "network": "shared_line",
        "remote_work": "most",
        "monthly_budget": exactly(budget),
    }
    result = assess(Profile(answers), RULES, TODAY, explain=False)
    assert result.monitoring.choice == "endpoint"
    assert ("endpoint_over_budget" in {notice.code for notice in result.warnings}) is told
