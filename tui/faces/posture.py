"""対策の点検: the line that leads to it, and the page of what it came to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from recommender.export.posture import replies_in
from recommender.marks import action_mark
from recommender.posture import Area, Posture, Standing, how_of, posture_of, urgency_lines
from recommender.posture_rules import load_posture
from recommender.results import Assessment
from recommender.rulebase import RuleBase
from tui.desk.records import Mark
from tui.talk.statements import Statement, heading
from tui.ticks import box

POSTURE = "posture"
"""What the line on 確かめること opens."""
_WIDEST_BAR = 24
_SIGNS: Mapping[Standing, str] = {"good": "#", "partly": "=", "weak": "-", "unknown": "?"}


def posture_line(marks: Mapping[str, Mark]) -> Iterable[Statement]:
    """What leads to the self-check from the result."""
    posture, words = posture_of(replies_in(marks)), load_posture().wording
    progress = words.progress.format(total=posture.total, answered=len(posture.told))
    yield heading(f"{words.title}（しなくても大丈夫です）")
    yield Statement(f"ふだんの対策を見直す（Enter で開きます）\n{progress}。{words.lead}", opens=POSTURE)


def posture_page(result: Assessment, marks: Mapping[str, Mark], rules: RuleBase, columns: int) -> tuple[Statement, ...]:
    """The chart, how urgent it is, the steps, and the answers, for a screen of so many cells."""
    posture = posture_of(replies_in(marks))
    return tuple(_page(posture, result, marks, rules, columns))


def _page(
    posture: Posture, result: Assessment, marks: Mapping[str, Mark], rules: RuleBase, columns: int
) -> Iterable[Statement]:
    words = load_posture().wording
    names = {level: getattr(words.levels, level) for level in _SIGNS}
    yield Statement(words.progress.format(total=posture.total, answered=len(posture.told)))
    yield heading("  ".join(f"{_SIGNS[level]} {name}" for level, name in names.items()))
    for area in posture.areas:
        figures = "、".join(f"{name}{area.counts[level]}" for level, name in names.items() if area.counts[level])
        yield Statement(f"{area.name}（{figures}）\n{area_bar(area, min(columns - 6, _WIDEST_BAR))}")
    yield heading("次の一歩")
    for line in urgency_lines(posture, result, rules):
        yield Statement(line)
    for step in posture.steps:
        when = getattr(words.urgency, step.urgency)
        yield Statement(
            f"{step.what}（{when}）\n{step.why}\n{how_of(step)}", step.cites, box(marks.get(action_mark(step.id)))
        )
    yield heading("ほかの道具")
    yield Statement(words.elsewhere, words.elsewhere_cites)
    yield heading("お聞きしたこと")
    for told in posture.told:
        yield Statement(f"{told.ask}\n{told.said}", (), told.name)


def area_bar(area: Area, width: int) -> str:
    """The answers of an area as a bar of so many signs, each answer as long as another: 「######======------」."""
    each = max(width // area.answered, 1)
    return "".join(sign * each * area.counts[level] for level, sign in _SIGNS.items())
