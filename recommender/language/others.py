"""Others (よその会社): numbers that are a customer's, a parent's or a subsidiary's, not the writer's own."""

from __future__ import annotations

import re
from functools import cache

from recommender.language.clauses import Reading, cue
from recommender.language.counted import REACH, Counted
from recommender.language.fold import Span

_LISTED = ("と", "、", "・")
_LATEST_TOPIC = 12


def is_of_others(counted: Counted) -> bool:
    """「取引先の大手は社員5000人ですが」「子会社に50人」「親会社（300人）」「50人いる取引先から」."""
    reading, near = counted.reading, counted.near
    clause = reading.clause(counted.amount.span.start)
    if not reading.names_others:
        return _is_apart_from_us(counted, clause)
    if _theirs_behind().match(reading.text, counted.amount.span.end) or _is_counted_with_them(counted):
        return True
    theirs = list(_held_by_them().finditer(near))
    if theirs or _stands_in_their_brackets(reading, clause):
        return cue("own_topic").search(near, theirs[-1].end() if theirs else 0) is None
    return _goes_on_of_them(counted) or _is_apart_from_us(counted, clause) or _is_contrasted(counted)


def _is_contrasted(counted: Counted) -> bool:
    """「取引先の病院は200床、職員400人。うちは…」: a sentence about them, and the next one is about us."""
    reading, at = counted.reading, counted.amount.span.start
    sentence = reading.sentence(at)
    topic = _held_by_them().search(reading.text, sentence.start, at)
    if topic is None or topic.start() - sentence.start > _LATEST_TOPIC or not topic.group().endswith("は"):
        return False
    if cue("own_topic").search(reading.text, sentence.start, at) or sentence.end >= len(reading.text):
        return False
    return cue("own_topic").match(reading.text, sentence.end) is not None


def _goes_on_of_them(counted: Counted) -> bool:
    """「同業の会社は社員90人でPC80台」: another thing of theirs; the same thing again would be our own."""
    before = counted.previous
    if before is None or not counted.after_theirs:
        return False
    if before.kind == counted.amount.kind:
        return counted.phrase in _LISTED  # 「子会社が15名と8名」
    return cue("own_topic").search(counted.phrase) is None


def _stands_in_their_brackets(reading: Reading, clause: Span) -> bool:
    """「親会社（従業員300名）」."""
    bracket = clause.start - 1
    if reading.text[max(bracket, 0) : clause.start] != "(":
        return False
    return _named_before_bracket().search(reading.text, max(0, bracket - REACH), bracket) is not None


def _is_counted_with_them(counted: Counted) -> bool:
    """「子会社と合わせて70名、当社だけなら55名」: the first holds others, and their own are told alone."""
    reading, end = counted.reading, counted.amount.span.end
    together = _counted_with_them().search(counted.near)
    alone = cue("own_alone").search(reading.text, end, reading.sentence(end - 1).end) if together else None
    return alone is not None and bool(reading.amounts_between(alone.end(), alone.end() + REACH))


def _is_apart_from_us(counted: Counted, clause: Span) -> bool:
    """「本社は200名、うちの営業所は8名」: the head office is theirs where the sentence sets its own against it."""
    reading, at = counted.reading, counted.amount.span.start
    sentence = reading.sentence(clause.start)
    named = cue("apart_from_us").search(reading.text, max(sentence.start, counted.start), at)
    if named is None or cue("own_topic").search(reading.text, named.end(), at):
        return False
    return cue("own_topic").search(reading.text, clause.end, sentence.end) is not None


@cache
def _held_by_them() -> re.Pattern[str]:
    return re.compile(_them() + f"(?:{cue('held_by_them').pattern})")


@cache
def _named_before_bracket() -> re.Pattern[str]:
    return re.compile(_them() + r"(?:さん|様)?の?[一-龯ァ-ヺーa-z・ ]{0,12}$")


@cache
def _counted_with_them() -> re.Pattern[str]:
    return re.compile(_them() + f"(?:{cue('counted_with_them').pattern})")


@cache
def _theirs_behind() -> re.Pattern[str]:
    theirs = f"(?:{cue('theirs_behind').pattern})"
    return re.compile(
        theirs + r"[一-龯ァ-ヺーa-z]{0,6}" + _them() + "(?:さん)?(?:から|が|に|の|と|より|も|は|を|、|。)"
    )


def _them() -> str:
    return f"(?:{cue('others').pattern})"
