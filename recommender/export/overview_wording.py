"""The words of ユーザー概況と提案の記録 and the elements of std.1.2.10, read once from `data/overview_sheet.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from knowledge.reading import read_record

FILE = Path(__file__).parents[1] / "data" / "overview_sheet.yaml"


@dataclass(frozen=True, slots=True)
class Element:
    """An element of the definition, and the parts of the profile that answer it; none: it is written in by hand."""

    name: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OverviewWording:
    """The whole file. `left_out`: parts of the profile that are no element; `urgent`: those that speak of the time."""

    elements: tuple[Element, ...]
    left_out: tuple[str, ...]
    urgent: tuple[str, ...]
    not_asked: str
    omitted: str
    carried: str
    title: str
    company: str
    present: str
    lead: str
    lead_cites: tuple[str, ...]
    class1: str
    undecided: str
    overview: str
    overview_note: str
    overview_carried: str
    overview_cites: tuple[str, ...]
    columns: tuple[str, ...]
    other: str
    reasons: str
    monitoring: str
    service_class: str
    others: str
    price: str
    price_cites: tuple[str, ...]
    timing: str
    timing_blank: str
    open: str
    open_unasked: str
    open_carried: str
    open_none: str
    offer: str
    offer_columns: tuple[str, ...]
    offer_rows: tuple[str, ...]
    signatures: str
    signatures_lead: str
    signature_columns: tuple[str, ...]
    signature_rows: tuple[str, ...]


@cache
def load_overview_wording() -> OverviewWording:
    """The wording that the package carries. Raises DataError with all faults."""
    return read_record(FILE, OverviewWording)
