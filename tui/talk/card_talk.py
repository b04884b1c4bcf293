"""What a question about the card or the program is answered with: texts that stand there already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recommender.language.card_questions import CardTopic
from tui import wording
from tui.talk.messages import Message
from tui.talk.standing import progress_text

if TYPE_CHECKING:
    from tui.talk.state import TalkState


def told_of_card(topic: CardTopic, talk: TalkState) -> tuple[Message, ...]:
    """The answer from the open card, the welcome or the progress; empty where the card says nothing of it."""
    question = talk.question
    if topic == "find_out":
        return (_answer(wording.WHY_HOW.format(text=question.find_out)),) if question and question.find_out else ()
    if topic == "meaning":
        return tuple(map(_answer, _meaning(talk)))
    text: dict[CardTopic, str] = {
        "progress": wording.HOW_FAR.format(progress=progress_text(talk)),
        "privacy": wording.PRIVACY,
        "neutral": f"{wording.NOT_OFFICIAL}{wording.RULES_OPEN}",
        "need": wording.NEED,
        "tired": wording.TIRED,
    }
    return (_answer(text[topic]),)


def _meaning(talk: TalkState) -> list[str]:
    """The card in other words: its help, an example or its options' hints, and that not knowing is fine."""
    card = talk.card
    if card.field is None:
        return [card.help] if card.help else []
    said = [card.help or wording.CARD_MEANS.format(ask=card.ask)]
    if card.example:
        said.append(f"例 {card.example}")
    hints = [f"「{option.say}」は{option.hint}" for option in card.options if option.hint]
    if hints and not card.help:
        said.append(f"{'、'.join(hints)}です。")
    if card.unknown_ok:
        said.append(wording.UNKNOWN_WAY_ON)
    return said


def _answer(text: str) -> Message:
    return Message("answer", text)
