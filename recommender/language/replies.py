"""Short replies (短い返事): wishes, hedges, yes and no, and what is a question for certain (replies.yaml).

A reply is read for itself; what it says of the field that is asked for is told by reply_fields.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from recommender.language.fold import fold
from recommender.language.intents import command_in
from recommender.language.lexicon import any_of, ending_with, in_other_kana
from recommender.language.reply_rows import reply_rows

_EDGE = " \n。.、,!"
_COMMANDS = {"together": "review", "end": "quit"}
"""Commands of intents.yaml that the talk calls by another name."""
_ROUNDS = 4
"""Openers and closers that may stand one behind the other (「うーん、まあ、たぶん25台だと思いますね」)."""


@dataclass(frozen=True, slots=True)
class Bare:
    """A reply without its hedges, in folded spelling. `doubtful`: the writer isn't sure (たぶん、かな、と思います)."""

    text: str
    doubtful: bool


def wish_in(folded: str) -> str | None:
    """The wish (back, skip, review, why, result, help, quit, restart, unknown) that a whole folded line is."""
    line = folded.strip(_EDGE + "?")
    named = next((row.wish for row in reply_rows().wishes if line in row.words), None)
    if named:
        return named
    not_knowing = any_of(reply_rows().not_knowing)
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
    rows = reply_rows()
    doubtful = False
    for pattern, is_doubt in ((_opener(rows.openers, rows.fillers), False), (_opener((), rows.doubts_before), True)):
        start = pattern.match(text)
        if start and start.end() < len(text):
            text, doubtful = text[start.end() :], doubtful or is_doubt
    for patterns, is_doubt in ((rows.doubts_after, True), (rows.closers, False)):
        end = ending_with(patterns).search(text)
        if end and end.start():
            text, doubtful = text[: end.start()], doubtful or is_doubt
    return text.strip(_EDGE), doubtful


@cache
def _opener(with_joint: tuple[str, ...], alone: tuple[str, ...]) -> re.Pattern[str]:
    joint = r"(?:は|の|も|では|だと|、|,|\s)"
    parts = [rf"(?:{'|'.join(alone)}){joint}*"] + ([rf"(?:{'|'.join(with_joint)}){joint}+"] if with_joint else [])
    return re.compile("|".join(parts))


def is_yes(folded: str) -> bool:
    """Whether the bare reply is a yes."""
    return any_of(reply_rows().yes).fullmatch(folded) is not None


def is_no(folded: str) -> bool:
    """Whether the bare reply is a no, or says that there is nothing."""
    return any_of(reply_rows().no).fullmatch(folded) is not None


def is_plain_no(folded: str) -> bool:
    """Whether the bare reply is no and nothing else; 「ない」 and the like also say that there is none."""
    return any_of(reply_rows().plain_no).fullmatch(folded) is not None


def is_none(folded: str) -> bool:
    """Whether the bare reply says that there is none of what is counted."""
    return any_of(reply_rows().zero).fullmatch(folded) is not None


def agrees(folded: str) -> bool:
    """Whether the reply says that what was put to the user is right."""
    return is_yes(folded) or any_of(reply_rows().agrees).fullmatch(folded) is not None


def disagrees(folded: str) -> bool:
    """Whether the reply says that something of it is wrong, without saying what."""
    return is_no(folded) or any_of(reply_rows().disagrees).fullmatch(folded) is not None


def declines(folded: str) -> bool:
    """Whether the reply says that nothing of what was put to the user is to be used."""
    return any_of(reply_rows().declines).fullmatch(folded) is not None


def says_same(folded: str) -> bool:
    """Whether the bare reply says that an answer from before still holds."""
    return any_of(reply_rows().same).fullmatch(folded) is not None


def says_all_same(folded: str) -> bool:
    """Whether the bare reply says that every answer from before still holds."""
    return any_of(reply_rows().all_same).fullmatch(folded) is not None


def says_changed(folded: str) -> bool:
    """Whether the bare reply says that an answer from before no longer holds, without saying what holds now."""
    rows = reply_rows()
    return any_of((*rows.changed, *rows.disagrees)).fullmatch(folded) is not None


def removed(folded: str) -> str | None:
    """What a line asks to take out: 「2」 of 「2を消す」, nothing of 「消す」; None where it asks no such thing."""
    found = ending_with(reply_rows().removes).search(folded)
    return folded[: found.start()].strip(_EDGE) if found else None


def asks_for_certain(folded: str) -> bool:
    """Whether the text holds words that only a question has; 「25台ですかね」 doesn't."""
    return any_of(reply_rows().asking).search(folded) is not None


def corrects(folded: str) -> bool:
    """Whether the text takes back something said before (「やっぱり」「さっきの」)."""
    return any_of(reply_rows().corrects).search(folded) is not None


def statement_end(folded: str) -> int:
    """Where in a question the statement before it ends (「PC25台なんですが、|いくらですか」); 0 for none."""
    ends = [match.end() for match in any_of(reply_rows().stated_before).finditer(folded)]
    return max(ends, default=0)
