"""What was ticked off so far, in a summary: the questions to the provider, and the steps after signing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Protocol, TypeAlias

from recommender.export.blocks import Block, Heading, Items, Paragraph, Table
from recommender.marks import check_mark
from recommender.onboarding import onboarding_for
from recommender.records import OnboardingStep, Phase
from recommender.results import Assessment, CheckItem
from recommender.rulebase import RuleBase


class Marked(Protocol):
    """How far something is. `state`: open, doing, done, failed or dropped."""

    @property
    def state(self) -> str: ...
    @property
    def owner(self) -> str: ...
    @property
    def due(self) -> date | None: ...
    @property
    def word(self) -> str: ...


Marks: TypeAlias = Mapping[str, Marked]
NO_MARKS: Marks = MappingProxyType({})
Plan: TypeAlias = tuple[tuple[Phase, tuple[OnboardingStep, ...]], ...]
CHECK_STATES = {"open": "未", "doing": "答え待ち", "done": "済み", "failed": "合わない", "dropped": "聞かない"}
STEP_STATES = {"open": "未", "doing": "進めている", "done": "済み", "failed": "できなかった", "dropped": "しない"}
_SETTLED = ("done", "dropped")


def is_settled(mark: Marked | None) -> bool:
    """Whether nothing is left to do about it."""
    return mark is not None and mark.state in _SETTLED


def show_day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def show_mark(mark: Marked | None, states: Mapping[str, str]) -> str:
    """The state with who, by when and the word: 「答え待ち、担当 山田、12月5日まで、電話した」."""
    if mark is None:
        return states["open"]
    owner = f"担当 {mark.owner}" if mark.owner else ""
    due = f"{show_day(mark.due)}まで" if mark.due else ""
    return "、".join(filter(None, (states[mark.state], owner, due, mark.word)))


def checklist_part(assessment: Assessment, rules: RuleBase, marks: Marks) -> list[Block]:
    """The questions to the provider: those still open first, then what is settled, in few words."""
    if not assessment.checklist:
        return []
    waiting = [item for item in assessment.checklist if not is_settled(marks.get(check_mark(item.clause)))]
    settled = [item for item in assessment.checklist if item not in waiting]
    blocks: list[Block] = [Heading(2, "契約の前に事業者へ聞くこと")]
    if settled:
        blocks.append(Paragraph(f"{len(assessment.checklist)}件のうち、済んだのは{len(settled)}件です。"))
    if waiting:
        blocks.append(Items(tuple(_asked(item, marks) for item in waiting)))
    if settled:
        blocks.append(Heading(3, "済んだこと"))
        blocks.append(Items(tuple(_settled(item, rules, marks) for item in settled)))
    return blocks


def _asked(item: CheckItem, marks: Marks) -> Paragraph:
    mark = marks.get(check_mark(item.clause))
    behind = f"（{show_mark(mark, CHECK_STATES)}）" if mark else ""
    return Paragraph(f"{item.ask}{behind}", (item.clause,))


def _settled(item: CheckItem, rules: RuleBase, marks: Marks) -> Paragraph:
    said = show_mark(marks[check_mark(item.clause)], CHECK_STATES)
    return Paragraph(f"{rules.knowledge.clauses[item.clause].title}（{said}）", (item.clause,))


def onboarding_part(assessment: Assessment, rules: RuleBase, marks: Marks) -> list[Block]:
    """The steps after signing, phase by phase; nothing where no step is marked."""
    steps = onboarding_steps(assessment, rules)
    if not any(step.id in marks for _, found in steps for step in found):
        return []
    return [Heading(2, "契約したあとの段取り"), *onboarding_tables(assessment, rules, marks)]


def onboarding_tables(assessment: Assessment, rules: RuleBase, marks: Marks) -> list[Block]:
    """The steps as one table a phase, marked or not."""
    blocks: list[Block] = []
    for phase, found in onboarding_steps(assessment, rules):
        rows = tuple(_step_row(step.what, step.how, marks.get(step.id)) for step in found)
        blocks += [Heading(3, phase.name), Table(("", "すること", "どうやって", "担当", "いつまで", "ひとこと"), rows)]
    return blocks


def _step_row(what: str, how: str, mark: Marked | None) -> tuple[str, ...]:
    if mark is None:
        return (STEP_STATES["open"], what, how, "", "", "")
    due = show_day(mark.due) if mark.due else ""
    return (STEP_STATES[mark.state], what, how, mark.owner, due, mark.word)


def onboarding_steps(assessment: Assessment, rules: RuleBase) -> Plan:
    """The steps that fit the recommended monitoring; none where nothing is recommended."""
    option = assessment.monitoring.choice
    return onboarding_for(option, assessment.profile.answers, rules) if option else ()
