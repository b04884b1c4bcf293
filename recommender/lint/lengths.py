"""Faults of texts that are longer than the screen serves. The limits are data (`data/lint.yaml`)."""

from __future__ import annotations

from collections.abc import Iterable

from knowledge import codes
from knowledge.faults import Faults, Place
from recommender.export.columns import cells
from recommender.lint.facts import place_of
from recommender.lint.limits import Length


def check_lengths(records: Iterable[tuple[object, Place | None]], limits: tuple[Length, ...], faults: Faults) -> None:
    """Adds a fault for every text above its limit. A record that keeps no place of its own comes with one."""
    table: dict[str, list[Length]] = {}
    for limit in limits:
        table.setdefault(limit.record, []).append(limit)
    for record, place in records:
        for limit in table.get(type(record).__name__, ()):
            text = getattr(record, limit.attribute, None)
            over = cells(text) - limit.cells if isinstance(text, str) else 0
            if over > 0:
                what = f"「{limit.attribute}」が画面には長すぎます（半角で{limit.cells}まで、いま{limit.cells + over}）"
                faults.add(place or place_of(record), what, "短く言い直してください", codes.TOO_LONG)
