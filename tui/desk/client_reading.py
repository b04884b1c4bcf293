"""Reading `otasuke.client/1`: what we kept ourselves, and what comes in an archive, by the same strict rules."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from knowledge.decoding import Decoder
from knowledge.faults import DataError, Faults
from knowledge.fields import Vocabulary
from knowledge.yamltree import Mapping as MappingNode
from knowledge.yamltree import Node
from tui.desk.clients import LONGEST_KEPT, LONGEST_NAME, MOST_NOTES, SCHEMA, Client, ClientStatus, Note
from tui.desk.errors import DamagedRecordError
from tui.desk.reading import is_name, node_of, read_moment

_DEPTH = 6


@dataclass(frozen=True, slots=True)
class _Stated:
    """The client as the decoder reads it, its moments still as text."""

    schema: str
    id: str
    revision: int
    created: str
    saved: str
    name: str
    kana: str
    status: ClientStatus
    contacted: date | None
    next_contact: date | None
    notes: tuple[Note, ...]


def client_from_text(text: str, vocabulary: Vocabulary) -> Client:
    """The client that our own text holds. Raises DamagedRecordError."""
    try:
        faults = Faults()
        client = read_client(node_of(json.loads(text), _DEPTH), vocabulary, faults)
        faults.raise_if_any()
    except (ValueError, RecursionError, DataError) as error:
        raise DamagedRecordError(str(error)[:200]) from error
    assert client is not None  # noqa: S101  read_client gives none only beside a fault; narrows the type
    return client


def read_client(tree: Node, vocabulary: Vocabulary, faults: Faults) -> Client | None:
    """The client that a tree states; None beside a fault."""
    stated = Decoder(faults).read(tree, _Stated)
    if not isinstance(stated, _Stated) or not isinstance(tree, MappingNode):
        return None
    places = {name: node.place for name, node in tree.entries.items()}
    if stated.schema != SCHEMA:
        faults.add(places["schema"], "schema が違います", f"「{SCHEMA}」のものを選んでください")
    if not is_name(stated.id):
        faults.add(places["id"], "「id」に使えない文字があります", "英字、数字、-、_ だけにしてください")
    for name in ("name", "kana"):
        if len(getattr(stated, name)) > LONGEST_NAME:
            faults.add(places[name], f"「{name}」が長すぎます", f"{LONGEST_NAME}文字までにしてください")
    if len(stated.notes) > MOST_NOTES or any(len(note.text) > LONGEST_KEPT for note in stated.notes):
        mend = f"1つ{LONGEST_KEPT}文字、全部で{MOST_NOTES}件までにしてください"
        faults.add(places["notes"], "ひかえが長すぎるか、多すぎます", mend)
    for note in stated.notes:
        if note.field is not None and note.field not in vocabulary.fields:
            faults.add(places["notes"], f"「{note.field[:40]}」という項目はありません", "項目の名前を確かめてください")
    created, saved = (read_moment(text, name, places[name], faults) for name, text in _moments(stated))
    return Client(
        id=stated.id,
        created=created,
        saved=saved,
        revision=stated.revision,
        name=stated.name,
        kana=stated.kana,
        status=stated.status,
        contacted=stated.contacted,
        next_contact=stated.next_contact,
        notes=stated.notes,
    )


def _moments(stated: _Stated) -> tuple[tuple[str, str], ...]:
    return (("created", stated.created), ("saved", stated.saved))
