"""A question card with its input line: the keys that the line hands on work the same wherever a question is put."""

from __future__ import annotations

from textual.widgets import Input

from tui import wording
from tui.screens.base import NaviScreen
from tui.talk.messages import Card
from tui.widgets.answer_line import AnswerLine
from tui.widgets.key_line import KeyLine
from tui.widgets.question_card import QuestionCard, takes_digits

_PLACEHOLDERS = {
    "single": "番号を押すか、言葉で答えられます",
    "multi": "番号か空白キーで印をつけ、Tab で「つぎへ」",
    "number": "数を入れて Enter",
    "text": "文字を入れて Enter（入れないときは Esc）",
    "menu": "番号を押すか、言葉で答えられます",
    "free": "ここに書いて Enter（貼り付けもできます）",
    "confirm": "合っていれば Enter、ちがえば番号か言葉で",
}


class CardScreen(NaviScreen):
    """A screen with one QuestionCard, one AnswerLine and one KeyLine. What an answer leads to is the screen's own."""

    def show_card(self, card: Card, trouble: str | None = None) -> None:
        """Shows a card, with a word of trouble on it, and lets the line take what that card calls for."""
        self.query_one(QuestionCard).show(card, trouble)
        line = self.query_one(AnswerLine)
        line.takes_letters = card.kind in ("text", "free")
        line.takes_digits = takes_digits(card)
        example = f"  例 {card.example}" if card.example and card.kind == "number" else ""
        line.placeholder = f"{_PLACEHOLDERS[card.kind]}{example}"

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        line = self.query_one(AnswerLine)
        self.query_one(KeyLine).set_typing(typing=bool(event.value) or line.takes_letters)

    def on_answer_line_moved(self, event: AnswerLine.Moved) -> None:
        self.query_one(QuestionCard).move(event.step)

    def on_answer_line_next_wanted(self, event: AnswerLine.NextWanted) -> None:
        event.stop()
        self.query_one(QuestionCard).to_next()

    def on_answer_line_pressed(self, event: AnswerLine.Pressed) -> None:
        shown = self.query_one(QuestionCard)
        card = shown.card
        if event.by_blank and card.kind != "multi":
            return
        if not shown.press():
            self.show_card(card, wording.NOT_A_NUMBER if card.kind == "number" else wording.EMPTY)

    def on_answer_line_digit_pressed(self, event: AnswerLine.DigitPressed) -> None:
        self.query_one(QuestionCard).press_key(event.digit)
