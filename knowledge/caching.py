"""Records kept as JSON between runs, so that a second run needn't read the YAML again.

What is kept goes by a key over the content of the data and the shape of the records; a file that is damaged, of
another shape or not ours is ignored. No pickle: reading the file can build our records and nothing else.
"""

from __future__ import annotations

import dataclasses
import json
import os
import tempfile
import types
import typing
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from fractions import Fraction
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar, Union, get_args, get_origin

from knowledge.conditions import All, AnyOf, Compare, Condition, Not
from knowledge.fields import Field, Vocabulary, vocabulary_of
from knowledge.private import make_private

T = TypeVar("T")
Build = Callable[[Any], Any] | None
"""How a JSON value becomes a value of ours; None where it is one already."""
_WRONG = (KeyError, TypeError, ValueError, IndexError, AttributeError, RecursionError, OSError)


def kept(directory: Path, digest: str, wanted: type[T]) -> T | None:
    """The record that was kept under the digest; None where there is none that can be trusted to be whole."""
    try:
        total, _, body = _path(directory, digest, wanted).read_bytes().partition(b"\n")
        if sha256(body).hexdigest().encode() != total:
            return None
        shape: Any = wanted
        build = _builder(shape)
        return typing.cast("T", build(json.loads(body)) if build else None)
    except _WRONG:
        return None


def keep(directory: Path, digest: str, record: Any) -> None:
    """Keeps the record under the digest, for its owner alone, in place of older ones. Says nothing where it can't."""
    body = json.dumps(_plain(record), ensure_ascii=False, separators=(",", ":")).encode()
    path = _path(directory, digest, type(record))
    with suppress(OSError):
        make_private(directory)
        descriptor, name = tempfile.mkstemp(dir=directory, prefix=f".{_stem(type(record))}")
        temporary = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(sha256(body).hexdigest().encode() + b"\n")
                file.write(body)
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
        for old in directory.glob(f"{_stem(type(record))}*.json"):
            if old != path:
                old.unlink(missing_ok=True)


def _path(directory: Path, digest: str, wanted: Any) -> Path:
    return directory / f"{_stem(wanted)}{digest}-{_fingerprint(wanted)}.json"


def _stem(wanted: Any) -> str:
    """What the files of one kind of record begin with."""
    return f"{wanted.__name__.strip('_').lower()}-"


@cache
def _fingerprint(wanted: Any) -> str:
    """Twelve digits over the shape of a record and of all within it, so that other code never reads what we kept."""
    shapes = sorted(f"{record.__qualname__} {sorted(_hints(record).items())}" for record in _records(wanted, set()))
    return sha256("\n".join(shapes).encode()).hexdigest()[:12]


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str | int):
        return value
    write = next((write for kind, write in _WRITERS if isinstance(value, kind)), _plain_record)
    return write(value)


def _plain_record(record: Any) -> list[Any]:
    row = [_plain(getattr(record, item.name)) for item in dataclasses.fields(record)]
    return [_TAGS[type(record)], *row] if type(record) in _TAGS else row


_WRITERS: tuple[tuple[type, Callable[[Any], Any]], ...] = (
    (tuple, lambda items: [_plain(item) for item in items]),
    (dict, lambda rows: {key: _plain(row) for key, row in rows.items()}),
    (date, lambda day: day.isoformat()),
    (Fraction, lambda rate: [rate.numerator, rate.denominator]),
    (Vocabulary, lambda vocabulary: [_plain(field) for field in vocabulary.fields.values()]),
)
_TAGS: Mapping[type, str] = {Compare: "c", All: "a", AnyOf: "o", Not: "n"}


@cache
def _hints(record: Any) -> dict[str, Any]:
    return typing.get_type_hints(record)


def _records(wanted: Any, seen: set[Any]) -> set[Any]:
    """The record types within a type, itself among them."""
    wanted = Field if wanted is Vocabulary else wanted
    record: Any = get_origin(wanted) if dataclasses.is_dataclass(get_origin(wanted)) else wanted
    inner: list[Any] = list(get_args(wanted))
    is_record = dataclasses.is_dataclass(record)
    if is_record and record not in seen:
        seen.add(record)
        inner += _hints(record).values()
    for item in inner:
        _records(item, seen)
    return seen


@cache
def _builder(wanted: Any) -> Build:
    special: Mapping[Any, Callable[[Any], Any]] = {
        Condition: _condition,
        Vocabulary: _vocabulary,
        date: date.fromisoformat,
        Fraction: lambda pair: Fraction(*pair),
    }
    if wanted in special:
        return special[wanted]
    origin, arguments = get_origin(wanted), get_args(wanted)
    record: Any = origin or wanted
    if dataclasses.is_dataclass(record):
        return _record(record)
    composed: Mapping[Any, Callable[[tuple[Any, ...]], Build]] = {
        tuple: _listed,
        Mapping: _mapped,
        Union: _optional,
        types.UnionType: _optional,
    }
    return composed[origin](arguments) if origin in composed else None


def _optional(arguments: tuple[Any, ...]) -> Build:
    rest = tuple(item for item in arguments if item is not type(None))
    item = _builder(Union[rest])  # noqa: UP007  built from a tuple, which `|` cannot be
    if item is None or len(rest) == len(arguments):
        return item
    return lambda row: None if row is None else item(row)


def _listed(arguments: tuple[Any, ...]) -> Build:
    item = _builder(arguments[0])
    return tuple if item is None else lambda rows: tuple([item(row) for row in rows])


def _mapped(arguments: tuple[Any, ...]) -> Build:
    item = _builder(arguments[1])
    return None if item is None else lambda rows: {key: item(row) for key, row in rows.items()}


def _vocabulary(rows: list[Any]) -> Vocabulary:
    build = _record(Field)
    return vocabulary_of(tuple([build(row) for row in rows]))


def _record(record: Any) -> Callable[[Any], Any]:
    hints = _hints(record)
    names = [item.name for item in dataclasses.fields(record)]
    builds = [_builder(hints[name]) for name in names]
    positions = [(at, build) for at, build in enumerate(builds) if build]

    def make(row: list[Any]) -> Any:
        if len(row) != len(names):
            raise ValueError
        for at, build in positions:
            row[at] = build(row[at])
        return record(*row)

    return make


def _condition(row: list[Any]) -> Condition:
    tag, *rest = row
    if tag == "c":
        subject, operator, operand = rest
        return Compare(subject, operator, tuple(operand) if isinstance(operand, list) else operand)
    if tag == "n":
        return Not(_condition(rest[0]))
    parts = tuple([_condition(part) for part in rest[0]])
    if tag not in ("a", "o"):
        raise ValueError
    return All(parts) if tag == "a" else AnyOf(parts)
