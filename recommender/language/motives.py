"""Why they ask (きっかけ, drivers) and what they fear (心配ごと, concerns)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from recommender.language.clauses import Reading
from recommender.language.fold import Span
from recommender.language.lexicon import Named, compiled, read_language_data


@dataclass(frozen=True, slots=True)
class RequestRow:
    """Who may ask for security, and the driver that it makes."""

    driver: str
    who: str


@dataclass(frozen=True, slots=True)
class MatterRow:
    """A matter with what must happen to it to be a driver (機器更新, 補助金, 認証取得)."""

    what: str
    not_: str
    happens: str = ""
    other: str = ""
    each_by_itself: bool = False


@dataclass(frozen=True, slots=True)
class ConcernRow:
    """How one concern is said."""

    code: str
    patterns: str
    not_: str = ""


@dataclass(frozen=True, slots=True)
class MotiveRows:
    """motives.yaml."""

    requests: tuple[RequestRow, ...]
    asks: str
    asks_not: str
    incident: str
    incident_of: str
    own_side: str
    others: str
    hearsay: str
    whose: str
    not_happened: str
    renewal: MatterRow
    subsidy: MatterRow
    certification: MatterRow
    concerns: tuple[ConcernRow, ...]
    worry: str
    no_worry: str
    memo: str
    bare: str
    alone: tuple[str, ...]
    mail_alone: str


def _rows() -> MotiveRows:
    return read_language_data("motives.yaml", MotiveRows)


# 「感染して仕事が止まったら」 tells what might happen, 「迷惑をかけました」 what did.
_IF = re.compile(
    r"[^。、]{0,22}(?:たら|れば|ると困|ては困|たりする(?:と|の)|ないか|そうに|ところでした|ところだ(?:っ|と))"
    r"|[^。、]{0,4}たり[^。]{0,16}(?:たら|れば|こわ|怖|心配|不安|困)"
)
# 「親会社はないけど」 names nobody.
_IS_NONE = re.compile(r"(?:は|が|も|など|とか)+(?:ない|な[いくし]|ありませ|いな|いませ|おら)")
# 「流出したら取り返しがつきません」: what would be is feared, whatever is said of it.
_WOULD = re.compile(r"(?:し|す|され|れ|っ|て|で)?(?:たら|だら|ては|ちゃ|ると|れば|たり)")
_STRONGEST = "parent_request"
# 「1台感染したみたいで」 guesses at one's own, 「やられたらしい」 is told of others.
_SEEMS = re.compile(r"(?:みたい|よう(?:で|な))")
_NOTHING_MORE = re.compile(r"(?:など|とか|等|や|も|が)?[。! ]*")
_DID = re.compile(r"[^。、]{0,4}(?:まし)?た(?!ら|い|く)")


def _search(pattern: str, text: str) -> re.Match[str] | None:
    return compiled(pattern).search(text) if pattern else None


def drivers(reading: Reading) -> tuple[Named, ...]:
    """Every driver of the text once, in the order of the contract's codes."""
    found: dict[str, Named] = {}
    for sentence in reading.sentences():
        for named in (*_requests(reading, sentence), *_incidents(reading, sentence), *_matters(reading, sentence)):
            found.setdefault(named.code, named)
    return tuple(found.values())


def _requests(reading: Reading, sentence: Span) -> list[Named]:
    rows, text = _rows(), reading.of(sentence)
    found: list[Named] = []
    for row in rows.requests:
        for who in compiled(row.who).finditer(text):
            asked = None if _IS_NONE.match(text, who.end()) else _asked(text, who.end())
            if asked is None:
                continue
            span = Span(sentence.start + who.start(), sentence.start + asked)
            found.append(Named(row.driver, span))
            break
    return _without_shadowed(found)


def _asked(text: str, start: int) -> int | None:
    """Where the asking ends that follows a name within its sentence."""
    rows = _rows()
    ask = compiled(rows.asks).search(text, start, min(len(text), start + 60))
    if ask is None:
        return None
    if compiled(rows.asks_not).match(text, ask.end()):
        return None
    return ask.end()


