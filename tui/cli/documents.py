"""Documents as a command gives them: Markdown to the screen or a file, Word to a file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

import click

from tui.cli.options import write_output

if TYPE_CHECKING:
    from recommender.export.blocks import Block
    from recommender.rulebase import RuleBase

out_option = click.option(
    "-o", "--output", "out", default=None, help="書き出すファイル（書かなければ画面に出す。docx には要ります）"
)


def needs_file(shape: str, out: str | None) -> None:
    """Refuses a Word file without a name, before any work is done."""
    if shape == "docx" and out is None:
        raise click.BadParameter("Wordの文書は画面に出せません。-o でファイル名を書いてください", param_hint="--format")


def write_blocks(blocks: Iterable[Block], shape: str, out: str | None, rules: RuleBase, as_of: date) -> None:
    """The document as `md` or `docx`; the Word machinery is loaded only where it is asked for."""
    if shape == "docx":
        from recommender.export.word import word_of

        write_output(word_of(blocks, rules, as_of), out)
        return
    from recommender.export.markdown import markdown_of

    write_output(markdown_of(blocks, rules), out)
