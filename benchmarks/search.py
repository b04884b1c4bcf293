"""How fast a question is answered, how much memory the index takes, and how well the tuning half is answered.

usage: python -m benchmarks.search
"""

from __future__ import annotations

import time
import tracemalloc
from pathlib import Path
from statistics import median

import yaml

from recommender.language.answering import ask
from recommender.rulebase import load_rulebase

TUNING = Path(__file__).parent.parent / "tests" / "cases" / "language" / "questions_tuning.yaml"
ROUNDS = 5


def main() -> None:
    cases = yaml.safe_load(TUNING.read_text("utf-8"))
    inside, outside = ([case["q"] for case in cases[name]] for name in ("questions", "out_of_scope"))
    rules = load_rulebase()
    tracemalloc.start()
    began = time.perf_counter()
    ask("UTMって何", rules)
    built = time.perf_counter() - began
    held = tracemalloc.get_traced_memory()[0] / 2**20
    tracemalloc.stop()
    times = []
    for question in (inside + outside) * ROUNDS:
        began = time.perf_counter()
        ask(question, rules)
        times.append(time.perf_counter() - began)
    times.sort()
    typical = median(times)
    print(f"index: {held:.1f} MiB, built (traced) in the time of {built / typical:.0f} questions")
    print(f"question: median {typical * 1e3:.2f} ms, p99 {times[len(times) * 99 // 100] / typical:.1f} x median")
    answered = sum(not ask(question, rules).abstained for question in inside) / len(inside)
    refused = sum(ask(question, rules).abstained for question in outside) / len(outside)
    print(f"tuning half: answered {answered:.3f}, refused {refused:.3f}")


if __name__ == "__main__":
    main()
