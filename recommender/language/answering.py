"""Answering (答える): what the knowledge base says to a question, how sure it is, and what it doesn't know."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from threading import Lock
from typing import Literal

from knowledge.records import Contact
from recommender.language.features import Features, Phrases, Reader, synonym_rows, synonyms, words_of
from recommender.language.findable import PassageWeights, entries_of, names_of
from recommender.language.fold import fold_word
from recommender.language.intents import intent_of
from recommender.language.kept_index import Prepared, prepared
from recommender.language.lexicon import Words, any_of, read_language_data
from recommender.language.naming import Names
from recommender.language.rendering import aliases_of, answer_of, cites_of, title_of
from recommender.language.search import Entry, Found, Index, Kind, Weights, build
from recommender.language.tokens import Tokeniser, fit_for_tagging
from recommender.language.typos import Typos
from recommender.rulebase import RuleBase
from recommender.subsidies.standing import standing_of

Band = Literal["sure", "near", "none"]
MOST_HITS = 50
_BUILDING = Lock()
_REFERRED = 2
_PAUSE = re.compile(r"[、。,?!\s](?=.)")


@dataclass(frozen=True, slots=True)
class Lifts:
    """How much an intent lifts a kind of record, in hundredths, as in search.yaml."""

    asked_term: int
    named_service: int


@dataclass(frozen=True, slots=True)
class Bands:
    """From which confidence on an answer counts, and what takes from it, in hundredths, as in search.yaml."""

    sure: int
    near: int
    named: int
    lead: int
    clear_lead: int
    fewest: int
    substance: int
    least: int
    mention: int
    strange: int
    outside: int
    way: int
    common: int


@dataclass(frozen=True, slots=True)
class SubjectRow:
    """Words for something that a question is about, however common they are, as in search.yaml."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SearchRows:
    """search.yaml."""

    stopwords: tuple[str, ...]
    weights: Weights
    passages: PassageWeights
    lifts: Lifts
    typo_similarity: int
    asking_words: tuple[str, ...]
    subjects: tuple[SubjectRow, ...]
    ways: tuple[str, ...]
    way_words: tuple[str, ...]
    bands: Bands


