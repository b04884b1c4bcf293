"""How many questions the interview asks until no further answer can change the result, over the example companies.

usage: python -m benchmarks.questions [-v]

Asked one by one, and after the paragraph in which the company describes itself (benchmarks/paragraphs.yaml): what is
understood is confirmed as it stands, then the questions go on. Answers come from the examples; what an example
doesn't say is answered わからない.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from statistics import median

import yaml

from knowledge.fields import Answers
from knowledge.values import UNKNOWN
from questionnaires.interview import Interview, answer
from questionnaires.profile import read_profile
from recommender.language.slots import understand
from recommender.rulebase import RuleBase, load_rulebase
from tui.desk.store import SqliteStore
from tui.talk.conversation import Conversation
from tui.talk.course import next_field
from tui.talk.gathered import facts_from, taken

EXAMPLES = Path(__file__).parent.parent / "examples"
PARAGRAPHS = Path(__file__).parent / "paragraphs.yaml"
DAY = date(2026, 11, 22)
MOST = {"one by one": 12, "after a paragraph": 8}


def companies(rules: RuleBase) -> dict[str, Answers]:
    """The answers of every example, by its name."""
    paths = sorted(EXAMPLES.glob("*.yaml"))
    return {path.stem: read_profile(path.read_text("utf-8"), path.name, rules.vocabulary).answers for path in paths}


def paragraphs() -> dict[str, str]:
    """How every example company describes itself."""
    found: dict[str, str] = yaml.safe_load(PARAGRAPHS.read_text("utf-8"))
    return found


def after_paragraph(text: str, rules: RuleBase) -> Interview:
    """The interview once everything that the text states is confirmed."""
    return taken(Interview(), facts_from(understand(text).slots, {}, rules.vocabulary))


def questions_until_final(known: Answers, interview: Interview, rules: RuleBase) -> list[str]:
    """The questions that the interview puts before the choice is final."""
    asked: list[str] = []
    with tempfile.TemporaryDirectory() as home:
        store = SqliteStore(Path(home), rules.vocabulary)
        record = store.new()
        while True:
            talk = Conversation(store, DAY, replace(record, interview=interview))
            talk.rules = rules
            stood = talk.standing()
            field = next_field(interview, rules.questionnaire, stood, "deciding")
            if field is None or (stood and stood[1].final):
                return asked
            asked.append(field)
            interview = answer(replace(interview, current=field), field, known.get(field, UNKNOWN))


def main() -> None:
    rules, told = load_rulebase(), paragraphs()
    verbose = "-v" in sys.argv[1:]
    counts: dict[str, list[int]] = {name: [] for name in MOST}
    for name, known in companies(rules).items():
        for mode, start in zip(MOST, (Interview(), after_paragraph(told[name], rules)), strict=True):
            asked = questions_until_final(known, start, rules)
            counts[mode].append(len(asked))
            print(f"{name:16} {mode:18} {len(asked):>3}  {' '.join(asked) if verbose else ''}".rstrip())
    for mode, found in counts.items():
        print(f"median {median(found)} questions until final {mode} (at most {MOST[mode]}; n={len(found)})")


if __name__ == "__main__":
    main()
