"""補助金の予定: the steps to one frame's money as dates, backwards from the day by which the application must be in.

Where a source gives a span of days, the plan keeps the longer end free; where none gives any, it sets aside what the
data says and names it as an assumption. Where so many days aren't left, every step gets fewer, never fewer than its
shortest, and the plan says so. No date after the deadline is promised: decision and report are spans.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import floor

from knowledge.base import Knowledge
from knowledge.fields import Answers
from knowledge.subsidy_records import ApplicationStep, Frame, Round
from recommender.cost import Span
from recommender.rulebase import RuleBase
from recommender.subsidies.confirm import SCHEDULE
from recommender.subsidies.results import Basis, PlanStep, Prospect, SubsidyPlan
from recommender.subsidies.windows import in_japanese, opening_of, rounds_of
from recommender.subsidies.wording import PlanPhrases, SubsidyWording

APPLY, DECISION, REPORT = "apply", "wait_decision", "introduce_and_pay"
_REPORT_RULE = "subsidy.rule.pay_in_period"


@dataclass(frozen=True, slots=True)
class _Course:
    """The steps of a company up to the application, with the days that each takes at least and at most."""

    steps: tuple[ApplicationStep, ...]
    done: frozenset[str]

    def days(self, step: ApplicationStep, *, most: bool) -> int:
        if step.id in self.done:
            return 0
        if not most:
            return step.days.low or 0
        return step.days.high if step.days.high is not None else step.allowance.days if step.allowance else 0

    def length(self, *, most: bool) -> int:
        """The days until the application can be in, on the longest way through the steps."""
        ends: dict[str, int] = {}
        for step in self.steps:
            ends[step.id] = max((ends[name] for name in step.after), default=0) + self.days(step, most=most)
        return ends[APPLY]

    def spans(self, as_of: date, deadline: date) -> Mapping[str, tuple[date, date]]:
        """The latest start and finish of every step, so that the last is finished on the deadline.

        With fewer days than the long way takes, each step gets of the days between its shortest and its longest the
        share that is left; one that waits for no other may begin at once. Never before `as_of`, if the short way fits.
        """
        short, long = self.length(most=False), self.length(most=True)
        left = (deadline - as_of).days
        share = Fraction(1) if left >= long else Fraction(max(left - short, 0), long - short)
        finish = {step.id: deadline for step in self.steps}
        found: dict[str, tuple[date, date]] = {}
        for step in reversed(self.steps):
            least, most = self.days(step, most=False), self.days(step, most=True)
            end = finish[step.id]
            days = least + floor((most - least) * share)
            if not step.after:
                days = max(days, min(most, (end - as_of).days))
            start = shifted(end, -days)
            found[step.id] = (start, end)
            for name in step.after:
                finish[name] = min(finish[name], start)
        return found


def shifted(day: date, days: int) -> date:
    """The day so many days later; it stops at the ends of the calendar, which a typed date may be near."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def is_done(step_id: str, answers: Answers, wording: SubsidyWording) -> bool:
    """Whether the answers say that a step is behind the company: one that is asked for, and isn't to be done."""
    todos = [todo for todo in wording.todo if todo.field == step_id]
    answer = answers.get(step_id)
    return bool(todos) and isinstance(answer, str) and not any(answer in todo.codes for todo in todos)


def effort_until_decision(answers: Answers, rules: RuleBase, wording: SubsidyWording) -> tuple[int, Span]:
    """How many steps are left before the decision, and the days to it with the least and the most that is known."""
    course = _course_of(answers, rules.knowledge, wording)
    waiting = _step(DECISION, rules.knowledge).days
    days = Span(course.length(most=False) + (waiting.low or 0), course.length(most=True) + (waiting.high or 0))
    return len(course.steps) - len(course.done), days


