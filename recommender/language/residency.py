"""What the tagger's dictionary holds in memory: handed back now and then, for it is 260 MB of mapped files.

Reading a thousand texts touches most of it, and every page touched counts as memory of ours although the system can
read it again at any time. On Linux the pages are given back after some texts; elsewhere nothing is done.
"""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress
from pathlib import Path

TEXTS_BETWEEN = 16
_MAPS = Path("/proc/self/maps")
_DONT_NEED = 4  # MADV_DONTNEED: the pages of a mapped file are read again when next touched


class MappedFiles:
    """The mapped files of one folder, whose pages are given back after every TEXTS_BETWEEN uses."""

    def __init__(self, folder: str) -> None:
        self._uses = 0
        self._regions: tuple[tuple[int, int], ...] = ()
        if sys.platform == "linux":
            with suppress(OSError, ValueError):
                self._regions = tuple(_regions(folder))

    def used(self) -> None:
        """Counts one use."""
        self._uses += 1
        if self._uses % TEXTS_BETWEEN == 0:
            self.give_back()

    def give_back(self) -> None:
        """Gives the pages back to the system."""
        for start, length in self._regions:
            _libc().madvise(ctypes.c_void_p(start), ctypes.c_size_t(length), _DONT_NEED)


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None)


def _regions(folder: str) -> list[tuple[int, int]]:
    """Where the folder's files are mapped, read only: start and length."""
    found = []
    for line in _MAPS.read_text("utf-8", "replace").splitlines():
        span, rights, *_, path = line.split(maxsplit=5) if line.count(" ") > 5 else (line, "", "")
        if path.startswith(folder) and rights.startswith("r-"):
            start, _, end = span.partition("-")
            found.append((int(start, 16), int(end, 16) - int(start, 16)))
    return found
