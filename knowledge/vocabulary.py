"""Reads the profile's vocabulary. It loads alone: with the questionnaire, it is all that the first question needs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from knowledge.faults import Faults, suggest
from knowledge.fields import Field, Vocabulary, vocabulary_of
from knowledge.reading import DATA, FileReader, by_id


@dataclass(frozen=True, slots=True)
class FieldsFile:
    """The profile's vocabulary as it stands in its file."""

    fields: tuple[Field, ...]


@cache
def load_vocabulary(directory: Path = DATA) -> Vocabulary:
    """The profile's fields and derived quantities. Raises DataError with all faults."""
    reader = FileReader(directory, {})
    fields = reader.file("fields.yaml", FieldsFile)
    reader.faults.raise_if_any()
    _check_fields(fields.fields, reader.faults)
    reader.faults.raise_if_any()
    return vocabulary_of(fields.fields)


def _check_fields(fields: tuple[Field, ...], faults: Faults) -> None:
    by_id(fields, faults)
    for item in fields:
        for code in item.codes:
            if item.codes.count(code) > 1:
                faults.add(item.place, f"「{item.id}」の選択肢「{code}」が2回あります", "どちらか1つを消してください")
        if (item.kind in ("choice", "multi")) != bool(item.codes):
            faults.add(item.place, f"「{item.id}」の種類と選択肢が合いません", "choices を書き足すか、消してください")
        for code in item.exclusive:
            if code not in item.codes:
                faults.add(item.place, f"「{item.id}」に「{code}」という選択肢はありません", suggest(code, item.codes))
