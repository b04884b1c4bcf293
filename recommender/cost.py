"""What the standard's caps let a plan cost at most. Yen without tax (税抜), integers throughout (std.2.1.7)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from knowledge.base import Knowledge
from knowledge.fields import Answers, Derived, Vocabulary
from knowledge.records import ClassCode, Monitoring
from knowledge.values import Bounds
from recommender.records import AssumedText

MONTHS = 24
_NO_FLOOR = -(10**15)


@dataclass(frozen=True, slots=True)
class Caps:
    """The figures of std.2.1.7: 円/月, 円/台・月, 円."""

    network_monthly: int
    endpoint_per_device: int
    network_initial: int
    endpoint_initial: int
    both_initial: int


@dataclass(frozen=True, slots=True)
class Span:
    """From low to high yen, both included; high None where nothing limits it yet."""

    low: int
    high: int | None


@dataclass(frozen=True, slots=True)
class Cost:
    """The caps for one plan. `monthly` and `two_years` are None for 2類, which has no cap.

    `open_parts`: the fields whose answers an upper end still waits for.
    """

    monthly: Span | None
    initial: int | None
    two_years: Span | None
    yardstick_monthly: Span | None
    yardstick_initial: int | None
    assumptions: tuple[str, ...]
    open_parts: tuple[str, ...] = ()


def caps_of(knowledge: Knowledge) -> Caps:
    """The caps of 1類 as the clauses state them."""
    monthly, initial = "std.2.1.7.i", "std.2.1.7.a"
    return Caps(
        network_monthly=knowledge.figure(monthly, "network_monthly_max"),
        endpoint_per_device=knowledge.figure(monthly, "endpoint_monthly_per_device_max"),
        network_initial=knowledge.figure(initial, "network_initial_max"),
        endpoint_initial=knowledge.figure(initial, "endpoint_initial_max"),
        both_initial=knowledge.figure(initial, "both_initial_max"),
    )


def monthly_cap(option: Monitoring, devices: Bounds, sites: Bounds, caps: Caps) -> Span:
    """The monthly cap of an option for so many PCs and servers at so many sites.

    Two doubts widen it: whether the network cap is per site or per contract isn't written, and the two documents
    word the cap of 併用 differently (std.2.1.7.i, ovw.price); the low end takes the stricter reading.
    """
    per_site = None if sites.high is None else caps.network_monthly * max(sites.high, 1)
    for_devices = None if devices.high is None else caps.endpoint_per_device * devices.high
    if option == "endpoint":
        return Span(caps.endpoint_per_device * devices.low, for_devices)
    if option == "network":
        return Span(caps.network_monthly, per_site)
    low = min(caps.network_monthly, caps.endpoint_per_device * devices.low)
    return Span(low, None if per_site is None or for_devices is None else per_site + for_devices)


def initial_cap(option: Monitoring, caps: Caps) -> int:
    """The cap of what is paid once at the start (std.2.1.7.a)."""
    return {"network": caps.network_initial, "endpoint": caps.endpoint_initial, "both": caps.both_initial}[option]


def cost_of(
    option: Monitoring,
    service_class: ClassCode,
    answers: Answers,
    vocabulary: Vocabulary,
    caps: Caps,
    texts: AssumedText,
) -> Cost:
    """The caps for the recommended plan, with what was assumed."""
    devices = vocabulary.bounds("devices", answers)
    sites = vocabulary.bounds("sites", answers)
    monthly = monthly_cap(option, devices, sites, caps)
    initial = initial_cap(option, caps)
    assumptions = tuple(_assumptions(option, service_class, answers, vocabulary, texts))
    waits = () if monthly.high is not None else tuple(_open_parts(option, answers, vocabulary))
    if service_class == "class2":
        return Cost(None, None, None, monthly, initial, assumptions, waits)
    high = None if monthly.high is None else monthly.high * MONTHS + initial
    two_years = Span(monthly.low * MONTHS + initial, high)
    return Cost(monthly, initial, two_years, None, None, assumptions, waits)


def _open_parts(option: Monitoring, answers: Answers, vocabulary: Vocabulary) -> Iterator[str]:
    parts = {"network": ("sites",), "endpoint": ("pcs", "servers"), "both": ("pcs", "servers", "sites")}[option]
    return (name for name in parts if vocabulary.bounds(name, answers).high is None)


def _assumptions(
    option: Monitoring, service_class: ClassCode, answers: Answers, vocabulary: Vocabulary, texts: AssumedText
) -> Iterator[str]:
    yield texts.class2 if service_class == "class2" else texts.class1
    if option != "network":
        devices = vocabulary.bounds("devices", answers)
        counted = texts.devices_open if devices.high is None else texts.devices
        yield counted.format(count=_shown(devices, vocabulary.unit("devices"), texts))
        if "pcs" in answers and "servers" not in answers:
            yield texts.servers_open
    if option != "endpoint":
        sites = vocabulary.bounds("sites", answers)
        yield texts.sites.format(count=_shown(sites, vocabulary.unit("sites"), texts))
    if option == "both":
        yield texts.both


def _shown(bounds: Bounds, unit: str, texts: AssumedText) -> str:
    if bounds.high is None:
        return texts.open
    low, high = f"{bounds.low:,}", f"{bounds.high:,}"
    return f"{high}{unit}" if low == high else f"{low}〜{high}{unit}"


BUDGET_PARTS = ("monthly_budget", "annual_budget", "per_device_budget", "pcs", "servers", "sites")


def budget_quantities(caps: Caps) -> tuple[Derived, ...]:
    """Derived quantities for conditions: monthly budget minus the upper end of each option's cap, in 円/月.

    A budget a year counts by its twelfth, a budget a device times the devices; where several are stated, the
    tightest counts.
    """
    names: tuple[tuple[Monitoring, str], ...] = (
        ("network", "ネットワーク監視"),
        ("endpoint", "端末監視"),
        ("both", "併用"),
    )
    return tuple(
        Derived(
            f"{option}_left_yen",
            f"月の予算（{name}の上限に対して）",
            "円",
            BUDGET_PARTS,
            _left(option, caps),
            ("pcs", "servers"),
        )
        for option, name in names
    )


def _left(option: Monitoring, caps: Caps) -> Callable[[tuple[Bounds, ...]], Bounds]:
    @lru_cache(maxsize=4096)
    def ends(fewest: int, most: int | None, least_sites: int, most_sites: int | None) -> tuple[int | None, int | None]:
        """The upper end of the cap for as little as can be, and for as much."""
        little = monthly_cap(option, Bounds(fewest, fewest), Bounds(least_sites, least_sites), caps)
        much = monthly_cap(option, Bounds(fewest, most), Bounds(least_sites, most_sites), caps)
        return little.high, much.high

    def compute(parts: tuple[Bounds, ...]) -> Bounds:
        monthly, annual, per_device, pcs, servers, sites = parts
        devices = _added(pcs, servers)
        if monthly.high is not None and annual.high is None and per_device.high is None:
            budget = monthly
        else:
            budget = _tightest(monthly, _divided(annual, 12), _times(per_device, devices))
        little, much = ends(devices.low, devices.high, sites.low, sites.high)
        low = _NO_FLOOR if much is None else budget.low - much
        high = None if budget.high is None or little is None else budget.high - little
        return Bounds(low, high)

    return compute


def _added(first: Bounds, second: Bounds) -> Bounds:
    high = None if first.high is None or second.high is None else first.high + second.high
    return Bounds(first.low + second.low, high)


def _divided(amount: Bounds, by: int) -> Bounds:
    return Bounds(amount.low // by, None if amount.high is None else amount.high // by)


def _times(amount: Bounds, devices: Bounds) -> Bounds:
    # Without a stated amount the product says nothing, however few the devices are.
    high = None if amount.high is None or devices.high is None else amount.high * devices.high
    return Bounds(amount.low * devices.low, high)


def _tightest(*budgets: Bounds) -> Bounds:
    stated = [budget for budget in budgets if budget.high is not None]
    if not stated:
        return Bounds(max(budget.low for budget in budgets), None)
    return Bounds(
        min(budget.low for budget in stated), min(budget.high for budget in stated if budget.high is not None)
    )
