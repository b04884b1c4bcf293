"""`otasuke clients`: the companies on the desk; moving and deleting them is in tui.cli.moving."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from knowledge.faults import DataError, Fault, Place
from tui.cli.client_report import report
from tui.cli.errors import JapaneseCommand, JapaneseGroup
from tui.cli.moving import delete, export, import_archive
from tui.cli.options import Day, OneOf, json_text, knowledge_option, load_rules, write_output
from tui.cli.saved import OpenDesk, find_client, find_interview, interview_row, say
from tui.client_words import NAMELESS
from tui.desk.client_store import EVERY
from tui.desk.clients import LONGEST_NAME, STATUSES, Client, ClientStatus
from tui.layout import one_line

if TYPE_CHECKING:
    from tui.desk.client_store import ClientRow

_NO_DAY = "なし"
_CODES: dict[str, ClientStatus] = {word: code for code, word in STATUSES.items()}


class _DayOrNone(Day):
    """A day, or なし to take it out."""

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day; date.min for なし."""
        return date.min if value == _NO_DAY else super().convert(value, param, ctx)


@click.group(cls=JapaneseGroup, short_help="会社の一覧、持ち出し、取り込み、削除")
def clients() -> None:
    """相談を受けている会社を見る、書き足す、ほかのパソコンへ移す、消すための命令です。

    会社は、ID、IDのはじめの何文字か、または1社だけが持つ名前の一部で選べます（ひらがなでも）。
    """


@clients.command("list", cls=JapaneseCommand, short_help="会社の一覧を出す")
@click.option("--find", "text", default="", metavar="文字", help="名前か読みにこの文字のある会社だけを出す")
@click.option("--status", type=OneOf(tuple(_CODES)), default=None, help=f"状況で選ぶ（{'、'.join(_CODES)}）")
@click.option("--json", "as_json", is_flag=True, help="JSONで出す")
def list_clients(text: str, status: str | None, as_json: bool) -> None:
    """会社を、次の期限の早い順に出します。列は ID、会社、状況、最後に話した日、次の期限、診断の数です。"""
    with OpenDesk() as desk:
        rows = desk.clients.find(text, _CODES[status] if status else None, EVERY).rows
        loose = desk.clients.loose()
    if as_json:
        write_output(json_text([_plain(row) for row in rows]), None)
        return
    for row in rows:
        last, due = (_day(day) for day in (row.contacted, row.due))
        say("\t".join((row.id, row.name or NAMELESS, STATUSES[row.status], last, due, f"診断{row.interviews}件")))
    if not rows:
        click.echo("当てはまる会社はありません。" if text or status else "会社はまだありません。", err=True)
    if loose:
        click.echo(f"会社に入れていない診断が{loose}件あります・「otasuke clients loose」で見られます", err=True)


@clients.command(cls=JapaneseCommand, short_help="1つの会社の診断と次の期限を見る")
@click.argument("company", metavar="会社")
@click.option("--notes", "with_notes", is_flag=True, help="ひかえ（自分だけのメモ）も出す")
@knowledge_option
def show(company: str, with_notes: bool) -> None:
    """会社の状況、話した日、次の期限、診断、見積りを出します。

    ひかえは自分だけのメモです。お客さまが横にいても開けるように、--notes を付けたときだけ出します。
    """
    from tui.desk.quotes import QuoteShelf

    with OpenDesk() as desk:
        row = find_client(desk, company)
        client, records = desk.clients.load(row.id), desk.of_client(row.id)
        quotes = QuoteShelf(desk.home, row.id).kept()
    rules = load_rules() if with_notes or any(record.result for record in records) else None
    kana = f"（{client.kana}）" if client.kana else ""
    say(f"【{client.name or NAMELESS}】{kana} {client.id}")
    say(f"{STATUSES[client.status]}、最後に話した日 {_day(row.contacted)}、次の期限 {_day(row.due)}")
    say(f"診断 {len(records)}件")
    for record in records:
        told = interview_row(record, rules)
        say(f"  {told['id']}\t{told['saved'][:10]}\t{record.answered}問\t{told['status_text']}\t{told['result'] or ''}")
    say(f"見積り {len(quotes)}件", *(f"  {kept.name}" for kept in quotes))
    say(f"ひかえ {len(client.notes)}件" + ("" if with_notes or not client.notes else "（--notes を付けると出ます）"))
    if with_notes and rules:
        fields = rules.vocabulary.fields
        say(
            *(
                f"  {note.day}\t{fields[note.field].label if note.field else '全体'}\t{note.text}"
                for note in client.notes
            )
        )


