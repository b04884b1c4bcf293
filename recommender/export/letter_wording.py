"""The words of letters and of the sheet of questions, read once and strictly from `data/letters.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from knowledge.reading import read_record

FILE = Path(__file__).parents[1] / "data" / "letters.yaml"


@dataclass(frozen=True, slots=True)
class RingiPhrases:
    """稟議書: the words between what the rules give. `risks` are ids of statistics, `…_leaves_out` of actions."""

    title: str
    author: str
    subject: str
    subject_signed: str
    subject_open: str
    asked: str
    asked_plan: str
    asked_class2: str
    asked_signed: tuple[str, ...]
    asked_signed_caps: str
    asked_open: str
    asked_subsidy: str
    asked_contact: str
    caps: str
    caps_open: str
    what: str
    what_signed: str
    why: str
    confidence: str
    tentative: str
    money: str
    money_note: str
    money_note_yardstick: str
    money_note_quote: str
    money_note_signed: str
    money_note_subsidy: str
    money_note_barred: str
    risk: str
    risk_lead: str
    risk_own: str
    others: str
    nothing: str
    unknown: str
    unknown_none: str
    steps: str
    barred_leaves_out: tuple[str, ...]
    risks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReplyPhrases:
    """取引先への返事."""

    title: str
    to: str
    sender: str
    greeting: str
    now: str
    now_blank: str
    now_lead: str
    planned: str
    columns: tuple[str, ...]
    plan: str
    plan_signed: str
    plan_open: str
    plan_state: str
    plan_state_signed: str
    plan_state_open: str
    star: str
    star_state: str
    star_one: str
    star_two: str
    more: str
    due: str
    service: str
    service_lead: str
    service_signed: str
    service_note: str
    service_later: str
    service_maybe: str
    open: str
    open_items: tuple[str, ...]
    request: str
    request_items: tuple[str, ...]
    closing: str


@dataclass(frozen=True, slots=True)
class QuestionPhrases:
    """質問の用紙."""

    title: str
    lead: str
    filled: str
    columns: tuple[str, ...]
    box: str
    number: str
    text: str
    many: str
    unknown: str
    only_if: str
    find_out: str
    after: str


@dataclass(frozen=True, slots=True)
class LetterWording:
    """The whole file."""

    to_fill: str
    person: str
    company: str
    draft: str
    ringi: RingiPhrases
    reply: ReplyPhrases
    questions: QuestionPhrases


@cache
def load_letter_wording() -> LetterWording:
    """The wording. Raises DataError with all faults."""
    return read_record(FILE, LetterWording)
