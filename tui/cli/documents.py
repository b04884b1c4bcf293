"""Documents as a command gives them: text to the screen or a file, Word and PDF to a file."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, cast

import click

from tui.cli.options import write_output
from tui.desk.rendering import BINARY, Shape

if TYPE_CHECKING:
    from recommender.export.blocks import Block
    from recommender.rulebase import RuleBase

_OUT = "書き出すファイル（書かなければ画面に出す{more}）"
out_option = click.option("-o", "--output", "out", default=None, help=_OUT.format(more=""))
named_out_option = click.option("-o", "--output", "out", default=None, help=_OUT.format(more="。docx には要ります"))
"""As out_option, for commands whose binary documents never go to standard output (needs_file)."""


def needs_file(shape: str, out: str | None) -> None:
    """Refuses a Word file without a name, before any work is done."""
    if shape == "docx" and out is None:
        raise click.BadParameter("Wordの文書は画面に出せません。-o でファイル名を書いてください", param_hint="--format")


def needs_no_screen(shape: str, out: str | None) -> None:
    """Refuses a binary document on the screen, before any work is done; into a pipe it may go."""
    if shape in BINARY and out is None and sys.stdout.isatty():
        raise click.BadParameter("画面には出せません。-o でファイル名を書いてください", param_hint="--format")


def document_of(blocks: Iterable[Block], shape: str, rules: RuleBase, as_of: date) -> str | bytes:
    """The document in a format of tui.desk.rendering; where a PDF can't be made, click's complaint says why."""
    from tui.desk.pdf import PdfError
    from tui.desk.rendering import rendered

    try:
        return rendered(blocks, cast("Shape", shape), rules, as_of)
    except PdfError as error:
        raise click.BadParameter(str(error), param_hint="--format pdf") from None


def write_blocks(blocks: Iterable[Block], shape: str, out: str | None, rules: RuleBase, as_of: date) -> None:
    """The document to its file, or to standard output."""
    write_output(document_of(blocks, shape, rules, as_of), out)