def plan_for(
    frame: Frame,
    answers: Answers,
    rules: RuleBase,
    as_of: date,
    wording: SubsidyWording,
    *,
    deadline: date | None = None,
    barred: bool = False,
) -> SubsidyPlan:
    """The plan for a frame. Without `deadline` the next known one counts, and without such a one it runs from today.

    No steps where the edition has ended, the company is `barred`, or the day can't be met; `text` then says so.
    """
    knowledge, phrases = rules.knowledge, wording.plan
    opening = opening_of(frame, knowledge, as_of, wording.window)
    course = _course_of(answers, knowledge, wording)
    name = knowledge.title(frame.id)
    if barred or opening.status == "closed":
        state: Prospect = "closed" if opening.status == "closed" else "barred"
        text = phrases.closed if state == "closed" else phrases.barred
        return SubsidyPlan(frame.id, name, as_of, deadline, "none", state, text, (), (), phrases.cites)
    known = _round(frame, knowledge, as_of, deadline, verified=opening.status in ("open", "upcoming"))
    basis: Basis = "round" if known else "own" if deadline else "today"
    target = (known.deadline if known else None) or deadline or shifted(as_of, course.length(most=True))
    prospect = _prospect(course, as_of, target, basis)
    contact = knowledge.contacts[SCHEDULE]
    schedule = phrases.schedule.format(name=contact.name, url=contact.url)
    return SubsidyPlan(
        frame=frame.id,
        name=name,
        as_of=as_of,
        deadline=target,
        basis=basis,
        prospect=prospect,
        text=_text(prospect, target, known, course, as_of, phrases),
        steps=() if prospect == "missed" else _steps(course, target, known, as_of, rules, phrases),
        to_confirm=() if basis == "round" and opening.status == "open" else (schedule,),
        cites=(*phrases.cites, frame.id),
    )


def _prospect(course: _Course, as_of: date, target: date, basis: Basis) -> Prospect:
    left = (target - as_of).days
    if left >= course.length(most=True):
        return "from_today" if basis == "today" else "in_time"
    return "tight" if left >= course.length(most=False) else "missed"


def _text(
    prospect: Prospect,
    target: date,
    known: Round | None,
    course: _Course,
    as_of: date,
    phrases: PlanPhrases,
) -> str:
    day = in_japanese(target)
    if prospect == "from_today":
        return phrases.from_today.format(deadline=day)
    start = phrases.for_own.format(deadline=day)
    if known:
        start = phrases.for_round.format(deadline=day, round=known.round)
    if prospect == "missed":
        soon, late = (shifted(as_of, course.length(most=most)) for most in (False, True))
        said = phrases.missed.format(earliest=in_japanese(soon), comfortable=in_japanese(late))
        return f"{start}。{f'{phrases.passed}。' if target < as_of else ''}{said}"
    return f"{start}。{phrases.in_time if prospect == 'in_time' else phrases.tight}"


def _round(frame: Frame, knowledge: Knowledge, as_of: date, deadline: date | None, *, verified: bool) -> Round | None:
    """The round of that deadline; without one the next round that is known, where somebody still vouches for it."""
    rounds = [item for item in rounds_of(frame, knowledge) if item.deadline]
    if deadline:
        return next((item for item in rounds if item.deadline == deadline), None)
    return next((item for item in rounds if item.deadline and item.deadline >= as_of), None) if verified else None


def _course_of(answers: Answers, knowledge: Knowledge, wording: SubsidyWording) -> _Course:
    upto = next(number for number, step in enumerate(knowledge.steps, 1) if step.id == APPLY)
    steps = knowledge.steps[:upto]
    return _Course(steps, frozenset(step.id for step in steps if is_done(step.id, answers, wording)))


def _step(step_id: str, knowledge: Knowledge) -> ApplicationStep:
    return next(step for step in knowledge.steps if step.id == step_id)


