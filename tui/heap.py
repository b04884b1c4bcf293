"""The heap of the C library: one for all threads, and what is free in it handed back. Only glibc is told to do so.

A thread with a heap of its own keeps what it freed there: after rules and index were read, about 3 MiB for nobody.
"""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress

_ARENA_MAX = -8  # M_ARENA_MAX of mallopt(3)


def share_one_heap() -> None:
    """Has the threads that start from now on use the heap that is there."""
    _tell("mallopt", ctypes.c_int(_ARENA_MAX), ctypes.c_int(1))


def give_back_free() -> None:
    """Gives the system back the pages on which nothing stands."""
    _tell("malloc_trim", ctypes.c_size_t(0))


def _tell(function: str, *values: object) -> None:
    if sys.platform == "linux":
        with suppress(AttributeError):  # another C library
            getattr(ctypes.CDLL(None), function)(*values)
