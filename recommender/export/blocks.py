"""What a document is made of, before any format: headings, paragraphs, lists and tables with their citations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from recommender.rulebase import RuleBase


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the document's title. `new_page`: it begins a page, where a format has pages."""

    level: int
    text: str
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. `cites` are ids of the records that it rests on.

    `at_right`: it stands at the right edge, as the date of a letter does, where a format has one.
    """

    text: str
    cites: tuple[str, ...] = ()
    at_right: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    """A list of paragraphs, numbered or not."""

    items: tuple[Paragraph, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under headings."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block: TypeAlias = Heading | Paragraph | Items | Table
MOST_CITED = 3


def cited(cites: tuple[str, ...], rules: RuleBase) -> str:
    """The names of the records that a statement rests on: the first three, and how many more there are."""
    names = [rules.knowledge.title(cite) for cite in cites[:MOST_CITED]]
    more = len(cites) - MOST_CITED
    return "、".join(names) + (f"、ほか{more}件" if more > 0 else "")
