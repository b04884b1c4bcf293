"""The panel's words: how the three options stand, the company so far, and how far the talk is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.values import UNKNOWN
from questionnaires.interview import live_answers
from tui import wording
from tui.layout import cells, pad
from tui.talk import carried, course
from tui.talk.course import questions_left
from tui.talk.phrasing import say_answer
from tui.talk.state import TalkState
from tui.talk.statements import Statement, opening

if TYPE_CHECKING:
    from knowledge.records import Monitoring

SHOWN_ORDER: tuple[Monitoring, ...] = ("endpoint", "network", "both")
_SHORT = {"endpoint": "端末", "network": "ネット", "both": "併用"}
_FULL_BAR = 20
_MOST_WAITING = 4


@dataclass(frozen=True, slots=True)
class StandingLine:
    """One option: its name, points, and why it can't be chosen, if so."""

    option: Monitoring
    name: str
    score: int
    excluded: str | None
    leads: bool


def standing_lines(talk: TalkState) -> tuple[StandingLine, ...]:
    """The three options in a fixed order; empty until the rules are loaded."""
    stood = talk.standing()
    if stood is None or talk.rules is None:
        return ()
    choice = stood[0]
    best = max((item.score for item in choice.standings if not item.excluded_by), default=0)
    alone = sum(item.score == best and not item.excluded_by for item in choice.standings) == 1
    lines = []
    for option in SHOWN_ORDER:
        standing = choice.standing(option)
        excluded = standing.excluded_by[0].because if standing.excluded_by else None
        name = talk.rules.option(option).name
        lines.append(StandingLine(option, name, standing.score, excluded, leads=alone and choice.option == option))
    return tuple(lines)


def standing_text(talk: TalkState, columns: int) -> str:
    """The bars with names and points, and what can still move them."""
    lines = standing_lines(talk)
    if not lines:
        return "準備しています"
    if not talk.interview.answers:
        return "答えが集まると、ここに3つの見守り方の見立てが出ます。"
    name_room = max(cells(line.name) for line in lines) + 2
    bar_room = max(min(columns - name_room - 8, 24), 4)
    full = max(_FULL_BAR, *(line.score for line in lines))
    drawn = []
    for line in lines:
        mark = ">" if line.leads else " "
        bar = "選べません" if line.excluded else f"{_bar(line.score, full, bar_room)} {line.score:>3}"
        drawn.append(f"{mark} {pad(line.name, name_room)}{bar}")
    return "\n".join([*drawn, "", moving_text(talk)])


def standing_statements(talk: TalkState) -> tuple[Statement, ...]:
    """The options as lines that open, with their points or why they can't be chosen."""
    lines = standing_lines(talk)
    if not lines:
        return (Statement("準備しています"),)
    room = max(cells(line.name) for line in lines) + 2
    return tuple(
        Statement(
            f"{pad(line.name, room)}{f'選べません（{line.excluded}）' if line.excluded else f'{line.score}点'}"
            f"{'  いまのところ先です' if line.leads else ''}",
            label=str(number),
            opens=opening(line.option),
        )
        for number, line in enumerate(lines, 1)
    )


def _bar(score: int, full: int, room: int) -> str:
    filled = max(0, min(room, round(score * room / full)))
    return "#" * filled + "-" * (room - filled)


def moving_text(talk: TalkState) -> str:
    """Whether the result can still move, and by what."""
    stood = talk.standing()
    if stood is None:
        return ""
    choice, stability = stood
    if choice.option is None:
        return "いまの答えでは、合うものがありません。"
    if stability.final:
        return "結論は固まりました。"
    ranked = sorted(stability.stakes, key=lambda name: -stability.stakes[name])[:3]
    fields = talk.questionnaire.vocabulary.fields
    return f"まだ動きます（{'、'.join(fields[name].label for name in ranked)}）"


def brief_text(talk: TalkState) -> str:
    """The panel on one line, for narrow screens."""
    lines = standing_lines(talk)
    if not lines or not talk.interview.answers:
        return progress_text(talk)
    shown = "・".join(f"{_SHORT[line.option]} {'不可' if line.excluded else line.score}" for line in lines)
    return f"{shown}  {progress_text(talk)}"


def progress_text(talk: TalkState) -> str:
    """How far it is to the result; before that, to the end of what came over from last time."""
    waiting = talk.interview.passed
    old = [name for name in carried.questions_of(talk.carried) if name not in waiting]
    if old:
        return wording.CARRIED_PROGRESS.format(count=len(old))
    stood = talk.standing()
    if stood is None:
        return f"{len(talk.interview.answers)}問に答えました"
    left = questions_left(*stood)
    if stood[1].final:
        return "結論が出ています"
    return f"結論まで あと{left}問ほど"


def company_lines(talk: TalkState) -> tuple[tuple[str, str], ...]:
    """What is known of the company as label and answer, then what is asked soon."""
    questionnaire = talk.questionnaire
    fields = questionnaire.vocabulary.fields
    live = live_answers(talk.interview.answers, questionnaire)
    known, old = [], talk.carried
    for name in questionnaire.questions:
        if name in live:
            said = say_answer(live[name], fields[name])
            if name in old:
                said += f"（{wording.AS_BEFORE}）"
            known.append((fields[name].label, f"{said} > 確かめる" if live[name] is UNKNOWN else said))
    stood = talk.standing()
    stakes = stood[1].stakes if stood else {}
    waiting = sorted((name for name in stakes if name not in live), key=lambda name: -stakes[name])
    first = [name for name in course.OPENING if name not in live]
    waiting = [*first, *(name for name in waiting if name not in first)]
    return (*known, *((fields[name].label, "（まだ）") for name in waiting[:_MOST_WAITING]))
