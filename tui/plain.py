"""The interview line by line, for terminals without a screen and for screen readers."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TextIO

from questionnaires.loading import load_questionnaire
from tui import wording
from tui.desk.errors import DamagedRecordError
from tui.desk.records import SavedInterview
from tui.desk.store import SqliteStore, home_directory
from tui.first_card import FOLLOW, INCIDENT, LOOK_AGAIN, QUOTES, RESUME, start_menu
from tui.layout import visible, wrap
from tui.talk.conversation import Conversation
from tui.talk.messages import Card, Message, Turn
from tui.talk.review import review_rows
from tui.talk.understanding import Picked, Wished, understand

COLUMNS = 76
_SHORTEST_TEXT = 6
"""A line of so many characters at the first menu is about the company, or a question."""
DONE, BAD_INPUT = 0, 2


class PlainTalk:
    """Reads lines and prints turns until the user ends it or the input does."""

    def __init__(self, store: SqliteStore, today: date, source: TextIO, out: TextIO) -> None:
        self._store = store
        self._today = today
        self._source = source
        self._out = out
        self._talk = Conversation(store, today)

    # --- printing ---

    def _print(self, text: str = "", indent: int = 0) -> None:
        for line in wrap(visible(text), COLUMNS, indent=indent):
            self._out.write(f"{line}\n")

    def _print_messages(self, messages: Iterable[Message]) -> None:
        for message in messages:
            if message.kind not in ("asked", "said", "source"):
                self._print(f"{message.text}{self._sources(message.cites)}", 2)

    def _sources(self, cites: tuple[str, ...]) -> str:
        rules = self._talk.rules
        if not cites or rules is None:
            return ""
        return f"（{'、'.join(rules.knowledge.title(cite) for cite in cites)}）"

    def _print_card(self, card: Card) -> None:
        self._print()
        self._print(f"【{card.ask}】")
        if card.help and card.kind != "confirm":  # its help speaks of keys
            self._print(card.help)
        if card.before:
            self._print(f"{wording.BEFORE}: {card.before}")
        for number, option in enumerate(card.options, 1):
            hint = f"  {option.hint}" if option.hint else ""
            self._print(f"  {number:>2} {option.say}{hint}", 5)
        if card.unknown_ok:
            self._print(f"  {'0' if card.options else '':>2} {wording.UNKNOWN}", 5)
        if card.keeps:
            self._print(wording.PLAIN_KEEPS)
        if card.kind == "multi":
            self._print(wording.PLAIN_SEVERAL)
        elif card.kind == "confirm":
            self._print(wording.PLAIN_CONFIRM)
        elif card.kind == "free":
            self._print(wording.FOR_EXAMPLE.format(example=card.example))
            self._print(wording.PLAIN_OPENING)
        elif card.kind == "number" and card.example:
            self._print(f"例 {card.example}")
        self._out.write("> ")
        self._out.flush()

    def _read(self) -> str | None:
        line = self._source.readline()
        return line.rstrip("\n") if line else None

    # --- beginning ---

    def run(self, record: SavedInterview | None = None) -> int:
        """The whole talk; 0 when the user or the input ends it."""
        self._print(f"{wording.APP_NAME}  {wording.SLOGAN}")
        self._print(wording.ABOUT)
        self._print(wording.NOT_OFFICIAL)
        self._print(wording.PLAIN_COMMANDS)
        turn = self._open(record) if record else self._begin()
        while turn is not None and turn.leads_to != "quit":
            turn = self._step(turn)
        self._print(wording.GOODBYE)
        return DONE

    def _begin(self) -> Turn | None:
        """The menu at the start, until something is picked from it."""
        unfinished, finished = self._store.latest_unfinished(), self._store.latest_finished()
        for sentence in self._store.notices():
            self._print(sentence)
        card = start_menu(unfinished, finished)
        while True:
            self._print_card(card)
            line = self._read()
            if line is None:
                return None
            understood = understand(line, card, None)
            if isinstance(understood, Wished) and understood.wish == "quit":
                return None
            if isinstance(understood, Picked) and understood.code == QUOTES:
                self._print(wording.PLAIN_QUOTES)
                continue
            if isinstance(understood, Picked):
                return self._begin_with(understood.code, unfinished, finished)
            if len(line.strip()) >= _SHORTEST_TEXT:
                self._talk = Conversation(self._store, self._today)
                self._talk.start()
                return self._replied(line)
            self._print(wording.NOT_AN_OPTION)

    def _begin_with(self, code: str, unfinished: SavedInterview | None, finished: SavedInterview | None) -> Turn:
        """What was picked from the menu at the start."""
        if code == INCIDENT:
            return self._begin_in_incident()
        if code == LOOK_AGAIN and finished:
            return self._look_again(finished)
        if code == FOLLOW and finished:
            from tui.desk.followup import follow_on

            return self._open(follow_on(finished, self._store.new()))
        return self._open(unfinished if code == RESUME else None)

    def _open(self, record: SavedInterview | None) -> Turn:
        self._talk = Conversation(self._store, self._today, record)
        return self._talk.start()

    def _look_again(self, record: SavedInterview) -> Turn:
        """The result once more, after what changed since it was shown."""
        from tui.desk.looking_back import then_and_now

        turn = self._open(record)
        self._talk.load_rules()
        assert self._talk.rules is not None  # noqa: S101  load_rules raises or sets it; narrows the type
        told = then_and_now(record, self._talk.profile, self._talk.rules, self._today)
        return Turn((*turn.says, *told), turn.card, "result")

    def _begin_in_incident(self) -> Turn:
        self._talk = Conversation(self._store, self._today)
        self._print_first_aid()
        return self._talk.start_in_incident()

    def _print_first_aid(self) -> None:
        from tui.talk.first_aid import first_aid

        if self._talk.rules is None:
            self._talk.load_rules()
        assert self._talk.rules is not None  # noqa: S101  load_rules raises or sets it; narrows the type
        self._print_messages(first_aid(self._talk.rules))

    # --- one step ---

    def _step(self, turn: Turn) -> Turn | None:
        self._print_messages(turn.says)
        if turn.typed:
            self._print(wording.FOR_REWRITING.format(text=turn.typed))
        if turn.leads_to == "first_aid":
            self._print_first_aid()
        elif turn.leads_to == "result":
            self._print_result()
        elif turn.leads_to == "review":
            return self._review()
        elif turn.leads_to == "help":
            self._print(wording.PLAIN_COMMANDS)
        self._print_card(turn.card)
        line = self._read()
        if line is None:
            return None
        if self._talk.rules is None:
            self._talk.load_rules()
        return self._replied(line)

    def _replied(self, line: str) -> Turn:
        """The turn after a line; a question in it is answered before anything else."""
        turn = self._talk.reply(line)
        if turn.questions:
            self._print(wording.LOOKING_UP_PLAIN)
            self._out.flush()
        for question in turn.questions:
            if len(turn.questions) > 1:
                self._print(f"「{question}」")
            self._print_messages(self._talk.tell(self._talk.look_up(question)).says)
        return turn

    def _print_result(self) -> None:
        from recommender.export.text import to_text

        result = self._talk.assessment()
        self._print_messages(self._talk.keep_result(result))
        assert self._talk.rules is not None  # noqa: S101  assessment has loaded them; narrows the type
        for line in to_text(result, self._talk.rules).split("\n"):
            self._print(line, 4)

    def _review(self) -> Turn | None:
        """The answers with numbers; a number opens its question again."""
        numbered = [row for row in review_rows(self._talk) if row.field]
        for number, row in enumerate(numbered, 1):
            self._print(f"{number:>3} {row.label}  {row.answer}", 6)
        self._print(wording.PLAIN_REVIEW)
        self._out.write("> ")
        self._out.flush()
        line = self._read()
        if line is None:
            return None
        chosen = line.strip()
        if chosen.isdecimal() and 1 <= int(chosen) <= len(numbered):
            field = numbered[int(chosen) - 1].field
            if field:
                return self._talk.jump(field)
        return self._replied(line) if chosen else Turn((), self._talk.card)


def run(
    home: Path | None = None,
    as_of: date | None = None,
    resume: str | None = None,
    source: TextIO | None = None,
    out: TextIO | None = None,
) -> int:
    """The interview on standard input and output. Gives the exit code: 2 where `resume` names nothing."""
    store = SqliteStore(home or home_directory(), load_questionnaire().vocabulary)
    today = as_of or date.today()  # noqa: DTZ011  "today" is the user's own calendar day
    try:
        record = store.load(resume) if resume else None
    except (FileNotFoundError, DamagedRecordError):
        sys.stderr.write(f"--resume: {wording.NO_SUCH_INTERVIEW.format(id=visible(resume or ''))}\n")
        return BAD_INPUT
    return PlainTalk(store, today, source or sys.stdin, out or sys.stdout).run(record)
