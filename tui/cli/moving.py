"""`otasuke clients export`, `import` and `delete`: companies that leave the desk, or come to it."""

from __future__ import annotations

from pathlib import Path

import click

from knowledge.faults import DataError, Fault, Place
from tui.cli.errors import JapaneseCommand
from tui.cli.options import writing
from tui.cli.passphrase import ask_new_passphrase, ask_passphrase, passphrase_option
from tui.cli.saved import OpenDesk, confirmed, find_client, say
from tui.client_words import NAMELESS
from tui.desk.client_store import EVERY
from tui.layout import one_line


@click.command(cls=JapaneseCommand, short_help="会社を暗号にして1つのファイルに書き出す")
@click.argument("companies", metavar="会社...", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="すべての会社を書き出す")
@click.option("-o", "--output", "out", default=None, help="書き出すファイル（書かなければ日付の名前で、いまの場所に）")
@passphrase_option
def export(companies: tuple[str, ...], everything: bool, out: str | None, phrase_file: str | None) -> None:
    """会社を、ひかえ、診断、見積りといっしょに、合言葉でかぎをかけた1つのファイルにします。

    ほかのパソコンで「otasuke clients import」を使うと取り込めます。合言葉は12文字以上にしてください。
    忘れると、だれにも開けません。もとの会社は、このパソコンにも残ります。
    """
    from tui.desk.archive import gather, sealed
    from tui.desk.files import write_new
    from tui.desk.moving import KEEP_APART, say_written, write_sealed

    if bool(companies) == everything:
        mend = "会社の名前かIDを並べるか、--all だけを付けてください"
        raise DataError([Fault(Place("otasuke clients export", 1), "どの会社を書き出すか決まりません", mend)])
    if out:
        check_new(out)
    with OpenDesk() as desk:
        rows = desk.clients.find(most=EVERY).rows if everything else [find_client(desk, name) for name in companies]
        if not rows:
            raise DataError([Fault(Place("otasuke clients export", 1), "会社がまだありません", "先に加えてください")])
        ids = [row.id for row in rows]
        archive = gather(desk, ids)
        content = sealed(archive, ask_new_passphrase(phrase_file), desk.vocabulary)
        day = desk.now().date()
    with writing(out or "."):
        if out:
            path = Path(out)
            write_new(path, content)
        else:
            path = write_sealed(content, day, Path.cwd())
    say(say_written(path.name, archive))
    click.echo(KEEP_APART, err=True)


@click.command("import", cls=JapaneseCommand, short_help="書き出したファイルの会社を取り込む")
@click.argument("file", metavar="FILE")
@passphrase_option
def import_archive(file: str, phrase_file: str | None) -> None:
    """FILE（clients export で書き出したもの）の会社を取り込みます。

    まちがいが1つでもあれば、何も書きません。もうあるものは飛ばします。同じIDでも中身の違うものは、
    もとのものを消さずに新しいIDで加えます。
    """
    from tui.desk.archive import unpack
    from tui.desk.arriving import take_in
    from tui.desk.moving import NOTHING_INSIDE, read_sealed, say_taken

    content = read_sealed(Path(file), file)
    phrase = ask_passphrase(phrase_file)
    with OpenDesk() as desk:
        taken = take_in(desk, unpack(content, phrase, file, desk.vocabulary))
    say(*map(say_taken, taken))
    if not taken:
        click.echo(NOTHING_INSIDE, err=True)


@click.command(cls=JapaneseCommand, short_help="1つの会社を、残らず消す")
@click.argument("company", metavar="会社")
@click.option("--yes", is_flag=True, help="聞かずに消す")
@click.option("-o", "--output", "out", default=None, help="控えを書き出すファイル")
def delete(company: str, yes: bool, out: str | None) -> int:
    """会社を、ひかえ、診断、見積り、前の版から残っている控えといっしょに消します。もとには戻せません。

    何を消したか、何が残っているかもしれないかを、控えとして出します。
    """
    from tui.desk.files import write_new
    from tui.desk.removal import PLACE, receipt_text, remove_client

    if out:
        check_new(out)
    with OpenDesk() as desk:
        row = find_client(desk, company)
        name = one_line(row.name) or NAMELESS
        if not yes and not confirmed(f"{name}（{row.id}、診断{row.interviews}件）"):
            return 2
        receipt = remove_client(desk, row.id)
        home = desk.home
    text = receipt_text(receipt)
    say(*text.splitlines())
    if receipt.remaining:
        click.echo(PLACE.format(home=home), err=True)
    if out:
        with writing(out):
            write_new(Path(out), text)
    return 0


# --- how they do it -----------------------------------------------------------------------------------


def check_new(out: str) -> None:
    """Raises DataError where a new file can't stand there, before anything else is done."""
    path = Path(out)
    if path.exists():
        raise DataError([Fault(Place(out, 1), "同じ名前のファイルがあります", "別の名前を書いてください")])
    if not path.parent.is_dir():
        raise DataError([Fault(Place(out, 1), "フォルダーがありません", "あるフォルダーを書いてください")])
