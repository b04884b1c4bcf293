"""Options and helpers that several commands share."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from knowledge.faults import DataError, Fault, Place, suggest

if TYPE_CHECKING:
    from questionnaires.profile import Profile
    from recommender.rulebase import Folders, RuleBase


class Day(click.ParamType[date]):
    """A day written as 2026-11-22."""

    name = "YYYY-MM-DD"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day, or a complaint in Japanese."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"「{value}」は日付ではありません。2026-11-22 の形で書いてください", param, ctx)


class OneOf(click.Choice[str]):
    """One of a few words; what else is written is told in Japanese with the nearest word."""

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The word, or a complaint in Japanese."""
        words = [str(choice) for choice in self.choices]
        if str(value) not in words:
            self.fail(f"「{value}」は選べません。{suggest(str(value), words)}", param, ctx)
        return str(value)


def _today() -> date:
    return date.today()  # noqa: DTZ011  the user's own day


as_of_option = click.option("--as-of", type=Day(), default=_today, help="「今日」とみなす日（例 2026-11-22）")
"""The day of the command: as named, else the user's own calendar day."""


_KNOWLEDGE = "otasuke.knowledge"


def _named_knowledge(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    """Remembers the directory of the user's own knowledge for this run."""
    del param
    if value is None:
        return
    path = Path(value)
    if not path.is_dir():
        fault = Fault(Place(value, 1), "フォルダーがありません", "知識のYAMLファイルを入れたフォルダーを書いてください")
        raise DataError([fault])
    ctx.meta[_KNOWLEDGE] = path


knowledge_option = click.option(
    "--knowledge",
    metavar="DIR",
    default=None,
    expose_value=False,
    callback=_named_knowledge,
    help="自分で用意した知識（YAML）のフォルダーも使う",
)


def named_knowledge() -> Path | None:
    """The directory that `--knowledge` names in this command, here or before the command's name."""
    context = click.get_current_context(silent=True)
    named: Path | None = context.meta.get(_KNOWLEDGE) if context else None
    return named


def folders() -> Folders:
    """Where this command finds its data: built in, the user's own, and what `--knowledge` names."""
    from tui.places import own_folders

    return own_folders(named_knowledge())


@contextmanager
def screen_knowledge() -> Iterator[None]:
    """For commands that hand over to the screen: what `--knowledge` names is judged first, and used in the run."""
    from tui.places import naming_knowledge

    named = named_knowledge()
    if named:
        load_rules()
    with naming_knowledge(named):
        yield


def load_rules() -> RuleBase:
    """The rule base of this command. Faults of the user's standing additions are told, and the built-in data used."""
    from recommender.rulebase import load_rulebase

    rules = load_rulebase(folders())
    for fault in rules.refused:
        click.echo(str(fault), err=True)
    return rules


def read_input(path: str) -> tuple[str, str]:
    """The text of a file, or of standard input for `-`, and the name that faults carry."""
    from knowledge.yamltree import decoded, read_text

    if path == "-":
        shown = "標準入力"
        return decoded(sys.stdin.buffer.read(), shown), shown
    return read_text(Path(path), path), path


def company_profile(path: str, rules: RuleBase) -> Profile:
    """The profile of a file, or of standard input for `-`. Raises DataError with every fault."""
    from questionnaires.profile import read_profile

    text, shown = read_input(path)
    return read_profile(text, shown, rules.vocabulary)


def check_omitted(names: Iterable[str], rules: RuleBase) -> None:
    """Refuses a name for `--omit` that no field of the profile has."""
    for name in names:
        if name not in rules.vocabulary.fields:
            mend = suggest(name, rules.vocabulary.fields)
            raise click.BadParameter(f"「{name}」という項目はありません。{mend}", param_hint="--omit")


def json_text(data: Any) -> str:
    """Data as the commands print it: indented JSON in readable Japanese, ending with a newline."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def write_output(content: str | bytes, out: str | None) -> None:
    """The content to a file that only its owner can read, or to standard output."""
    if out is None:
        click.echo(content, nl=isinstance(content, str) and not content.endswith("\n"))
        return
    path = Path(out)
    with writing(out):
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            # A file that was there before may have been open to others.
            if hasattr(os, "fchmod"):
                os.fchmod(handle, 0o600)
            file.write(content.encode() if isinstance(content, str) else content)


@contextmanager
def writing(shown: str, what: str = "ファイル") -> Iterator[None]:
    """For what writes to the place `shown`: where the system refuses, that is a fault of the input (DataError)."""
    try:
        yield
    except OSError:
        fault = Fault(Place(shown, 1), f"{what}に書けません", "場所と書き込みの許可を確かめてください")
        raise DataError([fault]) from None
