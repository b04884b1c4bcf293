"""Heads (主辞): the noun that says what a number counts."""

from __future__ import annotations

import re

from recommender.language.clauses import Head, cue, head_rows
from recommender.language.counted import DEVICES, PEOPLE, PLACES, ROLES, Counted, role_among

_DUTIES = ("専任", "兼任", "兼務")
_LEFT_OUT = re.compile(r"(?:さん)?(?:を|は)?(?:除|以外|含めず|含まず|含まない|含めない|別に?して|とは別|抜き)")
_AT_PLACE = re.compile(r"(?:に|には|で|では|にも)")
_TOPIC = re.compile(r"(?:は|が|も|:|/|、| )")
_GLUE = re.compile(r"(?:ほど|ずつ|くらい)?(?:の|ある)?")
_NOUN_BEFORE = re.compile(r"([一-龯々ァ-ヺーa-z]{1,12})$")
_TOPIC_NOUN = re.compile(r"([一-龯々ァ-ヺーa-z]{1,12})(?:は|が|も)?$")
# A number without a unit belongs to the word straight before it: 「PC: 20」「医師2」.
_STRAIGHT = re.compile(r"(?:数|台数)?[ :は=が/]{0,3}(?:約|合計|計)?$")
# 「人数は自分も入れて14。」: or it ends its clause, with only this between it and its head.
_LOOSELY = re.compile(
    r"(?:数|台数)?(?:は|が|も|:| |、)?"
    r"(?:[^、。:/0-9]{0,8}(?:入れて|含めて|含め|全部で|合計で?|計|合わせて|込みで))?"
    r"(?:約|だいたい|おおよそ|たぶん|多分|おそらく|確か|たしか|ざっと)?$"
)
_ENDS = re.compile(r"(?:です|で、|くらい|ほど|程度)?(?:[、。/) ]|$)")
_MEMO = re.compile(r"[:/=]|は(?!全)| (?![0-9])")
_THEY_RUN = re.compile(r"(?:で|が)[^。、]{0,4}(?:回し|見て|運用|管理|対応|担当|面倒)")
_OWN_SHOPS = re.compile(r"(?:店|屋|院|館|宿|局|サロン|カフェ|食堂|ホテル|[ァ-ヺー])(?:を|が|は|、)?$")
_HOLDS = re.compile(r"(?:の中)?に(?:は|も)?(?:それぞれ)?(?:各|[0-9])")
_MEMO_ROLES = ("employees_all", "employees", "pcs", "servers")
_KIND_OF_TERMINAL = re.compile(r"[一-龯ァ-ヺー]{2,}$")
_ALL_PLACES = ("拠点", "サイト", "教室", "園", "院", "校", "施設", "サロン")


def role_of(counted: Counted) -> tuple[str, str] | None:
    """The role and the noun of a number, or None where it counts nothing that is known."""
    allowed = ROLES[counted.amount.kind]
    before = [
        head
        for head in counted.heads
        if role_among(head, allowed)
        and not _LEFT_OUT.match(counted.reading.text, head.end)
        and not (role_among(head, ("other_devices",)) and _HOLDS.match(counted.reading.text, head.end))
    ]
    if counted.amount.kind == "none":
        return _without_unit(counted, before)
    gap = counted.reading.text[before[-1].end : counted.amount.span.start] if before else ""
    beside = bool(before) and len(gap) <= 2 and gap not in ("の", "での")
    if counted.amount.kind == "place" and counted.phrase.endswith(("と", "、", "・")):
        return _without_head(counted)  # 「本社と2工場」
    if counted.amount.kind == "thing" and counted.topic and before and _AT_PLACE.fullmatch(gap):
        before = [counted.topic] if role_among(before[-1], PLACES) else before  # 「事務所にPC5つ、工場に2つ」
    forward = None if beside else _head_after(counted, allowed)
    if forward:
        return role_among(forward, allowed) or "", forward.word
    if counted.amount.kind == "person" and before and _has_noun_of_its_own(counted, before[-1]):
        return _person(counted)
    if before:
        return _role_before(counted, before, allowed), before[-1].word
    return _without_head(counted)


