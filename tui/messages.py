"""The nouns of the conversation: what is said, what stands open, and where the talk goes next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

MessageKind = Literal["greeting", "asked", "said", "understood", "notice", "trouble", "aid", "reason"]
CardKind = Literal["single", "multi", "number", "text", "menu"]
Destination = Literal["result", "review", "help", "quit"]


@dataclass(frozen=True, slots=True)
class Message:
    """One thing said. `said` and `asked` are the user's answer and the question it answers; `cites` its sources."""

    kind: MessageKind
    text: str
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CardOption:
    """One option of a card, with a line of help where the word needs it."""

    code: str
    say: str
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """What stands open: a question about `field`, or a menu (`field` None).

    `chosen` holds the codes of the answer that stands already, and `before` that answer in words.
    """

    kind: CardKind
    ask: str
    options: tuple[CardOption, ...] = ()
    field: str | None = None
    help: str | None = None
    example: str | None = None
    chosen: frozenset[str] = frozenset()
    before: str | None = None
    unknown_ok: bool = False
    skip_ok: bool = False
    exclusive: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Turn:
    """What the conversation answers to one step of the user: things said, the open card, where to go."""

    says: tuple[Message, ...]
    card: Card
    leads_to: Destination | None = None
