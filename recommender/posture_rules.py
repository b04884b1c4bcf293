"""What follows from the answers of the self-check（対策の点検）, read strictly from `data/posture_steps.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Literal

from knowledge import codes
from knowledge.faults import NOWHERE, Faults, Place, suggest
from knowledge.reading import by_id, read_record
from questionnaires.posture import load_self_check
from questionnaires.records import Questionnaire

FILE = Path(__file__).parent / "data" / "posture_steps.yaml"
Level = Literal["good", "partly", "weak"]
Urgency = Literal["now", "month", "half"]


@dataclass(frozen=True, slots=True)
class Rated:
    """How far an answer goes."""

    code: str
    level: Level


@dataclass(frozen=True, slots=True)
class PostureStep:
    """The next step of some answers: what, why, how, and who can help. `cites` may be empty: then it is advice."""

    id: str
    codes: tuple[str, ...]
    urgency: Urgency
    what: str
    why: str
    how: str
    who: str
    cites: tuple[str, ...]
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class PostureItem:
    """A question of the self-check with its short name, what its answers count as, and the steps."""

    id: str
    name: str
    levels: tuple[Rated, ...]
    steps: tuple[PostureStep, ...]
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class LevelNames:
    """What a level is called."""

    good: str
    partly: str
    weak: str
    unknown: str


@dataclass(frozen=True, slots=True)
class UrgencyNames:
    """What an urgency is called."""

    now: str
    month: str
    half: str


@dataclass(frozen=True, slots=True)
class FindOut:
    """The step of an answer わからない; how is what the question itself says of finding out."""

    what: str
    why: str
    urgency: Urgency
    who: str


@dataclass(frozen=True, slots=True)
class PostureWording:
    """The sentences around the self-check."""

    title: str
    lead: str
    steps_lead: str
    levels: LevelNames
    urgency: UrgencyNames
    chart: str
    head: tuple[str, ...]
    progress: str
    find_out: FindOut
    helper: str
    hurry: str
    hurry_more: str
    calm: str
    none: str
    elsewhere: str
    elsewhere_cites: tuple[str, ...]


@dataclass(frozen=True)
class PostureRules:
    """posture_steps.yaml."""

    items: tuple[PostureItem, ...]
    wording: PostureWording

    @cached_property
    def steps(self) -> Mapping[str, PostureStep]:
        """Every step by its id."""
        return {step.id: step for item in self.items for step in item.steps}


@cache
def load_posture(path: Path = FILE) -> PostureRules:
    """The rules that the package carries, checked against the questions. Raises DataError with all faults."""
    faults = Faults()
    rules = read_posture(path)
    check_posture(rules, load_self_check(), faults)
    faults.raise_if_any()
    return rules


def read_posture(path: Path) -> PostureRules:
    """The rules of a file by themselves. Raises DataError with all faults."""
    return read_record(path, PostureRules)


def check_posture(rules: PostureRules, sheet: Questionnaire, faults: Faults) -> None:
    """Adds a fault for every answer without a level or step, and for every name that no question has."""
    items = by_id(rules.items, faults)
    by_id((step for item in rules.items for step in item.steps), faults)
    for name, question in sheet.questions.items():
        if name not in items:
            faults.add(
                question.place, f"点検の質問「{name}」の一歩がありません", "posture_steps.yaml に書き足してください"
            )
    for item in rules.items:
        if item.id in sheet.questions:
            _check_item(item, sheet.vocabulary.fields[item.id].codes, faults)
        else:
            mend = suggest(item.id, sheet.questions)
            faults.add(item.place, f"「{item.id}」という点検の質問はありません", mend, codes.DEAD)


def _check_item(item: PostureItem, known: tuple[str, ...], faults: Faults) -> None:
    rated = [answer.code for answer in item.levels]
    stepped = [code for step in item.steps for code in step.codes]
    for code in {*rated, *stepped} - set(known):
        faults.add(item.place, f"「{item.id}」に「{code}」という答えはありません", suggest(code, known), codes.DEAD)
    for code in known:
        if rated.count(code) != 1:
            faults.add(item.place, f"答え「{code}」の levels が{rated.count(code)}つあります", "1つにしてください")
    for answer in item.levels:
        wanted = 0 if answer.level == "good" else 1
        if stepped.count(answer.code) != wanted:
            what = f"答え「{answer.code}」の一歩が{stepped.count(answer.code)}つあります"
            faults.add(item.place, what, f"{wanted}つにしてください")
