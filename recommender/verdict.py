"""The verdict: one paragraph that a 社長 reads in 20 seconds, filled from the trace."""

from __future__ import annotations

from knowledge.records import ClassCode, Monitoring
from questionnaires.showing import show_yen
from recommender.cost import Cost, Span
from recommender.monitoring import Choice
from recommender.records import OPTIONS
from recommender.results import Level
from recommender.rulebase import RuleBase

_NAMED = 2


def verdict_of(
    choice: Choice,
    service_class: ClassCode | None,
    confidence: Level,
    cost: Cost | None,
    open_fields: tuple[str, ...],
    rules: RuleBase,
    *,
    aged: bool = False,
) -> str:
    """What fits and why, what it may cost, and how sure that is.

    `open_fields` are those whose answers could still change it, the weightiest first; `aged`: facts behind it are
    past their review date.
    """
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
    # What may still turn to something else isn't told as if it were settled.
    leans = confidence == "low" and bool(open_fields)
    said = [
        (texts.leaning if leans else texts.choice).format(
            option=rules.option(choice.option).name,
            service_class=rules.service_class(service_class).name,
            start=start,
        ),
        _because(choice, choice.option),
        _cost(cost, rules),
        getattr(texts, confidence) if open_fields or confidence == "high" else texts.close,
    ]
    if aged:
        said.append(texts.aged)
    if confidence != "high" and open_fields:
        labels = (rules.vocabulary.fields[name].label for name in open_fields[:_NAMED])
        said.append(texts.doubts.format(fields="と".join(f"「{label}」" for label in labels)))
    return "".join(said)


def _because(choice: Choice, option: Monitoring) -> str:
    """The ground that speaks most for it and least for the others, in its rule's own sentence; else what bars them."""
    # 併用 gains by what speaks for either side; a ground tells something where a single type doesn't share it.
    single = [other for other in OPTIONS if other not in (option, "both")]
    grounds = [item for item in choice.standing(option).fired if item.weights.of(option) > 0]
    if grounds and not all(choice.standing(other).excluded_by for other in single):
        ahead = {item.id: item.weights.of(option) - max(map(item.weights.of, single)) for item in grounds}
        return f"{max(grounds, key=lambda item: ahead[item.id]).because}。"
    barred = [item.because for standing in choice.standings for item in standing.excluded_by]
    return f"{(barred or [item.because for item in grounds])[0]}。" if barred or grounds else ""


def _cost(cost: Cost, rules: RuleBase) -> str:
    texts = rules.counsel.wording.verdict
    if cost.yardstick_monthly:
        yardstick = show_span(cost.yardstick_monthly)
        return texts.cost_class2.format(monthly=yardstick) if yardstick else _open(cost, rules)
    if cost.monthly is None or cost.two_years is None or cost.two_years.high is None:
        return _open(cost, rules)
    return texts.cost.format(monthly=show_span(cost.monthly), two_years=show_yen(cost.two_years.high))


def _open(cost: Cost, rules: RuleBase) -> str:
    return rules.counsel.wording.verdict.cost_open.format(fields=open_parts_text(cost, rules))


def open_parts_text(cost: Cost, rules: RuleBase) -> str:
    """What the caps still wait for: PCとサーバーの数."""
    return f"{'と'.join(rules.vocabulary.fields[name].label for name in cost.open_parts)}の数"


def show_cap(cost: Cost, span: Span, rules: RuleBase) -> str:
    """A cap, or what has to be known before it can be told."""
    shown = show_span(span)
    return shown or rules.counsel.wording.cost_open.format(fields=open_parts_text(cost, rules))


def show_span(span: Span) -> str:
    """「5万2,000円」, or 「1万円〜2万円」 where the cap is a range; empty where nothing limits it."""
    if span.high is None:
        return ""
    return show_yen(span.low) if span.low == span.high else f"{show_yen(span.low)}〜{show_yen(span.high)}"
