"""How long the rule base takes to load: from YAML, and from what the run before has kept. Wants at most a quarter."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile

ROUNDS = 7
LIMIT = 0.25
_RUN = """
import json, sys, time
from pathlib import Path
from recommender.rulebase import Folders, load_rulebase
start = time.perf_counter()
rules = load_rulebase(Folders(cache=Path(sys.argv[1])))
print(json.dumps([time.perf_counter() - start, rules.digest]))
"""


def timed(directory: str) -> float:
    """Seconds of one load in a fresh process, without the imports."""
    run = subprocess.run([sys.executable, "-c", _RUN, directory], capture_output=True, text=True, check=True)
    return float(json.loads(run.stdout)[0])


def main() -> int:
    """Prints the medians and their ratio; 1 where the ratio is above the limit."""
    first, second = [], []
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory() as directory:
            first.append(timed(directory))
            second.append(timed(directory))
    parsed, cached = statistics.median(first), statistics.median(second)
    ratio = cached / parsed
    print(f"from YAML {parsed * 1000:.0f} ms, from the cache {cached * 1000:.0f} ms, ratio {ratio:.2f} (<= {LIMIT})")
    return 0 if ratio <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
