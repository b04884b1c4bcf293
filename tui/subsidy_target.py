"""The day by which the user means to apply for a subsidy: kept with the interview, and counted into the plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tui import wording
from tui.desk.exports import write_document
from tui.desk.records import Mark

if TYPE_CHECKING:
    from recommender.results import Assessment
    from recommender.rulebase import RuleBase
    from tui.talk.conversation import Conversation
    from tui.talk.messages import Message

PROMPT = "いつまでに申請"
EXAMPLE = "2027-03-31、3/31、3か月後。やめるときは、空のまま Enter"
HINT = "締切は公式の日程表で確かめてください。Esc でやめる"
NOT_READ = "日付として読めませんでした。「2027-03-31」「3/31」「3か月後」のように、10年以内の日を入れてください。"
_NO_PLAN = "書き出せる予定がありません。"
_FARTHEST_DAYS = 3660
_MARK = "subsidy.deadline"


def target_of(talk: Conversation) -> date | None:
    """The day that was named; None without one."""
    mark = talk.record.marks.get(_MARK)
    return mark.due if mark else None


def is_near(day: date, today: date) -> bool:
    """Whether a plan can be drawn up for a day: not more than ten years away."""
    return abs((day - today).days) <= _FARTHEST_DAYS


def keep_target(talk: Conversation, day: date | None) -> tuple[Message, ...]:
    """Saves the day, or forgets it; gives what has to be told, such as that saving failed."""
    return talk.keep_beside(marks={_MARK: Mark(due=day)})


def with_target(result: Assessment, talk: Conversation) -> Assessment:
    """The result with the subsidy's plan drawn up for the day that was named, if one was."""
    from recommender.subsidies.outlook import plan_of

    day = target_of(talk)
    if day is None or talk.rules is None:
        return result
    plan = plan_of(result.profile.answers, talk.rules, result.as_of, result.subsidies, deadline=day)
    return replace(result, outlook=replace(result.outlook, plan=plan))


def export_calendar(result: Assessment, rules: RuleBase, directory: Path) -> str:
    """Writes the subsidy's plan as a calendar into the directory, and says where or why not."""
    from recommender.export.ics import to_ics

    plan, named = result.outlook.plan, result.profile.answers.get("company_name")
    company = named if isinstance(named, str) else ""
    if plan is None or not plan.steps:
        return plan.text if plan else _NO_PLAN
    contents = {".ics": to_ics(plan, company, rules).encode()}
    try:
        (path,) = write_document("補助金の予定", company, contents, directory)
    except OSError as error:
        return wording.EXPORT_FAILED.format(reason=error.strerror or type(error).__name__)
    return wording.EXPORTED.format(name=path.name)
