"""Tax (消費税): whether a sum of money was said with it, and what it is without.

The profile's budgets are without tax (questionnaires/data/profile.yaml), as all of the standard's caps are. A slot
keeps the sum as it was stated (CONTRACT: no conversion); who puts it into a profile takes the tax off here and says so.
"""

from __future__ import annotations

import re

from knowledge.values import Number
from recommender.language.fold import fold_word

_WITHOUT_TAX = ("budget", "_cost_yen")
_INCLUDED = re.compile(r"税(?:金)?(?:も|を)?込|内税")
_SAID_AGAIN = re.compile(r"\([^()]*[0-9万千百][^()]*\)")  # 「1万円（税込1万1千円）」


def said_with_tax(field: str, quote: str) -> bool:
    """Whether the field is a sum that the profile keeps without tax, and the words of it say that tax is in it."""
    return field.endswith(_WITHOUT_TAX) and includes_tax(quote)


def includes_tax(quote: str) -> bool:
    """Whether the words of a sum say that tax is in it (「月3万3千円（税込）まで」)."""
    return _INCLUDED.search(_SAID_AGAIN.sub("", fold_word(quote))) is not None


def before_tax(number: Number) -> Number:
    """The sum without tax, in whole yen: the most that comes to no more than was said once tax is added.

    33,000 is 30,000; where it doesn't come out even the rest is dropped (100,000 is 90,909), so that a ceiling is
    never passed. Integers throughout: no rate is ever a float.
    """
    from recommender.quotes.fields import load_quote_fields  # noqa: PLC0415  only where tax is spoken of

    percent = load_quote_fields().tax_percent
    low, high = (None if end is None else end * 100 // (100 + percent) for end in (number.low, number.high))
    return Number(low, high, number.approx)
