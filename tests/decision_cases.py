"""The gold cases of tests/cases/decisions (format: the head of tuning.yaml), and which of them hold which rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from knowledge.conditions import Condition, evaluate
from questionnaires.interview import live_answers
from questionnaires.profile import Profile, read_profile
from recommender.assessment import assess
from recommender.rulebase import RuleBase

FOLDER = Path(__file__).parent / "cases" / "decisions"
TODAY = date(2026, 11, 22)


@dataclass(frozen=True)
class Case:
    """One company with what an adviser would say to it."""

    id: str
    why: str
    profile: Profile
    expect: dict[str, Any]


def read_cases(rules: RuleBase) -> tuple[Case, ...]:
    return tuple(_cases(rules))


def _cases(rules: RuleBase) -> Iterator[Case]:
    for path in sorted(FOLDER.glob("*.yaml")):
        for case in yaml.safe_load(path.read_text(encoding="utf-8"))["cases"]:
            text = yaml.safe_dump({"schema": "otasuke.profile/1", "answers": case["answers"]}, allow_unicode=True)
            profile = read_profile(text, path.name, rules.vocabulary)
            yield Case(case["id"], case["why"], profile, case["expect"])


def missed(case: Case, rules: RuleBase) -> tuple[str, ...]:
    """The expectations of the case that the rules don't meet; empty where the advice is right."""
    result = assess(case.profile, rules, TODAY, explain=False)
    expect = case.expect
    behind = {name for reason in result.monitoring.reasons[:3] for name in reason.answers}
    warnings = {notice.code for notice in result.warnings}
    met = {
        "monitoring": (result.monitoring.choice or "none") in expect["monitoring"],
        "class": (result.service_class.choice or "none") in expect["class"],
        "top_reason": "top_reason" not in expect or bool(behind & set(expect["top_reason"])),
        "excluded": "excluded" not in expect
        or {item.option for item in result.monitoring.options if item.excluded_by} == set(expect["excluded"]),
        "warning": "warning" not in expect or expect["warning"] in warnings,
        "advice": set(expect.get("advice", ())) <= warnings,
        "silent": not set(expect.get("silent", ())) & warnings,
    }
    return tuple(name for name, well in met.items() if not well)


def holding(cases: tuple[Case, ...], rules: RuleBase) -> Mapping[str, tuple[str, ...]]:
    """For each rule, by `name_of`, the cases whose advice would be wrong without it."""
    every = [(case, live_answers(case.profile.answers, rules.questionnaire)) for case in cases]
    found: dict[str, tuple[str, ...]] = {}
    for kind in ("voids", "exclusions", "evidence", "class_needs"):
        listed = getattr(rules.decisions, kind)
        for place, rule in enumerate(listed):
            rest = (*listed[:place], *listed[place + 1 :])
            without = replace(rules, decisions=replace(rules.decisions, **{kind: rest}))
            touched = [case for case, answers in every if _can_hold(rule.when, answers, rules)]
            found[name_of(rule)] = tuple(case.id for case in touched if missed(case, without))
    return found


def _can_hold(when: Condition, answers: Mapping[str, Any], rules: RuleBase) -> bool:
    return evaluate(when, answers, rules.vocabulary) is True


def name_of(rule: Any) -> str:
    """What a rule is called in the sheet: its id, or code and line of a void."""
    return getattr(rule, "id", None) or f"{rule.code}:{rule.place.line}"
