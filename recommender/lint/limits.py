"""The yardsticks of the lint, read from `data/lint.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from knowledge.fields import Vocabulary
from knowledge.reading import read_record
from knowledge.values import Chosen, Value


@dataclass(frozen=True, slots=True)
class Length:
    """The most columns that one text of a kind of record may take."""

    record: str
    attribute: str
    cells: int


@dataclass(frozen=True, slots=True)
class Best:
    """The best answer to a field: a code, or yes or no."""

    field: str
    code: str


@dataclass(frozen=True, slots=True)
class Limits:
    """All yardsticks, as they stand in their file."""

    lengths: tuple[Length, ...]
    best: tuple[Best, ...]


def load_limits(directory: Path) -> Limits:
    """The yardsticks of a directory. Raises DataError with all faults."""
    return read_record(directory / "lint.yaml", Limits)


def best_answers(limits: Limits, vocabulary: Vocabulary) -> Mapping[str, Value]:
    """The best answers as values; one to a field that the vocabulary doesn't know is left out."""
    found: dict[str, Value] = {}
    for item in limits.best:
        field = vocabulary.fields.get(item.field)
        if field is None:
            continue
        if field.kind == "yes_no":
            found[field.id] = item.code == "yes"
        else:
            found[field.id] = Chosen(frozenset({item.code})) if field.kind == "multi" else item.code
    return found
