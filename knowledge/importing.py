"""From a provider list (CSV) to an overlay: what is new, changed and gone, and the YAML that says so.

Cells are text of strangers: control characters are refused, and what a spreadsheet would take for a formula is
counted and stays the text that it is (nothing of ours is a spreadsheet; whoever writes one marks it there). An
apostrophe that a list itself has put in front of one is the mark, not the name. A cell left empty says nothing, so what
is known already stays.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from unicodedata import normalize

import yaml

from knowledge.base import Knowledge
from knowledge.faults import DataError, Fault, Faults, Place, suggest
from knowledge.records import Fact, Service

MAX_BYTES = 4_000_000
_HEADS = {
    "provider": ("provider", "事業者", "事業者名", "会社名"),
    "name": ("name", "サービス名", "サービス"),
    "monitoring": ("monitoring", "監視の型", "型"),
    "service_class": ("service_class", "1類・2類", "類"),
    "region": ("region", "対応地域", "地域"),
    "monthly_price_yen": ("monthly_price_yen", "月額"),
    "initial_cost_yen": ("initial_cost_yen", "初期費用"),
    "url": ("url", "URL", "ページ"),
}
_CODES = {
    "monitoring": {
        "network": "network",
        "ネットワーク監視": "network",
        "endpoint": "endpoint",
        "端末監視": "endpoint",
        "both": "both",
        "併用": "both",
    },
    "service_class": {"class1": "class1", "1類": "class1", "class2": "class2", "2類": "class2"},
}
_YEN = re.compile(r"[0-9][0-9,]{0,14}円?")
_FORMULA = ("=", "+", "-", "@", "\t")
_MARKED = tuple(f"'{sign}" for sign in _FORMULA)
Plain = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Changed:
    """A known service of which the list says something else, with the names of what differs."""

    id: str
    provider: str
    name: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Import:
    """What a list would change. `text` is the overlay as YAML; `neutralised` counts the cells with a formula."""

    new: tuple[tuple[str, str, str], ...]
    changed: tuple[Changed, ...]
    gone: tuple[tuple[str, str, str], ...]
    unchanged: int
    neutralised: int
    text: str


@dataclass(frozen=True, slots=True)
class _Row:
    place: Place
    values: Mapping[str, str | int]


def import_services(path: Path, knowledge: Knowledge, day: date) -> Import:
    """The list of a file against the services that are known. `day`: the day on which the list was taken.

    Raises DataError with every fault of the file.
    """
    faults = Faults()
    rows, neutralised = _rows(path, faults)
    faults.raise_if_any()
    source = f"src.own.services.{day:%Y%m%d}"
    known = {_key(item.provider, item.name): item for item in knowledge.services.values()}
    new: list[tuple[str, str, str]] = []
    changed: list[Changed] = []
    records: list[Plain] = []
    listed: dict[str, Place] = {}
    for row in rows:
        provider, name = str(row.values["provider"]), str(row.values["name"])
        key = _key(provider, name)
        if key in listed:
            faults.add(row.place, f"「{provider}」の「{name}」が2回あります", "どちらか1行を消してください")
            continue
        listed[key] = row.place
        old = known.get(key)
        identity = old.id if old else _free_id(knowledge, len(new))
        record, differing = _record(identity, row, old, source, day)
        if old is None:
            new.append((identity, provider, name))
        elif differing:
            changed.append(Changed(identity, provider, name, differing))
        records.append(record)
    faults.raise_if_any()
    gone = [item for key, item in known.items() if key not in listed]
    records += [_plain(item) | {"still_registered": _fact(False, source, day)} for item in gone]  # noqa: FBT003
    sources = [_source(source, path.name, day)]
    return Import(
        tuple(new),
        tuple(changed),
        tuple((item.id, item.provider, item.name) for item in gone),
        len(listed) - len(new) - len(changed),
        neutralised,
        _yaml({"sources": sources, "services": records}),
    )


def _rows(path: Path, faults: Faults) -> tuple[list[_Row], int]:
    shown = str(path)
    text = _text(path, shown)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[_Row] = []
    columns: list[str | None] | None = None
    neutralised = 0
    try:
        for cells in reader:
            place = Place(shown, reader.line_num)
            if columns is None:
                columns = _columns(cells, place, faults)
                continue
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(columns):
                mend = "列の数を見出しにそろえてください"
                faults.add(place, f"列が{len(cells)}個あります（見出しは{len(columns)}個）", mend)
                continue
            neutralised += sum(cell.strip().startswith((*_FORMULA, *_MARKED)) for cell in cells)
            rows.append(_Row(place, _values(columns, cells, place, faults)))
    except csv.Error:
        faults.add(Place(shown, reader.line_num), "CSVとして読めません", "引用符の閉じ忘れを確かめてください")
    if columns is None:
        faults.add(Place(shown, 1), "中身がありません", "1行目に見出し（事業者,サービス名,…）を書いてください")
    return rows, neutralised


def _text(path: Path, shown: str) -> str:
    """The file as text: UTF-8, or the Shift_JIS that spreadsheets write."""
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError:
        fault = Fault(Place(shown, 1), "ファイルを読めません", "ファイル名と読み取りの許可を確かめてください")
        raise DataError([fault]) from None
    if len(raw) > MAX_BYTES:
        raise DataError([Fault(Place(shown, 1), "ファイルが大きすぎます", "4MBまでにしてください")])
    for encoding in ("utf-8-sig", "cp932"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise DataError([Fault(Place(shown, 1), "文字を読めません", "文字コードをUTF-8にして保存し直してください")])


def _columns(cells: list[str], place: Place, faults: Faults) -> list[str | None]:
    names = {word: field for field, words in _HEADS.items() for word in words}
    columns = [names.get(cell.strip()) for cell in cells]
    for cell, field in zip(cells, columns, strict=True):
        if field is None:
            faults.add(place, f"「{cell[:40]}」という見出しはありません", suggest(cell.strip(), names))
        elif columns.count(field) > 1:
            faults.add(place, f"見出し「{cell}」が2回あります", "どちらか1つを消してください")
    for needed in ("provider", "name"):
        if needed not in columns:
            faults.add(place, f"見出し「{_HEADS[needed][1]}」がありません", "その列を足してください")
    return columns


def _values(columns: list[str | None], cells: list[str], place: Place, faults: Faults) -> dict[str, str | int]:
    values: dict[str, str | int] = {}
    for field, cell in zip(columns, cells, strict=True):
        text = cell.strip()
        if field is None or not text:
            continue
        if not text.isprintable():
            faults.add(place, "使えない制御文字があります", "改行などを消してください")
        elif field in _CODES:
            codes = _CODES[field]
            if text not in codes:
                faults.add(place, f"「{text[:40]}」は使えない値です", suggest(text, codes))
            values[field] = codes.get(text, "")
        elif field.endswith("_yen"):
            amount = normalize("NFKC", text)
            if not _YEN.fullmatch(amount):
                faults.add(place, f"「{text[:40]}」は金額ではありません", "10000 のような数字で書いてください")
                continue
            values[field] = int(amount.rstrip("円").replace(",", ""))
        else:
            values[field] = text.removeprefix("'") if text.startswith(_MARKED) else text
    for needed in ("provider", "name"):
        if not values.get(needed) and needed in columns:
            faults.add(place, f"「{_HEADS[needed][1]}」が空です", "名前を書くか、その行を消してください")
            values[needed] = ""
    return values


def _key(provider: str, name: str) -> str:
    return normalize("NFKC", f"{provider}|{name}").casefold().replace(" ", "")


def _free_id(knowledge: Knowledge, taken: int) -> str:
    number = taken + 1 + sum(name.startswith("svc.own.") for name in knowledge.services)
    return f"svc.own.{number:03}"


def _record(identity: str, row: _Row, old: Service | None, source: str, day: date) -> tuple[Plain, tuple[str, ...]]:
    record = _plain(old) if old else _unknown(row)
    record["id"] = identity
    differing = []
    for field, value in row.values.items():
        if field in ("provider", "name"):
            continue
        if old is None or getattr(old, field).value != value:
            differing.append(field)
            record[field] = _fact(value, source, day)
    record["still_registered"] = _fact(True, source, day)  # noqa: FBT003  a value of the data
    return record, tuple(differing)


def _unknown(row: _Row) -> Plain:
    plain: Plain = {"id": "", "provider": row.values["provider"], "name": row.values["name"], "listed_as": None}
    for field in Service.__dataclass_fields__:
        if field not in (*plain, "aliases", "notes", "notes_sources", "place"):
            plain[field] = {"value": None, "basis": "unknown", "sources": [], "as_of": None, "note": None}
    return plain | {"aliases": [], "notes": None, "notes_sources": []}


def _plain(service: Service) -> Plain:
    plain: Plain = {}
    for field in Service.__dataclass_fields__:
        value = getattr(service, field)
        if isinstance(value, Fact):
            plain[field] = {
                "value": value.value,
                "basis": value.basis,
                "sources": list(value.sources),
                "as_of": value.as_of,
                "note": value.note,
            }
        elif field != "place":
            plain[field] = list(value) if isinstance(value, tuple) else value
    return plain


def _fact(value: object, source: str, day: date) -> Plain:
    return {"value": value, "basis": "stated", "sources": [source], "as_of": day.isoformat(), "note": None}


def _source(identity: str, name: str, day: date) -> Plain:
    return {
        "id": identity,
        "title": f"取り込んだ一覧（{''.join(sign for sign in name if sign.isprintable())[:80]}）",
        "publisher": None,
        "kind": "third_party",
        "url": None,
        "as_of": day.isoformat(),
        "checked": day,
        "note": None,
    }


class _Dumper(yaml.SafeDumper):
    """Writes what our strict reader reads: no anchors."""

    def ignore_aliases(self, data: Any) -> bool:
        del data
        return True


def _yaml(content: Plain) -> str:
    body = yaml.dump(content, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000)
    return f"# otasuke kb import-services が書いた、ご自分の一覧です。手で直してもかまいません。\n{body}"
