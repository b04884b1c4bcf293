"""The ids under which something is marked, alike on screens, by commands and in documents; kept marks go by them."""

from __future__ import annotations

ACTION = "action."
"""Before the id of a next step; a step of the self-check is one too, which the strongest may become in the result."""
ANSWER = "posture."
"""Before the id of a question of the self-check."""


def action_mark(action_id: str) -> str:
    """The id under which a next step is marked."""
    return f"{ACTION}{action_id}"


def answer_mark(item_id: str) -> str:
    """The id under which the answer to a question of the self-check is kept; the mark's word is the code."""
    return f"{ANSWER}{item_id}"


def check_mark(clause: str) -> str:
    """The id under which the question of a clause is marked."""
    return f"check.{clause}"
