"""What would change the result: the smallest sets of changed answers, found by search over the answers.

Lazy: it looks at thousands of sets, so it stands outside the turn of an answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations

from knowledge.conditions import Compare, comparisons
from knowledge.fields import Answers, Field
from knowledge.records import ClassCode, Monitoring
from knowledge.values import UNKNOWN, Chosen, Number, Value, exactly
from questionnaires.interview import is_asked
from questionnaires.profile import plain_value
from recommender.cells import Domain, variables
from recommender.results import Change
from recommender.rulebase import RuleBase
from recommender.trials import Step, Trials

MOST_ALTERNATIVES = 3
_LARGEST_SET = 3
_UNLIKELY = 4
"""From this effort on a change of one answer is so unlikely that sets of two are looked at too."""
_FAR, _VERY_FAR = 1.5, 3
"""Ratios from which on a number has moved far, or very far."""
_STRAY = 4
"""A set that takes so much more effort than the likeliest one isn't named beside it."""
_ROUND_YEN = 1_000

Flips = tuple[tuple[Change, ...], ...]


def flips_to_option(target: Monitoring, answers: Answers, rules: RuleBase) -> Flips:
    """The smallest sets of changes after which `target` is chosen; empty where no set of three or fewer does it.

    No part of a set would do, and no two sets name the same fields. The likeliest come first.
    """
    trials = Trials(answers, rules)
    return _search(lambda steps: trials.outcome(steps)[0] == target, _compared(rules), answers, rules)


def flips_to_class(target: ClassCode, option: Monitoring, answers: Answers, rules: RuleBase) -> Flips:
    """The smallest sets of changes after which the class is `target`, the monitoring type staying as it is."""
    trials = Trials(answers, rules)
    needs = [item for need in rules.decisions.class_needs for item in comparisons(need.when)]
    return _search(lambda steps: trials.outcome(steps) == (option, target), needs, answers, rules)


def _compared(rules: RuleBase) -> list[Compare]:
    decisions = rules.decisions
    conditions = [item.when for item in decisions.evidence]
    conditions += [item.when for item in decisions.exclusions]
    conditions += [item.when for item in decisions.voids]
    return [item for when in conditions for item in comparisons(when)]


def _search(
    reached: Callable[[tuple[Step, ...]], bool], compared: list[Compare], answers: Answers, rules: RuleBase
) -> Flips:
    steps = list(_steps(compared, answers, rules))
    effort = _Effort(answers, rules)
    found: list[tuple[Step, ...]] = []
    for size in range(1, _LARGEST_SET + 1):
        smaller = [frozenset(chosen) for chosen in found]
        for chosen in combinations(steps, size):
            if len({step.field for step in chosen}) < size or any(part <= set(chosen) for part in smaller):
                continue
            if reached(chosen):
                found.append(chosen)
        if found and (size > 1 or min(map(effort.of, found)) < _UNLIKELY):
            break
    ranked = sorted(found, key=lambda chosen: (effort.of(chosen), len(chosen)))
    shown = (_rounded(chosen, reached, answers, rules) for chosen in _varied(ranked, effort))
    return tuple(tuple(_change(step, answers) for step in chosen) for chosen in shown)


def _varied(ranked: list[tuple[Step, ...]], effort: _Effort) -> list[tuple[Step, ...]]:
    """The first few sets of which no two speak of the same fields; one of the smallest is always among them."""
    kept: dict[frozenset[str], tuple[Step, ...]] = {}
    for chosen in ranked:
        if effort.of(chosen) < effort.of(ranked[0]) + _STRAY:
            kept.setdefault(frozenset(step.field for step in chosen), chosen)
    shown = list(kept.values())[:MOST_ALTERNATIVES]
    smallest = min(ranked, key=len, default=())
    if smallest and len(smallest) < min(map(len, shown)):
        shown = [*shown[: MOST_ALTERNATIVES - 1], smallest]
    return shown


