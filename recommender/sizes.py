"""Whether a company is a small or medium enterprise (中小企業) and a small business (小規模事業者).

The tables are data (`knowledge/data/sizes.yaml`). What the answers leave open is settled only where every case
agrees, so an unknown size stays unknown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

from knowledge.base import Knowledge
from knowledge.fields import Answers
from knowledge.subsidy_records import SizeRow
from knowledge.values import UNKNOWN, Bounds, Value, exactly
from questionnaires.interview import is_asked, live_answers
from questionnaires.records import Questionnaire

SIZE_FIELDS = ("industry", "industry_detail", "entity", "employees", "capital_yen")
BY_CAPITAL = ("corporation", "other")
"""The legal forms that may count their capital instead of their employees."""
_FIRMS = (*BY_CAPITAL, "sole_proprietor")


def is_sme(answers: Answers, knowledge: Knowledge) -> bool | None:
    """Whether the company is 中小企業等: True, False, or None where the answers leave it open."""
    return _agreed(_fits(case, answers, knowledge, knowledge.sme_rows) for case in _cases(answers, knowledge))


def is_small(answers: Answers, knowledge: Knowledge) -> bool | None:
    """Whether the company is 小規模事業者 (firms and sole proprietors only), or None where it is open."""
    return _agreed(
        _fits(case, answers, knowledge, knowledge.small_rows) if case[2] in _FIRMS else False
        for case in _cases(answers, knowledge)
    )


def size_row(answers: Answers, knowledge: Knowledge, *, small: bool = False) -> SizeRow | None:
    """The row of the table that applies, or None where industry or legal form leave it open."""
    table = knowledge.small_rows if small else knowledge.sme_rows
    rows = {_row_for(case, table) for case in _cases(answers, knowledge)}
    return rows.pop() if len(rows) == 1 else None


def _agreed(verdicts: Iterator[bool | None]) -> bool | None:
    found = set(verdicts)
    return found.pop() if len(found) == 1 else None


def _cases(answers: Answers, knowledge: Knowledge) -> Iterator[tuple[str, str, str]]:
    """Every (industry, detail, entity) that the answers allow."""
    fields = knowledge.vocabulary.fields
    allowed = []
    for name in ("industry", "industry_detail", "entity"):
        value = answers.get(name)
        codes = (value,) if isinstance(value, str) else fields[name].codes
        if name == "industry_detail" and value is None:
            # Not asked: the detail is asked only where it can apply, so the plain industry stands.
            codes = ("none",)
        allowed.append(codes)
    yield from product(*allowed)


def _row_for(case: tuple[str, str, str], table: tuple[SizeRow, ...]) -> SizeRow | None:
    industry, detail, entity = case
    for row in table:
        if entity in row.entities:
            return row if not row.by_industry else _industry_row(industry, detail, table)
    return _industry_row(industry, detail, table)


def _industry_row(industry: str, detail: str, table: tuple[SizeRow, ...]) -> SizeRow | None:
    named = next((row for row in table if detail in row.details), None)
    return named or next((row for row in table if industry in row.industries), None)


def _fits(
    case: tuple[str, str, str], answers: Answers, knowledge: Knowledge, table: tuple[SizeRow, ...]
) -> bool | None:
    row = _row_for(case, table)
    if row is None:
        return None
    vocabulary = knowledge.vocabulary
    by_employees = _at_most(vocabulary.bounds("employees", answers), row.employees_max)
    # Either limit suffices for a firm; all others, and sole proprietors, are counted by their employees.
    if row.capital_max_yen is None or case[2] not in BY_CAPITAL:
        return by_employees
    by_capital = _at_most(vocabulary.bounds("capital_yen", answers), row.capital_max_yen)
    if by_employees or by_capital:
        return True
    return None if None in (by_employees, by_capital) else False


def _at_most(bounds: Bounds, limit: int | None) -> bool | None:
    if limit is None:
        return None
    if bounds.high is not None and bounds.high <= limit:
        return True
    return False if bounds.low > limit else None


def size_can_turn(
    answers: Answers, knowledge: Knowledge, questionnaire: Questionnaire, within: Mapping[str, Bounds]
) -> bool:
    """Whether some answer to the fields not asked yet takes the company over the SME limits, or back below them.

    Size only grows with employees and capital, so the outermost values settle the numbers; `within` bounds those
    that are known as a range. An answer that other answers hide doesn't count.
    """
    beyond = is_sme(answers, knowledge) is False
    any_detail = {} if "industry" in answers and "industry_detail" in answers else {"industry_detail": UNKNOWN}
    if not beyond and is_sme({**answers, **any_detail}, knowledge):
        return False
    fields = knowledge.vocabulary.fields
    tries: dict[str, tuple[Value, ...]] = {}
    for name in SIZE_FIELDS:
        field = fields[name]
        if name in answers or (name in questionnaire.questions and not _may_be_asked(name, answers, questionnaire)):
            continue
        if field.kind == "choice":
            tries[name] = (*field.codes, UNKNOWN)
        else:
            bounds = within.get(name, Bounds(field.min or 0, field.max))
            outermost = bounds.low if beyond or bounds.high is None else bounds.high
            tries[name] = (exactly(outermost),)
    for values in product(*tries.values()):
        live = live_answers({**answers, **dict(zip(tries, values, strict=True))}, questionnaire)
        if (is_sme(live, knowledge) is False) is not beyond:
            return True
    return False


def _may_be_asked(name: str, answers: Answers, questionnaire: Questionnaire) -> bool:
    return is_asked(questionnaire.questions[name], answers, questionnaire)
