"""The ways from the list of companies and from one company: each opens its screen, which is loaded only then."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from questionnaires.interview import Interview
from tui import client_words as words
from tui.client_desk import attempt, newest_first, short_day, started_on
from tui.desk.clients import LONGEST_NAME, search_key
from tui.desk.followup import OUTCOMES, company_of, follow_on, say_step
from tui.layout import one_line
from tui.talk.messages import Message

if TYPE_CHECKING:
    from tui.app import NaviApp
    from tui.desk.clients import Client
    from tui.desk.followup import ToDo
    from tui.desk.records import MarkState, SavedInterview
    from tui.talk.room_talk import RoomTalk
    from tui.ticks import SheetKind

_NEW, _OTHER = ".new", ".other"
_LAST, _NOTHING, _SHEET = "last", "nothing", "sheet"
_Rows = tuple[tuple[str, str, str | None], ...]


def open_clients(navi: NaviApp) -> None:
    """The list of companies; from an interview of one of them, its page over it."""
    from tui.screens.clients import ClientsScreen

    client_id = navi.talk.record.client if navi.in_an_interview else None
    navi.go_home()
    if navi.presenting:
        return  # the list stays shut before the company's eyes
    navi.push_screen(ClientsScreen())
    if client_id:
        open_client(navi, client_id)


def open_client(navi: NaviApp, client_id: str) -> None:
    """One company."""
    from tui.screens.client import ClientScreen

    navi.push_screen(ClientScreen(client_id))


def open_interview(navi: NaviApp, record: SavedInterview) -> None:
    """Goes on with an interview, or shows the result of a finished one with what changed since."""
    if record.status == "finished":
        navi.look_again_at(record)
    else:
        navi.open_interview(record)


def begin_interview(navi: NaviApp, client: Client, records: tuple[SavedInterview, ...]) -> None:
    """A new interview of a company: from the answers of the one before, where there is one, or from nothing."""
    if not records:
        _begin_empty(navi, client)
        return
    kept = newest_first(records)
    last = next((record for record in kept if record.status == "finished"), kept[0])

    def follow(code: str) -> None:
        if code == _LAST:
            navi.open_interview(replace(follow_on(last, navi.store.new()), client=client.id))
        else:
            _begin_empty(navi, client)

    day = short_day(started_on(last), navi.today)
    rows: _Rows = (
        (_LAST, words.FROM_LAST.format(day=day), words.FROM_LAST_HINT),
        (_NOTHING, words.FROM_NOTHING, words.FROM_NOTHING_HINT),
    )
    show_menu(navi, words.NEW_TITLE, rows, follow)


def _begin_empty(navi: NaviApp, client: Client) -> None:
    answers = {"company_name": client.name} if client.name else {}
    navi.open_interview(replace(navi.store.new(), client=client.id, interview=Interview(answers)))


def offer_outcomes(navi: NaviApp, record: SavedInterview, step: ToDo) -> None:
    """What became of a step; who does it and by when are changed on the list in which it stands."""
    others = ((state, said, None) for state, said in OUTCOMES.items() if state != step.mark.state)
    rows: _Rows = (*others, (_SHEET, words.CHANGE_STEP, words.CHANGE_STEP_HINT))

    def follow(code: str) -> None:
        if code == _SHEET:
            _open_sheet(navi, record, step)
        else:
            state = next(state for state in OUTCOMES if state == code)
            attempt(lambda: _mark(navi, record, step, state), _teller(navi))

    show_menu(navi, say_step(step), rows, follow)


def _mark(navi: NaviApp, record: SavedInterview, step: ToDo, state: MarkState) -> None:
    from recommender.marks import action_mark
    from tui.talk.room_talk import RoomTalk

    # An interview that is open has to know of the step, or its next answer would be kept apart.
    talk = _open_talk(navi, record) or RoomTalk(navi.store, navi.today, navi.store.load(record.id))
    name = step.id if step.id in talk.record.marks else action_mark(step.id)
    mark = replace(talk.record.marks.get(name, step.mark), state=state)
    told = talk.keep_beside(marks={name: mark})
    if told:
        navi.show_page(words.TO_DO, told)


def _open_talk(navi: NaviApp, record: SavedInterview) -> RoomTalk | None:
    return next((talk for talk in navi.other_talks() if talk.record.id == record.id), None)


def _open_sheet(navi: NaviApp, record: SavedInterview, step: ToDo) -> None:
    """The list in which a step stands, over the interview's result."""
    from recommender.marks import check_mark
    from tui.ways_on import open_sheet

    kind: SheetKind = "actions"
    if step.id.startswith(check_mark("")):
        kind = "contract"
    elif any(item.id == step.id for item in navi.rules().onboarding.steps):
        kind = "onboarding"
    navi.open_interview(record)
    navi.show_result()
    open_sheet(navi, navi.talk.assessment(explain=False), kind)


