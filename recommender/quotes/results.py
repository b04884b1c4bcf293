"""The nouns of a checked quote."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Result = Literal["ok", "violation", "unknown", "disputed", "not_applicable"]
Verdict = Literal["pass", "fail", "unclear"]


@dataclass(frozen=True, slots=True)
class Check:
    """One clause put to a quote. `ask` is the sentence for the provider; empty where nothing is left to ask."""

    clause: str
    result: Result
    found: str
    limit: str
    message: str
    ask: str


@dataclass(frozen=True, slots=True)
class QuoteResult:
    """All checks of a quote, in the order of the standard."""

    verdict: Verdict
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a clause's quantities come to, before it is put into the words of a check."""

    result: Result
    found: str
    limit: str
    why: str


def verdict_of(checks: tuple[Check, ...]) -> Verdict:
    """`fail` where any check is a violation, else `unclear` where any is unknown or disputed, else `pass`."""
    results = {check.result for check in checks}
    if "violation" in results:
        return "fail"
    return "unclear" if results & {"unknown", "disputed"} else "pass"


def worst(results: list[Result]) -> Result:
    """The gravest of several results of one clause."""
    order: tuple[Result, ...] = ("violation", "disputed", "unknown", "ok")
    return next((result for result in order if result in results), "not_applicable")
