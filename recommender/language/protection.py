"""What is there already (今ある対策): protections that are there or missing, remote work, cloud services."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from recommender.language.clauses import Reading, cue
from recommender.language.fold import Span, is_letter
from recommender.language.lexicon import Mention, Named, Words, any_of, read_language_data

_FARTHEST = 60
_WAS = re.compile(r"(?:てい|でい|て|で)(?:まし)?た|なかった|ませんでした")
_LOOK_BACK = 24
# 「既設：EDR 課題：…」「【対策】…【予算】」: a memo's next field speaks of something else.
_NEXT_LABEL = re.compile(r"[ \n|/]+[^\s:、。/(]{1,10}[:=]|[\[【]")
_IN_USE = re.compile(
    r"(?:リース中|導入済み?|使用中|利用中|設置済み?|設置して(?:い|あ)る|使って(?:い)?る|入れて(?:い)?る|既存|リース|現在|現状|今|うち|当社|弊社|会社)の?$"
)
# 「NASに毎日バックアップ。」: the doing stands before, and nothing more follows.
_KEPT = re.compile(
    r"(?:毎日|毎晩|毎週|自動で?|定期的に?|(?:nas|hdd|クラウド|外付け|usb|別の?場所|ディスク)(?:上)?(?:に|へ))$"
)
_SAME_AGAIN = re.compile(r"(?:対策(?:ソフト)?|ソフト|セキュリティ|保険|認証|バックアップ|utm|edr)(?:は|:|/|が)$")
_PLAIN_END = re.compile(r"[、。\s/)]|$|し(?:て(?:い?[るま]|お)|ています)")


@dataclass(frozen=True, slots=True)
class ProtectionRow:
    """Words of one protection, as in protections.yaml."""

    code: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UseRow:
    """How remote work or the cloud is spoken of, as in protections.yaml."""

    words: tuple[str, ...]
    none: tuple[str, ...]
    open: tuple[str, ...]
    most: tuple[str, ...] = ()
    core: tuple[str, ...] = ()
    core_after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProtectionRows:
    """protections.yaml."""

    protections: tuple[ProtectionRow, ...]
    loose: tuple[str, ...]
    absent: tuple[str, ...]
    present: tuple[str, ...]
    open: tuple[str, ...]
    gave_up: tuple[str, ...]
    still: tuple[str, ...]
    neither: tuple[str, ...]
    withdrawn: tuple[str, ...]
    lacking: tuple[str, ...]
    headers: tuple[str, ...]
    remote: UseRow
    cloud: UseRow


def _rows() -> ProtectionRows:
    return read_language_data("protections.yaml", ProtectionRows)


@cache
def _protections() -> Words[str]:
    return Words(((word, row.code, ()) for row in _rows().protections for word in row.words), both_kana=True)


def _verdicts() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = _rows()
    return ("open", any_of(rows.open)), ("absent", any_of(rows.absent)), ("present", any_of(rows.present))


@dataclass(frozen=True, slots=True)
class Held:
    """A protection that the company has, or says that it has not."""

    code: str
    present: bool
    span: Span


def protections(reading: Reading) -> tuple[Held, ...]:
    """All protections of which the text says whether they are there; the last word on each counts."""
    found: dict[str, Held] = {}
    mentions = _protections().find(reading.text)
    for index, mention in enumerate(mentions):
        verdict = _verdict(reading, mentions, index)
        if verdict is None:
            continue
        present, end = verdict
        found[mention.meaning] = Held(mention.meaning, present, Span(mention.start, end))
    return tuple(found.values())


def _verdict(reading: Reading, mentions: tuple[Mention[str], ...], index: int) -> tuple[bool, int] | None:
    """Whether the protection is there, and where the saying ends; None where the text leaves it open."""
    mention, sentence = mentions[index], reading.sentence(mentions[index].start)
    before = reading.text[max(sentence.start, mention.start - _LOOK_BACK) : mention.start]
    tail = _tail(reading, mention, sentence)
    if any_of(_rows().lacking).search(before):
        return False, mention.end
    if _IN_USE.search(before) or (_KEPT.search(before) and _PLAIN_END.match(tail)):
        return True, mention.end
    said = _first_said(tail)
    if said is None:
        return (True, mention.end) if _is_listed(reading, mention, sentence) else None
    name, start, stop = said
    following = mentions[index + 1].start if index + 1 < len(mentions) else len(reading.text)
    rest = reading.text[mention.end + start : min(following, mention.end + 2 * _FARTHEST)]
    # 「入れていたが今は撤去した」, 「勧められたが見送った」
    withdrawn = name == "present" and any_of(_rows().withdrawn).match(rest)
    if withdrawn or name == "open":
        return (False, mention.end) if withdrawn or _was_given_up(reading, mention, sentence) else None
    clause = reading.clause(mention.start)
    long_ago = cue("past").search(reading.text[clause.start : mention.start])
    if _crosses_other_matter(tail[:start], mention.word) or (long_ago and _WAS.search(tail, start, stop + 6)):
        return None
    return name == "present", mention.end + stop


def _tail(reading: Reading, mention: Mention[str], sentence: Span) -> str:
    """What may be said of the mention: up to the next label of a memo, or the answer to 「サイバー保険？」."""
    end = sentence.end
    if reading.text[mention.end : end] == "?" and end < len(reading.text):
        return reading.of(reading.sentence(end))
    tail = reading.text[mention.end : min(end, mention.end + _FARTHEST)]
    label = _NEXT_LABEL.search(tail)
    return tail[: label.start()] if label else tail


def _was_given_up(reading: Reading, mention: Mention[str], sentence: Span) -> bool:
    """「EDRを勧められたが見送りました」「見積もりは取りました。いまも入っていません」."""
    if any_of(_rows().gave_up).search(reading.text, mention.end, sentence.end):
        return True
    following = reading.of(reading.sentence(sentence.end)) if sentence.end < len(reading.text) else ""
    return any_of((*_rows().still, *_rows().neither)).match(following) is not None


def _is_listed(reading: Reading, mention: Mention[str], sentence: Span) -> bool:
    """「既存対策：UTM、VPN」: named under a heading, and nothing more said."""
    start = max(sentence.start, mention.start - 2 * _FARTHEST)
    rest = reading.text[mention.end : sentence.end].strip("。 、/")
    if not rest and _SAME_AGAIN.search(reading.text, start, mention.start):
        return True  # 「ウイルス対策ソフトはESET。」
    heading = any_of(_rows().headers).search(reading.text, start, mention.start)
    return heading is not None and mention.word not in _rows().loose


def _first_said(tail: str) -> tuple[str, int, int] | None:
    """The earliest of the three kinds of saying; at one place an open one goes before the others."""
    best: tuple[int, int, str, int] | None = None
    for rank, (name, pattern) in enumerate(_verdicts()):
        match = pattern.search(tail)
        if match and (best is None or (match.start(), rank) < best[:2]):
            best = (match.start(), rank, name, match.end())
    return (best[2], best[0], best[3]) if best else None


def _crosses_other_matter(gap: str, word: str) -> bool:
    """Whether the saying is about something later: a number's clause, or for a loose word any other clause."""
    if word in _rows().loose and len(gap) > 16:
        return True
    return re.search(r"(?:です|ます|した|ません)(?:が|けど|し|、)|[0-9](?:人|名|台|円|店|拠点)", gap) is not None


