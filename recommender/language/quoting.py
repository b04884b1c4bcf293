"""Quotes (引用): where the words end that a slot is shown with.

A pattern stops where it is sure (「ありませ」); the user is shown whole words (「ありません」), and of a sum that is
told in several sentences the words of each.
"""

from __future__ import annotations

import re

from recommender.language.clauses import Reading
from recommender.language.fold import Span

_LONGEST_REST = 12
# Words that are whole as they stand, and particles: what follows is no part of them.
_WHOLE = re.compile(
    r"(?:な[しい]|無[しい]|です|ます|ません|[たるん]|くらい|ぐらい|ほど|だけ|まで|など|たら|たり|のみ|り|まま|以内|[はがをにのもとへやで、。])$"
)
_STEM_IN_RI = re.compile(r"(?:[てで]お|[はがもを]あ|^あ)り$")
# What an inflected word goes on with, up to its first complete form, before a particle or no kana at all.
_REST = re.compile(
    r"(?:(?:ら|さ)?れ|させ|せ|て|い|お|り|っ|き|ちゃ|く|し|な|ま|え|け|ら|わ){0,5}?"
    r"(?:ま(?:す|した|せん(?:でした)?)|せん(?:でした)?|ん(?:でした)?|した|す|ない|なかった|かった|い?たしま(?:す|した)"
    r"|った|いた|たい|たら|たり|た|る|い|ず|う|く|て)"
    r"(?=[^ぁ-ん]|$|が|けど|けれど|ので|のに|の|から|し|と|よ|ね|か|を|に|は|も|な|わ|って|で|ため|もの|こと|ところ"
    r"|くらい|だけ|まま|はず|みた|らし)"
    r"|(?<=済)み|(?<=出)し"
)
_GOES_ON = re.compile(r"[ぁ-ん]")


def to_word_end(text: str, start: int, end: int) -> int:
    """Where the word ends that the words from `start` up to `end` break off in; `end` where they break off in none."""
    if not _GOES_ON.match(text, end):
        return end
    said = text[start:end]
    whole = _WHOLE.search(said) is not None and _STEM_IN_RI.search(said) is None
    inflected = _GOES_ON.match(said[-1:]) is not None or said.endswith(("済", "出"))
    rest = _REST.match(text, end, end + _LONGEST_REST) if inflected and not whole else None
    return rest.end() if rest else end


def by_sentence(reading: Reading, span: Span, parts: tuple[Span, ...]) -> tuple[Span, ...]:
    """The words of a figure: from the first to the last of its parts, sentence by sentence."""
    if span.end <= reading.sentence(span.start).end or not parts:
        return (span,)
    told: dict[Span, list[Span]] = {}
    for part in sorted(parts, key=lambda part: part.start):
        told.setdefault(reading.sentence(part.start), []).append(part)
    return tuple(Span(group[0].start, max(part.end for part in group)) for group in told.values())
