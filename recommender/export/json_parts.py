"""Amounts, days, rates and reasons as plain data, alike in every JSON document."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from recommender.cost import Span
from recommender.results import Reason

Json = dict[str, Any]


def span_json(span: Span | None) -> Json | None:
    """A range of yen or days; None where there is none."""
    return None if span is None else {"low": span.low, "high": span.high}


def day_json(day: date | None) -> str | None:
    """「2026-12-05」; None where there is none."""
    return day.isoformat() if day else None


def rate_json(rate: Fraction | None) -> str | None:
    """「2/3」."""
    return None if rate is None else f"{rate.numerator}/{rate.denominator}"


def grounds_json(reason: Reason) -> Json:
    """What a reason says, with the answers behind it and its sources."""
    return {"text": reason.text, "answers": list(reason.answers), "cites": list(reason.cites)}
