"""聞き方: what helps whoever asks the open question, as statements with their sources."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tui import room_words as words
from tui.talk.messages import Message
from tui.talk.reasons import what_hangs
from tui.talk.statements import Statement, heading, placed

if TYPE_CHECKING:
    from recommender.rulebase import RuleBase
    from tui.desk.clients import Client
    from tui.talk.room_talk import RoomTalk

_STRONGEST = 2
"""So many rules are told: more would be read out instead of talked about."""


def prompter(talk: RoomTalk, rules: RuleBase, client: Client | None) -> tuple[Statement, ...]:
    """How to put the open question, how to find out, what was noted about it, now and before, and why it is asked."""
    return placed(_prompted(talk, rules, client), rules)


def _prompted(talk: RoomTalk, rules: RuleBase, client: Client | None) -> Iterator[Statement]:
    question = talk.question
    if question is None:
        yield Statement(words.PROMPTER_NONE)
        return
    yield heading(words.PROMPTER_ASK)
    yield Statement(question.prompt or question.help or question.ask)
    if question.find_out:
        yield heading(words.PROMPTER_HOW)
        yield Statement(question.find_out)
    if client:
        yield from _noted(client, talk.record.id, question.field)
    yield heading(words.PROMPTER_WHY)
    yield from map(_said, what_hangs(question, rules, _STRONGEST))


def _said(message: Message) -> Statement:
    return Statement(message.text, message.cites)


def _noted(client: Client, interview: str, field: str) -> Iterator[Statement]:
    note, earlier = client.note(interview, field), client.earlier_notes(interview, field)
    if note or earlier:
        yield heading(words.PROMPTER_NOTE)
    if note:
        yield Statement(note)
    yield from (Statement(item.text, label=f"{item.day:%Y-%m-%d}") for item in earlier)
