"""Roles (役): what each number of a text counts, by the head noun of its phrase.

A fact is one number with its role and with how it stands to the others: the whole, a sum, a part, so many at
each place. counting.py makes one figure of a role's facts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from recommender.language.clauses import Reading, cue, happens_now, head_rows
from recommender.language.lexicon import Mention
from recommender.language.numbers import Amount, Kind

Standing = Literal["whole", "sum", "part", "subset", "each", "per_person"]

_PEOPLE = ("employees_all", "employees", "other_people", "it_people")
_DEVICES = ("pcs", "servers", "other_devices")
_PLACES = ("site_all", "branch", "headquarters", "other_places")
_ROLES: dict[Kind, tuple[str, ...]] = {
    "person": _PEOPLE,
    "device": _DEVICES,
    "shop": _PLACES,
    "place": _PLACES,
    "thing": (*_PLACES, *_DEVICES),
    "none": (*_PEOPLE, *_DEVICES, *_PLACES),
}
# A number without a unit belongs to the word straight before it: 「PC: 20」「医師2」.
_STRAIGHT = re.compile(r"(?:数|台数)?[ :は=が/]{0,3}(?:約|合計|計)?$")
_DUTIES = ("専任", "兼任", "兼務")
_LEFT_OUT = re.compile(r"(?:さん)?(?:を|は)?(?:除|以外|含めず|含まず|含まない|含めない|別に?して|とは別|抜き)")
_TOPIC = re.compile(r"(?:は|が|も|:|/|、| )")
_HEADER = re.compile(r"[:/]|は(?!全)")
# 「人数は自分も入れて14。」: a number without a unit ends its clause, with only this between it and its head.
_LOOSELY = re.compile(r"(?:数|台数)?(?:は|が|も|:| |、)?(?:[^、。:/0-9]{0,8}(?:入れて|含めて|含め|全部で|合計で?|計|合わせて|込みで))?(?:約|だいたい|おおよそ|たぶん|多分|おそらく|確か|たしか|ざっと)?$")
_ENDS = re.compile(r"(?:です|で、|くらい|ほど|程度)?(?:[、。/) ]|$)")
_NOUN_BEFORE = re.compile(r"([一-龯々ァ-ヺーa-z]{1,12})$")
_TOPIC_NOUN = re.compile(r"([一-龯々ァ-ヺーa-z]{1,12})(?:は|が|も)?$")
_RECEIVER = re.compile(
    r"(社員|従業員|職員|スタッフ|全員|メンバー|全社員|全職員|所員|[一-龯ァ-ヺー]{2,5}?)(?:者|たち|全員|さん)?(?:に|へ|が)$"
)
_AFTER = 24
_LOOK_BACK = 300
_RATE = re.compile(r"(?:年間|月間|毎日|毎月|毎年|月に|年に|1日|一日|日に|週に|延べ|のべ)(?:は|に|で|約|、|平均)*$")


@dataclass(frozen=True, slots=True)
class Fact:
    """One number with its role. `noun` is the word that it was counted by, `each` the place of 「各店1台」."""

    role: str
    standing: Standing
    amount: Amount
    noun: str
    phrase: str
    each: str = ""


def facts_of(reading: Reading) -> tuple[Fact, ...]:
    """The facts of all counted things in the text; money is read by money.py."""
    facts: list[Fact] = []
    previous: Amount | None = None
    topic: Mention[str] | None = None
    for amount in reading.amounts:
        start = max(previous.span.end if previous else 0, reading.sentence(amount.span.start).start)
        phrase_heads = reading.heads_between(start, amount.span.start)
        if amount.kind in _ROLES:
            series = facts[-1] if facts and facts[-1].amount is previous and amount.kind == "none" else None
            fact = _fact(reading, amount, previous, start, topic, series)
            if fact:
                facts.append(fact)
        devices = [head for head in phrase_heads if _role(head, _DEVICES)]
        topic = devices[-1] if devices else topic
        previous = amount
    return tuple(facts)


def _after(reading: Reading, amount: Amount) -> str:
    """What is said of a number behind it, up to the next number."""
    reach = amount.span.end + _AFTER
    following = reading.amounts_between(amount.span.end, reach)
    return reading.text[amount.span.end : following[0].span.start if following else reach]


def _role(head: Mention[str], allowed: tuple[str, ...]) -> str | None:
    return next((role for role in head.meaning.split() if role in allowed), None)


def _fact(
    reading: Reading, amount: Amount, previous: Amount | None, start: int, topic: Mention[str] | None
) -> Fact | None:
    text = reading.text
    phrase = text[start : amount.span.start]
    after = _after(reading, amount)
    if not _counts_now(reading, amount) or cue("stricken").search(after):
        return None
    found = _head(reading, amount, start, topic)
    if found is None:
        return None
    role, noun = found
    if role in ("other_people", "other_devices", "other_places"):
        return None
    everybody = re.match(r"(?:は|が)?(?:全員|みんな)", after) is not None
    if amount.kind == "person" and not everybody and (cue("not_people_count").search(after) or _is_rate(text, amount, previous)):
        return None
    if amount.kind == "person" and _is_owner_of_one(reading, amount):
        return None
    if amount.kind == "device" and cue("per_price").search(text[amount.span.end : amount.span.end + 24]):
        return None
    standing, each = _standing(reading, amount, previous, phrase, role)
    return Fact(role, standing, amount, noun, phrase, each)


def _counts_now(reading: Reading, amount: Amount) -> bool:
    if amount.former:
        # 「20台から30台に増やす予定」: the first is still so.
        return not happens_now(reading, amount.span.end, amount.span.end + 1)
    return happens_now(reading, amount.span.start, amount.span.end)


def _is_owner_of_one(reading: Reading, amount: Amount) -> bool:
    """The person of 「1人1台」 is everybody, not one."""
    following = reading.amounts_between(amount.span.end, amount.span.end + 2)
    return amount.number.low == 1 and bool(following) and following[0].kind == "device"


def _is_rate(text: str, amount: Amount, previous: Amount | None) -> bool:
    """「1日50人」「年間1,100名」 are no people of the company."""
    if previous and previous.kind == "time" and amount.span.start - previous.span.end <= 1:
        return True
    return _RATE.search(text, max(0, amount.span.start - 8), amount.span.start) is not None


def _head(reading: Reading, amount: Amount, start: int, topic: Mention[str] | None) -> tuple[str, str] | None:
    """The role and the noun of a number, or None where it counts nothing that is known."""
    allowed = _ROLES[amount.kind]
    before = [
        head
        for head in reading.heads_between(start, amount.span.start)
        if _role(head, allowed) and not _LEFT_OUT.match(reading.text, head.end)
    ]
    straight = before and _gap_is_short(reading.text[before[-1].end : amount.span.start])
    if amount.kind == "none":
        return _head_without_unit(reading, amount, start, before)
    forward = _head_after(reading, amount, allowed)
    if forward and not straight:
        return _role(forward, allowed) or "", forward.word
    if before and amount.kind == "person" and _is_about_it(reading, amount, before):
        return "it_people", before[-1].word
    if before and before[-1].word in _DUTIES and not _speaks_of_it(reading, before[-1]):
        return "employees", before[-1].word
    if before:
        return _role_in_compound(reading, before, allowed), before[-1].word
    if amount.kind == "person":
        return _person_by_topic(reading, amount, start)
    if amount.kind == "device":
        return _device_by_topic(reading, amount, start, topic)
    if amount.kind == "thing":
        return None
    return ("site_all" if amount.kind == "shop" or amount.unit.endswith("所") else _unit_role(amount)), amount.unit


def _is_about_it(reading: Reading, amount: Amount, before: list[Mention[str]]) -> bool:
    """「情シスは部長以下4名」「情シスは私ひとり」: the topic of the clause says what the people do."""
    clause = reading.clause(amount.span.start)
    return any(
        "it_people" in head.meaning.split() and head.start >= clause.start and _TOPIC.match(reading.text, head.end)
        for head in before
    )


def _speaks_of_it(reading: Reading, duty: Mention[str]) -> bool:
    """Whether 専任 stands beside a word for computer people: a school has 専任 teachers."""
    sentence = reading.sentence(duty.start)
    return any(
        "it_people" in head.meaning.split() and head.word not in _DUTIES
        for head in reading.heads_between(sentence.start, duty.start)
    )


def _unit_role(amount: Amount) -> str:
    return "site_all" if amount.unit in ("拠点", "サイト", "教室", "園", "院", "校", "施設", "サロン") else "branch"


def _gap_is_short(gap: str) -> bool:
    return len(gap) <= 2 and gap not in ("の", "での")


def _role_in_compound(reading: Reading, before: list[Mention[str]], allowed: tuple[str, ...]) -> str:
    """The last head's role; 収容人員 and 外注の職人 keep the role of their first part."""
    last = before[-1]
    for head in reversed(before[:-1]):
        if reading.text[head.end : last.start] in ("", "の") and _role(head, allowed) == "other_people":
            return "other_people"
        break
    return _role(last, allowed) or ""


