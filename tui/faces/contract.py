"""契約の確認: the questions that the standard lets the user put to a provider, with what was ticked off so far."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from recommender.results import Assessment
from recommender.rulebase import RuleBase
from tui.desk.records import Mark
from tui.talk.statements import Statement, heading
from tui.ticks import Sheet, box, contract_sheet, onboarding_sheet


def contract(result: Assessment, rules: RuleBase, marks: Mapping[str, Mark]) -> Iterable[Statement]:
    sheet = contract_sheet(result, rules)
    if not sheet.groups:
        yield Statement("いまの答えでは、契約の前に聞くことを並べられません。")
        return
    yield heading(f"契約の前に、事業者に聞くこと（{sheet.progress(marks)}）")
    yield Statement("c を押すと、印をつけられます。n では、見積りのお願いや点検にも進めます。")
    yield from _listed(sheet, marks)
    steps = onboarding_sheet(result, rules)
    yield heading(f"契約したあとの段取り（{steps.progress(marks)}）")
    yield Statement("o を押すと、段取りの一覧が開きます。")
    yield from _listed(steps, {name: mark for name, mark in marks.items() if mark != Mark()}, marked_only=True)


def _listed(sheet: Sheet, marks: Mapping[str, Mark], *, marked_only: bool = False) -> Iterable[Statement]:
    for tick in sheet.ticks:
        mark = marks.get(tick.id)
        if marked_only and mark is None:
            continue
        noted = sheet.said(mark)
        yield Statement(f"{tick.text}\n{noted}" if noted else tick.text, tick.cites, box(mark))
