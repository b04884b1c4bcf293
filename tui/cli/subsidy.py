"""`otasuke subsidy`: the subsidy routes with money, without the screen."""

from __future__ import annotations

import json
from datetime import date

import click

from knowledge.faults import suggest
from tui.cli.errors import JapaneseCommand
from tui.cli.options import as_of_option, knowledge_option, load_rules, read_input


@click.command(cls=JapaneseCommand, short_help="補助金の道と金額を出す")
@click.argument("profile")
@click.option("--json", "as_json", is_flag=True, help="JSONで出す")
@click.option("--edition", default=None, help="版（it2022、it2023、it2024、it2025、da2026、all。書かなければ今の版）")
@as_of_option
@knowledge_option
def subsidy(profile: str, as_json: bool, edition: str | None, as_of: date | None) -> None:
    """PROFILE（プロフィールのYAMLファイル。- なら標準入力）の会社が使える補助金を、金額と条件と一緒に出します。"""
    from questionnaires.interview import live_answers
    from questionnaires.profile import read_profile
    from recommender.export.json import route_json
    from recommender.export.routes import routes_text
    from recommender.monitoring import choose
    from recommender.subsidies import subsidy_routes

    rules = load_rules()
    editions = tuple(rules.knowledge.editions)
    if edition is not None and edition not in (*editions, "all"):
        raise click.BadParameter(
            f"「{edition}」という版はありません。{suggest(edition, (*editions, 'all'))}", param_hint="--edition"
        )
    text, shown = read_input(profile)
    given = read_profile(text, shown, rules.vocabulary)
    answers = live_answers(given.answers, rules.questionnaire)
    day = as_of or date.today()  # noqa: DTZ011  the user's own day
    wanted = None if edition is None else (editions if edition == "all" else (edition,))
    routes = subsidy_routes(answers, given.plan, choose(answers, rules).option, rules, day, editions=wanted)
    if as_json:
        data = {"as_of": day.isoformat(), "routes": [route_json(route) for route in routes]}
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        click.echo(routes_text(routes, rules), nl=False)
