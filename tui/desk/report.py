"""Across the companies（会社全体のまとめ）: how many of what, what is open, and whom to call as something changed.

It reads rows of the list and interviews, never a client: the consultant's notes can't get into it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from knowledge.freshness import Review, stale
from knowledge.turning import turning_days
from knowledge.values import UNKNOWN, Number, Value
from questionnaires.coarse import coarse_answers
from questionnaires.interview import live_answers
from questionnaires.profile import Profile
from recommender.assessment import assess
from tui.desk.client_store import EVERY
from tui.desk.comparing import differences
from tui.desk.followup import due_by
from tui.desk.headlines import Headline, KeptResult, headline_of
from tui.desk.markable import mark_texts
from tui.desk.records import SavedInterview, Sent

if TYPE_CHECKING:
    from recommender.rulebase import RuleBase
    from tui.desk.client_store import ClientRow
    from tui.desk.store import SqliteStore

Stage = Literal["result", "asking", "no_result", "none"]
"""How far a company's newest interview is: with a result, under way, finished without one; or there is none."""
Cause = Literal["rules", "days", "stale"]


@dataclass(frozen=True, slots=True)
class Call:
    """A document in a company's hands that tells something otherwise by now: what, and because of what.

    `checked`: of facts that want checking again, the day on which the longest unchecked was last looked at.
    """

    company: str
    kind: str
    day: date
    cause: Cause
    said: tuple[str, ...]
    checked: date | None = None


@dataclass(frozen=True, slots=True)
class Steps:
    """How many next steps of a company aren't settled: not begun, under way, and of both those overdue."""

    waiting: int = 0
    doing: int = 0
    overdue: int = 0


@dataclass(frozen=True, slots=True)
class CompanyState:
    """A company as its newest interview leaves it.

    `now`: what its answers come to under today's knowledge; None where it has no result. `industry` is the code of
    its trade, `employees` the band; None: not known.
    """

    row: ClientRow
    stage: Stage
    day: date | None
    now: Headline | None
    industry: str | None
    employees: Number | None
    steps: Steps
    documents: int
    calls: tuple[Call, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """All companies on a day. `loose`: how many interviews belong to none of them, and so aren't in it."""

    today: date
    companies: tuple[CompanyState, ...]
    loose: int

    @property
    def calls(self) -> tuple[Call, ...]:
        return tuple(call for company in self.companies for call in company.calls)


def report_on(store: SqliteStore, rules: RuleBase, today: date) -> Report:
    """The report on everything that the desk keeps. Raises DeskError."""
    return report_of(store.clients.find(most=EVERY).rows, store.list(), rules, today)


def report_of(rows: Iterable[ClientRow], interviews: Iterable[SavedInterview], rules: RuleBase, today: date) -> Report:
    """The report on companies and interviews, the interviews with the last saved first."""
    of_company: dict[str, list[SavedInterview]] = defaultdict(list)
    for record in interviews:
        of_company[record.client or ""].append(record)
    maker = _Maker(rules, today)
    companies = tuple(maker.company(row, of_company.pop(row.id, [])) for row in rows)
    return Report(today, companies, sum(map(len, of_company.values())))


class _Maker:
    """Makes the states of companies; what is computed for one serves all with the same answers."""

    def __init__(self, rules: RuleBase, today: date) -> None:
        self._rules = rules
        self._today = today
        self._stale: Mapping[str, Review] = {review.id: review for review in stale(rules.knowledge, today)}
        self._turns = turning_days(rules.knowledge)
        self._texts = mark_texts(rules)
        self._made: dict[tuple[frozenset[tuple[str, Value]], int], Headline] = {}

    def company(self, row: ClientRow, records: list[SavedInterview]) -> CompanyState:
        followed = {record.follows for record in records}
        newest = next((record for record in records if record.id not in followed), None)
        answers = live_answers(newest.interview.answers, self._rules.questionnaire) if newest else {}
        industry = answers.get("industry")
        people = coarse_answers({"employees": answers.get("employees", UNKNOWN)}, self._rules.vocabulary)["employees"]
        stage = _stage(newest)
        documents = _newest_documents(records)
        return CompanyState(
            row=row,
            stage=stage,
            day=newest.saved.astimezone().date() if newest else None,
            now=self.headline(newest.result, self._today) if newest and newest.result and stage == "result" else None,
            industry=industry if isinstance(industry, str) else None,
            employees=people if isinstance(people, Number) else None,
            steps=self._steps(records),
            documents=len(documents),
            calls=tuple(call for sent in documents for call in self._calls(row.name, sent)),
        )

    def headline(self, kept: KeptResult, day: date) -> Headline:
        """What the answers of a kept result come to on a day under the rules of now.

        By the same knowledge nothing can have moved between two days on which nothing dated turns.
        """
        span = bisect_right(self._turns, day)
        if kept.digest == self._rules.digest and bisect_right(self._turns, kept.as_of) == span:
            return kept.headline
        key = frozenset(kept.answers.items()), span
        if key not in self._made:
            self._made[key] = headline_of(assess(Profile(kept.answers), self._rules, day, explain=False))
        return self._made[key]

    def _steps(self, records: list[SavedInterview]) -> Steps:
        steps = due_by(records, self._today, self._texts, everything=True)
        return Steps(
            waiting=sum(step.mark.state == "open" for step in steps),
            doing=sum(step.mark.state == "doing" for step in steps),
            overdue=sum(step.mark.due is not None and step.mark.due < self._today for step in steps),
        )

    def _calls(self, company: str, sent: Sent) -> Iterator[Call]:
        then, now = self.headline(sent.result, sent.result.as_of), self.headline(sent.result, self._today)
        moved: tuple[tuple[Cause, Headline, Headline], ...] = (
            ("rules", sent.result.headline, then),
            ("days", then, now),
        )
        for cause, before, after in moved:
            said = tuple(item.said for item in differences(before, after, self._rules))
            if said:
                yield Call(company, sent.kind, sent.day, cause, said)
        aged = [self._stale[cite] for cite in sent.cites if cite in self._stale]
        if aged:
            said = tuple(self._said_of(kind, day, names) for (kind, day), names in _grouped(aged).items())
            yield Call(company, sent.kind, sent.day, "stale", said, min(review.checked for review in aged))

    def _said_of(self, kind: str, day: date, names: list[str]) -> str:
        from recommender.export.blocks import cited
        from recommender.export.marked import show_day

        what = self._rules.knowledge.review[kind].name
        return f"{what}: {cited(tuple(names), self._rules)}（{show_day(day)}に確かめたもの）"


def _stage(newest: SavedInterview | None) -> Stage:
    if newest is None:
        return "none"
    if newest.status == "asking":
        return "asking"
    return "result" if newest.result else "no_result"


def _newest_documents(records: Iterable[SavedInterview]) -> tuple[Sent, ...]:
    """The newest document of each kind in the company's hands, whichever of its interviews it came from."""
    newest: dict[str, Sent] = {}
    for sent in (item for record in records for item in record.sent):
        standing = newest.get(sent.kind)
        if standing is None or standing.day < sent.day:
            newest[sent.kind] = sent
    return tuple(sorted(newest.values(), key=lambda sent: sent.day, reverse=True))


def _grouped(reviews: Iterable[Review]) -> dict[tuple[str, date], list[str]]:
    """The ids by the kind of fact and the day on which they were last checked."""
    found: dict[tuple[str, date], list[str]] = defaultdict(list)
    for review in sorted(reviews, key=lambda item: item.checked):
        found[review.kind, review.checked].append(review.id)
    return found
