"""`otasuke kb`: what the knowledge base holds, and whether it is sound."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from knowledge.faults import DataError, Fault, Place, suggest
from tui.cli.errors import JapaneseCommand, JapaneseGroup
from tui.cli.options import OneOf, as_of_option, folders, knowledge_option, load_rules, writing

if TYPE_CHECKING:
    from knowledge.base import Knowledge

_LISTS: Mapping[str, Callable[[Knowledge], Mapping[str, str]]] = {
    "clauses": lambda known: {item.id: f"{item.where} {item.title}" for item in known.clauses.values()},
    "terms": lambda known: {item.id: f"{item.term}（{item.plain}）" for item in known.terms.values()},
    "faq": lambda known: {item.id: item.question for item in known.faq.values()},
    "statistics": lambda known: {item.id: item.title for item in known.statistics.values()},
    "services": lambda known: {item.id: f"{item.provider} {item.name}" for item in known.services.values()},
    "subsidies": lambda known: {item.id: known.title(item.id) for item in known.frames.values()},
    "rules": lambda known: {item.id: item.title for item in known.subsidy_rules.values()},
    "routes": lambda known: {item.id: item.name for item in known.routes.values()},
    "sources": lambda known: {item.id: item.title for item in known.sources.values()},
    "contacts": lambda known: {item.id: item.name for item in known.contacts.values()},
    "fields": lambda known: {item.id: item.label for item in known.vocabulary.fields.values()},
}
"""The records of each kind: id to a short name."""


@click.group(cls=JapaneseGroup, short_help="知識（条項、サービス、補助金など）を調べる")
def kb() -> None:
    """案内のもとになる知識を、調べたり点検したりします。"""


@kb.command(cls=JapaneseCommand, short_help="知識に誤りがないか点検する")
@click.option("--warnings", is_flag=True, help="直さなくても使える注意も1行ずつ出す")
@knowledge_option
def lint(warnings: bool) -> int:
    """知識と質問と規則のファイルを全部読み、誤りを1行ずつ出します。なければ件数を出します。"""
    from recommender.lint.run import lint_all

    report = lint_all(folders())
    for fault in (*report.faults, *(report.warnings if warnings else ())):
        click.echo(str(fault), err=True)
    if report.faults:
        return 2
    click.echo(f"誤りはありません（{report.records}件の記録を点検しました）")
    if report.warnings and not warnings:
        click.echo(f"注意が{len(report.warnings)}件あります（直さなくても使えます。--warnings で出せます）")
    return 0


@kb.command(cls=JapaneseCommand, short_help="確かめ直す時期を過ぎた知識を出す")
@as_of_option
@knowledge_option
def stale(as_of: date) -> None:
    """確かめ直す時期を過ぎた記録を、それに頼る規則や答えの多い順に出します。

    左から、頼っている数、id、最後に確かめた日、期限、見る資料、名前です。
    """
    from recommender.dependants import wanting

    rules = load_rules()
    found = wanting(rules, as_of)
    for item in found:
        review = item.review
        title = rules.knowledge.title(review.id)
        click.echo(f"{item.dependants}\t{review.id}\t{review.checked}\t{review.due}\t{review.source}\t{title}")
    if not found:
        click.echo(f"{as_of}の時点で、確かめ直す時期を過ぎたものはありません")


@kb.command(cls=JapaneseCommand, short_help="自分の知識を置く場所を出す")
def paths() -> None:
    """ご自分の知識（YAMLファイル）を置くフォルダーと、そこにあるファイルを出します。"""
    from knowledge.overlays import overlay_files
    from tui.places import cache_directory, knowledge_directory

    directory = knowledge_directory()
    click.echo(f"自分の知識\t{directory}")
    for path in overlay_files(directory):
        click.echo(f"ファイル\t{path}")
    click.echo(f"消してもよい控え\t{cache_directory()}")


@kb.command(cls=JapaneseCommand, short_help="YAMLの書式（JSON Schema）を書き出す")
@click.option("-o", "--output", "out", required=True, metavar="DIR", help="書き出すフォルダー")
def schemas(out: str) -> None:
    """知識と質問と規則のYAMLの書式を、エディターが読むJSON Schemaにして DIR に書き出します。"""
    from recommender.rulebase import load_rulebase
    from recommender.schemas import schema_texts

    directory = Path(out)
    texts = schema_texts(load_rulebase())
    with writing(out, "フォルダー"):
        directory.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            (directory / name).write_text(text, encoding="utf-8")
    click.echo(f"{len(texts)}個の書式を書きました（{directory}）")


@kb.command("import-services", cls=JapaneseCommand, short_help="登録サービスの一覧（CSV）を取り込む")
@click.argument("file", metavar="FILE.csv")
@click.option("--yes", is_flag=True, help="下見のあと、ファイルに書く")
@as_of_option
def import_list(file: str, yes: bool, as_of: date) -> None:
    """FILE.csv の一覧を、手元の一覧と比べます。

    見出しは 事業者、サービス名、監視の型、1類・2類、対応地域、月額、初期費用、URL です（初めの2つは要ります）。
    新しいもの、変わるもの、なくなったものを出し、--yes を付けたときだけ、ご自分の知識として書きます。
    """
    from knowledge.importing import import_services
    from recommender.rulebase import load_rulebase
    from tui.desk.files import private_directory, write_atomically
    from tui.places import knowledge_directory

    found = import_services(Path(file), load_rulebase().knowledge, as_of)
    for name, provider, service in found.new:
        click.echo(f"新しい\t{name}\t{provider}\t{service}")
    for item in found.changed:
        click.echo(f"変わる\t{item.id}\t{item.provider}\t{item.name}\t{'、'.join(item.fields)}")
    for name, provider, service in found.gone:
        click.echo(f"なくなった\t{name}\t{provider}\t{service}")
    click.echo(
        f"新しい{len(found.new)}件、変わる{len(found.changed)}件、なくなった{len(found.gone)}件、"
        f"同じ{found.unchanged}件です"
    )
    if found.neutralised:
        click.echo(f"計算式に見えるセルが{found.neutralised}個ありました。ただの文字として扱います")
    target = knowledge_directory() / "services.yaml"
    if not yes:
        click.echo(f"まだ書いていません。書くには --yes を付けてください（書く先 {target}）")
        return
    with writing(str(target)):
        write_atomically(private_directory(target.parent) / target.name, found.text)
    click.echo(f"書きました（{target}）")


@kb.command(cls=JapaneseCommand, short_help="1件を詳しく見る")
@click.argument("record_id", metavar="ID")
@as_of_option
@knowledge_option
def show(record_id: str, as_of: date) -> None:
    """ID（例 std.2.1.7.i、svc.25.a、subsidy.da2026.security、route.tokyo_cyber）の中身を出します。"""
    from recommender.export.records import describe_record

    rules = load_rules()
    known = [name for listed in _LISTS.values() for name in listed(rules.knowledge)]
    if record_id not in known:
        fault = Fault(Place("otasuke kb show", 1), f"「{record_id}」はありません", suggest(record_id, known))
        raise DataError([fault])
    click.echo(describe_record(record_id, rules, as_of))


@kb.command(cls=JapaneseCommand, short_help="判断の規則を、読める表にして出す")
@knowledge_option
def logic() -> None:
    """型と1類・2類を決める規則を、条件、点、根拠と一緒に全部出します（Markdown）。"""
    from recommender.export.logic import logic_sheet

    click.echo(logic_sheet(load_rules()), nl=False)


@kb.command("list", cls=JapaneseCommand, short_help="種類ごとに一覧を出す")
@click.argument("kind", type=OneOf(tuple(_LISTS)))
@knowledge_option
def list_records(kind: str) -> None:
    """KIND（clauses、services、subsidies など）の id と名前を一覧にします。"""
    for name, title in _LISTS[kind](load_rules().knowledge).items():
        click.echo(f"{name}\t{title}")
