"""Tokens (語): the content words of a text in their dictionary form, with the knowledge base's own words kept whole.

The tagger (fugashi with unidic-lite) is loaded on first use. It never gets more than QUESTION_AT_MOST characters, nor a
long run of one class of characters: such text says nothing and takes seconds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING

from recommender.language.fold import QUESTION_AT_MOST, fold
from recommender.language.lexicon import Words

if TYPE_CHECKING:
    from fugashi import GenericTagger

LONGEST_RUN = 200
_TAGGING = Lock()
_RESTS: list[Callable[[], None]] = []
_LONG_WORD = 5
_READING = 17
"""Where UniDic has the reading of the word as it is written (kana)."""
_MARKS = "=~"  # the search marks its features with them
_NOT_NAMES = ("名詞-数詞", "名詞-普通名詞-副詞可能", "名詞-普通名詞-助数詞可能")
_CLASSES = ("[a-z]", "[ぁ-ゖー]", "[ァ-ヺー]", "[一-龯々]", "[0-9]", r"[^\w\s]")
_RUN = re.compile(
    "|".join([*(f"{kind}{{{LONGEST_RUN},}}" for kind in _CLASSES), rf"(.)\1{{{LONGEST_RUN},}}"]), re.DOTALL
)
_SINGLE_SCRIPT = re.compile(r"[ァ-ヺー]+|[!-~]+")
_CONTENT = ("名詞", "代名詞", "動詞", "形容詞", "形状詞", "副詞", "接尾辞-名詞的", "接頭辞")


@dataclass(frozen=True, slots=True)
class Morpheme:
    """形態素: a word as the tagger cuts it. `lemma` is the dictionary form, without the gloss of loanwords."""

    lemma: str
    pos: str

    @property
    def is_content(self) -> bool:
        """Whether the word itself says something: a noun, a verb, an adjective."""
        return self.pos.startswith(_CONTENT) and self.lemma[0] not in _MARKS

    @property
    def names(self) -> bool:
        """Whether the word names something: a noun, but no number and no word like 場合 or 以内."""
        return self.pos.startswith("名詞") and not self.pos.startswith(_NOT_NAMES)


@dataclass(frozen=True, slots=True)
class Token:
    """A content word. `names` says that it names something: a noun, but no number."""

    text: str
    names: bool = True


def fit_for_tagging(text: str) -> str:
    """The folded text without its endless runs, and cut to what the tagger may get."""
    return _RUN.sub(" ", fold(text[: QUESTION_AT_MOST * 4]).text)[:QUESTION_AT_MOST]


def morphemes(text: str) -> Iterator[Morpheme]:
    """The words of text that `fit_for_tagging` has passed."""
    with _TAGGING:  # one tagger serves the worker and the screen
        tagged = _tagger().parse(text)
        for rest in _RESTS:
            rest()
    for line in tagged.split("\n"):
        cells = line.split("\t")
        if len(cells) > 4:
            surface, _, _, lemma, pos = cells[:5]
            yield Morpheme(lemma.partition("-")[0].lower() or surface, pos)


def readings(text: str) -> Iterator[tuple[str, str, str]]:
    """The words of one short line as written, each with its reading in katakana and the blanks before it.

    The reading is empty where the dictionary has none.
    """
    with _TAGGING:
        nodes = [(node.surface, tuple(node.feature), node.white_space) for node in _tagger()(text[:QUESTION_AT_MOST])]
        for rest in _RESTS:
            rest()
    for surface, feature, before in nodes:
        known = len(feature) > _READING and feature[_READING] != "*"
        yield surface, feature[_READING] if known else "", before


def rest_between_texts(rest: Callable[[], None]) -> None:
    """Has `rest` called after every text, while the tagger isn't in use.

    The tagger maps 260 MB of dictionary; what that means for the memory is for whoever runs the process to see to.
    """
    if rest not in _RESTS:
        _RESTS.append(rest)


@cache
def _tagger() -> GenericTagger:
    import fugashi  # noqa: PLC0415  loaded after the first paint
    import unidic_lite  # noqa: PLC0415

    return fugashi.GenericTagger(f'-r /dev/null -d "{unidic_lite.DICDIR}"')


class Tokeniser:
    """Cuts text into content words; what the lexicon knows stays one word, under its main name."""

    def __init__(self, lexicon: Words[str], stopwords: Iterable[str] = ()) -> None:
        self._lexicon = lexicon
        self._stopwords = frozenset(stopwords)

    def tokens(self, text: str) -> tuple[Token, ...]:
        """The content words from left to right. A long compound gives its parts too: サイバー保険, サイバー, 保険."""
        return self.cut(fit_for_tagging(text))

    def cut(self, folded: str) -> tuple[Token, ...]:
        """The same of a text that `fit_for_tagging` has passed, which building an index needs twice."""
        found: list[Token] = []
        position = 0
        for mention in self._lexicon.find(folded):
            found.extend(self._plain(folded[position : mention.start]))
            found.append(Token(mention.meaning))
            if len(mention.word) >= _LONG_WORD and not _SINGLE_SCRIPT.fullmatch(mention.word):
                found.extend(token for token in self._plain(mention.word) if token.text != mention.meaning)
            position = mention.end
        found.extend(self._plain(folded[position:]))
        return tuple(found)

    def _plain(self, text: str) -> Iterator[Token]:
        if not text.strip():
            return
        for morpheme in morphemes(text):
            if morpheme.is_content and morpheme.lemma not in self._stopwords:
                yield Token(morpheme.lemma, morpheme.names)
