"""What typed lines are, over the open card: the table of tests/cases/talk, and laws that hold for any text."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge.values import UNKNOWN, Chosen, Number, Value
from questionnaires.loading import load_questionnaire
from tui.talk.asides import Confirming, Opening, aside_card
from tui.talk.cards import question_card, settled_menu
from tui.talk.gathered import Fact
from tui.talk.heard import AboutCard, Heard, Removed, Setting, Stated, Unclear
from tui.talk.hearing import hear
from tui.talk.understanding import Answered, NotUnderstood, Picked, Wished

TABLE = Path(__file__).parents[1] / "cases" / "talk" / "lines.yaml"
CASES: list[dict[str, Any]] = yaml.safe_load(TABLE.read_text(encoding="utf-8"))["cases"]
SHEET = load_questionnaire()
LISTED = Confirming((Fact("pcs", Number(25, 25), ("25台",)), Fact("servers", Number(1, 1), ("1台",))))


def setting(opened: str, known: Mapping[str, Any] | None = None) -> Setting:
    answers = {name: value_of(value) for name, value in (known or {}).items()}
    cards = {
        "opening": aside_card(Opening(), SHEET),
        "list": aside_card(LISTED, SHEET),
        "menu": settled_menu(subsidy=3, rest=2, passed=0),
    }
    if opened in cards:
        return Setting(cards[opened], None, answers, SHEET)
    field = SHEET.vocabulary.fields[opened]
    return Setting(question_card(SHEET.questions[opened], field, answers.get(opened)), field, answers, SHEET)


def value_of(written: Any) -> Value:
    """A value as the table writes it."""
    if written == "unknown":
        return UNKNOWN
    if isinstance(written, dict):
        about = written.get("about")
        return Number(about, about, approx=True) if about is not None else Number(written["low"], written["high"])
    if isinstance(written, list):
        return Chosen(frozenset(written))
    if isinstance(written, int) and not isinstance(written, bool):
        return Number(written, written)
    assert isinstance(written, str | bool)
    return written


def outcome(heard: Heard) -> tuple[str, object]:
    """What was heard, in the words of the table."""
    what = heard.what
    if isinstance(what, Stated):
        return "list", {fact.field: fact.value for fact in what.facts}
    if isinstance(what, Unclear):
        return "which", [fact.field for fact in what.readings]
    if isinstance(what, AboutCard):
        return "about", what.topic
    named = {Answered: "value", Wished: "wish", Picked: "code", Removed: "field", NotUnderstood: "why"}
    words = {Answered: "answer", Wished: "wish", Picked: "pick", Removed: "remove", NotUnderstood: "trouble"}
    return ("nothing", None) if what is None else (words[type(what)], getattr(what, named[type(what)]))


def expected(case: Mapping[str, Any]) -> tuple[str, object]:
    for kind in ("list", "which", "wish", "pick", "remove", "answer", "about", "trouble"):
        if kind not in case:
            continue
        if kind == "list":
            return kind, {name: value_of(value) for name, value in case[kind].items()}
        return kind, value_of(case[kind]) if kind == "answer" else case[kind]
    return "nothing", None


@pytest.mark.parametrize("case", CASES, ids=[f"{case['open']}:{case['typed'][:24]}" for case in CASES])
def test_a_line_is_taken_as_a_person_would_take_it(case: dict[str, Any]) -> None:
    heard = hear(case["typed"], setting(case["open"], case.get("known")))
    assert bool(heard.questions) == case.get("asks", False)
    kind, what = outcome(heard)
    wanted_kind, wanted = expected(case)
    assert kind == wanted_kind
    assert kind == "trouble" or what == wanted


def test_the_table_is_wide_enough() -> None:
    assert len(CASES) >= 60
    assert all(case["why"] for case in CASES)
    assert {"opening", "menu", "list"} <= {case["open"] for case in CASES}
