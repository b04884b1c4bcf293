"""`otasuke understand`: what a text states, without the screen."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

from tui.cli.errors import JapaneseCommand
from tui.cli.options import knowledge_option, load_rules, named_knowledge

if TYPE_CHECKING:
    from knowledge.fields import Vocabulary
    from recommender.language.slots import Slot


@click.command(cls=JapaneseCommand, short_help="文章から、会社のことを読み取る")
@click.argument("text")
@click.option("--json", "as_json", is_flag=True, help="JSONで出す")
@knowledge_option
def understand(text: str, as_json: bool) -> None:
    """TEXT（- なら標準入力の1行ごと）に書かれた会社のことを、もとの言葉と一緒に出します。"""
    from knowledge.vocabulary import load_vocabulary
    from recommender.language.slots import to_json
    from recommender.language.slots import understand as read_text

    vocabulary = load_rules().vocabulary if named_knowledge() else load_vocabulary()
    for item in sys.stdin if text == "-" else (text,):
        found = read_text(item.rstrip("\n"))
        if as_json or text == "-":
            click.echo(json.dumps(to_json(found), ensure_ascii=False))
        else:
            for slot in found.slots:
                click.echo(_in_words(slot, vocabulary))


def _in_words(slot: Slot, vocabulary: Vocabulary) -> str:
    """One slot with the words that it came from: 「従業員: 30人くらい（「三十名くらい」）」."""
    from knowledge.values import Chosen
    from questionnaires.showing import clean, show_value

    quote = f"（「{clean(slot.quote)}」）"
    if slot.slot == "unknown" and isinstance(slot.value, tuple):
        return f"わからないこと: {'、'.join(vocabulary.label(name) for name in slot.value)}{quote}"
    field = vocabulary.fields[slot.slot]
    if isinstance(slot.value, tuple):
        value = slot.value[0] if field.kind == "choice" else Chosen(frozenset(slot.value), complete=False)
        return f"{field.label}: {show_value(value, field)}{quote}"
    return f"{field.label}: {show_value(slot.value, field)}{quote}"
