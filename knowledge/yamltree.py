"""Plain YAML as a tree that remembers its lines.

Only what the data needs is let in: one document of mappings, lists and scalars. Anchors and aliases (and with
them alias bombs), tags, duplicate keys, deep nesting and oversized input are refused. Scalars stay text here:
what a scalar means is for the reader of the field to say, so `no`, `012` and `1:30` hold no surprises.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from knowledge.faults import DataError, Fault, Faults, Place

MAX_CHARACTERS = 4_000_000
MAX_DEPTH = 24
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value as written. `plain` is true where it stood without quotes."""

    place: Place
    text: str
    plain: bool

    @property
    def is_null(self) -> bool:
        return self.plain and self.text in ("null", "~", "")


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of nodes."""

    place: Place
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with their nodes, in the order of the file; `key_places` says where each key stands."""

    place: Place
    entries: dict[str, Node]
    key_places: dict[str, Place]


Node = Scalar | Sequence | Mapping


def read_text(path: Path, shown: str) -> str:
    """The file's text. Raises DataError where it is missing, unreadable, too large or not UTF-8."""
    start = Place(shown, 1)
    try:
        if path.stat().st_size > MAX_CHARACTERS:
            raise DataError([Fault(start, "ファイルが大きすぎます", "4MBまでにしてください")])
        with path.open("rb") as file:
            raw = file.read(MAX_CHARACTERS + 1)
    except OSError as error:
        what = "ファイルが見つかりません" if isinstance(error, FileNotFoundError) else "ファイルを読めません"
        raise DataError([Fault(start, what, "ファイル名と読み取りの許可を確かめてください")]) from None
    return decoded(raw, shown)


def decoded(raw: bytes, shown: str) -> str:
    """The bytes of a file as text. Raises DataError with the line of what isn't UTF-8."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        mend = "文字コードをUTF-8にして保存し直してください"
        raise DataError([Fault(Place(shown, line), "UTF-8でない文字があります", mend)]) from None


def parse(text: str, shown: str) -> Node:
    """The tree of one YAML document. Raises DataError with all structural faults."""
    if len(text) > MAX_CHARACTERS:
        raise DataError([Fault(Place(shown, 1), "データが大きすぎます", "4MBまでにしてください")])
    faults = Faults()
    try:
        tree = _Builder(shown, iter(yaml.parse(text, Loader=_LOADER)), faults).document()
    except (yaml.reader.ReaderError, UnicodeEncodeError):
        raise DataError([_character_fault(text, shown)]) from None
    except yaml.YAMLError as error:
        raise DataError([_syntax_fault(error, shown)]) from None
    faults.raise_if_any()
    return tree


def _syntax_fault(error: yaml.YAMLError, shown: str) -> Fault:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line = mark.line + 1 if mark else 1
    mend = "字下げ、コロンの後の空白、かっこや引用符の閉じ忘れを確かめてください"
    return Fault(Place(shown, line), "YAMLとして読めません", mend)


def _character_fault(text: str, shown: str) -> Fault:
    # The C reader counts bytes and tells no line, so the character is sought once more.
    found = yaml.reader.Reader.NON_PRINTABLE.search(text)
    line = text.count("\n", 0, found.start()) + 1 if found else 1
    return Fault(Place(shown, line), "使えない制御文字があります", "その文字を消してください")


class _Builder:
    """Builds the tree from parser events, so that nothing is expanded or constructed before it is checked."""

    def __init__(self, shown: str, events: Iterator[yaml.Event], faults: Faults) -> None:
        self._shown = shown
        self._events = events
        self._faults = faults

    def document(self) -> Node:
        tree: Node | None = None
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                if tree is not None:
                    self._faults.add(self._place(event), "文書が2つ以上あります", "「---」で分けず1つにしてください")
                    break
                tree = self._node(next(self._events), 0)
                if self._faults:
                    break
        if tree is None:
            raise DataError([Fault(Place(self._shown, 1), "中身がありません", "書式の見本をまねて書いてください")])
        return tree

    def _place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        return Place(self._shown, mark.line + 1 if mark else 1)

    def _refuse(self, place: Place, what: str, mend: str) -> Scalar:
        # Going on after a refused construct would only repeat it, so the whole reading stops here.
        raise DataError([Fault(place, what, mend)])

    def _node(self, event: yaml.Event, depth: int) -> Node:
        place = self._place(event)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            return self._refuse(place, "参照（& や *）は使えません", "同じ内容をそのまま書いてください")
        if depth > MAX_DEPTH:
            return self._refuse(place, "入れ子が深すぎます", f"{MAX_DEPTH}段までにしてください")
        if getattr(event, "tag", None) is not None:
            return self._refuse(place, "タグ（!）は使えません", "「!」の付いた語を消してください")
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(place, event.value, not event.style)
        if isinstance(event, yaml.SequenceStartEvent):
            return Sequence(place, tuple(self._items(depth)))
        return self._mapping(place, depth)

    def _items(self, depth: int) -> Iterator[Node]:
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            yield self._node(event, depth + 1)

    def _mapping(self, place: Place, depth: int) -> Mapping:
        entries: dict[str, Node] = {}
        key_places: dict[str, Place] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            value = self._node(next(self._events), depth + 1)
            if not isinstance(key, Scalar):
                self._faults.add(key.place, "項目の名前が文字ではありません", "「名前: 値」の形に直してください")
                continue
            name = key.text
            if name in entries:
                self._faults.add(key.place, f"「{name}」が2回あります", "どちらか1つを消してください")
                continue
            entries[name] = value
            key_places[name] = key.place
        return Mapping(place, entries, key_places)
