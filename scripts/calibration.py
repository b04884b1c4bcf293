"""Writes docs/decisions.md: the rules of the decision with the example cases that hold them, and the sheet of rules.

usage: python scripts/calibration.py [--check]

A case holds a rule when its advice would be wrong without the rule (the same as with its points set to zero). With
--check nothing is written; the exit code is 1 where the document isn't current or a rule is held by no case.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from decision_cases import holding, name_of, read_cases  # noqa: E402  the cases live beside the tests

from knowledge.conditions import describe  # noqa: E402  as above
from recommender.export.logic import BASIS, logic_sheet  # noqa: E402  as above
from recommender.records import OPTIONS, ClassNeed, Evidence, Exclusion, Void  # noqa: E402  as above
from recommender.rulebase import RuleBase, load_rulebase  # noqa: E402  as above

SHEET = ROOT / "docs" / "decisions.md"
TITLE, LOGIC = "## 規則と、それを支える例", "## 選べなくなる条件"
MOST_NAMED = 6
Rule = Void | Exclusion | Evidence | ClassNeed


def document(introduction: str, held: Mapping[str, tuple[str, ...]], rules: RuleBase) -> str:
    """The introduction, the table of what holds each rule, and the sheet of rules."""
    decisions = rules.decisions
    every: tuple[Rule, ...] = (*decisions.voids, *decisions.exclusions, *decisions.evidence, *decisions.class_needs)
    count = sum(1 for _ in read_cases(rules))
    lines = [
        TITLE,
        "",
        f"例は全部で{count}件です。「支える例」は、その規則をなくすと（点を0にすると）助言が外れる例です。",
        "",
        "| 規則 | 条件 | 向きと点 | 種類 | 出典 | 支える例 |",
        "|---|---|---|---|---|---|",
    ]
    lines += [f"| {' | '.join(_cells(item, held, rules))} |" for item in every]
    return introduction + "\n".join([*lines, "", logic_sheet(rules)])


def _cells(item: Rule, held: Mapping[str, tuple[str, ...]], rules: RuleBase) -> Iterator[str]:
    yield item.code if isinstance(item, Void) else item.id
    yield describe(item.when, rules.vocabulary)
    yield "、".join(_effects(item, rules))
    yield BASIS[item.basis] if isinstance(item, Evidence) else "動かせない条件" if _is_hard(item) else "2類の範囲"
    yield "、".join(item.cites)
    cases = held[name_of(item)]
    yield "、".join(cases[:MOST_NAMED]) + (f"、ほか{len(cases) - MOST_NAMED}件" if len(cases) > MOST_NAMED else "")


def _is_hard(item: Rule) -> bool:
    return isinstance(item, Void | Exclusion)


def _effects(item: Rule, rules: RuleBase) -> Iterator[str]:
    for option in OPTIONS:
        name = rules.option(option).name
        if isinstance(item, Evidence):
            points = item.weights.of(option)
            if points:
                yield f"{name}{points:+d}"
        elif isinstance(item, Void):
            yield f"{name}を消す"
        elif option in item.options:
            yield f"{name}を消す" if isinstance(item, Exclusion) else f"{name}なら2類"


def main() -> int:
    rules = load_rulebase()
    written = SHEET.read_text(encoding="utf-8")
    introduction = written[: written.index(TITLE if TITLE in written else LOGIC)]
    held = holding(read_cases(rules), rules)
    text = document(introduction, held, rules)
    loose = [name for name, cases in held.items() if not cases]
    sys.stderr.write("".join(f"no case holds {name}\n" for name in loose))
    if "--check" not in sys.argv[1:]:
        SHEET.write_text(text, encoding="utf-8")
    elif text != written:
        sys.stderr.write("docs/decisions.md isn't current: python scripts/calibration.py\n")
        return 1
    return int(bool(loose))


if __name__ == "__main__":
    sys.exit(main())
