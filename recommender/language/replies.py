"""Short replies (短い返事): hedges, yes and no, what is a question for certain, and a field's own words (replies.yaml).

A reply is read against one open question; nothing is remembered here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from knowledge.values import Number
from recommender.language.clauses import heads
from recommender.language.fold import fold, fold_word
from recommender.language.intents import command_in
from recommender.language.lexicon import any_of, in_other_kana, read_language_data
from recommender.language.number_words import Kind
from recommender.language.numbers import find_amounts
from recommender.language.slots import Slot, understand

_EDGE = " \n。.、,!"
_COMMANDS = {"together": "review", "end": "quit"}
"""Commands of intents.yaml that the talk calls by another name."""
_ROUNDS = 4
"""Openers and closers that may stand one behind the other (「うーん、まあ、たぶん25台だと思いますね」)."""


@dataclass(frozen=True, slots=True)
class WishRow:
    """Whole lines that wish for something else than an answer, as in replies.yaml."""

    wish: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FrameRow:
    """A sentence about a field with room for the reply, as in replies.yaml."""

    field: str
    text: str


@dataclass(frozen=True, slots=True)
class CodeRow:
    """What a plain yes or no means for a choice field, as in replies.yaml."""

    field: str
    code: str


@dataclass(frozen=True, slots=True)
class WordsRow:
    """Patterns that name a choice of a field, as in replies.yaml."""

    field: str
    code: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """The fields that a number of this kind may be about, as in replies.yaml."""

    kind: Kind
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CountedRow:
    """The kinds of number that answer a question counted in this unit, as in replies.yaml."""

    unit: str
    kinds: tuple[Kind, ...]


@dataclass(frozen=True, slots=True)
class TopicRow:
    """The word that 「それ」 stands for while a question is open, as in replies.yaml."""

    field: str
    word: str


@dataclass(frozen=True, slots=True)
class ReplyRows:
    """replies.yaml."""

    wishes: tuple[WishRow, ...]
    not_knowing: tuple[str, ...]
    openers: tuple[str, ...]
    fillers: tuple[str, ...]
    doubts_before: tuple[str, ...]
    doubts_after: tuple[str, ...]
    closers: tuple[str, ...]
    asking: tuple[str, ...]
    stated_before: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]
    zero: tuple[str, ...]
    agrees: tuple[str, ...]
    disagrees: tuple[str, ...]
    declines: tuple[str, ...]
    removes: tuple[str, ...]
    corrects: tuple[str, ...]
    refers: tuple[str, ...]
    frames: tuple[FrameRow, ...]
    denied: tuple[CodeRow, ...]
    affirmed: tuple[CodeRow, ...]
    words: tuple[WordsRow, ...]
    readings: tuple[ReadingRow, ...]
    counted: tuple[CountedRow, ...]
    topics: tuple[TopicRow, ...]


@dataclass(frozen=True, slots=True)
class Bare:
    """A reply without its hedges, in folded spelling. `doubtful`: the writer isn't sure (たぶん、かな、と思います)."""

    text: str
    doubtful: bool


@dataclass(frozen=True, slots=True)
class Counted:
    """A number that is all that a reply says, with the kind of its unit."""

    number: Number
    kind: Kind


def wish_in(folded: str) -> str | None:
    """The wish (back, skip, review, why, result, help, quit, restart, unknown) that a whole folded line is."""
    line = folded.strip(_EDGE + "?")
    named = next((row.wish for row in _rows().wishes if line in row.words), None)
    if named:
        return named
    not_knowing = any_of(_rows().not_knowing)
    if not_knowing.fullmatch(line) or not_knowing.fullmatch(in_other_kana(line) or ""):
        return "unknown"
    command = command_in(folded)
    return _COMMANDS.get(command, command) if command else None


def bare(text: str) -> Bare:
    """The reply without what only softens it."""
    rest, doubtful = fold(text).text.strip(_EDGE + "?"), False
    for _ in range(_ROUNDS):
        shorter, doubts = _peeled(rest)
        doubtful = doubtful or doubts
        if not shorter or shorter == rest:
            break
        rest = shorter
    return Bare(rest, doubtful)


def _peeled(text: str) -> tuple[str, bool]:
    rows = _rows()
    doubtful = False
    for pattern, is_doubt in ((_opener(rows.openers, rows.fillers), False), (_opener((), rows.doubts_before), True)):
        start = pattern.match(text)
        if start and start.end() < len(text):
            text, doubtful = text[start.end() :], doubtful or is_doubt
    for patterns, is_doubt in ((rows.doubts_after, True), (rows.closers, False)):
        end = _ending(patterns).search(text)
        if end and end.start():
            text, doubtful = text[: end.start()], doubtful or is_doubt
    return text.strip(_EDGE), doubtful


@cache
def _opener(with_joint: tuple[str, ...], alone: tuple[str, ...]) -> re.Pattern[str]:
    joint = r"(?:は|の|も|では|だと|、|,|\s)"
    parts = [rf"(?:{'|'.join(alone)}){joint}*"] + ([rf"(?:{'|'.join(with_joint)}){joint}+"] if with_joint else [])
    return re.compile("|".join(parts))


@cache
def _ending(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(patterns)})$")


