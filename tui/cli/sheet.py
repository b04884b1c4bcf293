"""`otasuke sheet`: ユーザー概況と提案の記録, to be talked through and signed."""

from __future__ import annotations

from datetime import date

import click

from tui.cli.documents import needs_no_screen, out_option, write_blocks
from tui.cli.errors import JapaneseCommand
from tui.cli.options import OneOf, as_of_option, check_omitted, company_profile, knowledge_option, load_rules

FORMATS = ("md", "html", "docx", "pdf")


@click.command(cls=JapaneseCommand, short_help="ユーザー概況と提案の記録（署名の欄つき）を作る")
@click.argument("profile")
@click.option("--format", "shape", type=OneOf(FORMATS), default="md", help="出し方（md、html、docx（Word）、pdf）")
@click.option("--present", multiple=True, metavar="名前", help="同席した人（何度でも使えます。書かなければ空欄）")
@click.option("--omit", multiple=True, metavar="項目", help="答えを書かない項目（例 monthly_budget。何度でも使えます）")
@out_option
@as_of_option
@knowledge_option
def sheet(
    profile: str, shape: str, present: tuple[str, ...], omit: tuple[str, ...], out: str | None, as_of: date
) -> None:
    """PROFILE（プロフィールのYAMLファイル。- なら標準入力）から、基準 第3章1(8) の照らし合わせの記録を作ります。

    ユーザー概況の要素と答え、すすめる理由と条項、話した日、同席した人、2者の署名の欄がのります。
    """
    from recommender.assessment import assess
    from recommender.export.overview_sheet import overview_sheet

    needs_no_screen(shape, out)
    rules = load_rules()
    given = company_profile(profile, rules)
    check_omitted(omit, rules)
    result = assess(given, rules, as_of, explain=False)
    write_blocks(overview_sheet(result, rules, present, omit), shape, out, rules, as_of)
