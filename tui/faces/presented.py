"""見せる画面: what a result comes down to, for reading from across the table. The statements are the result's own."""

from __future__ import annotations

from dataclasses import dataclass

from recommender.results import Assessment
from recommender.rulebase import RuleBase
from tui.faces.money import Figure, figures, subsidy_line
from tui.faces.verdict import conclusion, grounds, urgent
from tui.talk.statements import Statement


@dataclass(frozen=True, slots=True)
class Presented:
    """The parts from top to bottom. `steps` tell what is to be done, without who does it and by when."""

    urgent: tuple[Statement, ...]
    said: tuple[Statement, ...]
    figures: tuple[Figure, ...]
    grounds: tuple[Statement, ...]
    subsidy: Statement | None
    steps: tuple[str, ...]


def presented(result: Assessment, rules: RuleBase) -> Presented:
    """A result as it is shown to the company."""
    return Presented(
        tuple(urgent(result)),
        tuple(conclusion(result, rules)),
        tuple(figures(result.cost, rules)) if result.cost else (),
        tuple(grounds(result)),
        subsidy_line(result),
        tuple(action.what for action in result.actions),
    )
