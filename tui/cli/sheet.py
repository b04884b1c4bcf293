"""`otasuke sheet`: ユーザー概況と提案の記録, to be talked through and signed."""

from __future__ import annotations

import sys
from datetime import date
from typing import cast

import click

from knowledge.faults import suggest
from tui.cli.errors import JapaneseCommand
from tui.cli.options import OneOf, as_of_option, knowledge_option, load_rules, read_input, write_output
from tui.desk.rendering import BINARY, Shape

FORMATS = ("md", "html", "docx", "pdf")


@click.command(cls=JapaneseCommand, short_help="ユーザー概況と提案の記録（署名の欄つき）を作る")
@click.argument("profile")
@click.option("--format", "shape", type=OneOf(FORMATS), default="md", help="出し方（md、html、docx（Word）、pdf）")
@click.option("--present", multiple=True, metavar="名前", help="同席した人（何度でも使えます。書かなければ空欄）")
@click.option("--omit", multiple=True, metavar="項目", help="答えを書かない項目（例 monthly_budget。何度でも使えます）")
@click.option("-o", "--output", "out", default=None, help="書き出すファイル（書かなければ画面に出す）")
@as_of_option
@knowledge_option
def sheet(
    profile: str, shape: str, present: tuple[str, ...], omit: tuple[str, ...], out: str | None, as_of: date | None
) -> None:
    """PROFILE（プロフィールのYAMLファイル。- なら標準入力）から、基準 第3章1(8) の照らし合わせの記録を作ります。

    ユーザー概況の要素と答え、すすめる理由と条項、話した日、同席した人、2者の署名の欄がのります。
    """
    from questionnaires.profile import read_profile
    from recommender.assessment import assess
    from recommender.export.overview_sheet import overview_sheet
    from tui.desk.pdf import PdfError
    from tui.desk.rendering import rendered

    if shape in BINARY and out is None and sys.stdout.isatty():
        raise click.BadParameter("画面には出せません。-o でファイル名を書いてください", param_hint="--format")
    text, shown = read_input(profile)
    rules = load_rules()
    for name in omit:
        if name not in rules.vocabulary.fields:
            mend = suggest(name, rules.vocabulary.fields)
            raise click.BadParameter(f"「{name}」という項目はありません。{mend}", param_hint="--omit")
    day = as_of or date.today()  # noqa: DTZ011  the user's own day
    result = assess(read_profile(text, shown, rules.vocabulary), rules, day, explain=False)
    try:
        content = rendered(overview_sheet(result, rules, present, omit), cast("Shape", shape), rules, day)
    except PdfError as error:
        raise click.BadParameter(str(error), param_hint="--format pdf") from None
    write_output(content, out)
