"""`otasuke quote`: a quote checked against the standard, or several compared."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from tui.cli.documents import named_out_option, needs_file, write_blocks
from tui.cli.errors import JapaneseCommand
from tui.cli.options import (
    OneOf,
    as_of_option,
    company_profile,
    json_text,
    knowledge_option,
    load_rules,
    read_input,
    write_output,
)

if TYPE_CHECKING:
    from knowledge.fields import Answers
    from recommender.quotes.fields import Quote
    from recommender.rulebase import RuleBase

FORMATS = ("text", "json", "md", "docx")


@click.command(cls=JapaneseCommand, short_help="見積りを基準と照らし合わせる（いくつか並べると比べる）")
@click.argument("quotes", metavar="QUOTE...", nargs=-1, required=True)
@click.option("--format", "shape", type=OneOf(FORMATS), default="text", help="出し方（text、json、md、docx）")
@click.option("--json", "as_json", is_flag=True, help="--format json と同じ")
@named_out_option
@click.option("--profile", default=None, help="会社のプロフィール（比べるときの補助金の計算に使う）")
@as_of_option
@knowledge_option
def quote(
    quotes: tuple[str, ...], shape: str, as_json: bool, out: str | None, profile: str | None, as_of: date
) -> None:
    """QUOTE（見積りのYAMLファイル。- なら標準入力）を、基準の条項と照らし合わせます。5つまで並べて比べられます。

    md と docx（Wordの文書）では、1つのときは事業者へのお尋ねの文、いくつかのときは比較表になります。
    """
    from recommender.export import quotes as export
    from recommender.quotes.checking import check_quote
    from recommender.quotes.comparing import MOST_QUOTES, compare_quotes

    shape = "json" if as_json else shape
    needs_file(shape, out)
    if len(quotes) > MOST_QUOTES:
        raise click.BadParameter(f"一度に比べられるのは{MOST_QUOTES}つまでです", param_hint="QUOTE")
    read = _read_all(quotes)
    rules = load_rules()
    if len(read) == 1 and profile is None:
        name, single = read[0]
        result = check_quote(single, rules)
        said = {
            "json": lambda: json_text(export.check_json(result)),
            "text": lambda: export.check_text(name, result, rules),
        }
        blocks = export.letter_blocks(single, result)
    else:
        answers = _answers(profile, rules) if profile else None
        compared = compare_quotes(read, rules, as_of, answers)
        said = {
            "json": lambda: json_text(export.comparison_json(compared)),
            "text": lambda: export.comparison_text(compared, rules),
        }
        blocks = export.comparison_blocks(compared, rules)
    if shape in said:
        write_output(said[shape](), out)
    else:
        write_blocks(blocks, shape, out, rules, as_of)


def _read_all(paths: tuple[str, ...]) -> list[tuple[str, Quote]]:
    """The quotes with their files' names; DataError with the faults of all files at once."""
    from knowledge.faults import DataError, Faults
    from recommender.quotes.reading import read_quote

    faults, read = Faults(), []
    for path in paths:
        try:
            text, shown = read_input(path)
            read.append((shown, read_quote(text, shown)))
        except DataError as error:
            faults.extend(error.faults)
    faults.raise_if_any()
    return read


def _answers(path: str, rules: RuleBase) -> Answers:
    from questionnaires.interview import live_answers

    return live_answers(company_profile(path, rules).answers, rules.questionnaire)
