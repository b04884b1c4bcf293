"""Lists to tick off: the questions of the contract and the steps after signing, as one kind of sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from recommender.export.marked import (
    CHECK_STATES,
    STEP_STATES,
    Marks,
    is_settled,
    onboarding_steps,
    show_mark,
)
from recommender.marks import action_mark, check_mark
from recommender.results import Assessment
from tui.desk.followup import OUTCOMES
from tui.desk.records import Mark, MarkState

if TYPE_CHECKING:
    from recommender.rulebase import RuleBase

SheetKind = Literal["actions", "contract", "onboarding", "posture"]
_BOXES: Mapping[str, str] = {"open": "[ ]", "doing": "[~]", "done": "[x]", "failed": "[!]", "dropped": "[-]"}
_SECTIONS = (
    ("std.2.1", "サービスの中身と契約"),
    ("std.2.2", "登録の更新と変更"),
    ("std.3.1", "2類の中身と契約"),
    ("std.3.2", "2類の更新と比べ方"),
    ("std.app", "勧められていること"),
)


@dataclass(frozen=True, slots=True)
class Tick:
    """One thing to tick off, by the id of its mark. `how` is shown where the cursor stands."""

    id: str
    text: str
    how: str
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list to tick off, in groups. `states` are the words for the states of its marks."""

    kind: SheetKind
    title: str
    lead: str
    states: Mapping[str, str]
    groups: tuple[tuple[str, tuple[Tick, ...]], ...]

    @property
    def ticks(self) -> tuple[Tick, ...]:
        return tuple(tick for _, ticks in self.groups for tick in ticks)

    def progress(self, marks: Mapping[str, Mark]) -> str:
        """「29件のうち 3件が済み、2件が答え待ち」."""
        settled = sum(is_settled(marks.get(tick.id)) for tick in self.ticks)
        doing = sum(marks[tick.id].state == "doing" for tick in self.ticks if tick.id in marks)
        waiting = f"、{doing}件が{self.states['doing']}" if doing else ""
        return f"{len(self.ticks)}件のうち {settled}件が済み{waiting}"

    def said(self, mark: Mark | None) -> str:
        """The mark in words; empty where nothing is marked."""
        return show_mark(mark, self.states) if mark and mark != Mark() else ""


def box(mark: Mark | None) -> str:
    """The state as a box of three signs."""
    return _BOXES[mark.state if mark else "open"]


def toggled(mark: Mark | None, state: MarkState) -> Mark:
    """The mark in the state, or open again where it was in it."""
    before = mark or Mark()
    return replace(before, state="open" if before.state == state else state)


def action_sheet(assessment: Assessment) -> Sheet:
    """次の一歩: at most six, each with an owner, a day, and how it came out."""
    ticks = tuple(Tick(action_mark(item.id), item.what, item.how, item.cites) for item in assessment.actions)
    lead = "担当といつまでを、この場で決めておきましょう。あとで開いて、どうなったかとひとことを残せます。"
    return Sheet(
        "actions",
        "次の一歩",
        lead,
        {str(state): said for state, said in OUTCOMES.items()},
        (("いまからすること", ticks),) if ticks else (),
    )


def contract_sheet(assessment: Assessment, rules: RuleBase) -> Sheet:
    """契約の確認: every clause that the user can hold the provider to, as a question."""
    groups = []
    for prefix, name in _SECTIONS:
        ticks = tuple(
            Tick(check_mark(item.clause), item.ask, rules.knowledge.clauses[item.clause].check or "", (item.clause,))
            for item in assessment.checklist
            if item.clause.startswith(f"{prefix}.")
        )
        groups += [(name, ticks)] if ticks else []
    lead = "事業者に聞いて、答えをもらったら印をつけてください。基準の条項が後ろだてになる質問です。"
    return Sheet("contract", "契約の確認", lead, CHECK_STATES, tuple(groups))


def onboarding_sheet(assessment: Assessment, rules: RuleBase) -> Sheet:
    """導入の段取り: the steps after signing, by phase."""
    groups = tuple(
        (phase.name, tuple(Tick(step.id, step.what, step.how, step.cites) for step in steps))
        for phase, steps in onboarding_steps(assessment, rules)
    )
    lead = "契約したあとの準備と、使いはじめてからの決まりごとです。担当といつまでを入れて、終わったら印をつけます。"
    return Sheet("onboarding", "導入の段取り", lead, STEP_STATES, groups)


def posture_sheet(marks: Marks) -> Sheet:
    """対策の点検の一歩: what the answers of the self-check lead to, the most urgent first."""
    from recommender.export.posture import replies_in
    from recommender.posture import how_of, posture_of
    from recommender.posture_rules import load_posture

    words, steps = load_posture().wording, posture_of(replies_in(marks)).steps
    groups = tuple(
        (name, ticks)
        for urgency in ("now", "month", "half")
        for name in (getattr(words.urgency, urgency),)
        if (
            ticks := tuple(
                Tick(action_mark(step.id), step.what, how_of(step), step.cites)
                for step in steps
                if step.urgency == urgency
            )
        )
    )
    return Sheet("posture", f"{words.title}の一歩", words.steps_lead, STEP_STATES, groups)
