"""Standing (数の立場): how a number stands to the others of its kind: the whole, a sum, a part, so many at each."""

from __future__ import annotations

import re
from typing import Literal

from recommender.language.clauses import cue
from recommender.language.counted import Counted

Standing = Literal["whole", "sum", "part", "subset", "each", "per_person"]
_LOOK_BACK = 300
_RECEIVER = re.compile(
    r"(社員|従業員|職員|スタッフ|全員|メンバー|全社員|全職員|所員|[一-龯ァ-ヺー]{2,5}?)(?:者|たち|全員|さん)?(?:に|へ|が)$"
)
_EACH_NOUN = re.compile(r"各([一-龯ァ-ヺー]{2,5}?)(?:に|は|が|で|の|ごと|pc|パソコン|ノート|$)")
_NOUN_EACH = re.compile(r"([一-龯ァ-ヺー]{2,5})(?:に|は|が|で|の|も)?各$")
_WITH_ONE = re.compile(r"と[一-龯ぁ-んァ-ヺー]{1,5}(?:の|で)、?")
_TO_EACH = re.compile(
    r"(?:に(?:は|つき)?|が|は|で)?(?:あたり|当たり|ごとに?|につき)?(?:、| |平均)*"
    r"(?:pc|パソコン|ノート|端末)?(?:は|が|を)?(?:それぞれ)?|[^、。]{0,2}"
)
_EACH_PLACE = re.compile(
    r"(?:各(?:店舗?|拠点|事業所|支店|営業所|教室|園|院|校|所|工場|施設|事務所|センター)|(?:1|一)(?:店舗?|院|校|園|教室|拠点)(?:あたり|につき|に))"
    r"[^、。]{0,8}$"
)
# Behind one of these what follows is none of the parts: 「15名（うち事務5名）、パート3名」.
_ON_TOP = re.compile(r"\)|ほか|他に|それとは別|別に|プラス|に加え|あと")
_NOT_A_PLACE = re.compile(r"^各(?:所$)?|ごと$|^どの|^すべての|も$|に$|ずつ|毎に|それぞれ")


def standing_of(counted: Counted, role: str) -> tuple[Standing, str]:
    """The standing, and for 「各店1台」 the word for each (店); `#12` is the number that begins there."""
    spread = _spread(counted) if role in ("pcs", "servers") else _people_at_each(counted, role)
    if spread:
        return spread
    if _is_among_others(counted):
        return "subset", ""
    if cue("sum").search(counted.near) or _sums_up(counted):
        return "sum", ""
    if role in ("pcs", "servers") and _is_some_of_them(counted):
        return "subset", ""
    whole = role == "employees_all" or (role == "site_all" and counted.amount.kind != "none")
    return ("whole" if whole else "part"), ""


def _people_at_each(counted: Counted, role: str) -> tuple[Standing, str] | None:
    """「各工場30名」「各院4人ずつ」."""
    if role not in ("employees", "employees_all") or not _EACH_PLACE.search(counted.near):
        return None
    called = _EACH_NOUN.search(counted.near)
    return "each", called.group(1) if called else ""


def _is_among_others(counted: Counted) -> bool:
    """「うちパート5名」「内訳は…」, and people who are there for a season only."""
    if cue("part_of").search(counted.phrase) and _follows_its_kind(counted):
        return True
    seasonal = counted.amount.kind == "person" and cue("seasonal").search(counted.near) is not None
    return seasonal or _in_breakdown(counted) or _is_listed_part(counted)


def _is_some_of_them(counted: Counted) -> bool:
    """「8台はWindows7」「サポートが切れるのが3台」: computers told apart by what they are like."""
    alike = cue("subset").search(counted.after) or cue("subset_before").search(counted.near)
    return alike is not None


def _sums_up(counted: Counted) -> bool:
    """「職人3名と妻で4人」: what で leads to holds the number before."""
    amount, previous, phrase = counted.amount, counted.previous, counted.phrase
    if previous is None or previous.kind != amount.kind or amount.kind not in ("person", "device"):
        return False
    if phrase in ("の", "で", "、", "、計", "=") and _adds_up(counted):
        return True  # 「事務3名、営業5名の8名」
    if amount.kind != "person":
        return False
    if _WITH_ONE.fullmatch(phrase) and (amount.number.low or 0) == (previous.number.low or 0) + 1:
        return True  # 「補助者2名と私の3人」
    larger = (amount.number.low or 0) > (previous.number.low or 0)
    return larger and phrase.endswith("で") and phrase.startswith(("と", "・", "+")) and "、" not in phrase


