"""Cards: a question with its options, and the menu between the questions."""

from __future__ import annotations

from knowledge.fields import Field
from knowledge.values import Chosen, Value
from questionnaires.records import Question
from tui import wording
from tui.talk.messages import Card, CardKind, CardOption
from tui.talk.phrasing import say_answer

RESULT, REVIEW, SUBSIDY, REST, RESUME_PASSED = "result", "review", "subsidy", "rest", "passed"
CARRIED = "carried"
_KINDS: dict[str, CardKind] = {
    "integer": "number",
    "choice": "single",
    "yes_no": "single",
    "multi": "multi",
    "text": "text",
}


def question_card(question: Question, field: Field, value: Value | None) -> Card:
    """The card of a question; `value` is the answer that it has already."""
    options = tuple(CardOption(item.code, item.say, item.hint) for item in question.options)
    if not options and field.kind == "choice":
        options = tuple(CardOption(choice.code, choice.label) for choice in field.choices)
    return Card(
        kind=_KINDS[field.kind],
        ask=question.ask,
        options=options,
        field=field.id,
        help=question.help,
        example=question.example,
        chosen=_codes(value),
        before=None if value is None else _said_before(value, field, question),
        unknown_ok=question.unknown_ok,
        exclusive=frozenset(field.exclusive),
        button=wording.NEXT if field.kind == "multi" else None,
    )


def _said_before(value: Value, field: Field, question: Question) -> str:
    said = say_answer(value, field, question)
    partial = isinstance(value, Chosen) and not value.complete
    return wording.HEARD_SO_FAR.format(answer=said) if partial else said


def _codes(value: Value | None) -> frozenset[str]:
    if isinstance(value, Chosen):
        return value.codes
    if isinstance(value, bool):
        return frozenset({"yes" if value else "no"})
    return frozenset({value}) if isinstance(value, str) else frozenset()


def settled_menu(*, subsidy: int, rest: int, passed: int, carried: int = 0) -> Card:
    """The menu where no question stands open. The counts are of questions without an answer of this interview.

    `carried`: those whose answer comes from the interview before and waits to be confirmed.
    """
    options = [CardOption(RESULT, "結果を見る", "結論、費用、補助金、次の一歩")]
    if carried:
        options.append(CardOption(CARRIED, wording.CARRIED_REST.format(count=carried), wording.CARRIED_REST_HINT))
    if subsidy:
        options.append(CardOption(SUBSIDY, f"補助金の質問に答える（{subsidy}問）", "使えるか、いくらかがわかります"))
    if passed:
        options.append(CardOption(RESUME_PASSED, f"飛ばした質問に答える（{passed}問）"))
    if rest:
        options.append(CardOption(REST, f"残りの質問に全部答える（{rest}問）", "書き出す文書がくわしくなります"))
    options.append(CardOption(REVIEW, "答えを見直す", "どの答えも、あとから変えられます"))
    return Card("menu", wording.WHAT_NEXT, tuple(options))
