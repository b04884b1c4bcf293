"""Up to five quotes side by side: compliance, two-year cost with and without each subsidy route, what each leaves out.

Nothing is ranked: a price alone doesn't tell which service is better. All money is without tax, in whole yen (floor).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import floor
from typing import Literal

from knowledge.fields import Answers
from knowledge.freshness import WindowStatus
from questionnaires.profile import Plan
from recommender.cost import MONTHS, Span
from recommender.quotes.checking import check_quote
from recommender.quotes.fields import Quote, load_quote_fields
from recommender.quotes.pricing import Monthly, monthly_total, without_tax
from recommender.quotes.results import QuoteResult
from recommender.quotes.wording import load_quote_wording
from recommender.results import SubsidyRoute
from recommender.rulebase import RuleBase
from recommender.subsidies.routes import subsidy_routes

MOST_QUOTES = 5


@dataclass(frozen=True, slots=True)
class RouteCost:
    """One subsidy route with a quote's prices. `own_24_months` counts the main tool too where the route needs one."""

    id: str
    name: str
    status: WindowStatus
    eligible: Literal["yes", "no", "unknown"]
    amount: Span | None
    own_24_months: Span | None


@dataclass(frozen=True, slots=True)
class ComparedQuote:
    """One quote of a comparison. Spans are narrow (low = high) where nothing is open; None can't be told."""

    name: str
    quote: Quote
    result: QuoteResult
    monthly: Span | None
    initial: Span | None
    two_years: Span | None
    per_device: Span | None
    routes: tuple[RouteCost, ...]
    left_out: tuple[str, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The quotes in the order in which they were given, and what a price can't tell."""

    quotes: tuple[ComparedQuote, ...]
    notes: tuple[str, ...]


def compare_quotes(
    named: Sequence[tuple[str, Quote]], rules: RuleBase, as_of: date, answers: Answers | None = None
) -> Comparison:
    """The quotes side by side. `answers` are the company's; without them no subsidy's conditions are judged.

    Raises ValueError for more than five quotes, or none.
    """
    if not 0 < len(named) <= MOST_QUOTES:
        raise ValueError(len(named))
    phrases = load_quote_wording().compare
    compared = tuple(_compared(name, quote, rules, as_of, answers or {}) for name, quote in named)
    notes = phrases.notes if answers is not None else (*phrases.notes, phrases.no_profile)
    return Comparison(compared, notes)


def _compared(name: str, quote: Quote, rules: RuleBase, as_of: date, answers: Answers) -> ComparedQuote:
    phrases, percent = load_quote_wording().compare, load_quote_fields().tax_percent
    monthly = monthly_total(quote, percent)
    stated = quote.initial_total_yen
    initial = None if stated is None else without_tax(stated, quote.tax_included, percent)
    remarks = []
    if monthly is None:
        remarks.append(phrases.no_total)
    if initial is None:
        remarks.append(phrases.initial_missing)
    if quote.tax_included is None and (monthly or initial):
        remarks.append(phrases.tax_open)
    remarks += _other_counts(quote, rules, answers)
    routes = _routes(quote, monthly, initial, rules, as_of, answers) if monthly and quote.monitoring else ()
    if not routes:
        remarks.append(phrases.no_routes)
    return ComparedQuote(
        name=name,
        quote=quote,
        result=check_quote(quote, rules),
        monthly=_span(monthly),
        initial=_span(initial),
        two_years=_two_years(monthly, initial),
        per_device=_per_device(quote, monthly, percent),
        routes=routes,
        left_out=left_out(quote),
        remarks=tuple(remarks),
    )


def _other_counts(quote: Quote, rules: RuleBase, answers: Answers) -> Iterator[str]:
    """Where a quote counts more or fewer devices or sites than the company has: its amounts are for other numbers."""
    phrases, fields = load_quote_wording().compare, load_quote_fields().by_id
    for name, stated in (("devices", quote.devices), ("sites", quote.sites)):
        own, least = rules.vocabulary.bounds(name, answers), fields[name].min or 0
        if stated is None or (own.high is None and own.low <= least):
            continue
        within = own.low <= stated and (own.high is None or stated <= own.high)
        if within and own.high is not None:
            continue
        unit = fields[name].unit or ""
        known = f"{own.low:,}" if own.high in (None, own.low) else f"{own.low:,}〜{own.high:,}"
        template = phrases.count_open if own.high is None and within else phrases.count_differs
        yield template.format(label=fields[name].label, quoted=f"{stated:,}{unit}", own=f"{known}{unit}")


def left_out(quote: Quote) -> tuple[str, ...]:
    """The ids of the fields that concern such a quote and that it doesn't state."""
    return tuple(
        described.id
        for described in load_quote_fields().fields
        if quote.stated(described.id) is None
        and (quote.service_class is None or quote.service_class in described.classes)
        and (quote.monitoring is None or quote.monitoring in described.monitoring)
        and not _told_otherwise(described.id, quote)
    )


def _told_otherwise(name: str, quote: Quote) -> bool:
    """A total that follows from its parts isn't missed; where one type is the whole, the total is its price."""
    if name == "monthly_total_yen":
        return monthly_total(quote, 0) is not None
    if name == "monthly_network_yen":
        return quote.monitoring == "network" and quote.monthly_total_yen is not None
    return False


def _span(amount: Monthly | None) -> Span | None:
    return None if amount is None else Span(floor(amount.low), floor(amount.high))


def _two_years(monthly: Monthly | None, initial: Monthly | None) -> Span | None:
    if monthly is None:
        return None
    once = initial or Monthly(Fraction(0), Fraction(0))
    return Span(floor(monthly.low * MONTHS + once.low), floor(monthly.high * MONTHS + once.high))


def _per_device(quote: Quote, monthly: Monthly | None, percent: int) -> Span | None:
    """The whole divided by the devices. Without their number the stated price of one, which 併用 exceeds."""
    if monthly is not None and quote.devices:
        return Span(floor(monthly.low / quote.devices), floor(monthly.high / quote.devices))
    stated = quote.monthly_endpoint_per_device_yen
    if stated is None or quote.monitoring not in ("endpoint", "both"):
        return None
    each = without_tax(stated, quote.tax_included, percent)
    return Span(floor(each.low), floor(each.high) if quote.monitoring == "endpoint" else None)


def _routes(
    quote: Quote,
    monthly: Monthly,
    initial: Monthly | None,
    rules: RuleBase,
    as_of: date,
    answers: Answers,
) -> tuple[RouteCost, ...]:
    """Every computed frame in force. An initial cost that isn't stated counts as none, which a remark says."""
    once = initial or Monthly(Fraction(0), Fraction(0))
    ends = [
        subsidy_routes(answers, Plan(floor(fee), floor(first)), quote.monitoring, rules, as_of)
        for fee, first in ((monthly.low, once.low), (monthly.high, once.high))
    ]
    two_years = _two_years(monthly, initial)
    # The frames count whole yen a month; what was cut off there is paid all the same, or own cost and amount wouldn't
    # add up to the two years that stand beside them.
    cut = tuple(
        floor(fee * MONTHS + first) - floor(fee) * MONTHS - floor(first)
        for fee, first in ((monthly.low, once.low), (monthly.high, once.high))
    )
    return tuple(_route(low, high, two_years, cut, rules) for low, high in zip(*ends, strict=True))


def _route(
    low: SubsidyRoute, high: SubsidyRoute, two_years: Span | None, cut: tuple[int, ...], rules: RuleBase
) -> RouteCost:
    amount = _joined(_amount(low), _amount(high))
    own = _own(low, high, cut)
    if own is None and rules.knowledge.frames[low.id].standalone and two_years and amount and amount.high is not None:
        own = Span(two_years.low - amount.high, (two_years.high or two_years.low) - amount.low)
    return RouteCost(low.id, low.name, low.status, low.eligible, amount, own)


def _amount(route: SubsidyRoute) -> Span | None:
    if route.amount_yen is not None:
        return Span(route.amount_yen, route.amount_yen)
    return route.amount_range_yen


def _own(low: SubsidyRoute, high: SubsidyRoute, cut: tuple[int, ...]) -> Span | None:
    first, last = low.own_cost_24_months_yen, high.own_cost_24_months_yen
    return None if first is None or last is None else Span(first + cut[0], last + cut[1])


def _joined(low: Span | None, high: Span | None) -> Span | None:
    return None if low is None or high is None else Span(low.low, high.high)
