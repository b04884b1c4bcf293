"""What the commands over kept interviews share: the desk, finding an interview, and what can be marked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from knowledge.faults import DataError, Fault, Place
from recommender.marks import check_mark
from tui.desk.records import SavedInterview
from tui.desk.store import SqliteStore, Store, home_directory
from tui.layout import one_line

if TYPE_CHECKING:
    from recommender.rulebase import RuleBase

NAMELESS = "（会社名なし）"


class OpenDesk:
    """The desk for one command: told notices go to the error output when it is left."""

    def __enter__(self) -> Store:
        from questionnaires.loading import load_questionnaire

        self._store = SqliteStore(home_directory(), load_questionnaire().vocabulary)
        return self._store

    def __exit__(self, *_: object) -> None:
        for sentence in self._store.notices():
            click.echo(f"otasuke: {sentence}", err=True)
        self._store.close()


def find_interview(desk: Store, name: str) -> SavedInterview:
    """The interview of that id, or of the only one that begins so. Raises DataError."""
    records = desk.list()
    found = [record for record in records if record.id == name] or [
        record for record in records if name and record.id.startswith(name)
    ]
    if len(found) == 1:
        return found[0]
    shown = one_line(name)[:40]
    what = f"「{shown}」で始まる診断が{len(found)}件あります" if found else f"「{shown}」という診断はありません"
    mend = "もう少し長く書いてください" if found else "「otasuke sessions list」で名前を確かめてください"
    raise DataError([Fault(Place("otasuke sessions", 1), what, mend)])


def mark_texts(rules: RuleBase) -> Mapping[str, str]:
    """What can be marked besides the next steps: the questions of the contract and the steps after signing."""
    checks = {check_mark(clause.id): clause.ask for clause in rules.knowledge.clauses.values() if clause.ask}
    return {**checks, **{step.id: step.what for step in rules.onboarding.steps}}
