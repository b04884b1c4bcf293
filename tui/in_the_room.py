"""相談の道具: what whoever guides a company does around the talk. Each opens its screen, which is loaded only then."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui import room_words as words
from tui.actions import Action, actions_on
from tui.talk.messages import Message
from tui.talk.room_talk import RoomTalk, client_of, name_of

if TYPE_CHECKING:
    from tui.app import NaviApp
    from tui.screens.in_the_room import RoomScreen
    from tui.talk.statements import Statement

_TOOLS = ("note", "company_note", "prompter", "topics", "presenter", "park", "other_talks", "clients", "home")


_BEFORE_THE_COMPANY = frozenset({"topics", "presenter"})
"""What the menu offers while the company looks on: of the rest not even the names."""


def offer_tools(screen: RoomScreen) -> None:
    """The menu of the tools, from the registry; the one that is chosen works on the screen below."""
    from tui.actions import key_name
    from tui.screens.menu import MenuScreen

    here = {action.id: action for action in actions_on(screen.where)}

    def said(action: Action) -> str:
        return f"{action.label}（{'・'.join(map(key_name, action.keys))}）" if action.keys else action.label

    def follow(code: str) -> None:
        screen.app.call_later(screen.run_action, code)

    offered = [name for name in _TOOLS if name in here]
    if screen.navi.presenting:
        offered = [name for name in offered if name in _BEFORE_THE_COMPANY]
    rows = tuple((name, said(here[name]), here[name].help) for name in offered)
    screen.navi.push_screen(MenuScreen(words.TOOLS, rows, follow))


# --- ひかえ ---


def write_note(navi: NaviApp, talk: RoomTalk) -> None:
    """The note about the open question, or about the interview where none is open."""
    question = talk.question
    if question:
        label = talk.questionnaire.vocabulary.fields[question.field].label
        _open_note(navi, talk, talk.record.id, question.field, words.NOTE_OF_QUESTION.format(label=label))
    else:
        _open_note(navi, talk, talk.record.id, None, words.NOTE_OF_INTERVIEW)


def write_company_note(navi: NaviApp, talk: RoomTalk) -> None:
    """The note about the company, whichever interview is open."""
    client = client_of(talk, navi.store)
    name = (client.name if client else "") or talk.company or words.THIS_COMPANY
    _open_note(navi, talk, None, None, words.NOTE_OF_COMPANY.format(name=name))


def _open_note(navi: NaviApp, talk: RoomTalk, interview: str | None, field: str | None, title: str) -> None:
    from tui.screens.note import NoteScreen

    client = talk.record.client or _company_maker(navi, talk)
    navi.push_screen(NoteScreen(client, interview, field, title))


def _company_maker(navi: NaviApp, talk: RoomTalk) -> Callable[[], tuple[str, str]]:
    """What puts the interview into a company of its own; gives the company's id and what has to be told."""

    def make() -> tuple[str, str]:
        from tui.desk.clients import LONGEST_NAME

        clients = navi.store.clients
        client = clients.add(clients.new(talk.company[:LONGEST_NAME]))
        told = [words.COMPANY_MADE.format(name=client.name or words.NO_NAME)]
        told += [message.text for message in talk.put_into(client.id)]
        return client.id, "\n".join(told)

    return make


@dataclass(frozen=True, slots=True)
class Known:
    """What an interview's screen keeps of its company: the name, and the fields about which anything was noted."""

    name: str = ""
    noted: frozenset[str] = frozenset()


def known_of(navi: NaviApp, talk: RoomTalk) -> Known:
    """As it stands on the desk now."""
    client = client_of(talk, navi.store)
    return Known(client.name, frozenset(note.field for note in client.notes if note.field)) if client else Known()


# --- 聞き方 ---


def prompts(navi: NaviApp, talk: RoomTalk) -> tuple[Statement, ...]:
    """How to put the open question."""
    from tui.talk.prompting import prompter

    return prompter(talk, navi.rules(), client_of(talk, navi.store))


def show_prompts(navi: NaviApp, talk: RoomTalk) -> None:
    """How to put the open question, on a page."""
    from tui.screens.prompter import PrompterScreen

    navi.push_screen(PrompterScreen(words.PROMPTER, prompts(navi, talk)))


# --- moving about ---


def choose_topic(navi: NaviApp, talk: RoomTalk) -> None:
    """The topics with how far each is; the one chosen opens its first open question."""
    from tui.screens.menu import MenuScreen

    listed = talk.topics()
    opens = {topic.id: topic.opens for topic in listed}
    rows = tuple(
        (topic.id, topic.title, words.TOPIC_COUNT.format(count=topic.count, answered=topic.answered))
        for topic in listed
    )
    navi.push_screen(MenuScreen(words.TOPICS, rows, lambda code: navi.change_answer(opens[code])))


def choose_other(navi: NaviApp) -> None:
    """The other interviews that are open, each by its company's name."""
    from tui.screens.in_the_room import RoomScreen
    from tui.screens.other_talks import OtherTalksMenu

    others = navi.other_talks()
    if not others:
        if isinstance(navi.screen, RoomScreen):
            navi.screen.tell(words.OTHERS_NONE)
        else:
            navi.show_page(words.OTHERS, (Message("notice", words.NONE_OPEN),))
        return
    rows = tuple(
        (talk.record.id, name_of(talk, navi.store), words.BEGUN.format(time=talk.begun, count=talk.record.answered))
        for talk in others
    )
    by_id = {talk.record.id: talk for talk in others}
    navi.push_screen(OtherTalksMenu(words.OTHERS, rows, lambda code: navi.switch_to(by_id[code])))


def park(navi: NaviApp, talk: RoomTalk) -> None:
    """Asks for the day to go on, and goes home; the interview is closed there and waits on the desk."""
    from tui.screens.parking import ParkScreen

    navi.push_screen(ParkScreen(talk))
