"""確かめること: what the company doesn't know yet."""

from __future__ import annotations

from collections.abc import Iterable

from recommender.export.steps import confirm_groups
from recommender.results import Assessment
from tui import wording
from tui.talk.statements import Statement, heading


def to_confirm(result: Assessment) -> Iterable[Statement]:
    if not result.to_confirm:
        yield Statement("いま確かめることはありません。")
        return
    for title, items in confirm_groups(result):
        yield heading(f"{title}（{len(items)}件）")
        for item in items:
            yield Statement(f"{item.label}\n{item.why}\n{wording.WHY_HOW.format(text=item.how)}", (item.field,))
