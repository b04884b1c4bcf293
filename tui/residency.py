"""What the tagger's dictionary holds in memory: handed back again and again, for it is 260 MB of mapped files.

Every page touched counts as memory of ours, with its neighbours, although the system can read it again at any time:
fifty questions touch 60 MB. On Linux the pages are given back after some texts; elsewhere nothing is done.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from recommender.language.tokens import rest_between_texts

TEXTS_BETWEEN = 1
DICTIONARY = "/unidic_lite/"
_MAPS = Path("/proc/self/maps")
_DONT_NEED = 4  # MADV_DONTNEED: the pages of a mapped file are read again when next touched


def watch_memory() -> None:
    """From now on the pages of the dictionary are given back after every few texts."""
    if sys.platform == "linux":
        rest_between_texts(_WATCHED.used)


class MappedFiles:
    """The mapped files with a certain word in their path; they may be mapped later. Elsewhere than on Linux: none."""

    def __init__(self, word: str) -> None:
        self._word, self._uses = word, 0
        self._regions: tuple[tuple[int, int], ...] = ()

    def used(self) -> None:
        """Counts one use, and gives the pages back after every TEXTS_BETWEEN of them."""
        self._uses += 1
        if self._uses % TEXTS_BETWEEN == 0:
            self.give_back()

    def give_back(self) -> None:
        """Gives the pages back to the system."""
        if not self._regions:
            with suppress(OSError, ValueError):
                self._regions = tuple(self._mapped())
        for start, length in self._regions:
            ctypes.CDLL(None).madvise(ctypes.c_void_p(start), ctypes.c_size_t(length), _DONT_NEED)

    def _mapped(self) -> Iterator[tuple[int, int]]:
        """Where the files are mapped, read only: start and length."""
        for line in _MAPS.read_text("utf-8", "replace").splitlines():
            span, rights, *_, path = line.split(maxsplit=5) if line.count(" ") > 5 else (line, "", "")
            if self._word in path and rights.startswith("r-"):
                start, _, end = span.partition("-")
                yield int(start, 16), int(end, 16) - int(start, 16)


_WATCHED = MappedFiles(DICTIONARY)
