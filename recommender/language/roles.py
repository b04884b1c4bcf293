"""Roles (役): what each number of a text counts, by the head noun of its phrase.

A fact is one number with its role and with how it stands to the others; figures.py adds up the facts of a role.
Numbers of the past, of plans, of other people and of other things make no fact.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from recommender.language.amount import Amount
from recommender.language.clauses import Head, Reading, cue, happens_now
from recommender.language.counted import DEVICES, PEOPLE, PLACES, REACH, ROLES, Counted, role_among
from recommender.language.heads import role_of
from recommender.language.others import is_of_others
from recommender.language.pricing import counts_one, factor_of, is_lot, products
from recommender.language.standing import Standing, standing_of

_PRICE_OF_ONE = re.compile(r"(?:いくら|何円|おいくら|あたり|当たり|につき|ごと)")
_BESIDE = 1
_PLACE_KINDS = ("shop", "place", "thing")
_PER_PLACE = re.compile(r"(?:あたり|当たり|につき|ごとに)")
_OTHERS = ("other_people", "other_devices", "other_places")
_EVERYBODY = re.compile(r"(?:は|が)?(?:全員|みんな)")
_RATE = re.compile(r"(?:年間|月間|毎日|毎月|毎年|月に|年に|1日|一日|日に|週に|延べ|のべ)(?:は|に|で|約|、|平均)*$")


@dataclass(frozen=True, slots=True)
class Fact:
    """One number with its role. `noun` is the word that it was counted by, `each` the place of 「各店1台」.

    `priced` marks the 20 of 「PC20台×2,000円」: it counts the computers only where nothing else does.
    """

    role: str
    standing: Standing
    amount: Amount
    noun: str
    phrase: str
    each: str = ""
    priced: bool = False


def facts_of(reading: Reading) -> tuple[Fact, ...]:
    """The facts of all counted things in the text; money is read by money.py."""
    facts: list[Fact] = []
    multipliers = {product.count for product in products(reading)}
    previous: Amount | None = None
    topic: Head | None = None
    theirs, start = False, 0
    for amount in reading.amounts:
        opening = reading.sentence(amount.span.start).start
        if not (previous and previous.former and opening <= start):  # 「店舗を3つから2つに」: both by one noun
            start = max(previous.span.end if previous else 0, opening)
        series = facts[-1].role if facts and facts[-1].amount is previous and previous.kind == "none" else None
        after_theirs = theirs and previous is not None and previous.span.end >= opening
        counted = Counted(reading, amount, previous, start, topic, series, after_theirs)
        theirs = amount.kind in ROLES and is_of_others(counted)
        read = _fact(counted) if amount.kind in ROLES and not theirs else None
        fact = _multiplied(read, counted, is_multiplier=amount in multipliers) if read else None
        if fact:
            facts += [*_just_as_many(counted, fact), fact]
        devices = [head for head in counted.heads if role_among(head, DEVICES)]
        topic = devices[-1] if devices else topic
        previous = amount
    counted_otherwise = {fact.role for fact in facts if not fact.priced}
    return tuple(fact for fact in facts if not (fact.priced and fact.role in counted_otherwise))


def _multiplied(fact: Fact, counted: Counted, *, is_multiplier: bool) -> Fact | None:
    """The fact as far as it counts something anew: not what a price is taken times, nor a part of a product told."""
    factor = factor_of(counted.reading, counted.amount) if fact.role in DEVICES else None
    if factor:
        each = f"#{factor.other.core.start}"
        return (
            None if factor.total else replace(fact, standing="each", each=each)
        )  # 「8台×2拠点」, with or without 16台
    if is_multiplier:
        return replace(fact, priced=True) if _has_head_beside(counted) else None
    return None if is_lot(counted.reading, counted.amount) else fact


def _has_head_beside(counted: Counted) -> bool:
    """「PC20台×2,000円」 says what is counted, 「2,000円×20台」 doesn't."""
    return bool(counted.heads) and counted.amount.span.start - counted.heads[-1].end <= _BESIDE


def _fact(counted: Counted) -> Fact | None:
    if not _counts_now(counted) or _is_passed_over(counted):
        return None
    found = role_of(counted)
    if found is None or found[0] in _OTHERS:
        return None
    role, noun = found
    standing, each = standing_of(counted, role)
    return Fact(role, standing, counted.amount, noun, counted.phrase, each)


