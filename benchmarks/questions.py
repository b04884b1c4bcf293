"""How many questions the interview asks until no further answer can change the result, over the example companies.

usage: python -m benchmarks.questions
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from statistics import median

from knowledge.values import UNKNOWN
from questionnaires.interview import Interview, answer, answer_unknown
from questionnaires.profile import read_profile
from recommender.rulebase import load_rulebase
from tui.course import next_field, survey

EXAMPLES = Path(__file__).parent.parent / "examples"


def questions_until_final(path: Path) -> int:
    """The number of questions that the interview puts before the choice is final."""
    rules = load_rulebase()
    known = read_profile(path.read_text("utf-8"), path.name, rules.vocabulary).answers
    interview, asked = Interview(), 0
    while True:
        stood = survey(interview, rules)
        if stood[1].final:
            return asked
        field = next_field(interview, rules.questionnaire, stood, "result")
        if field is None:
            return asked
        asked += 1
        value = known.get(field, UNKNOWN)
        interview = replace(interview, current=field)
        interview = answer_unknown(interview, field) if value is UNKNOWN else answer(interview, field, value)


def main() -> None:
    counts = {path.stem: questions_until_final(path) for path in sorted(EXAMPLES.glob("*.yaml"))}
    for name, count in counts.items():
        print(f"{name:20} {count}")
    print(f"median {median(counts.values())} questions until final (n={len(counts)})")


if __name__ == "__main__":
    main()
