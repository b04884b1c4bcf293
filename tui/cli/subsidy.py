"""`otasuke subsidy`: the subsidy routes with money, the ways compared, and the plan, without the screen."""

from __future__ import annotations

from datetime import date

import click

from knowledge.faults import DataError, Fault, Place, suggest
from tui.cli.errors import JapaneseCommand
from tui.cli.options import (
    Day,
    as_of_option,
    company_profile,
    json_text,
    knowledge_option,
    load_rules,
    write_output,
)


@click.command(cls=JapaneseCommand, short_help="補助金の道と金額と予定を出す")
@click.argument("profile")
@click.option("--json", "as_json", is_flag=True, help="JSONで出す")
@click.option("--edition", default=None, help="版（it2022、it2023、it2024、it2025、da2026、all。書かなければ今の版）")
@click.option(
    "--deadline", type=Day(), default=None, help="この日までに申請するとして、予定を逆算する（例 2027-03-31）"
)
@click.option("--ics", "calendar", metavar="OUT", default=None, help="予定をカレンダーのファイル（.ics）に書き出す")
@as_of_option
@knowledge_option
def subsidy(
    profile: str,
    as_json: bool,
    edition: str | None,
    deadline: date | None,
    calendar: str | None,
    as_of: date,
) -> None:
    """PROFILE（プロフィールのYAMLファイル。- なら標準入力）の会社が使える補助金を、金額と条件と一緒に出します。"""
    from questionnaires.interview import live_answers
    from recommender.export.labels import rests_on_yardstick
    from recommender.export.routes import routes_text
    from recommender.export.subsidy_json import outlook_json, route_json
    from recommender.monitoring import choose
    from recommender.service_class import choose_class
    from recommender.subsidies.outlook import outlook_of
    from recommender.subsidies.routes import subsidy_routes
    from tui.subsidy_target import is_near

    rules = load_rules()
    editions = tuple(rules.knowledge.editions)
    if edition is not None and edition not in (*editions, "all"):
        raise click.BadParameter(
            f"「{edition}」という版はありません。{suggest(edition, (*editions, 'all'))}", param_hint="--edition"
        )
    if deadline and not is_near(deadline, as_of):
        raise click.BadParameter(f"「{deadline}」は遠すぎます。10年以内の日を書いてください", param_hint="--deadline")
    given = company_profile(profile, rules)
    answers = live_answers(given.answers, rules.questionnaire)
    wanted = None if edition is None else (editions if edition == "all" else (edition,))
    option = choose(answers, rules).option
    service_class = choose_class(option, answers, rules).code if option else None
    yardstick = rests_on_yardstick(service_class, given.plan)
    routes = subsidy_routes(answers, given.plan, option, rules, as_of, editions=wanted)
    outlook = outlook_of(answers, given.plan, option, rules, as_of, routes, deadline=deadline)
    if calendar:
        from recommender.export.ics import to_ics

        if outlook.plan is None or not outlook.plan.steps:
            why = outlook.plan.text if outlook.plan else "補助金の枠がありません"
            raise DataError([Fault(Place("--ics", 1), why, "日付や答えを見直してください")])
        company = answers.get("company_name")
        write_output(to_ics(outlook.plan, company if isinstance(company, str) else "", rules).encode(), calendar)
    if as_json:
        data = {
            "as_of": as_of.isoformat(),
            "by_yardstick": yardstick,
            "routes": [route_json(item) for item in routes],
            **outlook_json(outlook),
        }
        write_output(json_text(data), None)
    else:
        click.echo(routes_text(routes, outlook, rules, yardstick=yardstick), nl=False)