def _role_before(counted: Counted, before: list[Head], allowed: tuple[str, ...]) -> str:
    """The last head's role, but for what the words around it change."""
    last = before[-1]
    if last.word.endswith("用") and (topic := _topic_device(counted, before[:-1])):
        return topic  # 「サーバーは電子カルテ用のが1台」
    if counted.amount.kind == "person" and _is_about_computers(counted, before):
        return "it_people"
    if last.word in _DUTIES and not _stands_by_computers(counted, last):
        return "employees"
    # 収容人員 and 外注の職人 keep the role of their first part.
    first = before[-2] if len(before) > 1 else last
    if counted.reading.text[first.end : last.start] in ("", "の") and role_among(first, allowed) == "other_people":
        return "other_people"
    if last.word == "端末" and _is_other_terminal(counted.reading.text, last.start):
        return "other_devices"
    return role_among(last, allowed) or ""


def _topic_device(counted: Counted, before: list[Head]) -> str | None:
    """The computers that the clause speaks of."""
    clause = counted.reading.clause(counted.amount.span.start)
    for head in reversed(before):
        role = role_among(head, DEVICES)
        if role and head.start >= clause.start and _TOPIC.match(counted.reading.text, head.end):
            return role
    return None


def _is_other_terminal(text: str, start: int) -> bool:
    """キャッシュレス端末 and 検品端末 are no computers, 受付端末 and 社内端末 are."""
    kind = _KIND_OF_TERMINAL.search(text, max(0, start - 10), start)
    return kind is not None and not kind.group().endswith(head_rows().computer_terminals)


def _has_noun_of_its_own(counted: Counted, last: Head) -> bool:
    """「ヘルパー35名（登録含む）、サ責5名」: the last known head stands in another clause than the number's noun."""
    clause = counted.reading.clause(counted.amount.span.start)
    noun = _NOUN_BEFORE.search(counted.reading.text, clause.start, counted.amount.span.start)
    return last.end <= clause.start and noun is not None


def _is_about_computers(counted: Counted, before: list[Head]) -> bool:
    """「情シスは部長以下4名」「情シスは私ひとり」: the topic of the clause says what the people do."""
    clause = counted.reading.clause(counted.amount.span.start)
    return any(
        role_among(head, ("it_people",)) and head.start >= clause.start and _TOPIC.match(counted.reading.text, head.end)
        for head in before
    )


def _stands_by_computers(counted: Counted, duty: Head) -> bool:
    """Whether 専任 stands beside a word for computer people: a school has 専任 teachers."""
    reading = counted.reading
    sentence = reading.sentence(duty.start)
    if any(
        role_among(head, ("it_people",)) and head.word not in _DUTIES
        for head in reading.heads_between(sentence.start, duty.start)
    ):
        return True
    # 「サーバーは5台。専任2名で回しています」
    start = reading.sentence(max(0, sentence.start - 1)).start
    run = _THEY_RUN.match(reading.text, counted.amount.span.end)
    return run is not None and any(role_among(head, DEVICES) for head in reading.heads_between(start, duty.start))


def _head_after(counted: Counted, allowed: tuple[str, ...]) -> Head | None:
    """「25台のパソコン」「2つの営業所」「1台ノートパソコン」."""
    reading, end = counted.reading, counted.amount.span.end
    glue = _GLUE.match(reading.text, end)
    at = glue.end() if glue else end
    if "の" not in reading.text[end:at] and counted.amount.kind not in ("device", "thing"):
        return None
    head = next(iter(reading.heads_between(at, at + 12)), None)
    if head is None or head.start != at or not role_among(head, allowed):
        return None
    return None if reading.amounts_between(head.end, head.end + 3) else head


