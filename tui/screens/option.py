"""One option of the monitoring: opened from the panel, from 理由, and from 「なぜ〜ではないか」."""

from __future__ import annotations

from knowledge.fields import Answers
from knowledge.records import Monitoring
from recommender.explore import Flips, flips_to_option
from recommender.monitoring import choose
from recommender.rulebase import RuleBase
from tui.faces.option import option_statements, option_title
from tui.faces.reasons import LOOKING_FOR_FLIPS, flips
from tui.screens.page import PageScreen
from tui.talk.statements import Statement, heading, placed
from tui.widgets.statements import StatementList

_WHAT_WOULD_CHANGE = heading("どの答えが変わると、結論が変わるか")


class OptionScreen(PageScreen):
    """The page of an option. What would change the choice is searched behind it, for that takes a moment."""

    def __init__(self, option: Monitoring, answers: Answers, rules: RuleBase) -> None:
        choice = choose(answers, rules)
        self._answers, self._rules = answers, rules
        self._said = placed(option_statements(option, choice, answers, rules), rules)
        others = tuple(item.option for item in choice.standings if item.option != choice.option)
        self._targets = others if option == choice.option else (option,)
        waiting = (_WHAT_WOULD_CHANGE, Statement(LOOKING_FOR_FLIPS))
        super().__init__(option_title(option, choice, rules), (*self._said, *waiting))

    def on_mount(self) -> None:
        super().on_mount()
        self.run_worker(self._search, thread=True)

    def _search(self) -> None:
        found = [(target, flips_to_option(target, self._answers, self._rules)) for target in self._targets]
        if self.is_attached:
            self.app.call_from_thread(self._add, found)

    def _add(self, found: list[tuple[Monitoring, Flips]]) -> None:
        rules, listed = self._rules, self.query_one(StatementList)
        said = [line for target, sets in found for line in flips(sets, rules.option(target).name, rules)]
        pointed = listed.highlighted
        listed.show((*self._said, _WHAT_WOULD_CHANGE, *said))
        listed.highlighted = pointed or 0
