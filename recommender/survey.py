"""The decision's rules over a set of open fields: which option can lead which, at most, and what hangs on a field.

Each rule becomes a table over the few variables (`cells`) that it reads; the largest lead of one option over another
is a max-sum over those tables (`factors`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from knowledge.conditions import Condition, comparisons, evaluate, fields_of
from knowledge.fields import Answers
from knowledge.records import Monitoring
from knowledge.values import UNKNOWN, Value
from questionnaires.interview import live_answers
from recommender.cells import Domain, Variable, variables
from recommender.effects import Effect, effects, undecided
from recommender.factors import NEVER, largest_sum
from recommender.records import OPTIONS
from recommender.rulebase import RuleBase
from recommender.tables import Key, Table, full_table, table_of, told_apart

EXCLUSION_STAKE = 100
Scope = tuple[int, ...]
"""The variables that a rule reads, as their places."""
Chosen = tuple[Variable, ...]
Margins = tuple[int | None, int | None]
"""The worst margin of the choice, and the best of all options' worst margins. None: the place can be lost."""


class Survey:
    """The rules over one set of open fields, as variables and tables of where each rule holds."""

    def __init__(
        self,
        answers: Answers,
        domains: Iterable[Domain],
        rules: RuleBase,
        option: Monitoring | None,
        *,
        ranges: bool = False,
    ) -> None:
        self._answers = answers
        self._rules = rules
        self._option = option
        found = {item.field.id: item for item in domains}
        left = [self._left(rule, frozenset(rule.touched & found.keys())) for rule in effects(rules)]
        fixed = [rule for rule in left if not rule.touched & found.keys()]
        self._settled = [rule for rule in fixed if self._holds(rule, {})]
        every = self._mattering([rule for rule in left if rule.touched & found.keys()])
        read = frozenset[str]().union(*(rule.touched for rule in every))
        relevant = [item for name, item in found.items() if name in read]
        conditions = dict.fromkeys(when for rule in every for when in (rule.when, *rule.skips))
        compared = list(dict.fromkeys(item for when in conditions for item in comparisons(when)))
        self._variables = variables(relevant, compared, answers, rules.vocabulary, ranges=ranges)
        self._owner = {name: place for place, item in enumerate(self._variables) for name in item.fields}
        self._sizes = [len(variable.cells) for variable in self._variables]
        self._open = [(rule, self._table(rule)) for rule in every]
        self._hidden = [table for variable in self._variables for table in self._hiding(variable)]
        fields = rules.vocabulary.fields
        self._numbers = frozenset(place for name, place in self._owner.items() if fields[name].kind == "integer")
        self._leads: dict[tuple[Monitoring, Monitoring, bool, bool], int | None] = {}

    @property
    def has_numbers(self) -> bool:
        return bool(self._numbers)

    @property
    def unlooked(self) -> tuple[str, ...]:
        """The open fields of which not every joint outcome could be looked at."""
        return tuple(name for variable in self._variables if not variable.complete for name in variable.fields)

    def _left(self, rule: Effect, left: frozenset[str]) -> Effect:
        """The rule as far as open fields, or what hides its fields, still decide it."""
        if rule.skips or not left:
            return rule
        return undecided(rule, self._known(rule), left, self._rules)

    def _known(self, rule: Effect) -> tuple[tuple[str, Value], ...]:
        return tuple([(name, self._answers[name]) for name in rule.read if name in self._answers])

    def _mattering(self, rules: Iterable[Effect]) -> list[Effect]:
        """The open rules that can change anything: what only concerns options that are out already is left aside."""
        out = {option for rule in self._settled for option in rule.excludes}
        left = [option for option in OPTIONS if option not in out]
        return [
            rule
            for rule in rules
            if rule.empties
            or set(left) & {*rule.excludes, *rule.class2}
            or (self._option and len({rule.weights.of(option) for option in left}) > 1)
        ]

    def _holds(self, rule: Effect, assignment: Mapping[str, Value]) -> bool:
        merged = {**self._answers, **assignment}
        if rule.skips:
            merged = live_answers(merged, self._rules.questionnaire)
        return evaluate(rule.when, merged, self._rules.vocabulary) is True

    def _scope(self, fields: Iterable[str]) -> Scope:
        return tuple(sorted({self._owner[name] for name in fields if name in self._owner}))

    def _table(self, rule: Effect) -> Table:
        scope = self._scope(rule.touched)
        chosen = tuple([self._variables[place] for place in scope])
        if rule.skips:
            sizes = [len(variable.cells) for variable in chosen]
            return full_table(scope, sizes, lambda key: self._holds(rule, _joined(chosen, key)))
        return _rule_table(rule, scope, chosen, self._known(rule), self._rules)

    def _hiding(self, variable: Variable) -> Iterator[Table]:
        """Where a question has an answer although other open answers hide it."""
        vocabulary = self._rules.vocabulary
        for name in variable.fields:
            question = self._rules.questionnaire.questions.get(name)
            if question is None or question.ask_when is None:
                continue
            when = question.ask_when
            scope = self._scope((name, *fields_of(when, vocabulary)))
            if len(scope) == 1:
                continue
            chosen = tuple(self._variables[place] for place in scope)

            def hidden(key: Key, name: str = name, when: Condition = when, chosen: Chosen = chosen) -> bool:
                given = _joined(chosen, key)
                return given[name] is not UNKNOWN and evaluate(when, {**self._answers, **given}, vocabulary) is False

            yield full_table(scope, [len(item.cells) for item in chosen], hidden)

    def _largest(self, weighed: Sequence[tuple[Table, int]], hidden: Sequence[Table] | None = None) -> int | None:
        """The most points that tables can add up to over all completions; None where NEVER can't be helped."""
        every = [*weighed, *((table, NEVER) for table in (self._hidden if hidden is None else hidden))]
        cells = told_apart(self._sizes, (table for table, _ in every))
        factors = [table.only(cells).factor(points) for table, points in every if table.holds]
        return largest_sum(factors, [len(shown) for shown in cells])

    def _most(self, rival: Monitoring, over: Monitoring, *, barred: bool = True, loosely: bool = False) -> int | None:
        """The most by which `rival` can lead `over`; None where the rival is always excluded (if barred).

        `loosely`: at least that much, whatever ranges the numbers are answered with. A rule that a range fulfils is
        fulfilled by every number in it, so that none holds where no exact number makes it hold; but a range can leave
        any of them open.
        """
        asked = (rival, over, barred, loosely)
        if asked not in self._leads:
            self._leads[asked] = self._search_most(rival, over, barred=barred, loosely=loosely)
        return self._leads[asked]

    def _search_most(self, rival: Monitoring, over: Monitoring, *, barred: bool, loosely: bool) -> int | None:
        if barred and any(rival in rule.excludes for rule in self._settled):
            return None
        lead = sum(rule.weights.of(rival) - rule.weights.of(over) for rule in self._settled)
        weighed = []
        for rule, table in self._open:
            gain = rule.weights.of(rival) - rule.weights.of(over)
            if barred and rival in rule.excludes:
                gain = NEVER
            if loosely and self._numbers.intersection(table.scope):
                if gain > 0 and self._unlooked_at(table):
                    lead += gain
                elif gain > 0:
                    weighed.append((table.without(self._numbers), gain))
            elif gain:
                weighed.append((table, gain))
        sure = [table for table in self._hidden if not loosely or self._numbers.isdisjoint(table.scope)]
        most = self._largest(weighed, sure)
        return None if most is None else lead + most

    def _unlooked_at(self, table: Table) -> bool:
        return not all(self._variables[place].complete for place in table.scope)

    def _can_lose_place(self, option: Monitoring | None) -> bool:
        if any(option in rule.excludes for rule in self._settled):
            return True
        return any(table.holds for rule, table in self._open if rule.empties or option in rule.excludes)

    def _overtakes(self, rival: Monitoring, *, loosely: bool = False) -> bool:
        gain = self._most(rival, self._option, loosely=loosely) if self._option else None
        if gain is None or self._option is None:
            return False
        order = self._rules.decisions.tie_order
        return gain > 0 or (gain == 0 and order.index(rival) < order.index(self._option))

    def changes(self) -> bool:
        """Whether some completion changes the monitoring type or the class."""
        rivals = (rival for rival in OPTIONS if rival != self._option)
        return self._can_lose_place(self._option) or self.class_can_flip() or any(map(self._overtakes, rivals))

    def ranges_may_change(self) -> bool:
        """Whether ranges such as 30〜40 may let a rival overtake where exact numbers don't. Never False wrongly."""
        rivals = (rival for rival in OPTIONS if rival != self._option)
        return self.has_numbers and any(self._overtakes(rival, loosely=True) for rival in rivals)

    def worst_margin(self, option: Monitoring, *, loosely: bool = False) -> int | None:
        """The smallest lead of the option over all completions; None where it can lose its place altogether.

        `loosely`: at most that, whatever ranges the numbers are answered with.
        """
        if self._can_lose_place(option):
            return None
        leads = [self._most(rival, option, loosely=loosely) for rival in OPTIONS if rival != option]
        found = [lead for lead in leads if lead is not None]
        return -max(found) if found else EXCLUSION_STAKE

    def margins(self, *, loosely: bool = False) -> Margins:
        """Its worst margin, and that of the option that is surest of its place."""
        mine = self.worst_margin(self._option, loosely=loosely) if self._option else None
        if mine is not None and mine >= 0:
            return mine, mine
        others = [self.worst_margin(option, loosely=loosely) for option in OPTIONS if option != self._option]
        return mine, max((found for found in (mine, *others) if found is not None), default=None)

    def class_can_flip(self) -> bool:
        """Whether completions differ in the class, the monitoring type staying as it is."""
        if any(self._option in rule.class2 for rule in self._settled):
            return False
        needs = [table for rule, table in self._open if self._option in rule.class2]
        return any(table.holds for table in needs) and self._avoidable(needs)

    def _avoidable(self, barring: Iterable[Table]) -> bool:
        """Whether some completion leaves every one of the rules without effect."""
        return self._largest([(table, NEVER) for table in barring]) is not None

    def can_be_chosen(self) -> bool:
        """Whether some completion leaves an option standing: nothing empties the choice or excludes that option."""

        def bars(rule: Effect, option: Monitoring) -> bool:
            return rule.empties or option in rule.excludes

        return any(
            not any(bars(rule, option) for rule in self._settled)
            and self._avoidable(table for rule, table in self._open if bars(rule, option))
            for option in OPTIONS
        )

    def place_stakes(self) -> dict[str, int]:
        """The open fields that hang together with what empties the choice or excludes an option."""
        return {
            name: EXCLUSION_STAKE
            for rule, table in self._open
            if (rule.empties or rule.excludes) and not table.always
            for place in table.scope
            for name in self._variables[place].fields
        }

    def stakes(self) -> dict[str, int]:
        """The open fields that can change the result, with the points that hang on each."""
        winners = [option for option in OPTIONS if option == self._option or self._overtakes(option)]
        contests = [
            (first, second)
            for first in winners
            for second in winners
            if first < second and self._contested(first, second)
        ]
        found: dict[str, int] = {}
        for place, variable in enumerate(self._variables):
            for name in variable.fields:
                stake = self._stake(place, name, winners, contests)
                if stake:
                    found[name] = stake
        return found

    def _contested(self, first: Monitoring, second: Monitoring) -> bool:
        forward = self._most(first, second, barred=False)
        backward = self._most(second, first, barred=False)
        return forward is not None and backward is not None and forward >= 0 <= backward

    def _stake(
        self, place: int, name: str, winners: list[Monitoring], contests: list[tuple[Monitoring, Monitoring]]
    ) -> int:
        apart = self._variables[place].apart[name]
        moving = [rule for rule, table in self._open if place in table.scope and _moves(table.kinds_of(place), apart)]
        if any(rule.empties or set(rule.excludes) & set(winners) for rule in moving):
            return EXCLUSION_STAKE
        stake = 1 if any(set(rule.class2) & set(winners) for rule in moving) else 0
        for first, second in contests:
            swing = sum(abs(rule.weights.of(first) - rule.weights.of(second)) for rule in moving)
            stake = max(stake, swing)
        return stake


def _moves(kinds: Sequence[int], apart: Iterable[Collection[int]]) -> bool:
    """Whether a field alone can turn a rule on or off: among the cells between which it moves there are two kinds."""
    return any(len({kinds[cell] for cell in alike}) > 1 for alike in apart)


@lru_cache(maxsize=2048)
def _rule_table(
    rule: Effect, scope: Scope, chosen: Chosen, known: tuple[tuple[str, Value], ...], rules: RuleBase
) -> Table:
    """Where a rule holds. Cached: an answer changes the few rules that read it, and the rest stay as they were."""
    answers = dict(known)
    return table_of(rule.when, scope, chosen, lambda item: evaluate(item, answers, rules.vocabulary))


def _joined(chosen: Chosen, key: Key) -> dict[str, Value]:
    joined: dict[str, Value] = {}
    for variable, cell in zip(chosen, key, strict=True):
        joined.update(variable.cells[cell])
    return joined
