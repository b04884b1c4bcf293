"""Places (都道府県) of the writer's own company, not those of others that he names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from recommender.language.clauses import Reading
from recommender.language.fold import Span
from recommender.language.lexicon import Named, Words, any_of, ending_with, read_language_data

_BRANCH_THERE = re.compile(
    r"(?:[と、・][一-龯]{2,4}){0,3}(?:市|県)?(?:に|にも|の)(?:支店|営業所|支社|工場|分院|出張所|倉庫)(?:が|を|も)"
)
_HOME_THERE = re.compile(r"[^、。]{0,4}本[社店院]")
_HOME_BEFORE = re.compile(r"(?:本社|本店|所在地|住所)(?!の?(?:ほか|他|以外)|とは別)[^、。]{0,5}$")
_AND_PLACE = ("と", "・", "、", "や", "および", "及び", "県と", "市と", "県・")


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """Names of one prefecture, as in places.yaml."""

    code: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlaceRows:
    """places.yaml."""

    places: tuple[PlaceRow, ...]
    not_before: tuple[str, ...]
    others_before: tuple[str, ...]
    others_after: tuple[str, ...]
    home_after: tuple[str, ...]


def _rows() -> PlaceRows:
    return read_language_data("places.yaml", PlaceRows)


@cache
def _places() -> Words[str]:
    rows = _rows()
    # The full name is a place whatever follows it: 石川県産.
    return Words(
        ((word, row.code, () if word == row.code else rows.not_before) for row in rows.places for word in row.words),
        both_kana=True,
    )


def prefectures(reading: Reading) -> tuple[Named, ...]:
    """都道府県 of the company: its home where several are named, two where they are named as one."""
    rows = _rows()
    found: list[tuple[int, int, Named]] = []
    for index, mention in enumerate(_places().find(reading.text)):
        before = reading.text[max(0, mention.start - 20) : mention.start]
        after = reading.text[mention.end : mention.end + 20]
        if ending_with(rows.others_before).search(before):
            continue
        if any_of(rows.others_after).match(after):
            continue
        rank = 1 if any_of(rows.home_after).match(after) else 0
        if _BRANCH_THERE.match(after):
            rank = -1
        if _HOME_THERE.match(after) or _HOME_BEFORE.search(before):
            rank = 2
        found.append((rank, -index, Named(mention.meaning, Span(mention.start, mention.end))))
    if not found:
        return ()
    best, _, home = max(found, key=lambda item: item[:2])
    beside = next((place for rank, _, place in found if rank == best and place.span.start > home.span.start), None)
    joined = beside and beside.code != home.code and reading.text[home.span.end : beside.span.start] in _AND_PLACE
    return (home, beside) if beside and joined else (home,)
