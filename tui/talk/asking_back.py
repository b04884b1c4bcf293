"""Asking back (聞き返し): the knowledge base's answer to a question of the user, as messages with their sources."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tui import wording
from tui.talk.messages import Message

if TYPE_CHECKING:
    from datetime import date

    from recommender.language.answering import Answer, Hit
    from recommender.rulebase import RuleBase

_NEAR_SHOWN = 2
_TOPICS_SHOWN = 3
_WORTH_NAMING = 0.2
"""Below this score a hit shares hardly a word with the question; naming it as a near topic would only puzzle."""


def look_up(question: str, last: Answer | None, field: str | None, rules: RuleBase, today: date) -> Answer:
    """The answer to a question on a day. 「それ」 stands for what the last answer, else the open question, is about."""
    from recommender.language.answering import ask
    from recommender.language.reply_fields import topic_of, with_topic

    topic = _topic(last) or (topic_of(field) if field else None)
    return ask(with_topic(question, topic) if topic else question, rules, as_of=today)


def _topic(last: Answer | None) -> str | None:
    """The term or service that an answer was about; None after anything else."""
    if last is None or last.abstained or last.hits[0].kind not in ("term", "service"):
        return None
    return last.hits[0].title


def say(answer: Answer, rules: RuleBase) -> tuple[Message, ...]:
    """The answer as it is told: the answer itself, near ones with care, or that there is none and who knows more."""
    if answer.band == "sure":
        return tuple(_told(answer.hits[0], rules))
    if answer.band == "near":
        near = (message for hit in answer.hits[:_NEAR_SHOWN] for message in _told(hit, rules))
        return (Message("answer", wording.NEAR_ANSWER), *near)
    return (Message("answer", wording.NO_ANSWER), *_instead(answer))


def _told(hit: Hit, rules: RuleBase) -> Iterator[Message]:
    from tui.talk.statements import place_of

    yield Message("answer", f"{hit.title}\n{hit.answer}", hit.cites)
    place = place_of(hit.cites, rules)
    if place in ("", "出典"):
        place = rules.knowledge.title(hit.cites[0]) if hit.cites else ""
    if place:
        yield Message("source", wording.ANSWER_SOURCES.format(place=place))


def _instead(answer: Answer) -> Iterator[Message]:
    from tui.talk.first_aid import say_contact

    topics = [f"「{hit.title}」" for hit in answer.hits[:_TOPICS_SHOWN] if hit.score >= _WORTH_NAMING]
    if topics:
        yield Message("answer", wording.NEAR_TOPICS.format(topics="".join(topics)))
    if answer.contacts:
        yield Message("answer", wording.WHO_KNOWS)
    for contact in answer.contacts:
        yield Message("answer", say_contact(contact), (contact.source,))
