"""Why a question is asked, told by the very rules that read its answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.conditions import Condition, describe, fields_of
from questionnaires.records import Question
from tui import wording
from tui.talk.messages import Message

if TYPE_CHECKING:
    from recommender.rulebase import RuleBase

MOST_GROUNDS = 4


@dataclass(frozen=True, slots=True)
class Ground:
    """One decision that hangs on the field: when, what follows, why, how much of it, and the sources."""

    when: Condition
    follows: str
    because: str
    options: tuple[str, ...]
    weight: int
    cites: tuple[str, ...]


def grounds_for(field: str, rules: RuleBase) -> tuple[Ground, ...]:
    """Every rule that reads the field, the weightiest first."""
    found = [ground for ground in _all_grounds(rules) if field in fields_of(ground.when, rules.vocabulary)]
    return tuple(sorted(found, key=lambda ground: -ground.weight))


def _all_grounds(rules: RuleBase) -> Iterator[Ground]:
    decisions = rules.decisions
    names = {item.option: item.name for item in decisions.options}
    decisive = 100
    for void in decisions.voids:
        yield Ground(void.when, "合うサービスがなくなります", void.because, tuple(names.values()), decisive, void.cites)
    for exclusion in decisions.exclusions:
        out = tuple(names[option] for option in exclusion.options)
        follows = f"{'と'.join(out)}は選べなくなります"
        yield Ground(exclusion.when, follows, exclusion.because, out, decisive, exclusion.cites)
    for need in decisions.class_needs:
        moved = tuple(names[option] for option in need.options)
        yield Ground(need.when, "2類が要ります", need.because, moved, need.weight, need.cites)
    for item in decisions.evidence:
        weights = {names[option]: item.weights.of(option) for option in names if item.weights.of(option)}
        follows = "、".join(_moves(weights))
        weight = max(map(abs, weights.values()), default=0)
        yield Ground(item.when, follows, item.because, tuple(weights), weight, item.cites)


def _moves(weights: Mapping[str, int]) -> Iterator[str]:
    """「端末監視と併用が強くなります」 and the like."""
    for grows, word in ((True, "強く"), (False, "弱く")):
        moved = [name for name, weight in weights.items() if (weight > 0) is grows]
        if moved:
            yield f"{'と'.join(moved)}が{word}なります"


def why_asked(question: Question, rules: RuleBase) -> tuple[Message, ...]:
    """What hangs on the question, the weightiest rules first, and how to find out."""
    said = what_hangs(question, rules)
    return (*said, Message("reason", wording.WHY_HOW.format(text=question.find_out))) if question.find_out else said


def what_hangs(question: Question, rules: RuleBase, most: int = MOST_GROUNDS) -> tuple[Message, ...]:
    """Why the question is asked at all, then the weightiest rules that read its answer."""
    grounds = grounds_for(question.field, rules)
    said = [_headline(question, grounds, rules)]
    for ground in grounds[:most]:
        when = when_phrase(describe(ground.when, rules.vocabulary))
        said.append(Message("reason", f"{when}、{ground.follows}。{ground.because}。", ground.cites))
    return tuple(said)


def _headline(question: Question, grounds: tuple[Ground, ...], rules: RuleBase) -> Message:
    from recommender.sizes import SIZE_FIELDS

    moved = tuple(dict.fromkeys(option for ground in grounds for option in ground.options))
    if moved:
        return Message("reason", wording.WHY_OPTIONS.format(ask=question.ask, names="、".join(moved)))
    if question.field in SIZE_FIELDS:
        return Message("reason", wording.WHY_SIZE, rules.decisions.beyond_sme.cites)
    section = rules.questionnaire.sections[question.section]
    return Message("reason", wording.WHY_NOTHING.format(ask=question.ask, section=section.title))


def when_phrase(condition: str) -> str:
    """「PCが50台以上」 as 「PCが50台以上のとき」, 「NASがある」 as 「NASがあるとき」."""
    joined = condition.endswith(("る", "い", "た"))
    return f"{condition}とき" if joined else f"{condition}のとき"
