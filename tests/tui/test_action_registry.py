"""One registry: every action exists on its screens, every key means one thing there, and help lists them all."""

import ast
from pathlib import Path

import pytest
from textual.screen import Screen

import tui
from tui.actions import ACTIONS, Where, actions_on, keys_of
from tui.screens.base import bindings_for
from tui.screens.carrying import CarryingScreen
from tui.screens.client import ClientScreen
from tui.screens.clients import ClientsScreen
from tui.screens.deleting import DeletingScreen
from tui.screens.help import help_lines
from tui.screens.interview import InterviewScreen
from tui.screens.marking import MarkingScreen
from tui.screens.menu import MenuScreen
from tui.screens.note import NoteScreen
from tui.screens.one_line import OneLineScreen
from tui.screens.page import PageScreen, PanelScreen
from tui.screens.parking import ParkScreen
from tui.screens.passphrase import PassphraseScreen
from tui.screens.quote_form import QuoteFormScreen
from tui.screens.quotes import QuotesScreen
from tui.screens.request import RequestScreen
from tui.screens.result import ResultScreen
from tui.screens.review import ReviewScreen
from tui.screens.side_by_side import SideBySideScreen
from tui.screens.start import StartScreen
from tui.screens.subsidy import SubsidyScreen
from tui.widgets.key_line import entries_of, fitting

SCREENS: dict[Where, list[type[Screen[None]]]] = {
    "start": [StartScreen],
    "interview": [InterviewScreen],
    "review": [ReviewScreen],
    "result": [ResultScreen],
    "page": [PageScreen, PanelScreen],
    "subsidy": [SubsidyScreen],
    "marking": [MarkingScreen],
    "request": [RequestScreen],
    "menu": [MenuScreen],
    "one_line": [OneLineScreen],
    "clients": [ClientsScreen],
    "client": [ClientScreen],
    "carrying": [CarryingScreen],
    "passphrase": [PassphraseScreen],
    "deleting": [DeletingScreen],
    "quotes": [QuotesScreen],
    "quote": [QuoteFormScreen],
    "compare": [SideBySideScreen],
    "note": [NoteScreen],
    "parking": [ParkScreen],
}
BY_FOCUS = {"change", "answer", "open"}
"""Enter belongs to the widget with the focus; these name what it does."""


@pytest.mark.parametrize("where", SCREENS)
def test_every_action_can_be_run_on_its_screens(where: Where) -> None:
    missing = [
        (screen.__name__, action.id)
        for screen in SCREENS[where]
        for action in actions_on(where)
        if action.id not in BY_FOCUS and not hasattr(screen, f"action_{action.id}")
    ]
    assert missing == []


@pytest.mark.parametrize("where", SCREENS)
def test_no_key_means_two_things_on_a_screen(where: Where) -> None:
    keys = [key for action in actions_on(where) for key in action.keys]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("where", SCREENS)
def test_help_and_bindings_come_from_the_registry(where: Where) -> None:
    assert len(help_lines(where)) == len(actions_on(where))
    bound = {binding.action for binding in bindings_for(where)}  # type: ignore[union-attr]
    assert bound == {action.id for action in actions_on(where) if set(action.keys) - {"enter"}}


def test_no_binding_needs_the_kitty_protocol() -> None:
    keys = {key for action in ACTIONS for key in action.keys}
    assert not {key for key in keys if "+enter" in key}


@pytest.mark.parametrize("columns", [20, 40, 60, 80, 120])
def test_the_key_line_always_names_help_and_the_way_out(columns: int) -> None:
    (row,) = fitting(entries_of(actions_on("interview")), columns)
    assert {"show_help", "leave"} <= {entry[0] for entry in row}


@pytest.mark.parametrize("where", ["result", "marking", "what_if"])
def test_more_rows_name_every_key_of_a_screen_at_60_columns(where: Where) -> None:
    entries = entries_of(actions_on(where))
    rows = fitting(entries, 58, rows=3)
    assert [entry for row in rows for entry in row] == entries


def test_while_something_is_typed_letters_are_text() -> None:
    assert all(len(key) > 1 for action in ACTIONS for key in keys_of(action, typing=True))


def test_nothing_that_overlays_the_screen_is_used() -> None:
    """Toasts, Select and tooltips lose Japanese characters in Textual 8.2.8."""
    names: set[str] = set()
    for path in Path(tui.__file__).parent.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        names |= {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        names |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names}
    assert not names & {"notify", "Select", "tooltip", "with_tooltip", "Toast"}
