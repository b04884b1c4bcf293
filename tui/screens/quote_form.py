"""The form of a quote: its fields on the left, what the standard says to them on the right, field by field."""

from __future__ import annotations

from pathlib import Path

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.events import Key

from recommender.quotes.checking import check_quote
from recommender.quotes.fields import Quote, QuoteField, QuoteValue, load_quote_fields, show_quoted
from recommender.quotes.results import QuoteResult
from tui import onward_words as words
from tui import ways_on, wording
from tui.desk.quotes import KeptQuote
from tui.layout import pad
from tui.quote_checks import box_of, brief, check_statements
from tui.quoting import NOT_STATED_SAY, Refused, form_groups, next_option, options_of, pressed, read_typed, with_value
from tui.screens.base import bindings_for
from tui.screens.listing import ListingScreen
from tui.screens.page import PageScreen
from tui.widgets.entry_line import EntryLine
from tui.widgets.key_line import KeyLine
from tui.widgets.plain_text import PlainText
from tui.widgets.statements import StatementList
from tui.widgets.status_line import StatusLine
from tui.widgets.tick_list import TickList, TickRow

_LABEL_ROOM = 28
_TYPED_KINDS = ("text", "integer", "yen")
_DELETES = ("delete", "backspace")


_MOVES = {
    "up": "action_cursor_up",
    "down": "action_cursor_down",
    "pageup": "action_page_up",
    "pagedown": "action_page_down",
    "home": "action_first",
    "end": "action_last",
    "enter": "action_select",
}


class FieldList(TickList):
    """The fields. Keys reach them through the line below, the mouse reaches them itself."""

    can_focus = False


