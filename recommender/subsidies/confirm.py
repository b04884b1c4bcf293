"""What a computed subsidy rests on, and what would settle what is still open."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.base import Knowledge
from knowledge.subsidy_records import Frame
from knowledge.values import Chosen
from questionnaires.showing import show_yen
from recommender.size_words import judged_text
from recommender.sizes import judgement
from recommender.subsidies.amounts import Calculation, rate_depends_on_size
from recommender.subsidies.bill import COST_FIELDS, Applicant, is_settled
from recommender.subsidies.eligibility import covered_names, missing_size
from recommender.subsidies.wording import ConfirmPhrases

SCHEDULE = "contact.subsidy_schedule"


def money_to_confirm(
    frame: Frame, calculation: Calculation, applicant: Applicant, phrases: ConfirmPhrases
) -> Iterator[str]:
    """What keeps the amount open or was assumed for it; the service's own fees aside."""
    if rate_depends_on_size(frame):
        yield from _size_to_confirm(applicant, phrases)
    if frame.standalone:
        return
    yield from _tools_to_confirm(frame, calculation, applicant, phrases)
    option = frame.option
    if (option.allowed is None or option.months is None) and option.note:
        yield option.note


def rules_to_confirm(
    frame: Frame, knowledge: Knowledge, phrases: ConfirmPhrases, *, ask_schedule: bool
) -> Iterator[str]:
    """Rules that no answer settles: a higher rate, paying within the period, and whether it is open at all."""
    higher = frame.conditional_rate
    if higher:
        yield phrases.conditional_rate.format(rate=higher.rate, condition=higher.condition)
    yield knowledge.subsidy_rules["subsidy.rule.pay_in_period"].text
    if ask_schedule:
        contact = knowledge.contacts[SCHEDULE]
        yield phrases.schedule.format(name=contact.name, url=contact.url)


def _size_to_confirm(applicant: Applicant, phrases: ConfirmPhrases) -> Iterator[str]:
    if applicant.small is None:
        missing = missing_size(applicant, small=True)
        yield phrases.small.format(fields=missing) if missing else phrases.small_other
        return
    ours = judgement(applicant.answers, applicant.rules.knowledge, small=True)
    if ours:
        yield f"{judged_text(ours, applicant.rules)}。{phrases.small_judged}"


def _tools_to_confirm(
    frame: Frame, calculation: Calculation, applicant: Applicant, phrases: ConfirmPhrases
) -> Iterator[str]:
    answers, rules = applicant.answers, applicant.rules
    label = rules.vocabulary.label
    tools = answers.get("main_tool")
    codes = tools.codes if isinstance(tools, Chosen) else frozenset()
    if not is_settled("main_tool_cost_yen", answers):
        yield phrases.tool_cost.format(label=label("main_tool_cost_yen"))
    for rule in frame.hardware:
        if rule.main_tool in codes:
            if not is_settled(COST_FIELDS[rule.main_tool], answers):
                yield phrases.tool_cost.format(label=label(COST_FIELDS[rule.main_tool]))
            if rule.note:
                yield rule.note
    if calculation.low.one_function_max is not None:
        yield phrases.functions.format(limit=show_yen(calculation.low.one_function_max))
    others = codes - set(frame.covers) - set(COST_FIELDS) - {"none"}
    if others:
        names = covered_names(others, rules)
        yield phrases.other_software.format(covers=covered_names(frame.covers, rules), others=names)
