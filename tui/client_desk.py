"""The list of companies and the page of one, as rows that a list draws; and what steps on them share. No Textual."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from knowledge.faults import DataError
from tui import client_words as words
from tui.days import say_left
from tui.desk import sentences
from tui.desk.clients import LONGEST_NAME, STATUSES, Client
from tui.desk.errors import DamagedRecordError, NoSuchClientError
from tui.desk.followup import ToDo, company_of, due_by
from tui.layout import cells, one_line, pad, truncate, wrap

if TYPE_CHECKING:
    from recommender.rulebase import RuleBase
    from tui.desk.client_store import ClientRow, ClientStore, Listed
    from tui.desk.records import SavedInterview

_Made = TypeVar("_Made")
_MUTED = "$foreground 65%"
_MARKER = 2
_GAP = 2
_PLANS: tuple[tuple[int, Mapping[str, int]], ...] = (
    (100, {"kana": 28, "status": 8, "last": 14, "due": 10, "count": 5}),
    (68, {"status": 8, "last": 10, "due": 10, "count": 5}),
    (50, {"status": 8, "due": 10}),
    (0, {"due": 10}),
)
"""From so many cells on these columns stand beside the name, each so wide."""
_LABEL = 10
_NOTE_LINES = 3


def plan_of(width: int) -> Mapping[str, int]:
    """The columns beside the name that there is room for."""
    return next(columns for least, columns in _PLANS if width >= least)


def _line(name: str, texts: Mapping[str, str], columns: Mapping[str, int], width: int, marker: str) -> str:
    room = width - _MARKER - sum(columns.values()) - _GAP * len(columns)
    parts = [pad(name, max(room, 1)), *(pad(texts[column], wide) for column, wide in columns.items())]
    return (pad(marker, _MARKER) + (" " * _GAP).join(parts)).rstrip()


@dataclass(frozen=True, slots=True)
class CompanyHeading:
    """What stands over the columns."""

    id: str = ""

    def lines(self, width: int, *, pointed: bool) -> list[tuple[str, str]]:  # noqa: ARG002  as every row
        columns = plan_of(width)
        texts = dict(words.HEADINGS)
        if columns.get("last", 0) >= cells(words.LAST_LONG):
            texts["last"] = words.LAST_LONG
        return [(_line(texts["name"], texts, columns, width, ""), "")]


@dataclass(frozen=True, slots=True)
class CompanyRow:
    """A company in the list. What the columns have no room for shows under it at the cursor."""

    row: ClientRow
    today: date

    @property
    def id(self) -> str:
        return self.row.id

    def lines(self, width: int, *, pointed: bool) -> list[tuple[str, str]]:
        """Each line as its words and the style that it is drawn in."""
        row, columns = self.row, plan_of(width)
        texts = {
            "kana": one_line(row.kana),
            "status": STATUSES[row.status],
            "last": _shortest_day(row.contacted, self.today, columns.get("last", 0)),
            "due": say_left((row.due - self.today).days) if row.due else "",
            "count": f"{row.interviews}件" if row.interviews else "",
        }
        drawn = [(_line(one_line(row.name) or words.NAMELESS, texts, columns, width, ">" if pointed else ""), "")]
        if pointed and "last" not in columns:
            last = f"{short_day(row.contacted, self.today)}に話した" if row.contacted else ""
            count = f"診断{row.interviews}件" if row.interviews else ""
            status = "" if "status" in columns else texts["status"]
            told = "、".join(filter(None, (status, last, count, texts["kana"])))
            drawn += [(" " * _MARKER + truncate(told, width - _MARKER), _MUTED)] if told else []
        return drawn


@dataclass(frozen=True, slots=True)
class FieldRow:
    """Something of the company with its name before it; long ones are broken beside the name."""

    id: str
    label: str
    value: str

    def lines(self, width: int, *, pointed: bool) -> list[tuple[str, str]]:
        """Each line as its words and the style that it is drawn in."""
        lead = pad(">" if pointed else "", _MARKER + 1) + pad(self.label, _LABEL)
        return [(line, "") for line in wrap(lead + self.value, width, indent=cells(lead))]


def company_rows(listed: Listed, today: date) -> list[CompanyHeading | CompanyRow]:
    """The companies under the names of their columns; none where there are none."""
    return [CompanyHeading(), *(CompanyRow(row, today) for row in listed.rows)] if listed.rows else []


def field_rows(client: Client, last: date | None, today: date) -> list[FieldRow]:
    """What is noted of the company itself. `last` is the day of its last interview."""
    contacted = short_day(client.contacted, today) if client.contacted else ""
    if last and (client.contacted is None or last > client.contacted):
        contacted = words.FROM_INTERVIEWS.format(day=short_day(last, today))
    due = client.next_contact
    values = {
        "name": one_line(client.name),
        "kana": one_line(client.kana),
        "status": STATUSES[client.status],
        "contacted": contacted,
        "next_contact": f"{short_day(due, today)}（{say_left((due - today).days)}）" if due else "",
        "note": _beginning(client.note()) or words.NO_NOTE,
    }
    return [FieldRow(name, label, values[name] or words.EMPTY) for name, label in words.ROWS.items()]


def _beginning(note: str) -> str:
    """The first lines of the note."""
    lines = [one_line(line) for line in note.splitlines() if line.strip()]
    return "\n".join(lines[:_NOTE_LINES]) + (".." if len(lines) > _NOTE_LINES else "")


def say_interview(record: SavedInterview, rules: RuleBase, today: date) -> tuple[str, str]:
    """An interview in a few words: its day and how far it is, and what came of it."""
    from tui.desk.comparing import outcome_text

    day = short_day(started_on(record), today)
    if record.status == "finished":
        # A result that the interview before showed is none of this one.
        return f"{day}  {words.FINISHED}", outcome_text(record.result.headline, rules) if record.result else ""
    carried = words.CARRIED.format(count=len(record.carried)) if record.carried else ""
    if record.resume_on:
        return f"{day}  {words.PARKED.format(day=short_day(record.resume_on, today))}", carried
    return f"{day}  {words.ASKING.format(count=record.answered)}", carried


def started_on(record: SavedInterview) -> date:
    """The day on which the interview was begun; marks and later savings don't move it."""
    return record.created.astimezone().date()


