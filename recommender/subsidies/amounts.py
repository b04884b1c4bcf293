"""What a subsidy frame pays for given fees and tools: exact fractions inside, whole yen outside (切り捨て).

Every open quantity stands as a span, so a frame is computed at its two ends: the least and the most that the
answers allow. Nothing in between can leave these ends, because the amount only grows with each quantity.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from knowledge.subsidy_records import Frame, Hardware
from knowledge.values import Bounds
from recommender.cost import Span
from recommender.results import RateRung


@dataclass(frozen=True, slots=True)
class Device:
    """A kind of hardware that the frame covers, with what the company means to spend on it."""

    rule: Hardware
    cost: Bounds


@dataclass(frozen=True, slots=True)
class Bill:
    """What a company puts before a frame. `small` and `one_function` are None where the answers leave them open."""

    monthly: Span
    months: Bounds
    software: Bounds
    devices: tuple[Device, ...]
    small: bool | None
    one_function: bool | None


@dataclass(frozen=True, slots=True)
class DeviceShare:
    """One kind of hardware at one end: its cost and the subsidy for it; None where nothing limits them yet."""

    rule: Hardware
    cost: int | None
    amount: int | None


@dataclass(frozen=True, slots=True)
class End:
    """One end of the computation. `fees` and `cost` None: without end.

    `counted` is the subsidy for software and fees by the rates alone, `amount` after the cap for one function
    and the frame's own; None only where neither cost nor cap limits it.
    """

    monthly: int | None
    months: int
    fees: int | None
    software: int | None
    cost: int | None
    rungs: tuple[RateRung, ...]
    counted: int | None
    one_function_max: int | None
    amount: int | None
    devices: tuple[DeviceShare, ...]

    @property
    def total_cost(self) -> int | None:
        """Software, fees and hardware together."""
        return added_up([self.cost, *(share.cost for share in self.devices)])

    @property
    def tools(self) -> int | None:
        """Software and hardware without the service's fees."""
        return added_up([self.software, *(share.cost for share in self.devices)])

    @property
    def total(self) -> int | None:
        """The subsidy for all of it."""
        return added_up([self.amount, *(share.amount for share in self.devices)])


@dataclass(frozen=True, slots=True)
class Calculation:
    """A frame computed for a bill. `below` and `ceiling`: surely, surely not, or (None) perhaps out of the frame."""

    low: End
    high: End
    below: bool | None
    ceiling: bool | None
    amount: Span

    @property
    def out(self) -> bool:
        return bool(self.below or self.ceiling)

    @property
    def exact(self) -> int | None:
        return self.amount.low if self.amount.low == self.amount.high else None

    @property
    def cost(self) -> int | None:
        """The eligible cost where it is settled."""
        low, high = self.low.total_cost, self.high.total_cost
        return low if low == high else None

    @property
    def tools(self) -> int | None:
        """The cost of what comes with the service, where it is settled."""
        low, high = self.low.tools, self.high.tools
        return low if low == high else None


def rungs_of(frame: Frame, *, small: bool) -> tuple[RateRung, ...]:
    """The frame's rate ladder as it applies to a small business or to another company."""
    return tuple(
        RateRung(step.up_to_subsidy_yen, step.rate_small if small and step.rate_small else step.rate)
        for step in frame.ladder
    )


def rate_depends_on_size(frame: Frame) -> bool:
    """Whether a small business (小規模事業者) gets another rate."""
    return rungs_of(frame, small=True) != rungs_of(frame, small=False)


def ladder_amount(cost: int, rungs: Sequence[RateRung]) -> Fraction:
    """The subsidy for a cost by the ladder, whose steps are cut by yen of subsidy, not of cost."""
    left, amount = Fraction(cost), Fraction(0)
    for rung in rungs:
        gain = left * rung.rate
        if rung.up_to_subsidy_yen is not None:
            gain = min(gain, rung.up_to_subsidy_yen - amount)
        amount += gain
        left -= gain / rung.rate
    return amount


def calculate(frame: Frame, bill: Bill) -> Calculation:
    """The frame at both ends of the bill, its floor and its ceiling applied."""
    low = _end(frame, bill, most=False)
    high = _end(frame, bill, most=True)
    below = _reached(low.amount, high.amount, frame.subsidy_min_yen)
    below = None if below is None else not below
    exclusive = frame.max_exclusive and frame.subsidy_max_yen is not None
    ceiling = _reached(low.amount, high.amount, frame.subsidy_max_yen) if exclusive else False
    return Calculation(low, high, below, ceiling, _amount(frame, low, high, below, ceiling))


def _end(frame: Frame, bill: Bill, *, most: bool) -> End:
    monthly = bill.monthly.high if most else bill.monthly.low
    months = (bill.months.high or 0) if most else bill.months.low
    fees = 0 if months == 0 else _times(monthly, months)
    software = bill.software.high if most else bill.software.low
    cost = added_up([fees, software])
    rungs = rungs_of(frame, small=bill.small is True or (most and bill.small is None))
    single = bill.one_function is True or (not most and bill.one_function is None)
    counted = None if cost is None else floor(ladder_amount(cost, rungs))
    own_max = frame.one_function_max_yen if single else None
    frame_max = None if frame.max_exclusive else frame.subsidy_max_yen
    amount = _least(counted, own_max, frame_max)
    shares = tuple(_share(device, most=most) for device in bill.devices)
    return End(monthly, months, fees, software, cost, rungs, counted, own_max, amount, shares)


def _share(device: Device, *, most: bool) -> DeviceShare:
    cost = device.cost.high if most else device.cost.low
    rule = device.rule
    if rule.rate is None:
        # A rate that nobody confirmed: nothing is promised, and nothing is ruled out.
        return DeviceShare(rule, cost, None if most else 0)
    counted = None if cost is None else floor(cost * rule.rate)
    return DeviceShare(rule, cost, _least(counted, rule.subsidy_max_yen))


def _amount(frame: Frame, low: End, high: End, below: bool | None, ceiling: bool | None) -> Span:  # noqa: FBT001
    if below or ceiling:
        return Span(0, 0)
    least = 0 if below is None or ceiling is None else low.total or 0
    most = high.total
    if ceiling is None and frame.subsidy_max_yen is not None:
        most = added_up([frame.subsidy_max_yen - 1, *(share.amount for share in high.devices)])
    return Span(least, most)


def _reached(low: int | None, high: int | None, mark: int | None) -> bool | None:
    """Whether an amount between the ends reaches the mark; None where one end does and the other doesn't."""
    if mark is None or low is None or low >= mark:
        return True
    return None if high is None or high >= mark else False


def _times(amount: int | None, by: int) -> int | None:
    return None if amount is None else amount * by


def added_up(parts: Sequence[int | None]) -> int | None:
    """The sum of whole yen; None where a part is open."""
    known = [part for part in parts if part is not None]
    return sum(known) if len(known) == len(parts) else None


def _least(*limits: int | None) -> int | None:
    known = [limit for limit in limits if limit is not None]
    return min(known) if known else None