@clients.command(cls=JapaneseCommand, short_help="会社を加える")
@click.argument("name", metavar="名前")
@click.option("--kana", default="", help="読み（ひらがな）")
def add(name: str, kana: str) -> None:
    """会社を一覧に加えます。同じ名前の会社があっても、別の会社として加えます。"""
    with OpenDesk() as desk:
        saved = desk.clients.add(desk.clients.new(_name(name, "名前", needed=True), _name(kana, "--kana")))
        same = [row.id for row in desk.clients.find(most=EVERY).rows if row.name == saved.name and row.id != saved.id]
    click.echo(f"加えました（{saved.id}）")
    if same:
        click.echo(f"同じ名前の会社がもうあります（{'、'.join(same)}）", err=True)


@clients.command("set", cls=JapaneseCommand, short_help="会社の名前、状況、話した日、次の連絡を変える")
@click.argument("company", metavar="会社")
@click.option("--status", type=OneOf(tuple(_CODES)), default=None, help=f"状況（{'、'.join(_CODES)}）")
@click.option("--contacted", type=_DayOrNone(), default=None, help="話した日（2026-11-22 の形か、なし）")
@click.option("--next", "following", type=_DayOrNone(), default=None, help="次の連絡（2026-12-05 の形か、なし）")
@click.option("--name", default=None, help="名前")
@click.option("--kana", default=None, help="読み（ひらがな）")
def set_client(
    company: str,
    status: str | None,
    contacted: date | None,
    following: date | None,
    name: str | None,
    kana: str | None,
) -> None:
    """会社の、書いたところだけを変えます。ほかはそのままです。"""
    stated = {
        "status": _CODES[status] if status else None,
        "contacted": contacted,
        "next_contact": following,
        "name": None if name is None else _name(name, "--name", needed=True),
        "kana": None if kana is None else _name(kana, "--kana"),
    }
    given: dict[str, Any] = {
        key: None if value == date.min else value for key, value in stated.items() if value is not None
    }
    if not given:
        mend = "--status、--contacted、--next、--name、--kana のどれかを書いてください"
        raise DataError([Fault(Place("otasuke clients set", 1), "変えるものが書かれていません", mend)])

    def step(client: Client) -> Client:
        return replace(client, **given)

    with OpenDesk() as desk:
        client = desk.clients.change(find_client(desk, company).id, step)
    days = f"話した日 {_day(client.contacted)}、次の連絡 {_day(client.next_contact)}"
    say(f"変えました: {client.name or NAMELESS}（{client.id}） {STATUSES[client.status]}、{days}")


@clients.command(cls=JapaneseCommand, short_help="会社に入れていない診断の一覧を出す")
def loose() -> None:
    """どの会社にも入れていない診断を、新しい順に出します。列は ID、保存した日、会社名の答え、答えた数です。

    記録がこわれて別にした会社の診断も、ここに出ます。「otasuke clients put」で会社に入れられます。
    """
    with OpenDesk() as desk:
        records = desk.without_client()
    for record in records:
        row = interview_row(record, None)
        say("\t".join((record.id, row["saved"][:10], row["company"] or NAMELESS, f"{record.answered}問")))
    if not records:
        click.echo("どの診断も、会社に入っています。", err=True)


@clients.command(cls=JapaneseCommand, short_help="診断を会社に入れる")
@click.argument("interview", metavar="診断")
@click.argument("company", metavar="会社")
def put(interview: str, company: str) -> None:
    """診断（IDか、IDのはじめの何文字か）を、会社に入れます。ほかの会社に入っていれば、移します。"""
    with OpenDesk() as desk:
        record, row = find_interview(desk, interview), find_client(desk, company)
        desk.clients.take_interview(record.id, row.id)
    say(f"入れました: {record.id} {row.name or NAMELESS}（{row.id}）")


for command in (report, export, import_archive, delete):
    clients.add_command(command)


# --- how they do it -----------------------------------------------------------------------------------


def _name(text: str, what: str, *, needed: bool = False) -> str:
    """The name or its reading as it is kept. Raises click.BadParameter."""
    name = one_line(text)
    if len(name) > LONGEST_NAME:
        raise click.BadParameter(f"{LONGEST_NAME}文字までにしてください", param_hint=what)
    if needed and not name:
        raise click.BadParameter("名前を書いてください", param_hint=what)
    return name


def _plain(row: ClientRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "name": row.name,
        "kana": row.kana,
        "status": row.status,
        "status_text": STATUSES[row.status],
        "contacted": row.contacted.isoformat() if row.contacted else None,
        "due": row.due.isoformat() if row.due else None,
        "interviews": row.interviews,
    }


def _day(day: date | None) -> str:
    return day.isoformat() if day else _NO_DAY
