"""`otasuke sessions compare`: two kept interviews of one company side by side."""

from __future__ import annotations

import click

from knowledge.faults import DataError, Fault, Place
from tui.cli.errors import JapaneseCommand
from tui.cli.options import knowledge_option, load_rules
from tui.cli.saved import OpenDesk, find_interview
from tui.client_words import NAMELESS
from tui.layout import one_line

_PLACE = Place("otasuke sessions compare", 1)


@click.command(cls=JapaneseCommand, short_help="同じ会社の2つの診断を、前回と今回として並べる")
@click.argument("record_id", metavar="ID")
@click.argument("other_id", metavar="ID")
@knowledge_option
def compare(record_id: str, other_id: str) -> None:
    """2つの診断の結果を並べ、会社の答えが変わったためか、規則や料金や日が変わったためかを分けて出します。

    日付の早いほうが「前回」です。どちらも、結果まで出した診断にかぎります。
    """
    from tui.desk.year_on_year import year_lines, year_on_year

    with OpenDesk() as desk:
        one, other = find_interview(desk, record_id), find_interview(desk, other_id)
    if one.id == other.id:
        raise DataError([Fault(_PLACE, "同じ診断が2つ書かれています", "別の診断のIDを書いてください")])
    if one.client and other.client and one.client != other.client:
        raise DataError([Fault(_PLACE, "2つは別の会社の診断です", "同じ会社の診断のIDを2つ書いてください")])
    table = year_on_year(one, other, load_rules())
    if table is None:
        raise DataError([Fault(_PLACE, "まだ結果を出していない診断があります", "結果まで進めてから並べてください")])
    click.echo(one_line(table.company) or NAMELESS)
    for line in year_lines(table):
        click.echo(f"  {one_line(line)}" if line.startswith("  ") else one_line(line))
