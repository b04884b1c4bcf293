"""Money (予算): what may be spent a month, a year, at the start, or for each device. Other sums are dropped."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from knowledge.values import Number
from recommender.language.amount import Amount
from recommender.language.clauses import Reading, cue, happens_now
from recommender.language.figures import Figure
from recommender.language.lexicon import any_of, compiled, read_language_data
from recommender.language.pricing import Product, counts_one, is_by_the_year, pricing_rows, products
from recommender.language.revisions import is_unaffordable


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """How a period of money is said, as in money.yaml: straight before the number, after it, or in its clause."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class MoneyRows:
    """money.yaml."""

    periods: tuple[PeriodRow, ...]
    wishes: tuple[str, ...]
    limits: tuple[str, ...]
    paid: tuple[str, ...]
    now_paid: tuple[str, ...]


def _rows() -> MoneyRows:
    return read_language_data("money.yaml", MoneyRows)


# 「1台あたり月額で」 still speaks of one device.
_IS_SO = re.compile(r"円?(?:くらい|ほど|程度|ちょっと)?(?:です|だ|なん|で)(?:が|けど|けれど|ので|、)")
_BESIDE = 12
_PERIOD_REACH = 6


def budgets(reading: Reading) -> dict[str, Figure]:
    """The budgets of the text by field; the first that is said of each, before what is refused."""
    found: dict[str, Figure] = {}
    refused: dict[str, Figure] = {}
    multiplied = products(reading)
    prices = {product.price: product for product in multiplied}
    totals = {product.total: product for product in multiplied}
    for index, amount in enumerate(reading.amounts):
        if amount.kind != "money":
            continue
        product = prices.get(amount)
        if product:
            field, number = _field_of_price(reading, product, index), _price_meant(product)
        else:
            field, number = _field(reading, amount, index, totals.get(amount)), amount.number
        told = refused if is_unaffordable(reading.text, amount) else found
        if field and field not in told:
            told[field] = Figure(number, amount.span)
    return {**refused, **found}  # 「月2万円は厳しいが1万円なら」


def _field_of_price(reading: Reading, product: Product, index: int) -> str | None:
    """「月2,000円×20台で考えている」: what each device may cost a month, as it was said.

    The sum isn't worked out here: the slot has the price as it was stated, and cost.py takes it times the devices.
    A price that nobody says he would pay is a provider's, and one by the year, for a person or for a shop has no field.
    """
    price, last = product.price, product.last
    sentence = reading.sentence(price.span.start)
    start = max(sentence.start, _money_before(reading, index))
    before, after = reading.text[start : price.core.start], reading.text[last.span.end : sentence.end]
    said = before + reading.text[price.core.end : last.core.start] + after
    is_meant = any_of(_rows().wishes).search(said) or any_of(_rows().limits).search(after[:_PERIOD_REACH])
    is_budget = compiled(pricing_rows().budget).search(reading.of(sentence))
    if not is_meant and not is_budget:
        return None
    if product.count.kind in ("person", "shop", "place") or is_by_the_year(reading, price):
        return None
    return None if _spent_otherwise(reading, before, after, last) else "per_device_budget"


def _price_meant(product: Product) -> Number:
    """The price with what bounds the whole product: 「2,500円×9台まで」."""
    price, count = product.price.number, product.count.number
    if price.low is not None and price.low == price.high and product.last is product.count:
        if count.low is None:
            return replace(price, low=None)
        return replace(price, approx=price.approx or count.approx)
    return price


def _field(reading: Reading, amount: Amount, index: int, product: Product | None = None) -> str | None:
    sentence = reading.sentence(amount.span.start)
    start = max(sentence.start, _money_before(reading, index))
    if index and counts_one(reading, reading.amounts[index - 1]):
        start = max(start, reading.amounts[index - 1].span.end)
    before = reading.text[start : amount.core.start]
    clause = reading.clause(amount.span.start)
    # 「300万/年」: the slash that ends a clause may name the period.
    after = reading.text[amount.core.end : max(clause.end, amount.span.end + _PERIOD_REACH)]
    if _spent_otherwise(reading, before, after, amount):
        return None
    period = _period(before, after)
    if product and period in (None, "per_device_budget"):
        # 「20台×月2,000円で4万円」: the sum is for as long as the price.
        period = _period(reading.text[sentence.start : product.price.core.start], "")
        return None if period == "per_device_budget" else period
    if period is None and start > sentence.start and any_of(_rows().limits).search(after[:_PERIOD_REACH]):
        # 「今は月1万5千円ですが、2万円までなら」: the period was said with the sum before.
        former = next(other for other in reversed(reading.amounts[:index]) if other.kind == "money")
        return _period(reading.text[sentence.start : former.core.start], reading.text[former.core.end : start + 1])
    return period


def _period(before: str, after: str) -> str | None:
    """The period said straight after the number, else the one nearest before it; 「月1台あたり」 is for each device."""
    nearest: tuple[int, str] | None = None
    for row in _rows().periods:
        field = row.field
        if compiled(row.after).match(after):
            return field
        ends = [match.end() for match in compiled(row.before).finditer(before)]
        if ends and field == "per_device_budget" and len(before) - ends[-1] <= _BESIDE:
            return field
        if ends and (nearest is None or ends[-1] > nearest[0]):
            nearest = (ends[-1], field)
    return nearest[1] if nearest else None


def _money_before(reading: Reading, index: int) -> int:
    earlier = (amount.span.end for amount in reversed(reading.amounts[:index]) if amount.kind == "money")
    return next(earlier, 0)


def _spent_otherwise(reading: Reading, before: str, after: str, amount: Amount) -> bool:
    start = amount.core.start
    heads = [
        head
        for head in reading.heads_between(start - len(before), start)
        if not {"budget", "other_money"}.isdisjoint(head.meaning)
    ]
    named = [head for head in heads if "other_money" in head.meaning]
    wish = any_of(_rows().wishes).search(before + after)
    if named and not wish:
        return True
    if named and heads[-1] is named[-1] and not any_of(_rows().limits).search(after):
        return True
    if any_of(_rows().now_paid).search(before) and _IS_SO.match(after):
        return True
    if any_of(_rows().paid).search(after[:30]) and not any_of(_rows().limits).search(after[:30]):
        return True
    return not happens_now(reading, start, amount.span.end) and not wish and bool(cue("past").search(before))
