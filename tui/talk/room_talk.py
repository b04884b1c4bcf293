"""The talk with a company in the room: what the consultant does around the questions, kept with the interview."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from tui import room_words as words
from tui.talk.conversation import Conversation
from tui.talk.topics import Topic, topics

if TYPE_CHECKING:
    from tui.desk.clients import Client
    from tui.desk.store import SqliteStore
    from tui.talk.messages import Message


class RoomTalk(Conversation):
    """A conversation of a company on the desk, or of one that isn't there yet. Notes are no part of it."""

    def taken_up(self) -> None:
        """The interview is in front again: the day it was put off to counts no more, once anything is saved."""
        if self._record.resume_on:
            self._record = replace(self._record, resume_on=None)

    def put_off(self, day: date | None) -> tuple[Message, ...]:
        """Saves the day to go on, or that none was said; gives what has to be told."""
        return self._keep_as(replace(self._record, resume_on=day))

    def put_into(self, client_id: str) -> tuple[Message, ...]:
        """Saves the interview as one of that company; gives what has to be told."""
        return self._keep_as(replace(self._record, client=client_id))

    @property
    def company(self) -> str:
        """The name of the company as it was answered; empty where it wasn't."""
        named = self.profile.answers.get("company_name")
        return named if isinstance(named, str) else ""

    @property
    def begun(self) -> str:
        """When the interview was begun, on the user's clock."""
        return f"{self._record.created.astimezone():%H:%M}"

    def topics(self) -> tuple[Topic, ...]:
        """The topics of the talk, each with how far it is."""
        return topics(self.interview, self.questionnaire)


def client_of(talk: RoomTalk, store: SqliteStore) -> Client | None:
    """The company of an interview; None where it has none, or it can't be read now."""
    from tui.desk.errors import DamagedRecordError, NoSuchClientError

    if talk.record.client is None:
        return None
    try:
        return store.clients.load(talk.record.client)
    except (OSError, NoSuchClientError, DamagedRecordError):
        return None


def name_of(talk: RoomTalk, store: SqliteStore) -> str:
    """What an interview is called among those that are open."""
    client = client_of(talk, store)
    return (client.name if client else "") or talk.company or words.NAMELESS.format(time=talk.begun)
