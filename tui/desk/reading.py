"""Reading `otasuke.interview/1`: what we kept ourselves, and files from elsewhere, by the same strict rules."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import TypeVar, get_args

from knowledge.decoding import Decoder
from knowledge.faults import DataError, Fault, Faults, Place, suggest
from knowledge.fields import Vocabulary
from knowledge.values import Chosen, Value
from knowledge.yamltree import Mapping as MappingNode
from knowledge.yamltree import Node, Scalar, Sequence, parse
from questionnaires.interview import Interview
from questionnaires.profile import profile_of
from tui.desk.errors import DamagedRecordError
from tui.desk.headlines import Headline, KeptResult
from tui.desk.records import (
    MOST_RESULTS,
    MOST_SENT,
    MOST_VARIANTS,
    SCHEMA,
    Course,
    Mark,
    SavedInterview,
    Sent,
    Status,
    Variant,
)

LONGEST_ID = 64
_REQUIRED = ("schema", "id", "revision", "created", "saved", "status", "course", "current", "trail", "passed")
_KEYS = (
    *_REQUIRED,
    "partial",
    "profile",
    "marks",
    "variants",
    "results",
    "follows",
    "client",
    "carried",
    "resume_on",
    "sent",
)
_DEPTH = 24
_Word = TypeVar("_Word", bound=str)


@dataclass(frozen=True, slots=True)
class _Shown:
    """A kept result without its answers, as the decoder reads it."""

    as_of: date
    version: str
    digest: str
    headline: Headline


def from_text(text: str, vocabulary: Vocabulary) -> SavedInterview:
    """The record that our own text holds. Raises DamagedRecordError."""
    try:
        document = json.loads(text)
        return read_record(node_of(document, _DEPTH), vocabulary)
    except (ValueError, RecursionError, DataError) as error:
        raise DamagedRecordError(str(error)[:200]) from error


def read_file(text: str, shown: str, vocabulary: Vocabulary) -> SavedInterview:
    """The record that a file states. Raises DataError with every fault and its line."""
    try:
        json.loads(text)
    except (ValueError, RecursionError) as error:
        place = Place(shown, error.lineno if isinstance(error, json.JSONDecodeError) else 1)
        fault = Fault(place, "JSONとして読めません", "「sessions export」で書き出し直してください")
        raise DataError([fault]) from None
    return read_record(parse(text, shown), vocabulary)


def is_name(text: str) -> bool:
    """Whether the text can be the id of an interview: nothing that leads anywhere as part of a path."""
    return 0 < len(text) <= LONGEST_ID and all(
        (letter.isascii() and letter.isalnum()) or letter in "-_" for letter in text
    )


def read_moment(text: str, key: str, place: Place | None, faults: Faults) -> datetime:
    """The moment that a text states; a fault at the place where it is none. Without a place that was told already."""
    try:
        return datetime.fromisoformat(text).astimezone()
    except (ValueError, OverflowError):
        if place:
            mend = "2026-11-22T09:30:00+09:00 の形で書いてください"
            faults.add(place, f"「{key}」が日時ではありません", mend)
        return datetime.min  # noqa: DTZ901  never used: a fault was added


def node_of(value: object, depth: int) -> Node:
    """Plain data as the tree that the readers take. It stands in no file, so it has no lines."""
    place = Place("", 0)
    if depth < 0:
        raise ValueError
    if isinstance(value, dict):
        entries = {str(name): node_of(item, depth - 1) for name, item in value.items()}
        return MappingNode(place, entries, dict.fromkeys(entries, place))
    if isinstance(value, list):
        return Sequence(place, tuple(node_of(item, depth - 1) for item in value))
    if isinstance(value, str):
        return Scalar(place, value, plain=False)
    return Scalar(place, "null" if value is None else str(value).lower(), plain=True)


def read_record(tree: Node, vocabulary: Vocabulary) -> SavedInterview:
    """The record that a tree states. Raises DataError with every fault."""
    faults = Faults()
    reader = _Reader(vocabulary, faults)
    if not isinstance(tree, MappingNode):
        faults.add(tree.place, "保存した診断の形ではありません", f"「schema」が「{SCHEMA}」のファイルを選んでください")
        raise DataError(faults.sorted())
    record = reader.record(tree)
    faults.raise_if_any()
    return record


class _Reader:
    """Reads the parts of a record; faults are collected, and what is wrong becomes something empty."""

    def __init__(self, vocabulary: Vocabulary, faults: Faults) -> None:
        self._vocabulary = vocabulary
        self._faults = faults
        self._decoder = Decoder(faults)

    def record(self, tree: MappingNode) -> SavedInterview:
        self._check_keys(tree, _KEYS, _REQUIRED)
        if self._text(tree, "schema") != SCHEMA:
            node = tree.entries.get("schema", tree)
            self._faults.add(node.place, "schema が違います", f"「{SCHEMA}」のファイルを選んでください")
        return SavedInterview(
            id=self._id(tree),
            created=self._moment(tree, "created"),
            saved=self._moment(tree, "saved"),
            interview=self._interview(tree),
            revision=self._whole(tree, "revision"),
            status=self._word(tree, "status", get_args(Status)),
            course=self._word(tree, "course", get_args(Course)),
            marks=MappingProxyType(self._marks(tree.entries.get("marks"))),
            variants=tuple(self._variant(node) for node in self._listed(tree, "variants", MOST_VARIANTS)),
            results=tuple(filter(None, map(self._result, self._listed(tree, "results", MOST_RESULTS)))),
            follows=self._text_or_none(tree, "follows"),
            client=self._text_or_none(tree, "client"),
            carried=MappingProxyType(self._carried(tree.entries.get("carried"))),
            resume_on=self._day_or_none(tree, "resume_on"),
            sent=tuple(filter(None, map(self._sent, self._listed(tree, "sent", MOST_SENT)))),
        )

    def _check_keys(self, tree: MappingNode, known: tuple[str, ...], required: tuple[str, ...]) -> None:
        for key, place in tree.key_places.items():
            if key not in known:
                self._faults.add(place, f"「{key}」という項目はありません", suggest(key, known))
        for key in required:
            if key not in tree.entries:
                self._faults.add(tree.place, f"「{key}」がありません", f"「{key}」を書き足してください")

    def _interview(self, tree: MappingNode) -> Interview:
        return Interview(
            answers=self._answers(tree),
            trail=tuple(self._fields(tree, "trail")),
            passed=frozenset(self._fields(tree, "passed")),
            current=self._current(tree),
        )

    def _answers(self, tree: MappingNode) -> dict[str, Value]:
        node = tree.entries.get("profile")
        if node is None:
            self._faults.add(tree.place, "「profile」がありません", "「profile」を書き足してください")
            return {}
        answers = dict(profile_of(node, self._vocabulary, self._faults).answers)
        for name in self._fields(tree, "partial"):
            value = answers.get(name)
            if isinstance(value, Chosen):
                answers[name] = Chosen(value.codes, complete=False)
        return answers

    def _current(self, tree: MappingNode) -> str | None:
        name = self._text_or_none(tree, "current")
        return name if name is None else self._field(name, tree.entries["current"])

    def _fields(self, tree: MappingNode, key: str) -> list[str]:
        node = tree.entries.get(key)
        if node is None:
            return []
        if not isinstance(node, Sequence):
            self._faults.add(node.place, f"「{key}」が一覧ではありません", "項目の名前を [ ] で並べてください")
            return []
        return [self._field(item.text if isinstance(item, Scalar) else "", item) for item in node.items]

    def _field(self, name: str, node: Node) -> str:
        if name not in self._vocabulary.fields:
            what = f"「{name[:40]}」という項目はありません"
            self._faults.add(node.place, what, suggest(name[:40], self._vocabulary.fields))
        return name

    def _id(self, tree: MappingNode) -> str:
        text = self._text(tree, "id")
        if "id" in tree.entries and not is_name(text):
            mend = f"英字、数字、-、_ だけの{LONGEST_ID}文字までにしてください"
            self._faults.add(tree.entries["id"].place, "「id」に使えない文字があります", mend)
        return text

    def _text(self, tree: MappingNode, key: str) -> str:
        return self._text_or_none(tree, key) or ""

    def _text_or_none(self, tree: MappingNode, key: str) -> str | None:
        node = tree.entries.get(key)
        if node is None or (isinstance(node, Scalar) and node.is_null):
            return None
        return str(self._decoder.read(node, str))

    def _whole(self, tree: MappingNode, key: str) -> int:
        if key not in tree.entries:
            return 0
        value = self._decoder.read(tree.entries[key], int)
        return value if isinstance(value, int) else 0

    def _word(self, tree: MappingNode, key: str, words: tuple[_Word, ...]) -> _Word:
        text = self._text(tree, key)
        found = next((word for word in words if word == text), None)
        if found is None and key in tree.entries:
            self._faults.add(tree.entries[key].place, f"「{text[:40]}」は使えない値です", suggest(text[:40], words))
        return found or words[0]

    def _moment(self, tree: MappingNode, key: str) -> datetime:
        place = tree.entries[key].place if key in tree.entries else None
        return read_moment(self._text(tree, key), key, place, self._faults)

    def _marks(self, node: Node | None) -> dict[str, Mark]:
        if node is None:
            return {}
        if not isinstance(node, MappingNode):
            self._faults.add(node.place, "「marks」の形が違います", "{名前: {state: done, ...}} の形にしてください")
            return {}
        return {name: self._decoder.read(item, Mark) for name, item in node.entries.items()}

    def _carried(self, node: Node | None) -> dict[str, date]:
        if node is None:
            return {}
        if not isinstance(node, MappingNode):
            self._faults.add(node.place, "「carried」の形が違います", "{項目: 2026-11-22, ...} の形にしてください")
            return {}
        return {self._field(name, item): self._decoder.read(item, date) for name, item in node.entries.items()}

    def _day_or_none(self, tree: MappingNode, key: str) -> date | None:
        node = tree.entries.get(key)
        if node is None or (isinstance(node, Scalar) and node.is_null):
            return None
        day = self._decoder.read(node, date)
        return day if isinstance(day, date) else None

    def _listed(self, tree: MappingNode, key: str, most: int) -> tuple[MappingNode, ...]:
        node = tree.entries.get(key)
        if node is None:
            return ()
        if not isinstance(node, Sequence) or not all(isinstance(item, MappingNode) for item in node.items):
            self._faults.add(node.place, f"「{key}」の形が違います", "[{...}] の形にしてください")
            return ()
        if len(node.items) > most:
            self._faults.add(node.place, f"「{key}」が多すぎます", f"{most}件までにしてください")
        return tuple(item for item in node.items if isinstance(item, MappingNode))

    def _variant(self, node: MappingNode) -> Variant:
        self._check_keys(node, ("name", "profile", "partial"), ("name",))
        return Variant(self._text(node, "name"), self._answers(node))

    def _result(self, node: MappingNode) -> KeptResult | None:
        answers = self._answers(node)
        rest = {key: item for key, item in node.entries.items() if key not in ("profile", "partial")}
        shown = self._decoder.read(MappingNode(node.place, rest, {key: node.key_places[key] for key in rest}), _Shown)
        if not isinstance(shown, _Shown):
            return None
        return KeptResult(shown.as_of, shown.version, shown.digest, shown.headline, MappingProxyType(answers))

    def _sent(self, node: MappingNode) -> Sent | None:
        self._check_keys(node, ("kind", "day", "result", "cites"), ("kind", "day", "result", "cites"))
        of = node.entries.get("result")
        result = self._result(of) if isinstance(of, MappingNode) else None
        day = self._day_or_none(node, "day")
        cites = self._decoder.read(node.entries["cites"], tuple[str, ...]) if "cites" in node.entries else ()
        if result is None or day is None or not isinstance(cites, tuple):
            self._faults.add(node.place, "「sent」の形が違います", "「sessions export」で書き出し直してください")
            return None
        return Sent(self._text(node, "kind"), day, result, cites)
