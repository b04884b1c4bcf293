"""What a document is made of, before any format: headings, paragraphs, lists and tables with their citations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from questionnaires.showing import clean
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
    """Rows of cells under headings. `by_hand`: they leave room for a pen, where a format has pages."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart: its name, its figures in words, and how far it goes to both sides of the axis.

    `left` and `right` are 0 or more; `up_to` is the far end on the right where the figure is a range.
    """

    label: str
    figures: tuple[str, ...]
    left: int = 0
    right: int = 0
    up_to: int | None = None

    @property
    def end(self) -> int:
        """How far it reaches on the right at most."""
        return self.right if self.up_to is None else self.up_to


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars on one axis, with their figures as a table for readers and formats without pictures."""

    caption: str
    head: tuple[str, ...]
    bars: tuple[Bar, ...]

    @property
    def figures(self) -> Table:
        """What the bars say, in words."""
        return Table(self.head, tuple((bar.label, *bar.figures) for bar in self.bars))


Block: TypeAlias = Heading | Paragraph | Items | Table | Chart
MOST_CITED = 3


def plain(text: str) -> str:
    """The text without what an editor would obey, and without two signs that HTML and XML have no way to write."""
    return clean(text).replace("\ufffe", "").replace("\uffff", "")


def cited(cites: tuple[str, ...], rules: RuleBase) -> str:
    """The names of the records that a statement rests on: the first three, and how many more there are."""
    names = [rules.knowledge.title(cite) for cite in cites[:MOST_CITED]]
    more = len(cites) - MOST_CITED
    return "、".join(names) + (f"、ほか{more}件" if more > 0 else "")