def newest_first(records: Iterable[SavedInterview]) -> tuple[SavedInterview, ...]:
    """Interviews by the day on which they were begun."""
    return tuple(sorted(records, key=lambda record: record.created, reverse=True))


def to_do(records: Iterable[SavedInterview], rules: RuleBase, today: date) -> tuple[ToDo, ...]:
    """The steps of a company that are open and have a day or somebody who does them, the most urgent first."""
    from tui.desk.markable import mark_texts

    steps = due_by(records, today, mark_texts(rules), everything=True)
    return tuple(step for step in steps if step.mark.due or step.mark.owner)


def short_day(day: date, today: date) -> str:
    """「11月20日」, with the year where it isn't this one."""
    return f"{day.month}月{day.day}日" if day.year == today.year else f"{day.year}年{day.month}月{day.day}日"


def _shortest_day(day: date | None, today: date, room: int) -> str:
    """The day; of another year its month where there is no room for more."""
    if day is None:
        return ""
    text = short_day(day, today)
    return text if cells(text) <= room else f"{day.year}年{day.month}月"


def named_by_interviews(clients: ClientStore, client: Client, records: Iterable[SavedInterview]) -> Client:
    """A nameless company with the name that one of its interviews was told. Raises as ClientStore.change."""
    told = next((name for name in map(company_of, records) if name), "")
    if client.name or not told:
        return client
    name = one_line(told)[:LONGEST_NAME]
    return clients.change(client.id, lambda kept: kept if kept.name else replace(kept, name=name))


def attempt(work: Callable[[], _Made], say: Callable[[str], None]) -> _Made | None:
    """What a step on the desk gives; None after saying why it couldn't be done."""
    try:
        return work()
    except NoSuchClientError:
        say(words.GONE)
    except DamagedRecordError:
        say(words.DAMAGED)
    except DataError as error:
        say("".join(f"{fault.what}。{fault.mend}。" for fault in error.faults))
    except FileNotFoundError:
        say(f"{sentences.DELETED}。")
    except OSError as error:
        say(words.FAILED.format(reason=error.strerror or type(error).__name__))
    return None
