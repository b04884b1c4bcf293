"""`otasuke interview`: the interview line by line, or on the screen."""

from __future__ import annotations

from datetime import date

import click

from tui.cli.errors import JapaneseCommand
from tui.cli.options import as_of_option, knowledge_option, screen_knowledge


@click.command(cls=JapaneseCommand, short_help="質問に答えていく（--plain なら1行ずつ）")
@click.option("--plain", is_flag=True, help="画面を使わず、1行ずつ聞く")
@click.option("--resume", default=None, metavar="ID", help="保存した診断の続きから始める")
@as_of_option
@knowledge_option
def interview(plain: bool, resume: str | None, as_of: date) -> int:
    """会社のことを1問ずつ聞いて、おすすめを出します。答えは1つごとに保存します。"""
    with screen_knowledge():
        if plain:
            from tui.plain import run as run_plain

            return run_plain(resume=resume, as_of=as_of)
        from tui.app import run

        return run(resume=resume, as_of=as_of)