def _without_shadowed(found: list[Named]) -> list[Named]:
    """Of two that ask with one verb a parent stays (「顧客である親会社」), else the first (「医師会から厚労省の…」)."""
    kept: list[Named] = []
    for named in sorted(found, key=lambda item: (item.code != _STRONGEST, item.span.start)):
        if not any(named.span.end == other.span.end for other in kept):
            kept.append(named)
    return kept


def _incidents(reading: Reading, sentence: Span) -> list[Named]:
    rows, text = _rows(), reading.of(sentence)
    found: list[Named] = []
    for event in compiled(rows.incident).finditer(text):
        before, after = text[: event.start()], text[event.end() : event.end() + 30]
        if compiled(rows.not_happened).match(after) or _IF.match(after):
            continue
        if not _search(rows.incident_of, before[-40:] + event.group()) and not _search(rows.others, before[-50:]):
            continue
        ends = event.group().endswith("た") or after.startswith("た")
        relative = ends and compiled(rows.whose).match(after.removeprefix("た"))
        told = before[-50:] + event.group()
        heard = _search(rows.hearsay, after) and not (_SEEMS.match(after) and _search(rows.own_side, before))
        theirs = relative or _search(rows.others, told) or heard
        code = "other_incident" if theirs else "own_incident"
        found.append(Named(code, Span(sentence.start + event.start(), sentence.start + event.end())))
    return found


def _matters(reading: Reading, sentence: Span) -> list[Named]:
    rows, text = _rows(), reading.of(sentence)
    found: list[Named] = []
    for code, row in (
        ("renewal", rows.renewal),
        ("subsidy", rows.subsidy),
        ("certification", rows.certification),
    ):
        span = _matter(row, text)
        if span:
            found.append(Named(code, Span(sentence.start + span.start, sentence.start + span.end)))
    return found


def _matter(row: MatterRow, text: str) -> Span | None:
    """Where the matter and what happens to it stand. 「Pマークは取得済みで、次はISMSを取りたい」 speaks of two."""
    matters = list(compiled(row.what).finditer(text))
    for index, what in enumerate(matters):
        end = matters[index + 1].start() if index + 1 < len(matters) else len(text)
        start = what.start() if index and row.each_by_itself else 0
        # 「ISO13485は取得済みで、ISMSも取りたい」: what is said of another matter before isn't said of this.
        of_this = max(start, text.rfind("、", 0, what.start()) + 1) if row.each_by_itself else start
        if _search(row.not_, text[of_this:end]):
            continue
        if not row.happens:
            return Span(*what.span())
        happens = _near(row.happens, text, what, start, end)
        if happens and not _search(row.other, text[max(0, happens.start() - 12) : happens.start()]):
            return Span(min(what.start(), happens.start()), max(what.end(), happens.end()))
    return None


def _near(pattern: str, text: str, what: re.Match[str], start: int, end: int) -> re.Match[str] | None:
    return compiled(pattern).search(text, max(start, what.start() - 12), min(end, what.end() + 24))


def concerns(reading: Reading) -> tuple[Named, ...]:
    """Every concern of the text once."""
    rows = _rows()
    found: dict[str, Named] = {}
    for sentence in reading.sentences():
        text = reading.of(sentence)
        for row in rows.concerns:
            for match in compiled(row.patterns).finditer(text):
                if row.code in found or (row.not_ and compiled(row.not_).match(text, match.start())):
                    continue
                if _is_feared(row.code, text, match):
                    span = Span(sentence.start + match.start(), sentence.start + match.end())
                    found[row.code] = Named(row.code, span)
    return tuple(found.values())


def _is_feared(code: str, text: str, match: re.Match[str]) -> bool:
    """Whether a concern is one: by a word of worry, under a heading, or because its own words say enough."""
    rows = _rows()
    before, after = text[: match.start()], text[match.end() :]
    if compiled(rows.no_worry).search(after[:24]):
        return False
    if _NOTHING_MORE.fullmatch(after) and _search(rows.bare, text):
        return True
    if _search(rows.memo, before) or _search(rows.worry, text[match.start() :]) or _WOULD.match(after):
        return True
    happened = compiled(rows.incident).match(text, match.start()) or _DID.match(after)
    if code in rows.alone and not happened:
        return True
    if code == "suspicious_mail" and compiled(rows.mail_alone).search(after[:24]):
        return True
    return _search(rows.incident, text) is None and _search(rows.worry, before) is not None