def _just_as_many(counted: Counted, fact: Fact) -> list[Fact]:
    """「社員もパソコンも10くらい」: the number counts what is named before its own noun as well."""
    text, heads = counted.reading.text, counted.heads
    if len(heads) < 2 or text[heads[-2].end : heads[-1].start] != "も" or heads[-1].word != fact.noun:
        return []
    role = role_among(heads[-2], (*PEOPLE, *DEVICES, *PLACES))
    if text[heads[-1].end : heads[-1].end + 1] != "も" or role is None or role in _OTHERS or role == fact.role:
        return []
    standing, each = standing_of(counted, role)
    return [Fact(role, standing, counted.amount, heads[-2].word, counted.phrase, each)]


def _counts_now(counted: Counted) -> bool:
    reading, span = counted.reading, counted.amount.span
    if counted.amount.former:
        # 「20台から30台に増やす予定」: the first is still so.
        later = next(iter(reading.amounts_between(span.end, span.end + REACH)), counted.amount)
        return not happens_now(reading, later.span.start, later.span.end, since=span.end)
    if _came_to_another(reading, counted.amount):
        return False
    replaced = counted.previous if counted.previous and counted.previous.former else None
    return happens_now(reading, span.start, span.end, since=replaced.span.end if replaced else 0)


def _came_to_another(reading: Reading, amount: Amount) -> bool:
    """「16人、先月1人辞めたので今は15人」: the change that is told leads from this number to the one there is now."""
    end = amount.span.end
    change = next(iter(reading.amounts_between(end, end + REACH)), None)
    if change is None or cue("stricken").search(reading.text[change.span.end : change.span.end + REACH]) is None:
        return False
    now = next(iter(reading.amounts_between(change.span.end, change.span.end + REACH)), None)
    if now is None or {change.kind, now.kind} != {amount.kind} or reading.sentence(end - 1).end < now.span.end:
        return False
    before, by, after = amount.number.high, change.number.high, now.number.high
    if before is None or not by or after is None or abs(before - after) != by:
        return False
    return happens_now(reading, now.span.start, now.span.end, since=change.span.end)


def _is_passed_over(counted: Counted) -> bool:
    """Numbers that count nothing of the company: 「1台が感染」「1日50人」「1台あたり2,000円」「4名は在宅」."""
    if cue("stricken").search(counted.after):
        return True
    if counted.amount.kind in _PLACE_KINDS and counted.amount.number.low == 1:
        return _PER_PLACE.match(counted.after) is not None  # 「1店舗あたり3台」
    if counted.amount.kind == "device":
        return _is_priced(counted) or cue("private").search(counted.near) is not None
    if counted.amount.kind != "person":
        return False
    end = counted.amount.span.end
    after = counted.reading.text[end : end + REACH]
    described = cue("described").search(counted.near) is not None
    among = described or (cue("not_people_count").search(after) and not _EVERYBODY.match(after))
    return bool(among) or _is_rate(counted) or _is_owner_of_one(counted)


def _is_priced(counted: Counted) -> bool:
    """「1台あたり2,000円」「1台いくら」; 「PC9台、月1万円」 tells nine computers and a budget."""
    number, end = counted.amount.number, counted.amount.span.end
    if counts_one(counted.reading, counted.amount):
        return False
    after = counted.reading.text[end : end + REACH]
    return cue("per_price").search(after) is not None and (number.low == 1 or _PRICE_OF_ONE.match(after) is not None)


def _is_owner_of_one(counted: Counted) -> bool:
    """The person of 「1人1台」 and 「1人1,000円」 is everybody, not one."""
    end = counted.amount.span.end
    following = counted.reading.amounts_between(end, end + 2)
    return counted.amount.number.low == 1 and bool(following) and following[0].kind in ("device", "money")


def _is_rate(counted: Counted) -> bool:
    """「1日50人」「年間1,100名」 are no people of the company."""
    previous, at = counted.previous, counted.amount.span.start
    if previous and previous.kind == "time" and at - previous.span.end <= 1:
        return True
    return _RATE.search(counted.reading.text, max(0, at - 8), at) is not None
