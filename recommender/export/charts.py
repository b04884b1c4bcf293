"""Charts where looking beats reading: what speaks for each option, and two years' cost with each subsidy."""

from __future__ import annotations

from questionnaires.showing import show_yen
from recommender.cost import Span
from recommender.export.blocks import Bar, Chart
from recommender.export.combining import compared, tools_text
from recommender.export.labels import STATUS, YARDSTICK_PREFIX, by_yardstick, yen_text
from recommender.results import Assessment, OptionResult
from recommender.rulebase import RuleBase
from recommender.subsidies.results import Way

_OUT = "選べません"
_OPEN = "まだ出せません"


def evidence_chart(assessment: Assessment, rules: RuleBase) -> Chart:
    """The points for (right) and against (left) every option."""
    bars = tuple(_option_bar(item, rules) for item in assessment.monitoring.options)
    head = ("選び方", "後押しする点", "反対する点", "合わせて")
    return Chart("3つの選び方を後押しする点と、反対する点", head, bars)


def _option_bar(item: OptionResult, rules: RuleBase) -> Bar:
    gained = sum(reason.weight for reason in item.reasons if reason.weight > 0)
    lost = -sum(reason.weight for reason in item.reasons if reason.weight < 0)
    total = _OUT if item.excluded_by else f"{item.score}点"
    return Bar(rules.option(item.option).name, (f"{gained}点", f"{lost}点", total), left=lost, right=gained)


def cost_chart(assessment: Assessment) -> Chart | None:
    """What everything that is planned costs over two years, without a subsidy and by every way that is computed.

    None where no way has an amount: a single bar would compare nothing.
    """
    ways = [way for way in compared(assessment.outlook.ways) if _own(way)]
    before = _before(ways, assessment)
    if before is None or not ways:
        return None
    bars = [_money_bar("補助なし", before)]
    bars += [
        _money_bar(f"{way.name}（{STATUS[way.status]}。申請できた場合）", own) for way in ways if (own := _own(way))
    ]
    basis = [YARDSTICK_PREFIX] if by_yardstick(assessment) else []
    said = "。".join(filter(None, (*basis, "補助なしと、補助を使えた場合", tools_text(ways), "税抜")))
    return Chart(f"2年の費用（{said}）", ("受け方", "2年で払う額"), tuple(bars))


def _before(ways: list[Way], assessment: Assessment) -> Span | None:
    """The same two years without any subsidy: own cost and amount of a way together, or the caps."""
    for way in ways:
        if way.own_cost_24_months_yen is not None and way.amount_yen is not None:
            whole = way.own_cost_24_months_yen + way.amount_yen
            return Span(whole, whole)
    return assessment.cost.two_years if assessment.cost else None


def _own(way: Way) -> Span | None:
    exact = way.own_cost_24_months_yen
    return way.own_cost_24_months_range_yen if exact is None else Span(exact, exact)


def _money_bar(label: str, span: Span) -> Bar:
    if span.high is None:
        return Bar(label, (yen_text(None, span) or _OPEN,), right=span.low)
    if span.low == span.high:
        return Bar(label, (show_yen(span.low),), right=span.low)
    return Bar(label, (yen_text(None, span),), right=span.low, up_to=span.high)
