"""Revisions (言い直し): numbers that are taken back, replaced, doubted between two, or said not to be reached.

「8台、いや9台」 is nine, 「8台、もしかしたら10台」 eight to ten, 「10台じゃない」 no number, 「20台はない」 fewer than twenty.
Nothing is added up here: these numbers tell one count again, they don't count something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Protocol, TypeVar

from knowledge.values import Number
from recommender.language.fold import Span
from recommender.language.lexicon import read_language_data
from recommender.language.number_words import Kind

_REACH = 40
_GAP = r"[、。,.・ \n!〜ー…]*"
_COUNTS: tuple[Kind, ...] = ("person", "device", "shop", "place", "none")


class Told(Protocol):
    """What is needed of a number expression (`numbers.Amount`)."""

    @property
    def number(self) -> Number: ...
    @property
    def unit(self) -> str: ...
    @property
    def kind(self) -> Kind: ...
    @property
    def core(self) -> Span: ...
    @property
    def span(self) -> Span: ...
    @property
    def former(self) -> bool: ...


A = TypeVar("A", bound=Told)
