"""Names (名指し): what a question asks for by name: a term's meaning, or services, also by their provider's trade."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from knowledge.base import Knowledge
from recommender.language.findable import short_name
from recommender.language.intents import definitions_asked
from recommender.language.lexicon import Words, read_language_data

_ASIDE = 2


@dataclass(frozen=True, slots=True)
class ProviderRow:
    """Words of a trade and the services of its providers, as in trades.yaml."""

    words: tuple[str, ...]
    services: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProviderRows:
    """trades.yaml."""

    asks: str
    trades: tuple[ProviderRow, ...]


def _family(service: str) -> str:
    """The number of the overview's list, under which a provider's services stand: svc.13 of svc.13.a."""
    return ".".join(service.split(".")[:2])


class Names:
    """The names of one knowledge base. `words` cuts text into content words; `asking_words` are those that only ask."""

    def __init__(
        self, knowledge: Knowledge, asking_words: tuple[str, ...], words: Callable[[str], tuple[str, ...]]
    ) -> None:
        self._asking_words, self._words_of = asking_words, words
        self._terms = Words(
            (word, term.id, ())
            for own in (True, False)  # a term's own name goes before what another is called in passing
            for term in knowledge.terms.values()
            for word in ((term.term, *term.aliases, *term.misspelt, term.reading) if own else term.colloquial)
        )
        self._services = Words(
            (word, (_family(service.id),), ())
            for service in knowledge.services.values()
            for word in (service.name, short_name(service.provider), *service.aliases)
        )
        rows = read_language_data("trades.yaml", ProviderRows)
        self._trades = Words((word, row.services, ()) for row in rows.trades for word in row.words)
        self._asks_who = re.compile(rows.asks)
        self._ids = tuple(knowledge.services)

    def services_named(self, folded: str) -> tuple[str, ...]:
        """The services that the question names, by their name, their provider's, or his trade where it asks who."""
        named = {family for mention in self._services.find(folded) for family in mention.meaning}
        for mention in self._trades.find(folded):
            if self._asks_who.match(folded[mention.end :]):
                named.update(mention.meaning)
        return tuple(service for service in self._ids if _family(service) in named)

    def term_asked(self, folded: str) -> str | None:
        """The term whose meaning is asked for: it stands right before 「とは」, or it is all that is said."""
        mentions = self._terms.find(folded)
        for place in definitions_asked(folded):
            for mention in mentions:
                if 0 <= place - mention.end <= _ASIDE:
                    return mention.meaning
        if len(mentions) == 1:
            mention = mentions[0]
            rest = self._words_of(f"{folded[: mention.start]} {folded[mention.end :]}")
            if all(word in self._asking_words for word in rest):
                return mention.meaning
        return None
