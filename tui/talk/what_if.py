"""もしも without a terminal: up to three variants of an interview, one of them in hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from knowledge.values import Value
from questionnaires.interview import is_asked, live_answers
from tui.desk.records import MOST_VARIANTS, Variant
from tui.talk.conversation import Conversation
from tui.talk.messages import Message
from tui.talk.phrasing import say_answer
from tui.talk.statements import Statement, heading
from tui.wording import NOT_YET_ROW

if TYPE_CHECKING:
    from recommender.results import Assessment
    from recommender.variants import SideBySide

_NAMES = tuple(f"案{number}" for number in range(1, MOST_VARIANTS + 1))
FULL = f"残せる案は{MOST_VARIANTS}つまでです。どれかを消すと、新しい案を作れます。"
STILL_EMPTY = "この案は、まだ何も変えていません。"
_CHANGED = "変更"


class WhatIfs:
    """The variants of an interview. A change is saved with the interview before it shows."""

    def __init__(self, talk: Conversation, original: Assessment) -> None:
        self._talk = talk
        self._original = original
        self._variants = list(talk.record.variants) or [Variant(_NAMES[0], {})]
        self.at = 0

    @property
    def variants(self) -> tuple[Variant, ...]:
        return tuple(self._variants)

    @property
    def current(self) -> Variant:
        return self._variants[self.at]

    @property
    def answers(self) -> dict[str, Value]:
        """The answers of the variant in hand."""
        merged = {**self._original.profile.answers, **self.current.changes}
        return live_answers(merged, self._talk.questionnaire)

    def table(self) -> SideBySide:
        """The result beside all variants, also one that changes nothing yet."""
        from recommender.variants import side_by_side

        assert self._talk.rules is not None  # noqa: S101  a result needs them; narrows the type
        named = {variant.name: variant.changes for variant in self._variants}
        return side_by_side(self._original, named, self._talk.rules)

    def change(self, field: str, value: Value) -> tuple[Message, ...]:
        """The variant in hand with another answer. The answer as it stands takes the change back."""
        changes = {name: held for name, held in self.current.changes.items() if name != field}
        if self._original.profile.answers.get(field) != value:
            changes[field] = value
        return self._put(changes)

    def _put(self, changes: Mapping[str, Value]) -> tuple[Message, ...]:
        self._variants[self.at] = Variant(self.current.name, changes)
        return self._save()

    def add(self) -> str | None:
        """A new variant, in hand; why not, where there is no room or the one in hand is still empty."""
        if not self.current.changes:
            return STILL_EMPTY
        if len(self._variants) == MOST_VARIANTS:
            return FULL
        taken = {variant.name for variant in self._variants}
        self._variants.append(Variant(next(name for name in _NAMES if name not in taken), {}))
        self.at = len(self._variants) - 1
        return None

    def delete(self) -> tuple[Message, ...]:
        """Without the variant in hand; the others keep their names."""
        del self._variants[self.at]
        if not self._variants:
            self._variants.append(Variant(_NAMES[0], {}))
        self.at = min(self.at, len(self._variants) - 1)
        return self._save()

    def select(self, place: int) -> None:
        """Takes another variant in hand."""
        self.at = place % len(self._variants)

    def _save(self) -> tuple[Message, ...]:
        return self._talk.keep_beside(variants=tuple(item for item in self._variants if item.changes))

    def question_rows(self) -> tuple[tuple[str | None, Statement], ...]:
        """The questions with the answers of the variant in hand, those that decide first; titles have no field."""
        from recommender.uses import uses_of

        assert self._talk.rules is not None  # noqa: S101  as above
        deciding: list[tuple[str | None, Statement]] = []
        others: list[tuple[str | None, Statement]] = []
        answers, questionnaire = self.answers, self._talk.questionnaire
        for name, question in questionnaire.questions.items():
            if question.optional or not is_asked(question, answers, questionnaire):
                continue
            decides = any(use.because for use in uses_of(name, self._talk.rules))
            (deciding if decides else others).append((name, self._row(name)))
        return (
            (None, heading("結論に関わる質問（Enter で変える）")),
            *deciding,
            (None, heading("規模や補助金に関わる質問")),
            *others,
        )

    def _row(self, name: str) -> Statement:
        question, field = self._talk.questionnaire.questions[name], self._talk.questionnaire.vocabulary.fields[name]
        value = self.answers.get(name)
        said = NOT_YET_ROW if value is None else say_answer(value, field, question)
        return Statement(f"{field.label}: {said}", (), _CHANGED if name in self.current.changes else "    ")
