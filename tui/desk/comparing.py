"""An earlier result beside the one of today: what moved because of answers, of rules and prices, or of days.

Each cause is found by computing: the earlier answers under today's knowledge on the earlier day, then on today, then
today's answers. Whatever moves in a step has the cause of that step.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from knowledge.fields import Answers
from questionnaires.profile import Profile
from questionnaires.showing import show_yen
from recommender.cost import Span
from recommender.export.labels import CONFIDENCE, ELIGIBLE, INITIAL_CAP, MONTHLY_CAP, STATUS, TWO_YEARS_CAP
from recommender.export.marked import show_day
from recommender.verdict import show_span
from tui.desk.headlines import Amount, Headline, KeptResult, KeptRoute, headline_of
from tui.talk.phrasing import say_answer

if TYPE_CHECKING:
    from recommender.rulebase import RuleBase

_NONE = "なし"
NOTHING = "前の結果のあと、変わったことはありません。"
NEXT_STEPS = "次の一歩"
BY_RULES = "規則や料金が変わったため"
BY_DAYS = "日がたったため"
BY_ANSWERS = "答えが変わったため"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that two results say differently, in words."""

    subject: str
    before: str
    after: str

    @property
    def said(self) -> str:
        """「月額の上限: 「2万円」から「3万円」になりました」, or what came or went."""
        if self.before == _NONE:
            return f"{self.subject}: 「{self.after}」が加わりました"
        if self.after == _NONE:
            return f"{self.subject}: 「{self.before}」がなくなりました"
        return f"{self.subject}: 「{self.before}」から「{self.after}」になりました"


@dataclass(frozen=True, slots=True)
class Changes:
    """What moved since a result was shown, by its cause. `answered` are the answers that differ."""

    rules: tuple[Difference, ...]
    days: tuple[Difference, ...]
    answers: tuple[Difference, ...]
    answered: tuple[Difference, ...]

    def __bool__(self) -> bool:
        return bool(self.rules or self.days or self.answers or self.answered)


@dataclass(frozen=True, slots=True)
class Way:
    """From a kept result to the one of today, one cause at a time: rules and prices, then days, then answers."""

    shown: Headline
    by_rules: Headline
    by_days: Headline
    by_answers: Headline


def changes_since(kept: KeptResult, now: Profile, rules: RuleBase, today: date) -> Changes:
    """What moved between a kept result and the result of today's profile under these rules."""
    return changes_on(way_since(kept, now, rules, today), kept, now, rules)


def changes_on(way: Way, kept: KeptResult, now: Profile, rules: RuleBase) -> Changes:
    """What moved on the way from a kept result, by its cause."""
    return Changes(
        rules=differences(way.shown, way.by_rules, rules),
        days=differences(way.by_rules, way.by_days, rules),
        answers=differences(way.by_days, way.by_answers, rules),
        answered=tuple(_answered(kept.answers, now.answers, rules)),
    )


def way_since(kept: KeptResult, now: Profile, rules: RuleBase, today: date) -> Way:
    """The kept result, what these rules make of its answers on its day and on `today`, and of today's answers."""
    from recommender.assessment import assess

    def under(profile: Profile, day: date) -> Headline:
        return headline_of(assess(profile, rules, day, explain=False))

    before = Profile(kept.answers)
    by_rules = under(before, kept.as_of)
    by_days = by_rules if today == kept.as_of else under(before, today)
    same = dict(now.answers) == dict(kept.answers)
    by_answers = by_days if same else under(Profile(now.answers), today)
    return Way(kept.headline, by_rules, by_days, by_answers)


def differences(before: Headline, after: Headline, rules: RuleBase) -> tuple[Difference, ...]:
    """Everything that two headlines say differently, the conclusion first."""
    old, new = figures_of(before, rules), figures_of(after, rules)
    found = [Difference(subject, old[subject], new[subject]) for subject in old if old[subject] != new[subject]]
    found += _routes(before.subsidies, after.subsidies)
    found += _came_and_went("理由", before.reasons, after.reasons)
    steps = ([action.what for action in side.actions] for side in (before, after))
    found += _came_and_went(NEXT_STEPS, *steps)
    return tuple(found)


