"""What the commands over kept interviews and companies share: the desk, finding what is named, rows, and a yes."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from knowledge.faults import DataError, Fault, Place
from tui.client_words import NAMELESS
from tui.desk.client_store import EVERY
from tui.desk.clients import search_key
from tui.desk.followup import company_of
from tui.desk.records import SavedInterview, Status
from tui.desk.store import SqliteStore, Store, home_directory
from tui.layout import one_line

if TYPE_CHECKING:
    from recommender.rulebase import RuleBase
    from tui.desk.client_store import ClientRow

STATUS_WORDS: dict[Status, str] = {"asking": "途中", "finished": "結果あり"}
_MOST_NAMED = 3
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


def find_client(desk: SqliteStore, name: str) -> ClientRow:
    """The company of that id, of its beginning, of that name, or whose name alone holds it. Raises DataError."""
    rows = desk.clients.find(most=EVERY).rows
    key = search_key(name)
    ways = (
        [row for row in rows if row.id == name],
        [row for row in rows if name and row.id.startswith(name)],
        [row for row in rows if key and key in (search_key(row.name), search_key(row.kana))],
        list(desk.clients.find(name, most=EVERY).rows) if key else [],
    )
    found = next(filter(None, ways), [])
    if len(found) == 1:
        return found[0]
    shown, place = one_line(name)[:40], Place("otasuke clients", 1)
    if not found:
        mend = "「otasuke clients list」で名前かIDを確かめてください"
        raise DataError([Fault(place, f"「{shown}」という会社はありません", mend)])
    named = "、".join(f"{one_line(row.name) or NAMELESS} {row.id}" for row in found[:_MOST_NAMED])
    more = "など" if len(found) > _MOST_NAMED else ""
    what = f"「{shown}」に当てはまる会社が{len(found)}社あります（{named}{more}）"
    raise DataError([Fault(place, what, "名前をもう少し長く書くか、IDで選んでください")])


def interview_row(record: SavedInterview, rules: RuleBase | None) -> dict[str, Any]:
    """An interview as a row of a list; `rules` say its result in words."""
    from tui.desk.comparing import outcome_text

    return {
        "id": record.id,
        "saved": record.saved.astimezone().isoformat(timespec="seconds"),
        "company": one_line(company_of(record)),
        "answered": record.answered,
        "status": record.status,
        "status_text": STATUS_WORDS[record.status],
        "result": outcome_text(record.result.headline, rules) if record.result and rules else None,
    }


def say(*lines: str) -> None:
    """Lines with what users typed in them; the blanks before them and the tab between columns are ours."""
    for line in lines:
        inset = line[: len(line) - len(line.lstrip(" "))]
        click.echo(inset + "\t".join(map(one_line, line.split("\t"))))


def confirmed(what: str) -> bool:
    """Whether the user says yes to deleting what is named."""
    click.echo(f"{what}を消します。もとには戻せません。", err=True)
    click.echo("消すなら「はい」と入れてください: ", err=True, nl=False)
    if sys.stdin.readline().strip().lower() in _YES:
        return True
    click.echo("消していません・聞かずに消すには --yes を付けてください", err=True)
    return False
