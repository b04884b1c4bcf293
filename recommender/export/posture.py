"""対策の点検, in a document: how far each area is as a chart, the answers, and the next steps."""

from __future__ import annotations

from recommender.export.blocks import Bar, Block, Chart, Heading, Items, Paragraph
from recommender.export.marked import STEP_STATES, Marks, show_mark
from recommender.marks import ANSWER, action_mark
from recommender.posture import Area, Posture, Replies, how_of, posture_of
from recommender.posture_rules import PostureStep, load_posture


def replies_in(marks: Marks) -> Replies:
    """The answers of the self-check that are kept among the marks."""
    return {name.removeprefix(ANSWER): mark.word for name, mark in marks.items() if name.startswith(ANSWER)}


def posture_part(marks: Marks) -> list[Block]:
    """A short section; nothing where the self-check was not begun."""
    posture = posture_of(replies_in(marks))
    if not posture.told:
        return []
    words = load_posture().wording
    progress = words.progress.format(total=posture.total, answered=len(posture.told))
    return [
        Heading(2, words.title),
        Paragraph(f"{progress}。{words.lead}"),
        posture_chart(posture),
        *steps_part(posture, marks),
        Paragraph(words.elsewhere, words.elsewhere_cites),
    ]


def steps_part(posture: Posture, marks: Marks) -> list[Block]:
    """The next steps with who does them; one sentence where there are none."""
    if not posture.steps:
        return [Paragraph(load_posture().wording.none)]
    return [Items(tuple(_step(step, marks) for step in posture.steps), numbered=True)]


def posture_chart(posture: Posture) -> Chart:
    """The answers of each area: できている to the right, これから to the left, all of them in words beside."""
    words = load_posture().wording
    return Chart(words.chart, words.head, tuple(_bar(area) for area in posture.areas))


def _bar(area: Area) -> Bar:
    counts = area.counts
    figures = tuple(str(counts[level]) for level in ("good", "partly", "weak", "unknown"))
    return Bar(area.name, figures, left=counts["weak"], right=counts["good"])


def _step(step: PostureStep, marks: Marks) -> Paragraph:
    when = getattr(load_posture().wording.urgency, step.urgency)
    mark = marks.get(action_mark(step.id))
    noted = f"（{show_mark(mark, STEP_STATES)}）" if mark else ""
    return Paragraph(f"{step.what}（{when}）{noted}。{step.why}。{how_of(step)}", step.cites)
