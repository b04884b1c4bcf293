"""最初の手当て: what a company in the middle of an incident does first, and whom it can call."""

from __future__ import annotations

from knowledge.records import Contact
from knowledge.values import Chosen, Value
from questionnaires.interview import Interview, answer
from recommender.rulebase import RuleBase
from tui import wording
from tui.talk.messages import Message

FIRST_STEPS = "faq.incident_now"
IN_AN_INCIDENT: dict[str, Value] = {
    "drivers": Chosen(frozenset({"own_incident"}), complete=False),
    "urgency": "now",
}
"""What the profile holds of a company that chose 「いま被害が起きている」; other drivers are still open."""


def first_aid(rules: RuleBase) -> tuple[Message, ...]:
    """The first steps and the contacts, each with its sources. It needs no answer."""
    first = rules.knowledge.faq[FIRST_STEPS]
    steps = [sentence for sentence in first.answer.strip().split("。") if sentence]
    said = [Message("aid", wording.INCIDENT_HEAD)]
    said += [Message("aid", f"{number}. {step}。", first.cites) for number, step in enumerate(steps, 1)]
    said.append(Message("aid", wording.INCIDENT_CONTACTS))
    contacts = rules.knowledge.contacts.values()
    said += [Message("aid", say_contact(item), (item.source,)) for item in contacts if item.for_ == "incident"]
    more = [rules.knowledge.faq[name] for name in first.related]
    said += [Message("aid", f"{entry.question}\n{entry.answer}", entry.cites) for entry in more]
    return tuple(said)


def with_incident(interview: Interview) -> Interview:
    """The interview with what an incident tells of the company; reasons that were given before stay."""
    for name, value in IN_AN_INCIDENT.items():
        held = interview.answers.get(name)
        if isinstance(held, Chosen) and isinstance(value, Chosen):
            interview = answer(interview, name, Chosen(held.codes | value.codes, held.complete))
        else:
            interview = answer(interview, name, value)
    return interview


def say_contact(contact: Contact) -> str:
    """The contact as a few lines: name and what for, telephone and hours, address, and what to know."""
    lines = [contact.name, contact.what]
    if contact.phone:
        hours = f"（{contact.hours}）" if contact.hours else ""
        lines.append(f"電話 {contact.phone}{hours}")
    lines.append(contact.url)
    if contact.note:
        lines.append(contact.note)
    return "\n".join(lines)