def remote_work(reading: Reading) -> Named | None:
    """在宅勤務・テレワーク: none, some or most."""
    row = _rows().remote
    found: Named | None = None
    for match, after in _uses(reading, row):
        before = reading.text[reading.clause(match.start()).start : match.start()]
        if any_of(row.none).match(after) or _denied_by_all(after):
            found = Named("none", Span(match.start(), match.end()))
            continue
        if cue("past").search(before) or re.match(r"[^。、]{0,8}(?:ていました|でした|だった|ていた|やめ)", after):
            continue
        if any_of(row.open).search(after[:14]):
            continue
        most = any_of(row.most).search(before + match.group() + after[:6])
        return Named("most" if most else "some", Span(match.start(), match.end()))
    return found


def _denied_by_all(after: str) -> bool:
    return (
        re.match(r"[^。、]{0,8}(?:して(?:い|お)?(?:ない|ません|りません)|ありません|ございません)", after) is not None
    )


def cloud(reading: Reading) -> Named | None:
    """クラウド: none, some or core."""
    row = _rows().cloud
    denied: Named | None = None
    for match, after in _uses(reading, row):
        named = Span(match.start(), match.end())
        clause = reading.clause(match.start())
        before = reading.text[clause.start : match.start()]
        if any_of(row.none).match(after):
            denied = Named("none", named)
            continue
        if any_of(row.open).match(after):
            continue
        core = any_of(row.core).search(before) or any_of(row.core_after).match(after)
        return Named("core" if core else "some", named)
    return denied


def _uses(reading: Reading, row: UseRow) -> Iterator[tuple[re.Match[str], str]]:
    for match in any_of(row.words).finditer(reading.text):
        before = reading.text[match.start() - 1 : match.start()] if match.start() else ""
        if is_letter(match.group()[0]) and is_letter(before):
            continue
        sentence = reading.sentence(match.start())
        yield match, reading.text[match.end() : min(sentence.end, match.end() + 40)]
