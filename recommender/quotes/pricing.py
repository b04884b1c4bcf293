"""Prices of a quote against the caps of 1類 (std.2.1.7 ア and イ).

Whatever a quote leaves open (tax, devices, sites) is filled in with every value that could matter; where the result
is the same for all of them it stands, otherwise it is unknown, and the reason names what would settle it.
Amounts without tax are exact fractions, so that 11,000 yen with tax are 10,000 without, and 11,001 are more.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from recommender.cost import Caps, initial_cap
from recommender.quotes.fields import NOT_STATED, Quote
from recommender.quotes.results import Judgement, Result, worst
from recommender.quotes.wording import PricePhrases

_MANY = 10**9


@dataclass(frozen=True, slots=True)
class Setting:
    """One way to fill in what the quote leaves open."""

    tax_included: bool
    devices: int
    sites: int


@dataclass(frozen=True, slots=True)
class _Finding:
    """One part of the price judged, and the phrase that says why."""

    result: Result
    why: str


@dataclass(frozen=True, slots=True)
class Pricing:
    """A quote's prices with the caps, the tax rate and the words that they are judged by."""

    quote: Quote
    caps: Caps
    tax_percent: int
    phrases: PricePhrases

    def plain(self, amount: int, *, tax_included: bool) -> Fraction:
        """The amount without tax."""
        return Fraction(amount * 100, 100 + self.tax_percent) if tax_included else Fraction(amount)

    def monthly(self) -> Judgement:
        """std.2.1.7 イ."""
        outcomes = {setting: self._outcome(setting) for setting in self._settings()}
        results = {worst([item.result for item in findings]) for findings in outcomes.values()}
        limit = self.monthly_limit()
        if len(results) > 1:
            why = "".join(getattr(self.phrases, f"open_{name}") for name in self._open(outcomes))
            return Judgement("unknown", self.found(), limit, why)
        (result,) = results
        reasons = dict.fromkeys(
            item.why for findings in outcomes.values() for item in findings if item.result == result and item.why
        )
        return Judgement(result, self.found(), limit, "".join(getattr(self.phrases, name) for name in reasons))

    def initial(self) -> Judgement:
        """The amount of std.2.1.7 ア; whether it is written into the contract is judged elsewhere."""
        amount, option = self.quote.initial_total_yen, self.quote.monitoring
        limit = ""
        if option:
            cap = initial_cap(option, self.caps)
            limit = self.phrases.initial_limit.format(initial=f"{cap:,}")
        if amount is None or option is None:
            return Judgement("unknown", NOT_STATED if amount is None else self.shown(amount), limit, "")
        over = {self.plain(amount, tax_included=tax) > cap for tax in self._taxes()}
        if len(over) > 1:
            return Judgement("unknown", self.shown(amount), limit, self.phrases.open_tax)
        if over == {True}:
            return Judgement("violation", self.shown(amount), limit, self.phrases.initial_over)
        return Judgement("ok", self.shown(amount), limit, "")

    def _taxes(self) -> tuple[bool, ...]:
        return (False, True) if self.quote.tax_included is None else (self.quote.tax_included,)

    def _settings(self) -> Iterator[Setting]:
        quote, meeting = self.quote, self.caps.network_monthly // self.caps.endpoint_per_device
        # Between these counts the order of the caps doesn't change, so no other count gives another result.
        devices = (1, meeting, meeting + 1, _MANY) if quote.devices is None else (quote.devices,)
        sites = (1, _MANY) if quote.sites is None else (quote.sites,)
        for tax_included, count, places in product(self._taxes(), devices, sites):
            yield Setting(tax_included, count, places)

    def _outcome(self, setting: Setting) -> list[_Finding]:
        parts, complete = self._parts(setting)
        total = self._total(setting, complete=complete)
        if total is not None:
            explained = complete and all(item.result != "violation" for item in parts)
            parts.append(self._judge_total(total, setting, explained=explained))
        elif not complete:
            parts.append(_Finding("unknown", "missing"))
        return parts

    def _parts(self, setting: Setting) -> tuple[list[_Finding], bool]:
        """The findings on the stated parts of the type, and whether all of its parts are stated."""
        quote, caps, found = self.quote, self.caps, []
        network, per_device = quote.monthly_network_yen, quote.monthly_endpoint_per_device_yen
        complete = True
        if quote.monitoring != "endpoint":
            if network is None:
                complete = False
            else:
                amount = self.plain(network, tax_included=setting.tax_included)
                found.append(_against(amount, caps.network_monthly, caps.network_monthly * setting.sites, "network"))
        elif network:
            found.append(_Finding("unknown", "other_type"))
        if quote.monitoring != "network":
            if per_device is None:
                complete = False
            else:
                amount = self.plain(per_device, tax_included=setting.tax_included)
                found.append(_against(amount, caps.endpoint_per_device, caps.endpoint_per_device, "endpoint"))
        elif per_device:
            found.append(_Finding("unknown", "other_type"))
        return found, complete

    def _total(self, setting: Setting, *, complete: bool) -> Fraction | None:
        quote = self.quote
        if quote.monthly_total_yen is not None:
            return self.plain(quote.monthly_total_yen, tax_included=setting.tax_included)
        if quote.monitoring != "both" or not complete:
            return None
        added = (quote.monthly_network_yen or 0) + (quote.monthly_endpoint_per_device_yen or 0) * setting.devices
        return self.plain(added, tax_included=setting.tax_included)

    def _judge_total(self, total: Fraction, setting: Setting, *, explained: bool) -> _Finding:
        caps = self.caps
        for_devices = caps.endpoint_per_device * setting.devices
        for_sites = caps.network_monthly * setting.sites
        if self.quote.monitoring == "network":
            found = _against(total, caps.network_monthly, for_sites, "total_over")
        elif self.quote.monitoring == "endpoint":
            found = _against(total, for_devices, for_devices, "total_over")
        else:
            strict = min(caps.network_monthly, for_devices)
            found = _against(total, strict, for_sites + for_devices, "total_over")
            if found.result == "disputed":
                return _Finding("disputed", "combined")
        if found.result == "violation" and explained:
            return _Finding("disputed", "unexplained")
        return found

    def _open(self, outcomes: dict[Setting, list[_Finding]]) -> list[str]:
        """Which of the open figures change the result."""
        deciding = []
        for name, attribute in (("tax", "tax_included"), ("devices", "devices"), ("sites", "sites")):
            seen: dict[object, set[Result]] = {}
            for setting, findings in outcomes.items():
                result = worst([item.result for item in findings])
                seen.setdefault(getattr(setting, attribute), set()).add(result)
            if len({frozenset(results) for results in seen.values()}) > 1:
                deciding.append(name)
        return deciding

    def shown(self, amount: int) -> str:
        """The amount with what is known of its tax: 「11,000円（税込。税抜で10,000円）」."""
        text, tax_included = f"{amount:,}円", self.quote.tax_included
        if tax_included is None:
            return self.phrases.tax_open.format(amount=text)
        if not tax_included:
            return text
        plain = self.plain(amount, tax_included=True)
        rounded = f"{plain.numerator // plain.denominator:,}円"
        if plain.denominator > 1:
            rounded += "と端数"
        return self.phrases.tax_in.format(amount=text, plain=rounded)

    def found(self) -> str:
        """The stated monthly prices in words."""
        quote, phrases = self.quote, self.phrases
        stated = [
            (phrases.network_part, quote.monthly_network_yen),
            (phrases.endpoint_part, quote.monthly_endpoint_per_device_yen),
            (phrases.total, quote.monthly_total_yen),
        ]
        shown = [(template, self.shown(amount)) for template, amount in stated if amount is not None]
        if len(shown) == 1 and quote.monthly_endpoint_per_device_yen is None:
            return shown[0][1]
        return "、".join(template.format(amount=amount) for template, amount in shown) or NOT_STATED

    def monthly_limit(self) -> str:
        """The cap of the type in words, both readings of it where the documents differ."""
        quote, caps, phrases = self.quote, self.caps, self.phrases
        network, per_device = f"{caps.network_monthly:,}", f"{caps.endpoint_per_device:,}"
        if quote.monitoring == "network":
            if quote.sites is None or quote.sites < 2:
                return phrases.network_limit.format(network=network)
            return phrases.network_sites_limit.format(network=network, sites=f"{caps.network_monthly * quote.sites:,}")
        if quote.devices is None:
            template = phrases.endpoint_limit if quote.monitoring == "endpoint" else phrases.both_limit
            return template.format(network=network, per_device=per_device)
        for_devices = caps.endpoint_per_device * quote.devices
        if quote.monitoring == "endpoint":
            total, devices = f"{for_devices:,}", f"{quote.devices:,}"
            return phrases.endpoint_devices_limit.format(per_device=per_device, devices=devices, total=total)
        loose = caps.network_monthly * (quote.sites or 1) + for_devices
        strict = min(caps.network_monthly, for_devices)
        return phrases.both_devices_limit.format(strict=f"{strict:,}", loose=f"{loose:,}", devices=f"{quote.devices:,}")


