"""When a quantity reaches an amount, as linear inequalities over the values of open numbers.

What a quantity comes to stays where it is computed (`knowledge.fields`, `recommender.cost`): here stands only its
shape, a sum, a share by sites or what is left of a budget. What each device and each site costs is read off it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from knowledge.fields import DEVICES, DEVICES_PER_SITE, Derived
from knowledge.values import ANYTHING, Bounds
from recommender.arrangement import Linear
from recommender.cost import BUDGET_PARTS


@dataclass(frozen=True, slots=True)
class Ends:
    """The low and the high end of a number; without end where `high` is None."""

    low: Linear
    high: Linear | None


@dataclass(frozen=True, slots=True)
class Reached:
    """Holds where all of `each` are 0 or more, or (with `any_of`) at least one."""

    each: tuple[Linear, ...]
    any_of: bool = False


ALWAYS, NEVER = Reached(()), Reached((), any_of=True)
_ONE = Linear(1)


def known(bounds: Bounds) -> Ends:
    """The ends of a number that no open field moves."""
    return Ends(Linear(bounds.low), None if bounds.high is None else Linear(bounds.high))


def reached(subject: str, derived: Mapping[str, Derived], ends: Mapping[str, Ends], amount: int) -> tuple[Reached, ...]:
    """When the low end of a quantity reaches the amount, and when its high end does.

    Raises KeyError for a derived quantity of none of the known shapes.
    """
    if subject not in derived:
        return _compared(ends[subject], amount)
    item = derived[subject]
    if item == DEVICES:
        return _compared(_devices(ends), amount)
    if item == DEVICES_PER_SITE:
        return _per_site(_devices(ends), ends["sites"], amount)
    if item.parts == BUDGET_PARTS:
        return _left(item, ends, amount)
    raise KeyError(subject)


def _compared(ends: Ends, amount: int) -> tuple[Reached, Reached]:
    off = Linear(-amount)
    high = ALWAYS if ends.high is None else Reached((ends.high.plus(off),))
    return Reached((ends.low.plus(off),)), high


def _devices(ends: Mapping[str, Ends]) -> Ends:
    pcs, servers = ends["pcs"], ends["servers"]
    high = None if pcs.high is None or servers.high is None else pcs.high.plus(servers.high)
    return Ends(pcs.low.plus(servers.low), high)


def _per_site(devices: Ends, sites: Ends, amount: int) -> tuple[Reached, Reached]:
    most_sites, fewest = sites.high, sites.low
    if most_sites is None:
        low = ALWAYS if amount <= 0 else NEVER
    else:
        low = Reached((devices.low.plus(_at_least_one(most_sites), -amount),))
    if devices.high is None:
        return low, ALWAYS
    return low, Reached((devices.high.plus(_at_least_one(fewest), -amount),))


def _at_least_one(sites: Linear) -> Linear:
    return sites if sites.terms or sites.constant > 0 else _ONE


@dataclass(frozen=True, slots=True)
class _Cap:
    """A monthly cap in yen: so much, and so much for each device and each site."""

    fixed: int
    per_device: int
    per_site: int

    def of(self, devices: Linear | None, sites: Linear | None) -> Linear | None:
        """The cap for so many; None where nothing limits it."""
        total = Linear(self.fixed)
        for many, yen in ((devices, self.per_device), (sites, self.per_site)):
            if yen and many is None:
                return None
            if many is not None:
                total = total.plus(many, yen)
        return total


@lru_cache(maxsize=8)
def _cap_of(item: Derived) -> _Cap:
    """What a budget quantity takes off a monthly budget, read off a budget of nothing."""

    def taken(devices: int, sites: int) -> int:
        parts = (Bounds(0, 0), ANYTHING, ANYTHING, Bounds(devices, devices), Bounds(0, 0), Bounds(sites, sites))
        return -item.compute(parts).low

    base, per_device, per_site = taken(0, 1), taken(1, 1), taken(0, 2)
    return _Cap(2 * base - per_site, per_device - base, per_site - base)


def device_caps(derived: Mapping[str, Derived]) -> set[int]:
    """What a device costs a month at most, for each budget quantity, in yen."""
    return {_cap_of(item).per_device for item in derived.values() if item.parts == BUDGET_PARTS}


def _left(item: Derived, ends: Mapping[str, Ends], amount: int) -> tuple[Reached, Reached]:
    devices, sites, cap = _devices(ends), ends["sites"], _cap_of(item)
    budgets = list(_budgets(ends, devices))
    stated = [budget for budget in budgets if budget[0].high is not None]
    most = cap.of(devices.high, None if sites.high is None else _at_least_one(sites.high))
    if most is None:
        low = NEVER
    else:
        # Of several stated budgets the tightest counts; of none, whatever is said to be the least.
        each = [budget.low.plus(most, -times).plus(Linear(-amount * times)) for budget, times in stated or budgets]
        low = Reached(tuple(each), any_of=not stated)
    least = cap.of(devices.low, _at_least_one(sites.low))
    high = [
        budget.high.plus(least, -times).plus(Linear(-amount * times))
        for budget, times in stated
        if budget.high is not None and least is not None
    ]
    return low, Reached(tuple(high))


def _budgets(ends: Mapping[str, Ends], devices: Ends) -> Iterator[tuple[Ends, int]]:
    """Each budget for so many months: a month's, a year's, and that of a device for all devices."""
    yield ends["monthly_budget"], 1
    yield ends["annual_budget"], 12
    each = ends["per_device_budget"]
    # A budget a device is never open here: it is tried at fixed amounts, which keeps the product linear.
    high = None if each.high is None or devices.high is None else devices.high.times(each.high.constant)
    yield Ends(devices.low.times(each.low.constant), high), 1