def compare_years(navi: NaviApp, client_id: str) -> None:
    """Two interviews of the company side by side."""
    from tui.year_page import open_year_on_year

    open_year_on_year(navi, client_id)


# --- interviews that belong to no company ---


def offer_loose(navi: NaviApp) -> None:
    """The interviews that belong to no company; one that is chosen is put into one."""
    records = {record.id: record for record in attempt(navi.store.without_client, _teller(navi)) or ()}
    rows: _Rows = tuple(
        (name, one_line(company_of(record)) or words.NAMELESS, _said(navi, record)) for name, record in records.items()
    )
    if rows:
        show_menu(navi, words.LOOSE_TITLE, rows, lambda name: _offer_companies(navi, records[name]))


def _said(navi: NaviApp, record: SavedInterview) -> str:
    from tui.client_desk import say_interview

    return "  ".join(filter(None, say_interview(record, navi.rules(), navi.today)))


def _offer_companies(navi: NaviApp, record: SavedInterview) -> None:
    """Where an interview can go: a new company of its name, those that have that name, or another one."""
    name = one_line(company_of(record))[:LONGEST_NAME]
    listed = attempt(lambda: navi.store.clients.find(name), _teller(navi))
    if listed is None:
        return
    same = [row for row in listed.rows if name and search_key(row.name) == search_key(name)]
    rows = [(row.id, words.PUT_IN_THIS.format(name=row.name), words.PUT_IN_THIS_HINT) for row in same]
    new = words.PUT_IN_NEW.format(name=name) if name else words.PUT_IN_NEW_NAMELESS
    rows.append((_NEW, new, words.STARTED.format(day=short_day(started_on(record), navi.today))))
    offered: _Rows = (*rows, *([(_OTHER, words.PUT_IN_OTHER, None)] if navi.companies() else []))

    def follow(code: str) -> None:
        if code == _OTHER:
            from tui.screens.clients import ClientsScreen

            navi.push_screen(ClientsScreen(choose=lambda client_id: _put(navi, record, client_id)))
        else:
            _put(navi, record, None if code == _NEW else code)

    show_menu(navi, name or words.NAMELESS, offered, follow)


def _put(navi: NaviApp, record: SavedInterview, client_id: str | None) -> None:
    """Puts the interview into a company, or into a new one; its reading is proposed on its page, to be seen first."""
    clients = navi.store.clients

    def work() -> str | None:
        into = client_id or clients.add(clients.new(one_line(company_of(record))[:LONGEST_NAME])).id
        opened = _open_talk(navi, record)
        if opened is None:
            clients.take_interview(record.id, into)
            return into
        told = opened.put_into(into)
        if told:
            navi.show_page(words.LIST, told)
        return None if told else into

    into = attempt(work, _teller(navi))
    if into:
        open_client(navi, into)


def _teller(navi: NaviApp) -> Callable[[str], None]:
    """Tells on a page of its own what couldn't be done: a menu has no line for it."""
    return lambda text: navi.show_page(words.LIST, (Message("trouble", text),))


def show_menu(navi: NaviApp, title: str, rows: _Rows, follow: Callable[[str], None]) -> None:
    """Rows to choose from; what was chosen is handed to `follow`."""
    from tui.screens.menu import MenuScreen

    navi.push_screen(MenuScreen(title, rows, follow))
