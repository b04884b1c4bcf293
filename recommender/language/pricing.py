"""Prices by the piece (単価): 「月2,000円×20台」 tells a price and what it is multiplied by.

The 20 are no second lot of computers, and the price of one is not what may be spent in all.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from knowledge.values import Number
from recommender.language.amount import Amount
from recommender.language.clauses import Reading
from recommender.language.lexicon import compiled, read_language_data
from recommender.language.number_words import Kind

_COUNTS: tuple[Kind, ...] = ("device", "person", "shop", "place", "thing", "count", "none")
_LOOK_BACK = 16
_PRODUCT_REACH = 16


@dataclass(frozen=True, slots=True)
class PricingRows:
    """pricing.yaml."""

    times: str
    piece_before: str
    piece_after: str
    by_the_piece: str
    lot: str
    comes_to: str
    yearly: str
    budget: str


@dataclass(frozen=True, slots=True)
class Product:
    """掛け算: a price, how many it is taken times, and the sum where that is told as well."""

    price: Amount
    count: Amount
    total: Amount | None = None

    @property
    def last(self) -> Amount:
        """The one of price and count that is written last."""
        return max(self.price, self.count, key=lambda amount: amount.span.start)


@dataclass(frozen=True, slots=True)
class Factor:
    """What a count is taken times, and what the two come to where that is told as well."""

    other: Amount
    total: Amount | None


def pricing_rows() -> PricingRows:
    """The words of pricing.yaml."""
    return read_language_data("pricing.yaml", PricingRows)


def products(reading: Reading) -> tuple[Product, ...]:
    """The prices of a text that are multiplied, in order."""
    amounts = reading.amounts
    found: list[Product] = []
    for index, (first, second) in enumerate(pairwise(amounts)):
        if {"money"} != {first.kind, second.kind} - set(_COUNTS) or first.kind == second.kind:
            continue
        price, count = (first, second) if first.kind == "money" else (second, first)
        third = amounts[index + 2] if index + 2 < len(amounts) else None
        total = third if third and _comes_to(reading, price, count, second, third) else None
        if total or _multiplies(reading, first, second):
            found.append(Product(price, count, total))
    return tuple(found)


def is_lot(reading: Reading, amount: Amount) -> bool:
    """「見積りは30台で月6万円」: a price for so many that were counted before, not so many more."""
    start = reading.clause(amount.span.start).start
    before = reading.text[start : amount.span.start]
    following = reading.amounts_between(amount.span.end, amount.span.end + _PRODUCT_REACH)
    if not following or following[0].kind != "money" or not compiled(pricing_rows().lot).fullmatch(before):
        return False
    between = reading.text[amount.span.end : following[0].core.start]
    return compiled(pricing_rows().comes_to).fullmatch(between) is not None


def counts_one(reading: Reading, amount: Amount) -> bool:
    """「サーバー1台、月1万円まで」「PC9台、サーバー1台で月1万円」: one computer and a sum, not the price of each."""
    if amount.kind != "device" or amount.number != Number(1, 1):
        return False
    at, end = amount.span.start, amount.span.end
    heads = reading.heads_between(max(0, at - _LOOK_BACK), at)
    if not heads or at - heads[-1].end > 1:
        return False
    if reading.text.startswith("、", end):
        return True
    listed = reading.amounts_between(reading.sentence(at).start, at)
    return reading.text.startswith("で", end) and any(other.kind == "device" for other in listed)


def factor_of(reading: Reading, amount: Amount) -> Factor | None:
    """What a number of computers is multiplied by: 「8台×2拠点」「20名×1台」; None where it stands by itself."""
    beside = reading.amounts_between(amount.span.start - _PRODUCT_REACH, amount.span.end + _PRODUCT_REACH)
    here = beside.index(amount) if amount in beside else None
    if here is None:
        return None
    for first, second in ((here - 1, here), (here, here + 1)):
        if first < 0 or second >= len(beside):
            continue
        other = beside[first if second == here else second]
        between = reading.text[beside[first].span.end : beside[second].core.start]
        if other.kind in _COUNTS and compiled(pricing_rows().times).fullmatch(between):
            third = beside[second + 1] if second + 1 < len(beside) else None
            return Factor(other, third if third and _is_product(third, amount, other) else None)
    return None


def _is_product(third: Amount, one: Amount, other: Amount) -> bool:
    if one.number.high is None or other.number.high is None or third.kind not in (*_COUNTS, "none"):
        return False
    return third.number.high == one.number.high * other.number.high


def is_by_the_year(reading: Reading, price: Amount) -> bool:
    """Whether the price of one is for a year."""
    before = reading.text[max(0, price.core.start - _LOOK_BACK) : price.core.start]
    return compiled(pricing_rows().yearly).search(before) is not None


def _multiplies(reading: Reading, first: Amount, second: Amount) -> bool:
    """「2,000円×20台」「20台×2,000円」, and 「1台2,000円で20台」 where the price is that of one."""
    between = reading.text[first.span.end : second.core.start]
    if compiled(pricing_rows().times).fullmatch(between):
        return True
    if first.kind != "money" or not compiled(pricing_rows().by_the_piece).fullmatch(between):
        return False
    before = reading.text[max(0, first.core.start - _LOOK_BACK) : first.core.start]
    unit = reading.text[first.core.end : first.span.end]
    return any(
        compiled(pattern).search(part)
        for pattern, part in ((pricing_rows().piece_before, before), (pricing_rows().piece_after, unit))
    )


def _comes_to(reading: Reading, price: Amount, count: Amount, second: Amount, third: Amount) -> bool:
    """Whether the number behind is what the two come to, which tells a product however it is worded."""
    if third.kind != "money" or reading.sentence(third.span.start) != reading.sentence(price.span.start):
        return False
    one, many, total = price.number.high, count.number.high, third.number.high or third.number.low
    if one is None or many is None or many < 2 or third.span.start - second.span.end > _PRODUCT_REACH:
        return False
    return one * many == total