def _head_after(reading: Reading, amount: Amount, allowed: tuple[str, ...]) -> Mention[str] | None:
    """「25台のパソコン」「2つの営業所」「1台ノートパソコン」."""
    text = reading.text
    end = amount.span.end
    glue = re.compile(r"(?:ほど|ずつ|くらい)?(?:の|ある)?").match(text, end)
    at = glue.end() if glue else end
    bare = glue is None or "の" not in glue.group()
    if bare and amount.kind not in ("device", "thing"):
        return None
    for head in reading.heads_between(at, min(len(text), at + 12)):
        if head.start != at or not _role(head, allowed):
            return None
        return None if reading.amounts_between(head.end, head.end + 3) else head
    return None


def _person_by_topic(reading: Reading, amount: Amount, start: int) -> tuple[str, str] | None:
    sentence = reading.sentence(amount.span.start)
    earlier = [head for head in reading.heads_between(sentence.start, start) if _role(head, _PEOPLE)]
    noun = _NOUN_BEFORE.search(reading.text, start, amount.span.start)
    if noun:
        return "employees", noun.group(1)
    if earlier:
        role = _role(earlier[-1], _PEOPLE) or ""
        taken = any(other.kind == "person" for other in reading.amounts_between(earlier[-1].end, amount.span.start))
        return ("employees" if taken and role == "employees_all" else role), earlier[-1].word
    return "employees", ""


