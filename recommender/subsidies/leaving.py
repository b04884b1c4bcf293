"""途中で解約したとき: the rule of repayment, and a worked figure where the amount is known.

The rule's yearly rate (10.95 %) is a figure of the knowledge base. How much is to be repaid and for how many days isn't
settled by the facts, so the figure is an example (all of it, after a year) and says so.
"""

from __future__ import annotations

from fractions import Fraction
from math import floor

from knowledge.subsidy_records import SubsidyRule
from questionnaires.showing import show_yen
from recommender.cost import Span
from recommender.rulebase import RuleBase
from recommender.subsidies.results import Leaving
from recommender.subsidies.wording import LeavingPhrases

DAYS_A_YEAR = 365
_RULED_EDITION = "it2025"


def surcharge_of(repaid: int, rate_a_year: Fraction, days: int) -> int:
    """加算金 in yen for so many days, a part of a yen cut off."""
    return floor(repaid * rate_a_year * days / DAYS_A_YEAR)


def yearly_rate(rule: SubsidyRule, name: str) -> Fraction:
    """The rate a year from the rule's figure in percent: 「10.95」 gives 219/2000."""
    return Fraction(next(item.value for item in rule.figures if item.name == name)) / 100


def leaving_cost(
    edition: str, amount: Span | None, rules: RuleBase, phrases: LeavingPhrases, *, days: int = DAYS_A_YEAR
) -> Leaving:
    """What leaving early may cost for an amount of subsidy: all of it repaid after so many days, as an example.

    Without an amount, or with an open end, only the rule is told.
    """
    rule = rules.knowledge.subsidy_rules[phrases.rule]
    rate = yearly_rate(rule, phrases.figure)
    said = [phrases.other_edition] if edition != _RULED_EDITION else []
    repay = surcharge = total = None
    if amount is None or not amount.high:
        formula = phrases.open if amount is None or amount.high is None else phrases.nothing
    else:
        least, most = surcharge_of(amount.low, rate, days), surcharge_of(amount.high, rate, days)
        repay, surcharge = amount, Span(least, most)
        total = Span(amount.low + least, amount.high + most)
        if amount.low == amount.high:
            formula = phrases.formula.format(
                days=days,
                repay=show_yen(amount.low),
                rate=_percent(rate),
                surcharge=show_yen(least),
                total=show_yen(total.low),
            )
        else:
            shown = f"{show_yen(total.low)}〜{show_yen(amount.high + most)}"
            formula = phrases.formula_range.format(days=days, rate=_percent(rate), total=shown)
    return Leaving(
        text=rule.text,
        rate_a_year=rate,
        days=days,
        repay=repay,
        surcharge=surcharge,
        total=total,
        formula=formula,
        to_confirm=(*said, *phrases.unsettled),
        cites=(rule.id,),
    )


def _percent(rate: Fraction) -> str:
    """「10.95%」, from the rate itself."""
    whole, part = divmod(rate * 10_000, 100)
    return f"{whole}.{int(part):02d}%"
