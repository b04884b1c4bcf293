"""What the C library holds free is handed back."""

import platform
from pathlib import Path

import pytest

from tui.heap import give_back_free, share_one_heap

MANY, BYTES = 40_000, 1_000


def resident_bytes() -> int:
    """What the process holds in memory."""
    status = Path("/proc/self/status").read_text("utf-8")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("RssAnon:")) * 1024


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc is told")
def test_what_was_freed_below_something_that_stays_is_handed_back() -> None:
    share_one_heap()
    held = [bytes(BYTES) for _ in range(MANY)]
    last = held[-1]
    held.clear()
    before = resident_bytes()
    give_back_free()
    assert before - resident_bytes() > MANY * BYTES / 2
    assert len(last) == BYTES
