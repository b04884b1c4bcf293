"""`otasuke request`: a 見積依頼書 for the recommended plan."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from knowledge.faults import suggest
from tui.cli.documents import named_out_option, needs_file, write_blocks
from tui.cli.errors import JapaneseCommand
from tui.cli.options import OneOf, as_of_option, check_omitted, company_profile, knowledge_option, load_rules

if TYPE_CHECKING:
    from knowledge.records import Service
    from recommender.rulebase import RuleBase


FORMATS = ("md", "docx")


@click.command(cls=JapaneseCommand, short_help="見積依頼書を作る")
@click.argument("profile")
@click.option(
    "--service", "service_id", default=None, metavar="svc.NN", help="あて先のサービス（otasuke kb list services）"
)
@click.option("--omit", multiple=True, metavar="項目", help="書かない項目（例 company_name。何度でも使えます）")
@click.option("--format", "shape", type=OneOf(FORMATS), default="md", help="出し方（md、docx。docx はWordの文書）")
@named_out_option
@as_of_option
@knowledge_option
def request(
    profile: str, service_id: str | None, omit: tuple[str, ...], shape: str, out: str | None, as_of: date
) -> None:
    """PROFILE（プロフィールのYAMLファイル。- なら標準入力）から、事業者へ送る見積依頼書を作ります。"""
    from recommender.assessment import assess
    from recommender.export.request import request_blocks

    needs_file(shape, out)
    rules = load_rules()
    given = company_profile(profile, rules)
    service = _service(service_id, rules)
    check_omitted(omit, rules)
    blocks = request_blocks(assess(given, rules, as_of, explain=False), rules, service, omit)
    write_blocks(blocks, shape, out, rules, as_of)


def _service(service_id: str | None, rules: RuleBase) -> Service | None:
    if service_id is None:
        return None
    services = rules.knowledge.services
    if service_id not in services:
        mend = suggest(service_id, services)
        raise click.BadParameter(f"「{service_id}」というサービスはありません。{mend}", param_hint="--service")
    return services[service_id]
