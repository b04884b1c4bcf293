"""Statements of a page: one thing said, with what it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, get_args

from knowledge.records import Monitoring
from tui.talk.messages import Message

if TYPE_CHECKING:
    from recommender.rulebase import RuleBase


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence with the ids of its sources; `place` names the first of them in a few letters.

    A `heading` parts sections and can't be opened. `opens` names what Enter shows instead of the sources: an option
    of the monitoring, or もしも.
    """

    text: str
    cites: tuple[str, ...] = ()
    label: str = ""
    heading: bool = False
    place: str = ""
    opens: str = ""


_OPTION = "option:"


def opening(code: str) -> str:
    """What a statement about an option of the monitoring opens; empty for a class, which has no page."""
    return f"{_OPTION}{code}" if code in get_args(Monitoring) else ""


def opened(what: str) -> Monitoring | None:
    """The option that a statement opens, if it opens one."""
    return next((option for option in get_args(Monitoring) if what == opening(option)), None)


def heading(text: str) -> Statement:
    return Statement(text, heading=True)


def placed(statements: Iterable[Statement], rules: RuleBase) -> tuple[Statement, ...]:
    """The statements with their places filled in."""
    return tuple(replace(item, place=place_of(item.cites, rules)) for item in statements)


def place_of(cites: tuple[str, ...], rules: RuleBase) -> str:
    """「基準 第2章1(7)イ」 for a clause; 「出典」 where only other records are cited; empty without any."""
    clauses = [rules.knowledge.clauses[cite] for cite in cites if cite in rules.knowledge.clauses]
    if not clauses:
        return "出典" if cites else ""
    first = clauses[0]
    more = "ほか" if len(cites) > 1 else ""
    return f"{'基準 ' if first.source == 'src.standard' else ''}{first.where}{more}"


def from_messages(messages: Iterable[Message], rules: RuleBase) -> tuple[Statement, ...]:
    """Said things as statements."""
    return placed((Statement(message.text, message.cites) for message in messages), rules)
