"""`otasuke clients report`: all companies on one sheet, and whom to call because something changed."""

from __future__ import annotations

from datetime import date

import click

from tui.cli.documents import out_option, write_blocks
from tui.cli.errors import JapaneseCommand
from tui.cli.options import OneOf, as_of_option, knowledge_option, load_rules, write_output
from tui.cli.saved import OpenDesk

FORMATS = ("md", "html", "csv")


@click.command(cls=JapaneseCommand, short_help="会社全体のまとめと、電話をかける会社を出す")
@click.option("--format", "shape", type=OneOf(FORMATS), default="md", help="出し方（md、html、csv）")
@click.option("--changes", is_flag=True, help="csvを、会社ごとではなく、変わったことのある書類ごとの行にする")
@out_option
@as_of_option
@knowledge_option
def report(shape: str, changes: bool, out: str | None, as_of: date) -> None:
    """見守り方、類、補助金、次の一歩の数と、渡した書類の中身が変わった会社を出します。

    会社ごとに、いちばん新しい診断を数えます。変わったことは、書類を渡したときの答えのまま、いまの知識で計算し直して
    比べ、規則や料金のためか、日がたったためか、確かめ直す時期を過ぎたためかに分けます。
    手元の控えです。ほかの会社の名前が並ぶので、社外に渡さないでください。ひかえの文はのりません。
    """
    from tui.desk.report import report_on
    from tui.desk.report_paper import calls_csv, companies_csv, report_blocks

    if changes and shape != "csv":
        raise click.BadParameter("--format csv といっしょに使ってください", param_hint="--changes")
    rules = load_rules()
    with OpenDesk() as desk:
        made = report_on(desk, rules, as_of)
    if shape == "csv":
        write_output(calls_csv(made) if changes else companies_csv(made, rules), out)
    else:
        write_blocks(report_blocks(made, rules), shape, out, rules, as_of)
