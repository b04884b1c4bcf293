"""What a short reply says of a field (欄への返事): its choices in other words, its numbers, and what 「それ」 means.

A reply is read against one open question; nothing is remembered here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.values import Number
from recommender.language.clauses import heads
from recommender.language.fold import Span, fold_word
from recommender.language.lexicon import any_of
from recommender.language.number_words import Kind
from recommender.language.numbers import find_amounts
from recommender.language.reply_rows import reply_rows
from recommender.language.slots import Slot, understand


@dataclass(frozen=True, slots=True)
class PlainNumber:
    """A number that is all that a reply says, with the kind of its unit."""

    number: Number
    kind: Kind


def with_topic(text: str, topic: str) -> str:
    """The question with 「それ」 and the like replaced by what it stands for; as it is where it holds none."""
    folded = fold_word(text)
    found = any_of(reply_rows().refers).search(folded)
    return f"{folded[: found.start()]}{topic}{folded[found.end() :]}" if found else text


def topic_of(field: str) -> str | None:
    """What 「それ」 stands for while the question of the field is open."""
    return next((row.word for row in reply_rows().topics if row.field == field), None)


def denied(field: str) -> str | None:
    """The code that a plain no means for a choice field."""
    return next((row.code for row in reply_rows().denied if row.field == field), None)


def affirmed(field: str) -> str | None:
    """The code that a plain yes means for a choice field; None where yes leaves it open."""
    return next((row.code for row in reply_rows().affirmed if row.field == field), None)


def codes_named(folded: str, field: str) -> tuple[str, ...]:
    """The choices of the field that the reply names in other words than the card's; the longest find first."""
    finds: list[tuple[int, int, str]] = []
    for row in reply_rows().words:
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
    for row in reply_rows().frames:
        if row.field != field:
            continue
        before = row.text.partition("{}")[0]
        for slot in understand(row.text.replace("{}", text)).slots:
            start, end = slot.span.start - len(before), slot.span.end - len(before)
            quote = text[max(start, 0) : max(end, 0)]
            if quote:
                found.append(Slot(slot.slot, slot.value, quote, Span(max(start, 0), min(end, len(text)))))
    return tuple(found)


def only_number(folded: str) -> PlainNumber | None:
    """The one number that a bare reply consists of, with nothing said of what it counts."""
    amounts = [item for item in find_amounts(folded) if not item.former]
    if len(amounts) != 1:
        return None
    rest = folded[: amounts[0].span.start] + folded[amounts[0].span.end :]
    return PlainNumber(amounts[0].number, amounts[0].kind) if not re.search(r"\w", rest) else None


def names_other_things(folded: str) -> bool:
    """Whether the reply names people, devices or places that no question counts (タブレット, 生徒, 取引先)."""
    return any(all(role.startswith("other_") for role in head.meaning) for head in heads().find(folded))


def answers_unit(kind: Kind, unit: str) -> bool:
    """Whether a number of this kind can answer a question that counts in `unit`."""
    first = unit.split("/", maxsplit=1)[0]
    return next((kind in row.kinds for row in reply_rows().counted if row.unit == first), True)


def readings_of(kind: Kind) -> tuple[str, ...]:
    """The fields that a number of this kind may be about."""
    return next((row.fields for row in reply_rows().readings if row.kind == kind), ())
