"""Asking for a passphrase（合言葉）: on the terminal without showing it, or from a file; never on the command line."""

from __future__ import annotations

import sys
from getpass import getpass
from pathlib import Path

import click

from knowledge.faults import DataError, Fault, Place

_TRIES = 3
_NEW, _AGAIN, _KNOWN = (
    "合言葉（12文字以上、画面には出ません）: ",
    "確かめのため、もう一度: ",
    "合言葉（画面には出ません）: ",
)

passphrase_option = click.option(
    "--passphrase-file", "phrase_file", metavar="FILE", default=None, help="合言葉を1行だけ書いたファイル"
)
"""For programs; a person is asked."""


def ask_new_passphrase(file: str | None) -> str:
    """A passphrase that isn't easily guessed, typed twice. Raises DataError, click.Abort."""
    from tui.desk.sealing import normal, weakness

    if file:
        phrase = _from_file(file)
        why = weakness(phrase)
        if why:
            raise DataError([Fault(Place(file, 1), "この合言葉では守りきれません", why)])
        return phrase
    for _ in range(_TRIES):
        phrase = _asked(_NEW)
        why = weakness(phrase)
        if why:
            click.echo(f"{why}。", err=True)
        elif normal(_asked(_AGAIN)) != normal(phrase):
            click.echo("2回の合言葉が違います。はじめから入れてください。", err=True)
        else:
            return phrase
    raise DataError([Fault(_HERE, "合言葉が決まりませんでした", "何にするか決めてから、もう一度試してください")])


def ask_passphrase(file: str | None) -> str:
    """The passphrase of a file that is there. Raises DataError, click.Abort."""
    return _from_file(file) if file else _asked(_KNOWN)


_HERE = Place("otasuke clients", 1)


def _from_file(file: str) -> str:
    from knowledge.yamltree import read_text

    return read_text(Path(file), file)


def _asked(prompt: str) -> str:
    if not sys.stdin.isatty():
        raise DataError([Fault(_HERE, "合言葉を聞けません", "--passphrase-file で、合言葉のファイルを書いてください")])
    try:
        phrase = getpass(prompt)
        phrase.encode()
    except EOFError:
        raise click.Abort from None
    except UnicodeError:
        mend = "日本語の入れ方（文字コード）を確かめて、もう一度入れてください"
        raise DataError([Fault(_HERE, "合言葉に読めない文字があります", mend)]) from None
    return phrase
