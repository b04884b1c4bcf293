"""The command tree of `otasuke`. Each group of commands is its own module."""

from __future__ import annotations

from collections.abc import Sequence

import click

from tui.cli.ask import ask
from tui.cli.assess import assess
from tui.cli.clients import clients
from tui.cli.compare import compare
from tui.cli.errors import JapaneseGroup, japanese
from tui.cli.interview import interview
from tui.cli.kb import kb
from tui.cli.options import knowledge_option, screen_knowledge
from tui.cli.quote import quote
from tui.cli.request import request
from tui.cli.sessions import sessions
from tui.cli.sheet import sheet
from tui.cli.subsidy import subsidy
from tui.cli.understand import understand
from tui.desk.errors import DeskError
from tui.desk.sentences import CANNOT_OPEN

_HELP = """お助け隊ナビ: サイバーセキュリティお助け隊サービスの選び方を、会社のようすから案内します。

コマンドを付けずに「otasuke」とだけ打つと、画面が開きます。通信はいっさいしません。
IPAや経済産業省の公式の道具ではありません。"""


@click.group(
    cls=JapaneseGroup,
    help=_HELP,
    context_settings={"help_option_names": ["-h", "--help"]},
    invoke_without_command=True,
)
@click.version_option(package_name="otasuke-navi", message="otasuke-navi %(version)s", help="版を出す")
@click.option("--debug", is_flag=True, expose_value=False, help="問題が起きたときに詳しい記録を出す")
@knowledge_option
@click.pass_context
def cli(ctx: click.Context) -> int:
    """The root command: options alone open the screen, as no words at all do."""
    if ctx.invoked_subcommand:
        return 0
    from tui.app import run

    with screen_knowledge():
        return run()


for command in (assess, subsidy, request, sheet, quote, compare, understand, ask, interview, sessions, clients, kb):
    cli.add_command(command)


def run_command(words: Sequence[str]) -> int:
    """Runs one command line; gives its exit code, and says in Japanese what is wrong with it."""
    try:
        result = cli.main(args=list(words), prog_name="otasuke", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        return 0
    except click.ClickException as error:
        click.echo(japanese(error), err=True)
        return 2
    except DeskError as error:
        click.echo(f"otasuke: {CANNOT_OPEN.format(reason=error.strerror)}", err=True)
        return 2
    except SystemExit:
        # Click leaves this way where the reader of a pipe went away (`| head`); nobody is left to tell.
        return 0
    except click.Abort:
        click.echo("", err=True)
        return 130
    return result if isinstance(result, int) else 0
