"""確かめること: what the company doesn't know yet, and what to ask the provider."""

from __future__ import annotations

from collections.abc import Iterable

from recommender.results import Assessment
from tui import wording
from tui.statements import Statement, heading


def to_confirm(result: Assessment) -> Iterable[Statement]:
    if result.to_confirm:
        yield heading("社内で確かめること")
    for item in result.to_confirm:
        yield Statement(f"{item.label}\n{item.why}\n{wording.WHY_HOW.format(text=item.how)}", (item.field,))
    if result.checklist:
        yield heading("契約の前に、事業者に聞くこと")
        yield from (Statement(item.ask, (item.clause,)) for item in result.checklist)
    if not result.to_confirm and not result.checklist:
        yield Statement("いま確かめることはありません。")
