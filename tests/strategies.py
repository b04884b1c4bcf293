"""Hypothesis strategies over the profile's vocabulary: values, answers, whole profiles, conditions."""

from __future__ import annotations

from collections.abc import Collection

from hypothesis import strategies as st

from knowledge.conditions import All, AnyOf, Compare, Condition, Not
from knowledge.fields import Answers, Field, Vocabulary
from knowledge.loading import load_vocabulary
from knowledge.values import UNKNOWN, Chosen, Number, Value, exactly
from questionnaires.profile import MAX_WORDS, Plan, Profile

VOCABULARY = load_vocabulary()
# 「unknown」 as a name is わからない in a file; lone surrogates are no text that a file can hold.
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=MAX_WORDS).filter(lambda text: text != "unknown")


def amounts(field: Field) -> st.SearchStrategy[int]:
    """Integers that the field can have, mostly of the size that small companies have."""
    low, high = field.min or 0, field.max or 10**12
    return st.one_of(st.integers(low, min(high, low + 120)), st.integers(low, high))


@st.composite
def numbers(draw: st.DrawFn, field: Field) -> Number:
    """An exact amount, a range, a range with an open end, each of the doubtful kinds also with 約."""
    first, second = sorted((draw(amounts(field)), draw(amounts(field))))
    approx = draw(st.booleans())
    shape = draw(st.sampled_from(("exact", "range", "up_to", "from")))
    if shape == "exact":
        return Number(first, first, approx)
    if shape == "range":
        return Number(first, second, approx)
    return Number(None, second, approx) if shape == "up_to" else Number(first, None, approx)


def chosen(field: Field) -> st.SearchStrategy[Chosen]:
    """A complete multi answer; a choice that excludes the others stands alone."""
    others = [code for code in field.codes if code not in field.exclusive]
    several = st.frozensets(st.sampled_from(others), max_size=4)
    alone = [frozenset({code}) for code in field.exclusive]
    return st.one_of(several, st.sampled_from(alone)).map(Chosen) if alone else several.map(Chosen)


def known_values(field: Field) -> st.SearchStrategy[Value]:
    """Any answer to the field but わからない."""
    by_kind: dict[str, st.SearchStrategy[Value]] = {
        "integer": numbers(field),
        "choice": st.sampled_from(field.codes or ("",)),
        "multi": chosen(field) if field.kind == "multi" else st.nothing(),
        "yes_no": st.booleans(),
        "text": WORDS,
    }
    return by_kind[field.kind]


def values(field: Field) -> st.SearchStrategy[Value]:
    """Any answer to the field, わからない among them."""
    return st.one_of(known_values(field), st.just(UNKNOWN))


def settled_values(field: Field) -> st.SearchStrategy[Value]:
    """Answers that leave no doubt: exact amounts, one choice, a complete list."""
    return amounts(field).map(exactly) if field.kind == "integer" else known_values(field)


def answers(only: Collection[str] | None = None) -> st.SearchStrategy[Answers]:
    """Answers to any of the fields (or of `only`), each of which may be absent."""
    names = [name for name in VOCABULARY.fields if only is None or name in only]
    return st.fixed_dictionaries({}, optional={name: values(VOCABULARY.fields[name]) for name in names})


def settled_answers(only: Collection[str] | None = None) -> st.SearchStrategy[Answers]:
    """An answer without doubt to every field (or every one of `only`)."""
    names = [name for name in VOCABULARY.fields if only is None or name in only]
    return st.fixed_dictionaries({name: settled_values(VOCABULARY.fields[name]) for name in names})


def profiles() -> st.SearchStrategy[Profile]:
    """Whole profiles over every field, with or without a plan."""
    yen = st.one_of(st.none(), st.integers(0, 10**9))
    return st.builds(Profile, answers().filter(_agrees), st.one_of(st.none(), st.builds(Plan, yen, yen)))


def _agrees(found: Answers) -> bool:
    """A file may not say of one thing that it is there and that it is missing."""
    held, missing = found.get("has"), found.get("has_not")
    return not (isinstance(held, Chosen) and isinstance(missing, Chosen) and held.codes & missing.codes)


@st.composite
def comparisons(draw: st.DrawFn, only: Collection[str] | None = None) -> Compare:
    """A comparison that the reader of conditions would let through."""
    names = [name for name, field in VOCABULARY.fields.items() if field.kind != "text"]
    subject = draw(st.sampled_from([name for name in (*names, *VOCABULARY.derived) if only is None or name in only]))
    field = VOCABULARY.fields.get(subject)
    if field is None or field.kind == "integer":
        return Compare(subject, draw(st.sampled_from(("at_least", "at_most"))), draw(st.integers(0, 130)))
    if field.kind == "yes_no":
        return Compare(subject, "is", draw(st.booleans()))
    codes = tuple(draw(st.lists(st.sampled_from(field.codes), min_size=1, max_size=3, unique=True)))
    if field.kind == "multi":
        return Compare(subject, draw(st.sampled_from(("has_any", "has_all"))), codes)
    return Compare(subject, "in", codes)


def conditions(only: Collection[str] | None = None) -> st.SearchStrategy[Condition]:
    """Comparisons joined by all, any and not."""
    return st.recursive(
        comparisons(only),
        lambda parts: st.one_of(
            st.lists(parts, max_size=3).map(lambda items: All(tuple(items))),
            st.lists(parts, max_size=3).map(lambda items: AnyOf(tuple(items))),
            parts.map(Not),
        ),
        max_leaves=6,
    )


def within_doubt(value: Value | None, field: Field, vocabulary: Vocabulary = VOCABULARY) -> st.SearchStrategy[Value]:
    """The settled answers that `value` leaves possible: anything for わからない, the members of a range."""
    if isinstance(value, Number):
        bounds = vocabulary.bounds(field.id, {field.id: value})
        top = bounds.high if bounds.high is not None else bounds.low + 200
        return st.integers(bounds.low, top).map(exactly)
    if isinstance(value, Chosen) and not value.complete:
        return st.frozensets(st.sampled_from(field.codes)).map(lambda more: Chosen(value.codes | more))
    return settled_values(field) if value is None or value is UNKNOWN else st.just(value)
