"""補助金の予定 as an iCalendar file (RFC 5545): all-day events that any calendar takes.

Nothing of the machine or its user is in it. An event keeps its UID as long as company, frame, deadline and step are
the same, so that importing the file again replaces events and never doubles them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from hashlib import sha256

from questionnaires.showing import clean
from recommender.export.blocks import cited
from recommender.export.timeline import days_text
from recommender.rulebase import RuleBase
from recommender.subsidies.plan import shifted
from recommender.subsidies.results import PlanStep, SubsidyPlan

_OCTETS = 75
_PRODUCT = "-//otasuke-navi//subsidy plan//JA"


def to_ics(plan: SubsidyPlan, company: str, rules: RuleBase) -> str:
    """The dated steps of a plan that are still to do, as the text of a calendar with CRLF line ends.

    `company` may be empty; it stands before every title, so that plans of several clients can share a calendar.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{_PRODUCT}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    for step in plan.steps:
        if step.first and step.last and not step.done:
            # What should have begun already begins today.
            first, last = max(step.first, plan.as_of), max(step.last, plan.as_of)
            lines += _event(step, first, last, plan, company, rules)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in folded(line))


def _event(step: PlanStep, first: date, last: date, plan: SubsidyPlan, company: str, rules: RuleBase) -> Iterator[str]:
    name = clean(company).strip()
    title = f"{name}: {step.what}" if name else step.what
    said = [days_text(step), step.assumed, step.note, f"{plan.name}。{plan.text}", *plan.to_confirm]
    said.append(f"出典: {cited(step.cites or plan.cites, rules)}")
    yield "BEGIN:VEVENT"
    yield f"UID:{_uid(step, plan, name)}"
    # A stamp is wanted; the day of the plan tells as much, and a clock would tell when somebody sat here.
    yield f"DTSTAMP:{_day(plan.as_of)}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_day(first)}"
    # The end of an all-day event is the day after it.
    yield f"DTEND;VALUE=DATE:{_day(shifted(last, 1))}"
    yield f"SUMMARY:{escaped(title)}"
    yield f"DESCRIPTION:{escaped(chr(10).join(clean(text) for text in said if text))}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def escaped(text: str) -> str:
    """A text value: backslash, semicolon, comma and line end as RFC 5545 (3.3.11) writes them."""
    for sign, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(sign, written)
    return text


def folded(line: str) -> Iterator[str]:
    """The line in pieces of at most 75 octets; later ones begin with a blank, and no character is cut in two."""
    piece, used = "", 0
    for sign in line:
        size = len(sign.encode())
        if used + size > _OCTETS:
            yield piece
            piece, used = " ", 1
        piece += sign
        used += size
    yield piece


def _day(day: date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _uid(step: PlanStep, plan: SubsidyPlan, company: str) -> str:
    parts = "\0".join((company, plan.frame, str(plan.deadline), step.id))
    return f"{sha256(parts.encode()).hexdigest()[:32]}@otasuke-navi"
