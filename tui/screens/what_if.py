"""もしも: change any answer and see the result move beside the one that stands."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll

from knowledge.values import Value
from recommender.export.variants import effect_text
from recommender.results import Assessment
from tui.faces.variants import legend, moments, table_text
from tui.screens.base import NaviScreen, bindings_for
from tui.screens.changing import ChangeScreen
from tui.screens.page import PageScreen
from tui.talk.cards import question_card
from tui.talk.statements import Statement, heading, placed
from tui.talk.what_if import WhatIfs
from tui.widgets.key_line import KeyLine
from tui.widgets.plain_text import PlainText
from tui.widgets.statements import StatementList
from tui.widgets.status_line import StatusLine

_WIDE = 100


class WhatIfScreen(NaviScreen):
    """The questions with the answers of one variant, and the table of what they move."""

    where = "what_if"
    BINDINGS = bindings_for("what_if")
    CSS_PATH = "../styles/what_if.tcss"

    def __init__(self, result: Assessment) -> None:
        super().__init__()
        self._result = result
        self._fields: list[str | None] = []

    def compose(self) -> ComposeResult:
        yield PlainText(id="page-title")
        with Horizontal(id="what-if-body"):
            with VerticalScroll(id="what-if-side"):
                yield PlainText(id="what-if-table")
            yield StatementList(id="page-list")
        yield StatusLine()
        yield KeyLine("what_if")

    def on_mount(self) -> None:
        self.navi.rules()
        self._what_ifs = WhatIfs(self.talk, self._result)
        self.query_one("#what-if-side").can_focus = False
        self.query_one(StatementList).focus()
        self._draw()
        self.say("")

    def on_resize(self) -> None:
        self.call_after_refresh(self._draw_table)

    # --- drawing ---

    def _draw(self) -> None:
        """The variant in hand: what it did, then its answers. The cursor stays on its question."""
        listed = self.query_one(StatementList)
        pointed = listed.highlighted
        field = self._fields[pointed] if pointed is not None and pointed < len(self._fields) else None
        rules, table = self.navi.rules(), self._what_ifs.table()
        said = list(placed(moments(table.what_ifs[self._what_ifs.at], rules), rules))
        rows = self._what_ifs.question_rows()
        opening = [heading("この案で変えたこと"), *said] if said else []
        self._fields = [*(None for _ in opening), *(name for name, _ in rows)]
        listed.show((*opening, *(row for _, row in rows)))
        listed.highlighted = self._fields.index(field) if field in self._fields and field else len(opening) + 1
        named = enumerate(self._what_ifs.variants)
        names = (f"[{item.name}]" if at == self._what_ifs.at else f" {item.name} " for at, item in named)
        self.query_one("#page-title", PlainText).update(f"もしも  {' '.join(names)}")
        self._draw_table()

    def _draw_table(self) -> None:
        shown = range(len(self._what_ifs.variants) + 1) if self._is_wide else (0, self._what_ifs.at + 1)
        room = self.query_one("#what-if-side").size.width - 2
        table, rules = self._what_ifs.table(), self.navi.rules()
        text = table_text(table, tuple(shown), rules, room)
        self.query_one("#what-if-table", PlainText).update(f"{text}\n{legend(table, rules)}")

    @property
    def _is_wide(self) -> bool:
        return self.size.width >= _WIDE

    def say(self, text: str) -> None:
        """A word on the status line."""
        self.query_one(StatusLine).say(text)

    # --- the user's steps ---

    def on_statement_list_opened(self, event: StatementList.Opened) -> None:
        event.stop()
        field = self._fields[event.index]
        if field is None:
            self.navi.show_sources(event.statement)
            return
        question = self.talk.questionnaire.questions[field]
        described = self.talk.questionnaire.vocabulary.fields[field]
        card = question_card(question, described, self._what_ifs.answers.get(field))

        def changed(value: Value) -> None:
            told = self._what_ifs.change(field, value)
            self._draw()
            self.say("　".join(message.text for message in told) or self._effect_of(field))

        self.app.push_screen(ChangeScreen(card, described, changed))

    def _effect_of(self, field: str) -> str:
        """What the change of a field did, in words; empty where it was taken back."""
        effects = self._what_ifs.table().what_ifs[self._what_ifs.at].effects
        mine = next((effect for effect in effects if effect.change.field == field), None)
        return effect_text(mine, self.navi.rules()) if mine else ""

    def on_key(self, event: events.Key) -> None:
        if event.key.isdigit() and 1 <= int(event.key) <= len(self._what_ifs.variants):
            self._what_ifs.select(int(event.key) - 1)
            self._draw()

    def action_next_variant(self) -> None:
        self._what_ifs.select(self._what_ifs.at + 1)
        self._draw()

    def action_new_variant(self) -> None:
        self.say(self._what_ifs.add() or "")
        self._draw()

    def action_delete_variant(self) -> None:
        told = self._what_ifs.delete()
        self.say("　".join(message.text for message in told))
        self._draw()

    def action_table(self) -> None:
        """All variants on a page, one figure after the other."""
        table, rules = self._what_ifs.table(), self.navi.rules()
        shown = tuple(range(len(table.what_ifs) + 1))
        text = table_text(table, shown, rules, self.size.width - 6)
        self.app.push_screen(PageScreen("もしもの表", (Statement(text), Statement(legend(table, rules)))))
