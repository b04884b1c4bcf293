"""`otasuke quote`: a quote checked against the standard, or several compared."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import click

from tui.cli.errors import JapaneseCommand
from tui.cli.options import as_of_option, knowledge_option, load_rules, read_input

if TYPE_CHECKING:
    from knowledge.fields import Answers
    from recommender.quotes.fields import Quote
    from recommender.rulebase import RuleBase


@click.command(cls=JapaneseCommand, short_help="見積りを基準と照らし合わせる（いくつか並べると比べる）")
@click.argument("quotes", metavar="QUOTE...", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="JSONで出す")
@click.option("--profile", default=None, help="会社のプロフィール（比べるときの補助金の計算に使う）")
@as_of_option
@knowledge_option
def quote(quotes: tuple[str, ...], as_json: bool, profile: str | None, as_of: date | None) -> None:
    """QUOTE（見積りのYAMLファイル。- なら標準入力）を、基準の条項と照らし合わせます。5つまで並べて比べられます。"""
    from recommender.export.quotes import check_json, check_text, comparison_json, comparison_text
    from recommender.quotes.checking import check_quote
    from recommender.quotes.comparing import MOST_QUOTES, compare_quotes

    if len(quotes) > MOST_QUOTES:
        raise click.BadParameter(f"一度に比べられるのは{MOST_QUOTES}つまでです", param_hint="QUOTE")
    read = _read_all(quotes)
    rules = load_rules()
    if len(read) == 1 and profile is None:
        name, single = read[0]
        result = check_quote(single, rules)
        said = _dumped(check_json(result)) if as_json else check_text(name, result, rules)
    else:
        answers = _answers(profile, rules) if profile else None
        compared = compare_quotes(read, rules, as_of or date.today(), answers)  # noqa: DTZ011  the user's own day
        said = _dumped(comparison_json(compared)) if as_json else comparison_text(compared, rules)
    click.echo(said, nl=False)


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
    from questionnaires.profile import read_profile

    text, shown = read_input(path)
    return live_answers(read_profile(text, shown, rules.vocabulary).answers, rules.questionnaire)


def _dumped(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
