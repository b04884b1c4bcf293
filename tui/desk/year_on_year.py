"""Two results of one company side by side: what the company changed, and what rules, prices and days changed.

Between them stands what today's rules say of the earlier answers on the later day. So the first step on the way is
the rules' or the days', and the second the company's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from questionnaires.profile import Profile
from recommender.export.marked import show_day
from recommender.marks import action_mark
from tui.desk.comparing import (
    BY_DAYS,
    BY_RULES,
    NEXT_STEPS,
    Changes,
    Way,
    change_lines,
    changes_on,
    differences,
    figures_of,
    route_text,
    way_since,
)
from tui.desk.followup import OUTCOMES, company_of
from tui.desk.headlines import Headline, KeptResult
from tui.desk.looking_back import own_result
from tui.desk.records import Mark, SavedInterview

if TYPE_CHECKING:
    from recommender.rulebase import RuleBase

TITLE = "前回と今回"
BEFORE, BETWEEN, AFTER = "前回（{day}）", "前回の答え・いまの規則", "今回（{day}）"
BY_COMPANY = "会社の答えが変わったため"
LEAD = (
    "まん中の列は、前回の答えを、今回の日に、いまの規則と料金で計算し直したものです。"
    "左とまん中の違いは規則や料金や日のため、まん中と右の違いは会社の答えのためです。"
)
NOTHING = "前回から変わったことはありません。"
TOO_FEW = "この会社の結果は、まだ2つありません。次の診断の結果を出すと、前回と並べて見られます。"
_VERDICT = "結論"
_ABSENT = "なし"
_VERSIONS = "知識の版: 前回は {before}、いまは {now}"
_UNCONFIRMED = "今回、前回の答えのまま確かめていないこと: {labels}"
_MOVED_SINCE = "今回の結果は{day}に出したあと、規則や料金が変わりました。右の列は、いまの規則で計算し直したものです。"
_STEPS_DONE = "済んだもの {done}件（全部で{count}件）"


@dataclass(frozen=True, slots=True)
class YearRow:
    """One subject: what each of the three columns says, and why they differ; no cause where they don't."""

    subject: str
    cells: tuple[str, str, str]
    causes: tuple[str, ...]

    @property
    def label(self) -> str:
        """「月額の上限（規則や料金が変わったため）」."""
        return f"{self.subject}（{'、'.join(self.causes)}）" if self.causes else self.subject


@dataclass(frozen=True, slots=True)
class YearOnYear:
    """The table, everything that moved under the heading of its cause, and what else is to be known."""

    company: str
    head: tuple[str, str, str]
    rows: tuple[YearRow, ...]
    changes: Changes
    notes: tuple[str, ...]

    @property
    def groups(self) -> list[tuple[str, tuple[str, ...]]]:
        """What moved by its cause, the company's own first."""
        return change_lines(self.changes, BY_COMPANY)


def two_latest(records: Iterable[SavedInterview]) -> tuple[SavedInterview, SavedInterview] | None:
    """The newest interview with a result of its own and the one before it; None where there are fewer than two."""
    finished = sorted(filter(own_result, records), key=_moment)
    return (finished[-2], finished[-1]) if len(finished) > 1 else None


def _moment(record: SavedInterview) -> tuple[str, str]:
    own = own_result(record)
    return (own.as_of.isoformat() if own else "", record.created.isoformat())


def year_on_year(one: SavedInterview, other: SavedInterview, rules: RuleBase) -> YearOnYear | None:
    """Two interviews of one company, the earlier result first whatever their order; None where one has no result."""
    before, after = sorted((one, other), key=_moment)
    then, now = own_result(before), own_result(after)
    if then is None or now is None:
        return None
    profile = Profile(now.answers)
    way = way_since(then, profile, rules, now.as_of)
    days = (show_day(then.as_of), show_day(now.as_of))
    return YearOnYear(
        company=company_of(after) or company_of(before),
        head=(BEFORE.format(day=days[0]), BETWEEN, AFTER.format(day=days[1])),
        rows=tuple(_rows(way, (before, after), rules)),
        changes=changes_on(way, then, profile, rules),
        notes=tuple(_notes(then, now, after, way, rules)),
    )


