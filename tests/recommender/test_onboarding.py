"""After signing: the steps fit the monitoring type and the company, and leave in what isn't known."""

from __future__ import annotations

import pytest

from knowledge.fields import Answers
from knowledge.records import Monitoring
from knowledge.values import UNKNOWN, Chosen, Number
from recommender.onboarding import onboarding_for
from recommender.rulebase import load_rulebase

RULES = load_rulebase()


def ids(option: Monitoring, answers: Answers | None = None) -> set[str]:
    found = onboarding_for(option, answers or {}, RULES)
    return {step.id for _, steps in found for step in steps}


@pytest.mark.parametrize(
    ("option", "there", "not_there"),
    [
        # A box at the line needs the router's password and the place where the line enters (附則1(3)).
        ("network", {"onboard.router_password", "onboard.line_entrance"}, {"onboard.device_list", "onboard.old_os"}),
        # Software on PCs needs the list with the important ones marked (附則1(4)), and a look at old OS.
        ("endpoint", {"onboard.device_list", "onboard.old_os"}, {"onboard.router_password", "onboard.line_entrance"}),
        ("both", {"onboard.router_password", "onboard.device_list"}, set[str]()),
    ],
)
def test_the_preparation_is_that_of_the_monitoring_type(
    option: Monitoring, there: set[str], not_there: set[str]
) -> None:
    assert there <= ids(option)
    assert not not_there & ids(option)


def test_every_plan_knows_who_answers_the_phone_and_what_comes_back_each_year() -> None:
    for option in ("network", "endpoint", "both"):
        assert {"onboard.alert_contacts", "onboard.phone_rings", "onboard.yearly_call", "onboard.notice_period"} <= ids(
            option
        )


def test_a_step_goes_only_where_its_condition_is_false() -> None:
    assert "onboard.every_site" not in ids("network", {"sites": Number(1, 1)})
    assert "onboard.every_site" in ids("network", {"sites": Number(2, 2)})
    assert "onboard.every_site" in ids("network", {"sites": UNKNOWN})
    assert "onboard.old_antivirus" not in ids("endpoint", {"has": Chosen(frozenset({"backup"}))})


def test_the_figures_of_the_steps_are_those_of_the_clauses() -> None:
    steps = {step.id: step for _, found in onboarding_for("both", {}, RULES) for step in found}
    assert "60分以内" in steps["onboard.alert_contacts"].how
    assert steps["onboard.yearly_call"].what.startswith("年1回の")
    assert not any(sign in step.what + step.how for step in steps.values() for sign in "{}")


def test_steps_stand_in_the_order_of_the_phases_and_once_each() -> None:
    found = onboarding_for("both", {}, RULES)
    names = [phase.id for phase, _ in found]
    assert names == [phase.id for phase in RULES.onboarding.phases]
    steps = [step.id for _, phase_steps in found for step in phase_steps]
    assert len(steps) == len(set(steps)) == len(RULES.onboarding.steps)
