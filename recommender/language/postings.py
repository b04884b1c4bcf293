"""Inverted lists (転置索引) of one layer of a search index, packed so that thousands of features stay small."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable


class Postings:
    """For each feature the units (passages, entries or answers) that hold it, each with a weight."""

    def __init__(self) -> None:
        self._spans: dict[str, tuple[int, int]] = {}
        self._units = array("H")
        self._weights = array("f")

    def put(self, feature: str, rows: Iterable[tuple[int, float]]) -> None:
        """Files the rows (unit, weight) of a feature. A feature is put once."""
        start = len(self._units)
        for unit, weight in rows:
            self._units.append(unit)
            self._weights.append(weight)
        self._spans[feature] = (start, len(self._units))

    def add_scores(self, scores: defaultdict[int, float], feature: str, gain: float) -> None:
        """Adds the gain, weighted, to the score of each unit that holds the feature."""
        start, end = self._spans.get(feature, (0, 0))
        for unit, weight in zip(self._units[start:end], self._weights[start:end], strict=True):
            scores[unit] += gain * weight
