"""What stands in an interview: the answers, the open card, the rules, and the result so far."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from knowledge.fields import Field
from knowledge.values import Chosen
from questionnaires import interview as steps
from questionnaires.loading import load_questionnaire
from questionnaires.profile import Profile
from questionnaires.records import Question
from tui.desk.records import SavedInterview
from tui.desk.store import Store
from tui.talk import carried, course
from tui.talk.asides import Aside, Fixing, aside_card
from tui.talk.cards import question_card, settled_menu
from tui.talk.heard import Setting
from tui.talk.messages import Card

if TYPE_CHECKING:
    from recommender.monitoring import Choice
    from recommender.results import Assessment
    from recommender.rulebase import RuleBase
    from recommender.stability import Stability
    from recommender.variants import SideBySide


class TalkState:
    """What stands in an interview. `rules` is None until `load_rules` has run; until then the order is the sheet's."""

    def __init__(self, store: Store, today: date, record: SavedInterview | None = None) -> None:
        self.questionnaire = load_questionnaire()
        self.today = today
        self.rules: RuleBase | None = None
        self._store = store
        self._record = record or store.new()
        self._standing: tuple[Choice, Stability] | None = None
        self._aside: Aside | None = None

    @property
    def record(self) -> SavedInterview:
        return self._record

    @property
    def interview(self) -> steps.Interview:
        return self._record.interview

    @property
    def profile(self) -> Profile:
        return Profile(steps.live_answers(self.interview.answers, self.questionnaire))

    @property
    def carried(self) -> dict[str, date]:
        """The answers that count but come from the interview before, and that nobody has confirmed yet."""
        return carried.visible(self._record.carried, self.interview.answers, self.questionnaire)

    @property
    def question(self) -> Question | None:
        """The open question; None where a menu or another aside stands open."""
        if isinstance(self._aside, Fixing):
            return self.questionnaire.questions[self._aside.question]
        return None if self._aside else self._asked

    @property
    def _asked(self) -> Question | None:
        """The interview's own open question, whatever stands over it."""
        current = self.interview.current
        return self.questionnaire.questions.get(current) if current else None

    @property
    def card(self) -> Card:
        if self._aside:
            return aside_card(self._aside, self.questionnaire)
        question = self._asked
        if question is None:
            return self._menu()
        field = self.questionnaire.vocabulary.fields[question.field]
        answers, waiting = self.interview.answers, self.carried
        card = question_card(question, field, answers.get(question.field))
        if question.field not in carried.questions_of(waiting):
            return card
        return carried.carried_card(card, question.field, waiting, answers, self.questionnaire)

    @property
    def _setting(self) -> Setting:
        card = self.card
        field: Field | None = self.questionnaire.vocabulary.fields[card.field] if card.field else None
        return Setting(card, field, self.interview.answers, self.questionnaire, frozenset(self.carried))

    def load_rules(self) -> None:
        """Loads the rule base. Slow; safe to call from another thread while the talk goes on. Raises DataError."""
        from recommender.rulebase import load_rulebase
        from tui.places import own_folders

        self.rules = load_rulebase(own_folders())

    def standing(self) -> tuple[Choice, Stability] | None:
        """The choice as the answers stand and what can still change it; None until the rules are loaded."""
        if self.rules is not None and self._standing is None:
            self._standing = self._surveyed(self.rules)
        return self._standing

    def _surveyed(self, rules: RuleBase) -> tuple[Choice, Stability]:
        choice, stability = course.survey(self.interview, rules)
        live = self.profile.answers
        full = {name: value for name, value in live.items() if not isinstance(value, Chosen) or value.complete}
        if len(full) < len(live):
            # What a list read from text doesn't name may still be yes: here its question counts as not answered.
            from recommender.monitoring import choose
            from recommender.stability import examine

            stability = examine(full, rules)
            if choose(full, rules).option != choice.option:
                stability = replace(stability, final=False)
        return choice, stability

    def assessment(self, *, explain: bool = True) -> Assessment:
        """The whole result for the answers so far."""
        from recommender.assessment import assess

        return self.with_notes(assess(self.profile, self._needed_rules(), self.today, explain=explain))

    def with_notes(self, result: Assessment) -> Assessment:
        """The result with what the interview adds: carried answers to confirm, marks of steps and of the self-check."""
        from recommender.confirm import with_carried
        from recommender.export.posture import replies_in
        from recommender.posture import with_posture
        from tui.desk.followup import assigned

        marks, rules = self._record.marks, self._needed_rules()
        return assigned(with_posture(with_carried(result, self.carried, rules), replies_in(marks), rules), marks)

    def what_ifs(self, result: Assessment) -> SideBySide:
        """The result beside the variants that are kept with the interview."""
        from recommender.variants import side_by_side

        variants = {variant.name: variant.changes for variant in self._record.variants}
        return side_by_side(result, variants, self._needed_rules())

    def _needed_rules(self) -> RuleBase:
        if self.rules is None:
            self.load_rules()
        assert self.rules is not None  # noqa: S101  load_rules raises or sets it; narrows the type
        return self.rules

    def _menu(self) -> Card:
        waiting = steps.open_questions(self.interview, self.questionnaire, optional=True)
        subsidy = course.waiting_in(course.SUBSIDY, self.interview, self.questionnaire)
        old = carried.questions_of(self.carried)
        passed = self.interview.passed.difference(old)
        return settled_menu(subsidy=len(subsidy), rest=len(waiting), passed=len(passed), carried=len(old))
