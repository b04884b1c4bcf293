"""Sentences of our data with the figures of clauses put in, so that no figure stands in two places."""

from __future__ import annotations

import re

from knowledge.base import Knowledge

_FIGURE = re.compile(r"\{([a-z0-9.]+):([a-z0-9_]+)\}")


def with_figures(text: str, knowledge: Knowledge) -> str:
    """The text with every `{clause:figure}` in its place; KeyError or StopIteration where there is none such."""
    return _FIGURE.sub(lambda found: f"{knowledge.figure(found[1], found[2]):,}", text)
