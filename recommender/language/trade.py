"""The trade (業種) of the writer's own company, not those of others that he names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from recommender.language.clauses import Reading
from recommender.language.fold import Span
from recommender.language.lexicon import Mention, Named, Words, any_of, compiled, ending_with, read_language_data

_NEAR = 18
_OWN_NAME = re.compile(r"(?:と|って)(?:申し|いい|言い|いう(?:会社|者|名前|屋号|店)|言う(?:会社|者|名前|屋号|店))")
# Between two words of one phrase: 「建設機械のレンタル」「寝具を貸して」.
_JOINS = re.compile(r"[一-龯々ァ-ヺーa-z]{0,4}[の・]?[一-龯々ァ-ヺー]{0,3}|を")
# A weak word alone between commas says little: 「本社、工場、営業所」.
_ALONE = re.compile(r"[、。 ・/)]|$")
# 「工場3、物流倉庫1」 lists places, 「学習塾8教室」 names the trade.
_COUNTED = re.compile(r"[0-9]+(?=[、・/ ,。)]|$)")


@dataclass(frozen=True, slots=True)
class TradeRow:
    """Words of one trade, as in industries.yaml."""

    code: str
    words: tuple[str, ...]
    weak: bool = False
    form: bool = False
    turns: bool = False


@dataclass(frozen=True, slots=True)
class KindRow:
    """How a trade is told without a word of its own, as in industries.yaml."""

    code: str
    said: str


@dataclass(frozen=True, slots=True)
class TradeRows:
    """industries.yaml."""

    industries: tuple[TradeRow, ...]
    kinds: tuple[KindRow, ...]
    goods: tuple[str, ...]
    activities: tuple[str, ...]
    making: tuple[str, ...]
    others_after: tuple[str, ...]
    others_before: tuple[str, ...]
    self_after: tuple[str, ...]
    self_before: tuple[str, ...]


def _rows() -> TradeRows:
    return read_language_data("industries.yaml", TradeRows)


@dataclass(frozen=True, slots=True)
class _Trade:
    """What a word says of the trade.

    A `form` (NPO) tells it only where nothing else does, a verb that `turns` only behind goods (寝具を貸して).
    """

    code: str
    weak: bool = False
    form: bool = False
    turns: bool = False


@cache
def _trades() -> Words[_Trade]:
    return Words(
        (
            (word, _Trade(row.code, row.weak or row.turns, row.form, row.turns), _goods(row.code))
            for row in _rows().industries
            for word in row.words
        ),
        both_kana=True,
    )


@cache
def _goods(code: str) -> tuple[str, ...]:
    """What makes goods of a trade; a maker of ニット製品 is a maker of ニット still."""
    goods = _rows().goods
    return tuple(word for word in goods if word not in ("製品", "部品")) if code == "manufacturing" else goods


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Trades that make one phrase: 「建設機械のレンタル」. The last says what the company does."""

    mentions: tuple[Mention[_Trade], ...]
    listed: bool = False

    @property
    def start(self) -> int:
        return self.mentions[0].start

    @property
    def end(self) -> int:
        return self.mentions[-1].end

    @property
    def code(self) -> str:
        first = next((mention for mention in self.mentions[:-1] if mention.word.endswith(_rows().activities)), None)
        if first and first is not self.mentions[-1] and self.listed and not first.meaning.weak:
            return first.meaning.code  # 「製造・宅配」: the first of several activities is the main one
        told = [mention for mention in self.mentions if not mention.meaning.form] or self.mentions
        last = told[-1]
        strong = [mention for mention in told if not mention.meaning.weak]
        return last.meaning.code if not last.meaning.weak or not strong else _weak_end(strong[-1], last)

    @property
    def weak(self) -> bool:
        return all(mention.meaning.weak for mention in self.mentions)

    @property
    def unfounded(self) -> bool:
        """Whether it holds no goods or trade, only what may be done to them."""
        return all(mention.meaning.turns for mention in self.mentions)

    @property
    def form(self) -> bool:
        return all(mention.meaning.form for mention in self.mentions)


# A weak word at the end of a phrase turns goods into the trade with them: 野菜の加工, 眼鏡の販売; but a
# クリーニング工場 stays a laundry, and 製造・販売 a maker.
_TURNS = {
    "retail": ("agriculture", "manufacturing"),
    "wholesale": ("agriculture", "manufacturing", "retail", "food_service"),
    "construction": ("manufacturing", "utilities", "retail", "wholesale", "agriculture"),
    "manufacturing": ("agriculture", "retail", "wholesale", "food_service"),
}


def _weak_end(strong: Mention[_Trade], last: Mention[_Trade]) -> str:
    """The trade of a phrase whose last word is weak."""
    if last.meaning.turns:
        return last.meaning.code
    turned = strong.meaning.code in _TURNS.get(last.meaning.code, ())
    makes = any(word in strong.word for word in _rows().making) and last.word != "代理店"
    return last.meaning.code if turned and not makes else strong.meaning.code


def industry(reading: Reading) -> Named | None:
    """業種 of the company itself."""
    best = _best(reading, _phrases(reading)) or _best(reading, _by_kind(reading))
    return Named(best.code, Span(best.start, best.end)) if best else None


def _best(reading: Reading, phrases: list[_Phrase]) -> _Phrase | None:
    """The phrase that says most surely what the writer's own company does, the first of equals."""
    scored = [(score, -index, phrase) for index, phrase in enumerate(phrases) if (score := _score(reading, phrase)) > 0]
    return max(scored, key=lambda item: item[:2])[2] if scored else None


def _by_kind(reading: Reading) -> list[_Phrase]:
    """What looks like a trade in the first sentences, where a company says what it does."""
    end = reading.sentence(reading.sentence(0).end).end
    return [
        _Phrase((Mention(match.group(), _Trade(row.code), match.start(), match.end()),))
        for row in _rows().kinds
        for match in compiled(row.said).finditer(reading.text[:end])
    ]


def _phrases(reading: Reading) -> list[_Phrase]:
    phrases: list[list[Mention[_Trade]]] = []
    for mention in _trades().find(reading.text):
        if phrases and _JOINS.fullmatch(reading.text, phrases[-1][-1].end, mention.start):
            phrases[-1].append(mention)
        else:
            phrases.append([mention])
    found = [
        _Phrase(tuple(mentions), "・" in reading.text[mentions[0].end : mentions[-1].start]) for mentions in phrases
    ]
    return [phrase for phrase in found if not phrase.unfounded]


def _score(reading: Reading, phrase: _Phrase) -> int:
    text, rows = reading.text, _rows()
    clause = reading.clause(phrase.start)
    before = text[max(clause.start, phrase.start - _NEAR) : phrase.start]
    after = text[phrase.end : phrase.end + _NEAR]
    score = 1 if phrase.weak or phrase.form else 5
    speaks_of_self = any_of(rows.self_after).match(after) or phrase.mentions[-1].word.startswith("を")
    named = ending_with(rows.self_before).search(text[max(0, phrase.start - _NEAR - 4) : phrase.start])
    if (
        phrase.weak
        and not named
        and (not speaks_of_self or before.endswith("を") or (not before and _ALONE.match(after)))
    ):
        return 0
    if ending_with(rows.others_before).search(before) or _COUNTED.match(after):
        return 0
    if _OWN_NAME.match(after):
        return 1  # 「山田商店と申します」: a name tells the trade only where nothing else does
    if speaks_of_self:
        score += 3
    elif any_of(rows.others_after).match(after):
        return 0
    if named:
        score += 2
    if phrase.start <= reading.sentence(0).end:
        score += 1
    return score