def _adds_up(counted: Counted) -> bool:
    """Whether the numbers of the sentence before this one add up to it."""
    reading, amount = counted.reading, counted.amount
    sentence = reading.sentence(amount.span.start)
    parts = [
        other.number.low or 0
        for other in reading.amounts_between(sentence.start, amount.span.start)
        if other.kind == amount.kind
    ]
    return len(parts) > 1 and sum(parts) == amount.number.low


def _spread(counted: Counted) -> tuple[Standing, str] | None:
    """「各店1台」「1人1台」「8名が1台ずつ」."""
    one_each = counted.reading.text.startswith("ずつ", counted.amount.span.end)
    beside = _spread_by_number(counted, one_each=one_each)
    if beside:
        return beside
    if cue("per_person").search(counted.near):
        return "per_person", ""
    receiver = _RECEIVER.search(counted.near) if one_each else None
    if receiver:
        return "each", receiver.group(1)
    near = counted.near.removeprefix("ずつ")
    places = [match.group() for match in cue("each").finditer(near)]
    if places or one_each:
        word = _NOT_A_PLACE.sub("", places[-1]) if places else ""
        called = _EACH_NOUN.search(near) or _NOUN_EACH.search(near)
        return "each", word or (called.group(1) if called else "")
    return None


def _spread_by_number(counted: Counted, *, one_each: bool) -> tuple[Standing, str] | None:
    """By the number straight before: 「1人2台」「1店舗に2台」「8名が1台ずつ」."""
    previous = counted.previous
    if previous is None:
        return None
    if not _TO_EACH.fullmatch(counted.reading.text, previous.span.end, counted.amount.span.start):
        return None
    of_people, of_places = previous.kind == "person", previous.kind in ("shop", "place", "thing")
    if of_people and previous.number.low == 1:
        text = counted.reading.text
        owner = _RECEIVER.search(text, max(0, previous.span.start - 8), previous.span.start)
        return ("each", owner.group(1)) if owner else ("per_person", "")
    if of_places and previous.number.low == 1:
        return "each", previous.unit
    if one_each and (of_people or of_places):
        return "each", f"#{previous.core.start}"
    return None


def _follows_its_kind(counted: Counted) -> bool:
    """Whether a number of the same kind stands before: うち is 'of these' only then, else 'our company'."""
    at = counted.amount.span.start
    earlier = counted.reading.amounts_between(max(0, at - _LOOK_BACK), at)
    return any(other.kind == counted.amount.kind for other in earlier)


def _is_listed_part(counted: Counted) -> bool:
    """「15名のうち現場10名、事務5名」: each listed part, while they come to no more than the whole."""
    reading, amount = counted.reading, counted.amount
    sentence = reading.sentence(amount.span.start)
    told = cue("part_of").search(reading.text, sentence.start, amount.span.start)
    if told is None:
        return False
    earlier = reading.amounts_between(max(0, told.start() - _LOOK_BACK), told.start() + 1)
    whole = next((other for other in reversed(earlier) if other.kind == amount.kind), None)
    listed = [other for other in reading.amounts_between(told.end(), amount.span.end) if other.kind == amount.kind]
    if whole is None or whole.number.high is None or _ON_TOP.search(reading.text, told.end(), amount.span.start):
        return False
    return sum(other.number.low or 0 for other in listed) <= whole.number.high


def _in_breakdown(counted: Counted) -> bool:
    """Behind 内訳, or in brackets straight after a number of the same kind."""
    reading, amount = counted.reading, counted.amount
    sentence = reading.sentence(amount.span.start)
    before = reading.text[sentence.start : amount.span.start]
    if "内訳" in before:
        return True
    opened = before.rfind("(")
    if opened < 0 or ")" in before[opened:]:
        return False
    at = sentence.start + opened
    return any(
        amount.kind in (other.kind, "none") and at - other.span.end <= 1
        for other in reading.amounts_between(max(0, at - _LOOK_BACK), at)
    )
