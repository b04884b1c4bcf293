"""What stands around the computed frames: the ways compared, the plan, and the routes beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from knowledge.fields import Answers
from knowledge.records import Monitoring
from questionnaires.profile import Plan
from recommender.results import SubsidyRoute
from recommender.rulebase import RuleBase
from recommender.subsidies.bill import applicant_of, fee_of
from recommender.subsidies.combining import ways_to_pay
from recommender.subsidies.elsewhere import other_routes
from recommender.subsidies.plan import plan_for
from recommender.subsidies.results import LeftOut, SubsidyOutlook, SubsidyPlan
from recommender.subsidies.wording import SubsidyWording, load_wording


def outlook_of(
    answers: Answers,
    plan: Plan | None,
    option: Monitoring | None,
    rules: RuleBase,
    as_of: date,
    routes: Sequence[SubsidyRoute],
    *,
    deadline: date | None = None,
) -> SubsidyOutlook:
    """The outlook for the routes of `subsidy_routes`, with the same arguments. `deadline`: the day the user named."""
    wording = load_wording()
    applicant = applicant_of(answers, rules)
    fee = fee_of(plan, option, applicant, wording.confirm)
    editions = dict.fromkeys(route.edition for route in routes)
    ways = (
        way
        for edition in editions
        for way in ways_to_pay(rules.knowledge.editions[edition], applicant, fee, routes, wording)
    )
    return SubsidyOutlook(
        ways=tuple(ways),
        plan=plan_of(answers, rules, as_of, routes, deadline=deadline),
        elsewhere=other_routes(answers, rules, as_of, wording.elsewhere),
        left_out=tuple(_left_out(editions, rules, wording)),
    )


def _left_out(editions: Iterable[str], rules: RuleBase, wording: SubsidyWording) -> Iterator[LeftOut]:
    """The frames of the editions that aren't computed, so that nobody takes them for forgotten."""
    for edition in editions:
        for frame in rules.knowledge.frames.values():
            if frame.edition == edition and not frame.computed:
                name = rules.knowledge.title(frame.id)
                note = frame.option.note or ""
                text = wording.left_out.format(name=name, summary=frame.summary, note=note)
                yield LeftOut(frame.id, edition, frame.name, text, (frame.id, *frame.sources))


def plan_of(
    answers: Answers, rules: RuleBase, as_of: date, routes: Sequence[SubsidyRoute], *, deadline: date | None = None
) -> SubsidyPlan | None:
    """The plan for the first route that isn't ruled out, or else for the first; None without any."""
    route = next((item for item in routes if item.eligible != "no"), routes[0] if routes else None)
    if route is None:
        return None
    frame, barred = rules.knowledge.frames[route.id], route.eligible == "no"
    return plan_for(frame, answers, rules, as_of, load_wording(), deadline=deadline, barred=barred)
