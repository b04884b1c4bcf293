"""対策の点検: one question at a time, then what the answers came to. Every answer is saved at once."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult

from knowledge.values import UNKNOWN
from questionnaires import interview as steps
from questionnaires.interview import Interview
from questionnaires.posture import load_self_check
from recommender.posture_rules import load_posture
from recommender.results import Assessment
from tui.faces.posture import posture_page
from tui.screens.base import NaviScreen, bindings_for
from tui.talk.cards import question_card
from tui.talk.messages import Card
from tui.talk.self_check import after, answer_marks, from_the_start, open_interview
from tui.talk.statements import placed
from tui.widgets.key_line import KeyLine
from tui.widgets.plain_text import PlainText
from tui.widgets.question_card import QuestionCard
from tui.widgets.statements import StatementList


class PostureScreen(NaviScreen):
    """The questions. `begin` is where the self-check stands; by default at its first unanswered question."""

    where = "posture"
    BINDINGS = bindings_for("posture")
    CSS_PATH = ["../styles/interview.tcss", "../styles/posture.tcss"]  # noqa: RUF012  as Screen declares it

    def __init__(self, result: Assessment, begin: Interview | None = None) -> None:
        super().__init__()
        self._result = result
        self._begin = begin
        self._sheet = load_self_check()
        self._state = begin or Interview()

    def compose(self) -> ComposeResult:
        yield PlainText(id="page-title")
        yield PlainText(load_posture().wording.lead, id="posture-lead")
        self._state = self._begin or open_interview(self.talk.record.marks)
        yield QuestionCard(self._card(), id="card")
        yield KeyLine("posture")

    def on_mount(self) -> None:
        self._show_title()

    def _card(self) -> Card:
        name = self._state.current or next(iter(self._sheet.questions))
        field = self._sheet.vocabulary.fields[name]
        return question_card(self._sheet.questions[name], field, self._state.answers.get(name))

    def _show_title(self) -> None:
        order = list(self._sheet.questions)
        name = self._state.current
        place = order.index(name) + 1 if name else len(order)
        area = self._sheet.sections[self._sheet.questions[order[place - 1]].section].title
        self.query_one("#page-title", PlainText).update(f"{self._sheet.title}  {place}/{len(order)}  {area}")

    def _go_to(self, state: Interview) -> None:
        self._state = state
        if state.current is None:
            self._finish()
        else:
            self._show_title()
            self.query_one(QuestionCard).show(self._card())

    def _finish(self) -> None:
        if self._state.answers:
            self.app.switch_screen(PosturePage(self._result))
        else:
            self.app.pop_screen()

    def _answer(self, code: str | None) -> None:
        name = self._state.current
        if name is None:
            return
        told = self.talk.keep_beside(marks=answer_marks(name, code))
        trouble = next((message.text for message in told if message.kind == "trouble"), None)
        if trouble:
            self.query_one(QuestionCard).show(self._card(), trouble)
            return
        answered = steps.answer(self._state, name, UNKNOWN if code is None else code)
        self._go_to(after(steps.jump(answered, name)))

    # --- the user's steps ---

    def on_question_card_chosen(self, event: QuestionCard.Chosen) -> None:
        event.stop()
        self._answer(event.codes[0])

    def on_question_card_unknown_chosen(self, event: QuestionCard.UnknownChosen) -> None:
        event.stop()
        self._answer(None)

    def on_key(self, event: events.Key) -> None:
        card = self.query_one(QuestionCard)
        if event.key in ("up", "down"):
            card.move(1 if event.key == "down" else -1)
        elif event.key == "enter":
            card.press()
        elif event.key.isdigit():
            card.press_key(event.key)

    def action_choose(self) -> None:
        self.query_one(QuestionCard).press()

    def action_unknown(self) -> None:
        self._answer(None)

    def action_skip(self) -> None:
        self._go_to(after(steps.jump(steps.skip(self._state), self._state.current or "")))

    def action_back(self) -> None:
        self._go_to(steps.back(self._state, self._sheet))


class PosturePage(NaviScreen):
    """The chart of the areas, how urgent it is, and the steps; each opens its sources."""

    where = "posture_page"
    BINDINGS = bindings_for("posture_page")
    CSS_PATH = "../styles/page.tcss"

    def __init__(self, result: Assessment) -> None:
        super().__init__()
        self._result = result

    def compose(self) -> ComposeResult:
        yield PlainText(f"{load_posture().wording.title}のまとめ", id="page-title")
        yield StatementList(id="page-list", spaced=True)
        yield KeyLine("posture_page")

    def on_mount(self) -> None:
        self.query_one(StatementList).focus()
        self._draw()

    def on_screen_resume(self) -> None:
        self._draw()

    def on_resize(self) -> None:
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        listed = self.query_one(StatementList)
        rules = self.navi.rules()
        said = placed(posture_page(self._result, self.talk.record.marks, rules, self.size.width), rules)
        if said != listed.statements:
            listed.show(said)

    def on_statement_list_opened(self, event: StatementList.Opened) -> None:
        event.stop()
        if event.statement.cites:
            self.navi.open_statement(event.statement)

    def action_open(self) -> None:
        self.query_one(StatementList).action_select()

    def action_next_steps(self) -> None:
        from tui.ways_on import open_sheet

        open_sheet(self.navi, self._result, "posture")

    def action_again(self) -> None:
        self.app.switch_screen(PostureScreen(self._result, from_the_start(self.talk.record.marks)))
