"""What a company pays itself: the yen of a route, and the range where an open answer keeps them open.

A range is safe, not tight: within it lies what any completion of the answers gives.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from knowledge.subsidy_records import Frame
from knowledge.values import Bounds
from recommender.cost import MONTHS, Span
from recommender.subsidies.amounts import Bill, Calculation, calculate
from recommender.subsidies.bill import Fee


@dataclass(frozen=True, slots=True)
class Money:
    """The yen of a route; None where they are open. The ranges stand only where the single figure is open."""

    amount: int | None = None
    amounts: Span | None = None
    own: int | None = None
    own_24_months: int | None = None
    own_24_range: Span | None = None
    cash: int | None = None
    cash_range: Span | None = None

    @property
    def amount_span(self) -> Span | None:
        """The amount as a range, of one value where it is settled."""
        return self.amounts if self.amount is None else Span(self.amount, self.amount)

    @property
    def own_monthly(self) -> int | None:
        """A month's share of the two years' own cost, a part of a yen counted as one."""
        return None if self.own_24_months is None else _monthly(self.own_24_months)

    @property
    def own_monthly_range(self) -> Span | None:
        """The same where it is open."""
        span = self.own_24_range
        if span is None:
            return None
        return Span(_monthly(span.low), None if span.high is None else _monthly(span.high))


def money_of(frame: Frame, bill: Bill, calculation: Calculation, fee: Fee, *, barred: bool) -> Money:
    """The money of a computed frame; the amount is 0 for a company that is `barred` from it."""
    amount = 0 if barred else calculation.exact
    cost, initial, monthly = calculation.cost, fee.initial, fee.monthly
    own = None if cost is None or amount is None else cost - amount
    tools, own_24_months = calculation.tools, None
    if amount is not None and tools is not None and initial is not None and monthly.low == monthly.high:
        own_24_months = monthly.low * MONTHS + initial + tools - amount
    cash = None if cost is None or initial is None else cost + initial
    return Money(
        amount=amount,
        amounts=calculation.amount if amount is None else None,
        own=own,
        own_24_months=own_24_months,
        own_24_range=_own_range(frame, bill, calculation, fee, barred=barred) if own_24_months is None else None,
        cash=cash,
        cash_range=_cash_range(calculation, initial) if cash is None else None,
    )


def _own_range(frame: Frame, bill: Bill, calculation: Calculation, fee: Fee, *, barred: bool) -> Span | None:
    """Between the least spending with the best rates and the most spending with the worst."""
    low, high, monthly = calculation.low, calculation.high, fee.monthly
    if fee.initial is None or low.tools is None or any(share.rule.rate is None for share in low.devices):
        return None
    least = monthly.low * MONTHS + fee.initial + low.tools
    most = None
    if monthly.high is not None and high.tools is not None:
        most = monthly.high * MONTHS + fee.initial + high.tools
    if barred:
        return Span(least, most)
    # More cost raises the amount by less than itself, so the least is paid at the low end, were there no floor.
    cheapest = _at(frame, bill, monthly=monthly.low, most=False).low.total or 0
    if most is None or monthly.high is None:
        return Span(max(least - cheapest, 0), None)
    # Where the frame may be missed, nothing may be paid.
    sure = calculation.below is False and calculation.ceiling is False
    worst = (_at(frame, bill, monthly=monthly.high, most=True).high.total or 0) if sure else 0
    return Span(max(least - cheapest, 0), most - worst)


def _at(frame: Frame, bill: Bill, *, monthly: int, most: bool) -> Calculation:
    """The frame at one end of the spending: the low end with the best terms, the high end with the worst."""
    small = bill.small if bill.small is not None else not most
    single = bill.one_function if bill.one_function is not None else most
    months = bill.months.low if most else bill.months.high or bill.months.low
    settled = replace(
        bill, monthly=Span(monthly, monthly), months=Bounds(months, months), small=small, one_function=single
    )
    return calculate(frame, settled)


def _cash_range(calculation: Calculation, initial: int | None) -> Span | None:
    low, high = calculation.low.total_cost, calculation.high.total_cost
    if initial is None or low is None:
        return None
    return Span(low + initial, None if high is None else high + initial)


def _monthly(two_years: int) -> int:
    return -(-two_years // MONTHS)
