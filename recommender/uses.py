"""What hangs on a field: the rules that read it. "なぜ聞くの？" and 確認事項 are rendered from this."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from knowledge.conditions import fields_of
from recommender.rulebase import RuleBase
from recommender.sizes import SIZE_FIELDS

Topic = Literal["excludes", "monitoring", "class", "cost", "size", "subsidy"]
COST_FIELDS = ("pcs", "servers", "sites")
SUBSIDY_FIELDS = (
    "gbizid",
    "security_action",
    "main_tool",
    "main_tool_cost_yen",
    "pc_cost_yen",
    "pos_cost_yen",
    "contract_state",
    "past_otasuketai_subsidy",
    "large_company_owned",
)


@dataclass(frozen=True, slots=True)
class Use:
    """One decision that reads a field. `because` is the rule's own sentence, None for plain arithmetic."""

    topic: Topic
    toward: tuple[str, ...]
    because: str | None
    cites: tuple[str, ...]


@cache
def uses_of(field: str, rules: RuleBase) -> tuple[Use, ...]:
    """The decisions that hang on the field, exclusions first, then by weight."""
    decisions, vocabulary = rules.decisions, rules.vocabulary
    found = [
        Use("excludes", item.options, item.because, item.cites)
        for item in decisions.exclusions
        if field in fields_of(item.when, vocabulary)
    ]
    weighed = [item for item in decisions.evidence if field in fields_of(item.when, vocabulary)]
    weighed.sort(key=lambda item: -max(abs(item.weights.of(option.option)) for option in decisions.options))
    found += [
        Use(
            "monitoring",
            tuple(o.option for o in decisions.options if item.weights.of(o.option) > 0),
            item.because,
            item.cites,
        )
        for item in weighed
    ]
    found += [
        Use("class", ("class2",), item.because, item.cites)
        for item in decisions.class_needs
        if field in fields_of(item.when, vocabulary)
    ]
    if field in COST_FIELDS:
        found.append(Use("cost", (), None, ("std.2.1.7.i",)))
    if field in SIZE_FIELDS:
        found.append(Use("size", (), None, ("src.k2025_sec",)))
    if field in SUBSIDY_FIELDS:
        found.append(Use("subsidy", (), None, ("src.k2025_sec",)))
    return tuple(found)
