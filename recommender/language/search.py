"""Search (検索): which records answer a question, by BM25 over content words, synonym groups and character bigrams.

A record is found through its own texts and through the FAQ entries that rest on it. Three layers of text are scored:
the single passage (one phrasing), the entry that it belongs to, and all that leads to the same record. User-style
phrasings make the passages, so the more ways of asking an entry lists, the better it is found.
"""

from __future__ import annotations

import math
from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from recommender.language.features import Features, Reader
from recommender.language.postings import Postings, Rows

Kind = Literal["requirement", "term", "service", "subsidy", "route", "faq"]


@dataclass(frozen=True, slots=True)
class Passage:
    """A text by which an entry is found, and how much it counts."""

    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be found. `record` is the id of the record that answers: for a FAQ entry its first cite."""

    id: str
    kind: Kind
    record: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A record that answers, found through `entry`; `score` is the share of what the question says (about 0 to 1)."""

    entry: Entry
    score: float


@dataclass(frozen=True, slots=True)
class Weights:
    """How the layers are weighed and how fast each saturates, in hundredths, as in search.yaml."""

    group: int
    bigram: int
    damp: int
    length: int
    entry: int
    entry_half: int
    record: int
    record_half: int
    record_length: int
    second: int
    missed: int

    @property
    def total(self) -> float:
        """What a perfect match of all layers adds up to."""
        return 1 + (self.second + self.record) / 100


@dataclass(frozen=True, slots=True)
class Built:
    """An index as built: its features, how rare each is, the entry of each passage, and the lists of each layer."""

    features: tuple[str, ...]
    rarities: array[float]
    owners: array[int]
    passages: Rows
    pools: Rows
    sums: Rows


def build(entries: Sequence[Entry], reader: Reader, weights: Weights) -> Built:
    """The index of the entries. Reads every text, so it takes its time."""
    return _Building(entries, weights).built(reader)


def records_of(entries: Sequence[Entry]) -> list[int]:
    """For each entry the number of the record that answers."""
    numbers: dict[str, int] = {}
    return [numbers.setdefault(entry.record, len(numbers)) for entry in entries]


def _kind_weight(feature: str, weights: Weights) -> float:
    return {"=": weights.group, "~": weights.bigram}.get(feature[0], 100) / 100


def _rarity(holders: int, entries: int) -> float:
    return math.log(1 + (entries - holders + 0.5) / (holders + 0.5))


class _Building:
    def __init__(self, entries: Sequence[Entry], weights: Weights) -> None:
        self._weights = weights
        self._count = len(entries)
        self._record_of = records_of(entries)
        self._texts = [(number, passage) for number, entry in enumerate(entries) for passage in entry.passages]

    def built(self, reader: Reader) -> Built:
        holders: defaultdict[str, list[int]] = defaultdict(list)
        lengths: list[float] = []
        for place, (_, passage) in enumerate(self._texts):
            features = list(reader.features(passage.text).all())
            lengths.append(sum(_kind_weight(feature, self._weights) for feature in features))
            for feature in features:
                holders[feature].append(place)
        norms, sizes = self._norms(lengths), self._record_sizes(lengths)
        half = self._weights.entry_half / 100
        rarities, passages, pools, sums = array("d"), Rows(), Rows(), Rows()
        names = tuple(holders)
        for name in names:
            places = holders.pop(name)  # each list is done with once it is packed
            pool: defaultdict[int, float] = defaultdict(float)
            total: defaultdict[int, float] = defaultdict(float)
            for place in places:
                number, passage = self._texts[place]
                pool[number] += passage.weight
                total[self._record_of[number]] += passage.weight
            rarities.append(_rarity(len(pool), self._count))
            passages.add((place, norms[place]) for place in places)
            pools.add((number, count / (count + half)) for number, count in pool.items())
            sums.add((record, count / (count + sizes[record])) for record, count in total.items())
        owners = array("H", (number for number, _ in self._texts))
        return Built(names, rarities, owners, passages, pools, sums)

    def _norms(self, lengths: Sequence[float]) -> list[float]:
        mean = sum(lengths) / (len(lengths) or 1)
        share = self._weights.length / 100
        return [
            passage.weight / (1 + share * (length / mean - 1))
            for length, (_, passage) in zip(lengths, self._texts, strict=True)
        ]

    def _record_sizes(self, lengths: Sequence[float]) -> list[float]:
        """How much of a feature fills half of a record's measure: more where a record has much text."""
        sizes = [0.0] * len(set(self._record_of))
        for length, (number, passage) in zip(lengths, self._texts, strict=True):
            sizes[self._record_of[number]] += length * passage.weight
        mean = sum(sizes) / (len(sizes) or 1)
        share = self._weights.record_length / 100
        return [self._weights.record_half / 100 * (1 + share * (size / mean - 1)) for size in sizes]


