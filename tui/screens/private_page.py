"""Pages that name companies or say what was done with them: for nobody else's eyes."""

from __future__ import annotations

from pathlib import Path

from textual.app import ComposeResult

from recommender.rulebase import RuleBase
from tui import moving_words as words
from tui import onward_words, wording
from tui.desk.exports import write_document
from tui.screens.page import PageScreen
from tui.talk.messages import Message
from tui.talk.statements import from_messages
from tui.widgets.status_line import StatusLine


class PrivatePageScreen(PageScreen):
    """A page to read."""

    private = True


class ReceiptScreen(PrivatePageScreen):
    """The receipt of a deletion; it can be kept as a file. `place` tells where what remains lies, if anything does."""

    def __init__(self, receipt: str, place: str, rules: RuleBase) -> None:
        parts = (*receipt.strip().split("\n\n"), *filter(None, (place,)))
        statements = from_messages((Message("notice", part) for part in parts), rules)
        super().__init__(words.DELETED, statements, (words.RECEIPT_BUTTON, self._write))
        self._receipt = receipt
        self._is_written = False

    def compose(self) -> ComposeResult:
        yield from super().compose()
        yield StatusLine()

    def _write(self) -> None:
        if self._is_written:
            self.tell(words.RECEIPT_ONCE)
            return
        try:
            (path,) = write_document(words.RECEIPT_TITLE, "", {".txt": self._receipt}, Path.cwd())
        except OSError as error:
            self.tell(wording.EXPORT_FAILED.format(reason=error.strerror or type(error).__name__))
            return
        self._is_written = True
        self.tell(onward_words.WRITTEN.format(names=path.name))