def _device_by_topic(
    reading: Reading, amount: Amount, start: int, topic: Mention[str] | None
) -> tuple[str, str] | None:
    noun = _TOPIC_NOUN.search(reading.text, start, amount.span.start)
    if noun and noun.group(1).endswith(head_rows().machine_endings):
        return "other_devices", noun.group(1)
    if topic:
        return _role(topic, _DEVICES) or "", topic.word
    sentence = reading.sentence(amount.span.start)
    later = reading.heads_between(amount.span.end, sentence.end)
    found = next((head for head in later if _role(head, _DEVICES)), None)
    return (_role(found, _DEVICES) or "", found.word) if found else None


def _head_without_unit(
    reading: Reading, amount: Amount, start: int, before: list[Mention[str]]
) -> tuple[str, str] | None:
    text = reading.text
    if before and _STRAIGHT.fullmatch(text[before[-1].end : amount.span.start]):
        roles = before[-1].meaning.split()
        return _preferred_without_unit(reading, amount, roles), before[-1].word
    if before and _LOOSELY.fullmatch(text[before[-1].end : amount.span.start]) and _ENDS.match(text, amount.span.end):
        return before[-1].meaning.split()[0], before[-1].word
    noun = _NOUN_BEFORE.search(text, start, amount.span.start)
    if not noun or not noun.group(1)[-1].isalpha() or noun.group(1)[-1].isascii():
        return None
    # 「PC／受付1・診察室3」: the header of the memo says what is counted.
    header = _memo_header(reading, amount)
    return (header, noun.group(1)) if header else None


