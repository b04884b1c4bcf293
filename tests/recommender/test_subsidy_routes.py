"""The subsidy routes against tables of cases: who may apply, what is said, in which order they stand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from subsidy_cases import ANCHOR, COMPUTED, FRAMES, RULES, TODAY, profile_of, read_table

from knowledge.subsidy_records import OnceRule
from knowledge.values import Chosen, Value, exactly
from questionnaires.profile import Plan
from recommender.cost import Span
from recommender.results import SubsidyRoute
from recommender.subsidies.outlook import outlook_of
from recommender.subsidies.routes import subsidy_routes

TABLES = ("documented", "sizes", "applicants")


def _cases() -> list[Any]:
    tables = [(name, read_table(name)) for name in TABLES]
    return [
        pytest.param({**table, **case}, id=f"{name}:{case['id']}") for name, table in tables for case in table["cases"]
    ]


def _route(case: dict[str, Any]) -> SubsidyRoute:
    profile = profile_of({**case["base"], **case.get("answers", {})}, case.get("plan"))
    as_of = case.get("as_of", TODAY)
    found = subsidy_routes(
        profile.answers,
        profile.plan,
        case.get("option"),
        RULES,
        as_of,
        editions=(case["edition"],),
        frames=(case["frame"],),
    )
    assert [route.id for route in found] == [f"subsidy.{case['edition']}.{case['frame']}"]
    return found[0]


def _seen(route: SubsidyRoute, key: str) -> Any:
    if key in ("final", "todo"):
        return [blocker.field for blocker in route.blockers if blocker.kind == key]
    if key == "range":
        span = route.amount_range_yen
        return None if span is None else [span.low, span.high]
    if key == "rate":
        return None if route.rate is None else str(route.rate)
    if key == "rates":
        return [[rung.up_to_subsidy_yen, str(rung.rate)] for rung in route.rates]
    return getattr(route, key)


TEXTS: dict[str, Callable[[SubsidyRoute], str]] = {
    "confirm": lambda route: "\n".join(route.to_confirm),
    "formula": lambda route: route.formula,
    "blocker": lambda route: "\n".join(blocker.text for blocker in route.blockers),
}


@pytest.mark.parametrize("case", _cases())
def test_route_of_the_table(case: dict[str, Any]) -> None:
    route = _route(case)
    for key, wanted in case["expect"].items():
        if key == "no_confirm":
            assert not [text for text in wanted if text in TEXTS["confirm"](route)]
        elif key in TEXTS:
            assert [text for text in wanted if text not in TEXTS[key](route)] == [], TEXTS[key](route)
        else:
            assert (key, _seen(route, key)) == (key, wanted)


def test_a_list_understood_from_text_may_name_more_later() -> None:
    # 800,000 の 3/4 は 50万円の補助で区切られ、計算値 588,888。1機能なら 500,000
    heard: dict[str, Value] = {
        "main_tool": Chosen(frozenset({"accounting"}), complete=False),
        "main_tool_cost_yen": exactly(800_000),
    }
    route = _in_2023({**ANCHOR, **heard})
    assert (route.eligible, route.amount_yen, route.amount_range_yen) == ("yes", None, Span(500_000, 888_888))
    other: dict[str, Value] = {**heard, "main_tool": Chosen(frozenset({"other_software"}), complete=False)}
    assert _in_2023({**ANCHOR, **other}).eligible == "unknown"


def _in_2023(answers: dict[str, Value]) -> SubsidyRoute:
    return subsidy_routes(answers, Plan(0, 0), None, RULES, TODAY, editions=("it2023",), frames=("digital_base",))[0]


def test_an_edition_that_surely_has_no_once_only_rule_asks_for_nothing() -> None:
    editions = dict(RULES.knowledge.editions)
    editions["da2026"] = replace(
        editions["da2026"], once_rule=OnceRule(excludes_previous=False, editions=(), note=None)
    )
    rules = replace(RULES, knowledge=replace(RULES.knowledge, editions=editions))
    found = subsidy_routes({**ANCHOR, "past_otasuketai_subsidy": True}, Plan(20_000, 0), None, rules, TODAY)
    assert found[0].eligible == "yes"


def test_default_is_every_computed_frame_the_lone_one_first() -> None:
    found = subsidy_routes(ANCHOR, None, "network", RULES, TODAY)
    assert [route.id for route in found] == [
        "subsidy.da2026.security",
        "subsidy.da2026.regular",
        "subsidy.da2026.invoice",
    ]


def test_all_editions_are_computed_as_if_within_them_and_frames_of_groups_are_not() -> None:
    found = subsidy_routes(ANCHOR, None, "network", RULES, TODAY, editions=tuple(RULES.knowledge.editions))
    assert {route.id for route in found} == {frame.id for frame in COMPUTED}
    assert not [route for route in found if route.frame in ("multi_company", "e_invoice")]
    # 10,000円の24か月 240,000 の 1/2
    assert {route.amount_yen for route in found if route.frame == "security"} == {120_000}


def test_there_are_enough_cases() -> None:
    assert sum(len(read_table(name)["cases"]) for name in TABLES) >= 80


def test_steps_leave_out_what_is_done() -> None:
    done = subsidy_routes(ANCHOR, None, "network", RULES, TODAY)[0].steps
    undone: dict[str, Value] = {**ANCHOR, "gbizid": "not_yet", "security_action": "none"}
    fresh = subsidy_routes(undone, None, "network", RULES, TODAY)
    missing = {step.what for step in fresh[0].steps} - {step.what for step in done}
    assert missing == {"GビズIDプライムを取る", "SECURITY ACTIONを宣言する"}
    assert next(step for step in done if "交付決定を待つ" in step.what).days_low == 37


def test_every_citation_leads_somewhere() -> None:
    barred: dict[str, Value] = {"contract_state": "signed", "past_otasuketai_subsidy": True}
    answers = {**ANCHOR, **barred, "gbizid": "not_yet"}
    for route in subsidy_routes(answers, None, "both", RULES, TODAY, editions=tuple(RULES.knowledge.editions)):
        cites = [*route.cites, *(cite for blocker in route.blockers for cite in blocker.cites)]
        assert cites
        assert [cite for cite in cites if not RULES.knowledge.knows(cite)] == []


def test_the_formula_is_one_line_with_the_numbers_used() -> None:
    route = subsidy_routes(ANCHOR, Plan(20_000, 0), None, RULES, TODAY)[0]
    assert route.formula == "お助け隊の月額20,000円の24か月分480,000円に1/2を掛けて240,000円"


def test_a_frame_that_is_not_computed_is_named_with_its_reason_and_sources() -> None:
    editions = tuple(RULES.knowledge.editions)
    routes = subsidy_routes(ANCHOR, None, "network", RULES, TODAY, editions=editions)
    outlook = outlook_of(ANCHOR, None, "network", RULES, TODAY, routes)
    told = {item.id: item for item in outlook.left_out}
    assert {route.id for route in routes} | set(told) == set(FRAMES)
    assert {FRAMES[name].frame for name in told} == {"multi_company", "e_invoice"}
    for name, item in told.items():
        assert FRAMES[name].name in item.text
        assert FRAMES[name].summary in item.text
        assert item.cites == (name, *FRAMES[name].sources)
    newest = subsidy_routes(ANCHOR, None, "network", RULES, TODAY)
    assert {item.edition for item in outlook_of(ANCHOR, None, "network", RULES, TODAY, newest).left_out} == {"da2026"}
