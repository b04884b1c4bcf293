"""A number where it stands (数の居場所): with what is written before and after it, up to the numbers beside it."""

from __future__ import annotations

from dataclasses import dataclass

from recommender.language.amount import Amount
from recommender.language.clauses import Head, Reading
from recommender.language.number_words import Kind

PEOPLE = ("employees_all", "employees", "other_people", "it_people")
DEVICES = ("pcs", "servers", "other_devices")
PLACES = ("site_all", "branch", "headquarters", "other_places")
# What a number of a unit may count. Money is read by money.py.
ROLES: dict[Kind, tuple[str, ...]] = {
    "person": PEOPLE,
    "device": DEVICES,
    "shop": PLACES,
    "place": PLACES,
    "thing": (*PLACES, *DEVICES),
    "none": (*PEOPLE, *DEVICES, *PLACES),
}
REACH = 24
"""How far behind a number what is said of it may stand."""


@dataclass(frozen=True, slots=True)
class Counted:
    """One number expression in its surroundings.

    `start` is where its own phrase begins: behind the number before it, or with its sentence. `topic` is the last
    device that was spoken of, `series` the role of the number before in a list without units (「営業8、整備6」);
    `after_theirs` says that the number before, of the same sentence, was somebody else's.
    """

    reading: Reading
    amount: Amount
    previous: Amount | None
    start: int
    topic: Head | None = None
    series: str | None = None
    after_theirs: bool = False

    @property
    def phrase(self) -> str:
        return self.reading.text[self.start : self.amount.span.start]

    @property
    def near(self) -> str:
        """The phrase within its clause."""
        clause = self.reading.clause(self.amount.span.start)
        return self.reading.text[max(clause.start, self.start) : self.amount.span.start]

    @property
    def after(self) -> str:
        """What is said behind the number, up to the next one."""
        reach = self.amount.span.end + REACH
        following = self.reading.amounts_between(self.amount.span.end, reach)
        return self.reading.text[self.amount.span.end : following[0].span.start if following else reach]

    @property
    def heads(self) -> tuple[Head, ...]:
        """The head nouns of the phrase."""
        return self.reading.heads_between(self.start, self.amount.span.start)


def role_among(head: Head, allowed: tuple[str, ...]) -> str | None:
    """The role of a head noun that a number can have, where there is one."""
    return next((role for role in head.meaning if role in allowed), None)
