"""`otasuke assess`: the recommendation for a profile, without the screen."""

from __future__ import annotations

import json
from datetime import date

import click

from tui.cli.errors import JapaneseCommand
from tui.cli.options import OneOf, as_of_option, knowledge_option, load_rules, read_input, write_output

FORMATS = ("text", "json", "md")


@click.command(cls=JapaneseCommand, short_help="プロフィールから、おすすめを出す")
@click.argument("profile")
@click.option("--format", "shape", type=OneOf(FORMATS), default="text", help="出し方（text、json、md）")
@click.option("--json", "as_json", is_flag=True, help="--format json と同じ")
@click.option("-o", "--output", "out", default=None, help="書き出すファイル（書かなければ画面に出す）")
@as_of_option
@knowledge_option
def assess(profile: str, shape: str, as_json: bool, out: str | None, as_of: date | None) -> None:
    """PROFILE（プロフィールのYAMLファイル。- なら標準入力）から、監視の型、1類か2類か、費用、補助金を出します。"""
    from questionnaires.profile import read_profile
    from recommender.assessment import assess as decide
    from recommender.export.json import to_json
    from recommender.export.markdown import to_markdown
    from recommender.export.text import to_text

    text, shown = read_input(profile)
    rules = load_rules()
    result = decide(read_profile(text, shown, rules.vocabulary), rules, as_of or date.today())  # noqa: DTZ011  the user's own day
    if as_json or shape == "json":
        write_output(json.dumps(to_json(result), ensure_ascii=False, indent=2) + "\n", out)
    elif shape == "md":
        write_output(to_markdown(result, rules), out)
    else:
        write_output(to_text(result, rules), out)