def _rounded(
    chosen: tuple[Step, ...], reached: Callable[[tuple[Step, ...]], bool], answers: Answers, rules: RuleBase
) -> tuple[Step, ...]:
    """The same set with an amount of money that people would name, where that does as well."""
    steps = []
    for step in chosen:
        now, then = answers.get(step.field), step.value
        if isinstance(then, Number) and (rules.vocabulary.unit(step.field)).startswith("円"):
            grows = not isinstance(now, Number) or _point(now) < _point(then)
            amount = _point(then) + (-_point(then) % _ROUND_YEN if grows else -(_point(then) % _ROUND_YEN))
            steps.append(Step(step.field, exactly(amount)))
        else:
            steps.append(step)
    tidy = tuple(steps)
    parts = (part for size in range(len(tidy)) for part in combinations(tidy, size))
    return tidy if reached(tidy) and not any(map(reached, parts)) else chosen


def _change(step: Step, answers: Answers) -> Change:
    before = answers.get(step.field)
    return Change(step.field, None if before is None else plain_value(before), plain_value(step.value))


class _Effort:
    """How unlikely a change of answers is, in points of `efforts` (decisions.yaml)."""

    def __init__(self, answers: Answers, rules: RuleBase) -> None:
        self._answers = answers
        self._fields = rules.vocabulary.fields
        self._points = {name: item.points for item in rules.decisions.efforts for name in item.fields}
        self._most = max(self._points.values())

    def of(self, steps: tuple[Step, ...]) -> int:
        return sum(self._one(step) for step in steps)

    def _one(self, step: Step) -> int:
        now = self._answers.get(step.field)
        if now is None or now is UNKNOWN:
            return 1  # nothing has to change: the answer may simply turn out so
        return self._points.get(step.field, self._most) + self._distance(now, step)

    def _distance(self, now: Value, step: Step) -> int:
        codes = self._fields[step.field].codes
        if isinstance(now, str) and isinstance(step.value, str) and now in codes:
            return abs(codes.index(now) - codes.index(step.value)) - 1
        if isinstance(now, Number) and isinstance(step.value, Number):
            few, many = sorted((_point(now), _point(step.value)))
            ratio = (many + 1) / (few + 1)
            return 0 if ratio <= _FAR else 1 if ratio <= _VERY_FAR else 3
        if isinstance(now, Chosen) and isinstance(step.value, Chosen):
            return len(now.codes - step.value.codes)
        return 0


def _point(number: Number) -> int:
    return (number.low if number.low is not None else number.high) or 0


def _steps(compared: list[Compare], answers: Answers, rules: RuleBase) -> Iterator[Step]:
    """The single changes of an answer that rules can notice, nearest values first; of several codes as `_toggled`."""
    vocabulary = rules.vocabulary
    read = {part for item in compared for part in vocabulary.parts_of(item.subject)}
    for name, question in rules.questionnaire.questions.items():
        if name not in read or not is_asked(question, answers, rules.questionnaire):
            continue
        field = vocabulary.fields[name]
        now = answers.get(name)
        for value in dict.fromkeys(_values(field, now, compared, answers, rules)):
            if value != now:
                yield Step(name, value)


def _values(field: Field, now: Value | None, compared: list[Compare], answers: Answers, rules: RuleBase) -> list[Value]:
    if field.kind == "choice":
        return list(field.codes)
    if field.kind == "yes_no":
        return [True, False]
    if field.kind == "multi":
        return list(_toggled(field, now, compared))
    if field.kind != "integer":
        return []
    rest = {name: value for name, value in answers.items() if name != field.id}
    found = variables([Domain(field)], compared, rest, rules.vocabulary)
    numbers = [assignment[field.id] for variable in found for assignment in variable.tried]
    points = [value.low for value in numbers if isinstance(value, Number) and value.low is not None]
    start = _point(now) if isinstance(now, Number) else 0
    return [exactly(point) for point in sorted(points, key=lambda point: abs(point - start))]


def _toggled(field: Field, now: Value | None, compared: list[Compare]) -> Iterator[Value]:
    """The answer with one code more, or without one or all of the codes that a rule names together."""
    codes = now.codes if isinstance(now, Chosen) else frozenset[str]()
    alone = frozenset(field.exclusive)
    named = [
        frozenset(item.operand) for item in compared if item.subject == field.id and isinstance(item.operand, tuple)
    ]
    every = frozenset[str]().union(*named)
    for code in field.codes:
        if code in every and code not in codes:
            yield Chosen(frozenset((code,)) if code in alone else (codes - alone) | {code})
    for gone in dict.fromkeys((*(frozenset((code,)) for code in field.codes if code in every), *named, every)):
        if gone & codes:
            yield Chosen(codes - gone or alone)