class QuoteFormScreen(ListingScreen):
    """One quote, kept after every field. `kept` is a quote that is taken up again, or a file's."""

    where = "quote"
    BINDINGS = bindings_for("quote")
    CSS_PATH = "../styles/quote.tcss"

    def __init__(self, kept: KeptQuote | None = None) -> None:
        super().__init__()
        self.quote = kept.quote if kept else Quote()
        self._kept = kept
        self._place: Path | None = None
        self._fields = load_quote_fields().by_id

    def compose(self) -> ComposeResult:
        yield PlainText(id="quote-title")
        with Horizontal(id="quote-body"):
            yield FieldList(id="quote-fields")
            yield StatementList(spaced=True, id="quote-checks")
        yield StatusLine(id="quote-status")
        yield EntryLine(while_closed=self._take_key, closed_hint=words.QUOTE_HINT, id="quote-entry")
        yield KeyLine("quote")

    def on_mount(self) -> None:
        shelf = self.navi.quote_shelf
        self._place = self._kept.path if self._kept and shelf.holds(self._kept.path) else shelf.new_place()
        self._list.show(self._rows(self._checked()))
        self._draw(words.QUOTE_LEAD)

    # --- what it shows ---

    def _checked(self) -> QuoteResult:
        return check_quote(self.quote, self.navi.rules())

    def _rows(self, result: QuoteResult) -> list[TickRow]:
        rows = []
        for group in form_groups():
            rows.append(TickRow("", group.name))
            rows += [self._row(described, result) for described in group.fields]
        return rows

    def _row(self, described: QuoteField, result: QuoteResult) -> TickRow:
        value = self.quote.stated(described.id)
        said = "" if value is None else show_quoted(value, described)
        text = f"{pad(described.label, _LABEL_ROOM)} {said}" if said else described.label
        return TickRow(described.id, text, box_of(described, self.quote, result), "", self._help(described))

    @staticmethod
    def _help(described: QuoteField) -> str:
        options = [f"{number} {say}" for number, (_, say) in enumerate(options_of(described), 1)]
        return "\n".join(filter(None, (described.ask, "  ".join([*options, f"0 {NOT_STATED_SAY}"]) if options else "")))

    def _draw(self, said: str = "") -> None:
        result = self._checked()
        self._list.replace(self._rows(result))
        name = self.quote.provider or words.NEW_QUOTE
        self.query_one("#quote-title", PlainText).update(f"見積りの点検  {name}  {brief(result)}")
        checks, statements = self.query_one(StatementList), check_statements(result, self.navi.rules())
        if checks.statements != statements:
            checks.show(statements)
        self.query_one(StatusLine).say(said)

    # --- the user's steps ---

    def on_tick_list_picked(self, event: TickList.Picked) -> None:
        event.stop()
        self._pick(event.id)

    def _pick(self, name: str) -> None:
        described = self._fields[name]
        if self._entry.is_open:
            self._leave_entry()  # another row was clicked
        if described.kind in _TYPED_KINDS or described.kind == "list":
            self._ask(described)
        else:
            self._state(described, next_option(described, self.quote.stated(described.id)))

    def _take_key(self, event: Key) -> bool:
        """A key while nothing is being typed; whether it was for the list."""
        if event.key in _MOVES:
            getattr(self._list, _MOVES[event.key])()
            return True
        described = self._fields.get(self._list.pointed or "")
        if described is None:
            return False
        if event.key == "enter":
            self._pick(described.id)
            return True
        typed = event.character or ""
        # Letters of the keyboard are actions; digits of any width and Japanese begin what is typed.
        if event.key in _DELETES:
            self._state(described, None)
        elif described.kind in _TYPED_KINDS and (typed.isdecimal() or not (typed.isascii() or typed.isspace())):
            self._ask(described, begun=typed)
        elif typed.isdecimal():
            self._state(described, pressed(described, self.quote.stated(described.id), int(typed)))
        else:
            return False
        return True

    def on_statement_list_opened(self, event: StatementList.Opened) -> None:
        event.stop()
        self.navi.show_sources(event.statement)

    def action_fill_in(self) -> None:
        self._list.action_select()

    def action_not_stated(self) -> None:
        described = self._fields.get(self._list.pointed or "")
        if described:
            self._state(described, None)

    def action_checks(self) -> None:
        statements = check_statements(self._checked(), self.navi.rules())
        self.app.push_screen(PageScreen(words.CHECKS_TITLE, statements))

    def action_write(self) -> None:
        self._draw(ways_on.write_quote_file(self.quote))

    def action_letter(self) -> None:
        self._draw(ways_on.paperwork(self.navi).write_quote_letter(self.quote))

    def action_close(self) -> None:
        if self._entry.is_open:
            self._leave_entry()
        else:
            self.app.pop_screen()

    def _ask(self, described: QuoteField, begun: str = "") -> None:
        value = self.quote.stated(described.id)
        standing = "" if value is None or isinstance(value, tuple) else str(value)
        unit = f"（{described.unit}）" if described.unit else ""
        self._entry.ask(
            f"{described.label}{unit}",
            lambda text: self._take(described, text),
            standing,
            words.QUOTE_EXAMPLE,
            begun,
        )
        self._draw(f"{self._help(described)}  {words.ESCAPE}")

    def _take(self, described: QuoteField, text: str) -> None:
        typed = read_typed(text, described)
        if isinstance(typed, Refused):
            self._draw(typed.why)
            return
        if typed.tax_included is not None and self.quote.tax_included not in (None, typed.tax_included):
            self._draw(words.TAX_DIFFERS)
            return
        self._leave_entry()
        if typed.tax_included is not None:
            self.quote = with_value(self.quote, "tax_included", typed.tax_included)
        self._state(described, typed.value)

    def _state(self, described: QuoteField, value: QuoteValue | None) -> None:
        """States a field and keeps the quote before anything else is drawn."""
        self.quote = with_value(self.quote, described.id, value)
        assert self._place is not None  # noqa: S101  set when the screen was mounted; narrows the type
        try:
            self.navi.quote_shelf.keep(self._place, self.quote)
        except OSError as error:
            self._draw(wording.SAVE_FAILED.format(reason=error.strerror or type(error).__name__))
            return
        self._draw()

    def _leave_entry(self) -> None:
        self._entry.close()
        self._draw()