def _without_head(counted: Counted) -> tuple[str, str] | None:
    """A number whose phrase holds no head: by its topic, by its unit, or people of the company."""
    amount = counted.amount
    if amount.kind == "person":
        return _person(counted)
    if amount.kind == "device":
        return _device(counted)
    if amount.kind == "thing" or (amount.unit == "軒" and not _OWN_SHOPS.search(counted.phrase)):
        return None
    of_all = amount.kind == "shop" or amount.unit.endswith("所") or amount.unit in _ALL_PLACES
    return ("site_all" if of_all else "branch"), amount.unit


def _person(counted: Counted) -> tuple[str, str]:
    """「隊員85名」 are people of the company, whatever they are called; 「従業員は2店で34人」 by the topic."""
    reading, amount = counted.reading, counted.amount
    noun = _NOUN_BEFORE.search(reading.text, counted.start, amount.span.start)
    if noun:
        return "employees", noun.group(1)
    sentence = reading.sentence(amount.span.start)
    earlier = [head for head in reading.heads_between(sentence.start, counted.start) if role_among(head, PEOPLE)]
    if cue("own_topic").search(counted.near) or cue("present").search(counted.near):
        # 「親会社は300人、うちは12人」「採用が進み…、いまは38人」: what was said of others is said no longer.
        earlier = [head for head in earlier if role_among(head, PEOPLE) != "other_people"]
    if not earlier:
        return "employees", ""
    role = role_among(earlier[-1], PEOPLE) or ""
    taken = any(other.kind == "person" for other in reading.amounts_between(earlier[-1].end, amount.span.start))
    return ("employees" if taken and role == "employees_all" else role), earlier[-1].word


def _device(counted: Counted) -> tuple[str, str] | None:
    """「パソコンは本社に20台、支店に5台」: the second by the topic; 「研磨機5台」 by the look of its noun."""
    reading, amount = counted.reading, counted.amount
    noun = _TOPIC_NOUN.search(reading.text, counted.start, amount.span.start)
    if noun and noun.group(1).endswith(head_rows().machine_endings):
        return "other_devices", noun.group(1)
    if counted.topic:
        return role_among(counted.topic, DEVICES) or "", counted.topic.word
    later = reading.heads_between(amount.span.end, reading.sentence(amount.span.start).end)
    found = next((head for head in later if role_among(head, DEVICES)), None)
    return (role_among(found, DEVICES) or "", found.word) if found else None


def _without_unit(counted: Counted, before: list[Head]) -> tuple[str, str] | None:
    text, amount = counted.reading.text, counted.amount
    if before:
        gap = text[before[-1].end : amount.span.start]
        if _STRAIGHT.fullmatch(gap):
            return _role_in_memo(counted, before[-1]), before[-1].word
        if _LOOSELY.fullmatch(gap) and _ENDS.match(text, amount.span.end):
            return before[-1].meaning[0], before[-1].word
    noun = _NOUN_BEFORE.search(text, counted.start, amount.span.start)
    if noun and noun.group(1) in head_rows().budget_words:
        return None
    if not noun or (noun.group(1)[-1].isascii() and counted.series is None):
        return None
    # 「PC／受付1・診察室3」: the header of the memo says what is counted; 「営業8、整備6」: the number before.
    role = _memo_header(counted) or counted.series
    return (role, noun.group(1)) if role else None


def _role_in_memo(counted: Counted, head: Head) -> str:
    """A head's own role, unless it is a place or a person in a list of devices (「PC／受付1」)."""
    own = role_among(head, PLACES) or head.meaning[0]
    if own in ("site_all", "employees_all") and counted.reading.text[counted.amount.span.start - 1] == " ":
        return own  # 「PC台数 約50 拠点 3」: a label of its own
    if counted.reading.text[counted.amount.span.start - 1] in ":/=":
        return own
    header = None if own in DEVICES else _memo_header(counted)
    return header if header in ("pcs", "servers") else own


def _memo_header(counted: Counted) -> str | None:
    reading, at = counted.reading, counted.amount.span.start
    for head in reversed(reading.heads_between(reading.sentence(at).start, at)):
        if _MEMO.match(reading.text, head.end):
            role = head.meaning[0]
            return role if role in _MEMO_ROLES else None
    return None
