"""What would change the result: the smallest sets of changed answers, found by search over the answers.

Lazy: it costs many decisions, so it stands outside the turn of an answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations

from knowledge.conditions import Compare, comparisons
from knowledge.fields import Answers, Field
from knowledge.records import ClassCode, Monitoring
from knowledge.values import Chosen, Number, Value, exactly
from questionnaires.interview import is_asked, live_answers
from questionnaires.profile import plain_value
from recommender.cells import Domain, variables
from recommender.monitoring import choose
from recommender.results import Change
from recommender.rulebase import RuleBase
from recommender.service_class import choose_class

MOST_ALTERNATIVES = 3
_LARGEST_SET = 3
_MOST_TRIED = 4000


@dataclass(frozen=True, slots=True)
class _Step:
    """One field with the value that it might have instead."""

    field: str
    value: Value


def flips_to_option(target: Monitoring, answers: Answers, rules: RuleBase) -> tuple[tuple[Change, ...], ...]:
    """The smallest sets of changes after which `target` is chosen; empty where no set of three or fewer does it."""
    compared = _comparisons(rules, monitoring=True)
    return _search(lambda changed: choose(changed, rules).option == target, compared, answers, rules)


def flips_to_class(
    target: ClassCode, option: Monitoring, answers: Answers, rules: RuleBase
) -> tuple[tuple[Change, ...], ...]:
    """The smallest sets of changes after which the class is `target`, the monitoring type staying as it is."""

    def reached(changed: Answers) -> bool:
        return choose(changed, rules).option == option and choose_class(option, changed, rules).code == target

    return _search(reached, _comparisons(rules, monitoring=False), answers, rules)


def _comparisons(rules: RuleBase, *, monitoring: bool) -> list[Compare]:
    decisions = rules.decisions
    conditions = [item.when for item in decisions.class_needs]
    if monitoring:
        conditions = [item.when for item in decisions.evidence]
        conditions += [item.when for item in decisions.exclusions]
        conditions += [item.when for item in decisions.voids]
    return [item for condition in conditions for item in comparisons(condition)]


def _search(
    reached: Callable[[Answers], bool], compared: list[Compare], answers: Answers, rules: RuleBase
) -> tuple[tuple[Change, ...], ...]:
    steps = list(_steps(compared, answers, rules))
    tried = 0
    for size in range(1, _LARGEST_SET + 1):
        found: list[tuple[_Step, ...]] = []
        for chosen in combinations(steps, size):
            if len({step.field for step in chosen}) < size or _repeats(chosen, found):
                continue
            tried += 1
            if tried > _MOST_TRIED:
                break
            changed = {**answers, **{step.field: step.value for step in chosen}}
            if reached(live_answers(changed, rules.questionnaire)):
                found.append(chosen)
        if found:
            return tuple(tuple(_change(step, answers) for step in chosen) for chosen in found[:MOST_ALTERNATIVES])
    return ()


def _repeats(chosen: tuple[_Step, ...], found: list[tuple[_Step, ...]]) -> bool:
    """Whether the same fields have already been shown to do it, with other values."""
    fields = {step.field for step in chosen}
    return any({step.field for step in other} == fields for other in found)


def _change(step: _Step, answers: Answers) -> Change:
    before = answers.get(step.field)
    return Change(step.field, None if before is None else plain_value(before), plain_value(step.value))


def _steps(compared: list[Compare], answers: Answers, rules: RuleBase) -> Iterator[_Step]:
    """Every single change of an answer that a rule can notice, nearest values first."""
    vocabulary = rules.vocabulary
    read = {part for item in compared for part in vocabulary.parts_of(item.subject)}
    for name, question in rules.questionnaire.questions.items():
        if name not in read or not is_asked(question, answers, rules.questionnaire):
            continue
        field = vocabulary.fields[name]
        now = answers.get(name)
        for value in _values(field, now, compared, answers, rules):
            if value != now:
                yield _Step(name, value)


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
    numbers = [assignment[field.id] for variable in found for assignment, _ in variable.finer]
    points = [value.low for value in numbers if isinstance(value, Number) and value.low is not None]
    start = now.low if isinstance(now, Number) and now.low is not None else 0
    return [exactly(point) for point in sorted(points, key=lambda point: abs(point - start))]


def _toggled(field: Field, now: Value | None, compared: list[Compare]) -> Iterator[Value]:
    """The answer with one code more or one code less, for the codes that a rule names."""
    codes = now.codes if isinstance(now, Chosen) else frozenset[str]()
    named = {
        code
        for item in compared
        if item.subject == field.id and isinstance(item.operand, tuple)
        for code in item.operand
    }
    alone = frozenset(field.exclusive)
    for code in field.codes:
        if code not in named:
            continue
        if code in codes:
            yield Chosen(codes - {code})
        else:
            yield Chosen(frozenset((code,)) if code in alone else (codes - alone) | {code})
