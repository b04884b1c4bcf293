"""JSON Schemas of our YAML files, made from the records that read them, so that an editor checks while one types."""

from __future__ import annotations

import dataclasses
import types
from datetime import date
from fractions import Fraction
from typing import Any, Union, get_args, get_origin

from knowledge.conditions import Condition, operators_of
from knowledge.decoding import shape_of
from knowledge.fields import Vocabulary

DRAFT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]
_SCALARS: dict[Any, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    date: {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    Fraction: {"type": "string", "pattern": "^[0-9]{1,6}/[0-9]{1,6}$"},
}


def schema_of(record: type, title: str, vocabulary: Vocabulary) -> Schema:
    """The schema of a file whose top level is `record`."""
    maker = _Maker(vocabulary)
    root = maker.of(record)
    return {"$schema": DRAFT, "title": title, **root, "$defs": dict(sorted(maker.definitions.items()))}


class _Maker:
    """Makes the schema of a type, and collects those of the records within it."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self.definitions: dict[str, Schema] = {}

    def of(self, wanted: Any) -> Schema:
        if wanted == Condition:
            return self._condition()
        origin, arguments = get_origin(wanted), get_args(wanted)
        if wanted in _SCALARS:
            return dict(_SCALARS[wanted])
        if dataclasses.is_dataclass(origin or wanted):
            return self._record(origin or wanted, arguments)
        if origin in (Union, types.UnionType):
            return self._union(arguments)
        if origin is tuple:
            return {"type": "array", "items": self.of(arguments[0])}
        return {"enum": list(arguments)}

    def _union(self, arguments: tuple[Any, ...]) -> Schema:
        rest = tuple(item for item in arguments if item is not type(None))
        whole: Any = Union[rest]  # noqa: UP007  built from a tuple, which `|` cannot be
        options = [self.of(whole)] if whole == Condition or len(rest) == 1 else [self.of(item) for item in rest]
        if type(None) in arguments:
            options.append({"type": "null"})
        return options[0] if len(options) == 1 else {"anyOf": options}

    def _record(self, record: Any, arguments: tuple[Any, ...]) -> Schema:
        name = record.__name__ + "".join(f"_{getattr(item, '__name__', 'code')}" for item in arguments)
        if arguments and get_args(arguments[0]):
            name = f"{record.__name__}_{'_'.join(map(str, get_args(arguments[0])))}"
        if name not in self.definitions:
            self.definitions[name] = {}
            shape = shape_of(record)
            properties = {}
            for key, (_, wanted, _required) in shape.items():
                open_type = arguments and getattr(wanted, "__parameters__", ())
                properties[key] = self.of(wanted[arguments] if open_type else self._bound(wanted, arguments))
            self.definitions[name] = {
                "type": "object",
                "properties": properties,
                "required": [key for key, (_, _, required) in shape.items() if required],
                "additionalProperties": False,
            }
        return {"$ref": f"#/$defs/{name}"}

    @staticmethod
    def _bound(wanted: Any, arguments: tuple[Any, ...]) -> Any:
        return arguments[0] if arguments and type(wanted).__name__ == "TypeVar" else wanted

    def _condition(self) -> Schema:
        reference = {"$ref": "#/$defs/Condition"}
        if "Condition" not in self.definitions:
            several = {"type": "array", "items": reference, "minItems": 1}
            subjects = {name: self._comparison(name) for name in (*self._vocabulary.fields, *self._vocabulary.derived)}
            self.definitions["Condition"] = {
                "anyOf": [
                    {"const": "always"},
                    {
                        "type": "object",
                        "properties": {"all": several, "any": several, "not": reference, **subjects},
                        "additionalProperties": False,
                        "minProperties": 1,
                        "maxProperties": 1,
                    },
                ]
            }
        return reference

    def _comparison(self, name: str) -> Schema:
        field = self._vocabulary.fields.get(name)
        operand: Schema = {"type": "integer"}
        if field is not None and field.kind == "yes_no":
            operand = {"type": "boolean"}
        elif field is not None and field.codes:
            codes = {"enum": list(field.codes)}
            operand = {"anyOf": [codes, {"type": "array", "items": codes, "minItems": 1}]}
        allowed = operators_of(field)
        properties = dict.fromkeys(allowed, operand)
        return {"type": "object", "properties": properties, "additionalProperties": False, "maxProperties": 1}
