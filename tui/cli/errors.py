"""Click's complaints in Japanese: one line each, with the nearest valid name."""

from __future__ import annotations

import re
from collections.abc import Mapping

import click

from knowledge.faults import suggest

# Click words this one complaint as a sentence only.
_EXTRA = re.compile(r"^Got unexpected extra arguments? \((.*)\)$")
_IN_USAGE = {"[OPTIONS]": "[オプション]", "[COMMAND] [ARGS]...": "[コマンド ...]", "COMMAND [ARGS]...": "コマンド ..."}
_OF_OPTIONS = {
    "INTEGER RANGE": "数",
    "INTEGER": "数",
    "TEXT": "文字",
    "FILE": "ファイル",
    "DIR": "フォルダー",
}
_IN_HELP = {"Show this message and exit.": "この説明を出す", "default: ": "書かなければ "}


def japanese(error: click.ClickException) -> str:
    """One line that says what is wrong with the command and how to mend it."""
    if isinstance(error, click.NoSuchOption):
        known = list(error.possibilities or ()) or _options(error)
        return f"otasuke: 「{error.option_name}」というオプションはありません・{suggest(error.option_name, known)}"
    if isinstance(error, click.MissingParameter):
        name = error.param.human_readable_name if error.param else ""
        return f"otasuke: 「{name}」が書かれていません・「{_path(error)} --help」で書き方を見てください"
    if isinstance(error, click.BadParameter):
        name = error.param.opts[-1] if isinstance(error.param, click.Option) else _name_of(error)
        return f"otasuke: 「{name}」の値が違います（{error.message}）・「{_path(error)} --help」で書き方を見てください"
    if isinstance(error, click.BadOptionUsage):
        return f"otasuke: 「{error.option_name}」の値がありません・値を続けて書いてください"
    extra = _EXTRA.search(error.message)
    if extra:
        return f"otasuke: 「{extra[1]}」が余分です・消してください"
    return f"otasuke: {error.message}・「{_path(error)} --help」で書き方を見てください"


def _in_words(text: str, words: Mapping[str, str]) -> str:
    """What Click calls the parts of a command line, in Japanese."""
    for english, word in words.items():
        text = text.replace(english, word)
    return text


def _name_of(error: click.BadParameter) -> str:
    if error.param:
        return error.param.human_readable_name
    return str(error.param_hint or "")


def _path(error: click.ClickException) -> str:
    context = getattr(error, "ctx", None)
    return context.command_path if context else "otasuke"


def _options(error: click.UsageError) -> list[str]:
    if error.ctx is None:
        return []
    return [name for parameter in error.ctx.command.params for name in parameter.opts]


class JapaneseCommand(click.Command):
    """A command whose help headings are Japanese."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options under a Japanese heading; arguments stand in the usage line and in the text."""
        options = [item for item in self.get_params(ctx) if isinstance(item, click.Option)]
        rows = [row for option in options if (row := option.get_help_record(ctx))]
        if rows:
            with formatter.section("オプション"):
                formatter.write_dl([(_in_words(left, _OF_OPTIONS), _in_words(right, _IN_HELP)) for left, right in rows])

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The usage line with a Japanese lead."""
        pieces = " ".join(_in_words(piece, _IN_USAGE) for piece in self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix="使い方: ")


class JapaneseGroup(JapaneseCommand, click.Group):
    """A group that names the nearest command, and whose help headings are Japanese."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The named command; a UsageError in Japanese where there is none."""
        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            mend = suggest(args[0], self.list_commands(ctx))
            raise click.UsageError(f"「{args[0]}」というコマンドはありません（{mend}）", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands under a Japanese heading."""
        rows = [(name, self.commands[name].get_short_help_str(80)) for name in self.list_commands(ctx)]
        with formatter.section("コマンド"):
            formatter.write_dl(rows)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options and commands under Japanese headings."""
        super().format_options(ctx, formatter)
        self.format_commands(ctx, formatter)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order in which they were added."""
        del ctx
        return list(self.commands)
