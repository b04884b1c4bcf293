"""The nouns of the conversation: what is said, what stands open, and where the talk goes next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

MessageKind = Literal["asked", "said", "understood", "notice", "trouble", "aid", "reason", "answer", "source"]
CardKind = Literal["single", "multi", "number", "text", "menu", "free", "confirm"]
Destination = Literal["result", "review", "help", "quit", "first_aid"]


@dataclass(frozen=True, slots=True)
class Message:
    """One thing said; `cites` its sources.

    `said` and `asked` are the user's answer and the question it answers; `answer` is the knowledge base's to a
    question of the user, and `source` names where that answer stands.
    """

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

    A `free` card takes a paragraph, a `confirm` card lists what was understood and takes the user's yes.
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
    exclusive: frozenset[str] = frozenset()
    button: str | None = None
    """The words on the button below the options: what is marked, or listed, is the answer."""
    keeps: bool = False
    """Whether the answer comes from the interview before, and Enter says that it still holds."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What the conversation answers to one step of the user: things said, the open card, where to go.

    `questions` are those that the user asked: whoever draws the turn has each looked up (`look_up`), which can take a
    moment, and hands the answers back (`tell`). `typed` is a text that stands in the input line again.
    """

    says: tuple[Message, ...]
    card: Card
    leads_to: Destination | None = None
    questions: tuple[str, ...] = ()
    typed: str = ""
