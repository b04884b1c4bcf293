"""`otasuke kb`: what the knowledge base holds, and whether it is sound."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from knowledge.faults import DataError, Fault, Place, suggest
from tui.cli.errors import JapaneseCommand, JapaneseGroup
from tui.cli.options import OneOf

if TYPE_CHECKING:
    from knowledge.base import Knowledge

_KINDS = (
    "clauses",
    "terms",
    "faq",
    "statistics",
    "services",
    "subsidies",
    "rules",
    "routes",
    "sources",
    "contacts",
    "fields",
)


@click.group(cls=JapaneseGroup, short_help="知識（条項、サービス、補助金など）を調べる")
def kb() -> None:
    """案内のもとになる知識を、調べたり点検したりします。"""


@kb.command(cls=JapaneseCommand, short_help="知識に誤りがないか点検する")
def lint() -> int:
    """知識と質問と規則のファイルを全部読み、誤りを1行ずつ出します。なければ件数を出します。"""
    from recommender.lint.run import lint_all

    report = lint_all()
    for fault in report.faults:
        click.echo(str(fault), err=True)
    if report.faults:
        return 2
    click.echo(f"誤りはありません（{report.records}件の記録を点検しました）")
    if report.warnings:
        click.echo(f"注意が{len(report.warnings)}件あります（直さなくても使えます。--warnings で出せます）")
    return 0


@kb.command(cls=JapaneseCommand, short_help="1件を詳しく見る")
@click.argument("record_id", metavar="ID")
def show(record_id: str) -> None:
    """ID（例 std.2.1.7.i、svc.25.a、subsidy.da2026.security）の中身を出します。"""
    from recommender.export.records import describe_record
    from recommender.rulebase import load_rulebase

    rules = load_rulebase()
    known = [name for kind in _tables(rules.knowledge).values() for name in kind]
    if record_id not in known:
        fault = Fault(Place("otasuke kb show", 1), f"「{record_id}」はありません", suggest(record_id, known))
        raise DataError([fault])
    click.echo(describe_record(record_id, rules))


@kb.command(cls=JapaneseCommand, short_help="判断の規則を、読める表にして出す")
def logic() -> None:
    """型と1類・2類を決める規則を、条件、点、根拠と一緒に全部出します（Markdown）。"""
    from recommender.export.logic import logic_sheet
    from recommender.rulebase import load_rulebase

    click.echo(logic_sheet(load_rulebase()), nl=False)


@kb.command("list", cls=JapaneseCommand, short_help="種類ごとに一覧を出す")
@click.argument("kind", type=OneOf(_KINDS))
def list_records(kind: str) -> None:
    """KIND（clauses、services、subsidies など）の id と名前を一覧にします。"""
    from knowledge.loading import load_knowledge

    for name, title in _tables(load_knowledge())[kind].items():
        click.echo(f"{name}\t{title}")


def _tables(knowledge: Knowledge) -> Mapping[str, Mapping[str, str]]:
    """The records of each kind: id to a short name."""
    return {
        "clauses": {item.id: f"{item.where} {item.title}" for item in knowledge.clauses.values()},
        "terms": {item.id: f"{item.term}（{item.plain}）" for item in knowledge.terms.values()},
        "faq": {item.id: item.question for item in knowledge.faq.values()},
        "statistics": {item.id: item.title for item in knowledge.statistics.values()},
        "services": {item.id: f"{item.provider} {item.name}" for item in knowledge.services.values()},
        "subsidies": {item.id: knowledge.title(item.id) for item in knowledge.frames.values()},
        "rules": {item.id: item.title for item in knowledge.subsidy_rules.values()},
        "routes": {item.id: item.name for item in knowledge.routes.values()},
        "sources": {item.id: item.title for item in knowledge.sources.values()},
        "contacts": {item.id: item.name for item in knowledge.contacts.values()},
        "fields": {item.id: item.label for item in knowledge.vocabulary.fields.values()},
    }