def figures_of(headline: Headline, rules: RuleBase) -> dict[str, str]:
    """What a headline says of each subject that every result has, in words."""
    return {
        "見守り方": _option(headline.monitoring, rules),
        "類": _class(headline.service_class, rules),
        "確信": _said(CONFIDENCE, headline.confidence),
        MONTHLY_CAP: _yen(headline.monthly_cap),
        INITIAL_CAP: _whole_yen(headline.initial_cap),
        TWO_YEARS_CAP: _yen(headline.two_year_cap),
    }


def outcome_text(headline: Headline, rules: RuleBase) -> str:
    """「端末監視、1類」."""
    option = _option(headline.monitoring, rules)
    return f"{option}、{_class(headline.service_class, rules)}" if headline.monitoring else option


def result_lines(kept: KeptResult, rules: RuleBase) -> list[str]:
    """The result as it was shown, in a few lines."""
    headline = kept.headline
    lines = [
        f"{show_day(kept.as_of)}の結果（知識の版 {kept.version}、{kept.digest}）",
        headline.verdict,
        f"見守り方: {outcome_text(headline, rules)}",
        f"確信: {_said(CONFIDENCE, headline.confidence)}",
        f"{MONTHLY_CAP}: {_yen(headline.monthly_cap)}、{TWO_YEARS_CAP}: {_yen(headline.two_year_cap)}（税抜）",
    ]
    return lines + [f"{route.name}: {route_text(route)}" for route in headline.subsidies]


def change_lines(changes: Changes, by_answers: str = BY_ANSWERS) -> list[tuple[str, tuple[str, ...]]]:
    """The changes under the heading of their cause; causes that moved nothing are left out."""
    answered = tuple(f"答え {item.said}" for item in changes.answered)
    groups = [
        (by_answers, answered + tuple(item.said for item in changes.answers)),
        (BY_RULES, tuple(item.said for item in changes.rules)),
        (BY_DAYS, tuple(item.said for item in changes.days)),
    ]
    return [(heading, lines) for heading, lines in groups if lines]


def _answered(before: Answers, after: Answers, rules: RuleBase) -> Iterator[Difference]:
    for name, field in rules.vocabulary.fields.items():
        old, new = before.get(name), after.get(name)
        if old != new:
            question = rules.questionnaire.questions.get(name)
            said = [_NONE if value is None else say_answer(value, field, question) for value in (old, new)]
            yield Difference(field.label, *said)


def _routes(before: Iterable[KeptRoute], after: Iterable[KeptRoute]) -> Iterator[Difference]:
    old, new = ({route.id: route for route in side} for side in (before, after))
    for name in dict.fromkeys((*old, *new)):
        said = [route_text(side[name]) if name in side else _NONE for side in (old, new)]
        if said[0] != said[1]:
            yield Difference((new.get(name) or old[name]).name, *said)


def route_text(route: KeptRoute) -> str:
    """The amount of a frame, whether the company fits, and its state: 「72万円、条件に当てはまります、受付中」."""
    return "、".join((_yen(route.amount), _said(ELIGIBLE, route.eligible), _said(STATUS, route.status)))


def _came_and_went(subject: str, before: Iterable[str], after: Iterable[str]) -> Iterator[Difference]:
    old, new = tuple(before), tuple(after)
    yield from (Difference(subject, text, _NONE) for text in old if text not in new)
    yield from (Difference(subject, _NONE, text) for text in new if text not in old)


def _said(words: dict[str, str], code: str) -> str:
    return words.get(code, code)


def _option(code: str | None, rules: RuleBase) -> str:
    return next((item.name for item in rules.decisions.options if item.option == code), code or "合う型なし")


def _class(code: str | None, rules: RuleBase) -> str:
    return next((item.name for item in rules.decisions.classes if item.code == code), code or "類は決まりません")


def _yen(amount: Amount | None) -> str:
    if amount is None:
        return "金額は出せません"
    return show_span(Span(amount.low, amount.high)) or f"{show_yen(amount.low)}から"


def _whole_yen(amount: int | None) -> str:
    return "金額は出せません" if amount is None else show_yen(amount)
