"""持ち出す・取り込む・集計: companies that leave the list on the screen, or come to it. Screens load only then."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from tui import moving_words as words
from tui.client_desk import attempt
from tui.client_words import NAMELESS
from tui.layout import one_line
from tui.pasting import path_of

if TYPE_CHECKING:
    from tui.app import NaviApp
    from tui.desk.clients import Client

_Sentences = tuple[str, ...]


def choose_companies(navi: NaviApp) -> None:
    """The companies to tick, which are then carried out."""
    from tui.screens.carrying import CarryingScreen

    navi.push_screen(CarryingScreen())


def carry_out(navi: NaviApp, ids: tuple[str, ...], name: str = "") -> None:
    """Asks for a passphrase, and writes the companies of those ids under it; `name`: of the only one."""
    from tui.screens.passphrase import PassphraseScreen, Sealed

    store, where, today = navi.store, Path.cwd(), navi.today

    def prepare(phrase: str) -> Callable[[], _Sentences]:
        from tui.desk.archive import gather, sealed
        from tui.desk.moving import KEEP_APART, say_written, write_sealed

        archive = gather(store, ids)
        content = sealed(archive, phrase, store.vocabulary)

        def write() -> _Sentences:
            path = write_sealed(content, today, where)
            loose = (words.LOOSE_STAYS,) if store.clients.loose() else ()
            return (f"{say_written(path.name, archive)}。", KEEP_APART, *loose)

        return write

    title = words.CARRY_OUT.format(name=name or NAMELESS) if len(ids) == 1 else ""
    navi.push_screen(
        PassphraseScreen(
            Sealed(
                title=title or words.CARRY_OUT_SEVERAL.format(count=len(ids)),
                lead=words.CARRY_OUT_LEAD,
                busy=words.SEALING,
                done=words.CARRIED_OUT,
                is_new=True,
                prepare=prepare,
            )
        )
    )


def proposed_file() -> str:
    """The newest archive where the user stands, to be taken with Enter; empty where there is none."""
    from tui.desk.moving import archives_in

    return next((path.name for path in archives_in(Path.cwd())), "")


def take_in(navi: NaviApp, typed: str, say: Callable[[str], None]) -> bool:
    """Asks for the passphrase of an archive and takes its companies in; whether the file can be one."""
    from tui.desk.moving import read_sealed
    from tui.screens.passphrase import PassphraseScreen, Sealed

    path, store = path_of(typed), navi.store
    shown = one_line(path.name)
    content = attempt(lambda: read_sealed(path, shown), say)
    if content is None:
        return False

    def prepare(phrase: str) -> Callable[[], _Sentences]:
        from tui.desk.archive import unpack
        from tui.desk.arriving import take_in
        from tui.desk.moving import NOTHING_INSIDE, say_taken

        archive = unpack(content, phrase, shown, store.vocabulary)
        return lambda: tuple(map(say_taken, take_in(store, archive))) or (NOTHING_INSIDE,)

    navi.push_screen(
        PassphraseScreen(
            Sealed(
                title=words.TAKE_IN.format(name=shown),
                lead=words.TAKE_IN_LEAD,
                busy=words.UNSEALING,
                done=words.TAKEN_IN,
                is_new=False,
                prepare=prepare,
            )
        )
    )
    return True


def delete(navi: NaviApp, client: Client, interviews: int) -> None:
    """Asks for the company's name, and deletes it wholly."""
    from tui.desk.quotes import QuoteShelf
    from tui.screens.deleting import DeletingScreen

    quotes = len(QuoteShelf(navi.store.home, client.id).kept())
    navi.push_screen(DeletingScreen(client, interviews, quotes))


def count_all(navi: NaviApp, say: Callable[[str], None]) -> None:
    """Writes the report across all companies beside the screen; `say` is told what goes on and what came of it."""
    from tui.desk.report_file import write_report

    say(words.COUNTING)
    store, rules, today, where = navi.store, navi.rules(), navi.today, Path.cwd()

    def work() -> None:
        said: list[str] = []
        told = attempt(lambda: write_report(store, rules, today, where), said.append)
        navi.call_from_thread(say, told or "\n".join(said))

    navi.run_worker(work, thread=True)
