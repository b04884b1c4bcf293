"""Clauses (節) of a folded text, and the cues that say how a clause is meant (過去, 予定, 打ち消し …)."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TypeAlias

from recommender.language.amount import Amount
from recommender.language.fold import Span
from recommender.language.lexicon import Mention, Words, any_of, read_language_data
from recommender.language.numbers import find_amounts

_SENTENCE_END = re.compile(r"(?:[。!\n]+|\?+(?!という|って|とか|[^ぁ-んァ-ヺ一-龯a-z0-9]))(?![」』)])|\.(?![0-9a-z])")
_LONGEST_SENTENCE = 500
_LONGEST_LEAD = 7
_PLAN_REACH = 16
_CLAUSE_END = re.compile(
    r"[、/|;()「」『』\[\]【】]|,(?![0-9]{3})"
    r"|(?<=ます)が|(?<=です)が|(?<=せん)が|(?<=した)が|(?<=ない)が|(?<=いる)が|(?<=ある)が|けれども|けれど|けど"
)


Head: TypeAlias = Mention[tuple[str, ...]]
"""A head noun in a text, with the roles that a number beside it can have."""


@dataclass(frozen=True, slots=True)
class CueRow:
    """A cue with its patterns, as in cues.yaml; `not_before` names what must follow none of them."""

    name: str
    patterns: tuple[str, ...]
    not_before: str = ""


@dataclass(frozen=True, slots=True)
class HeadRow:
    """Head nouns of one role, as in heads.yaml."""

    role: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CueRows:
    """cues.yaml."""

    cues: tuple[CueRow, ...]


@dataclass(frozen=True, slots=True)
class HeadRows:
    """heads.yaml."""

    heads: tuple[HeadRow, ...]
    couples: tuple[str, ...]
    singles: tuple[str, ...]
    extras: tuple[str, ...]
    budget_words: tuple[str, ...]
    machine_endings: tuple[str, ...]
    computer_terminals: tuple[str, ...]


def head_rows() -> HeadRows:
    """The head nouns and the lists beside them."""
    return read_language_data("heads.yaml", HeadRows)


def cue(name: str) -> re.Pattern[str]:
    """The pattern of a cue of cues.yaml."""
    return _cues()[name]


@cache
def _cues() -> dict[str, re.Pattern[str]]:
    rows = read_language_data("cues.yaml", CueRows).cues
    return {row.name: re.compile(_with_end(row)) for row in rows}


def _with_end(row: CueRow) -> str:
    said = any_of(row.patterns).pattern
    return f"(?:{said})(?!{row.not_before})" if row.not_before else said


@cache
def heads() -> Words[tuple[str, ...]]:
    """The head nouns with their roles. A word of several roles is listed under each: 本社 is a place and people."""
    roles: dict[str, list[str]] = {}
    for row in head_rows().heads:
        for word in row.words:
            roles.setdefault(word, []).append(row.role)
    return Words(((word, tuple(names), ()) for word, names in roles.items()), both_kana=True)


@dataclass(frozen=True)
class Reading:
    """A folded text with its number expressions, head nouns, sentences and clauses."""

    text: str

    @cached_property
    def amounts(self) -> tuple[Amount, ...]:
        return find_amounts(self.text)

    @cached_property
    def heads(self) -> tuple[Head, ...]:
        return heads().find(self.text)

    @cached_property
    def _sentence_starts(self) -> list[int]:
        starts = [0]
        for end in (*(match.end() for match in _SENTENCE_END.finditer(self.text)), len(self.text)):
            # What runs on without a full stop is cut, so that the work on a sentence is bounded.
            starts.extend(range(starts[-1] + _LONGEST_SENTENCE, end, _LONGEST_SENTENCE))
            if end < len(self.text):
                starts.append(end)
        return starts

    @cached_property
    def _clause_starts(self) -> list[int]:
        cuts = {match.end() for match in _CLAUSE_END.finditer(self.text)}
        return sorted({*self._sentence_starts, *cuts})

    @cached_property
    def _amount_starts(self) -> list[int]:
        return [amount.span.start for amount in self.amounts]

    @cached_property
    def _head_starts(self) -> list[int]:
        return [mention.start for mention in self.heads]

    @cached_property
    def names_others(self) -> bool:
        """Whether the text speaks of other companies at all."""
        return cue("others").search(self.text) is not None

    def sentence(self, position: int) -> Span:
        """The sentence that holds a position, with its full stop."""
        return _part(self._sentence_starts, position, len(self.text))

    def clause(self, position: int) -> Span:
        """The clause that holds a position, with the sign that ends it."""
        return _part(self._clause_starts, position, len(self.text))

    def sentences(self) -> tuple[Span, ...]:
        """All sentences in order."""
        ends = [*self._sentence_starts[1:], len(self.text)]
        return tuple(Span(*pair) for pair in zip(self._sentence_starts, ends, strict=True) if pair[0] < pair[1])

    def heads_between(self, start: int, end: int) -> tuple[Head, ...]:
        """The head nouns that stand wholly within the two positions."""
        first = bisect_left(self._head_starts, start)
        last = bisect_left(self._head_starts, end, first)
        return tuple(mention for mention in self.heads[first:last] if mention.end <= end)

    def amounts_between(self, start: int, end: int) -> tuple[Amount, ...]:
        """The number expressions that begin from `start` up to `end`."""
        first = bisect_left(self._amount_starts, start)
        return self.amounts[first : bisect_left(self._amount_starts, end, first)]

    def of(self, span: Span) -> str:
        """The text of a span."""
        return self.text[span.start : span.end]


def _part(starts: list[int], position: int, length: int) -> Span:
    index = bisect_right(starts, position) - 1
    end = starts[index + 1] if index + 1 < len(starts) else length
    return Span(starts[index], end)


def happens_now(reading: Reading, start: int, end: int, since: int = 0) -> bool:
    """Whether what is said from `start` to `end` is so at present: neither past nor planned.

    What stands before `since` is said of something else (the first number of 「昨年20人から25人に増えた」).
    """
    clause = reading.clause(start)
    opening = max(clause.start, since)
    said = reading.text[opening : max(clause.end, end)]
    before = reading.text[opening:start]
    after = reading.text[end : clause.end]
    if cue("replaces").search(after) and not re.search(r"増|追加", after):
        return True
    if cue("was").match(reading.text, end):
        return False  # 「15台あったのを10台に減らしました」
    if cue("present").search(before):
        return True
    lead = _lead(reading, clause) if since <= clause.start else ""
    past = cue("past").search(lead + before)
    if past:
        return _lasts(lead + before, past.end())
    if cue("planned").search(lead + before) and (cue("plans").search(said) or cue("planned").search(before)):
        return False
    return not _is_planned(reading, end, clause.end)


def _is_planned(reading: Reading, end: int, clause_end: int) -> bool:
    """Whether what follows a number says that it is yet to come (「20台に増やす予定」)."""
    if cue("recipient").match(reading.text, end, clause_end):
        return False  # 「20台に入れたい」: they are there, and something is to be put on them
    reach = min(end + _PLAN_REACH, clause_end)
    following = reading.amounts_between(end, reach)
    # 「20台で5台増やす予定」: the plan is the next number's.
    plan = reading.text[end : following[0].span.start if following else reach]
    return cue("plans").search(plan) is not None and cue("done").search(plan) is None


def _lasts(before: str, past: int) -> bool:
    """「創業時4人だったのが42名になり」, and 「10年前に導入したサーバーが1台」: it is there today."""
    return cue("was").search(before, past) is not None or cue("acquired").search(before, past) is not None


def _lead(reading: Reading, clause: Span) -> str:
    """A short clause before, within the sentence, that holds little but the time: 「来年、」."""
    sentence = reading.sentence(clause.start)
    if clause.start <= sentence.start:
        return ""
    previous = reading.of(reading.clause(clause.start - 1))
    return previous if len(previous) <= _LONGEST_LEAD and previous.endswith(("、", ",")) else ""
