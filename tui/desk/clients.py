"""A company that a consultant looks after（支援先）, and its form in a file (`otasuke.client/1`).

Notes are the consultant's own（ひかえ）: nothing that makes a document is ever handed a client.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Literal

from tui.desk.records import json_text

SCHEMA = "otasuke.client/1"
ClientStatus = Literal["talking", "deciding", "contracted", "closed"]
STATUSES: Mapping[ClientStatus, str] = {
    "talking": "相談中",
    "deciding": "検討中",
    "contracted": "契約済み",
    "closed": "おわり",
}
LONGEST_NAME = 100
LONGEST_NOTE = 2_000
"""Characters that somebody writes. Where two windows wrote, both texts stand, so that more can be kept."""
LONGEST_KEPT = 20_000
MOST_NOTES = 2_000
_KATAKANA = re.compile("[ァ-ヶ]")
_IGNORED = re.compile(r"[\s・･.,、。（）()「」]+|株式会社|有限会社|合同会社")
_SEVERAL = "\n\n"


@dataclass(frozen=True, slots=True)
class Note:
    """What the consultant wrote down for themselves, about a question of an interview, or the company as a whole."""

    text: str
    day: date
    interview: str | None = None
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Client:
    """A company with its interviews. `revision` counts its savings; 0 was never saved.

    `contacted` and `next_contact` are the days that the consultant gave; None: not given.
    """

    id: str
    created: datetime
    saved: datetime
    revision: int = 0
    name: str = ""
    kana: str = ""
    status: ClientStatus = "talking"
    contacted: date | None = None
    next_contact: date | None = None
    notes: tuple[Note, ...] = ()

    def note(self, interview: str | None = None, field: str | None = None) -> str:
        """The text of one note; empty where there is none."""
        return next((item.text for item in self.notes if (item.interview, item.field) == (interview, field)), "")

    def earlier_notes(self, interview: str | None, field: str) -> tuple[Note, ...]:
        """What was noted about the question in other interviews, the newest first."""
        found = [item for item in self.notes if item.field == field and item.interview != interview]
        return tuple(sorted(found, key=lambda item: item.day, reverse=True))


def with_note(client: Client, note: Note, before: str) -> Client:
    """The client with a note written anew; an empty text takes it out.

    `before` is the text that its writer saw. Where another window changed it since, both texts stand.
    """
    standing = client.note(note.interview, note.field)
    text = note.text.strip()
    if standing not in (before, text):
        text = _SEVERAL.join(part for part in (standing, text) if part)
    rest = tuple(item for item in client.notes if (item.interview, item.field) != (note.interview, note.field))
    kept = (replace(note, text=text[:LONGEST_KEPT]),) if text else ()
    return replace(client, notes=(*rest, *kept))


def search_key(text: str) -> str:
    """The text as the search compares it: one width, one case, hiragana, without blanks and the form of the company."""
    while True:
        folded = unicodedata.normalize("NFKC", text).lower()
        hiragana = _KATAKANA.sub(lambda found: chr(ord(found.group()) - 0x60), folded)
        key = _IGNORED.sub("", hiragana)
        if key == text:
            return key
        text = key  # what stands together only now can be a form, or one sign, again


def client_text(client: Client) -> str:
    """The client as JSON text, one key a line."""
    return json_text(plain_client(client))


def plain_client(client: Client) -> dict[str, Any]:
    """The client as plain data for JSON."""
    return {
        "schema": SCHEMA,
        "id": client.id,
        "revision": client.revision,
        "created": client.created.isoformat(timespec="seconds"),
        "saved": client.saved.isoformat(timespec="seconds"),
        "name": client.name,
        "kana": client.kana,
        "status": client.status,
        "contacted": client.contacted.isoformat() if client.contacted else None,
        "next_contact": client.next_contact.isoformat() if client.next_contact else None,
        "notes": [
            {"text": note.text, "day": note.day.isoformat(), "interview": note.interview, "field": note.field}
            for note in client.notes
        ],
    }
