"""Faults of dated values: windows and rounds that overlap or run backwards."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from knowledge import codes
from knowledge.base import Knowledge
from knowledge.faults import Faults, Place
from knowledge.subsidy_records import Round, Window


def check_dates(knowledge: Knowledge, faults: Faults) -> None:
    """Adds a fault for every window and round of applications that can't be so."""
    for route in knowledge.routes.values():
        _check_windows(route.windows, route.place, faults)
    for edition in knowledge.editions.values():
        _check_rounds(edition.rounds, edition.opens, edition.place, faults)
        successor = knowledge.editions.get(edition.successor or "")
        if successor and successor.opens and edition.opens and successor.opens <= edition.opens:
            what = f"「{edition.id}」の次の版「{successor.id}」が先に始まっています"
            faults.add(edition.place, what, "opens か successor を直してください", codes.OVERLAP)
    for schedule in knowledge.own_schedules.values():
        frame = knowledge.frames.get(schedule.frame)
        opens = knowledge.editions[frame.edition].opens if frame else None
        _check_rounds(schedule.rounds, opens, schedule.place, faults)
        _check_windows((schedule.opened,) if schedule.opened else (), schedule.place, faults)


def _check_windows(windows: Iterable[Window], place: Place, faults: Faults) -> None:
    dated = sorted((item.from_, item.to or item.from_) for item in windows if item.from_)
    for first, last in dated:
        if last < first:
            faults.add(place, f"受付の期間の終わり（{last}）が始まりより前です", "日付を直してください", codes.OVERLAP)
    for (_, last), (first, _) in pairwise(dated):
        if first <= last:
            what = f"受付の期間が重なっています（{first}から）"
            faults.add(place, what, "日付を直すか、1つにまとめてください", codes.OVERLAP)


def _check_rounds(rounds: tuple[Round, ...], opens: date | None, place: Place, faults: Faults) -> None:
    for item in rounds:
        if item.deadline and opens and item.deadline < opens:
            _backwards(place, item, "受付の開始より前です", faults)
        if item.deadline and item.decision and item.decision <= item.deadline:
            _backwards(place, item, "交付決定より後です", faults)
        if item.decision and item.report_due and item.report_due <= item.decision:
            _backwards(place, item, "実績報告の期限と前後しています", faults)
    for before, after in pairwise(rounds):
        if after.round <= before.round:
            what = f"{after.round}次が{before.round}次より後に書かれています"
            faults.add(place, what, "回の順に並べてください", codes.OVERLAP)
        if before.deadline and after.deadline and after.deadline <= before.deadline:
            _backwards(place, after, f"{before.round}次の締切（{before.deadline}）より後になっていません", faults)


def _backwards(place: Place, item: Round, what: str, faults: Faults) -> None:
    faults.add(place, f"{item.round}次の締切（{item.deadline}）が、{what}", "日付を直してください", codes.OVERLAP)
