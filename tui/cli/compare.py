"""`otasuke compare`: 1類 and 2類 side by side for one company."""

from __future__ import annotations

import json
from datetime import date

import click

from tui.cli.errors import JapaneseCommand
from tui.cli.options import as_of_option, knowledge_option, load_rules, read_input


@click.command(cls=JapaneseCommand, short_help="1類と2類を、会社に合わせて比べる")
@click.argument("profile")
@click.option("--json", "as_json", is_flag=True, help="JSONで出す")
@as_of_option
@knowledge_option
def compare(profile: str, as_json: bool, as_of: date | None) -> None:
    """PROFILE（プロフィールのYAMLファイル。- なら標準入力）の会社にとって、2類で増えるものと、見合う値段を出します。"""
    from questionnaires.interview import live_answers
    from questionnaires.profile import Profile, read_profile
    from recommender.export.quotes import classes_json, classes_text
    from recommender.quotes.classes import compare_classes

    text, shown = read_input(profile)
    rules = load_rules()
    given = read_profile(text, shown, rules.vocabulary)
    live = Profile(live_answers(given.answers, rules.questionnaire), given.plan)
    result = compare_classes(live, rules, as_of or date.today())  # noqa: DTZ011  the user's own day
    if as_json:
        click.echo(json.dumps(classes_json(result), ensure_ascii=False, indent=2))
    else:
        click.echo(classes_text(result, rules), nl=False)
