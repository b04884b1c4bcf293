"""`otasuke sessions followup` and `mark`: the next steps of all kept interviews, and what became of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any

import click

from knowledge.faults import DataError, Fault, Place, suggest
from recommender.marks import action_mark
from tui.cli.errors import JapaneseCommand
from tui.cli.options import Day, OneOf, as_of_option, json_text, knowledge_option, load_rules, write_output
from tui.cli.saved import OpenDesk, find_interview
from tui.client_words import NAMELESS
from tui.days import say_left
from tui.desk.followup import OUTCOMES, ToDo, due_by, say_step, steps_of
from tui.desk.markable import mark_texts
from tui.desk.records import Mark, SavedInterview
from tui.layout import one_line

_LONGEST = 200


@click.command(cls=JapaneseCommand, short_help="期限の来た「次の一歩」を出す")
@click.option("--all", "everything", is_flag=True, help="期限の前のものと、期限のないものも出す")
@click.option("--json", "as_json", is_flag=True, help="JSONで出す")
@as_of_option
@knowledge_option
def followup(everything: bool, as_json: bool, as_of: date) -> None:
    """すべての診断から、期限の来た「次の一歩」を、遅れているものから順に出します。

    結果は「otasuke sessions mark ID 一歩 済み」のように残せます。
    """
    with OpenDesk() as desk:
        records = desk.list()
    steps = due_by(records, as_of, mark_texts(load_rules()), everything=everything)
    if as_json:
        write_output(json_text([_plain_step(step, as_of) for step in steps]), None)
        return
    for step in steps:
        company = one_line(step.company) or NAMELESS
        click.echo("\t".join((_when(step, as_of), company, step.interview, step.id, one_line(say_step(step)))))
    if not steps:
        click.echo("期限の来たものはありません。", err=True)


@click.command(cls=JapaneseCommand, short_help="「次の一歩」の担当、期限、結果を残す")
@click.argument("record_id", metavar="ID")
@click.argument("step_name", metavar="一歩")
@click.argument("outcome", metavar="結果", required=False, type=OneOf(tuple(OUTCOMES.values())))
@click.option("--owner", default=None, help="担当の人")
@click.option("--due", type=Day(), default=None, help="いつまで（2026-12-05 の形）")
@click.option("--word", default=None, help="ひとこと（なぜそうなったか）")
def mark(
    record_id: str, step_name: str, outcome: str | None, owner: str | None, due: date | None, word: str | None
) -> None:
    """ID の診断の 一歩（sessions show に出る名前）に、担当、期限、結果を残します。

    結果は 済み、進行中、できなかった、やめた、まだ の1つです。書かなければ、前のままです。
    """
    texts = mark_texts(load_rules())
    with OpenDesk() as desk:
        record = find_interview(desk, record_id)
        step = _find_step(record, step_name, texts)
        changed = _changed(step.mark, outcome, owner, due, word)
        name = step.id if step.id in texts else action_mark(step.id)
        marks = MappingProxyType({**record.marks, name: changed})
        desk.save(replace(record, marks=marks))
    click.echo(one_line(say_step(replace(step, mark=changed))))


def _find_step(record: SavedInterview, name: str, texts: Mapping[str, str]) -> ToDo:
    steps = {step.id: step for step in steps_of(record, texts)}
    if name not in steps:
        what = f"「{one_line(name)[:40]}」という一歩はありません"
        mend = suggest(name, steps) if steps else "先に、結果の画面まで進んでください"
        raise DataError([Fault(Place("otasuke sessions mark", 1), what, mend)])
    return steps[name]


def _changed(before: Mark, outcome: str | None, owner: str | None, due: date | None, word: str | None) -> Mark:
    state = next((code for code, said in OUTCOMES.items() if said == outcome), before.state)
    return Mark(
        state=state,
        owner=before.owner if owner is None else one_line(owner)[:_LONGEST],
        due=due or before.due,
        word=before.word if word is None else one_line(word)[:_LONGEST],
    )


def _plain_step(step: ToDo, today: date) -> dict[str, Any]:
    return {
        "interview": step.interview,
        "company": step.company,
        "id": step.id,
        "what": step.what,
        "state": step.mark.state,
        "owner": step.mark.owner,
        "due": step.mark.due.isoformat() if step.mark.due else None,
        "days_left": step.days_left(today),
        "word": step.mark.word,
    }


def _when(step: ToDo, today: date) -> str:
    left = step.days_left(today)
    return "期限なし" if left is None else say_left(left)
