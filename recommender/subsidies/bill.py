"""What the company would put before a frame: the service's fees, the main tool, and the size that sets the rate."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.fields import Answers
from knowledge.records import Monitoring
from knowledge.subsidy_records import Frame
from knowledge.values import Bounds, Chosen, Number
from questionnaires.profile import Plan
from questionnaires.showing import show_yen
from recommender.cost import Span, initial_cap, monthly_cap
from recommender.rulebase import RuleBase
from recommender.sizes import is_small, is_sme
from recommender.subsidies.amounts import Bill, Device, rate_depends_on_size
from recommender.subsidies.wording import ConfirmPhrases

OPTION_MONTHS = 12
COST_FIELDS = {"pc_tablet": "pc_cost_yen", "pos": "pos_cost_yen"}


@dataclass(frozen=True, slots=True)
class Applicant:
    """The company, with its size judged once for all frames: 中小企業 and 小規模事業者, None while that is open."""

    answers: Answers
    rules: RuleBase
    sme: bool | None
    small: bool | None


def applicant_of(answers: Answers, rules: RuleBase) -> Applicant:
    """The company that the answers describe."""
    return Applicant(answers, rules, is_sme(answers, rules.knowledge), is_small(answers, rules.knowledge))


@dataclass(frozen=True, slots=True)
class Fee:
    """The service's fees, and what was assumed. `from_caps`: computed from the standard's caps, not from a plan."""

    monthly: Span
    initial: int | None
    from_caps: bool
    said: tuple[str, ...]


def fee_of(plan: Plan | None, option: Monitoring | None, applicant: Applicant, phrases: ConfirmPhrases) -> Fee:
    """The fees of the plan; what it doesn't state comes from the caps of the recommended option."""
    stated, rules = plan or Plan(), applicant.rules
    name = rules.option(option).name if option else ""
    said = []
    if stated.monthly_yen is not None:
        monthly = Span(stated.monthly_yen, stated.monthly_yen)
    elif option:
        devices = rules.vocabulary.bounds("devices", applicant.answers)
        sites = rules.vocabulary.bounds("sites", applicant.answers)
        monthly = monthly_cap(option, devices, sites, rules.caps)
        said.append(phrases.fee_assumed.format(option=name, fee=_a_month(monthly)))
        if monthly.high is None:
            said.append(phrases.fee_devices)
    else:
        monthly = Span(0, None)
        said.append(phrases.fee_unknown)
    initial = stated.initial_yen
    if initial is not None:
        phrase = phrases.initial_stated if initial else phrases.initial_none
        said.append(phrase.format(initial=show_yen(initial)))
    elif option:
        initial = initial_cap(option, rules.caps)
        said.append(phrases.initial_assumed.format(option=name, initial=show_yen(initial)))
    else:
        said.append(phrases.initial_unknown)
    return Fee(monthly, initial, stated.monthly_yen is None, tuple(said))


def tool_named(frame: Frame, answers: Answers) -> bool | None:
    """Whether `main_tool` names software that the frame covers; None while that is open."""
    if frame.standalone:
        return True
    tools = answers.get("main_tool")
    if not isinstance(tools, Chosen):
        return None
    if tools.codes & set(frame.covers):
        return True
    return False if tools.complete else None


def bill_of(frame: Frame, fee: Fee, applicant: Applicant) -> Bill:
    """The bill for one frame. Only tools that the frame covers count."""
    small = applicant.small if rate_depends_on_size(frame) else False
    if frame.standalone:
        months = Bounds(frame.fee_months or 0, frame.fee_months or 0)
        return Bill(fee.monthly, months, Bounds(0, 0), (), small, one_function=False)
    return Bill(
        monthly=fee.monthly,
        months=option_months(frame),
        software=applicant.rules.vocabulary.bounds("main_tool_cost_yen", applicant.answers),
        devices=_devices(frame, applicant),
        small=small,
        one_function=_one_function(frame, applicant.answers),
    )


def option_months(frame: Frame) -> Bounds:
    """For how many months お助け隊 counts as an option; from none to a year where that isn't known."""
    option = frame.option
    if option.allowed is False:
        return Bounds(0, 0)
    if option.allowed and option.months is not None:
        return Bounds(option.months, option.months)
    return Bounds(0, option.months or OPTION_MONTHS)


def _one_function(frame: Frame, answers: Answers) -> bool | None:
    if frame.one_function_max_yen is None:
        return False
    tools = answers.get("main_tool")
    if not isinstance(tools, Chosen):
        return None
    if len(tools.codes & set(frame.covers)) > 1:
        return False
    return True if tools.complete else None


def _devices(frame: Frame, applicant: Applicant) -> tuple[Device, ...]:
    answers, vocabulary = applicant.answers, applicant.rules.vocabulary
    tools = answers.get("main_tool")
    found = []
    for rule in frame.hardware:
        if isinstance(tools, Chosen) and rule.main_tool in tools.codes:
            found.append(Device(rule, vocabulary.bounds(COST_FIELDS[rule.main_tool], answers)))
        elif not isinstance(tools, Chosen) or not tools.complete:
            found.append(Device(rule, Bounds(0, None)))
    return tuple(found)


def is_settled(name: str, answers: Answers) -> bool:
    """Whether a field has an answer that leaves no room."""
    value = answers.get(name)
    return value.is_exact if isinstance(value, Number) else isinstance(value, str | bool)


def _a_month(monthly: Span) -> str:
    if monthly.high is None:
        return f"月{monthly.low:,}円から"
    if monthly.low == monthly.high:
        return f"月{monthly.low:,}円"
    return f"月{monthly.low:,}円から{monthly.high:,}円"