def _against(amount: Fraction, strict: int, loose: int, over: str) -> _Finding:
    """`ok` up to the strict reading of a cap, disputed up to the loose one, a violation above both."""
    if amount <= strict:
        return _Finding("ok", "")
    if amount <= loose:
        return _Finding("disputed", "sites")
    return _Finding("violation", over)


@dataclass(frozen=True, slots=True)
class Monthly:
    """What a quote costs a month without tax: exact, from low to high where the tax is open."""

    low: Fraction
    high: Fraction


def monthly_total(quote: Quote, tax_percent: int) -> Monthly | None:
    """The whole monthly price, from the stated total or from its parts; None where it can't be told."""
    amount = quote.monthly_total_yen
    if amount is None:
        amount = _from_parts(quote)
    return None if amount is None else without_tax(amount, quote.tax_included, tax_percent)


def _from_parts(quote: Quote) -> int | None:
    network, per_device, devices = quote.monthly_network_yen, quote.monthly_endpoint_per_device_yen, quote.devices
    for_devices = None if per_device is None or devices is None else per_device * devices
    if quote.monitoring == "network":
        return network
    if quote.monitoring == "endpoint":
        return for_devices
    if quote.monitoring == "both" and network is not None and for_devices is not None:
        return network + for_devices
    return None


def without_tax(amount: int, tax_included: bool | None, tax_percent: int) -> Monthly:  # noqa: FBT001
    """The amount without tax; from low to high where the quote doesn't say."""
    plain = Fraction(amount * 100, 100 + tax_percent)
    return Monthly(
        plain if tax_included is not False else Fraction(amount), plain if tax_included else Fraction(amount)
    )
