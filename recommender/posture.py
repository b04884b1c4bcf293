"""対策の点検: what the answers of the self-check come to, its next steps, and the one that joins the result's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from knowledge.values import UNKNOWN
from questionnaires.posture import load_self_check
from questionnaires.showing import show_value
from recommender.counsel import MOST_ACTIONS, actions_for
from recommender.posture_rules import Level, PostureItem, PostureStep, Urgency, load_posture
from recommender.results import Assessment, NextAction
from recommender.rulebase import RuleBase

Standing: TypeAlias = Level | Literal["unknown"]
Replies: TypeAlias = Mapping[str, str]
"""Answers of the self-check: the code of an option, or `UNKNOWN_CODE`, by the question's id."""
UNKNOWN_CODE = "unknown"
MOST_JOINED = 1
"""How many of its steps may stand among the result's six."""
_SOONEST: tuple[Urgency, ...] = ("now", "month", "half")
_WEAKEST: tuple[Standing, ...] = ("weak", "partly", "unknown", "good")
_UNDECIDED = ("year", "undecided")
"""Answers to 始めたい時期 that an urgent step of the self-check may move."""


@dataclass(frozen=True, slots=True)
class Told:
    """One answered question: its short name and area, the answer in words, and how far it goes."""

    id: str
    name: str
    area: str
    ask: str
    said: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class Area:
    """How many answers of an area stand how, the unanswered ones left out."""

    name: str
    counts: Mapping[Standing, int]

    @property
    def answered(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Posture:
    """What the answers come to. `steps` begin with the most urgent; `total` counts all questions."""

    told: tuple[Told, ...]
    areas: tuple[Area, ...]
    steps: tuple[PostureStep, ...]
    total: int

    @property
    def urgent(self) -> tuple[PostureStep, ...]:
        return tuple(step for step in self.steps if step.urgency == _SOONEST[0])


def known_replies(replies: Replies) -> dict[str, str]:
    """The replies that the questions still have, in their order; others are left out."""
    fields = load_self_check().vocabulary.fields
    return {
        name: replies[name]
        for name, field in fields.items()
        if name in replies and replies[name] in (*field.codes, UNKNOWN_CODE)
    }


def posture_of(replies: Replies) -> Posture:
    """What the replies come to. What was not answered counts nowhere."""
    sheet, given = load_self_check(), known_replies(replies)
    items = {item.id: item for item in load_posture().items}
    told = tuple(_told(items[name], code) for name, code in given.items())
    steps = [
        (step, _WEAKEST.index(_standing(items[name], code)))
        for name, code in given.items()
        for step in _steps(items[name], code)
    ]
    ranked = sorted(steps, key=lambda pair: (_SOONEST.index(pair[0].urgency), pair[1]))
    areas = (
        Area(
            section.title,
            {
                level: sum(item.area == section.title and item.standing == level for item in told)
                for level in ("good", "partly", "weak", "unknown")
            },
        )
        for section in sheet.sections.values()
    )
    return Posture(
        told,
        tuple(area for area in areas if area.answered),
        tuple(step for step, _ in ranked),
        len(sheet.questions),
    )


def with_posture(assessment: Assessment, replies: Replies, rules: RuleBase) -> Assessment:
    """The result with its actions and, among them, the most urgent step of the self-check.

    There are never more than `MOST_ACTIONS`: where all are taken, the joined step stands in the place of the last.
    Only a step for this week joins; the others wait in the self-check's own list.
    """
    own = actions_for(
        assessment.monitoring.choice,
        assessment.service_class.choice,
        assessment.profile.answers,
        assessment.to_confirm,
        rules,
    )
    joined = tuple(map(action_of, posture_of(replies).urgent[:MOST_JOINED]))
    return replace(assessment, actions=(*own[: MOST_ACTIONS - len(joined)], *joined))


def action_of(step: PostureStep) -> NextAction:
    """A step in the form of the result's own."""
    return NextAction(step.id, step.what, step.why, how_of(step), step.cites)


def how_of(step: PostureStep) -> str:
    """How, and who helps with it."""
    return f"{step.how}。{load_posture().wording.helper.format(who=step.who)}"


def urgency_lines(posture: Posture, assessment: Assessment, rules: RuleBase) -> tuple[str, ...]:
    """How urgent it is, beside what the user said of when to begin; the user's own answer is never changed here."""
    words = load_posture().wording
    if not posture.steps:
        return (words.none,)
    if not posture.urgent:
        return (words.calm,)
    lines = [words.hurry.format(count=len(posture.urgent))]
    said = assessment.profile.answers.get("urgency")
    if said is not None and (said is UNKNOWN or said in _UNDECIDED):
        lines.append(words.hurry_more.format(urgency=show_value(said, rules.vocabulary.fields["urgency"])))
    return tuple(lines)


def _told(item: PostureItem, code: str) -> Told:
    sheet = load_self_check()
    question = sheet.questions[item.id]
    levels = load_posture().wording.levels
    said = levels.unknown if code == UNKNOWN_CODE else sheet.vocabulary.fields[item.id].choice_label(code)
    area = sheet.sections[question.section].title
    return Told(item.id, item.name, area, question.ask, said, _standing(item, code))


def _standing(item: PostureItem, code: str) -> Standing:
    return next((answer.level for answer in item.levels if answer.code == code), "unknown")


def _steps(item: PostureItem, code: str) -> Iterator[PostureStep]:
    if code != UNKNOWN_CODE:
        yield from (step for step in item.steps if code in step.codes)
        return
    found = load_posture().wording.find_out
    how = (load_self_check().questions[item.id].find_out or "").removesuffix("。")
    what = found.what.format(name=item.name)
    yield PostureStep(find_out_id(item.id), (), found.urgency, what, found.why, how, found.who, ())


def find_out_id(item_id: str) -> str:
    """The id of the step that finds an answer out."""
    return f"posture.find_out.{item_id}"


def step_text(step_id: str) -> str | None:
    """What a step of that id says; None where no step has it."""
    rules = load_posture()
    if step_id in rules.steps:
        return rules.steps[step_id].what
    named = (item.name for item in rules.items if find_out_id(item.id) == step_id)
    name = next(named, None)
    return None if name is None else rules.wording.find_out.what.format(name=name)
