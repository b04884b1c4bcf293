"""Inverted lists (転置索引) of one layer of a search index, packed so that thousands of features stay small."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import accumulate


@dataclass(frozen=True, slots=True)
class Rows:
    """All the lists of a layer, one after the other: how many rows each has, their units and their weights."""

    counts: array[int] = field(default_factory=lambda: array("H"))
    units: array[int] = field(default_factory=lambda: array("H"))
    weights: array[float] = field(default_factory=lambda: array("f"))

    def add(self, rows: Iterable[tuple[int, float]]) -> None:
        """Files the rows (unit, weight) of the next feature."""
        before = len(self.units)
        for unit, weight in rows:
            self.units.append(unit)
            self.weights.append(weight)
        self.counts.append(len(self.units) - before)


class Postings:
    """For each feature, by its number, the units (passages, entries or answers) that hold it, each with a weight."""

    def __init__(self, rows: Rows) -> None:
        self._starts = array("I", accumulate(rows.counts, initial=0))
        self._rows = rows

    def units(self, feature: int) -> array[int]:
        """The units that hold the feature."""
        start, end = self._starts[feature : feature + 2]
        return self._rows.units[start:end]

    def add_scores(self, scores: defaultdict[int, float], feature: int, gain: float) -> None:
        """Adds the gain, weighted, to the score of each unit that holds the feature."""
        start, end = self._starts[feature : feature + 2]
        for unit, weight in zip(self._rows.units[start:end], self._rows.weights[start:end], strict=True):
            scores[unit] += gain * weight
