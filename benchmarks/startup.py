"""First card on the screen (new, go on, or in trouble), against a six-widget Textual app, as whole processes in turn.

usage: python -m benchmarks.startup [RUNS]
"""

from __future__ import annotations

import subprocess
import sys
import time
from statistics import median

# Both leave at the first refresh after mounting; the program starts loading its rules only then.
_NAVI = """
import os, tempfile
os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
from datetime import date
from pathlib import Path
from tui.app import NaviApp
NaviApp._load_rules = lambda self: os._exit(0)
NaviApp(Path(tempfile.mkdtemp()), date(2026, 11, 22)).run(headless=True, size=(100, 30))
"""
_YARDSTICK = """
import os
os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
from benchmarks.six_widgets import SixWidgets
SixWidgets.on_mount = lambda self: self.call_after_refresh(os._exit, 0)
SixWidgets().run(headless=True, size=(100, 30))
"""


def _seconds(program: str) -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", program], check=False, capture_output=True)
    return time.perf_counter() - started


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    _seconds(_NAVI), _seconds(_YARDSTICK)
    pairs = [(_seconds(_NAVI), _seconds(_YARDSTICK)) for _ in range(runs)]
    ratios = [ours / yardstick for ours, yardstick in pairs]
    print(f"start to first card:     median {1000 * median(a for a, _ in pairs):.0f} ms")
    print(f"six-widget app:          median {1000 * median(b for _, b in pairs):.0f} ms")
    print(f"ratio pair by pair:      median {median(ratios):.2f}, {min(ratios):.2f} to {max(ratios):.2f} (n={runs})")


if __name__ == "__main__":
    main()
