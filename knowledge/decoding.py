"""From a YAML tree to frozen records, driven by the records' own annotations.

One reader for every kind of file: an unknown key gets the nearest known one, a wrong type says what was expected,
and every fault of a file is reported, not the first one alone.
"""

from __future__ import annotations

import dataclasses
import re
import types
import typing
from collections.abc import Callable
from collections.abc import Mapping as AbcMapping
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin

from knowledge.faults import Faults, Place, suggest
from knowledge.yamltree import Mapping, Node, Scalar, Sequence

T = TypeVar("T")
Hook = Callable[[Node, Faults], Any]
_BAD: Any = object()


class Decoder:
    """Reads nodes as types. `hooks` reads types that the annotations alone don't say (conditions)."""

    def __init__(self, faults: Faults, hooks: AbcMapping[Any, Hook] | None = None) -> None:
        self.faults = faults
        self._hooks = dict(hooks or {})

    def read(self, node: Node, wanted: Any) -> Any:
        """The node as the wanted type; an internal marker after a fault."""
        if wanted in self._hooks:
            return self._hooks[wanted](node, self.faults)
        if dataclasses.is_dataclass(wanted) and isinstance(wanted, type):
            return self._record(node, wanted)
        if get_origin(wanted) is None:
            return self._scalar(node, wanted)
        return self._composed(node, wanted)

    def _composed(self, node: Node, wanted: Any) -> Any:
        origin = get_origin(wanted)
        if isinstance(origin, type) and dataclasses.is_dataclass(origin):
            return self._record(node, origin, get_args(wanted))
        if origin in (Union, types.UnionType):
            return self._union(node, get_args(wanted))
        if origin is tuple:
            return self._tuple(node, get_args(wanted)[0])
        return self._literal(node, get_args(wanted))

    def _record(self, node: Node, record: type, type_arguments: tuple[Any, ...] = ()) -> Any:
        if not isinstance(node, Mapping):
            self.faults.add(node.place, "「名前: 値」の並びではありません", "{名前: 値} の形に直してください")
            return _BAD
        shape = shape_of(record)
        for key, place in node.key_places.items():
            if key not in shape:
                self.faults.add(place, f"「{key}」という項目はありません", suggest(key, shape))
        values: dict[str, Any] = {}
        for key, (name, wanted, required) in shape.items():
            if key in node.entries:
                open_type = type_arguments and getattr(wanted, "__parameters__", ())
                values[name] = self.read(node.entries[key], wanted[type_arguments] if open_type else wanted)
            elif required:
                self.faults.add(node.place, f"「{key}」がありません", f"「{key}:」を書き足してください")
                values[name] = _BAD
        if any(value is _BAD for value in values.values()):
            return _BAD
        if _keeps_place(record):
            values["place"] = node.place
        return record(**values)

    def _union(self, node: Node, options: tuple[Any, ...]) -> Any:
        if type(None) in options and isinstance(node, Scalar) and node.is_null:
            return None
        rest = tuple(option for option in options if option is not type(None))
        whole: Any = Union[rest]  # noqa: UP007  built from a tuple, which `|` cannot be
        if whole in self._hooks or len(rest) == 1:
            return self.read(node, whole)
        for option in rest:
            attempt = Decoder(Faults(), self._hooks)
            value = attempt.read(node, option)
            if not attempt.faults:
                return value
        self.faults.add(node.place, "値の種類が違います", "見本と同じ形に直してください")
        return _BAD

    def _tuple(self, node: Node, item: Any) -> Any:
        if not isinstance(node, Sequence):
            self.faults.add(node.place, "一覧ではありません", "[ ] か「- 」で並べてください")
            return _BAD
        values = tuple(self.read(each, item) for each in node.items)
        return _BAD if any(value is _BAD for value in values) else values

    def _literal(self, node: Node, allowed: tuple[Any, ...]) -> Any:
        text = node.text if isinstance(node, Scalar) else ""
        if text in allowed:
            return text
        self.faults.add(node.place, f"「{text}」は使えない値です", suggest(text, map(str, allowed)))
        return _BAD

    def _scalar(self, node: Node, wanted: Any) -> Any:
        if not isinstance(node, Scalar) or (node.is_null and wanted is not str):
            self.faults.add(node.place, f"{_NAMES.get(wanted, '値')}がありません", "値を書いてください")
            return _BAD
        try:
            return _READERS[wanted](node)
        except (ValueError, ZeroDivisionError):
            name = _NAMES.get(wanted, "値")
            self.faults.add(node.place, f"「{node.text[:40]}」は{name}ではありません", f"{name}を書いてください")
            return _BAD


def whole_number(node: Node) -> int | None:
    """The number that a value of a user's file states, in digits of either width; None for anything else.

    Beyond a thousand digits only the size counts.
    """
    if isinstance(node, Scalar) and node.plain and _DIGITS.fullmatch(node.text):
        return int(node.text[:1000])
    return None


def _text(node: Scalar) -> str:
    if node.is_null:
        raise ValueError
    return node.text


def _whole(node: Scalar) -> int:
    if not node.plain:
        raise ValueError
    return int(node.text.replace("_", ""), 10)


def _flag(node: Scalar) -> bool:
    if not node.plain or node.text not in ("true", "false"):
        raise ValueError
    return node.text == "true"


def _day(node: Scalar) -> date:
    if not _DAY.fullmatch(node.text):
        raise ValueError
    return date.fromisoformat(node.text)


def _fraction(node: Scalar) -> Fraction:
    if not _FRACTION.fullmatch(node.text):
        raise ValueError
    return Fraction(node.text)


_DIGITS = re.compile(r"-?[0-9０-９]+")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FRACTION = re.compile(r"[0-9]{1,6}/[0-9]{1,6}")
_READERS: dict[Any, Callable[[Scalar], Any]] = {
    str: _text,
    int: _whole,
    bool: _flag,
    date: _day,
    Fraction: _fraction,
}
_NAMES = {
    str: "文字",
    int: "整数",
    bool: "true か false",
    date: "日付（2026-11-22 の形）",
    Fraction: "分数（1/2 の形）",
}


@cache
def shape_of(record: type) -> dict[str, tuple[str, Any, bool]]:
    """The record as read from files: key to (attribute, type, required).

    `place` is filled by the reader; a key that is a Python keyword has an attribute with a trailing underscore.
    """
    hints = typing.get_type_hints(record)
    shape = {}
    for item in dataclasses.fields(record):
        if item.name != "place":
            no_default = item.default is dataclasses.MISSING and item.default_factory is dataclasses.MISSING
            shape[item.name.rstrip("_")] = (item.name, hints[item.name], no_default)
    return shape


@cache
def _keeps_place(record: type) -> bool:
    return any(item.name == "place" and item.type in (Place, "Place") for item in dataclasses.fields(record))
