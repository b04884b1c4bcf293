"""`otasuke ask`: answers from the knowledge base, without the screen."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

from tui.cli.errors import JapaneseCommand
from tui.cli.options import as_of_option, knowledge_option, load_rules

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from knowledge.base import Knowledge
    from recommender.language.answering import Answer


@click.command(cls=JapaneseCommand, short_help="お助け隊について質問する")
@click.argument("text")
@click.option("--json", "as_json", is_flag=True, help="JSONで出す")
@click.option("--top", default=5, show_default=True, type=click.IntRange(1, 50), help="答えをいくつまで出すか")
@as_of_option
@knowledge_option
def ask(text: str, as_json: bool, top: int, as_of: date) -> None:
    """TEXT（- なら標準入力の1行ごと）の質問に、知識ベースから出どころを付けて答えます。"""
    from recommender.language.answering import ask as find
    from recommender.language.answering import to_json

    rules = load_rules()
    for item in sys.stdin if text == "-" else (text,):
        found = find(_writable(item.rstrip("\n")), rules, top, as_of)
        if as_json or text == "-":
            click.echo(json.dumps(to_json(found), ensure_ascii=False))
        else:
            for line in _in_words(found, rules.knowledge):
                click.echo(line)


def _writable(text: str) -> str:
    """The text without halves of characters, which no output can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _in_words(found: Answer, knowledge: Knowledge) -> Iterator[str]:
    """The best answer in full, the others by their titles; or an honest refusal with whom to ask."""
    if found.abstained:
        yield from _refusal(found)
        return
    best, *others = found.hits
    if found.band == "near":
        yield "おたずねとは少しちがうかもしれません。いちばん近い答えです。"
    yield f"【{best.title}】"
    yield best.answer
    yield f"出どころ: {'、'.join(map(knowledge.title, best.cites))}"
    if others:
        yield ""
        yield "ほかに近いもの:"
        yield from (f"  {hit.title}（{hit.cites[0]}）" for hit in others)


def _refusal(found: Answer) -> Iterator[str]:
    yield "その答えは持っていません。お助け隊サービスのことなら、別の言い方でも聞いてみてください。"
    if found.hits:
        yield ""
        yield "近そうな話題:"
        yield from (f"  {hit.title}（{hit.cites[0]}）" for hit in found.hits)
    if found.contacts:
        yield ""
        yield "聞けるところ:"
        yield from (f"  {contact.name} {contact.url}" for contact in found.contacts)
