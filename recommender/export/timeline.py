"""補助金の予定 as rows and blocks: what to begin and to finish by which day, in the order of the days."""

from __future__ import annotations

from datetime import date

from recommender.export.blocks import Block, Heading, Items, Paragraph, Table
from recommender.subsidies.results import PlanStep, SubsidyPlan

NO_DAY = "日付は未定"


def plan_part(plan: SubsidyPlan | None) -> list[Block]:
    """The plan for a summary: how it stands, the steps with their days, and what was assumed."""
    if plan is None:
        return []
    blocks: list[Block] = [Heading(3, f"補助金の予定（{plan.name}）"), Paragraph(plan.text, plan.cites)]
    if plan.steps:
        rows = tuple((when_text(step, plan.as_of), step.what, days_text(step)) for step in plan.steps)
        blocks.append(Table(("いつ", "すること", "かかる日数"), rows))
        blocks.append(Items(tuple(Paragraph(text, cites) for text, cites in notes_of(plan))))
    return [*blocks, *(Paragraph(f"確かめること: {text}") for text in plan.to_confirm)]


def notes_of(plan: SubsidyPlan) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What the days of each step rest on, with its sources."""
    return tuple(
        (f"{step.what}: {text}", step.cites)
        for step in plan.steps
        for text in (step.assumed, step.note)
        if text and not step.done
    )


def when_text(step: PlanStep, as_of: date) -> str:
    """「12月22日までに始めて、1月21日まで」; 「済み」; after the deadline 「1月21日から3月11日」.

    What has to begin on the day `as_of` is to begin at once.
    """
    if step.done:
        return "済み"
    if step.first is None or step.last is None:
        return NO_DAY
    if step.first == step.last:
        return day_text(step.first)
    if step.after_deadline:
        return f"{day_text(step.first)}から{day_text(step.last)}"
    if step.first <= as_of:
        return f"すぐに始めて、{day_text(step.last)}まで"
    return f"{day_text(step.first)}までに始めて、{day_text(step.last)}まで"


def days_text(step: PlanStep) -> str:
    """How long a step takes as the sources say, and what is set aside where they don't."""
    low, high = step.days
    if step.done:
        return ""
    if step.assumed:
        return f"日数は未確認（{step.planned}日を見込み）" if step.planned else "日数は未確認"
    if high is None:
        return f"{low}日から" if low is not None else ""
    said = f"{high}日" if low == high else f"{low}〜{high}日" if low is not None else f"{high}日まで"
    return f"{said}、この予定では{step.planned}日" if step.planned is not None and step.planned < high else said


def day_text(day: date) -> str:
    """「2026年12月22日（火）」."""
    return f"{day.year}年{day.month}月{day.day}日（{'月火水木金土日'[day.weekday()]}）"
