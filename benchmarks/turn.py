"""What one turn of the talk costs, against the key echo of a six-widget Textual app in the same run.

A turn is everything that the program thinks between a typed line and its reply: `understand` a description, `ask` the
knowledge base a question, decide (`choose` and `examine`) with one more answer known, find the next question, and
`assess` without explanation. Descriptions and questions are those of the tuning halves, answers those of the example
companies, one company after the other. Between two turns one key is typed into the six-widget app (`echoing`), so that
both meet the same machine. What the app makes ready in a worker while the first card is read is ready here too. Where
other programs run beside, the work (the process's own time) says more than the clock.

usage: python -m benchmarks.turn [ROUNDS]
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator
from datetime import date
from itertools import cycle
from pathlib import Path
from statistics import median

import yaml
from textual.widgets import Input

from benchmarks.echoing import Clock, Cost, Typist, percentile
from benchmarks.six_widgets import SixWidgets
from knowledge.fields import Answers
from knowledge.values import UNKNOWN
from questionnaires.interview import Interview, answer, live_answers
from questionnaires.profile import Profile, read_profile
from recommender.assessment import assess
from recommender.language.answering import ask
from recommender.language.slots import understand
from recommender.rulebase import RuleBase, load_rulebase
from tui.readying import make_ready
from tui.talk.course import next_field, survey

ROOT = Path(__file__).parent.parent
CASES = ROOT / "tests" / "cases" / "language"
DAY = date(2026, 11, 22)
MEDIAN_AT_MOST, P99_AT_MOST = 1.5, 4.0


def companies(rules: RuleBase) -> list[Answers]:
    """The answers of the example companies."""
    paths = (path for path in sorted((ROOT / "examples").glob("*.yaml")) if path.stem != "paragraphs")
    return [read_profile(path.read_text("utf-8"), path.name, rules.vocabulary).answers for path in paths]


def turns(rules: RuleBase) -> Iterator[Cost]:
    """One turn after the other, without end."""
    texts = cycle(item["text"] for item in yaml.safe_load((CASES / "slots_tuning.yaml").read_text("utf-8"))["items"])
    asked = yaml.safe_load((CASES / "questions_tuning.yaml").read_text("utf-8"))
    questions = cycle(item["q"] for item in (*asked["questions"], *asked["out_of_scope"]))
    for known in cycle(companies(rules)):
        interview, field = Interview(), "industry"
        while field is not None:
            text, question = next(texts), next(questions)
            clock = Clock()
            understand(text)
            ask(question, rules)
            interview = answer(interview, field, known.get(field, UNKNOWN))
            stood = survey(interview, rules)
            field = next_field(interview, rules.questionnaire, stood, "rest")
            assess(Profile(live_answers(interview.answers, rules.questionnaire)), rules, DAY, explain=False)
            yield clock.stop()


async def measured(rounds: int) -> tuple[list[Cost], list[Cost]]:
    """Echoes and turns by turns."""
    rules = load_rulebase()
    make_ready(rules)
    thinking = turns(rules)
    app = SixWidgets()
    echoes, thought = [], []
    async with app.run_test(size=(100, 30)) as pilot:
        typist = Typist(app, app.query_one(Input))
        await pilot.pause()
        await typist.type()
        for _ in range(rounds):
            echoes.append(await typist.type())
            thought.append(next(thinking))
    return echoes, thought


def main() -> int:
    """Prints both with their ratios; 1 where a ratio is above its goal."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 400
    echoes, thought = asyncio.run(measured(rounds))
    echo, turn = median(item.wall for item in echoes), median(item.wall for item in thought)
    slow = percentile([item.wall for item in thought], 0.99)
    worked, slow_work = median(item.work for item in thought), percentile([item.work for item in thought], 0.99)
    print(
        f"key echo {1000 * echo:.1f} ms, of it work {1000 * median(item.work for item in echoes):.1f} ms (n={rounds})"
    )
    for name, wall, work, most in (("median", turn, worked, MEDIAN_AT_MOST), ("p99", slow, slow_work, P99_AT_MOST)):
        print(f"turn {name} {1000 * wall:.1f} ms, {wall / echo:.2f} x key echo (<= {most}); work {1000 * work:.1f} ms")
    return 0 if turn <= MEDIAN_AT_MOST * echo and slow <= P99_AT_MOST * echo else 1


if __name__ == "__main__":
    sys.exit(main())