def _rows(way: Way, records: tuple[SavedInterview, SavedInterview], rules: RuleBase) -> Iterable[YearRow]:
    figures = [figures_of(headline, rules) for headline in _stations(way)]
    yield from (_row(subject, [said[subject] for said in figures]) for subject in figures[0])
    # Every year's edition of a frame has an id of its own; here it is the frame that is followed through the years.
    for name in dict.fromkeys(route.name for headline in _stations(way) for route in headline.subsidies):
        yield _row(name, [_routes(headline, name) for headline in _stations(way)])
    yield _row(_VERDICT, [headline.verdict for headline in _stations(way)])
    yield _steps_row(way, records)


def _stations(way: Way) -> tuple[Headline, Headline, Headline, Headline]:
    return way.shown, way.by_rules, way.by_days, way.by_answers


def _row(subject: str, texts: Sequence[str]) -> YearRow:
    """A row of what the four stations say, with the cause of every difference: the step in which it came."""
    steps = zip((BY_RULES, BY_DAYS, BY_COMPANY), texts, texts[1:], strict=False)
    moved = tuple(cause for cause, old, new in steps if old != new)
    return YearRow(subject, (texts[0], texts[2], texts[3]), moved)


def _routes(headline: Headline, name: str) -> str:
    return "\n".join(route_text(route) for route in headline.subsidies if route.name == name) or _ABSENT


def _steps_row(way: Way, records: tuple[SavedInterview, SavedInterview]) -> YearRow:
    """The next steps, with how they came out where they were really shown. Words and names noted of them stay out."""
    plain = _row(NEXT_STEPS, ["\n".join(action.what for action in headline.actions) for headline in _stations(way)])
    before, after = records
    # What was done of the earlier steps is often noted with the interview that followed.
    later = {name: mark for name, mark in after.marks.items() if mark.state != "open"}
    first = _steps_text(way.shown, {**before.marks, **later})
    last = _steps_text(way.by_answers, after.marks)
    return YearRow(NEXT_STEPS, (first, plain.cells[1], last), plain.causes)


def _steps_text(headline: Headline, marks: Mapping[str, Mark]) -> str:
    states = [(action.what, marks.get(action_mark(action.id), Mark()).state) for action in headline.actions]
    done = sum(state == "done" for _, state in states)
    counted = [_STEPS_DONE.format(done=done, count=len(states))] if states else []
    return "\n".join([*counted, *(f"{what}（{OUTCOMES[state]}）" for what, state in states)])


def _notes(then: KeptResult, now: KeptResult, after: SavedInterview, way: Way, rules: RuleBase) -> Iterable[str]:
    yield _VERSIONS.format(before=then.version, now=rules.knowledge.version)
    fields = rules.vocabulary.fields.values()
    labels = [field.label for field in fields if field.id in after.carried and field.id in now.answers]
    if labels:
        yield _UNCONFIRMED.format(labels="、".join(labels))
    moved = differences(now.headline, way.by_answers, rules)
    if moved:
        yield _MOVED_SINCE.format(day=show_day(now.as_of))
        yield from (item.said for item in moved)


def year_lines(table: YearOnYear) -> list[str]:
    """The comparison as lines: each subject with its three columns, then what moved and why."""
    lines = [TITLE, LEAD, ""]
    for row in table.rows:
        lines.append(f"【{row.label}】")
        for head, cell in zip(table.head, row.cells, strict=True):
            lines.append(f"  {head}: {'。'.join(cell.splitlines())}")
    return [*lines, "", *moved_lines(table), *table.notes]


def moved_lines(table: YearOnYear) -> list[str]:
    """Everything that moved under the heading of its cause, or that nothing did."""
    lines = [line for heading, said in table.groups for line in (f"【{heading}】", *(f"・{item}" for item in said))]
    return lines or [NOTHING]
