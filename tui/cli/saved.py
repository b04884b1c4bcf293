"""What the commands over kept interviews share: the desk, and finding an interview."""

from __future__ import annotations

import sys

import click

from knowledge.faults import DataError, Fault, Place
from tui.desk.records import SavedInterview
from tui.desk.store import SqliteStore, Store, home_directory
from tui.layout import one_line

NAMELESS = "（会社名なし）"
_YES = ("はい", "y", "yes")


class OpenDesk:
    """The desk for one command: told notices go to the error output when it is left."""

    def __enter__(self) -> SqliteStore:
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


def confirmed(what: str) -> bool:
    """Whether the user says yes to deleting what is named."""
    click.echo(f"{what}を消します。もとには戻せません。", err=True)
    click.echo("消すなら「はい」と入れてください: ", err=True, nl=False)
    if sys.stdin.readline().strip().lower() in _YES:
        return True
    click.echo("消していません・聞かずに消すには --yes を付けてください", err=True)
    return False
