"""The nouns of the decision's rules, as their YAML states them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from knowledge.conditions import Condition
from knowledge.faults import NOWHERE, Place
from knowledge.records import ClassCode, Monitoring

OPTIONS: tuple[Monitoring, ...] = ("network", "endpoint", "both")


@dataclass(frozen=True, slots=True)
class Weights:
    """How far a piece of evidence pushes each option: points, negative where it speaks against."""

    network: int = 0
    endpoint: int = 0
    both: int = 0

    def of(self, option: Monitoring) -> int:
        return {"network": self.network, "endpoint": self.endpoint, "both": self.both}[option]


@dataclass(frozen=True, slots=True)
class Evidence:
    """根拠: when it holds, the options gain its weights. `basis` tells a source's statement from our judgement."""

    id: str
    when: Condition
    weights: Weights
    because: str
    cites: tuple[str, ...]
    basis: Literal["stated", "judgement"]
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Exclusion:
    """動かせない条件: when it holds, the options can't be chosen at all."""

    id: str
    options: tuple[Monitoring, ...]
    when: Condition
    because: str
    cites: tuple[str, ...]
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Void:
    """A case with no good answer: when it holds, nothing is chosen, and the code says why."""

    code: Literal["no_target"]
    when: Condition
    because: str
    cites: tuple[str, ...]
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class BeyondSme:
    """What is said to a company above the SME limits; the limits themselves are the table of sizes."""

    because: str
    because_employees: str
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClassNeed:
    """Something that only 2類 gives, where one of `options` is chosen."""

    id: str
    options: tuple[Monitoring, ...]
    when: Condition
    weight: int
    because: str
    cites: tuple[str, ...]
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Confidence:
    """The smallest worst-case margin, in points, for a high and for a medium confidence."""

    high: int
    medium: int


@dataclass(frozen=True, slots=True)
class OptionText:
    """What an option is called and what it is, in plain words."""

    option: Monitoring
    name: str
    plain: str
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClassText:
    """What a class is called, and why one starts from it."""

    code: ClassCode
    name: str
    plain: str
    because: str
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Effort:
    """How unlikely it is that the answers to these fields become others: points, for the order of what-ifs alone."""

    points: int
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DecisionRules:
    """The whole rule base of the monitoring type and the class, as it stands in its file."""

    tie_order: tuple[Monitoring, ...]
    confidence: Confidence
    efforts: tuple[Effort, ...]
    options: tuple[OptionText, ...]
    classes: tuple[ClassText, ...]
    voids: tuple[Void, ...]
    beyond_sme: BeyondSme
    exclusions: tuple[Exclusion, ...]
    evidence: tuple[Evidence, ...]
    class_needs: tuple[ClassNeed, ...]


@dataclass(frozen=True, slots=True)
class Advice:
    """A word that goes with a result. `without_choice`: also where nothing can be chosen."""

    code: str
    options: tuple[Monitoring, ...]
    when: Condition | None
    text: str
    cites: tuple[str, ...]
    without_choice: bool = False
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Action:
    """次の一歩: something to do next, with why and how. The first six that apply are shown, in the file's order.

    `unless`: left out where this is sure to hold; while the answer is open the step stays. `for_unknowns`: only
    where an answer is わからない; `{unknown}` in `what` names those answers. `only_for`: where nothing can be chosen,
    only for these reasons (the code of the warning); empty: whatever the reason.
    """

    id: str
    options: tuple[Monitoring, ...]
    classes: tuple[ClassCode, ...]
    when: Condition | None
    what: str
    why: str
    how: str
    cites: tuple[str, ...]
    unless: Condition | None = None
    for_unknowns: bool = False
    without_choice: bool = False
    only_for: tuple[str, ...] = ()
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Checklist:
    """Clauses that one monitoring type alone has to do with; all other clauses concern every plan."""

    option: Monitoring
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CandidateBasis:
    """How a candidate's type is known, in words. `{option}` is the type's name."""

    stated: str
    inferred: str
    unknown: str


@dataclass(frozen=True, slots=True)
class CandidateRegion:
    """What is said of where a service is offered, in words: of one candidate, and of a group of them."""

    base_stated: str
    base_inferred: str
    elsewhere: str
    none_known: str
    some_known: str


@dataclass(frozen=True, slots=True)
class WhyNotText:
    """Sentences for the options that weren't chosen, filled from the rules that fired."""

    excluded: str
    fewer: str
    tied: str
    nothing_for: str
    class2: str
    class1: str
    class1_both: str


@dataclass(frozen=True, slots=True)
class VerdictText:
    """The sentences of the verdict, filled from the trace."""

    choice: str
    leaning: str
    start_class1: str
    start_class2: str
    cost: str
    cost_open: str
    cost_class2: str
    high: str
    medium: str
    low: str
    close: str
    aged: str
    doubts: str
    none: str


@dataclass(frozen=True, slots=True)
class ConfirmText:
    """Why an unknown answer matters, and one that nobody has confirmed since the interview before."""

    not_asked: str
    carried: str
    could_change: str
    weighs: str
    cost: str
    size: str
    subsidy: str
    profile: str


@dataclass(frozen=True, slots=True)
class WhatIfText:
    """The words of もしも: what a changed answer does, and cells of its table."""

    original: str
    flips: str
    stays: str
    because: str
    ceased: str
    unchanged: str
    none: str
    open: str
    no_cap: str
    yardstick: str
    windows: str


@dataclass(frozen=True, slots=True)
class AssumedText:
    """What the figures of the costs rest on."""

    class1: str
    class2: str
    devices: str
    devices_open: str
    servers_open: str
    sites: str
    both: str
    open: str


@dataclass(frozen=True, slots=True)
class StaleText:
    """Facts past their review date: of when they are, apart from when somebody last looked at their sources."""

    say: str
    one: str
    between: str
    undated: str
    also_undated: str


@dataclass(frozen=True, slots=True)
class Wording:
    """Sentences of the result, with places to fill."""

    candidate_basis: CandidateBasis
    candidate_price: str
    candidate_region: CandidateRegion
    cost_open: str
    assumed: AssumedText
    why_not: WhyNotText
    what_if: WhatIfText
    verdict: VerdictText
    confirm: ConfirmText
    stale_facts: StaleText
    judged_size: str
    own_refused: str
    neutrality: str
    unofficial: str


@dataclass(frozen=True, slots=True)
class Counsel:
    """Advice, actions and the sentences around a result, as they stand in their file."""

    wording: Wording
    advice: tuple[Advice, ...]
    actions: tuple[Action, ...]
    checklist_only_for: tuple[Checklist, ...]


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of time after signing."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class OnboardingStep:
    """One step: what, how, and the clauses behind it. `when` None: for every company of those `options`."""

    id: str
    phase: str
    options: tuple[Monitoring, ...]
    when: Condition | None
    what: str
    how: str
    cites: tuple[str, ...]
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Onboarding:
    """onboarding.yaml."""

    phases: tuple[Phase, ...]
    steps: tuple[OnboardingStep, ...]