def _preferred_without_unit(reading: Reading, amount: Amount, roles: list[str]) -> str:
    if reading.text[amount.span.start - 1 : amount.span.start] in (":", "/"):
        return roles[0]
    header = _memo_header(reading, amount)
    return header if header and header in ("pcs", "servers") else roles[0]


def _memo_header(reading: Reading, amount: Amount) -> str | None:
    sentence = reading.sentence(amount.span.start)
    for head in reversed(reading.heads_between(sentence.start, amount.span.start)):
        if _HEADER.match(reading.text, head.end):
            return head.meaning.split()[0]
    return None


def _standing(
    reading: Reading, amount: Amount, previous: Amount | None, phrase: str, role: str
) -> tuple[Standing, str]:
    text = reading.text
    clause = reading.clause(amount.span.start)
    near = text[max(clause.start, amount.span.start - len(phrase)) : amount.span.start]
    if role in ("pcs", "servers"):
        spread = _spread(text, amount, previous, near)
        if spread:
            return spread
    # 「パソコンは全部で33台、内訳は…」: the cue may stand in the clause before.
    if (cue("part_of").search(phrase) and _follows_its_kind(reading, amount)) or _in_breakdown(reading, amount):
        return "subset", ""
    if cue("sum").search(near) or _sums_up(amount, previous, phrase):
        return "sum", ""
    if role in ("pcs", "servers") and (
        cue("subset").search(_after(reading, amount)) or cue("subset_before").search(near)
    ):
        return "subset", ""
    if role == "employees_all" or (role == "site_all" and amount.kind != "none"):
        return "whole", ""
    return "part", ""


def _sums_up(amount: Amount, previous: Amount | None, phrase: str) -> bool:
    """「職人3名と妻で4人」: what で leads to holds the number before."""
    if previous is None or previous.kind != "person" or amount.kind != "person":
        return False
    larger = (amount.number.low or 0) > (previous.number.low or 0)
    return larger and phrase.endswith("で") and phrase.startswith(("と", "・", "+")) and "、" not in phrase


def _spread(text: str, amount: Amount, previous: Amount | None, near: str) -> tuple[Standing, str] | None:
    """「各店1台」「1人1台」「8名が1台ずつ」."""
    one_each = text.startswith("ずつ", amount.span.end)
    if previous and amount.span.start - previous.span.end <= 2:
        if previous.kind == "person" and previous.number.low == 1:
            owner = _RECEIVER.search(text, max(0, previous.span.start - 8), previous.span.start)
            return ("each", owner.group(1)) if owner else ("per_person", "")
        if previous.kind == "person" and one_each:
            return "each", f"#{previous.core.start}"
        if previous.kind in ("shop", "place", "thing") and previous.number.low == 1:
            return "each", previous.unit
        if previous.kind in ("shop", "place", "thing") and one_each:
            return "each", f"#{previous.core.start}"
    if cue("per_person").search(near):
        return "per_person", ""
    receiver = _RECEIVER.search(near) if one_each else None
    if receiver:
        return "each", receiver.group(1)
    places = [match.group() for match in cue("each").finditer(near)]
    if places or one_each:
        word = re.sub(r"^各(?:所$)?|ごと$|^どの|^すべての|も$|に$|ずつ|毎に|それぞれ", "", places[-1] if places else "")
        return "each", word
    return None


def _follows_its_kind(reading: Reading, amount: Amount) -> bool:
    """Whether a number of the same kind stands before: うち is 'of these' only then, else 'our company'."""
    earlier = reading.amounts_between(max(0, amount.span.start - _LOOK_BACK), amount.span.start)
    return any(other.kind == amount.kind for other in earlier)


def _in_breakdown(reading: Reading, amount: Amount) -> bool:
    """Behind 内訳, or in brackets straight after a number of the same kind."""
    sentence = reading.sentence(amount.span.start)
    before = reading.text[sentence.start : amount.span.start]
    if "内訳" in before:
        return True
    opened = before.rfind("(")
    if opened < 0 or ")" in before[opened:]:
        return False
    at = sentence.start + opened
    earlier = reading.amounts_between(max(0, at - _AFTER), at)
    return any(other.kind == amount.kind and at - other.span.end <= 1 for other in earlier)