def is_yes(folded: str) -> bool:
    """Whether the bare reply is a yes."""
    return any_of(_rows().yes).fullmatch(folded) is not None


def is_no(folded: str) -> bool:
    """Whether the bare reply is a no, or says that there is nothing."""
    return any_of(_rows().no).fullmatch(folded) is not None


def is_none(folded: str) -> bool:
    """Whether the bare reply says that there is none of what is counted."""
    return any_of(_rows().zero).fullmatch(folded) is not None


def agrees(folded: str) -> bool:
    """Whether the reply says that what was put to the user is right."""
    return is_yes(folded) or any_of(_rows().agrees).fullmatch(folded) is not None


def disagrees(folded: str) -> bool:
    """Whether the reply says that something of it is wrong, without saying what."""
    return is_no(folded) or any_of(_rows().disagrees).fullmatch(folded) is not None


def declines(folded: str) -> bool:
    """Whether the reply says that nothing of what was put to the user is to be used."""
    return any_of(_rows().declines).fullmatch(folded) is not None


def removed(folded: str) -> str | None:
    """What a line asks to take out: 「2」 of 「2を消す」, nothing of 「消す」; None where it asks no such thing."""
    found = _ending(_rows().removes).search(folded)
    return folded[: found.start()].strip(_EDGE) if found else None


def asks_for_certain(folded: str) -> bool:
    """Whether the text holds words that only a question has; 「25台ですかね」 doesn't."""
    return any_of(_rows().asking).search(folded) is not None


def corrects(folded: str) -> bool:
    """Whether the text takes back something said before (「やっぱり」「さっきの」)."""
    return any_of(_rows().corrects).search(folded) is not None


def statement_end(folded: str) -> int:
    """Where in a question the statement before it ends (「PC25台なんですが、|いくらですか」); 0 for none."""
    ends = [match.end() for match in any_of(_rows().stated_before).finditer(folded)]
    return max(ends, default=0)


def with_topic(text: str, topic: str) -> str:
    """The question with 「それ」 and the like replaced by what it stands for; as it is where it holds none."""
    folded = fold_word(text)
    found = any_of(_rows().refers).search(folded)
    return f"{folded[: found.start()]}{topic}{folded[found.end() :]}" if found else text


def topic_of(field: str) -> str | None:
    """What 「それ」 stands for while the question of the field is open."""
    return next((row.word for row in _rows().topics if row.field == field), None)


def denied(field: str) -> str | None:
    """The code that a plain no means for a choice field."""
    return next((row.code for row in _rows().denied if row.field == field), None)


def affirmed(field: str) -> str | None:
    """The code that a plain yes means for a choice field; None where yes leaves it open."""
    return next((row.code for row in _rows().affirmed if row.field == field), None)


def codes_named(folded: str, field: str) -> tuple[str, ...]:
    """The choices of the field that the reply names in other words than the card's; the longest find first."""
    finds: list[tuple[int, int, str]] = []
    for row in _rows().words:
        if row.field == field:
            finds += [(match.start(), match.end(), row.code) for match in any_of(row.words).finditer(folded)]
    whole = [
        (start, end, code)
        for start, end, code in finds
        if not any(other[0] <= start and end <= other[1] and (start, end) != other[:2] for other in finds)
    ]
    whole.sort(key=lambda find: find[0] - find[1])
    return tuple(dict.fromkeys(code for _, _, code in whole))


def framed(text: str, field: str) -> tuple[Slot, ...]:
    """What the reply states when it is read as said of the field. Spans and quotes are of the reply itself."""
    found: list[Slot] = []
    for row in _rows().frames:
        if row.field != field:
            continue
        before = row.text.partition("{}")[0]
        for slot in understand(row.text.replace("{}", text)).slots:
            start, end = slot.span.start - len(before), slot.span.end - len(before)
            quote = text[max(start, 0) : max(end, 0)]
            if quote:
                found.append(Slot(slot.slot, slot.value, quote, type(slot.span)(max(start, 0), min(end, len(text)))))
    return tuple(found)


def only_number(folded: str) -> Counted | None:
    """The one number that a bare reply consists of, with nothing said of what it counts."""
    amounts = [item for item in find_amounts(folded) if not item.former]
    if len(amounts) != 1:
        return None
    rest = folded[: amounts[0].span.start] + folded[amounts[0].span.end :]
    return Counted(amounts[0].number, amounts[0].kind) if not re.search(r"\w", rest) else None


def names_other_things(folded: str) -> bool:
    """Whether the reply names people, devices or places that no question counts (タブレット, 生徒, 取引先)."""
    return any(all(role.startswith("other_") for role in head.meaning.split()) for head in heads().find(folded))


def answers_unit(kind: Kind, unit: str) -> bool:
    """Whether a number of this kind can answer a question that counts in `unit`."""
    first = unit.split("/", maxsplit=1)[0]
    return next((kind in row.kinds for row in _rows().counted if row.unit == first), True)


def readings_of(kind: Kind) -> tuple[str, ...]:
    """The fields that a number of this kind may be about."""
    return next((row.fields for row in _rows().readings if row.kind == kind), ())


def _rows() -> ReplyRows:
    return read_language_data("replies.yaml", ReplyRows)