def _steps(
    course: _Course, deadline: date, known: Round | None, as_of: date, rules: RuleBase, phrases: PlanPhrases
) -> tuple[PlanStep, ...]:
    spans = course.spans(as_of, deadline)
    before = [_before(step, course, spans[step.id], phrases) for step in course.steps]
    before.sort(key=lambda item: (not item.done, item.first or date.min))
    due = phrases.deadline if known else phrases.target
    mark = PlanStep("deadline", due, False, False, deadline, deadline, (None, None), 0, None, None, (APPLY,), ())  # noqa: FBT003
    return (*before, mark, *_after(deadline, known, as_of, rules, phrases))


def _before(step: ApplicationStep, course: _Course, span: tuple[date, date], phrases: PlanPhrases) -> PlanStep:
    done = step.id in course.done
    guessed = not done and step.days.high is None and step.allowance is not None
    planned = 0 if done else (span[1] - span[0]).days
    assumed = step.allowance.why if guessed and step.allowance else None
    if assumed and planned < course.days(step, most=True):
        squeezed = phrases.squeezed.format(days=planned) if planned else phrases.squeezed_out
        assumed = f"{assumed}{squeezed}"
    return PlanStep(
        id=step.id,
        what=step.what,
        done=done,
        after_deadline=False,
        first=None if done else span[0],
        last=None if done else span[1],
        days=(step.days.low, step.days.high),
        planned=planned,
        assumed=assumed,
        note=step.note,
        after=step.after,
        cites=(*step.cites, *step.sources),
    )


def _after(
    deadline: date, known: Round | None, as_of: date, rules: RuleBase, phrases: PlanPhrases
) -> tuple[PlanStep, ...]:
    """From the deadline to the last report: spans, for nobody can promise the days."""
    waiting = _step(DECISION, rules.knowledge)
    soonest = shifted(deadline, waiting.days.low or 0)
    latest = shifted(deadline, waiting.days.high or 0)
    decision_note = waiting.note
    if known and known.decision:
        soonest = latest = known.decision
        decision_note = f"{phrases.decision_known}。{known.note or ''}"
    low, high = _report_days(rules)
    due, report_days = shifted(latest, low), (low, high)
    report_note = phrases.report_span.format(low=low, high=high)
    if soonest < latest:
        early = {"decision": in_japanese(soonest), "due": in_japanese(shifted(soonest, low))}
        report_note = f"{report_note}。{phrases.report_early.format(**early)}"
    if known and known.report_due:
        due, report_note = known.report_due, phrases.report_known
        report_days = ((due - latest).days,) * 2
    cites = phrases.cites[:1]
    ban = PlanStep(
        "no_contract", phrases.no_contract, False, True, as_of, latest, (None, None), None, None,  # noqa: FBT003
        phrases.no_contract_note, (), cites,
    )  # fmt: skip
    days = (waiting.days.low, waiting.days.high)
    spans = {DECISION: (deadline, latest, decision_note, days), REPORT: (latest, due, report_note, report_days)}
    steps = rules.knowledge.steps
    rest = steps[next(number for number, step in enumerate(steps) if step.id == DECISION) :]
    undated = (None, None)
    return (ban, *(_later(step, *spans.get(step.id, (*undated, step.note, undated))) for step in rest))


def _later(
    step: ApplicationStep,
    first: date | None,
    last: date | None,
    note: str | None,
    days: tuple[int | None, int | None],
) -> PlanStep:
    return PlanStep(
        id=step.id,
        what=step.what,
        done=False,
        after_deadline=True,
        first=first,
        last=last,
        days=days,
        planned=None,
        assumed=None,
        note=note,
        after=step.after,
        cites=(*step.cites, *step.sources),
    )


def _report_days(rules: RuleBase) -> tuple[int, int]:
    """The fewest and the most days from decision to report that the known rounds gave, from the rule's figures."""
    figures = {item.name: item.value for item in rules.knowledge.subsidy_rules[_REPORT_RULE].figures}
    low, high = (int(figures[f"decision_to_report_2026_days_{end}"]) for end in ("low", "high"))
    return low, high
