"""Typos (打ちまちがい) in known terms: a run of letters that nothing knows is read as the term that it nearly is.

rapidfuzz only repairs here. It ranks nothing: on joined Japanese its ratios rank at random.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from recommender.language.fold import fold_word

_RUN = re.compile(r"[ァ-ヺー]{4,30}|[a-z]{4,30}")


class Typos:
    """Repairs runs of katakana or letters. `knows` says of a run whether the knowledge base has it."""

    def __init__(self, terms: Iterable[str], knows: Callable[[str], bool], similarity: float) -> None:
        folded = dict.fromkeys(fold_word(term) for term in terms)
        self._terms = [term for term in folded if _RUN.fullmatch(term)]
        self._knows, self._similarity = knows, similarity

    def repaired(self, folded: str) -> str:
        """The text with its near misses of known terms put right."""
        return _RUN.sub(lambda run: self._nearest(run[0]), folded)

    def _nearest(self, run: str) -> str:
        from rapidfuzz import process  # noqa: PLC0415  loaded with the first question
        from rapidfuzz.distance import OSA  # noqa: PLC0415

        if run in self._terms or self._knows(run):
            return run
        found = process.extractOne(run, self._terms, scorer=OSA.normalized_similarity, score_cutoff=self._similarity)
        return found[0] if found else run