@dataclass(frozen=True, slots=True)
class OutsideRow:
    """A topic of other offices, as in outside.yaml."""

    topic: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OutsideRows:
    """outside.yaml."""

    outside: tuple[OutsideRow, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that answers, rendered. The first of `cites` is the record itself, or the one that a FAQ rests on."""

    id: str
    kind: Kind
    title: str
    aliases: tuple[str, ...]
    answer: str
    cites: tuple[str, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Answer:
    """答え. `band` none means abstained: the hits are then the nearest topics, and `contacts` know more."""

    text: str
    band: Band
    hits: tuple[Hit, ...]
    contacts: tuple[Contact, ...] = ()

    @property
    def abstained(self) -> bool:
        """Whether the knowledge base doesn't hold an answer."""
        return self.band == "none"


def ask(text: str, rules: RuleBase, top: int = 5, as_of: date | None = None) -> Answer:
    """What the knowledge base answers, with at most `top` hits. The first call builds the index.

    With a day, what tells of subsidies also says how their windows stand on it.
    """
    return _answerer(rules).answer(text, min(max(top, 1), MOST_HITS), as_of)


def prepare(rules: RuleBase) -> None:
    """Readies `ask`: for a worker, while the user does something else."""
    _answerer(rules)


def _answerer(rules: RuleBase) -> Answerer:
    # One at a time: who asks while a worker builds the index waits for it instead of building a second one.
    with _BUILDING:
        return _built(rules)


@lru_cache(maxsize=2)
def _built(rules: RuleBase) -> Answerer:
    return Answerer(rules)


def _prepared(entries: tuple[Entry, ...], tokeniser: Tokeniser, weights: Weights) -> Prepared:
    groups = synonyms(tokeniser, synonym_rows())
    rows = read_language_data("outside.yaml", OutsideRows).outside
    outside = tuple((words_of(tokeniser.tokens(word)), row.topic) for row in rows for word in row.words)
    return Prepared(build(entries, Reader(tokeniser, groups), weights), groups, outside)


class Answerer:
    """The index over one knowledge base, and what a question is lifted by."""

    def __init__(self, rules: RuleBase) -> None:
        knowledge, rows = rules.knowledge, read_language_data("search.yaml", SearchRows)
        self._knowledge, self._rows = knowledge, rows
        tokeniser = Tokeniser(
            Words((word, fold_word(name), ()) for word, name in names_of(knowledge) if len(word) > 1), rows.stopwords
        )
        entries = tuple(entries_of(knowledge, rows.passages))
        self._entries = {entry.id: entry for entry in entries}
        ready = prepared(rules, lambda: _prepared(entries, tokeniser, rows.weights))
        self._reader = Reader(tokeniser, ready.synonyms)
        self._index = Index(entries, rows.weights, ready.index)
        self._outside = Phrases(ready.outside)
        called = (
            *(item.term for item in knowledge.terms.values()),
            *(item.name for item in knowledge.editions.values()),
        )
        self._called = frozenset(map(fold_word, called))
        self._ways = any_of(rows.ways)
        self._names = Names(knowledge, rows.asking_words, self._reader.words)
        self._typos = Typos(
            (word for word, _ in names_of(knowledge)),
            lambda run: all(map(self._index.knows, self._reader.words(run))),
            rows.typo_similarity / 100,
        )

    def answer(self, text: str, top: int, as_of: date | None = None) -> Answer:
        """The answer to one question."""
        folded = self._typos.repaired(fit_for_tagging(text))
        features = self._reader.features(folded)
        called = list(self._called_in(features))
        found = self._lifted(folded, self._index.rank(features, MOST_HITS, called))
        band = self._band(found, features, () if called else self._way_asked(folded))
        shown = [item for item in found[:top] if band != "none" or item.score * 100 >= self._rows.bands.mention]
        hits = tuple(self._hit(item, as_of) for item in shown)
        return Answer(text, band, hits, self._contacts(hits) if band == "none" else ())

    def _called_in(self, features: Features) -> Iterator[tuple[str, ...]]:
        """What a question calls by its name, each with the words for it; お助け隊 tells no records apart."""
        for word in features.words:
            subject = next((row.words for row in self._rows.subjects if word in row.words), ())
            if subject:
                yield subject
            elif word in self._called and self._index.worth_of(word) * 100 >= self._rows.bands.common:
                yield (word, *features.groups_of(word))

    def _way_asked(self, folded: str) -> tuple[str, ...]:
        """What is done, and to what, where a way of doing it is asked for: 契約 and 解約 of 「契約の解約方法」."""
        asked = self._ways.search(folded)
        if not asked:
            return ()
        before = _PAUSE.split(folded[: asked.end()])[-1]
        return tuple(word for word in self._reader.words(before) if word not in self._rows.way_words)

    def _doubt(self, features: Features, best: Entry, way: tuple[str, ...]) -> float:
        """How much speaks against an answer.

        Things that the knowledge base never names, other offices' topics, and a way of doing something of which no
        single text of the best entry tells: one on a program and another on leaving don't say how to leave it.
        """
        bands = self._rows.bands
        strange = sum(not self._index.knows(name) and not features.groups_of(name) for name in features.names)
        doubt = bands.strange * strange / (len(features.words) or 1)
        if self._outside.find(features.words):
            doubt += bands.outside
        if way and not self._index.told_at_once(features, way, best):
            doubt += bands.way
        return doubt / 100

    def _band(self, found: tuple[Found, ...], features: Features, way: tuple[str, ...]) -> Band:
        bands = self._rows.bands
        if not found:
            return "none"
        score = found[0].score
        trust = (score - self._doubt(features, found[0].entry, way)) * 100
        if trust >= bands.named:
            return "sure"
        substance = score * self._index.worth(features) * 100
        if trust < bands.near or substance < bands.least:
            return "none"
        lead = 100 * (1 - found[1].score / score) if len(found) > 1 else 100.0
        leads = lead >= (bands.lead if substance >= bands.substance else bands.clear_lead)
        return "sure" if trust >= bands.sure and leads and len(features.words) >= bands.fewest else "near"

    def _lifted(self, folded: str, found: tuple[Found, ...]) -> tuple[Found, ...]:
        """The ranking with what the question names by its name put first."""
        lifts = self._rows.lifts
        scores = {item.entry.record: item for item in found}
        asked = self._names.term_asked(folded)
        if asked:
            self._lift(scores, self._entries[asked], lifts.asked_term)
        for service in self._names.services_named(folded):
            self._lift(scores, self._entries[service], lifts.named_service)
        return tuple(sorted(scores.values(), key=lambda item: (-item.score, item.entry.id)))

    def _lift(self, scores: dict[str, Found], entry: Entry, by: int) -> None:
        standing = scores.get(entry.record)
        scores[entry.record] = Found(entry, (standing.score if standing else 0.0) + by / 100)

    def _hit(self, found: Found, as_of: date | None) -> Hit:
        entry, knowledge = found.entry, self._knowledge
        told, cites = answer_of(entry, knowledge), cites_of(entry, knowledge)
        rests_on = cites if entry.id in knowledge.faq else (entry.record,)
        standing = standing_of(rests_on, told, knowledge, as_of) if as_of else ""
        return Hit(
            id=entry.id if entry.kind == "faq" else entry.record,
            kind=entry.kind,
            title=title_of(entry, knowledge),
            aliases=aliases_of(entry, knowledge),
            answer=f"{told}\n{standing}" if standing else told,
            cites=cites,
            score=round(found.score, 3),
        )

    def _contacts(self, hits: tuple[Hit, ...]) -> tuple[Contact, ...]:
        """Whom to ask instead."""
        about = "subsidy" if hits and hits[0].kind == "subsidy" else "general"
        return tuple(row for row in self._knowledge.contacts.values() if row.for_ == about)[:_REFERRED]


def to_json(answer: Answer) -> dict[str, object]:
    """The shape of CONTRACT's `ask`."""
    return {
        "text": answer.text,
        "abstained": answer.abstained,
        "band": answer.band,
        "intent": intent_of(answer.text).kind,
        "hits": [
            {
                "id": hit.id,
                "kind": hit.kind,
                "title": hit.title,
                "aliases": list(hit.aliases),
                "answer": hit.answer,
                "cites": list(hit.cites),
                "score": hit.score,
            }
            for hit in answer.hits
        ],
    }
