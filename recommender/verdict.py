"""The verdict: one paragraph that a 社長 reads in 20 seconds, filled from the trace."""

from __future__ import annotations

from knowledge.records import ClassCode
from questionnaires.showing import show_yen
from recommender.cost import Cost, Span
from recommender.monitoring import Choice
from recommender.results import Level, ToConfirm
from recommender.rulebase import RuleBase

_NAMED = 2


def verdict_of(
    choice: Choice,
    service_class: ClassCode | None,
    confidence: Level,
    cost: Cost | None,
    unknown: tuple[ToConfirm, ...],
    rules: RuleBase,
    *,
    aged: bool = False,
) -> str:
    """What fits, what it may cost, and how sure that is. `aged`: facts behind it are past their review date."""
    texts = rules.counsel.wording.verdict
    if choice.option is None or service_class is None or cost is None:
        because = (
            choice.void.because
            if choice.void
            else "、".join(
                dict.fromkeys(item.because for standing in choice.standings for item in standing.excluded_by)
            )
        )
        return texts.none.format(because=because)
    start = texts.start_class1 if service_class == "class1" else texts.start_class2
    said = [
        texts.choice.format(
            option=rules.option(choice.option).name,
            service_class=rules.service_class(service_class).name,
            start=start,
        ),
        _cost(cost, rules),
        getattr(texts, confidence),
    ]
    if aged:
        said.append(texts.aged)
    if confidence != "high" and unknown:
        said.append(texts.doubts.format(fields="と".join(f"「{item.label}」" for item in unknown[:_NAMED])))
    return "".join(said)


def _cost(cost: Cost, rules: RuleBase) -> str:
    texts = rules.counsel.wording.verdict
    if cost.yardstick_monthly:
        yardstick = show_span(cost.yardstick_monthly)
        return texts.cost_class2.format(monthly=yardstick) if yardstick else texts.cost_open
    if cost.monthly is None or cost.two_years is None or cost.two_years.high is None:
        return texts.cost_open
    return texts.cost.format(monthly=show_span(cost.monthly), two_years=show_yen(cost.two_years.high))


def show_span(span: Span) -> str:
    """「5万2,000円」, or 「1万円〜2万円」 where the cap is a range; empty where nothing limits it."""
    if span.high is None:
        return ""
    return show_yen(span.low) if span.low == span.high else f"{show_yen(span.low)}〜{show_yen(span.high)}"
