"""1類 and 2類 side by side for one company (std.3.2.3): what 2類 adds for it, and what that would have to be worth."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from knowledge.base import Knowledge
from knowledge.records import ClassCode, Monitoring
from knowledge.values import Bounds
from questionnaires.profile import Profile
from questionnaires.showing import show_yen
from recommender.cost import MONTHS, Span, initial_cap, monthly_cap
from recommender.filling import with_figures
from recommender.monitoring import choose
from recommender.quotes.wording import ClassPhrases, load_quote_wording
from recommender.reasons import need_reason
from recommender.results import CheckItem, Reason
from recommender.rulebase import RuleBase
from recommender.service_class import choose_class


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the comparison table. `offer` is left for the provider to fill in."""

    topic: str
    class1: str
    class2: str
    differs: bool
    offer: str
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClassComparison:
    """1類 and 2類 for one company. `choice` and `monitoring` are None where no type fits."""

    as_of: date
    monitoring: Monitoring | None
    choice: ClassCode | None
    rows: tuple[Row, ...]
    adds: tuple[Reason, ...]
    could_add: tuple[Reason, ...]
    yardstick_monthly: Span | None
    yardstick_initial: int | None
    yardstick_two_years: Span | None
    worth: tuple[str, ...]
    asks: tuple[CheckItem, ...]
    notes: tuple[str, ...]


def compare_classes(profile: Profile, rules: RuleBase, as_of: date) -> ClassComparison:
    """The comparison for a profile, whose answers are the live ones (questionnaires.interview.live_answers)."""
    phrases, answers = load_quote_wording().classes, profile.answers
    option = choose(answers, rules).option
    table = tuple(_row(index, phrases, rules.knowledge) for index in range(len(phrases.rows)))
    asks = tuple(CheckItem(clause, rules.knowledge.clauses[clause].ask or "") for clause in phrases.asks)
    if option is None:
        return ClassComparison(as_of, None, None, table, (), (), None, None, None, (), asks, (phrases.none,))
    chosen = choose_class(option, answers, rules)
    devices, sites = rules.vocabulary.bounds("devices", answers), rules.vocabulary.bounds("sites", answers)
    monthly, initial = monthly_cap(option, devices, sites, rules.caps), initial_cap(option, rules.caps)
    high = None if monthly.high is None else monthly.high * MONTHS + initial
    return ClassComparison(
        as_of=as_of,
        monitoring=option,
        choice=chosen.code,
        rows=table,
        adds=tuple(need_reason(need, answers, rules) for need in chosen.needs),
        could_add=tuple(need_reason(need, answers, rules) for need in chosen.possible),
        yardstick_monthly=monthly,
        yardstick_initial=initial,
        yardstick_two_years=Span(monthly.low * MONTHS + initial, high),
        worth=tuple(_worth(profile, monthly, rules, phrases, needed=bool(chosen.needs))),
        asks=asks,
        notes=tuple(_notes(option, [need.id for need in (*chosen.needs, *chosen.possible)], phrases)),
    )


def _row(index: int, phrases: ClassPhrases, knowledge: Knowledge) -> Row:
    row = phrases.rows[index]
    class1, class2 = (with_figures(text, knowledge) for text in (row.class1, row.class2))
    return Row(row.topic, class1, class2, row.differs, phrases.blank, row.cites)


def _worth(profile: Profile, monthly: Span, rules: RuleBase, phrases: ClassPhrases, *, needed: bool) -> list[str]:
    if monthly.high is None:
        return [phrases.yardstick_open]
    said = [phrases.yardstick.format(monthly=show_yen(monthly.high))]
    if monthly.low != monthly.high:
        said.append(phrases.yardstick_range.format(low=show_yen(monthly.low), high=show_yen(monthly.high)))
    if not needed:
        return [*said, phrases.nothing_to_pay]
    plan = profile.plan.monthly_yen if profile.plan else None
    if plan is not None:
        over = plan - monthly.high
        template = phrases.plan if over > 0 else phrases.plan_within
        said.append(_priced(template, "plan", plan, over))
    elif "monthly_budget" in profile.answers:
        budget: Bounds = rules.vocabulary.bounds("monthly_budget", profile.answers)
        if budget.high is not None:
            over = budget.high - monthly.high
            template = phrases.budget if over > 0 else phrases.budget_within
            said.append(_priced(template, "budget", budget.high, over))
    return said


def _priced(template: str, name: str, amount: int, over: int) -> str:
    return template.format(over=show_yen(over), two_years=show_yen(over * MONTHS), **{name: show_yen(amount)})


def _notes(option: Monitoring, needs: list[str], phrases: ClassPhrases) -> list[str]:
    notes = [phrases.disputed] if option == "both" else []
    return [*notes, *([phrases.monthly_service] if "monthly_service" in needs else [])]
