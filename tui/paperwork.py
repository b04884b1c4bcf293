"""Documents on the way to the contract, written in Markdown and Word where the user stands."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from recommender.export.blocks import Block, Heading, Paragraph
from recommender.export.marked import checklist_part, onboarding_tables, show_day
from recommender.export.posture import posture_part
from recommender.export.steps import actions_part
from recommender.results import Assessment
from tui import onward_words as words
from tui import wording
from tui.desk.exports import write_document
from tui.desk.followup import assigned
from tui.desk.records import Mark
from tui.desk.sent import TITLES
from tui.talk.messages import Message
from tui.ticks import SheetKind

if TYPE_CHECKING:
    from recommender.quotes.classes import ClassComparison
    from recommender.quotes.comparing import Comparison
    from recommender.quotes.fields import Quote
    from recommender.rulebase import RuleBase

_SENT: dict[SheetKind, str] = {"actions": "steps", "contract": "contract", "onboarding": "onboarding"}
"""The sheets that tell the result, by the kind under which they are remembered; that of the self-check doesn't."""
_POSTURE = "対策の点検"
Keep = Callable[[str, Assessment], tuple[Message, ...]]


@dataclass(frozen=True, slots=True)
class Paperwork:
    """Writes documents; every method gives the sentence that tells where, or why it couldn't.

    `keep` remembers the kind of a document that was written, with its result, and gives what has to be told of that.
    """

    rules: RuleBase
    today: date
    marks: Mapping[str, Mark]
    keep: Keep

    def write_request(self, result: Assessment, service_id: str | None, omit: Collection[str]) -> str:
        """見積依頼書, to the provider of a service or to anyone."""
        from recommender.export.request import request_blocks

        service = self.rules.knowledge.services[service_id] if service_id else None
        blocks = request_blocks(result, self.rules, service, omit)
        return self._hand_over("request", result, service.provider if service else "", blocks)

    def write_sheet(self, kind: SheetKind, result: Assessment) -> str:
        """A list to tick off, as it is ticked off now."""
        if kind == "actions":
            body = actions_part(assigned(result, self.marks))
        elif kind == "contract":
            body = checklist_part(result, self.rules, self.marks)
        elif kind == "posture":
            body = posture_part(self.marks)[1:]
        else:
            body = onboarding_tables(result, self.rules, self.marks)
        kept = _SENT.get(kind)
        title = TITLES[kept] if kept else _POSTURE
        head: list[Block] = [Heading(1, title), Paragraph(show_day(self.today), at_right=True)]
        closing: list[Block] = [Paragraph(self.rules.counsel.wording.unofficial)]
        document = (*head, *body, *closing)
        named = result.profile.answers.get("company_name")
        company = named if isinstance(named, str) else ""
        return self._hand_over(kept, result, company, document) if kept else self.write(title, company, document)

    def write_quote_letter(self, quote: Quote) -> str:
        """The sentences to send back to a provider."""
        from recommender.export.quotes import asked_back, letter_blocks
        from recommender.quotes.checking import check_quote

        result = check_quote(quote, self.rules)
        if not asked_back(result):
            return words.NOTHING_TO_ASK
        return self.write("お尋ね", quote.provider or "", letter_blocks(quote, result))

    def write_comparison(self, comparison: Comparison) -> str:
        """Quotes side by side."""
        from recommender.export.quotes import comparison_blocks

        return self.write("見積りの比較", "", comparison_blocks(comparison, self.rules))

    def write_classes(self, comparison: ClassComparison, result: Assessment) -> str:
        """1類 and 2類 side by side, for the company of the result."""
        from recommender.export.classes import classes_blocks

        return self._hand_over("classes", result, "", classes_blocks(comparison, self.rules))

    def write(self, title: str, name: str, blocks: Iterable[Block]) -> str:
        """Any document under a title and the name that it goes by."""
        return self._written(title, name, blocks)[0]

    def _hand_over(self, kind: str, result: Assessment, name: str, blocks: Iterable[Block]) -> str:
        """A document that tells the result, remembered once it is written."""
        told, done = self._written(TITLES[kind], name, blocks)
        notes = self.keep(kind, result) if done else ()
        return "\n".join((told, *(note.text for note in notes)))

    def _written(self, title: str, name: str, blocks: Iterable[Block]) -> tuple[str, bool]:
        """What is said of the writing, and whether it was done."""
        from recommender.export.markdown import markdown_of
        from recommender.export.word import word_of

        document = tuple(blocks)
        contents: dict[str, str | bytes] = {
            ".md": markdown_of(document, self.rules),
            ".docx": word_of(document, self.rules, self.today),
        }
        try:
            paths = write_document(title, name, contents, Path.cwd())
        except OSError as error:
            return wording.EXPORT_FAILED.format(reason=error.strerror or type(error).__name__), False
        return words.WRITTEN.format(names="」「".join(path.name for path in paths)), True