class Index:
    """Entries ready to be searched."""

    def __init__(self, entries: Sequence[Entry], weights: Weights, built: Built) -> None:
        self._entries, self._weights = tuple(entries), weights
        self._owner, self._record_of = built.owners, records_of(entries)
        # Thousands of features: all that is told of one stands in arrays, by its number.
        self._number = {feature: number for number, feature in enumerate(built.features)}
        self._rarities = built.rarities
        self._passages, self._pools, self._sums = map(Postings, (built.passages, built.pools, built.sums))

    def knows(self, feature: str) -> bool:
        """Whether any text holds the feature."""
        return feature in self._number

    def worth(self, features: Features) -> float:
        """What all that the question says is worth together: little for common words, much for rare ones."""
        return self._gains(features)[1]

    def worth_of(self, feature: str) -> float:
        """What a feature is worth: little where many entries hold it."""
        number = self._number.get(feature)
        return _rarity(0, len(self._entries)) if number is None else self._rarities[number]

    def _gains(self, features: Features) -> tuple[dict[int, float], float]:
        """What each known feature of a question is worth, by its number, and what all, known or not, are together."""
        gains: dict[int, float] = {}
        whole = 0.0
        for feature in features.all():
            worth = self.worth_of(feature)
            groups = features.groups_of(feature)
            if groups:
                # A word that only stands for something counts as what it stands for.
                common = max(map(self.worth_of, groups))
                worth += (min(common, worth) - worth) * self._weights.damp / 100
            worth *= _kind_weight(feature, self._weights)
            whole += worth
            if feature in self._number:
                gains[self._number[feature]] = worth
        return gains, whole

    def told_at_once(self, features: Features, words: Iterable[str], entry: Entry) -> bool:
        """Whether one text of the entry holds all the words, each as it is or as a word that stands for the same."""
        number = self._entries.index(entry)
        places = {place for place, owner in enumerate(self._owner) if owner == number}
        for word in words:
            places &= {place for name in (word, *features.groups_of(word)) for place in self._units(name)}
        return bool(places)

    def _units(self, feature: str) -> array[int]:
        number = self._number.get(feature)
        return array("H") if number is None else self._passages.units(number)

    def _records_on(self, words: Sequence[str]) -> set[int]:
        """The records of which a text holds one of the words."""
        numbers = [self._number[word] for word in words if word in self._number]
        return {record for number in numbers for record in self._sums.units(number)}

    def rank(self, features: Features, top: int, named: Iterable[Sequence[str]] = ()) -> tuple[Found, ...]:
        """The records that answer best, best first, each by the entry that fits best.

        A record that says nothing of a thing that the question calls by its name (`named`, each by all its words)
        stands back.
        """
        gains, whole = self._gains(features)
        passages: defaultdict[int, float] = defaultdict(float)
        pools: defaultdict[int, float] = defaultdict(float)
        sums: defaultdict[int, float] = defaultdict(float)
        for feature, gain in gains.items():
            self._passages.add_scores(passages, feature, gain)
            self._pools.add_scores(pools, feature, gain)
            self._sums.add_scores(sums, feature, gain)
        best: defaultdict[int, float] = defaultdict(float)
        for place, score in passages.items():
            owner = self._owner[place]
            best[owner] = max(best[owner], score)
        wanted = [holders for words in named if (holders := self._records_on(words))]
        return self._joined(best, pools, sums, whole, wanted)[:top]

    def _joined(
        self,
        best: dict[int, float],
        pools: dict[int, float],
        sums: dict[int, float],
        whole: float,
        wanted: Sequence[set[int]],
    ) -> tuple[Found, ...]:
        weights = self._weights
        share = weights.entry / 100
        leading: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
        for number, score in best.items():
            mixed = (score + share * pools[number]) / (1 + share)
            leading[self._record_of[number]].append((mixed, number))
        found = []
        for record, candidates in leading.items():
            candidates.sort(reverse=True)
            score = candidates[0][0] + weights.record / 100 * sums[record]
            if len(candidates) > 1:
                score += weights.second / 100 * candidates[1][0]
            score *= (weights.missed / 100) ** sum(record not in holders for holders in wanted)
            found.append(Found(self._entries[candidates[0][1]], score / weights.total / (whole or 1)))
        return tuple(sorted(found, key=lambda item: (-item.score, item.entry.id)))
